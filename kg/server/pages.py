"""A request for something that the graph names -> its page, or its data in the format that the client reads."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.answer import GRAPH_FORMATS, write_rdf
from kg.server.negotiation import GRAPH_TYPES, formats, prefers_page
from kg.server.networks import Networks
from kg.server.reading import Reader
from kg.site import STATIC
from kg.site.links import Links
from kg.site.names import Names
from kg.site.pages import LANGUAGES, Pages
from kg.store import Store

#: nothing but what this server sends is loaded or run, and no other page shows ours.
SAFETY = {
    "content-security-policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_SUGGESTIONS = 12


class Site:
    """The pages of a store that builds may change."""

    def __init__(self, reader: Reader, links: Links) -> None:
        self._reader, self._links = reader, links
        self._networks = Networks(reader, links)
        self._names: tuple[object, Names] | None = None

    def routes(self) -> list[Route | Mount]:
        """Return what answers at which path; the last takes every other path for the name of a thing."""
        return [
            Route("/", self.home),
            Route("/search", self.search),
            Route("/suggest", self.suggest),
            Route("/query", self.query),
            Mount("/static", StaticFiles(directory=STATIC)),
            Route("/thing", self.other),
            Route("/network", self._networks.first),
            Route("/network/{view}", self.network, name="network"),
            Route("/{path:path}", self.thing),
        ]

    def warm(self) -> None:
        """Read beforehand what every page needs: templates, words, terms, names."""
        self._known()
        for language in LANGUAGES:
            self._written(language, lambda pages: pages.home())

    async def home(self, request: Request) -> Response:
        """Return the page that says what is in the graph."""
        return await self._page(request, lambda pages: pages.home())

    async def search(self, request: Request) -> Response:
        """Return the page of what was found, or of the one thing that was."""
        typed = request.query_params.get("q", "")
        found = await to_thread.run_sync(lambda: self._known().search(typed))
        if len(found) == 1:
            return RedirectResponse(self._links(found[0].iri), 303)
        return await self._page(request, lambda pages: pages.search(typed, found))

    async def suggest(self, request: Request) -> Response:
        """Return names that begin as typed, as JSON."""
        typed = request.query_params.get("q", "")
        found = await to_thread.run_sync(lambda: self._known().search(typed, most=_SUGGESTIONS))
        return JSONResponse([name.name for name in found])

    async def network(self, request: Request) -> Response:
        """Return the network of a view."""
        return await self._networks.network(request, _language(request))

    async def query(self, request: Request) -> Response:
        """Return the page on which SPARQL is written; its editor sets styles as it goes."""
        answer = await self._page(request, lambda pages: pages.query())
        own = "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:"
        answer.headers["content-security-policy"] += own
        return answer

    async def thing(self, request: Request) -> Response:
        """Return what the graph says of the thing whose IRI ends in this path."""
        return await self._about(request, self._links.iri(request.path_params["path"]))

    async def other(self, request: Request) -> Response:
        """Return what the graph says of an IRI that does not lie below the base."""
        return await self._about(request, request.query_params.get("iri", ""))

    async def _about(self, request: Request, iri: str) -> Response:
        asked = request.query_params.get("format")
        accept = request.headers.get("accept", "")
        if asked in GRAPH_TYPES or (asked is None and not prefers_page(accept)):
            chosen = (asked,) if asked else formats(accept, GRAPH_TYPES)
            return await to_thread.run_sync(lambda: self._data(iri, chosen))
        return await self._page(request, lambda pages: pages.thing(iri))

    def _data(self, iri: str, chosen: tuple[str, ...]) -> Response:
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return Response("this is no IRI\n", 404, media_type="text/plain")
        triples = sorted({quad.triple for quad in self._reader.store().quads(subject=node)}, key=str)
        if not triples:
            return Response(f"the graph says nothing of {iri}\n", 404, media_type="text/plain")
        if not chosen:
            return Response(f"ask for {', '.join(GRAPH_TYPES.values())}\n", 406, media_type="text/plain")
        statements = [ox.Quad(*triple) for triple in triples] if chosen[0] == "jsonld" else triples
        body = write_rdf(statements, GRAPH_FORMATS[chosen[0]])
        return Response(body, headers={"content-type": GRAPH_TYPES[chosen[0]], "vary": "Accept"})

    async def _page(self, request: Request, write: Callable[[Pages], str | None]) -> Response:
        language = _language(request)
        html = await to_thread.run_sync(lambda: self._written(language, write))
        status = 404 if html is None else 200
        shown = html or Pages(self._reader.store(), self._links, language).missing()
        answer = HTMLResponse(shown, status, {**SAFETY, "vary": "Accept, Accept-Language, Cookie"})
        if "lang" in request.query_params:
            answer.set_cookie("lang", language, max_age=31_536_000, samesite="strict")
        return answer

    def _written(self, language: str, write: Callable[[Pages], str | None]) -> str | None:
        return write(Pages(self._reader.store(), self._links, language))

    def _known(self) -> Names:
        """Return the names of the store as it is now."""
        store: Store = self._reader.store()
        if self._names is None or self._names[0] is not store:
            self._names = store, Names(store)
        return self._names[1]


def _language(request: Request) -> str:
    """Return the language that somebody chose, else the first that the browser asks for and we write."""
    header = request.headers.get("accept-language", "")
    wished = [request.query_params.get("lang"), request.cookies.get("lang")]
    wished += [part.strip()[:2].lower() for part in header.split(",")]
    return next((one for one in wished if one in LANGUAGES), LANGUAGES[0])

"""A request for a view -> its network as a page whose actors and proofs lead to the other pages."""

from __future__ import annotations

from functools import partial

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kg.errors import ExportError, QueryError
from kg.network import largest, network
from kg.query import Query, ask, load, names
from kg.server.reading import Reader
from kg.site.links import Links
from kg.store import Store
from kg.visualise import page

#: the page brings all that it runs.
SAFETY = {
    "content-security-policy": "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_MOST_NODES, _FEWEST, _LARGEST = 150, 2, 20_000


class Networks:
    """The network pages of a store that builds may change; each is drawn once as long as nothing is built."""

    def __init__(self, reader: Reader, links: Links) -> None:
        self._reader, self._links = reader, links
        self._drawn: dict[tuple[str, str, int], tuple[Store, str]] = {}

    async def first(self, request: Request) -> Response:
        """Lead to the network of actors."""
        return RedirectResponse(request.url_for("network", view="actors"), 303)

    async def network(self, request: Request, language: str) -> Response:
        """Return the page of a view; ``?max=`` says how many nodes it may have."""
        view, most = request.path_params["view"], request.query_params.get("max", str(_MOST_NODES))
        if view not in names("views") or not most.isdecimal():
            raise HTTPException(404)
        wanted = min(max(int(most), _FEWEST), _LARGEST)
        try:
            html = await to_thread.run_sync(partial(self._page, load(view, "views"), language, wanted))
        except (ExportError, QueryError) as error:
            return Response(f"{error}\n", 400, media_type="text/plain")
        return HTMLResponse(html, headers=SAFETY)

    def _page(self, view: Query, language: str, most: int) -> str:
        store, key = self._reader.store(), (view.name, language, most)
        found = self._drawn.get(key)
        if found is None or found[0] is not store:
            whole = network(ask(view, store=store), language=language)
            shown = largest(whole, most)
            html = page(
                shown,
                title=view.title[language],
                description=view.description[language],
                language=language,
                left_out=len(whole) - len(shown),
                address=self._links,
            )
            self._drawn[key] = found = store, html
        return found[1]

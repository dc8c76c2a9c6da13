"""An HTTP request -> its answer by the SPARQL 1.1 Protocol (queries only) and the Graph Store Protocol (reads only)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

import pyoxigraph as ox
from anyio import to_thread
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response

from kg.answer import GRAPH_FORMATS, write_rdf
from kg.errors import EndpointError, QueryError
from kg.server.answering import NotAcceptableError
from kg.server.negotiation import GRAPH_TYPES, MEDIA_TYPES, formats, prefers_page
from kg.server.worker import Request, Workers
from kg.store import Store
from kg.void import describe

#: a query is text that somebody wrote; what is longer is something else.
LONGEST_QUERY = 1 << 20
_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_READ_ONLY = "this endpoint is read-only: the store is changed by 'kg build' and 'kg enrich'"


class RefusalError(Exception):
    """A request that is not answered, with its HTTP status and the reason in plain words."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status

    def response(self) -> Response:
        return Response(f"{self}\n", self.status, media_type="text/plain")


async def query(request: HttpRequest, workers: Workers, store: Store, *, base: str) -> Response:
    """Return the answer to a query sent by GET, or by POST as a form or bare; without one, the service described."""
    try:
        fields = await _fields(request)
        if request.method == "GET" and "query" not in fields:
            return await _description(request, store, base)
        asked = Request(
            query=_only(fields, "query"),
            formats=_formats(request, MEDIA_TYPES),
            default_graphs=tuple(fields.get("default-graph-uri", ())),
            named_graphs=tuple(fields.get("named-graph-uri", ())),
        )
        answer = await to_thread.run_sync(workers.ask, asked)
    except RefusalError as refusal:
        return refusal.response()
    except EndpointError as error:
        return RefusalError(error.status or 503, str(error)).response()
    except NotAcceptableError as error:
        return RefusalError(406, str(error)).response()
    except QueryError as error:
        return RefusalError(400, str(error)).response()
    return _data(answer.body, answer.format)


async def graph(request: HttpRequest, store: Store) -> Response:
    """Return one graph, ``?graph=IRI``, or with ``?default`` what all say together (Graph Store Protocol, 5.2)."""
    try:
        chosen = _formats(request, GRAPH_TYPES)[0]
        body = await to_thread.run_sync(_graph, store, request.query_params.getlist("graph"), chosen)
    except RefusalError as refusal:
        return refusal.response()
    return _data(body, chosen)


def _graph(store: Store, names: Sequence[str], format_: str) -> bytes:
    if len(names) > 1:
        raise RefusalError(400, "one graph at a time: give ?graph=IRI once, or ?default")
    try:
        name = ox.NamedNode(names[0]) if names else None
    except ValueError as error:
        raise RefusalError(400, f"the name of the graph is no IRI: {error}") from error
    triples = sorted({quad.triple for quad in store.quads(graph=name)}, key=str)
    if name and not triples:
        raise RefusalError(404, f"no graph {name.value} in this store")
    return _written(triples, format_)


async def _description(request: HttpRequest, store: Store, base: str) -> Response:
    if prefers_page(request.headers.get("accept", "")):
        return RedirectResponse(request.url.replace(path="/query", query=""), 303)
    chosen = _formats(request, GRAPH_TYPES)[0]
    address = str(request.url.replace(query="", fragment=""))
    triples = await to_thread.run_sync(lambda: describe(store, base=base, endpoint=address))
    return _data(_written(triples, chosen), chosen)


async def _fields(request: HttpRequest) -> Mapping[str, Sequence[str]]:
    """Return what a request says, by name. Raises RefusalError for what the protocol does not know."""
    fields = _parsed(request.url.query)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        text = await _text(request)
        if kind == _FORM:
            fields = _parsed(text)
        elif kind == _QUERY:
            fields = {**fields, "query": [text]}
        elif kind == _UPDATE:
            raise RefusalError(403, _READ_ONLY)
        else:
            raise RefusalError(415, f"send the query as {_QUERY} or {_FORM}, not as '{kind}'")
    if "update" in fields:
        raise RefusalError(403, _READ_ONLY)
    return fields


async def _text(request: HttpRequest) -> str:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_QUERY:
            raise RefusalError(413, f"the query is longer than {LONGEST_QUERY} bytes")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusalError(400, f"the query is not UTF-8: {error}") from error


def _parsed(text: str) -> dict[str, list[str]]:
    try:
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except (UnicodeDecodeError, ValueError) as error:
        raise RefusalError(400, f"the request is not a form in UTF-8: {error}") from error


def _only(fields: Mapping[str, Sequence[str]], name: str) -> str:
    values = fields.get(name, ())
    if len(values) != 1:
        raise RefusalError(400, f"give one {name}, not {len(values)}")
    return values[0]


def _formats(request: HttpRequest, types: Mapping[str, str]) -> tuple[str, ...]:
    found = formats(request.headers.get("accept", ""), types)
    if not found:
        raise RefusalError(406, f"none of the formats asked for is written here: ask for {', '.join(types.values())}")
    return found


def _written(triples: Sequence[ox.Triple], format_: str) -> bytes:
    statements = [ox.Quad(*triple) for triple in triples] if format_ == "jsonld" else triples
    return write_rdf(statements, GRAPH_FORMATS[format_])


def _data(body: bytes, format_: str) -> Response:
    type_ = MEDIA_TYPES[format_]
    charset = "; charset=utf-8" if type_.startswith("text/") else ""
    return Response(body, headers={"content-type": type_ + charset, "vary": "Accept"})

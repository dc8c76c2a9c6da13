"""A request of the SPARQL protocol and a store -> the answer in a format that the client reads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.answer import GRAPH_FORMATS, RESULT_FORMATS, serialise
from kg.errors import QueryError
from kg.query import check_nesting
from kg.query.syntax import explained
from kg.server.reading import Reader
from kg.server.worker import Request, Response

#: the one word of the language that sends a request to another machine.
_SERVICE = re.compile(r"(?<![\w?$:])SERVICE\b", re.IGNORECASE)
_NO_SERVICE = "SERVICE is not allowed here: this endpoint asks no other"


class NotAcceptableError(QueryError):
    """The client reads no format in which this kind of answer is written."""


def answer(path: Path, request: Request, *, offline: bool) -> Response:
    """Return the answer of the store in ``path``.

    Unless the process is ``offline`` already, a query that has the word SERVICE anywhere is refused. Raises QueryError
    for what is no query, NotAcceptableError for an answer that fits none of the formats.
    """
    uses_service = _SERVICE.search(request.query)
    if uses_service and not offline:
        raise QueryError(_NO_SERVICE)
    check_nesting(request.query)
    chosen = request.default_graphs or request.named_graphs
    default, named = map(_nodes, (request.default_graphs, request.named_graphs))
    store = _reader(path).store()
    try:
        results = store.query(request.query, **({"default_graphs": default, "named_graphs": named} if chosen else {}))
        found = list(results) if isinstance(results, ox.QueryTriples) else results
        format_ = _fitting(request.formats, GRAPH_FORMATS if isinstance(found, list) else RESULT_FORMATS)
        return Response(format_, serialise(found, format_))
    except QueryError as error:
        raise explained("query", request.query, error) from error
    except OSError as error:
        raise QueryError(_NO_SERVICE if uses_service else f"the query failed: {error}") from error


@cache
def _reader(path: Path) -> Reader:
    return Reader(path)


def _nodes(iris: Sequence[str]) -> list[ox.NamedNode]:
    try:
        return [ox.NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryError(f"the name of a graph is no IRI: {error}") from error


def _fitting(formats: Sequence[str], known: Mapping[str, object]) -> str:
    for format_ in formats:
        if format_ in known:
            return format_
    raise NotAcceptableError(f"this kind of answer can be written as {', '.join(known)}: ask for one of them in Accept")

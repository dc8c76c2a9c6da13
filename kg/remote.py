"""A SPARQL query and the address of an endpoint -> its answer. Every request has a timeout; every failure says why."""

from __future__ import annotations

import re
from urllib.error import HTTPError, URLError

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, SELECT, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from kg import __version__
from kg.answer import Answer
from kg.errors import QueryError
from kg.namespaces import PREFIXES

_AGENT = f"depeche-kg/{__version__}"


def ask(endpoint: str, sparql: str, *, timeout: float = 60) -> Answer:
    """Return what the endpoint answers to the query, a graph as sorted triples.

    The usual prefixes need not be declared, as in a local store. Raises QueryError when the endpoint is unreachable,
    too slow (``timeout`` in seconds), refuses the query or answers with something that is not a SPARQL result.
    """
    if not re.match(r"https?://", endpoint):
        raise QueryError(f"'{endpoint}' is not the address of an endpoint: it must begin with http:// or https://")
    request = SPARQLWrapper(endpoint, agent=_AGENT)
    request.setQuery(_with_prefixes(sparql))
    request.queryType = _form(sparql)
    request.setMethod(POST)
    request.setTimeout(max(1, round(timeout)))
    builds_graph = request.queryType in ("CONSTRUCT", "DESCRIBE")
    request.setReturnFormat(TURTLE if builds_graph else JSON)
    try:
        response = request.query()
        body = response.response.read()
        media_type = response.info().get("content-type", "").partition(";")[0].strip()
    except SPARQLWrapperException as error:
        raise QueryError(f"{endpoint} refused the query: {_first_line(error)}") from error
    except HTTPError as error:
        raise QueryError(f"{endpoint} answered {error.code} {error.reason}") from error
    except TimeoutError as error:
        raise QueryError(_slow(endpoint, timeout)) from error
    except (URLError, OSError) as error:
        reason = getattr(error, "reason", error)
        message = (
            _slow(endpoint, timeout) if isinstance(reason, TimeoutError) else f"{endpoint} cannot be reached: {reason}"
        )
        raise QueryError(message) from error
    return _read(endpoint, body, media_type, builds_graph)


def _read(endpoint: str, body: bytes, media_type: str, builds_graph: bool) -> Answer:
    try:
        if builds_graph and (graph_format := ox.RdfFormat.from_media_type(media_type)):
            return sorted((quad.triple for quad in ox.parse(body, graph_format)), key=str)
        if not builds_graph and (result_format := ox.QueryResultsFormat.from_media_type(media_type)):
            return ox.parse_query_results(body, result_format)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"{endpoint} answered something that is not a SPARQL result: {error}") from error
    raise QueryError(
        f"{endpoint} answered with '{media_type or 'no content type'}', which is not a SPARQL result: "
        "is this the address of the query service?"
    )


def _form(sparql: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE; SPARQLWrapper's own guess is misled by words in comments."""
    bare = re.sub(r"<[^>\s]*>|#.*", " ", sparql)
    match = re.match(r"(?:\s*(?:BASE|PREFIX\s+\S*:))*\s*(ASK|CONSTRUCT|DESCRIBE)\b", bare, re.IGNORECASE)
    return match[1].upper() if match else SELECT


def _with_prefixes(sparql: str) -> str:
    """Declare what the query uses and does not declare, in its first line, so that line numbers stay."""
    missing = [
        f"PREFIX {prefix}: <{namespace}> "
        for prefix, namespace in PREFIXES.items()
        if re.search(rf"\b{prefix}:", sparql) and not re.search(rf"\bPREFIX\s+{prefix}:", sparql, re.IGNORECASE)
    ]
    return "".join(missing) + sparql


def _slow(endpoint: str, timeout: float) -> str:
    return f"{endpoint} gave no answer within {timeout:g} s: ask for less, or give more time with --timeout"


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).replace("\\n", "\n").splitlines() if line.strip()]
    return " ".join(lines)[:300]

"""A SPARQL query and the address of an endpoint -> its answer. Every request has a timeout; every failure says why."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from urllib.error import HTTPError, URLError

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, SELECT, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, SPARQLWrapperException

from kg import __version__
from kg.answer import Answer
from kg.errors import EndpointError, QueryError
from kg.namespaces import PREFIXES

_AGENT = f"depeche-kg/{__version__}"


def ask(endpoint: str, sparql: str, *, timeout: float = 60) -> Answer:
    """Return what the endpoint answers to the query, a graph as sorted triples.

    The usual prefixes need not be declared, as in a local store. Raises QueryError when the endpoint is unreachable,
    refuses the query or answers with something that is not a SPARQL result; EndpointError, which is one, when it is
    busy, broken or too slow (``timeout`` in seconds) and may answer later.
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
    except EndPointInternalError as error:
        raise EndpointError(f"{endpoint} answered 500: {_first_line(error)}", status=500) from error
    except SPARQLWrapperException as error:
        raise QueryError(f"{endpoint} refused the query: {_first_line(error)}") from error
    except HTTPError as error:
        raise _refusal(endpoint, error) from error
    except (URLError, OSError, HTTPException) as error:
        raise _silence(endpoint, timeout, error) from error
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


def _refusal(endpoint: str, error: HTTPError) -> QueryError:
    message = f"{endpoint} answered {error.code} {error.reason}"
    if error.code == 429 or error.code >= 500:
        return EndpointError(message, status=error.code, wait=_seconds(error.headers.get("Retry-After")))
    return QueryError(message)


def _silence(endpoint: str, timeout: float, error: Exception) -> QueryError:
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return EndpointError(
            f"{endpoint} gave no answer within {timeout:g} s: ask for less, or give more time with --timeout"
        )
    if isinstance(reason, ConnectionResetError | HTTPException):
        return EndpointError(f"{endpoint} broke off its answer: {reason!r}")
    return QueryError(f"{endpoint} cannot be reached: {reason}")


def _seconds(value: str | None) -> float | None:
    """Return how long a Retry-After header, a number or a date, asks to wait; None when it says nothing readable."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (until if until.tzinfo else until.replace(tzinfo=UTC)).timestamp() - datetime.now(UTC).timestamp())


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).replace("\\n", "\n").splitlines() if line.strip()]
    return " ".join(lines)[:300]

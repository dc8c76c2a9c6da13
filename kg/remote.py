"""A SPARQL query and the address of an endpoint -> its answer. Every request has a timeout; every failure says why."""

from __future__ import annotations

import json
import re
from contextlib import closing
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from time import monotonic
from urllib.error import HTTPError, URLError

import pyoxigraph as ox
from SPARQLWrapper import GET, JSON, POST, SELECT, TURTLE, SPARQLWrapper

from kg import __version__
from kg.access import Credentials, bare, check_address, is_page, opener, plain, unknown_user
from kg.answer import Answer
from kg.errors import EndpointError, QueryError
from kg.namespaces import PREFIXES

_AGENT = f"depeche-kg/{__version__}"
#: a longer address is cut or refused by some servers and proxies: the query then goes in the body of a POST.
_LONGEST_ADDRESS = 2000
#: by these a server says that it takes no GET, or not one of this length.
_POST_INSTEAD = frozenset({405, 414, 431, 501})
#: formats of results that keep the type of a term.
_EXACT = (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML, ox.QueryResultsFormat.TSV)
_BOOLEAN = PREFIXES["xsd"] + "boolean"
_PIECE = 1 << 16
_ADDRESSES = (
    "Oxigraph …/query, Fuseki …/DATASET/sparql, Virtuoso …/sparql, GraphDB and RDF4J …/repositories/NAME, "
    "QLever …/api/NAME"
)
_REMEDIES = {
    403: "this user may not ask there",
    404: f"is this the address of the query service? {_ADDRESSES}",
    405: f"it takes no query here: is this the address of the query service? {_ADDRESSES}",
    406: "it cannot answer with SPARQL results in JSON, or a graph in Turtle",
    413: "the query is too long for it: ask for less at once",
    414: "the query is too long for it: ask for less at once",
}


def ask(endpoint: str, sparql: str, *, timeout: float = 60, who: Credentials | None = None) -> Answer:
    """Return what the endpoint answers to the query, a graph as sorted triples.

    The usual prefixes need not be declared, as in a local store. A short query is sent by GET, a long one by POST.
    Raises QueryError when the endpoint is unreachable, refuses the query or answers with something that is not a
    SPARQL result; EndpointError, which is one, when it is busy, broken or too slow (``timeout`` in seconds) and may
    answer later.
    """
    check_address(endpoint)
    request = SPARQLWrapper(endpoint, agent=_AGENT)
    request.setOnlyConneg(True)
    request.setQuery(_with_prefixes(sparql))
    request.queryType = _form(sparql)
    builds_graph = request.queryType in ("CONSTRUCT", "DESCRIBE")
    request.setReturnFormat(TURTLE if builds_graph else JSON)
    name = bare(endpoint)
    for method in (GET, POST):
        request.setMethod(method)
        # the library's own way to send would install the password for the whole process
        prepared = request._createRequest()
        if method == GET and ("?" in endpoint or len(prepared.full_url) > _LONGEST_ADDRESS):
            continue
        try:
            with opener(endpoint, who).open(prepared, timeout=timeout) as response:
                body = _body(response, timeout)
                return _read(name, body, response.headers.get_content_type(), builds_graph)
        except HTTPError as error:
            with closing(error):
                if method == POST or error.code not in _POST_INSTEAD:
                    raise _refusal(name, error, who) from None
        except (URLError, OSError, HTTPException, ValueError) as error:
            raise _silence(name, timeout, error) from error
    raise AssertionError("a POST is always sent")


def _body(response: HTTPResponse, timeout: float) -> bytes:
    """Return the answer; its pieces must all come in time, not only each of them."""
    pieces, end = [], monotonic() + timeout
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        if monotonic() > end:
            raise TimeoutError
    if response.length:
        raise HTTPException(f"{response.length} bytes are missing")
    return b"".join(pieces)


def _read(name: str, body: bytes, media_type: str, builds_graph: bool) -> Answer:
    try:
        if builds_graph and (graph_format := ox.RdfFormat.from_media_type(media_type)):
            return sorted((quad.triple for quad in ox.parse(body, graph_format)), key=str)
        result_format = ox.QueryResultsFormat.from_media_type(media_type)
        if not builds_graph and result_format in _EXACT:
            return ox.parse_query_results(_canonical(body, result_format), result_format)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"{name} answered something that is not a SPARQL result: {error}") from error
    said = "a web page" if is_page(media_type, body) else f"'{media_type}'"
    raise QueryError(
        f"{name} answered with {said}, which is not a SPARQL result: is this the address of the query service? "
        f"{_ADDRESSES}"
    )


def _canonical(body: bytes, result_format: ox.QueryResultsFormat | None) -> bytes:
    """Return results with truth values as every other triplestore writes them: Virtuoso says 0 and 1."""
    if result_format != ox.QueryResultsFormat.JSON or _BOOLEAN.encode() not in body:
        return body
    results = json.loads(body)
    for row in results["results"]["bindings"]:
        for term in row.values():
            if term.get("datatype") == _BOOLEAN:
                term["value"] = {"0": "false", "1": "true"}.get(term["value"], term["value"])
    return json.dumps(results).encode()


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


def _refusal(name: str, error: HTTPError, who: Credentials | None) -> QueryError:
    said = f"{name} answered {error.code} {error.reason}"
    if error.code == 401:
        return unknown_user(said, who)
    if 300 <= error.code < 400:
        return QueryError(f"{said}: give the address it names, {bare(error.headers.get('Location', '(none)'))}")
    words = plain(error.read(_PIECE))
    if error.code == 400:
        return QueryError(f"{name} refused the query: {words}")
    remedy = _REMEDIES.get(error.code, words)
    message = f"{said}: {remedy}" if remedy else said
    if error.code == 429 or error.code >= 500:
        return EndpointError(message, status=error.code, wait=_seconds(error.headers.get("Retry-After")))
    return QueryError(message)


def _silence(name: str, timeout: float, error: Exception) -> QueryError:
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return EndpointError(
            f"{name} gave no answer within {timeout:g} s: ask for less, or give more time with --timeout"
        )
    if isinstance(reason, ConnectionResetError | HTTPException):
        return EndpointError(f"{name} broke off its answer: {reason!r}")
    return QueryError(f"{name} cannot be reached: {reason}")


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

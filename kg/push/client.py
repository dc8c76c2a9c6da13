"""The address of a triplestore and who asks -> its answers to requests that write; every failure says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request

from kg import __version__
from kg.access import Credentials, bare, check_address, is_page, opener, plain, unknown_user
from kg.errors import EndpointError, QueryError

_ADDRESSES = (
    "Oxigraph …/store, Fuseki …/data, Virtuoso …/sparql-graph-crud-auth, GraphDB and RDF4J …/rdf-graphs/service"
)
_REMEDIES = {
    403: "this user may not write there",
    404: f"is this the address? For the Graph Store Protocol: {_ADDRESSES}; for updates, --protocol update",
    405: f"it takes no such request here. For the Graph Store Protocol: {_ADDRESSES}; for updates, --protocol update",
    413: "the graph is too large for it: raise its limit, or send pieces with --protocol update",
    415: "it does not take this format: try the other --protocol",
}


class Client:
    """A triplestore at an address."""

    def __init__(self, endpoint: str, *, who: Credentials | None = None, timeout: float = 60) -> None:
        check_address(endpoint)
        self._endpoint = endpoint
        query = urlsplit(endpoint).query
        #: how messages and notes call the endpoint: its query may hold a key.
        self.name = bare(endpoint) + (f"?{sha256(query.encode()).hexdigest()[:8]}" if query else "")
        self._who = who
        self._timeout = timeout
        self._opener = opener(endpoint, who)

    def send(
        self,
        method: str,
        parameters: Mapping[str, str],
        body: bytes | None = None,
        media_type: str = "",
        *,
        missing: bytes | None = None,
    ) -> bytes:
        """Return the answer to a request, ``missing`` where that is given and the server finds nothing (404).

        Raises EndpointError when the server is busy, broken or too slow, QueryError when it refuses.
        """
        joint = "&" if "?" in self._endpoint else "?"
        address = self._endpoint + (joint + urlencode(parameters) if parameters else "")
        headers = {"Accept": "application/n-triples, */*;q=0.1", "User-Agent": f"depeche-kg/{__version__}"}
        if media_type:
            headers["Content-Type"] = media_type
        request = Request(address, data=body, headers=headers, method=method)
        try:
            with self._opener.open(request, timeout=self._timeout) as response:
                answer: bytes = response.read()
                kind = response.headers.get_content_type()
        except HTTPError as error:
            try:
                if error.code == 404 and missing is not None:
                    return missing
                raise self._refusal(error) from None
            finally:
                error.close()
        except (URLError, OSError, HTTPException, ValueError) as error:
            raise self._silence(error) from None
        if is_page(kind, answer):
            raise QueryError(f"{self.name} answered with a web page: is this the address? {_ADDRESSES}")
        return answer

    def _refusal(self, error: HTTPError) -> QueryError:
        said = f"{self.name} answered {error.code} {error.reason}"
        if error.code == 401:
            return unknown_user(said, self._who)
        if 300 <= error.code < 400:
            return QueryError(f"{said}: give the address it names, {bare(error.headers.get('Location', '(none)'))}")
        remedy = _REMEDIES.get(error.code) or plain(error.read(2000))
        message = f"{said}: {remedy}" if remedy else said
        if error.code == 429 or error.code >= 500:
            wait = error.headers.get("Retry-After", "")
            return EndpointError(message, status=error.code, wait=float(wait) if wait.isdecimal() else None)
        return QueryError(message)

    def _silence(self, error: Exception) -> QueryError:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            return EndpointError(f"{self.name} gave no answer within {self._timeout:g} s: give more with --timeout")
        if isinstance(reason, ConnectionError | HTTPException):
            return EndpointError(f"{self.name} cannot be reached or broke off: {reason}")
        return QueryError(f"{self.name} cannot be reached: {reason}")

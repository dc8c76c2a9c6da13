"""The address of a triplestore and who asks -> its answers to requests that write; every failure says what to do.

Passwords are sent when the server asks for them, and stand in no message.
"""

from __future__ import annotations

import netrc
import os
import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    OpenerDirector,
    Request,
    build_opener,
)

from kg import __version__
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


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user and a password; the latter shows nowhere."""

    user: str
    password: str = field(repr=False)


def credentials(endpoint: str, user: str | None, environment: Mapping[str, str] = os.environ) -> Credentials | None:
    """Return who asks: the user given or ``KG_USER``, with ``KG_PASSWORD``; else what netrc says of the host.

    Raises QueryError for a user without a password, and for a netrc that cannot be read.
    """
    name = user or environment.get("KG_USER")
    if name and "KG_PASSWORD" in environment:
        return Credentials(name, environment["KG_PASSWORD"])
    try:
        found = netrc.netrc(environment.get("NETRC")).authenticators(urlsplit(endpoint).hostname or "")
    except FileNotFoundError:
        found = None
    except netrc.NetrcParseError as error:
        # its message quotes the file, which may be a password
        raise QueryError(f"{error.filename}: line {error.lineno} is not as netrc wants it") from None
    except (OSError, UnicodeDecodeError):
        raise QueryError("the netrc file cannot be read: check its permissions and that it is plain text") from None
    if found and (not name or found[0] == name):
        return Credentials(found[0], found[2] or "")
    if name:
        raise QueryError(f"no password for the user '{name}': set KG_PASSWORD, or write it into ~/.netrc")
    return None


class Client:
    """A triplestore at an address. Redirects are not followed: they would turn a write into a read."""

    def __init__(self, endpoint: str, *, who: Credentials | None = None, timeout: float = 60) -> None:
        parts = urlsplit(endpoint)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise QueryError("the address of an endpoint must begin with http:// or https:// and name a host")
        if parts.username or parts.password:
            raise QueryError("leave user and password out of the address: give --user and KG_PASSWORD, or use ~/.netrc")
        self._endpoint = endpoint
        #: how messages and notes call the endpoint: its query may hold a key.
        self.name = _bare(endpoint) + (f"?{sha256(parts.query.encode()).hexdigest()[:8]}" if parts.query else "")
        self._who = who
        self._timeout = timeout
        self._opener = _opener(endpoint, who)

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
        if kind == "text/html" and re.search(rb"<(?:!doctype html|html)", answer[:1000], re.IGNORECASE):
            raise QueryError(f"{self.name} answered with a web page: is this the address? {_ADDRESSES}")
        return answer

    def _refusal(self, error: HTTPError) -> QueryError:
        said = f"{self.name} answered {error.code} {error.reason}"
        if error.code == 401:
            if self._who:
                return QueryError(f"{said}: it does not know the user '{self._who.user}' with this password")
            return QueryError(f"{said}: give --user NAME and set KG_PASSWORD, or write both into ~/.netrc")
        if 300 <= error.code < 400:
            return QueryError(f"{said}: give the address it names, {_bare(error.headers.get('Location', '(none)'))}")
        remedy = _REMEDIES.get(error.code) or _text(error.read(2000))
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


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


class _Digest(HTTPDigestAuthHandler):
    """Answers to a server that asks who is there, and closes its question, which the library leaves open."""

    def http_error_401(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage) -> object:
        with closing(fp):
            return super().http_error_401(req, fp, code, msg, headers)


class _Basic(HTTPBasicAuthHandler):
    """The same for a password in the clear."""

    def http_error_401(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage) -> object:
        with closing(fp):
            return super().http_error_401(req, fp, code, msg, headers)


def _opener(endpoint: str, who: Credentials | None) -> OpenerDirector:
    if who is None:
        return build_opener(_NoRedirect)
    known = HTTPPasswordMgrWithDefaultRealm()
    known.add_password(None, endpoint, who.user, who.password)
    return build_opener(_NoRedirect, _Digest(known), _Basic(known))


def _bare(address: str) -> str:
    """Return an address without user, password and query."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}{parts.path}"


def _text(body: bytes) -> str:
    """Return the beginning of a message, without markup."""
    plain = re.sub(r"<style.*?</style>|<[^>]*>", " ", body.decode("utf-8", "replace"), flags=re.DOTALL)
    return " ".join(plain.split())[:300]

"""The address of a server and who asks -> what opens it over HTTP; passwords are sent on demand and never shown."""

from __future__ import annotations

import netrc
import os
import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPMessage
from typing import IO
from urllib.parse import urlsplit
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    OpenerDirector,
    Request,
    build_opener,
)

from kg.errors import QueryError


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


def check_address(endpoint: str) -> None:
    """Raise QueryError for what is no address of a server, or holds a password."""
    parts = urlsplit(endpoint)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise QueryError("the address of an endpoint must begin with http:// or https:// and name a host")
    if parts.username or parts.password:
        raise QueryError("leave user and password out of the address: give --user and KG_PASSWORD, or use ~/.netrc")


def bare(address: str) -> str:
    """Return an address without user, password and query, which may hold a key.

    >>> bare("https://ana:secret@example.org:8080/sparql?key=1")
    'https://example.org:8080/sparql'
    """
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}{parts.path}"


def unknown_user(said: str, who: Credentials | None) -> QueryError:
    """Return what to say when the server answered 401."""
    if who:
        return QueryError(f"{said}: it does not know the user '{who.user}' with this password")
    return QueryError(f"{said}: give --user NAME and set KG_PASSWORD, or write both into ~/.netrc")


def plain(body: bytes) -> str:
    """Return the beginning of a message, without markup.

    >>> plain(b"<h1>Bad   IRI</h1>")
    'Bad IRI'
    """
    text = re.sub(r"<style.*?</style>|<[^>]*>", " ", body.decode("utf-8", "replace"), flags=re.DOTALL)
    return " ".join(text.split())[:300]


def is_page(kind: str, body: bytes) -> bool:
    """Tell whether an answer is a web page."""
    return kind == "text/html" and bool(re.search(rb"<(?:!doctype html|html)", body[:1000], re.IGNORECASE))


def opener(endpoint: str, who: Credentials | None) -> OpenerDirector:
    """Return what opens requests to the endpoint; only reads follow redirects, and never with the password."""
    if who is None:
        return build_opener(_OnlyReads)
    known = HTTPPasswordMgrWithDefaultRealm()
    known.add_password(None, endpoint, who.user, who.password)
    return build_opener(_OnlyReads, _Digest(known), _Basic(known))


class _OnlyReads(HTTPRedirectHandler):
    """Follows no redirect of a request that is more than a read: the library would make a read of it."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if req.get_method() != "GET":
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


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

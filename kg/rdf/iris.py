"""Things -> their IRIs: the only place that mints any. The same thing always gets the same one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Hashable

from pyoxigraph import NamedNode

from kg.errors import GraphError
from kg.knowledge.names import slug
from kg.model import Article, Evidence
from kg.namespaces import WIKIDATA

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_QID = re.compile(r"Q[1-9][0-9]*")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^?#]+[/#:]")
_SLUG_LENGTH = 80


def base(given: str) -> str:
    """Return a base IRI that ends where a name can follow. Raises GraphError when it is no IRI.

    >>> base("https://example.org/news")
    'https://example.org/news/'
    """
    whole = given if given.endswith(("/", "#", ":")) else given + "/"
    if not _BASE.fullmatch(whole):
        raise GraphError(f"'{given}' cannot be a base IRI: write one such as https://example.org/news/")
    return node(whole).value


def node(iri: str) -> NamedNode:
    """Return the node of an IRI. Raises GraphError when it is none."""
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise GraphError(f"'{iri}' is not an IRI ({error}): write one such as https://example.org/news/") from error


def sha256(*parts: str) -> str:
    """Return the hexadecimal SHA-256 of some strings, one a line."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def article(base_iri: str, value: Article) -> NamedNode:
    """Return the IRI of an article, which also names its graph."""
    name = slug(value.source)[:_SLUG_LENGTH].strip("-")
    return node(f"{base_iri}article/{name}-{sha256(value.source, value.text)[:8]}")


def evidence(owner: NamedNode, value: Evidence) -> NamedNode:
    """Return the IRI of a quotation of an article."""
    return node(f"{owner.value}#char={value.start},{value.end}")


def entity(base_iri: str, key: str) -> NamedNode:
    """Return the IRI of an entity by its key.

    >>> entity("https://example.org/", "person-john-kirby").value
    'https://example.org/entity/person-john-kirby'
    """
    return node(f"{base_iri}entity/{_checked(key)}")


def office(base_iri: str, body: str | None, role: str) -> NamedNode:
    """Return the IRI of an office: of a body, by its key, and a role, by its name.

    >>> office("https://example.org/", "Q142", "ministre de la Défense").value
    'https://example.org/office/Q142/ministre-de-la-defense'
    """
    return node(f"{base_iri}office/{_checked(body or 'unknown')}/{slug(role)}")


def wikidata(qid: str) -> NamedNode:
    """Return the IRI that Wikidata gives to a Q-id. Raises GraphError when it is none."""
    if not _QID.fullmatch(qid):
        raise GraphError(f"'{qid}' is not a Q-id of Wikidata")
    return node(WIKIDATA + qid)


def run(base_iri: str, *parts: str) -> NamedNode:
    """Return the IRI of a run by what it ran: version, model and knowledge."""
    return node(f"{base_iri}run/{sha256(*parts, base_iri)[:12]}")


def event_link(base_iri: str, one: str, other: str) -> NamedNode:
    """Return the IRI of the link between two events, the same whichever comes first."""
    return node(f"{base_iri}link/{sha256(*sorted((one, other)))[:16]}")


class Numbering:
    """Tells apart things of one article that would share an IRI: the second gets ``-2``, the third ``-3``.

    >>> number = Numbering()
    >>> [number("https://example.org/a", thing).value for thing in ("Paris", "Kiev", "Paris")]
    ['https://example.org/a', 'https://example.org/a-2', 'https://example.org/a']
    """

    def __init__(self) -> None:
        self._things: dict[str, list[Hashable]] = {}

    def __call__(self, iri: str, thing: Hashable) -> NamedNode:
        things = self._things.setdefault(iri, [])
        if thing not in things:
            things.append(thing)
        count = things.index(thing) + 1
        return node(iri if count == 1 else f"{iri}-{count}")


def _checked(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise GraphError(f"'{key}' cannot be the key of an entity: only ASCII letters, digits and hyphens")
    return key

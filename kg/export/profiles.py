"""The quads of one article -> those that a reader wants: the direct triples, these with their evidence, everything."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph as ox

from kg import resources
from kg.model import EntityType
from kg.namespaces import DEP, PREFIXES
from kg.store import Store

PROFILES = ("plain", "provenance", "full")
_TYPE = PREFIXES["rdf"] + "type"
_MENTION = ox.NamedNode(DEP + "Mention")
_TEXT = DEP + "text"
_OF = DEP + "of"
_ENTITIES = frozenset(ox.NamedNode(DEP + kind) for kind in EntityType)
#: what a reader must know of the two ends of a direct triple.
_TELLING = frozenset(
    {_TYPE, PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel", PREFIXES["owl"] + "sameAs"}
    | {DEP + name for name in ("content", "kind", "act", "date", "value", "max", "unit", "qualifier", "of")}
)


def quads(store: Store, profile: str = "full") -> Iterator[ox.Quad]:
    """Yield the quads of the store that belong to a profile.

    ``plain``: the direct triples with labels and types of what they join. ``provenance``: claims, events and offices
    with their evidence too, without the articles' texts and the mentions. ``full``: everything, other graphs included.
    """
    if profile == "full":
        yield from store.quads()
        return
    select = _plain if profile == "plain" else _provenance
    for article in store.articles():
        yield from select(list(store.quads(graph=article)))


@cache
def direct() -> frozenset[str]:
    """Return the properties of direct triples."""
    with resources.lexicon("direct").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return frozenset(DEP + row["predicate"] for row in rows)


def _plain(graph: list[ox.Quad]) -> Iterator[ox.Quad]:
    ends = {end for quad in graph if quad.predicate.value in direct() for end in (quad.subject, quad.object)}
    ends |= {quad.object for quad in graph if quad.predicate.value == _OF and quad.subject in ends}
    for quad in graph:
        if quad.predicate.value in direct() or (quad.subject in ends and quad.predicate.value in _TELLING):
            yield quad


def _provenance(graph: list[ox.Quad]) -> Iterator[ox.Quad]:
    mentions = {quad.subject for quad in graph if quad.object == _MENTION}
    kept = [quad for quad in graph if quad.subject not in mentions and quad.predicate.value != _TEXT]
    unused = _subjects(kept, _ENTITIES) - {quad.object for quad in kept}
    return (quad for quad in kept if quad.subject not in unused)


def _subjects(graph: Iterable[ox.Quad], types: frozenset[ox.NamedNode]) -> set[object]:
    return {quad.subject for quad in graph if quad.predicate.value == _TYPE and quad.object in types}

"""A store -> the graph of links between events that several articles likely tell of (``dep:sameEventAs``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pyoxigraph as ox

from kg.knowledge import fold
from kg.model import EntityType
from kg.pipeline.likeness import Told, links
from kg.rdf.links import graph_name, link_quads
from kg.store import Store

_EVENTS = (
    "SELECT ?article ?event ?type ?factuality WHERE { GRAPH ?article { ?event dep:factuality ?factuality ; a ?type } }"
)
_DATES = "SELECT ?thing ?date WHERE { GRAPH ?article { ?thing dep:date ?date } }"
_AMOUNTS = "SELECT ?event ?amount WHERE { GRAPH ?article { ?event dep:quantity ?some . ?some dep:value ?amount } }"
_WORDS = "SELECT ?event ?word WHERE { GRAPH ?article { ?mention dep:trigger ?word . ?event dep:mentionedIn ?mention } }"
_SIDES = {"agents": "dep:agent", "patients": "dep:patient", "places": "dep:from|dep:to|dep:place"}
_PARTICIPANTS = "SELECT ?event ?entity WHERE {{ GRAPH ?article {{ ?event {path} ?entity }} }}"
_KINDS = "SELECT ?entity ?kind WHERE {{ VALUES ?kind {{ {classes} }} GRAPH ?article {{ ?entity a ?kind }} }}"
#: «bombardé» and «bombardement» begin alike
_STEM = 5


def link_events(store: Store, base: str) -> int:
    """Write the links between the events of a store anew, as one transaction; return how many there are.

    The same articles give the same links, in whatever order they came; what leads to an event that is gone is removed.
    """
    found = links(told(store))
    quads = [
        quad
        for link in found
        for quad in link_quads(base, link.one, link.other, score=link.score, reasons=link.reasons, shared=link.shared)
    ]
    store.put(graph_name(base), quads)
    return len(found)


def told(store: Store) -> list[Told]:
    """Return the events of all articles of a store."""
    sides = {side: _sets(store, _PARTICIPANTS.format(path=path), "entity") for side, path in _SIDES.items()}
    words = _sets(store, _WORDS, "word")
    dates = {row["thing"]: row["date"] for row in _rows(store, _DATES)}
    amounts = {row["event"]: float(row["amount"]) for row in _rows(store, _AMOUNTS)}
    classes = " ".join(f"dep:{one}" for one in EntityType)
    rows = sorted((row["entity"], row["kind"]) for row in _rows(store, _KINDS.format(classes=classes)))
    kinds = {entity: _local(kind) for entity, kind in rows}
    return [
        Told(
            event := row["event"],
            row["article"],
            _local(row["type"]),
            _local(row["factuality"]),
            dates.get(row["article"]),
            dates.get(event),
            agents=frozenset(sides["agents"][event]),
            patients=frozenset(sides["patients"][event]),
            places=frozenset(sides["places"][event]),
            kinds=kinds,
            amount=amounts.get(event),
            words=frozenset(fold(word)[:_STEM] for word in words[event]),
        )
        for row in _rows(store, _EVENTS)
    ]


def _sets(store: Store, query: str, name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in _rows(store, query):
        found[row["event"]].add(row[name])
    return found


def _rows(store: Store, query: str) -> Iterator[dict[str, str]]:
    answer = store.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        cells = zip(names, solution, strict=True)
        yield {name: cell.value for name, cell in cells if isinstance(cell, ox.NamedNode | ox.Literal)}


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]

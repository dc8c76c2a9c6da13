"""Rows about items -> the quads that describe them: what Wikidata says, in the terms of the ontology."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.enrich.endpoint import Row, qid
from kg.enrich.values import names, one_day, point
from kg.rdf import iris, literals
from kg.rdf.vocab import LABEL, TYPE, dep

Facts = Mapping[str, Mapping[str, Sequence[Row]]]
_CODES = {"iso2": re.compile("[A-Z]{2}"), "iso3": re.compile("[A-Z]{3}")}
_LINKS = ("country", "memberOf", "tenure")


def graph_name(base: str) -> ox.NamedNode:
    """Return the name of the graph that holds what Wikidata says."""
    return iris.node(f"{base}graph/wikidata")


def by_item(rows: Iterable[Row]) -> Facts:
    """Return the rows of each item, by kind of fact."""
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        item, fact = qid(row.get("item")), row.get("fact")
        if item and isinstance(fact, ox.Literal):
            found[item][fact.value].append(row)
    return found


def linked(facts: Facts) -> set[str]:
    """Return the items that the facts lead to: countries, organisations, positions."""
    return {
        other
        for kinds in facts.values()
        for kind in _LINKS
        for row in kinds.get(kind, ())
        if (other := qid(row.get("value")))
    }


class Description:
    """The quads that describe some items in one graph.

    ``asked`` are the items that the endpoint was asked about; the others are described because those lead to them.
    """

    def __init__(self, facts: Facts, asked: Sequence[str], *, graph: ox.NamedNode, endpoint: str) -> None:
        self._facts = facts
        self._asked = asked
        self._graph = graph
        self._endpoint = endpoint
        self._quads: dict[ox.Quad, None] = {}

    def quads(self) -> list[ox.Quad]:
        """Return the quads, each once."""
        for item in self._asked:
            self._add(iris.wikidata(item), dep("endpoint"), literals.text(self._endpoint))
        for item in dict.fromkeys([*self._asked, *sorted(self._facts)]):
            self._item(item)
        return list(self._quads)

    def _add(self, subject: ox.NamedNode, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> None:
        self._quads[ox.Quad(subject, predicate, value, self._graph)] = None

    def _item(self, item: str) -> None:
        node, kinds = iris.wikidata(item), self._facts.get(item, {})
        self._add(node, TYPE, dep("WikidataItem"))
        for language, name in names(kinds.get("label", ())).items():
            self._add(node, LABEL, ox.Literal(name, language=language))
        for predicate, value in _values(kinds):
            self._add(node, dep(predicate), value)
        for kind in ("country", "memberOf"):
            for other in sorted({found for row in kinds.get(kind, ()) if (found := qid(row.get("value")))}):
                self._lead(node, kind, other)
        for statement, rows in _tenures(kinds.get("tenure", ())):
            self._tenure(node, statement, rows)

    def _lead(self, subject: ox.NamedNode, predicate: str, other: str) -> None:
        self._add(subject, dep(predicate), iris.wikidata(other))
        self._add(iris.wikidata(other), TYPE, dep("WikidataItem"))

    def _tenure(self, holder: ox.NamedNode, statement: ox.NamedNode, rows: Sequence[Row]) -> None:
        position = qid(rows[0].get("value"))
        if position is None:
            return
        self._add(holder, dep("tenure"), statement)
        self._add(statement, TYPE, dep("Tenure"))
        self._lead(statement, "position", position)
        for name, predicate in (("start", "since"), ("end", "until")):
            if date := one_day(rows, name):
                self._add(statement, dep(predicate), literals.day(date))


def _values(kinds: Mapping[str, Sequence[Row]]) -> Iterator[tuple[str, ox.Literal]]:
    """Yield the codes and the place of an item; of two equally good ones neither."""
    for kind, form in _CODES.items():
        codes = {term.value for row in kinds.get(kind, ()) if isinstance(term := row.get("value"), ox.Literal)}
        if len(codes) == 1 and form.fullmatch(code := codes.pop()):
            yield kind, literals.text(code)
    places = {point(row.get("value")) for row in kinds.get("point", ())}
    if len(places) == 1 and (place := places.pop()):
        latitude, longitude = place
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            yield "latitude", literals.decimal(latitude)
            yield "longitude", literals.decimal(longitude)


def _tenures(rows: Iterable[Row]) -> Iterator[tuple[ox.NamedNode, list[Row]]]:
    """Yield the rows of each statement that has an IRI: a tenure leads back to Wikidata by it."""
    found: dict[ox.NamedNode, list[Row]] = defaultdict(list)
    for row in rows:
        if isinstance(statement := row.get("statement"), ox.NamedNode):
            found[statement].append(row)
    return iter(sorted(found.items(), key=lambda tenure: tenure[0].value))

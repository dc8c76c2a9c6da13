"""Triples -> the quads of one article's graph, with what every part of it needs: evidences, entities, dates."""

from __future__ import annotations

import logging
from collections.abc import Hashable, Iterable
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import GraphError
from kg.model import Entity, Evidence, Extraction, Reference
from kg.rdf import iris, literals
from kg.rdf.vocab import ALT_LABEL, LABEL, SAME_AS, TYPE, dep

logger = logging.getLogger(__name__)
T = TypeVar("T")


def ordered(values: Iterable[T]) -> list[T]:
    """Return each value once, in an order that does not hang on who found it first."""
    return sorted(dict.fromkeys(values), key=repr)


class Graph:
    """The named graph of an article while it is being written. Entities enter it when something refers to them."""

    def __init__(self, extraction: Extraction, base: str) -> None:
        self.article = extraction.article
        self.base = base
        self.name = iris.article(base, extraction.article)
        self.number = iris.Numbering()
        self._entities = {entity.key: entity for entity in extraction.entities}
        self._described: set[NamedNode] = set()
        self._quads: dict[Quad, None] = {}

    def quads(self) -> list[Quad]:
        """Return what was added, each quad once."""
        return list(self._quads)

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal | None) -> None:
        """Add a triple; an unknown value adds none."""
        if value is not None:
            self._quads[Quad(subject, predicate, value, self.name)] = None

    def first(self, thing: NamedNode) -> bool:
        """Tell whether the thing is met for the first time, and remember it."""
        if thing in self._described:
            return False
        self._described.add(thing)
        return True

    def evidence(self, evidence: Evidence) -> NamedNode:
        """Add a quotation of the article; return its node."""
        node = iris.evidence(self.name, evidence)
        self.span(node, "Evidence", evidence)
        return node

    def span(self, node: NamedNode, kind: str, evidence: Evidence) -> None:
        """Say that a node is a quotation of the article. Raises GraphError when it is not one to the letter."""
        if not evidence.exact or self.article.text[evidence.start : evidence.end] != evidence.exact:
            raise GraphError(
                f"{self.article.source}: characters {evidence.start} to {evidence.end} are not «{evidence.exact}»"
            )
        self.add(node, TYPE, dep(kind))
        self.add(node, dep("article"), self.name)
        self.add(node, dep("start"), literals.integer(evidence.start))
        self.add(node, dep("end"), literals.integer(evidence.end))
        self.add(node, dep("exact"), literals.text(evidence.exact))

    def entity(self, reference: Reference | None) -> NamedNode | None:
        """Add the entity that a reference stands for and return its node, None when nobody knows which it is."""
        if reference is None or reference.entity is None:
            return None
        if reference.entity not in self._entities:
            raise GraphError(f"{self.article.source}: no entity has the key '{reference.entity}'")
        return self._describe(self._entities[reference.entity])

    def entities(self, references: Iterable[Reference]) -> list[NamedNode]:
        """Add the entities that references stand for and return their nodes, each once."""
        return list(dict.fromkeys(node for one in references if (node := self.entity(one)) is not None))

    def date(self, subject: NamedNode, value: str | None) -> None:
        """Add the date of a claim or an event; one that no calendar has is left out."""
        if value is None:
            return
        try:
            self.add(subject, dep("date"), literals.day(value))
        except GraphError as error:
            logger.warning("%s: date left out: %s", self.article.source, error)

    def numbered(self, kind: str, evidence: Evidence, thing: Hashable) -> NamedNode:
        """Return the node of a thing that has no name but its place in the article."""
        return self.number(f"{self.name.value}/{kind}/{evidence.start}-{evidence.end}", thing)

    def _describe(self, entity: Entity) -> NamedNode:
        node = iris.entity(self.base, entity.key)
        if self.first(node):
            self.add(node, TYPE, dep(entity.type.value))
            self.add(node, LABEL, literals.french(entity.label))
            for alias in entity.aliases:
                if alias != entity.label:
                    self.add(node, ALT_LABEL, literals.french(alias))
            if entity.qid:
                self.add(node, SAME_AS, iris.wikidata(entity.qid))
        return node

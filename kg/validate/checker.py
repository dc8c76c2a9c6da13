"""The triples of one article -> its violations, by the compiled shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.validate.data import Data, Node
from kg.validate.ontology import superclasses
from kg.validate.report import Violation, ranked, worded
from kg.validate.shapes import NodeShape, shapes
from kg.validate.terms import facts, label

if TYPE_CHECKING:
    import rdflib

Graph = Iterable[ox.Quad] | Iterable[ox.Triple]


def validate(graph: Graph | rdflib.Graph, *, language: str = "en") -> list[Violation]:
    """Return what breaks the shapes in the graph of one article, nothing when it conforms.

    ``graph`` is an rdflib graph, or quads or triples of pyoxigraph; names of graphs are not looked at. ``language`` is
    that of the messages, "en" or "fr".

    >>> dep, rdf = "https://w3id.org/depeche/ns#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    >>> kiev = ox.NamedNode("https://w3id.org/depeche/id/entity/Q1899")
    >>> found = validate([ox.Triple(kiev, ox.NamedNode(rdf + "type"), ox.NamedNode(dep + "Place"))])
    >>> [violation.message for violation in found]
    ['Give the entity one label, in French (@fr).']
    """
    data = Data(facts(graph), superclasses())
    return ranked({violation for shape in shapes() for violation in _violations(shape, data, language)})


def _violations(shape: NodeShape, data: Data, language: str) -> Iterator[Violation]:
    focuses = _focuses(shape, data)
    if focuses:
        yield from _by_checks(shape, data, focuses, language)
        yield from _by_queries(shape, data, focuses, language)


def _focuses(shape: NodeShape, data: Data) -> dict[Node, None]:
    found = {node: None for kind in shape.classes for node in data.instances(kind)}
    found.update((node, None) for predicate in shape.subjects_of for node in data.subjects_of(predicate))
    return found


def _by_checks(shape: NodeShape, data: Data, focuses: Iterable[Node], language: str) -> Iterator[Violation]:
    for one in shape.shapes:
        message = worded(one.messages, language)
        for focus in focuses:
            values = data.values(focus, one.path) if one.path else (focus,)
            for check in one.checks:
                for value, path in check(data, focus, values):
                    at = path or one.path
                    yield Violation(
                        label(focus), at and label(at), value and label(value), message, one.severity, shape.iri
                    )


def _by_queries(shape: NodeShape, data: Data, focuses: dict[Node, None], language: str) -> Iterator[Violation]:
    for query in shape.queries:
        message = worded(query.messages, language)
        if query.rule:
            for this, value in query.rule(data, focuses):
                yield Violation(label(this), None, label(value), message, shape.severity, shape.iri)
            continue
        solutions = data.store.query(query.about(focuses))
        assert isinstance(solutions, ox.QuerySolutions)
        has_path = ox.Variable("path") in solutions.variables
        for row in solutions:
            if row["this"] in focuses:
                path = label(row["path"]) if has_path else None
                yield Violation(label(row["this"]), path, label(row["value"]), message, shape.severity, shape.iri)

"""Terms of rdflib and terms of pyoxigraph, one into the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import ViolationError
from kg.validate.data import Fact, Node

if TYPE_CHECKING:
    import rdflib


def label(node: Node) -> str:
    """Return a node as a reader may read it: its IRI or its text.

    >>> label(ox.Literal("Kiev", language="fr"))
    'Kiev'
    """
    return f"_:{node.value}" if isinstance(node, ox.BlankNode) else node.value


def facts(graph: Iterable[Any]) -> Collection[Fact]:
    """Return the triples of an rdflib graph, or of quads or triples of pyoxigraph, each once.

    Raises ViolationError for an IRI that is none, and for a triple that speaks of a triple.
    """
    return dict.fromkeys(_fact(one) for one in graph)


def to_rdflib(facts: Iterable[Fact]) -> rdflib.Graph:
    """Return an rdflib graph of the triples, with literals as they are written."""
    import rdflib

    graph = rdflib.Graph()
    for fact in facts:
        graph.add((_rdflib(fact[0]), _rdflib(fact[1]), _rdflib(fact[2])))
    return graph


def _fact(one: Any) -> Fact:
    if not isinstance(one, ox.Quad | ox.Triple):
        return _oxigraph(one[0]), _oxigraph(one[1]), _oxigraph(one[2])
    subject, value = one.subject, one.object
    if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
        raise ViolationError(f"a triple speaks of a triple, which RDF 1.1 does not know: remove {one}")
    return subject, one.predicate, value


def _oxigraph(node: Any) -> Any:
    import rdflib

    if isinstance(node, rdflib.BNode):
        return ox.BlankNode(node)
    if isinstance(node, rdflib.Literal):
        datatype = ox.NamedNode(node.datatype) if node.datatype else None
        return (
            ox.Literal(str(node), language=node.language) if node.language else ox.Literal(str(node), datatype=datatype)
        )
    try:
        return ox.NamedNode(str(node))
    except ValueError as error:
        raise ViolationError(f"'{node}' is not an IRI ({error}): correct it") from error


def _rdflib(node: Node) -> Any:
    import rdflib

    if isinstance(node, ox.NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, ox.BlankNode):
        return rdflib.BNode(node.value)
    if node.language:
        return rdflib.Literal(node.value, lang=node.language)
    return rdflib.Literal(node.value, datatype=rdflib.URIRef(node.datatype.value), normalize=False)

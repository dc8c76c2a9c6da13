"""Events of different articles that are likely the same -> the quads of their links, in a graph of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode, Quad

from kg.rdf import iris, literals
from kg.rdf.vocab import TYPE, dep


def graph_name(base: str) -> NamedNode:
    """Return the name of the graph that holds the links between events."""
    return iris.node(f"{base}graph/same-events")


def link_quads(
    base: str, one: str, other: str, *, score: float, reasons: Sequence[str], shared: Sequence[str]
) -> Iterator[Quad]:
    """Yield the quads of a link between two events, by their IRIs.

    >>> quads = link_quads("https://example.org/", "urn:a", "urn:b", score=0.75, reasons=["agent"], shared=[])
    >>> [str(quad.object) for quad in quads if quad.predicate == dep("sameEventAs")]
    ['<urn:b>', '<urn:a>']
    """
    graph = graph_name(base)
    first, second = iris.node(one), iris.node(other)
    node = iris.event_link(base, one, other)
    yield Quad(first, dep("sameEventAs"), second, graph)
    yield Quad(second, dep("sameEventAs"), first, graph)
    yield Quad(node, TYPE, dep("EventLink"), graph)
    yield Quad(node, dep("links"), first, graph)
    yield Quad(node, dep("links"), second, graph)
    yield Quad(node, dep("likeness"), literals.decimal(score), graph)
    for reason in reasons:
        yield Quad(node, dep("reason"), literals.text(reason), graph)
    for entity in shared:
        yield Quad(node, dep("shares"), iris.node(entity), graph)

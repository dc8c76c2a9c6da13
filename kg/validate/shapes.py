"""The Turtle of the shapes -> checks, compiled once: every node shape with its targets, its checks and its queries.

What the shapes use of SHACL and this module does not know is refused, never skipped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg import resources
from kg.validate.components import CHECKS, LIST_TESTS, SH, TESTS, Check, Test, any_of, closed, each
from kg.validate.data import TYPE, Node
from kg.validate.linear import RULES, Rule
from kg.validate.report import Messages

_LINEAR = "https://w3id.org/depeche/shapes#linear"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ABOUT = {"message", "path", "property", "sparql", "severity", "targetClass", "targetSubjectsOf", "ignoredProperties"}


@dataclass(frozen=True, slots=True)
class Shape:
    """Checks of the values of one path, or of the focus node itself when ``path`` is None."""

    path: ox.NamedNode | None
    checks: tuple[Check, ...]
    messages: Messages
    severity: str


@dataclass(frozen=True, slots=True)
class Query:
    """A SELECT that yields ``this`` and ``value``, and ``path`` where it is not that of the shape, for each failure.

    ``rule`` finds the same without it, where there is one.
    """

    head: str
    body: str
    messages: Messages
    rule: Rule | None = None

    def about(self, focuses: Iterable[Node]) -> str:
        """Return the query for some focus nodes, bound where it begins: the engine then starts from them.

        Blank nodes have no name to bind: with one among them the query asks about everything.
        """
        if any(isinstance(focus, ox.BlankNode) for focus in focuses):
            return self.head + self.body
        return f"{self.head} VALUES ?this {{ {' '.join(map(str, focuses))} }}{self.body}"


@dataclass(frozen=True, slots=True)
class NodeShape:
    """What holds for the instances of some classes and for the subjects of some properties."""

    iri: str
    classes: tuple[Node, ...]
    subjects_of: tuple[Node, ...]
    shapes: tuple[Shape, ...]
    queries: tuple[Query, ...]
    severity: str


class Turtle:
    """A Turtle document by subject and property."""

    def __init__(self, text: bytes) -> None:
        self.facts: dict[Node, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        for triple in ox.parse(text, format=ox.RdfFormat.TURTLE):
            self.facts[triple.subject][triple.predicate.value].append(triple.object)

    def sh(self, subject: Node, name: str) -> list[Node]:
        """Return the values of a property of SHACL."""
        return self.facts[subject].get(SH + name, [])

    def items(self, head: Node) -> Iterator[Node]:
        """Yield the members of an RDF list."""
        while head.value != RDF + "nil":
            yield self.facts[head][RDF + "first"][0]
            head = self.facts[head][RDF + "rest"][0]


@cache
def shapes() -> tuple[NodeShape, ...]:
    """Return the shapes of the ontology."""
    return compiled((resources.folder("ontology") / "shapes.ttl").read_bytes())


def compiled(text: bytes) -> tuple[NodeShape, ...]:
    """Return the node shapes of a Turtle document. Raises ValueError for SHACL that is not known here."""
    turtle = Turtle(text)
    nodes = [node for node, facts in turtle.facts.items() if ox.NamedNode(SH + "NodeShape") in facts[TYPE.value]]
    return tuple(_node_shape(turtle, node) for node in nodes)


def _node_shape(turtle: Turtle, node: Node) -> NodeShape:
    return NodeShape(
        iri=node.value,
        classes=tuple(turtle.sh(node, "targetClass")),
        subjects_of=tuple(turtle.sh(node, "targetSubjectsOf")),
        shapes=(_shape(turtle, node), *(_shape(turtle, one) for one in turtle.sh(node, "property"))),
        queries=tuple(_query(turtle, one) for one in turtle.sh(node, "sparql")),
        severity=_severity(turtle, node),
    )


def _shape(turtle: Turtle, node: Node) -> Shape:
    path = next(iter(turtle.sh(node, "path")), None)
    assert path is None or isinstance(path, ox.NamedNode), "shapes.ttl: only a property can be a sh:path"
    return Shape(path, tuple(_checks(turtle, node)), _messages(turtle, node), _severity(turtle, node))


def _checks(turtle: Turtle, node: Node) -> Iterator[Check]:
    for name, value in _parameters(turtle, node):
        if name in CHECKS:
            yield CHECKS[name](value)
        elif name == "closed":
            yield closed(_allowed(turtle, node))
        else:
            yield each(_test(turtle, name, value))


def _test(turtle: Turtle, name: str, value: Node) -> Test:
    if name in TESTS:
        return TESTS[name](value)
    if name in LIST_TESTS:
        return LIST_TESTS[name](list(turtle.items(value)))
    if name == "or":
        return any_of([[_test(turtle, *one) for one in _parameters(turtle, group)] for group in turtle.items(value)])
    raise ValueError(f"shapes.ttl uses sh:{name}, which is not known here: add it to kg/validate/components.py")


def _parameters(turtle: Turtle, node: Node) -> Iterator[tuple[str, Node]]:
    for predicate, values in turtle.facts[node].items():
        name = predicate.removeprefix(SH)
        if predicate.startswith(SH) and name not in _ABOUT:
            yield from ((name, value) for value in values)


def _allowed(turtle: Turtle, node: Node) -> Iterable[Node]:
    for one in turtle.sh(node, "property"):
        yield from turtle.sh(one, "path")
    for ignored in turtle.sh(node, "ignoredProperties"):
        yield from turtle.items(ignored)


def _query(turtle: Turtle, node: Node) -> Query:
    prefixes = "".join(
        f"PREFIX {turtle.sh(one, 'prefix')[0].value}: <{turtle.sh(one, 'namespace')[0].value}>\n"
        for ontology in turtle.sh(node, "prefixes")
        for one in turtle.sh(ontology, "declare")
    )
    head, where, body = turtle.sh(node, "select")[0].value.partition("WHERE {")
    if not where:
        raise ValueError("shapes.ttl: write 'WHERE {' in every sh:select, where the focus nodes are bound")
    named = turtle.facts[node].get(_LINEAR)
    return Query(prefixes + head + where, body, _messages(turtle, node), RULES[named[0].value] if named else None)


def _messages(turtle: Turtle, node: Node) -> Messages:
    found = turtle.sh(node, "message")
    return {message.language or "en": message.value for message in found if isinstance(message, ox.Literal)}


def _severity(turtle: Turtle, node: Node) -> str:
    return next((one.value.removeprefix(SH) for one in turtle.sh(node, "severity")), "Violation")

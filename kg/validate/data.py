"""The triples of one article -> an index that shapes are checked against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

import pyoxigraph as ox

Node = ox.NamedNode | ox.BlankNode | ox.Literal
Fact = tuple[ox.NamedNode | ox.BlankNode, ox.NamedNode, Node]
Supers = Mapping[ox.NamedNode, frozenset[ox.NamedNode]]
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


class Data:
    """The triples by subject and predicate, the instances of each class, and a store for SPARQL.

    ``supers`` gives each class its superclasses, itself included: an instance of a class is one of all of them.
    """

    def __init__(self, facts: Collection[Fact], supers: Supers) -> None:
        self._all = facts
        self._supers = supers
        self.facts: dict[Node, dict[Node, list[Node]]] = defaultdict(dict)
        self._subjects: dict[Node, dict[Node, None]] = defaultdict(dict)
        for subject, predicate, value in facts:
            self.facts[subject].setdefault(predicate, []).append(value)
            self._subjects[predicate][subject] = None

    def values(self, subject: Node, predicate: Node) -> Sequence[Node]:
        """Return the objects of a subject and a predicate."""
        return self.facts[subject].get(predicate, ()) if subject in self.facts else ()

    def subjects_of(self, predicate: Node) -> Iterable[Node]:
        """Return the subjects that have the predicate."""
        return self._subjects.get(predicate, ())

    def is_a(self, node: Node, kind: Node) -> bool:
        """Tell whether the node is an instance of the class or of a subclass."""
        return node in self._instances.get(kind, ())

    def instances(self, kind: Node) -> Iterable[Node]:
        """Return the instances of the class and of its subclasses."""
        return self._instances.get(kind, ())

    @cached_property
    def _instances(self) -> dict[Node, dict[Node, None]]:
        found: dict[Node, dict[Node, None]] = defaultdict(dict)
        for subject in self.subjects_of(TYPE):
            for kind in self.facts[subject][TYPE]:
                for one in self._supers.get(kind, (kind,)) if isinstance(kind, ox.NamedNode) else (kind,):
                    found[one][subject] = None
        return found

    @cached_property
    def store(self) -> ox.Store:
        """The triples as a store in memory."""
        store = ox.Store()
        store.extend(ox.Quad(*fact) for fact in self._all)
        return store

"""The ontology's Turtle -> what it declares and which class lies under which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import pyoxigraph as ox

from kg import resources
from kg.namespaces import DEP, PREFIXES
from kg.validate.data import TYPE

_SUBCLASS = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_ONTOLOGY = ox.NamedNode(PREFIXES["owl"] + "Ontology")


@cache
def triples() -> tuple[ox.Triple, ...]:
    """Return the triples of the ontology."""
    text = (resources.folder("ontology") / "depeche.ttl").read_bytes()
    return tuple(quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))


@cache
def declared_terms() -> frozenset[str]:
    """Return the IRIs of all terms that a graph may use: our own and those of other vocabularies.

    >>> "https://w3id.org/depeche/ns#Claim" in declared_terms()
    True
    """
    return frozenset(
        triple.subject.value
        for triple in triples()
        if triple.predicate == TYPE and isinstance(triple.subject, ox.NamedNode) and triple.object != _ONTOLOGY
    )


@cache
def superclasses() -> Mapping[ox.NamedNode, frozenset[ox.NamedNode]]:
    """Return each class of ours with its superclasses, itself included."""
    parents: dict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
    for triple in triples():
        if triple.predicate == _SUBCLASS:
            assert isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode)
            parents[triple.subject].add(triple.object)
    return {kind: frozenset(_above(kind, parents)) for kind in list(parents) if kind.value.startswith(DEP)}


def _above(kind: ox.NamedNode, parents: Mapping[ox.NamedNode, set[ox.NamedNode]]) -> set[ox.NamedNode]:
    return {kind}.union(*(_above(parent, parents) for parent in parents.get(kind, ())))

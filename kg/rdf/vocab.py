"""Local names -> terms of the vocabularies that the graph is written in."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

from kg.model import Qualifier
from kg.namespaces import DEP, PREFIXES

TYPE = NamedNode(PREFIXES["rdf"] + "type")
LABEL = NamedNode(PREFIXES["rdfs"] + "label")
ALT_LABEL = NamedNode(PREFIXES["skos"] + "altLabel")
SAME_AS = NamedNode(PREFIXES["owl"] + "sameAs")
WAS_GENERATED_BY = NamedNode(PREFIXES["prov"] + "wasGeneratedBy")


@cache
def dep(name: str) -> NamedNode:
    """Return a term of our own ontology.

    >>> dep("Claim").value
    'https://w3id.org/depeche/ns#Claim'
    """
    return NamedNode(DEP + name)


@cache
def xsd(name: str) -> NamedNode:
    """Return a datatype of XML Schema."""
    return NamedNode(PREFIXES["xsd"] + name)


def qualifier(value: Qualifier) -> NamedNode:
    """Return the individual of a qualifier; ``dep:exact`` is the property of an evidence already."""
    return dep("exactly") if value is Qualifier.EXACT else dep(value.value)

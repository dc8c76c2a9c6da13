"""A file's name, or a triplestore's, -> the format of an export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ExportError

RDF = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
NETWORKS = ("graphml", "gexf")
TABLES = ("csv",)
#: formats of other programs: a folder of tables for Neo4j, lines of FollowTheMoney entities.
OTHERS = ("neo4j", "ftm")
FORMATS = (*RDF, *NETWORKS, *TABLES, *OTHERS)
SUFFIXES = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".xml": "rdfxml",
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".csv": "csv",
    ".ftm": "ftm",
}


@dataclass(frozen=True, slots=True)
class Target:
    """A triplestore: its name as its makers write it, and the formats that it loads; the best one first."""

    name: str
    formats: tuple[str, ...]


_ALL = ("nquads", "trig", "jsonld", "turtle", "ntriples", "rdfxml")
TARGETS: Mapping[str, Target] = {
    "fuseki": Target("Fuseki", _ALL),
    "graphdb": Target("GraphDB", _ALL),
    "oxigraph": Target("Oxigraph", _ALL),
    "qlever": Target("QLever", ("nquads", "turtle", "ntriples")),
    "rdf4j": Target("RDF4J", _ALL),
    "virtuoso": Target("Virtuoso", ("nquads", "trig", "turtle", "ntriples", "rdfxml")),
}


def format_of(path: str) -> str:
    """Return the format that a file's name asks for. Raises ExportError for an unknown suffix.

    >>> format_of("graphe.ttl")
    'turtle'
    """
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise ExportError(
            f"'{path}' does not say which format: end it in {', '.join(SUFFIXES)}, or give --format {'|'.join(FORMATS)}"
        )
    return SUFFIXES[suffix]


def check_target(target: str, format_: str) -> None:
    """Raise ExportError when a triplestore cannot load a format.

    >>> check_target("qlever", "turtle")
    """
    known = TARGETS[target]
    if format_ not in known.formats:
        suffixes = [suffix for name in known.formats for suffix, format_ in SUFFIXES.items() if format_ == name]
        raise ExportError(f"{known.name} does not load {format_}: write a file that ends in {', '.join(suffixes)}")

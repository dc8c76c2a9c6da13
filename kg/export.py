"""A store, a network or an answer -> bytes of a file format, and bytes -> a file, written whole or not at all.

RDF 1.1 only; the same graph gives the same bytes, on every machine and in every run.
"""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
from pathlib import Path

import networkx as nx
import pyoxigraph as ox

from kg.answer import write_rdf
from kg.errors import ExportError
from kg.namespaces import PREFIXES
from kg.store import Store

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
FORMATS = (*RDF, *NETWORKS, *TABLES)
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
}
_TYPE = PREFIXES["rdf"] + "type"
#: characters that XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


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


def rdf(store: Store, format_: str) -> bytes:
    """Return the whole graph in an RDF format; where that has no named graphs, each triple once.

    N-Quads and N-Triples are sorted lines. Raises ExportError for text that RDF/XML cannot hold.
    """
    kind = RDF[format_]
    if format_ == "rdfxml":
        _check_xml(store)
    statements: list[ox.Quad] | list[ox.Triple] = sorted(store.quads(), key=_order)
    if not kind.supports_datasets:
        statements = sorted({quad.triple for quad in store.quads()}, key=_order)
    data = write_rdf(statements, kind)
    if format_ in ("nquads", "ntriples"):
        return b"".join(sorted(data.splitlines(keepends=True)))
    return data


def network(graph: nx.MultiDiGraph[str], format_: str) -> bytes:
    """Return a network as GraphML or GEXF, with the evidence of each edge as text."""
    flat = _flat(graph)
    output = io.BytesIO()
    if format_ == "graphml":
        nx.readwrite.graphml.write_graphml_xml(flat, output, named_key_ids=True)
        return output.getvalue() + b"\n"
    nx.write_gexf(flat, output, version="1.2draft")
    # the writer notes the day on which it runs
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", output.getvalue()) + b"\n"


def write(path: str, data: bytes) -> None:
    """Write a file at once or not at all; ``-`` is standard output. Raises ExportError."""
    if path == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror}") from error


def _order(statement: ox.Quad | ox.Triple) -> tuple[str, str, bool, str, str]:
    """By graph, subject, property, with the type of a thing first."""
    graph = str(statement.graph_name) if isinstance(statement, ox.Quad) else ""
    predicate = statement.predicate.value
    return graph, str(statement.subject), predicate != _TYPE, predicate, str(statement.object)


def _check_xml(store: Store) -> None:
    for quad in store.quads():
        if isinstance(quad.object, ox.Literal) and (found := _NOT_XML.search(quad.object.value)):
            raise ExportError(
                f"RDF/XML cannot hold the character U+{ord(found[0]):04X} in {quad.predicate.value} of "
                f"{quad.subject}: export Turtle, TriG or JSON-LD instead"
            )


def _flat(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the network with strings and numbers only, as files of networks want it."""
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        flat.add_node(node, **{name: _plain(value) for name, value in data.items()})
    for number, (subject, object_, data) in enumerate(graph.edges(data=True)):
        values = {name: _plain(value) for name, value in data.items() if name != "proofs"}
        proofs = "\n".join(f"{proof.source} [{proof.start}:{proof.end}] {proof.quote}" for proof in data["proofs"])
        flat.add_edge(subject, object_, key=number, id=str(number), **values, evidence=_plain(proofs))
    return flat


def _plain(value: object) -> str | int | float | bool:
    return value if isinstance(value, (int, float)) else _NOT_XML.sub(" ", str(value))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

"""The answer to a question -> bytes in a format of SPARQL results or of RDF, or rows of plain strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.errors import QueryError
from kg.namespaces import BASE, DEP, PREFIXES

#: a table, a yes or no, or a graph as sorted triples.
Answer = ox.QuerySolutions | ox.QueryBoolean | list[ox.Triple]
Cell = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None

RESULT_FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
GRAPH_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
#: the longest namespace first, so that an IRI gets its shortest form.
_SHORT = sorted({DEP: "", BASE: ""}.items()) + sorted(
    (ns, f"{prefix}:") for prefix, ns in PREFIXES.items() if ns != DEP
)


def serialise(answer: Answer, format_: str) -> bytes:
    """Return the answer in a format: csv, tsv, json, xml; turtle, ntriples, jsonld, rdfxml for a graph.

    JSON is SPARQL 1.1 Query Results JSON. Raises QueryError where answer and format do not fit.
    """
    if isinstance(answer, list):
        if format_ not in GRAPH_FORMATS:
            raise QueryError(f"the answer is a graph, which '{format_}' cannot hold: use {', '.join(GRAPH_FORMATS)}")
        statements = [ox.Quad(*triple) for triple in answer] if format_ == "jsonld" else answer
        return write_rdf(statements, GRAPH_FORMATS[format_])
    if format_ not in RESULT_FORMATS:
        raise QueryError(f"the answer is not a graph, which '{format_}' needs: use table, {', '.join(RESULT_FORMATS)}")
    data = answer.serialize(format=RESULT_FORMATS[format_])
    assert data is not None
    return data if data.endswith(b"\n") else data + (b"\r\n" if format_ == "csv" else b"\n")


def is_empty(data: bytes, format_: str) -> bool:
    r"""Tell whether an answer in a format of SPARQL results has no row.

    >>> is_empty(b"speaker,content\r\n", "csv"), is_empty(b'{"head":{},"boolean":false}', "json")
    (True, False)
    """
    if format_ in ("csv", "tsv"):
        return data.count(b"\n") == 1
    return {"json": b'"bindings":[]', "xml": b"<results></results>"}[format_] in data


def columns(solutions: ox.QuerySolutions) -> list[str]:
    """Return the names of the variables, in order."""
    return [variable.value for variable in solutions.variables]


def rows(solutions: ox.QuerySolutions) -> Iterator[list[str]]:
    """Yield each row as plain strings with short IRIs, empty where unbound."""
    for solution in solutions:
        yield [short(cell) for cell in solution]


def short(cell: Cell) -> str:
    """Return a term as a reader wants it: the text of a literal, the end of an IRI.

    >>> short(ox.NamedNode(DEP + "deny")), short(ox.NamedNode(BASE + "entity/Q212")), short(None)
    ('deny', 'entity/Q212', '')
    """
    if cell is None:
        return ""
    if not isinstance(cell, ox.NamedNode):
        return cell.value if isinstance(cell, ox.Literal) else str(cell)
    for namespace, prefix in _SHORT:
        if cell.value.startswith(namespace):
            return prefix + cell.value.removeprefix(namespace)
    return cell.value


def write_rdf(statements: Iterable[ox.Triple] | Iterable[ox.Quad], format_: ox.RdfFormat) -> bytes:
    """Return statements in an RDF format; the same statements in the same order give the same bytes.

    The library declares prefixes in an order that changes from run to run: they are put in order.
    """
    data = ox.serialize(statements, format=format_, prefixes=PREFIXES)
    assert data is not None
    if format_ in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG):
        lines = data.split(b"\n")
        count = next((index for index, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
        return b"\n".join([*sorted(lines[:count]), *lines[count:]])
    if format_ == ox.RdfFormat.JSON_LD:
        return data + b"\n"
    if format_ == ox.RdfFormat.RDF_XML:
        # a bare carriage return is a line feed to every XML parser
        data = data.replace(b"\r", b"&#13;") + b"\n"
        return re.sub(rb"(?<=<rdf:RDF )[^>]*", lambda match: b" ".join(sorted(match[0].split())), data, count=1)
    return data

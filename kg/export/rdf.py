"""A store -> RDF 1.1 in one of six formats, in an order that depends on nothing but what is stored.

The quads are sorted as lines, on disk where they are many, so that a large store takes no more memory than a small one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import ExportError
from kg.export.formats import RDF
from kg.export.profiles import quads
from kg.export.sorting import in_order
from kg.namespaces import DEP, PREFIXES
from kg.store import Store

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_SOURCE = ox.NamedNode(DEP + "source")
_BATCH = 4096
#: characters that XML 1.0 cannot hold, not even escaped.
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: the prefixes that the root of an RDF/XML file declares.
_ROOT = re.compile(rb"(?<=<rdf:RDF )[^>]+(?=>)")


def rdf(store: Store, format_: str, *, profile: str = "full") -> bytes:
    """Return the graph in an RDF format; see `write_rdf`."""
    output = io.BytesIO()
    write_rdf(store, format_, output, profile=profile)
    return output.getvalue()


def write_rdf(store: Store, format_: str, output: IO[bytes], *, profile: str = "full") -> None:
    """Write the graph in an RDF format; where that has no named graphs, each triple once.

    N-Quads and N-Triples are sorted lines; in the other formats, each thing begins with its type. Raises ExportError,
    before anything is written, for text that RDF/XML cannot hold.
    """
    kind = RDF[format_]
    found = quads(store, profile)
    if format_ == "rdfxml":
        found = _checked(store, found)
    if format_ in ("nquads", "ntriples"):
        output.writelines(in_order(_lines(found, kind)))
        return
    with io.BufferedWriter(_Tidied(output, kind)) as tidied:
        ordered = _in_order(found, named=kind.supports_datasets)
        statements = ordered if kind.supports_datasets else (quad.triple for quad in ordered)
        ox.serialize(statements, tidied, kind, prefixes=PREFIXES)


def triples(store: Store, *, profile: str = "full") -> Iterator[ox.Triple]:
    """Yield each triple of the graph once, by subject and property, the type of a thing first."""
    return (quad.triple for quad in _in_order(quads(store, profile), named=False))


def _lines(found: Iterable[ox.Quad], kind: ox.RdfFormat) -> Iterator[bytes]:
    """Yield statements as lines of N-Quads or N-Triples."""
    source = iter(found)
    while batch := list(islice(source, _BATCH)):
        data = ox.serialize(batch if kind.supports_datasets else [quad.triple for quad in batch], format=kind)
        assert data is not None
        yield from io.BytesIO(data)


def _in_order(found: Iterable[ox.Quad], *, named: bool) -> Iterator[ox.Quad]:
    """Yield each statement once, by graph where those are named, subject and property, the type of a thing first."""
    rotated = (_rotated(quad, named=named) for quad in found)
    lines = _Lines(_restored(line) for line in in_order(rotated))
    return ox.parse(io.BufferedReader(lines), ox.RdfFormat.N_QUADS)


def _rotated(quad: ox.Quad, *, named: bool) -> bytes:
    """Return a line whose bytes sort as the statement should: its parts in order, a mark for the type."""
    graph = quad.graph_name if named and isinstance(quad.graph_name, ox.NamedNode) else ""
    mark = 0 if quad.predicate == _TYPE else 1
    return f"{graph} {quad.subject} {mark} {quad.predicate} {quad.object}\n".encode()


def _restored(line: bytes) -> bytes:
    graph, subject, _, predicate, value = line.rstrip(b"\n").split(b" ", 4)
    return b" ".join((subject, predicate, value, graph, b".\n"))


def _checked(store: Store, found: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield the quads; raise ExportError at the first whose text XML cannot hold."""
    for quad in found:
        if isinstance(quad.object, ox.Literal) and (character := NOT_XML.search(quad.object.value)):
            raise ExportError(
                f"RDF/XML cannot hold the character U+{ord(character[0]):04X} in {quad.predicate.value} of "
                f"{quad.subject}, in the article '{_source(store, quad)}': export Turtle, TriG or JSON-LD instead"
            )
        yield quad


def _source(store: Store, quad: ox.Quad) -> str:
    """Return the name of the article that says something, the IRI of the graph where none is known."""
    graph = quad.graph_name
    if isinstance(graph, ox.NamedNode):
        for found in store.quads(subject=graph, graph=graph):
            if found.predicate == _SOURCE and isinstance(found.object, ox.Literal):
                return found.object.value
    return str(graph)


class _Lines(io.RawIOBase):
    """Lines as a file to read."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer)
        chunk = self._rest or memoryview(next(self._lines, b""))
        count = min(len(room), len(chunk))
        room[:count] = chunk[:count]
        self._rest = chunk[count:]
        return count


class _Tidied(io.RawIOBase):
    """A file whose head, where prefixes are declared, is put in order before it goes on to another file.

    The library declares them in an order that changes from run to run.
    """

    def __init__(self, output: IO[bytes], kind: ox.RdfFormat) -> None:
        self._output = output
        self._kind = kind
        self._head = b""
        self._passed = False

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer) -> int:
        chunk = bytes(data)
        size = len(chunk)
        if self._kind == ox.RdfFormat.RDF_XML:
            # a bare carriage return is a line feed to every XML parser
            chunk = chunk.replace(b"\r", b"&#13;")
        if not self._passed:
            self._head += chunk
            tidied = _tidied(self._head, self._kind)
            self._passed = tidied is not None
            chunk = tidied or b""
        self._output.write(chunk)
        return size

    def close(self) -> None:
        if not self.closed and self._kind in (ox.RdfFormat.JSON_LD, ox.RdfFormat.RDF_XML):
            self._output.write(b"\n")
        super().close()


def _tidied(head: bytes, kind: ox.RdfFormat) -> bytes | None:
    """Return the head of a file with its prefixes in order, None where the head does not yet hold them all."""
    if kind == ox.RdfFormat.JSON_LD:
        return head
    if kind == ox.RdfFormat.RDF_XML:
        tidied, found = _ROOT.subn(lambda match: b" ".join(sorted(match[0].split())), head, count=1)
        return tidied if found else None
    *lines, last = head.split(b"\n")
    count = next((index for index, line in enumerate(lines) if not line.startswith(b"@prefix ")), None)
    return None if count is None else b"\n".join([*sorted(lines[:count]), *lines[count:], last])

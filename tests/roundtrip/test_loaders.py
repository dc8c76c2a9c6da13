"""What is exported is what other programs read: the same statements, to the letter, none lost."""

import shutil
import subprocess
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    build_opener,
    urlopen,
)

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg import export
from kg.store import Store

SUFFIX = {format_: suffix for suffix, format_ in reversed(export.SUFFIXES.items())}
RDFLIB = {name: name for name in export.RDF} | {"ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
RAPTOR = {name: name for name in ("turtle", "trig", "nquads", "ntriples", "rdfxml")}
MEDIA = {format_: kind.media_type for format_, kind in export.RDF.items()}


class Virtuoso(Protocol):
    """What the fixture of a server yields."""

    address: str
    isql: list[str]
    folder: Path


Statements = set[ox.Quad] | set[ox.Triple]


def wanted(store: Store, format_: str) -> Statements:
    quads = set(store.quads())
    return quads if export.RDF[format_].supports_datasets else {quad.triple for quad in quads}


def read(data: bytes, format_: str) -> Statements:
    """Return what a program that read an export wrote as N-Quads."""
    quads = set(ox.parse(data, ox.RdfFormat.N_QUADS))
    return quads if export.RDF[format_].supports_datasets else {quad.triple for quad in quads}


@pytest.fixture(params=export.RDF)
def format_(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def file(store: Store, format_: str, tmp_path: Path) -> Path:
    path = tmp_path / f"graph{SUFFIX[format_]}"
    path.write_bytes(export.rdf(store, format_))
    return path


def test_oxigraph_reads_what_is_exported(store: Store, format_: str, file: Path) -> None:
    found = list(ox.parse(path=file))
    quads: Statements = set(found) if export.RDF[format_].supports_datasets else {quad.triple for quad in found}
    assert quads == wanted(store, format_)
    assert len(found) == len(quads)


@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")
def test_rdflib_reads_what_is_exported(store: Store, format_: str, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    dataset = rdflib.Dataset()
    (dataset if export.RDF[format_].supports_datasets else dataset.default_graph).parse(file, format=RDFLIB[format_])
    assert read(dataset.serialize(format="nquads").encode(), format_) == wanted(store, format_)
    graph = rdflib.Graph().parse(data=export.rdf(store, "ntriples"), format="nt")
    union = rdflib.Graph()
    for subject, predicate, object_, _ in dataset.quads():
        union.add((subject, predicate, object_))
    assert isomorphic(union, graph)


@pytest.mark.servers("rapper")
@pytest.mark.parametrize("format_", RAPTOR, indirect=True)
def test_raptor_reads_what_is_exported(store: Store, format_: str, file: Path) -> None:
    command = ["rapper", "-q", "-i", RAPTOR[format_], "-o", "nquads", str(file)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert not done.stderr
    assert read(done.stdout, format_) == wanted(store, format_)


@pytest.mark.servers("riot")
def test_jena_reads_what_is_exported(store: Store, format_: str, file: Path, riot: list[str]) -> None:
    # Debian has no JSON provider for Jena's reader of JSON-LD 1.1; what is exported is JSON-LD 1.0 as well
    syntax = ["--syntax=jsonld10"] if format_ == "jsonld" else []
    done = subprocess.run([*riot, *syntax, "--check", "--out=nq", str(file)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert b"ERROR" not in done.stderr
    assert b"WARN" not in done.stderr
    assert read(done.stdout, format_) == wanted(store, format_)


def test_an_oxigraph_server_loads_what_is_exported(store: Store, format_: str, oxigraph: str, file: Path) -> None:
    named = export.RDF[format_].supports_datasets
    address = f"{oxigraph}/store" + ("" if named else "?default")
    for method, data in (("DELETE", None), ("POST", file.read_bytes())):
        target = f"{oxigraph}/store" if method == "DELETE" else address
        urlopen(Request(target, data, {"Content-Type": MEDIA[format_]}, method=method)).close()
    with urlopen(Request(f"{oxigraph}/store", headers={"Accept": "application/n-quads"})) as answer:
        assert read(answer.read(), format_) == wanted(store, format_)


@pytest.mark.servers("virtuoso")
@pytest.mark.parametrize("format_", ["turtle", "ntriples", "rdfxml"], indirect=True)
def test_virtuoso_loads_what_is_exported(store: Store, format_: str, file: Path, virtuoso: Virtuoso) -> None:
    graph = f"urn:depeche:{format_}"
    known = HTTPPasswordMgrWithDefaultRealm()
    known.add_password(None, virtuoso.address, "dba", "dba")
    address = f"{virtuoso.address}/sparql-graph-crud-auth?{urlencode({'graph': graph})}"
    request = Request(address, file.read_bytes(), {"Content-Type": MEDIA[format_]}, method="PUT")
    build_opener(HTTPDigestAuthHandler(known)).open(request).close()
    assert constructed(virtuoso.address, graph) == wanted(store, format_)


@pytest.mark.servers("virtuoso")
@pytest.mark.parametrize("format_", ["trig", "nquads"], indirect=True)
def test_virtuoso_loads_named_graphs(store: Store, format_: str, file: Path, virtuoso: Virtuoso) -> None:
    for graph in store.graphs():
        subprocess.run([*virtuoso.isql, f"EXEC=SPARQL DROP SILENT GRAPH {graph};"], check=True, capture_output=True)
    flags = {"trig": 256, "nquads": 512}[format_]
    shutil.copy(file, virtuoso.folder / file.name)
    load = f"EXEC=DB.DBA.TTLP_MT(file_open('{virtuoso.folder / file.name}'), '', 'urn:depeche:none', {flags});"
    done = subprocess.run([*virtuoso.isql, load], capture_output=True, check=True)
    assert b"Error" not in done.stdout + done.stderr
    for graph in store.graphs():
        assert constructed(virtuoso.address, graph.value) == {quad.triple for quad in store.quads(graph=graph)}


def constructed(server: str, graph: str) -> set[ox.Triple]:
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    request = Request(f"{server}/sparql?{urlencode({'query': query})}", headers={"Accept": "application/n-triples"})
    with urlopen(request) as answer:
        return {quad.triple for quad in ox.parse(answer.read(), ox.RdfFormat.N_TRIPLES)}

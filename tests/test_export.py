"""Files of the graph: complete, the same every time, readable by other tools, written whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner

from kg import export
from kg.cli import cli
from kg.errors import DepecheError, ExportError
from kg.network import network
from kg.query import ask, load
from kg.store import Store

RDFLIB = {
    "turtle": "turtle",
    "trig": "trig",
    "nquads": "nquads",
    "ntriples": "nt",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
DATASETS = {"trig", "nquads", "jsonld"}
#: text that has broken writers of RDF: quotation marks, line ends, escapes, markup, characters beyond 16 bits.
HOSTILE = (
    '"',
    "'''",
    '"""',
    "a\\",
    "\\u0041",
    "a\r\nb\rc",
    "\ttab ",
    "]]>",
    "</script>&amp;<b>",
    "«\u00a0\u202f»",
    "🕊\u0301",
    "",
)

Statement = tuple[str, str, str, str, str]


@pytest.fixture
def hostile() -> Store:
    """A store of texts that are hard to write."""
    store = Store.memory()
    graph = ox.NamedNode("https://example.org/a?b=c&d='e'#(f)")
    property_ = ox.NamedNode("https://w3id.org/depeche/ns#exact")
    texts = [ox.Literal(text) for text in HOSTILE] + [ox.Literal(text, language="fr") for text in HOSTILE]
    store.put(graph, [ox.Quad(graph, property_, text, graph) for text in texts])
    return store


def expected(store: Store, format_: str) -> set[Statement]:
    return {described(quad, named=format_ in DATASETS) for quad in store.quads()}


def described(quad: ox.Quad, named: bool) -> Statement:
    subject, predicate, object_ = quad.triple
    graph = getattr(quad.graph_name, "value", "") if named else ""
    if isinstance(object_, ox.Literal):
        return graph, str(subject), str(predicate), object_.value, object_.language or object_.datatype.value
    return graph, str(subject), str(predicate), str(object_), ""


def read_with_pyoxigraph(data: bytes, format_: str) -> set[Statement]:
    return {described(quad, named=format_ in DATASETS) for quad in ox.parse(data, export.RDF[format_])}


def read_with_rdflib(data: bytes, format_: str, monkeypatch: pytest.MonkeyPatch) -> set[Statement]:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    dataset = rdflib.Dataset()
    target = dataset if format_ in DATASETS else dataset.default_graph
    target.parse(data=data, format=RDFLIB[format_])
    found = set()
    for subject, predicate, object_, graph in dataset.quads():
        name = str(graph) if format_ in DATASETS else ""
        if isinstance(object_, rdflib.Literal):
            kind = object_.language or str(object_.datatype or rdflib.XSD.string)
            found.add((name, subject.n3(), predicate.n3(), str(object_), kind))
        else:
            found.add((name, subject.n3(), predicate.n3(), object_.n3(), ""))
    return found


@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")
@pytest.mark.parametrize("format_", RDFLIB)
@pytest.mark.parametrize("which", ["small", "hostile"])
def test_what_is_written_reads_back_the_same(
    which: str, format_: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    store: Store = request.getfixturevalue(which)
    data = export.rdf(store, format_)
    assert read_with_pyoxigraph(data, format_) == expected(store, format_)
    assert read_with_rdflib(data, format_, monkeypatch) == expected(store, format_)


@pytest.mark.parametrize("format_", ["nquads", "ntriples"])
def test_line_formats_are_sorted(format_: str, small: Store) -> None:
    lines = export.rdf(small, format_).splitlines()
    assert lines == sorted(lines)


def test_triples_of_several_articles_are_written_once(small: Store) -> None:
    lines = export.rdf(small, "ntriples").splitlines()
    assert len(lines) == len(set(lines)) < len(small)


def test_turtle_declares_prefixes_and_begins_with_the_type(small: Store) -> None:
    text = export.rdf(small, "turtle").decode()
    assert text.startswith("@prefix dep: <https://w3id.org/depeche/ns#> .")
    assert " a dep:Article ;" in text


@pytest.mark.parametrize("suffix", ["ttl", "trig", "nq", "nt", "jsonld", "rdf", "graphml", "gexf"])
def test_bytes_do_not_depend_on_the_run(suffix: str, small_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "export", "--store", str(small_path), "-o", "-"]
    command += ["--format", export.SUFFIXES[f".{suffix}"]]
    runs = {
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert runs.pop()


def test_rdf_xml_refuses_what_xml_cannot_hold() -> None:
    store = Store.memory()
    graph = ox.NamedNode("https://example.org/a")
    store.put(graph, [ox.Quad(graph, ox.NamedNode("https://example.org/p"), ox.Literal("a\x0bb"), graph)])
    with pytest.raises(ExportError, match=r"U\+000B.*export Turtle"):
        export.rdf(store, "rdfxml")
    assert b"\\u000B" in export.rdf(store, "turtle")


@pytest.mark.parametrize("format_", export.NETWORKS)
@pytest.mark.parametrize("view", ["actors", "deployments", "stances"])
def test_networks_read_back_with_parallel_edges_and_evidence(
    format_: str, view: str, small: Store, tmp_path: Path
) -> None:
    graph = network(ask(load(view, "views"), store=small))
    path = tmp_path / f"a.{format_}"
    path.write_bytes(export.network(graph, format_))
    read = nx.read_graphml(path, force_multigraph=True) if format_ == "graphml" else nx.read_gexf(path)
    assert set(read) == set(graph)
    assert len(read.edges) == len(graph.edges)
    assert all(data["evidence"] for *_, data in read.edges(data=True))
    assert {data["label"] for _, data in read.nodes(data=True)} == {data["label"] for _, data in graph.nodes(data=True)}


def test_an_unknown_suffix_names_the_known_ones() -> None:
    with pytest.raises(ExportError, match=r"\.ttl, \.trig"):
        export.format_of("graph.docx")


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ExportError, match="No space left"):
        export.write(str(path), b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("graph.ttl", b"old")]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"gone/graph\.ttl cannot be written"):
        export.write(str(tmp_path / "gone" / "graph.ttl"), b"")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["-o", "a.ttl"], 0),
        (["-o", "a.csv", "--query", "statements"], 0),
        (["-o", "a.csv", "--query", "quotes", "--param", "speaker=Parly"], 0),
        (["-o", "a.gexf", "--view", "meetings"], 0),
        (["-o", "a.nt", "--format", "turtle"], 0),
        (["-o", "a.csv"], 2),
        (["-o", "a.ttl", "--query", "statements"], 2),
        (["-o", "a.ttl", "--view", "actors"], 2),
        (["-o", "a.ttl", "--format", "docx"], 2),
        ([], 2),
    ],
)
def test_command(
    arguments: list[str], code: int, small_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["export", "--store", str(small_path), *arguments])
    assert done.exit_code == code, done.output
    assert bool(list(tmp_path.iterdir())) == (code == 0)


def test_command_refuses_a_missing_store(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["export", "--store", str(tmp_path / "none"), "-o", str(tmp_path / "a.ttl")])
    assert isinstance(done.exception, DepecheError)
    assert not (tmp_path / "a.ttl").exists()

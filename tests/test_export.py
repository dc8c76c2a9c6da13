"""Files of the graph: complete, the same every time, readable by other tools, written whole or not at all."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tracemalloc
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner

from kg import export
from kg.cli import cli
from kg.cli.export import export_command
from kg.errors import DepecheError, ExportError
from kg.export import profiles, sorting
from kg.export.sorting import in_order
from kg.namespaces import BASE, DEP, PREFIXES
from kg.network import network
from kg.query import ask, load
from kg.store import Store
from kg.void import describe

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


@pytest.mark.parametrize("suffix", ["ttl", "trig", "nq", "nt", "jsonld", "rdf", "graphml", "gexf", "ftm"])
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
        (["-o", "a.ttl", "--profile", "plain"], 0),
        (["-o", "a.ttl", "--target", "qlever"], 0),
        (["-o", "a.ttl", "--void"], 0),
        (["-o", "a.nt", "--void", "--endpoint", "https://example.org/sparql"], 0),
        (["-o", "a.ftm"], 0),
        (["-o", "neo4j", "--format", "neo4j", "--profile", "plain"], 0),
        (["-o", "a.csv"], 2),
        (["-o", "a.foo"], 2),
        (["-o", "a.gexf", "--profile", "plain"], 2),
        (["-o", "a.ttl", "--profile", "short"], 2),
        (["-o", "a.ttl", "--target", "redis"], 2),
        (["-o", "a.trig", "--void"], 2),
        (["-o", "a.ttl", "--endpoint", "https://example.org/sparql"], 2),
        (["-o", "-", "--format", "neo4j"], 2),
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


def lines(data: bytes) -> list[str]:
    return data.decode().splitlines()


def test_the_plain_profile_holds_direct_triples_and_what_they_join(small: Store) -> None:
    found = list(profiles.quads(small, "plain"))
    stored = [quad for quad in small.quads() if quad.predicate.value in profiles.direct()]
    assert stored
    assert set(stored) <= set(found) <= set(small.quads())
    assert {quad.predicate.value for quad in found}.isdisjoint(DEP + name for name in ("evidence", "text", "start"))
    labelled = {quad.subject for quad in found if quad.predicate.value == PREFIXES["rdf"] + "type"}
    assert {end for quad in stored for end in (quad.subject, quad.object)} <= labelled


def test_the_provenance_profile_leads_every_record_to_its_evidence(small: Store) -> None:
    found = set(profiles.quads(small, "provenance"))
    subjects = {quad.subject for quad in found}
    assert set(profiles.quads(small, "plain")) <= found < set(small.quads())
    assert not [quad for quad in found if quad.predicate.value in (DEP + "text", DEP + "refersTo")]
    linking = {
        DEP + name for name in ("evidence", "part", "mentionedIn", "saidBy", "agent", "patient", "holder", "office")
    }
    assert {quad.object for quad in found if quad.predicate.value in linking} <= subjects


@pytest.mark.parametrize("profile", export.PROFILES)
def test_every_profile_is_valid_turtle(profile: str, small: Store) -> None:
    assert {quad.triple for quad in ox.parse(export.rdf(small, "turtle", profile=profile), ox.RdfFormat.TURTLE)} == {
        quad.triple for quad in profiles.quads(small, profile)
    }


@pytest.mark.parametrize("format_", ["turtle", "trig"])
def test_turtle_is_portable(format_: str, small: Store) -> None:
    data = export.rdf(small, format_)
    text = data.decode()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert "_:" not in text
    assert '"""' not in text
    prefixes = [line.startswith("@prefix ") for line in text.splitlines()]
    assert prefixes == sorted(prefixes, reverse=True)


@pytest.mark.parametrize("held", [1, 40, 1 << 20])
def test_lines_are_sorted_in_pieces_as_at_once(held: int) -> None:
    given = [f"{number * 7919 % 1000:04}\n".encode() for number in range(300)] * 2
    assert list(in_order(given, held=held)) == sorted(set(given))


def test_memory_does_not_grow_with_the_store(tmp_path: Path) -> None:
    def peak(articles: int) -> int:
        store = Store.memory()
        for number in range(articles):
            graph = ox.NamedNode(f"https://example.org/{number}")
            quads = [ox.Quad(graph, ox.NamedNode(f"{DEP}p{n}"), ox.Literal("x" * 1000), graph) for n in range(100)]
            store.put(graph, quads)
        tracemalloc.start()
        with export.opened(str(tmp_path / "graph.trig")) as file, pytest.MonkeyPatch.context() as patch:
            patch.setattr(sorting.in_order, "__kwdefaults__", {"held": 1 << 18})
            export.write_rdf(store, "trig", file)
        _, found = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return found

    assert peak(60) < 1.5 * peak(15)


def test_a_refused_export_names_the_article_and_leaves_no_file(tmp_path: Path) -> None:
    with Store.writer(tmp_path / "store") as store:
        graph = ox.NamedNode("https://example.org/a")
        said = {"source": "berlin.txt", "title": "a\x0bb"}
        store.put(
            graph, [ox.Quad(graph, ox.NamedNode(DEP + name), ox.Literal(text), graph) for name, text in said.items()]
        )
    done = CliRunner().invoke(cli, ["export", "--store", str(tmp_path / "store"), "-o", str(tmp_path / "a.rdf")])
    assert "'berlin.txt'" in str(done.exception)
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


@pytest.mark.parametrize("target", export.TARGETS)
def test_a_target_takes_its_own_formats_and_no_other(target: str) -> None:
    formats = export.TARGETS[target].formats
    for format_ in export.FORMATS:
        if format_ in formats:
            export.check_target(target, format_)
        else:
            with pytest.raises(ExportError, match=r"does not load .*ends in \.nq"):
                export.check_target(target, format_)


def test_edges_of_gexf_have_a_kind_and_a_time(small: Store) -> None:
    text = export.network(network(ask(load("actors", "views"), store=small)), "gexf").decode()
    assert 'mode="dynamic"' in text
    assert 'timeformat="date"' in text
    edges = re.findall(r"<edge [^>]*>", text)
    assert edges
    assert all(' kind="' in edge for edge in edges)
    assert any(re.search(r' start="2022-01-24" end="2022-01-24"', edge) for edge in edges)


def test_neo4j_finds_both_ends_of_every_edge(small: Store, tmp_path: Path) -> None:
    export.write_tables(small, str(tmp_path / "neo4j"))
    with (tmp_path / "neo4j" / "nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = list(csv.DictReader(file))
    with (tmp_path / "neo4j" / "edges.csv").open(encoding="utf-8", newline="") as file:
        edges = list(csv.DictReader(file))
    ids = {node[":ID"] for node in nodes}
    assert len(ids) == len(nodes) == len({str(quad.subject) for quad in small.quads()})
    assert {edge[end] for edge in edges for end in (":START_ID", ":END_ID")} <= ids
    (claim, *_) = (node for node in nodes if node[":LABEL"] == "Claim")
    assert claim["content:string"]
    assert "said" in {edge[":TYPE"] for edge in edges}


def test_follow_the_money_entities_refer_to_one_another(small: Store) -> None:
    output = io.BytesIO()
    export.write_ftm(small, output)
    entities = {entity["id"]: entity for entity in map(json.loads, lines(output.getvalue()))}
    assert {"Article", "Person", "PublicBody", "Event", "Occupancy", "Position"} <= {
        entity["schema"] for entity in entities.values()
    }
    for entity in entities.values():
        for name in ("involved", "proof", "holder", "post", "organization", "addressEntity"):
            assert set(entity["properties"].get(name, [])) <= set(entities)


def test_the_description_counts_what_sparql_counts(small: Store) -> None:
    def number(query: str) -> int:
        rows = small.query(query)
        assert isinstance(rows, ox.QuerySolutions)
        return int(next(rows)[0].value)

    void = "http://rdfs.org/ns/void#"
    found = {(fact.subject.value, fact.predicate.value): fact.object.value for fact in describe(small)}
    dataset = BASE + "dataset"
    assert found[dataset, void + "triples"] == str(len({quad.triple for quad in small.quads()}))
    assert found[dataset, void + "documents"] == str(len(list(small.articles())))
    assert found[dataset, void + "distinctSubjects"] == str(len({quad.subject for quad in small.quads()}))
    assert found[dataset, void + "distinctObjects"] == str(len({quad.object for quad in small.quads()}))
    assert found[dataset, void + "properties"] == str(len({quad.predicate for quad in small.quads()}))
    for kind in ("Person", "Claim", "Evidence"):
        count = number(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a dep:{kind} }}")
        assert found[f"{dataset}/class/{kind}", void + "entities"] == str(count)
    for name in ("said", "start"):
        count = number(f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?s ?o {{ ?s dep:{name} ?o }} }}")
        assert found[f"{dataset}/property/{name}", void + "triples"] == str(count)


def test_the_service_description_counts_each_named_graph(small: Store) -> None:
    facts = describe(small, endpoint="https://example.org/sparql")
    names = {fact.object for fact in facts if fact.predicate.value.endswith("service-description#name")}
    assert names == set(small.graphs())
    assert not [fact for fact in facts if isinstance(fact.subject, ox.BlankNode)]


def test_the_command_offers_every_profile_and_target() -> None:
    options = {option.name: option.type for option in export_command.params}
    assert tuple(getattr(options["profile"], "choices", ())) == export.PROFILES
    assert tuple(getattr(options["target"], "choices", ())) == tuple(export.TARGETS)

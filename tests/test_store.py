"""A store is ours or left alone, has one writer, and holds whole articles only."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, StoreError
from kg.store import MARK, Store

P = ox.NamedNode("https://example.org/p")
GRAPH = ox.NamedNode("https://example.org/article")


def facts(*words: str, graph: ox.NamedNode = GRAPH) -> list[ox.Quad]:
    return [ox.Quad(graph, P, ox.Literal(word), graph) for word in words]


def run(action: str, path: Path, *, user: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run an action on a store in a process of its own; a user without rights takes over after the imports."""
    drop = f"os.seteuid({user});" if user is not None else ""
    code = f"import os, sys; from pathlib import Path; from kg.store import Store; {drop} {action}"
    return subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=False)


WRITE = "Store.writer(Path(sys.argv[1]))"
READ = "print(len(Store.reader(Path(sys.argv[1]))))"


def test_what_is_put_is_there_when_the_store_is_opened_again(tmp_path: Path) -> None:
    with Store.writer(tmp_path / "store") as store:
        store.put(GRAPH, facts("Paris", "Kiev"))
    with Store.reader(tmp_path / "store") as store:
        assert set(store.quads()) == set(facts("Paris", "Kiev"))
        assert len(store) == 2


def test_putting_a_graph_again_changes_nothing() -> None:
    with Store.memory() as store:
        assert store.put(GRAPH, facts("Paris"))
        assert not store.put(GRAPH, facts("Paris"))


@pytest.mark.parametrize(
    "word", ["«Kiev»", 'a"b\\c', "line\nbreak\r\ttab", "\x01\x7f\u00a0\u2028", "😀", "'", "{ } . ;"]
)
def test_putting_replaces_the_graph_and_no_other(word: str) -> None:
    other = ox.NamedNode("https://example.org/other")
    with Store.memory() as store:
        store.put(other, facts("Rome", graph=other))
        store.put(GRAPH, facts("Paris", word))
        store.put(GRAPH, facts("Kiev", word + word))
        assert set(store.quads(graph=GRAPH)) == set(facts("Kiev", word + word))
        store.put(GRAPH, [])
        assert set(store.quads()) == set(facts("Rome", graph=other))


def test_articles_are_the_graphs_that_say_so() -> None:
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    article = ox.NamedNode("https://w3id.org/depeche/ns#Article")
    with Store.memory() as store:
        store.put(GRAPH, [ox.Quad(GRAPH, kind, article, GRAPH)])
        store.put(P, [ox.Quad(GRAPH, kind, article, P)])
        assert list(store.articles()) == [GRAPH]


def test_a_query_sees_all_graphs_as_one() -> None:
    with Store.memory() as store:
        store.put(GRAPH, facts("Paris"))
        assert bool(store.query("ASK { ?s ?p 'Paris' }"))


def test_a_query_that_is_no_sparql_is_refused() -> None:
    with Store.memory() as store, pytest.raises(QueryError, match="not valid SPARQL"):
        store.query("SELEKT *")


@pytest.mark.parametrize(("syntax", "lines"), [(ox.RdfFormat.N_QUADS, 4), (ox.RdfFormat.N_TRIPLES, 3)])
def test_a_dump_without_graphs_says_each_thing_once(syntax: ox.RdfFormat, lines: int) -> None:
    other = ox.NamedNode("https://example.org/other")
    shared = [ox.Quad(GRAPH, P, ox.Literal("Paris"), graph) for graph in (GRAPH, other)]
    with Store.memory() as store:
        store.put(GRAPH, [shared[0], *facts("Kiev")])
        store.put(other, [shared[1], *facts("Rome", graph=other)])
        store.dump(output := BytesIO(), syntax)
    assert len(output.getvalue().splitlines()) == lines


def test_the_order_of_writing_does_not_show(tmp_path: Path) -> None:
    dumps = []
    for name, words in (("one", ["Paris", "Kiev", "Rome"]), ("two", ["Rome", "Paris", "Kiev"])):
        with Store.writer(tmp_path / name) as store:
            for word in words:
                graph = ox.NamedNode(f"https://example.org/{word}")
                store.put(graph, facts(word, graph=graph))
            store.dump(output := BytesIO(), ox.RdfFormat.TRIG)
            dumps.append(output.getvalue())
    assert dumps[0] == dumps[1]


def test_a_foreign_directory_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    for opened in (Store.writer, Store.reader):
        with pytest.raises(StoreError, match="give a new or an empty directory"):
            opened(tmp_path)
    assert [item.name for item in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("mark", ["", "{", "[]", '{"depeche": "store", "format": 99}'])
def test_a_mark_that_is_not_ours_is_refused(tmp_path: Path, mark: str) -> None:
    (tmp_path / MARK).write_text(mark)
    with pytest.raises(StoreError, match=r"another version|not a Dépêche store"):
        Store.writer(tmp_path)
    assert [item.name for item in tmp_path.iterdir()] == [MARK]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StoreError, match="is a file"):
        Store.writer(tmp_path / "file")
    with pytest.raises(StoreError, match="not a Dépêche store"):
        Store.reader(tmp_path / "file")


def test_a_missing_store_names_the_command_that_builds_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        Store.reader(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_store_that_was_never_filled_says_so(tmp_path: Path) -> None:
    Store.writer(tmp_path / "store").close()
    (tmp_path / "store" / "graph").rename(tmp_path / "graph")
    with pytest.raises(StoreError, match="is empty"):
        Store.reader(tmp_path / "store")


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    with Store.writer(tmp_path) as store:
        store.put(GRAPH, facts("Paris"))
        with pytest.raises(StoreError, match="another process is writing"):
            Store.writer(tmp_path)
        assert "another process is writing" in run(WRITE, tmp_path).stderr
    assert run(WRITE, tmp_path).returncode == 0


def test_a_reader_sees_what_was_stored_when_it_opened(tmp_path: Path) -> None:
    with Store.writer(tmp_path) as writer:
        writer.put(GRAPH, facts("Paris"))
        with Store.reader(tmp_path) as reader:
            writer.put(GRAPH, facts("Kiev"))
            writer.flush()
            assert list(reader.quads()) == facts("Paris")
        with Store.reader(tmp_path) as reader:
            assert list(reader.quads()) == facts("Kiev")


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Path]:
    """Yield a folder, with a store in it, that nobody may write, and that nobody can be kept from reading."""
    with Store.writer(tmp_path / "store") as store:
        store.put(GRAPH, facts("Paris"))
    inside = [tmp_path, tmp_path / "store", tmp_path / "store" / "graph"]
    above = [folder for folder in tmp_path.parents if folder.stat().st_mode & 0o777 == 0o700]
    before = {folder: folder.stat().st_mode for folder in (*inside, *above)}
    for folder in before:
        folder.chmod(0o755 if folder in above else 0o555)
    yield tmp_path
    for folder, mode in before.items():
        folder.chmod(mode)


def test_a_directory_that_may_not_be_written_is_reported_and_can_be_read(sealed: Path) -> None:
    nobody = 65534 if os.geteuid() == 0 else None
    assert "no permission" in run(WRITE, sealed / "store", user=nobody).stderr
    assert "no permission" in run(WRITE, sealed / "new", user=nobody).stderr
    assert run(READ, sealed / "store", user=nobody).stdout == "1\n"


ENDLESS = """
import sys, itertools, pyoxigraph as ox
from pathlib import Path
from kg.store import Store
store = Store.writer(Path(sys.argv[1]))
p = ox.NamedNode("https://example.org/p")
for number in itertools.count():
    graph = ox.NamedNode(f"https://example.org/{number % 50}")
    store.put(graph, [ox.Quad(graph, p, ox.Literal(f"{number} {i}"), graph) for i in range(300)])
    if number % 20 == 0:
        store.flush()
    print(number, flush=True)
"""


def test_a_killed_writer_leaves_whole_graphs(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ENDLESS, str(tmp_path)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        while int(writer.stdout.readline()) < 60:
            pass
        for _ in range(5):
            with Store.reader(tmp_path) as reader:
                assert len(reader) == 50 * 300
        writer.send_signal(signal.SIGKILL)
    with Store.writer(tmp_path) as store:
        assert len(store) == 50 * 300


def test_a_closed_store_says_so() -> None:
    with Store.memory() as store:
        pass
    with pytest.raises(StoreError, match="closed"):
        len(store)


def test_runs_are_recorded_a_line_each(tmp_path: Path) -> None:
    with Store.writer(tmp_path) as store:
        store.record({"articles": 1})
        store.record({"articles": 2})
    assert (tmp_path / "runs.jsonl").read_text() == '{"articles": 1}\n{"articles": 2}\n'


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT ?o { ?s ?p ?o }", {"x", "y"}),
        ("SELECT ?o FROM <urn:g1> { ?s ?p ?o }", {"x"}),
        ("SELECT ?o FROM NAMED <urn:g2> { GRAPH ?g { ?s ?p ?o } }", {"y"}),
        ("# from <urn:g1>\nSELECT ?o { ?s ?p ?o FILTER(STR(?o) != 'FROM <urn:g1>') }", {"x", "y"}),
        ("SELECT ?o (?o AS ?from) { ?s dep:from|<urn:p> ?o }", {"x", "y"}),
    ],
)
def test_a_query_that_names_its_graphs_is_asked_on_those(query: str, found: set[str]) -> None:
    with Store.memory() as store:
        for graph, value in ((ox.NamedNode("urn:g1"), "x"), (ox.NamedNode("urn:g2"), "y")):
            store.put(graph, [ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(value), graph)])
        rows = store.query(query)
        assert isinstance(rows, ox.QuerySolutions)
        assert {row["o"].value for row in rows} == found

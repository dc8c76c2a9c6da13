"""``kg.open`` gives rows, tables, an rdflib graph and networks; a notebook shows them, and runs nothing they say."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.namespaces import DEP, PREFIXES
from kg.opened import Network, Opened, Rows
from kg.store import Store

HOSTILE = '<script>alert("1")</script>\'&"><img src=x onerror=alert(1)>'


@pytest.fixture
def graph(small_path: Path) -> Iterator[Opened]:
    with kg.open(small_path) as opened:
        yield opened


def test_rows_are_dictionaries_of_plain_values(graph: Opened) -> None:
    (first, *_) = graph.query("speakers")
    assert first == {
        "speaker": "https://w3id.org/depeche/id/entity/Q159",
        "speakerLabel": "Russie",
        "statements": 2,
        "articles": 2,
    }
    former = {row["former"] for row in graph.query("office-holders")}
    assert former == {True, False}


def test_a_question_takes_parameters(graph: Opened) -> None:
    said = graph.query("quotes", speaker="Parly", since=2022)
    assert {row["speakerLabel"] for row in said} == {"Florence Parly"}
    assert said.columns == kg.load("quotes").columns
    assert said.title == "Les citations d'une source"


def test_rows_say_how_many_they_are_and_of_what(graph: Opened) -> None:
    assert repr(graph.query("factuality")) == "<10 rows: type, factuality, events>"


def test_a_question_may_be_written_out(graph: Opened) -> None:
    assert graph.query("ASK { ?claim a dep:Claim }")[0] == {"answer": True}
    said = graph.query("CONSTRUCT WHERE { ?who dep:said ?claim }")
    assert said.columns == ("subject", "predicate", "object")
    assert {row["predicate"] for row in said} == {"said"}
    assert graph.query("SELECT ?n WHERE { VALUES ?n { 1.5 UNDEF 'é' } }")[:] == (
        {"n": 1.5},
        {"n": None},
        {"n": "é"},
    )


def test_an_unknown_name_gets_a_hint(graph: Opened) -> None:
    with pytest.raises(kg.DepecheError, match="did you mean 'statements'"):
        graph.query("statments")


def test_a_frame_has_a_column_a_variable(graph: Opened) -> None:
    frame = graph.frame("speakers")
    assert list(frame.columns) == ["speaker", "speakerLabel", "statements", "articles"]
    assert frame["statements"].sum() == sum(row["statements"] for row in graph.query("speakers"))
    assert list(graph.frame("quotes", speaker="Nobody").columns) == list(kg.load("quotes").columns)


def test_a_frame_without_pandas_says_what_to_install(graph: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(kg.DepecheError, match="pip install pandas"):
        graph.query("speakers").frame()


def test_the_graph_is_an_rdflib_dataset_on_the_same_store(graph: Opened) -> None:
    dataset = graph.graph()
    assert isinstance(dataset, rdflib.Dataset)
    quads = list(dataset.quads())
    assert len(quads) == len(graph.store)
    named = {str(context.identifier) for context in dataset.graphs()}
    assert {article.value for article in graph.store.articles()} <= named
    claims = dataset.query(f"SELECT ?c WHERE {{ GRAPH ?g {{ ?c a <{DEP}Claim> }} }}")
    assert len(claims) == len(graph.query("SELECT ?c WHERE { GRAPH ?g { ?c a dep:Claim } }"))
    labels = {str(label) for *_, label, _ in dataset.quads((None, rdflib.RDFS.label, None, None))}
    assert "États-Unis" in labels


def test_a_network_has_labels_types_weights_and_evidence(graph: Opened) -> None:
    network = graph.network("stances", language="en", since="2022")
    assert isinstance(network, Network)
    assert all(data["label"] and data["type"] for _, data in network.nodes(data=True))
    assert all(data["weight"] and data["proofs"][0].quote for *_, data in network.edges(data=True))
    assert isinstance(network.subgraph(list(network)[:1]).copy(), Network)


def test_a_notebook_shows_rows_as_a_table(graph: Opened) -> None:
    html = graph.query("speakers")._repr_html_()
    assert html.startswith("<table><caption>Les sources les plus citées")
    assert "<td>Russie</td><td>2</td>" in html
    assert '<a href="https://w3id.org/depeche/id/entity/Q159"' in html


def test_a_notebook_shows_the_first_of_many_rows() -> None:
    html = Rows(("n",), tuple({"n": number} for number in range(60)))._repr_html_()
    assert "60 rows, the first 50 shown" in html
    assert "<td>49</td>" in html
    assert "<td>50</td>" not in html


@pytest.mark.parametrize("text", [HOSTILE, "javascript:alert(1)", 'https://a.example/"onmouseover="alert(1)'])
def test_what_a_text_says_does_not_run_in_a_notebook(text: str) -> None:
    html = Rows((text,), ({text: text},), text)._repr_html_()
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert '"onmouseover=' not in html


def test_a_network_is_shown_in_a_frame_of_its_own(graph: Opened) -> None:
    html = graph.network("meetings")._repr_html_()
    assert html.startswith('<iframe sandbox="allow-scripts" srcdoc="')
    assert "<script" not in html
    assert html.count('"') == 10


def test_a_store_says_what_it_holds(graph: Opened, small_path: Path) -> None:
    assert repr(graph) == f"kg.open({str(small_path)!r})"
    assert f"{len(list(graph.store.articles()))} articles" in graph._repr_html_()


def test_a_store_with_a_hostile_name_is_shown_as_text() -> None:
    with Opened(Store(ox.Store(), Path(HOSTILE))) as opened:
        assert "<script" not in opened._repr_html_()


def test_a_closed_store_is_said(small_path: Path) -> None:
    with kg.open(small_path) as opened:
        rows = opened.query("speakers")
    assert rows[0]["speakerLabel"] == "Russie"
    with pytest.raises(kg.DepecheError, match="is closed"):
        opened.query("speakers")


def test_a_store_in_memory_can_be_asked_too() -> None:
    with Store.memory() as store, Opened(store) as opened:
        name = ox.NamedNode("urn:a")
        store.put(name, [ox.Quad(name, ox.NamedNode(PREFIXES["rdfs"] + "label"), ox.Literal("é"), name)])
        assert opened.query("SELECT ?l WHERE { ?s rdfs:label ?l }")[0] == {"l": "é"}

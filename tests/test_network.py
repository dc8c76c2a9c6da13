"""Views become networks: one edge a pair, verb and factuality, each with its evidence."""

import csv
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.errors import QueryError
from kg.model import Act, EventType
from kg.network import COLUMNS, edge_label, largest, measure, network, pagerank, term_labels, verbs
from kg.query import Query, ask, catalogue, load, parse
from kg.store import Store

VIEWS = list(catalogue("views"))
#: view -> edges of the small graph: from, what is written on the edge, to, how many records.
EDGES = {
    "actors": [
        ("Emmanuel Macron", "rencontre", "Vladimir Poutine", 1),
        ("Florence Parly", "annonce", "Estonie", 1),
        ("Florence Parly", "annonce", "France", 1),
        ("Florence Parly", "parle de", "Russie", 1),
        ("Paul Durand", "demande", "OTAN", 1),
        ("Russie", "accuse", "OTAN", 1),
        ("Russie", "attaque (nié)", "Ukraine", 1),
        ("Russie", "dément", "Ukraine", 1),
        ("Sergueï Lavrov", "appel", "Antony Blinken", 1),
        ("États-Unis", "met en garde", "Ukraine", 1),
        ("États-Unis", "sanctionne", "Russie", 1),
    ],
    "claims": [
        ("Florence Parly", "annonce", "La France a déployé 300 militaires en Estonie", 1),
        ("Florence Parly", "parle de", "La Russie menace ses voisins", 1),
        ("La France a déployé 300 militaires en Estonie", "au sujet de", "Estonie", 1),
        ("La France a déployé 300 militaires en Estonie", "au sujet de", "France", 1),
        ("La Russie menace ses voisins", "au sujet de", "Russie", 1),
        ("Paul Durand", "demande", "éviter « toute escalade » « un piège »", 1),
        ("Russie", "accuse", "« menacer sa sécurité »", 1),
        ("Russie", "dément", "toute attaque contre l'Ukraine", 1),
        ("toute attaque contre l'Ukraine", "au sujet de", "Ukraine", 1),
        ("une attaque de l'Ukraine", "au sujet de", "Ukraine", 1),
        ("« menacer sa sécurité »", "adressé à", "OTAN", 1),
        ("« menacer sa sécurité »", "au sujet de", "OTAN", 1),
        ("États-Unis", "met en garde", "une attaque de l'Ukraine", 1),
        ("éviter « toute escalade » « un piège »", "adressé à", "OTAN", 1),
        ("éviter « toute escalade » « un piège »", "au sujet de", "OTAN", 1),
    ],
    "meetings": [
        ("Emmanuel Macron", "rencontre", "Vladimir Poutine", 1),
        ("Sergueï Lavrov", "appel", "Antony Blinken", 1),
    ],
    "deployments": [
        ("Allemagne", "déploie (prévu)", "Lituanie", 1),
        ("France", "déploie", "Estonie", 1),
        ("France", "déploie (prévu)", "Lituanie", 1),
        ("États-Unis", "retire", "Pologne", 1),
    ],
    "offices": [
        ("Antony Blinken", "représente", "États-Unis", 1),
        ("Florence Parly", "représente", "ministère des Armées", 1),
        ("Paul Durand", "a représenté", "colonel", 1),
    ],
    "co-mentions": [("France", "cité avec", "Estonie", 1)],
    "stances": [
        ("Florence Parly", "affirme", "déploiement de 300 militaires en Estonie", 1),
        ("Russie", "dément", "attaque de l'Ukraine", 1),
        ("États-Unis", "met en garde contre", "attaque de l'Ukraine", 1),
    ],
}


def edges(graph: nx.MultiDiGraph) -> list[tuple[str, str, str, int]]:
    label = dict(graph.nodes(data="label"))
    return sorted((label[a], data["label"], label[b], data["weight"]) for a, b, data in graph.edges(data=True))


def view(name: str, store: Store, **values: str) -> nx.MultiDiGraph:
    return network(ask(load(name, "views"), values, store=store))


@pytest.mark.parametrize("name", EDGES)
def test_view_has_these_edges(name: str, small: Store) -> None:
    assert edges(view(name, small)) == EDGES[name]


@pytest.mark.parametrize("query", VIEWS, ids=lambda query: query.name)
def test_view_selects_the_columns_of_a_network(query: Query) -> None:
    assert set(query.columns) == set(COLUMNS)
    assert query.view == "network"
    assert all([*query.title.values(), *query.description.values()])


def test_every_view_is_tested() -> None:
    assert {query.name for query in VIEWS} == set(EDGES)


def test_two_mentions_of_one_event_are_one_record_with_two_quotations(small: Store) -> None:
    (attack,) = [data for *_, data in view("actors", small).edges(data=True) if data["verb"] == "Attack"]
    assert (attack["weight"], len(attack["proofs"])) == (1, 2)


def test_every_edge_has_a_quotation_and_its_article(small: Store) -> None:
    for query in VIEWS:
        for *_, data in network(ask(query, store=small)).edges(data=True):
            assert data["proofs"]
            assert all(proof.quote and proof.source and proof.record for proof in data["proofs"])


def test_a_view_can_be_narrowed_by_date(small: Store) -> None:
    assert len(edges(view("meetings", small, since="2022-02"))) == 1


def test_nodes_are_measured(small: Store) -> None:
    graph = view("actors", small)
    russia = next(data for _, data in graph.nodes(data=True) if data["label"] == "Russie")
    assert (russia["degree"], russia["type"], russia["typeLabel"]) == (5, "Country", "pays")
    assert sum(rank for _, rank in graph.nodes(data="pagerank")) == pytest.approx(1, abs=1e-4)
    assert min(number for _, number in graph.nodes(data="community")) == 0


def test_betweenness_finds_who_stands_between_others() -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for one, other in (("a", "hub"), ("b", "hub"), ("hub", "c")):
        graph.add_edge(one, other, weight=1, symmetric=False)
    between = dict(measure(graph).nodes(data="betweenness"))
    assert (between["hub"], between["a"]) == (1, 0)


def test_a_large_network_is_measured_from_some_of_its_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for number in range(60):
        graph.add_edge(f"n{number}", "hub", weight=1, symmetric=False)
    monkeypatch.setattr("kg.network._STEPS", 10)
    between = dict(measure(graph).nodes(data="betweenness"))
    assert max(between, key=lambda node: between[node]) == "hub"


def test_a_deployment_says_how_many_from_where_and_to_where(small: Store) -> None:
    details = {proof.detail for *_, data in view("deployments", small).edges(data=True) for proof in data["proofs"]}
    assert "300 militaires, vers Estonie" in details


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["network", *map(str, arguments)])


def test_the_command_prints_who_is_linked_most(small_path: Path) -> None:
    done = run("actors", "--store", small_path, "--lang", "en")
    names, first, *_ = done.stdout.splitlines()
    assert names.split() == ["label", "typeLabel", "degree", "betweenness", "pagerank", "community"]
    assert first.split()[:3] == ["Russie", "country", "5"]


@pytest.mark.parametrize("suffix", ["gexf", "graphml", "csv"])
def test_the_command_writes_files(suffix: str, small_path: Path, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    done = run("meetings", "--store", small_path, "-o", path)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "4 nodes, 2 edges" in done.stderr
    same = run("meetings", "--store", small_path, "--format", suffix)
    assert same.stdout_bytes == path.read_bytes()


def test_tables_have_the_columns_of_gephi(small_path: Path) -> None:
    edges = list(csv.DictReader(run("stances", "--store", small_path, "--format", "csv").stdout.splitlines()))
    nodes = list(
        csv.DictReader(run("stances", "--store", small_path, "--format", "csv", "--nodes").stdout.splitlines())
    )
    ids = {node["Id"] for node in nodes}
    assert {end for edge in edges for end in (edge["Source"], edge["Target"])} == ids
    assert all(edge["evidence"] and edge["Type"] == "Directed" for edge in edges)
    assert all(float(node["betweenness"]) >= 0 for node in nodes)


@pytest.mark.parametrize(
    "arguments",
    [("actors", "-o", "a.txt"), ("actors", "--nodes"), ("actors", "--format", "gexf", "--nodes"), ("actors", "--top")],
)
def test_the_command_refuses_what_does_not_go_together(arguments: tuple[str, ...], small_path: Path) -> None:
    assert run(*arguments, "--store", small_path).exit_code == 2


def test_an_unknown_view_gets_a_hint(small_path: Path) -> None:
    assert "did you mean 'meetings'" in str(run("metings", "--store", small_path).exception)


def test_the_largest_nodes_are_kept_and_none_alone(small: Store) -> None:
    graph = largest(view("actors", small), 4)
    assert {label for _, label in graph.nodes(data="label")} <= {
        "Russie",
        "Ukraine",
        "OTAN",
        "Florence Parly",
        "États-Unis",
    }
    assert all(graph.degree(node) for node in graph)
    assert len(graph) <= 4


def test_pagerank_follows_weights_and_direction() -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    graph.add_edge("a", "b", weight=3, symmetric=False)
    graph.add_edge("a", "c", weight=1, symmetric=False)
    ranks = pagerank(graph)
    assert ranks["b"] > ranks["c"] > ranks["a"]
    assert sum(ranks.values()) == pytest.approx(1)


def test_an_empty_view_is_an_empty_network() -> None:
    graph = network(ask(load("actors", "views"), store=Store.memory()))
    assert len(graph) == 0


def test_rows_of_something_else_are_refused(small: Store) -> None:
    for query in (load("statements"), parse("q", "ASK {}"), parse("q", "CONSTRUCT WHERE { ?s ?p ?o }")):
        with pytest.raises(QueryError, match="a view selects subject"):
            network(ask(query, store=small))


def test_every_act_and_class_of_event_can_be_an_edge() -> None:
    assert {*(act.value for act in Act), *(event.value for event in EventType)} - {"Event"} <= verbs().keys()


def test_labels_are_in_both_languages() -> None:
    terms = {*(act.value for act in Act), *(event.value for event in EventType)}
    for language in ("fr", "en"):
        assert terms <= term_labels(language).keys()
        assert all(edge_label(verb, "", language) for verb in verbs())
    assert edge_label("Meet", "denied", "en") == "meeting (denied)"

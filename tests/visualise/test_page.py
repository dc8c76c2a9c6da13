"""The page of a network: nothing from outside, nothing runs that a text brings, everything drawn and proved."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.errors import DepecheError
from kg.network import Proof, measure, network, verbs
from kg.query import ask, catalogue, load
from kg.store import Store
from kg.visualise import layout, page, style

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '<a href="https://example.org">href</a>',
    "\" onload='alert(3)' x=\"",
    "{{ 7 * 7 }}{% raw %}",
    "<!--<script>",
    "a\u2028b]]>&amp;",
)


class Reader(HTMLParser):
    """Collects what a browser would load or run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.data: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.data.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


def data_of(html: str) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def one_edge(text: str) -> nx.MultiDiGraph:
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    graph.add_node(f"urn:a:{text}", label=text, type="Person", typeLabel=text)
    graph.add_node("urn:b", label="b", type="Attack", typeLabel="attaque")
    proof = Proof(record=text, detail=text, quote=text, source=text, published=text, start=0, end=1)
    values = {
        "verb": "say",
        "verbLabel": text,
        "factuality": "",
        "factualityLabel": text,
        "group": "speech",
        "symmetric": False,
        "weight": 1,
        "proofs": (proof,),
    }
    graph.add_edge(f"urn:a:{text}", "urn:b", key="say", label=text, **values)
    return measure(graph)


def small_page(small: Store, view: str = "actors") -> str:
    return page(network(ask(load(view, "views"), store=small)), title="Titre", description="Description")


@pytest.mark.parametrize("view", [query.name for query in catalogue("views")])
def test_page_asks_nothing_of_the_network(view: str, small: Store) -> None:
    html = small_page(small, view)
    for tag, attributes in read(html).tags:
        assert tag not in {"link", "iframe", "img", "object", "embed", "base", "form"}
        assert not {"src", "href", "action", "data", "srcset"} & attributes.keys()
    assert not re.search(r"url\(\s*['\"]?(?!data:)", html.split("<script>")[0])
    assert "@import" not in html
    assert "sourceMappingURL" not in html
    assert not re.search(r"cdn|bootstrap", html.split("<script>")[0], re.IGNORECASE)


def test_page_forbids_itself_to_ask_the_network(small: Store) -> None:
    (policy,) = [a["content"] for _, a in read(small_page(small)).tags if "http-equiv" in a]
    assert policy is not None
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    html = page(one_edge(text), title=text, description=text)
    plain = page(one_edge("x"), title="x", description="x")
    assert [tag for tag, _ in read(html).tags] == [tag for tag, _ in read(plain).tags]
    assert [set(attributes) for _, attributes in read(html).tags] == [
        set(attributes) for _, attributes in read(plain).tags
    ]
    data = data_of(html)
    assert data["edges"][0]["proofs"][0]["quote"] == text
    assert text in {node["name"] for node in data["nodes"]}
    assert "49" not in data["edges"][0]["label"]


def test_scripts_never_write_markup() -> None:
    script = (Path(style.__file__).parent / "page" / "page.js").read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", script)


def test_every_edge_of_the_view_is_drawn_with_its_proofs(small: Store) -> None:
    graph = network(ask(load("actors", "views"), store=small))
    edges = data_of(small_page(small))["edges"]
    assert len(edges) == graph.number_of_edges()
    assert all(proof["quote"] and proof["place"] for edge in edges for proof in edge["proofs"])


def test_parallel_edges_bend_apart(small: Store) -> None:
    edges = data_of(small_page(small))["edges"]
    russia_ukraine = [edge for edge in edges if edge["from"].endswith("Q159") and edge["to"].endswith("Q212")]
    assert len(russia_ukraine) == 2
    assert len({json.dumps(edge["smooth"], sort_keys=True) for edge in russia_ukraine}) == 2


def test_opposite_edges_bend_to_different_sides() -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="x")
    graph.add_edge("b", "a", key="x")
    bends = style._bends(graph)
    assert bends["a", "b", "x"] == bends["b", "a", "x"] != 0


def test_what_did_not_happen_is_dashed(small: Store) -> None:
    edges = data_of(small_page(small, "deployments"))["edges"]
    assert {(edge["verbLabel"], edge["factualityLabel"]): edge["dashes"] for edge in edges} == {
        ("déploie", "réel"): False,
        ("déploie", "prévu"): True,
        ("retire", "réel"): False,
    }


def test_physics_is_off_and_places_are_given(small: Store) -> None:
    html = small_page(small)
    assert '"physics": {"enabled": false}' in html
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in data_of(html)["nodes"])


def test_no_edge_is_level(small: Store) -> None:
    """vis-network writes the label of a level edge in the corner of the drawing."""
    data = data_of(small_page(small))
    height = {node["id"]: node["y"] for node in data["nodes"]}
    assert all(height[edge["from"]] != height[edge["to"]] for edge in data["edges"])


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_boxes_of_nodes_and_labels_do_not_cover_each_other(seed: int) -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph(nx.gnp_random_graph(30, 0.08, seed=seed))
    graph = nx.relabel_nodes(graph, {number: f"node {number:02}" for number in graph})
    for node, data in graph.nodes(data=True):
        data.update(label=f"{node} with a long name", degree=1)
    places = layout.positions(style.prepared(graph))
    boxes = {node: (x, y, graph.nodes[node]["size"]) for node, (x, y) in places.items()}
    for one, (x, y, size) in boxes.items():
        for other, (u, v, radius) in boxes.items():
            assert one == other or abs(u - x) > size + radius or abs(v - y) > size + radius


def test_a_network_of_nothing_is_a_page_that_says_so() -> None:
    html = page(nx.MultiDiGraph(), title="Titre", description="", left_out=0)
    assert data_of(html)["edges"] == []
    assert "Cette vue ne contient aucun lien" in html


def test_many_proofs_are_counted_not_dropped_silently() -> None:
    graph = one_edge("x")
    ((_, _, data),) = graph.edges(data=True)
    data["proofs"] *= style.MAX_PROOFS + 7
    (edge,) = data_of(page(graph, title="", description=""))["edges"]
    assert (len(edge["proofs"]), edge["more"]) == (style.MAX_PROOFS, 7)


@pytest.mark.parametrize("name", ["types", "groups", "words"])
def test_tables_of_the_page_are_sorted_and_complete(name: str) -> None:
    rows = style.table(name)
    assert list(rows) == sorted(rows)
    assert all(all(row.values()) for row in rows.values())


def test_every_kind_of_edge_has_a_colour() -> None:
    assert {verb.group for verb in verbs().values()} == set(style.table("groups"))


def test_bytes_do_not_depend_on_the_run(small_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "graph", "actors", "--store", str(small_path), "-o", "-"]
    runs = {
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_command_writes_utf8_whatever_the_locale(small_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    command = [sys.executable, "-X", "utf8=0", "-m", "kg", "graph", "--store", str(small_path), "-o", str(path)]
    subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    )
    assert "vers qui elle vise ou nomme) et par événement" in path.read_text(encoding="utf-8")


def test_command_speaks_english_and_keeps_the_most_cited(small_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    arguments = ["graph", "actors", "--store", str(small_path), "-o", str(path), "--lang", "en", "--max-nodes", "4"]
    done = CliRunner().invoke(cli, arguments)
    assert (done.exit_code, done.stdout) == (0, "")
    html = path.read_text(encoding="utf-8")
    assert '<html lang="en">' in html
    assert len(data_of(html)["nodes"]) <= 4
    assert data_of(html)["leftOut"] >= 8


def test_command_suggests_the_view_that_was_meant(small_path: Path) -> None:
    done = CliRunner().invoke(cli, ["graph", "actor", "--store", str(small_path)])
    assert isinstance(done.exception, DepecheError)
    assert "did you mean 'actors'?" in str(done.exception)

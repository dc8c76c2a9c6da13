"""Networks of more nodes than the drawing of small ones bears."""

from __future__ import annotations

import random
import sys

import networkx as nx
import pytest

from kg.errors import ExportError
from kg.network import Proof
from kg.visualise import LARGE, layout, page


def scattered(nodes: int, edges: int) -> nx.MultiDiGraph[str]:
    """Return a network with as many nodes and edges, without the measures that take long."""
    numbers = random.Random(0)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    measured = {"type": "Person", "typeLabel": "personne", "degree": 3, "pagerank": 0.1, "community": 0}
    for number in range(nodes):
        graph.add_node(f"urn:{number}", label=f"Acteur {number}", **measured)
    proof = Proof("urn:c", "des mots", "Il a dit des mots.", "a.txt", "2022-02-24", 0, 10)
    said = {"verb": "say", "verbLabel": "parle de", "factuality": "", "factualityLabel": "", "label": "parle de"}
    for number in range(edges):
        # a few are named often, as in the news
        ends = (f"urn:{int(nodes * numbers.random() ** power)}" for power in (1, 3))
        graph.add_edge(*ends, key=str(number), **said, group="speech", symmetric=False, weight=1, proofs=(proof,))
    return graph


def test_a_large_network_is_drawn_with_webgl_and_asks_nothing_of_the_network() -> None:
    html = page(scattered(LARGE + 1, 900), title="Titre", description="Description")
    assert "Sigma" in html
    assert "new vis.Network" not in html
    assert 'src="' not in html


def test_a_large_network_lies_always_the_same_and_fills_a_disc() -> None:
    graph = scattered(LARGE + 1, 900)
    places = layout.large_positions(graph)
    assert places == layout.large_positions(graph)
    near = sum(x * x + y * y for x, y in places.values()) / len(places)
    far = max(x * x + y * y for x, y in places.values())
    assert near / far == pytest.approx(0.5, abs=0.02)


def test_without_igraph_a_large_network_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "igraph", None)
    with pytest.raises(ExportError, match=r"depeche-kg\[large\]"):
        page(scattered(LARGE + 1, 900), title="Titre", description="Description")

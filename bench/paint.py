"""How long a network page takes to be painted in headless Chromium: ``python bench/paint.py [NODES EDGES]…``.

Prints for each network, made at random with a few nodes that many name, the size of the page in MB, the seconds that
writing it takes, and the seconds from opening it until the frame after its counts stand there.
"""

from __future__ import annotations

import random
import shutil
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx
from playwright.sync_api import Browser, sync_playwright

from kg.network import Proof
from kg.visualise import page

DEFAULT = ("5000", "20000", "50000", "200000")
PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def scattered(nodes: int, edges: int) -> nx.MultiDiGraph[str]:
    """Return a network in which a few nodes are named often, as in the news."""
    numbers = random.Random(0)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    types = [("Person", "personne"), ("Country", "pays"), ("GovernmentBody", "organe public"), ("Group", "groupe")]
    for number in range(nodes):
        type_, label = types[number % len(types)]
        measured = {"degree": 3, "pagerank": 1 / (number + 1), "community": number % 8}
        graph.add_node(f"urn:{number}", label=f"Acteur {number}", type=type_, typeLabel=label, **measured)
    said = {"verb": "say", "verbLabel": "parle de", "factuality": "", "factualityLabel": "", "label": "parle de"}
    for number in range(edges):
        month = f"2022-{number % 12 + 1:02d}-03"
        proof = Proof(f"urn:c{number}", "des mots", "Il a dit des mots sur un autre.", "a.txt", month, 0, 10)
        one, other = (f"urn:{int(nodes * numbers.random() ** power)}" for power in (1, 3))
        graph.add_edge(one, other, key=str(number), **said, group="speech", symmetric=False, weight=1, proofs=(proof,))
    return graph


def painted(browser: Browser, file: Path) -> float:
    """Return the seconds until the page of a file is painted."""
    tab = browser.new_page(viewport={"width": 1400, "height": 900})
    began = time.perf_counter()
    tab.goto(file.as_uri(), timeout=300_000)
    tab.wait_for_selector("#counts:not(:empty)", timeout=300_000)
    tab.evaluate(PAINTED)
    taken = time.perf_counter() - began
    tab.close()
    return taken


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:] or DEFAULT]
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for nodes, edges in zip(sizes[::2], sizes[1::2], strict=True):
            graph = scattered(nodes, edges)
            began = time.perf_counter()
            html = page(graph, title="Réseau", description="")
            written = time.perf_counter() - began
            file = Path(folder) / "page.html"
            file.write_text(html, encoding="utf-8")
            print(
                f"{nodes} nodes {edges} edges: {len(html) / 1e6:.1f} MB, {written:.1f} s to write, "
                f"{painted(browser, file):.1f} s to paint"
            )
        browser.close()


if __name__ == "__main__":
    main()

"""A network and a language -> nodes and edges as the page draws them: shape, colour, size, curve, evidence."""

from __future__ import annotations

import csv
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx

#: the IRI of a thing -> the address of its page, empty where it has none.
Address = Callable[[str], str]

_SMALLEST, _LARGEST = 9, 25
#: parallel edges fan out by this much of their length.
_FAN = 0.24
#: an edge with more evidence than this shows the first ones and says how many more there are.
MAX_PROOFS = 50
_LINE_LENGTH, _LINES = 22, 3


@cache
def table(name: str) -> Mapping[str, Mapping[str, str]]:
    """Return a small table of this package by its first column."""
    with (Path(__file__).parent / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {next(iter(row.values())): row for row in rows}


def prepared(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the network with each node's ``size``, whose area grows with its records, and its label as ``shown``."""
    most = max((int(data["degree"]) for _, data in graph.nodes(data=True)), default=1)
    for _, data in graph.nodes(data=True):
        data["size"] = round(_SMALLEST + (_LARGEST - _SMALLEST) * (data["degree"] / most) ** 0.5)
        data["shown"] = wrapped(data["label"])
    return graph


def nodes(
    graph: nx.MultiDiGraph[str], places: Mapping[str, tuple[int, int]], address: Address
) -> Iterator[dict[str, Any]]:
    """Yield each node as the page draws it; ``address`` says where its own page is."""
    ranked = sorted(graph, key=lambda node: (-graph.nodes[node]["pagerank"], node))
    ranks = {node: number for number, node in enumerate(ranked, 1)}
    for node, data in graph.nodes(data=True):
        style = node_style(data["type"])
        yield {
            "n_id": node,
            "label": data["shown"],
            "name": data["label"],
            "title": f"{data['label']} ({data['typeLabel']})",
            "shape": style["shape"],
            "color": style["colour"],
            "x": places[node][0],
            "y": places[node][1],
            "size": data["size"],
            "type": data["type"],
            "typeLabel": data["typeLabel"],
            "degree": data["degree"],
            "rank": ranks[node],
            "community": data["community"],
            "address": address(node),
        }


def edges(graph: nx.MultiDiGraph[str], address: Address) -> Iterator[dict[str, Any]]:
    """Yield each edge as the page draws it; parallel ones bend away from each other."""
    bends = _bends(graph)
    for number, (subject, object_, key, data) in enumerate(graph.edges(keys=True, data=True)):
        group = data["group"]
        times = f" ×{data['weight']}" if data["weight"] > 1 else ""
        bend = bends[subject, object_, key]
        yield {
            "source": subject,
            "to": object_,
            "id": f"e{number}",
            "label": data["label"] + times,
            "title": f"{graph.nodes[subject]['label']} — {data['label']}{times} — {graph.nodes[object_]['label']}",
            "color": table("groups")[group]["colour"],
            "width": round(min(1.2 + data["weight"] ** 0.5 * 0.9, 7), 1),
            "dashes": data["factuality"] not in ("", "actual"),
            "arrows": "" if data["symmetric"] else "to",
            "smooth": {"type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)} if bend else False,
            "verb": data["verb"],
            "verbLabel": data["verbLabel"],
            "factuality": data["factuality"],
            "factualityLabel": data["factualityLabel"],
            "months": sorted({proof.published[:7] for proof in data["proofs"] if proof.published}),
            "group": group,
            "weight": data["weight"],
            "proofs": [_proof(proof, address) for proof in data["proofs"][:MAX_PROOFS]],
            "more": max(len(data["proofs"]) - MAX_PROOFS, 0),
        }


def node_style(type_: str) -> Mapping[str, str]:
    """Return shape and colour of a type; every class of events is drawn as an event."""
    return table("types").get(type_, table("types")["Event"])


def wrapped(label: str) -> str:
    """Return a label in short lines, that fits below a node.

    >>> wrapped("Ministère russe des Affaires étrangères").splitlines()
    ['Ministère russe des', 'Affaires étrangères']
    """
    return textwrap.fill(label, _LINE_LENGTH, max_lines=_LINES, placeholder=" …")


def _bends(graph: nx.MultiDiGraph[str]) -> dict[tuple[str, str, str], float]:
    """Return how far each edge bends to the left of its own direction."""
    pairs: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for subject, object_, key in graph.edges(keys=True):
        pairs[min(subject, object_), max(subject, object_)].append((subject, object_, key))
    bends = {}
    for (first, _), parallel in pairs.items():
        for number, edge in enumerate(parallel):
            bend = (number - (len(parallel) - 1) / 2) * _FAN
            bends[edge] = round(bend if edge[0] == first else -bend, 3)
    return bends


def _proof(proof: Any, address: Address) -> dict[str, str]:
    return {
        "address": address(proof.record),
        "detail": proof.detail,
        "quote": proof.quote,
        "place": f"{proof.source} [{proof.start}–{proof.end}]",
        "published": proof.published,
    }

"""A network -> the place of each node in pixels, computed beforehand: a page opens at once and is always the same."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.errors import ExportError

#: how far apart linked nodes should stand, in pixels: room for the words between them.
_DISTANCE = 170
#: a pull of a node with many neighbours is longer, so that they find room around it.
_ROOM = 9
_ITERATIONS = 150
_PASSES = 120
_STEP = 0.35
_GAP = 12
_CHARACTER = 8.6
_LINE_HEIGHT = 20
#: a part is about this much wider than high, the shape of the drawing on a screen.
_ASPECT = 1.1
#: the gaps that rows leave make the whole higher than its parts together.
_WIDTH = 1.7

_LARGE_ITERATIONS, _LARGE_SCALE = 150, 40

Points = NDArray[np.float64]


def positions(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[int, int]]:
    """Return where each node stands, its label not covering another; separate parts stand side by side."""
    flat: nx.Graph[str] = nx.Graph()
    flat.add_nodes_from(graph)
    flat.add_edges_from(sorted((min(edge), max(edge)) for edge in graph.edges()))
    parts = [sorted(part) for part in nx.connected_components(flat)]
    parts.sort(key=lambda nodes: (-len(nodes), nodes))
    halves = [np.array([_half_box(graph.nodes[node]) for node in nodes]) for nodes in parts]
    boxes = [_apart(_stress(_distances(flat, nodes)), half) for nodes, half in zip(parts, halves, strict=True)]
    places: dict[str, tuple[int, int]] = {}
    for nodes, corner, half, box in zip(parts, _corners(boxes, halves), halves, boxes, strict=True):
        for node, (x, y) in zip(nodes, box - (box - half).min(axis=0) + corner, strict=True):
            taken = {places[near][1] for near in flat[node] if near in places}
            places[node] = round(x), _free(round(y - _label_height(graph.nodes[node]) / 2), taken)
    return places


def large_positions(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[int, int]]:
    """Return where each of thousands of nodes stands, those that are linked near each other; always the same.

    Raises ExportError when igraph is missing.
    """
    try:
        import igraph
    except ImportError as error:
        raise ExportError(
            f"a network of {len(graph)} nodes needs igraph: pip install 'depeche-kg[large]', or show fewer nodes"
        ) from error
    names = sorted(graph)
    numbers = {name: number for number, name in enumerate(names)}
    edges = sorted({(numbers[min(edge)], numbers[max(edge)]) for edge in graph.edges()})
    random.seed(0)  # igraph draws its numbers from here
    drawn = igraph.Graph(len(names), edges).layout_fruchterman_reingold(niter=_LARGE_ITERATIONS, grid="auto")
    places = _spread(np.array(list(drawn))) * _LARGE_SCALE * len(names) ** 0.5
    return {name: (round(x), round(y)) for name, (x, y) in zip(names, places, strict=True)}


def _spread(places: Points) -> Points:
    """Return the places in a disc that they fill evenly, each in its direction from the middle."""
    centred = places - np.median(places, axis=0)
    distances = np.hypot(*centred.T)
    ranks = np.argsort(np.argsort(distances, kind="stable"), kind="stable")
    radii = np.sqrt((ranks + 0.5) / len(places))
    filled: Points = centred / np.maximum(distances, 1e-9)[:, None] * radii[:, None]
    return filled


def _free(height: int, taken: set[int]) -> int:
    """Return a height that no neighbour has: the library writes the words of a level edge in the wrong place."""
    while height in taken:
        height += 1
    return height


def _half_box(data: Mapping[str, Any]) -> tuple[float, float]:
    """Return the half width and half height that a node takes with the label below it."""
    width = max(map(len, data["shown"].split("\n"))) * _CHARACTER
    return max(data["size"], width / 2) + _GAP / 2, data["size"] + _label_height(data) / 2 + _GAP / 2


def _label_height(data: Mapping[str, Any]) -> float:
    return float(len(data["shown"].split("\n")) * _LINE_HEIGHT)


def _distances(flat: nx.Graph[str], nodes: list[str]) -> Points:
    """Return how far apart each two nodes should stand: the length of the shortest way between them."""
    pulled: nx.Graph[str] = nx.Graph()
    pulled.add_nodes_from(nodes)
    for one, other in flat.subgraph(nodes).edges:
        pulled.add_edge(one, other, length=_DISTANCE + _ROOM * min(flat.degree[one], flat.degree[other]))
    lengths = dict(nx.all_pairs_dijkstra_path_length(pulled, weight="length"))
    return np.array([[lengths[one][other] for other in nodes] for one in nodes], dtype=float)


def _stress(wanted: Points) -> Points:
    """Return places whose distances come close to the wanted ones, near ones first (stress majorisation)."""
    size = len(wanted)
    # a spiral gives no two nodes the same direction, so that none lie on top of each other at the start
    angles = np.arange(size) * 2.399963
    places: Points = (
        np.sqrt(np.arange(size))[:, None] * np.stack([np.cos(angles), np.sin(angles)], axis=1) * _DISTANCE / 2
    )
    if size == 2:
        return np.array([[0.0, 0.0], [wanted[0, 1], 0.0]])
    if size == 1:
        return np.zeros((1, 2))
    weights = 1 / (wanted + np.eye(size)) ** 2 * (1 - np.eye(size))
    for _ in range(_ITERATIONS):
        apart = places[:, None, :] - places[None, :, :]
        lengths = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-6)
        pulls = (weights * wanted / lengths)[:, :, None] * apart
        places = ((weights @ places) + pulls.sum(axis=1)) / weights.sum(axis=1)[:, None]
    return _lying(places)


def _lying(places: Points) -> Points:
    """Return the places turned so that they are wider than high, as a screen is."""
    centred = places - places.mean(axis=0)
    turned: Points = centred @ np.linalg.svd(centred, full_matrices=False)[2].T
    return turned * np.where(turned[0] < 0, -1, 1)


def _apart(places: Points, halves: Points) -> Points:
    """Return the centres of boxes at these places, boxes that cover each other moved along the shorter way out."""
    centres = places * (_ASPECT, 1.0)
    order = np.sign(np.arange(len(centres))[:, None] - np.arange(len(centres))[None, :])
    for _ in range(_PASSES):
        between = centres[:, None, :] - centres[None, :, :]
        covered = halves[:, None, :] + halves[None, :, :] - np.abs(between)
        meeting = (covered > 0).all(axis=2) & (order != 0)
        if not meeting.any():
            break
        direction = np.where(between == 0, order[:, :, None], np.sign(between))
        shorter = np.stack([covered[:, :, 0] < covered[:, :, 1], covered[:, :, 0] >= covered[:, :, 1]], axis=2)
        centres = centres + (_STEP * direction * (covered + 1) * shorter * meeting[:, :, None]).sum(axis=1)
    return centres


def _corners(boxes: list[Points], halves: list[Points]) -> list[tuple[float, float]]:
    """Return the upper left corner of each part: in rows, the largest first, as wide as the screen's shape asks."""
    sizes = [
        tuple((box + half).max(axis=0) - (box - half).min(axis=0)) for box, half in zip(boxes, halves, strict=True)
    ]
    widest = max([(_WIDTH * sum(width * height for width, height in sizes)) ** 0.5, *(width for width, _ in sizes)])
    corners = []
    x = y = row = 0.0
    for width, height in sizes:
        if x and x + width > widest:
            x, y, row = 0.0, y + row + _DISTANCE / 3, 0.0
        corners.append((x, y))
        x, row = x + width + _DISTANCE / 3, max(row, height)
    return corners

"""A network -> one self-contained page that opens offline: drawing, filters, table, and the words behind each edge.

pyvis holds the drawing and its library; the page around it is our own template, since pyvis' own asks the network for
style sheets, writes headings unescaped and lets titles run as HTML.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx as nx
from jinja2 import Environment, FileSystemLoader
from pyvis.network import Network

from kg import resources
from kg.visualise import layout, style

#: more nodes than these are drawn with WebGL.
LARGE = 500
_TEMPLATES = Path(__file__).parent / "page"
_FONT = {"face": "system-ui, sans-serif", "strokeWidth": 4, "strokeColor": "#f6f8f9"}
_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "tooltipDelay": 120, "hideEdgesOnDrag": True, "multiselect": False},
    "nodes": {"font": {**_FONT, "size": 17, "vadjust": -3}, "borderWidth": 1},
    "edges": {
        "arrowStrikethrough": False,
        "arrows": {"to": {"scaleFactor": 0.55}},
        "selectionWidth": 1.6,
        "font": {**_FONT, "size": 13, "color": "#4a5866", "align": "middle"},
    },
}


def page(
    graph: nx.MultiDiGraph[str],
    *,
    title: str,
    description: str,
    language: str = "fr",
    left_out: int = 0,
    address: style.Address = lambda _: "",
) -> str:
    """Return the HTML of a network's page, drawn with WebGL where it has more than `LARGE` nodes.

    ``left_out`` is how many nodes the network lacks because it would be too large; the page says so. ``address`` says
    where the page of a thing is, if anywhere. Raises ExportError where a large network needs a library that is missing.
    """
    style.prepared(graph)
    large = len(graph) > LARGE
    places = layout.large_positions(graph) if large else layout.positions(graph)
    values = {
        "title": title,
        "description": description,
        "language": language,
        "left_out": left_out,
        "words": {key: row[language] for key, row in style.table("words").items()},
    }
    nodes, edges = list(style.nodes(graph, places, address)), list(style.edges(graph, address))
    if large:
        return _webgl(
            nodes=[_named(node, "id", "n_id") for node in nodes],
            edges=[_named(edge, "from", "source") for edge in edges],
            **values,
        )
    drawing = Network(directed=True, cdn_resources="in_line")
    for node in nodes:
        drawing.add_node(**node)
    for edge in edges:
        drawing.add_edge(**edge)
    drawing.set_options(json.dumps(_OPTIONS))
    drawing.templateEnv.loader.searchpath.append(str(_TEMPLATES))
    drawing.path = "page.html"
    drawing.templateEnv.globals.update(webgl="", **values)
    return str(drawing.generate_html())


def _named(drawn: dict[str, Any], name: str, here: str) -> dict[str, Any]:
    """Return a node or an edge with the name that pyvis gives to its first field, without what only pyvis draws."""
    return {name: drawn[here], **{key: value for key, value in drawn.items() if key not in (here, "title", "smooth")}}


def _webgl(**values: object) -> str:
    """Return the page with the library that draws thousands of nodes."""
    templates = Environment(loader=FileSystemLoader(_TEMPLATES))
    library = (resources.PACKAGE / "site" / "static" / "vendor" / "network.js").read_text(encoding="utf-8")
    return templates.get_template("page.html").render(webgl=library, options="{}", **values)

"""A network -> one self-contained page that opens offline: drawing, filters, table, and the words behind each edge.

pyvis holds the drawing and its library; the page around it is our own template, since pyvis' own asks the network for
style sheets, writes headings unescaped and lets titles run as HTML.
"""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
from pyvis.network import Network

from kg.visualise import layout, style

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


def page(graph: nx.MultiDiGraph[str], *, title: str, description: str, language: str = "fr", left_out: int = 0) -> str:
    """Return the HTML of a network's page.

    ``left_out`` is how many nodes the network lacks because it would be too large; the page says so.
    """
    style.prepared(graph)
    places = layout.positions(graph)
    drawing = Network(directed=True, cdn_resources="in_line")
    for node in style.nodes(graph, places):
        drawing.add_node(**node)
    for edge in style.edges(graph):
        drawing.add_edge(**edge)
    drawing.set_options(json.dumps(_OPTIONS))
    drawing.templateEnv.loader.searchpath.append(str(_TEMPLATES))
    drawing.path = "page.html"
    drawing.templateEnv.globals.update(
        title=title,
        description=description,
        language=language,
        left_out=left_out,
        words={key: row[language] for key, row in style.table("words").items()},
    )
    return str(drawing.generate_html())

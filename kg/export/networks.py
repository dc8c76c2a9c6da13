"""A network -> GraphML or GEXF that Gephi opens, or tables: strings and numbers only, edges with evidence and time."""

from __future__ import annotations

import csv
import io
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping

import networkx as nx

from kg.export.rdf import NOT_XML

#: Gephi keeps parallel edges apart only where each has a kind, which the writer of GEXF cannot be told.
_EDGE = re.compile(rb'<edge (?=[^>]* label="(?P<label>[^"]*)")')

_OF_EDGES = ("verb", "factuality", "label", "group", "weight", "start", "end", "evidence")
_OF_NODES = ("label", "type", "typeLabel", "degree", "betweenness", "pagerank", "community")


def network(graph: nx.MultiDiGraph[str], format_: str) -> bytes:
    """Return a network as GraphML or GEXF, with the evidence of each edge as text.

    Edges that rest on dated articles have a ``start`` and an ``end``, the first and the last day of their articles, and
    so have the nodes that they join; what has an undated proof is always there.
    """
    flat = _flat(graph)
    output = io.BytesIO()
    if format_ == "graphml":
        nx.readwrite.graphml.write_graphml_xml(flat, output, named_key_ids=True)
        return output.getvalue() + b"\n"
    nx.write_gexf(flat, output, version="1.3")
    # the writer notes the day on which it runs
    data = re.sub(rb' lastmodifieddate="[^"]*"', b"", output.getvalue()) + b"\n"
    return _EDGE.sub(rb'<edge kind="\g<label>" ', data)


def edge_table(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return the edges of a network as comma-separated values, with columns that Gephi knows, and their evidence."""
    nodes = graph.nodes
    rows = (
        (one, other, _direction(data), nodes[one]["label"], nodes[other]["label"], *_cells(data))
        for one, other, data in _flat(graph).edges(data=True)
    )
    return _csv(("Source", "Target", "Type", "SourceLabel", "TargetLabel", *_OF_EDGES), rows)


def node_table(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return the nodes of a network with their measures as comma-separated values, what is linked most first."""
    nodes = graph.nodes
    ranked = sorted(graph, key=lambda node: (-nodes[node]["degree"], nodes[node]["label"], node))
    return _csv(("Id", *_OF_NODES), ((node, *(nodes[node][name] for name in _OF_NODES)) for node in ranked))


def span(dates: Iterable[str]) -> tuple[str, str] | None:
    """Return the first and the last day of some dates, None when one of them is unknown or there is none.

    >>> span(["2020-02", "2020-01-31"]), span(["2020"]), span(["2020", ""])
    (('2020-01-31', '2020-02-29'), ('2020-01-01', '2020-12-31'), None)
    """
    known = list(dates)
    if not all(known) or not known:
        return None
    return min(_first_day(date) for date in known), max(_last_day(date) for date in known)


def _direction(edge: Mapping[str, object]) -> str:
    return "Undirected" if edge["symmetric"] else "Directed"


def _cells(edge: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(edge.get(name, "") for name in _OF_EDGES)


def _csv(names: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows(rows)
    return lines.getvalue().encode()


def _first_day(date: str) -> str:
    return date + "-01" * (2 - date.count("-"))


def _last_day(date: str) -> str:
    year, month, day = (*date.split("-"), "", "")[:3]
    month = month or "12"
    return f"{year}-{month}-{day or monthrange(int(year), int(month))[1]}"


def _flat(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the network with strings and numbers only, as files of networks want it."""
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    days: dict[str, list[str]] = {node: [] for node in graph}
    for node, data in graph.nodes(data=True):
        flat.add_node(node, **{name: _plain(value) for name, value in data.items()})
    for number, (subject, object_, data) in enumerate(graph.edges(data=True)):
        values = {name: _plain(value) for name, value in data.items() if name != "proofs"}
        proofs = "\n".join(f"{proof.source} [{proof.start}:{proof.end}] {proof.quote}" for proof in data["proofs"])
        published = [proof.published for proof in data["proofs"]]
        time = _time(published)
        for end in (subject, object_):
            days[end] += published
        flat.add_edge(subject, object_, key=number, id=str(number), **values, **time, evidence=_plain(proofs))
    for node, published in days.items():
        flat.nodes[node].update(_time(published))
    return flat


def _time(dates: Iterable[str]) -> dict[str, str]:
    found = span(dates)
    return {"start": found[0], "end": found[1]} if found else {}


def _plain(value: object) -> str | int | float | bool:
    return value if isinstance(value, (int, float)) else NOT_XML.sub(" ", str(value))

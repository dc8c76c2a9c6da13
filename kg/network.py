"""The rows of a view (``queries/views/*.rq``) -> a network of actors: one edge a pair and verb, with its evidence.

Every view selects the same columns. An edge keeps each claim, event or office that it stands for, with the quotation,
the article and the date, so that a reader of the network can go back to the words.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import networkx as nx
import pyoxigraph as ox

from kg import resources
from kg.answer import Answer
from kg.errors import QueryError
from kg.namespaces import DEP, PREFIXES

LANGUAGES = ("fr", "en")
COLUMNS = (
    *("subject", "subjectLabel", "subjectType", "verb", "factuality", "object", "objectLabel", "objectType"),
    *("detail", "record", "quote", "source", "published", "start", "end"),
)
#: an event that happened, or a relation that is not an event, needs no word beside its verb.
_PLAIN = ("", "actual")
_DAMPING = 0.85
_PRECISION = 1e-10
#: shortest paths from all nodes take the square of their number: about a second's work is spent, on some of many.
_STEPS = 1_500_000
_FEWEST_STARTS = 32


@dataclass(frozen=True, slots=True)
class Proof:
    """What one edge rests on: a claim, an event or an office, and the words that say so."""

    record: str
    detail: str
    quote: str
    source: str
    published: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verb:
    """How an edge is written in French and English, its kind; symmetric ones have no direction."""

    labels: Mapping[str, str]
    group: str
    symmetric: bool


def network(answer: Answer, *, language: str = "fr") -> nx.MultiDiGraph[str]:
    """Return the network that the rows of a view describe.

    Nodes carry ``label``, ``type``, ``typeLabel`` and what `measure` finds; edges ``verb``, ``factuality`` and their
    labels, ``label`` (both), ``group``, ``symmetric``, ``weight`` (how many records) and ``proofs``. Raises QueryError
    for other rows.
    """
    rows = _rows(answer)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(language=language)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    types: dict[str, Counter[str]] = defaultdict(Counter)
    proofs: dict[tuple[str, str, str, str], dict[Proof, None]] = defaultdict(dict)
    for row in rows:
        for end in ("subject", "object"):
            names[row[end]][row[f"{end}Label"]] += 1
            types[row[end]][row[f"{end}Type"]] += 1
        proof = _proof(row)
        ends = row["subject"], row["object"]
        one, other = sorted(ends) if verbs()[row["verb"]].symmetric else ends
        proofs[one, other, row["verb"], row["factuality"]][proof] = None
    for iri in sorted(names):
        kind = _first(types[iri])
        graph.add_node(iri, label=_first(names[iri]), type=kind, typeLabel=term_labels(language).get(kind, kind))
    for (subject, object_, verb, factuality), found in sorted(proofs.items()):
        graph.add_edge(
            subject,
            object_,
            key=f"{verb}-{factuality}" if factuality else verb,
            verb=verb,
            factuality=factuality,
            label=edge_label(verb, factuality, language),
            verbLabel=verbs()[verb].labels[language],
            factualityLabel=term_labels(language).get(factuality, ""),
            group=verbs()[verb].group,
            symmetric=verbs()[verb].symmetric,
            weight=len({proof.record for proof in found}),
            proofs=tuple(found),
        )
    return measure(graph)


def largest(graph: nx.MultiDiGraph[str], count: int) -> nx.MultiDiGraph[str]:
    """Return the network of the ``count`` nodes with the most records, without those left alone, measured anew."""
    if len(graph) <= count:
        return graph
    kept = graph.subgraph(ranked(graph)[:count])
    linked = [node for node in graph if node in kept and kept.degree(node)]
    smaller: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    smaller.add_nodes_from((node, dict(graph.nodes[node])) for node in linked)
    for subject, object_, key, data in graph.edges(keys=True, data=True):
        if smaller.has_node(subject) and smaller.has_node(object_):
            smaller.add_edge(subject, object_, key=key, **data)
    return measure(smaller)


def ranked(graph: nx.MultiDiGraph[str]) -> list[str]:
    """Return the nodes, those with the most records first."""
    return sorted(graph, key=lambda node: (-graph.nodes[node]["degree"], graph.nodes[node]["label"], node))


def measure(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the network with measures on its nodes.

    ``degree`` counts records, ``betweenness`` is the share of shortest paths that lead through a node (estimated from
    some nodes where they are many), ``pagerank`` sums to 1, ``community`` 0 is the largest.
    """
    ranks = pagerank(graph)
    flat = _flat(graph)
    between = _betweenness(flat)
    communities = _communities(flat)
    for node, data in graph.nodes(data=True):
        data["degree"] = int(graph.degree(node, weight="weight"))
        data["betweenness"] = round(between[node], 6)
        data["pagerank"] = round(ranks[node], 6)
        data["community"] = communities[node]
    return graph


def pagerank(graph: nx.MultiDiGraph[str]) -> dict[str, float]:
    """Return how likely a reader who follows edges at random stands at each node; they sum to 1."""
    links = [(subject, object_, data["weight"]) for subject, object_, data in graph.edges(data=True)]
    links += [
        (object_, subject, data["weight"]) for subject, object_, data in graph.edges(data=True) if data["symmetric"]
    ]
    size = max(len(graph), 1)
    out: Counter[str] = Counter()
    for subject, _, weight in links:
        out[subject] += weight
    ranks = dict.fromkeys(graph, 1 / size)
    while True:
        lost = sum(rank for node, rank in ranks.items() if not out[node])
        following = dict.fromkeys(graph, (1 - _DAMPING + _DAMPING * lost) / size)
        for subject, object_, weight in links:
            following[object_] += _DAMPING * ranks[subject] * weight / out[subject]
        if sum(abs(following[node] - ranks[node]) for node in graph) <= _PRECISION * size:
            return following
        ranks = following


def edge_label(verb: str, factuality: str, language: str) -> str:
    """Return what is written on an edge.

    >>> edge_label("Meet", "planned", "fr"), edge_label("accuse", "", "en")
    ('rencontre (prévu)', 'accuses')
    """
    label = verbs()[verb].labels[language]
    return label if factuality in _PLAIN else f"{label} ({term_labels(language).get(factuality, factuality)})"


@cache
def verbs() -> Mapping[str, Verb]:
    """Return the verbs of edges by the local name of an act, an event class or a property."""
    with resources.lexicon("edges").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            row["verb"]: Verb({lang: row[lang] for lang in LANGUAGES}, row["group"], row["symmetric"] == "yes")
            for row in rows
        }


@cache
def term_labels(language: str) -> Mapping[str, str]:
    """Return the labels of the ontology's terms by local name."""
    label = ox.NamedNode(PREFIXES["rdfs"] + "label")
    quads = ox.parse(path=resources.folder("ontology") / "depeche.ttl", format=ox.RdfFormat.TURTLE)
    return {
        quad.subject.value.removeprefix(DEP): quad.object.value
        for quad in quads
        if quad.predicate == label
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.object.language == language
    }


def _rows(answer: Answer) -> list[dict[str, str]]:
    """Return the rows as strings, terms of the ontology by their local names, unbound cells empty."""
    names = tuple(v.value for v in answer.variables) if isinstance(answer, ox.QuerySolutions) else ()
    if not isinstance(answer, ox.QuerySolutions) or set(COLUMNS) - set(names):
        raise QueryError(f"this query is no view: a view selects {' '.join(COLUMNS)}")
    return [{name: "" if (cell := solution[name]) is None else _text(cell) for name in COLUMNS} for solution in answer]


def _proof(row: Mapping[str, str]) -> Proof:
    return Proof(
        record=row["record"],
        detail=row["detail"],
        quote=row["quote"],
        source=row["source"],
        published=row["published"],
        start=int(row["start"]),
        end=int(row["end"]),
    )


def _text(cell: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(cell) if isinstance(cell, ox.Triple) else cell.value.removeprefix(DEP)


def _first(counts: Counter[str]) -> str:
    """Return the most frequent string, the first in the alphabet of several."""
    return min(counts, key=lambda name: (-counts[name], name))


def _flat(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Return the network with one edge a pair, whatever its direction, and the sum of weights."""
    flat: nx.Graph[str] = nx.Graph()
    flat.add_nodes_from(graph)
    for subject, object_, data in graph.edges(data=True):
        before = flat.get_edge_data(subject, object_, {"weight": 0})["weight"]
        flat.add_edge(subject, object_, weight=before + data["weight"])
    return flat


def _betweenness(flat: nx.Graph[str]) -> dict[str, float]:
    starts = min(len(flat), max(_FEWEST_STARTS, _STEPS // max(flat.number_of_edges() + len(flat), 1)))
    return dict(nx.betweenness_centrality(flat, k=starts, seed=0))


def _communities(flat: nx.Graph[str]) -> dict[str, int]:
    """Number the communities of nodes that are linked more among themselves than with others."""
    found: Iterable[set[str]] = nx.community.louvain_communities(flat, seed=0) if flat else []
    ordered = sorted(found, key=lambda nodes: (-len(nodes), min(nodes)))
    return {node: number for number, nodes in enumerate(ordered) for node in nodes}

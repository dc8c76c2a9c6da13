"""A store -> its description in VoID and SPARQL Service Description: what it holds, how much of it, where to ask."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.answer import short
from kg.namespaces import BASE, DEP, PREFIXES
from kg.store import Store

_VOID = "http://rdfs.org/ns/void#"
_SD = "http://www.w3.org/ns/sparql-service-description#"
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_LINKS = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?o { ?s owl:sameAs ?o } }"
_CLASSES = "SELECT ?term (COUNT(DISTINCT ?s) AS ?n) { ?s a ?term } GROUP BY ?term"
_PROPERTIES = "SELECT ?term (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?term ?o { ?s ?term ?o } } GROUP BY ?term"
#: a number -> the query that counts it, over the union of all graphs.
_COUNTS = {
    "triples": "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }",
    "entities": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?type }",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
    "properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
    "classes": "SELECT (COUNT(DISTINCT ?type) AS ?n) { ?s a ?type }",
    "documents": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a dep:Article }",
}


def describe(store: Store, *, base: str = BASE, endpoint: str | None = None) -> list[ox.Triple]:
    """Return what describes the store, in order: its counts, by class and by property, and its links to Wikidata.

    With the ``endpoint`` that serves it come the SPARQL service there and the named graphs with their counts.
    """
    dataset = base + "dataset"
    found = set(_dataset(store, dataset, base)) | set(_linkset(store, dataset))
    if endpoint:
        found |= set(_service(store, dataset, endpoint))
    return sorted(found, key=lambda triple: (str(triple.subject), triple.predicate != _TYPE, str(triple)))


def _dataset(store: Store, dataset: str, base: str) -> Iterator[ox.Triple]:
    yield _link(dataset, _TYPE.value, _VOID + "Dataset")
    yield ox.Triple(_node(dataset), _node(_VOID + "uriSpace"), ox.Literal(base))
    yield _link(dataset, _VOID + "vocabulary", DEP)
    for name, query in _COUNTS.items():
        yield _count(dataset, name, _number(store, query))
    parts = (("class", "entities", _CLASSES), ("property", "triples", _PROPERTIES))
    for kind, counted, query in parts:
        for term, number in _numbers(store, query):
            part = f"{dataset}/{kind}/{short(term).replace(':', '-')}"
            yield _link(dataset, f"{_VOID}{kind}Partition", part)
            yield ox.Triple(_node(part), _node(_VOID + kind), term)
            yield _count(part, counted, number)


def _linkset(store: Store, dataset: str) -> Iterator[ox.Triple]:
    links = f"{dataset}/links/wikidata"
    yield _link(links, _TYPE.value, _VOID + "Linkset")
    yield _link(links, _VOID + "linkPredicate", PREFIXES["owl"] + "sameAs")
    yield _link(links, _VOID + "subjectsTarget", dataset)
    yield _link(links, _VOID + "objectsTarget", "http://www.wikidata.org/entity/")
    yield _count(links, "triples", _number(store, _LINKS))


def _service(store: Store, dataset: str, endpoint: str) -> Iterator[ox.Triple]:
    service, graphs = f"{dataset}/service", f"{dataset}/graphs"
    yield _link(dataset, _VOID + "sparqlEndpoint", endpoint)
    yield _link(service, _TYPE.value, _SD + "Service")
    yield _link(service, _SD + "endpoint", endpoint)
    yield _link(service, _SD + "supportedLanguage", _SD + "SPARQL11Query")
    yield _link(service, _SD + "defaultDataset", graphs)
    yield _link(graphs, _TYPE.value, _SD + "Dataset")
    for name in store.graphs():
        entry = f"{graphs}/{name.value.rpartition('/')[2]}"
        content = f"{entry}/content"
        yield _link(graphs, _SD + "namedGraph", entry)
        yield _link(entry, _TYPE.value, _SD + "NamedGraph")
        yield _link(entry, _SD + "name", name.value)
        yield _link(entry, _SD + "graph", content)
        yield _link(content, _TYPE.value, _SD + "Graph")
        yield _count(content, "triples", sum(1 for _ in store.quads(graph=name)))


def _numbers(store: Store, query: str) -> Iterator[tuple[ox.NamedNode, int]]:
    rows = store.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        term, number = row["term"], row["n"]
        assert isinstance(term, ox.NamedNode)
        assert isinstance(number, ox.Literal)
        yield term, int(number.value)


def _number(store: Store, query: str) -> int:
    rows = store.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    number = next(rows)["n"]
    assert isinstance(number, ox.Literal)
    return int(number.value)


def _count(subject: str, name: str, number: int) -> ox.Triple:
    return ox.Triple(_node(subject), _node(_VOID + name), ox.Literal(number))


def _link(subject: str, predicate: str, target: str) -> ox.Triple:
    return ox.Triple(_node(subject), _node(predicate), _node(target))


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)

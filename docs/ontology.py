"""The ontology's Turtle -> ``docs/ontology.md``, every term with its names, definition and example.

Run it after each change of the ontology: ``python docs/ontology.py > docs/ontology.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

FOLDER = Path(__file__).parents[1] / "ontology"
DEP = "https://w3id.org/depeche/ns#"
HEAD = """# The ontology

*Generated from `ontology/depeche.ttl` by `python docs/ontology.py > docs/ontology.md`.*

Namespace `{namespace}`, prefix `dep:`, version {version}. [The graph](graph.md) shows how the terms fit together;
`ontology/shapes.ttl` holds the SHACL shapes, `ontology/examples/` graphs that conform and graphs that do not,
`ontology/alignments.ttl` the ties to PROV-O, schema.org, FOAF, ORG, SEM, NIF, Web Annotation, CAMEO and PLOVER.
Among the facts, ≈ names a code of CAMEO or PLOVER that covers nearly the same, ⊂ a broader one,
⊃ a narrower one, ~ a related one.
"""


def page(graph: Graph, matches: Graph) -> Iterator[str]:
    """Yield the lines of the page."""
    version = graph.value(predicate=RDF.type, object=OWL.Ontology)
    yield HEAD.format(namespace=DEP, version=graph.value(version, OWL.versionInfo))
    closed = set(graph.subjects(OWL.oneOf))
    entity, event = URIRef(DEP + "Entity"), URIRef(DEP + "Event")
    under = {parent: set(graph.subjects(RDFS.subClassOf, parent)) for parent in (entity, event)}
    classes = {term for term in _ours(graph, OWL.Class) if term not in closed | under[entity] | under[event]}
    direct = set(graph.subjects(URIRef(DEP + "directOf")))
    yield from _section(graph, matches, "Classes", classes)
    yield from _section(graph, matches, "Classes of entities", under[entity])
    yield from _section(graph, matches, "Classes of events", under[event])
    yield from _section(
        graph, matches, "Properties that lead to things", set(_ours(graph, OWL.ObjectProperty)) - direct
    )
    yield from _section(graph, matches, "Properties that lead to values", _ours(graph, OWL.DatatypeProperty))
    yield from _section(graph, matches, "Direct triples", direct)
    for kind in sorted(closed):
        yield from _section(graph, matches, f"Closed list {_name(kind)}", graph.subjects(RDF.type, kind))
    yield from _section(graph, matches, "Annotations", _ours(graph, OWL.AnnotationProperty))


def _ours(graph: Graph, kind: Node) -> Iterator[Node]:
    return (term for term in graph.subjects(RDF.type, kind) if str(term).startswith(DEP))


def _section(graph: Graph, matches: Graph, title: str, terms: Iterable[Node]) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| term | français | English | facts | example |"
    yield "|---|---|---|---|---|"
    for term in sorted(terms):
        cells = (f"`{_name(term)}`", _words(graph, term, "fr"), _words(graph, term, "en"))
        facts = "<br>".join((*_facts(graph, term), *_matches(matches, term)))
        yield f"| {' | '.join(cells)} | {facts} | {_example(graph, term)} |"
    yield ""


def _name(term: Node) -> str:
    text = str(term)
    return f"dep:{text.removeprefix(DEP)}" if text.startswith(DEP) else text


def _words(graph: Graph, term: Node, language: str) -> str:
    label, comment = (
        next(value for value in graph.objects(term, said) if value.language == language)
        for said in (RDFS.label, RDFS.comment)
    )
    return f"**{label}**: {comment}".replace("|", "\\|")


def _facts(graph: Graph, term: Node) -> Iterator[str]:
    start, end = graph.value(term, RDFS.domain), graph.value(term, RDFS.range)
    if start is not None and end is not None:
        yield f"{_kinds(graph, start)} → {_kinds(graph, end)}"
    for said, word in ((RDFS.subClassOf, "is a"), (RDFS.subPropertyOf, "is a"), (OWL.inverseOf, "inverse of")):
        for other in sorted(graph.objects(term, said)):
            yield f"{word} {_kinds(graph, other)}"
    if (term, RDF.type, OWL.SymmetricProperty) in graph:
        yield "symmetric"
    for said, word in (("directOf", "stands for"), ("stanceOf", "usual for")):
        others = sorted(graph.objects(term, URIRef(DEP + said)))
        if others:
            yield f"{word} {', '.join(f'`{_name(other)}`' for other in others)}"


def _matches(matches: Graph, term: Node) -> Iterator[str]:
    """Yield the codes of CAMEO and PLOVER that a term is matched with."""
    for said, sign in (
        (SKOS.closeMatch, "≈"),
        (SKOS.broadMatch, "⊂"),
        (SKOS.narrowMatch, "⊃"),
        (SKOS.relatedMatch, "~"),
    ):
        for code in sorted(matches.objects(term, said)):
            for scheme in matches.objects(code, SKOS.inScheme):
                name = str(scheme).rstrip("/").rpartition("/")[2].upper()
                yield f"{sign} {name} {matches.value(code, SKOS.notation)}"


def _kinds(graph: Graph, kind: Node) -> str:
    union = graph.value(kind, OWL.unionOf)
    kinds = list(Collection(graph, union)) if union is not None else [kind]
    return " or ".join(f"`{graph.qname(one) if not str(one).startswith(DEP) else _name(one)}`" for one in kinds)


def _example(graph: Graph, term: Node) -> str:
    example = graph.value(term, SKOS.example)
    text = str(example).replace("|", "\\|")
    return text if example.language else f"`{text}`"


if __name__ == "__main__":
    ontology, alignments = (Graph().parse(FOLDER / name) for name in ("depeche.ttl", "alignments.ttl"))
    print("\n".join(page(ontology, alignments)).rstrip())

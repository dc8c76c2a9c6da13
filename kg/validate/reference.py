"""The graph of one article -> its violations, by pySHACL: slower than `kg.validate.validate`, and its yardstick."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg import resources
from kg.validate.ontology import superclasses
from kg.validate.report import Violation, ranked, worded
from kg.validate.terms import facts, to_rdflib

if TYPE_CHECKING:
    import rdflib

    from kg.validate.checker import Graph


def validate(graph: Graph | rdflib.Graph, *, language: str = "en") -> list[Violation]:
    """Return what pySHACL finds in the graph of one article, nothing when it conforms."""
    import pyshacl
    from rdflib.namespace import RDF, SH

    shapes, classes = _shapes()
    _, report, _ = pyshacl.validate(to_rdflib(facts(graph)), shacl_graph=shapes, ont_graph=classes, inference="none")
    return ranked({_violation(report, result, language) for result in report.subjects(RDF.type, SH.ValidationResult)})


@cache
def _shapes() -> tuple[rdflib.Graph, rdflib.Graph]:
    """Return the shapes, and which class lies under which."""
    import rdflib
    from rdflib.namespace import RDFS

    classes = rdflib.Graph()
    for kind, above in superclasses().items():
        for parent in above - {kind}:
            classes.add((rdflib.URIRef(kind.value), RDFS.subClassOf, rdflib.URIRef(parent.value)))
    return rdflib.Graph().parse(resources.folder("ontology") / "shapes.ttl"), classes


def _violation(report: rdflib.Graph, result: rdflib.graph._SubjectType, language: str) -> Violation:
    from rdflib import Literal
    from rdflib.namespace import SH

    shapes = _shapes()[0]
    shape = report.value(result, SH.sourceShape)
    found = shapes.objects(report.value(result, SH.sourceConstraint, default=shape), SH.message)
    messages = {one.language or "en": str(one) for one in found if isinstance(one, Literal)}
    return Violation(
        focus=_text(report.value(result, SH.focusNode)) or "",
        path=_text(report.value(result, SH.resultPath)),
        value=_text(report.value(result, SH.value)),
        message=worded(messages, language),
        severity=str(report.value(result, SH.resultSeverity)).removeprefix(str(SH)),
        shape=str(shapes.value(predicate=SH.property, object=shape, default=shape)),
    )


def _text(node: rdflib.term.Node | None) -> str | None:
    import rdflib

    return None if node is None else f"_:{node}" if isinstance(node, rdflib.BNode) else str(node)

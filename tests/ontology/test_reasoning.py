"""The ontology, its alignments and the examples under OWL 2 RL -> nothing stands in two disjoint classes."""

from itertools import combinations
from pathlib import Path

import owlrl
import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF

from kg.namespaces import DEP

FOLDER = Path(__file__).parents[2] / "ontology"
NS = rdflib.Namespace(DEP)
ERRORS = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")


def closure(*files: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    for file in ("depeche.ttl", *files):
        graph.parse(FOLDER / file)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def clashes(graph: rdflib.Graph) -> list[rdflib.term.Node]:
    found = []
    for group in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        for one, other in combinations(Collection(graph, graph.value(group, OWL.members)), 2):
            found += set(graph.subjects(RDF.type, one)) & set(graph.subjects(RDF.type, other))
    return found


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return closure(
        "alignments.ttl", "examples/valid/claim.ttl", "examples/valid/office.ttl", "examples/valid/meeting.ttl"
    )


def test_no_individual_is_in_two_disjoint_classes(graph: rdflib.Graph) -> None:
    assert clashes(graph) == []
    assert not list(graph.subjects(RDF.type, ERRORS))


def test_a_country_that_is_a_place_would_be_noticed() -> None:
    assert clashes(closure("examples/invalid/two-classes.ttl"))


def test_saying_follows_from_being_said_by(graph: rdflib.Graph) -> None:
    pairs = set(graph.subject_objects(NS.saidBy))
    assert pairs
    assert pairs == {(claim, who) for who, claim in graph.subject_objects(NS.said)}


def test_meeting_goes_both_ways(graph: rdflib.Graph) -> None:
    pairs = set(graph.subject_objects(NS.met))
    assert pairs
    assert pairs == {(other, one) for one, other in pairs}


def test_a_stance_on_an_event_reports_it(graph: rdflib.Graph) -> None:
    assert set(graph.subject_objects(NS.asserts)) <= set(graph.subject_objects(NS.reports))

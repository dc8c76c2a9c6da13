"""The alignments -> every event class and act stands among the codes of CAMEO and PLOVER, and no code is invented."""

import re
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SKOS

from kg.model import Act, EventType
from kg.namespaces import DEP
from kg.query import load

ALIGNMENTS = rdflib.Graph().parse(Path(__file__).parents[2] / "ontology" / "alignments.ttl")
NS = rdflib.Namespace(DEP)
CODES = "https://w3id.org/depeche/"
MATCHES = (SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
PLOVER = {
    *("ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE"),
    *("MOBILIZE", "PROTEST", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"),
}


def matched(term: str) -> set[str]:
    return {str(code) for match in MATCHES for code in ALIGNMENTS.objects(NS[term], match) if code.startswith(CODES)}


@pytest.mark.parametrize("term", [*EventType, *Act], ids=str)
def test_an_event_or_act_has_a_code_where_there_is_one(term: EventType | Act) -> None:
    assert matched(str(term)) or term is EventType.VOTE


@pytest.mark.parametrize("term", [*EventType, *Act], ids=str)
def test_a_code_is_a_concept_of_a_scheme(term: EventType | Act) -> None:
    for code in matched(str(term)):
        assert (rdflib.URIRef(code), SKOS.inScheme, None) in ALIGNMENTS


def test_the_schemes_hold_the_sixteen_types_and_the_twenty_roots() -> None:
    notations = {str(one) for one in ALIGNMENTS.objects(None, SKOS.notation)}
    assert {one for one in notations if not one.isdigit()} == PLOVER
    assert {one for one in notations if one.isdigit() and len(one) == 2} == {f"{root:02}" for root in range(1, 21)}


def test_a_cameo_code_lies_under_the_code_it_extends() -> None:
    for code, broader in ALIGNMENTS.subject_objects(SKOS.broader):
        assert str(code).startswith(str(broader))
    assert len(set(ALIGNMENTS.subjects(RDF.type, SKOS.Concept))) == len(list(ALIGNMENTS.objects(None, SKOS.notation)))


def test_every_main_class_lies_under_a_class_of_others() -> None:
    for name in ("Article", "Evidence", "Person", "Country", "Claim", "Event", "Quantity", "OfficeHolding", "Office"):
        assert list(ALIGNMENTS.objects(NS[name], RDFS.subClassOf))


def test_the_codes_of_dyads_are_those_of_the_alignments() -> None:
    rows = re.findall(r"\(dep:(\w+) (\"\d+\"|UNDEF) (\"[A-Z]+\"|UNDEF)", load("dyads").text)
    assert {term for term, *_ in rows} == {str(term) for term in (*EventType, *Act)} - {"Vote"}
    for term, *codes in rows:
        for scheme, code in zip(("cameo", "plover"), codes, strict=True):
            assert code == "UNDEF" or f"{CODES}{scheme}/{code.strip(chr(34))}" in matched(term)

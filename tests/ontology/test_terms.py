"""The ontology's Turtle -> what each of its terms must say of itself, and what the code must agree with."""

from enum import Enum
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS

from kg import model
from kg.knowledge.tables import lexicon
from kg.namespaces import DEP
from kg.validate import declared_terms

FOLDER = Path(__file__).parents[2] / "ontology"
NS = rdflib.Namespace(DEP)
ONTOLOGY = rdflib.Graph().parse(FOLDER / "depeche.ttl")
SHAPES = rdflib.Graph().parse(FOLDER / "shapes.ttl")
OURS = sorted(term for term in declared_terms() if term.startswith(DEP))
CLOSED = sorted(ONTOLOGY.subjects(OWL.oneOf))


def local(term: object) -> str:
    return str(term).removeprefix(DEP)


def names(terms: object) -> set[str]:
    return {local(term) for term in terms}


def members(closed: object) -> set[str]:
    return names(Collection(ONTOLOGY, ONTOLOGY.value(closed, OWL.oneOf)))


@pytest.mark.parametrize("term", OURS, ids=local)
def test_a_term_is_named_and_defined_in_french_and_english_and_has_an_example(term: str) -> None:
    node = rdflib.URIRef(term)
    for said in (RDFS.label, RDFS.comment):
        values = list(ONTOLOGY.objects(node, said))
        assert sorted(value.language or "" for value in values) == ["en", "fr"]
        assert all(value.strip() for value in values)
    assert (node, SKOS.example, None) in ONTOLOGY


@pytest.mark.parametrize("term", OURS, ids=local)
def test_the_example_of_what_a_text_says_is_french(term: str) -> None:
    node = rdflib.URIRef(term)
    kinds = set(ONTOLOGY.transitive_objects(node, RDFS.subClassOf)) | set(ONTOLOGY.objects(node, RDF.type))
    if kinds & {NS.Event, NS.Act, NS.Factuality, NS.Claim}:
        assert ONTOLOGY.value(node, SKOS.example).language == "fr"


@pytest.mark.parametrize("term", OURS, ids=local)
def test_a_property_says_what_it_leads_from_and_to(term: str) -> None:
    node = rdflib.URIRef(term)
    if {OWL.ObjectProperty, OWL.DatatypeProperty} & set(ONTOLOGY.objects(node, RDF.type)):
        assert ONTOLOGY.value(node, RDFS.domain) is not None
        assert ONTOLOGY.value(node, RDFS.range) is not None


@pytest.mark.parametrize("file", ["depeche.ttl", "shapes.ttl", "alignments.ttl"])
def test_rdflib_and_oxigraph_read_the_same(file: str) -> None:
    read = list(ox.parse(path=FOLDER / file))
    assert len(read) == len(rdflib.Graph().parse(FOLDER / file)) > 0


@pytest.mark.parametrize("file", ["depeche.ttl", "shapes.ttl", "alignments.ttl"])
def test_every_term_of_ours_that_a_file_names_is_declared(file: str) -> None:
    used = {str(term) for triple in rdflib.Graph().parse(FOLDER / file) for term in triple}
    assert not {term for term in used if term.startswith(DEP)} - set(OURS) - {DEP}


def test_the_header_gives_version_licence_creator_and_prefix() -> None:
    header = ONTOLOGY.value(predicate=RDF.type, object=OWL.Ontology)
    for said in (OWL.versionIRI, OWL.versionInfo, DCTERMS.license, DCTERMS.creator, DCTERMS.title):
        assert ONTOLOGY.value(header, said, any=True) is not None


@pytest.mark.parametrize(
    ("enum", "closed"),
    [
        (model.Act, NS.Act),
        (model.ClaimKind, NS.ClaimKind),
        (model.Factuality, NS.Factuality),
        (model.Form, NS.Form),
        (model.Medium, NS.Medium),
        (model.Qualifier, NS.Qualifier),
    ],
    ids=local,
)
def test_a_closed_list_equals_its_enumeration(enum: type[Enum], closed: rdflib.URIRef) -> None:
    values = {"exactly" if one is model.Qualifier.EXACT else one.value for one in enum}
    assert members(closed) == values == names(ONTOLOGY.subjects(RDF.type, closed))


@pytest.mark.parametrize(("enum", "parent"), [(model.EntityType, NS.Entity), (model.EventType, NS.Event)], ids=local)
def test_subclasses_equal_their_enumeration(enum: type[Enum], parent: rdflib.URIRef) -> None:
    assert names(ONTOLOGY.subjects(RDFS.subClassOf, parent)) == {one.value for one in enum}


def test_participant_roles_are_properties() -> None:
    roles = names(ONTOLOGY.subjects(RDFS.subPropertyOf, NS.participant))
    assert roles == {role.value for role in model.ParticipantRole}


def test_direct_triples_equal_the_table_of_the_code() -> None:
    whole = {"any": "saidBy", "present": "OfficeHolding", "former": "OfficeHolding"}
    table = {(row["predicate"], whole.get(row["term"], row["term"])) for row in lexicon("direct")}
    assert table == {(local(one), local(other)) for one, other in ONTOLOGY.subject_objects(NS.directOf)}


def test_symmetric_direct_triples_are_symmetric_properties() -> None:
    table = {row["predicate"] for row in lexicon("direct") if row["symmetric"] == "yes"}
    assert table == names(ONTOLOGY.subjects(RDF.type, OWL.SymmetricProperty))


def test_every_class_has_a_shape_and_every_shape_aims_at_a_declared_term() -> None:
    classes = {term for term in ONTOLOGY.subjects(RDF.type, OWL.Class) if local(term) != str(term)}
    assert set(SHAPES.objects(None, SH.targetClass)) == classes
    properties = {*ONTOLOGY.subjects(RDF.type, OWL.ObjectProperty), *ONTOLOGY.subjects(RDF.type, OWL.DatatypeProperty)}
    assert set(SHAPES.objects(None, SH.targetSubjectsOf)) <= properties
    targets = {*SHAPES.subjects(SH.targetClass), *SHAPES.subjects(SH.targetSubjectsOf)}
    assert set(SHAPES.subjects(RDF.type, SH.NodeShape)) == targets


def test_every_property_of_the_graph_stands_in_a_shape() -> None:
    text = (FOLDER / "shapes.ttl").read_text(encoding="utf-8")
    properties = {*ONTOLOGY.subjects(RDF.type, OWL.ObjectProperty), *ONTOLOGY.subjects(RDF.type, OWL.DatatypeProperty)}
    missing = {local(one) for one in properties if one.startswith(DEP) and f"dep:{local(one)} " not in text}
    assert missing == {"participant"}


@pytest.mark.parametrize("closed", CLOSED, ids=local)
def test_the_values_that_shapes_allow_are_those_of_the_closed_list(closed: rdflib.URIRef) -> None:
    lists = [{local(one) for one in Collection(SHAPES, head)} for head in SHAPES.objects(None, SH["in"])]
    naming = [one for one in lists if one & members(closed)]
    assert len(naming) > 1
    assert all(one == members(closed) for one in naming)


def test_every_shape_says_what_to_do_in_french_and_english() -> None:
    speaking = {*SHAPES.subjects(SH.path), *SHAPES.subjects(SH.select), *SHAPES.subjects(SH.closed)}
    for shape in speaking:
        assert sorted(one.language or "" for one in SHAPES.objects(shape, SH.message)) == ["en", "fr"]

"""Graphs, files and stores -> violations: the function, and ``kg validate`` as a user sees it."""

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.errors import ReadError, ViolationError
from kg.namespaces import DEP
from kg.store import Store
from kg.validate import Violation, declared_terms, validate
from kg.validate.files import from_file
from kg.validate.shapes import compiled

EXAMPLES = Path(__file__).parents[1] / "ontology" / "examples"
VALID = EXAMPLES / "valid" / "claim.ttl"
INVALID = EXAMPLES / "invalid" / "claim-unknown-act.ttl"
ACT = "Give the act once, out of the closed list dep:Act"
SHAPE = b"""
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dep: <https://w3id.org/depeche/ns#> .
<urn:shape> a sh:NodeShape ; sh:targetClass dep:Run ; """


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["validate", *map(str, arguments)])


def test_an_rdflib_graph_and_oxigraph_quads_give_the_same() -> None:
    [(_, quads)] = from_file(INVALID)
    found = validate(quads)
    assert [violation.path for violation in found] == [DEP + "act"]
    assert found == validate(rdflib.Graph().parse(INVALID)) == validate([quad.triple for quad in quads])


def test_a_triple_given_twice_counts_once() -> None:
    [(_, quads)] = from_file(VALID)
    assert validate([*quads, *quads]) == []


def test_a_violation_says_where_it_is() -> None:
    [(_, quads)] = from_file(INVALID)
    [violation] = validate(quads)
    assert isinstance(violation, Violation)
    assert violation.focus.endswith("/claim/76-91")
    assert (violation.value, violation.severity) == (DEP + "shout", "Violation")
    assert violation.shape.endswith("#ClaimShape")


def test_an_empty_graph_conforms() -> None:
    assert validate([]) == []


def test_an_iri_that_is_none_is_named() -> None:
    graph = rdflib.Graph()
    graph.add((rdflib.URIRef("no iri"), rdflib.RDF.type, rdflib.RDF.Bag))
    with pytest.raises(ViolationError, match="'no iri' is not an IRI"):
        validate(graph)


def test_a_triple_about_a_triple_is_refused() -> None:
    node = ox.NamedNode("urn:a")
    with pytest.raises(ViolationError, match="speaks of a triple"):
        validate([ox.Triple(node, node, ox.Triple(node, node, node))])


def test_declared_terms_are_ours_and_those_we_borrow() -> None:
    assert {DEP + "Claim", DEP + "met", DEP + "say", str(rdflib.OWL.sameAs), str(rdflib.RDF.type)} <= declared_terms()
    assert DEP + "shout" not in declared_terms()


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        (b"sh:maxLength 3 .", "sh:maxLength, which is not known"),
        (b"sh:nodeKind sh:Literal .", "only sh:IRI is known"),
        (b'sh:sparql [ sh:select "SELECT ?this { ?this a ?value }" ] .', "write 'WHERE {'"),
    ],
)
def test_a_shape_that_is_not_understood_is_refused_and_never_skipped(shape: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        compiled(SHAPE + shape)


def test_a_file_that_conforms_ends_well() -> None:
    result = run(VALID)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 graph checked: all conform" in result.stderr


def test_a_violation_is_one_line_on_standard_output() -> None:
    result = run(VALID, INVALID)
    assert result.exit_code == 1
    assert result.stdout == f"{INVALID}: {ACT}: article/odessa-1a2b3c4d/claim/76-91 dep:act dep:shout\n"
    assert "2 graphs checked: 1 with violations" in result.stderr


def test_messages_come_in_french_too() -> None:
    assert "liste close dep:Act" in run("--language", "fr", INVALID).stdout


def test_pyshacl_can_be_asked_instead() -> None:
    assert run("--reference", INVALID).stdout == run(INVALID).stdout


def test_each_article_of_a_store_is_checked(small: Store, small_path: Path) -> None:
    result = run("--store", small_path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"{len(list(small.articles()))} graphs checked: all conform" in result.stderr


def test_each_named_graph_of_a_file_is_checked(small: Store, tmp_path: Path) -> None:
    with (tmp_path / "small.nq").open("wb") as output:
        small.dump(output, ox.RdfFormat.N_QUADS)
    assert f"{len(list(small.articles()))} graphs checked: all conform" in run(tmp_path / "small.nq").stderr


def test_a_file_without_triples_is_said_to_hold_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("")
    result = run(tmp_path / "a.ttl")
    assert result.exit_code == 0
    assert "nothing to check" in result.stderr


def test_a_faulty_article_of_a_store_is_named(tmp_path: Path) -> None:
    [(_, quads)] = from_file(INVALID)
    article = next(quad.subject for quad in quads if quad.object == ox.NamedNode(DEP + "Article"))
    assert isinstance(article, ox.NamedNode)
    with Store.writer(tmp_path / "store") as store:
        store.put(article, [ox.Quad(quad.subject, quad.predicate, quad.object, article) for quad in quads])
    result = run("--store", tmp_path / "store")
    assert result.exit_code == 1
    assert f" article/odessa-1a2b3c4d: {ACT}: /claim/76-91 dep:act dep:shout" in result.stdout


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.ttl", b"@prefix a: <urn:a:> .\na:b a:c .\n", r"a\.ttl:2: this is not valid Turtle"),
        ("a.nt", b"\xff\xfe\x00", r"a\.nt:1: this is not valid N-Triples"),
        ("a.rdf", b"<rdf", r"a\.rdf: this is not valid RDF/XML"),
        ("a.csv", b"Paris.", r"'\.csv' is no suffix of an RDF file: use one of \.ttl"),
    ],
)
def test_a_file_that_is_not_rdf_is_named_with_the_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError, match=reason):
        from_file(tmp_path / name)


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("Paris.")
    result = run(tmp_path / "a.ttl", INVALID)
    assert result.exit_code == 1
    assert "a.ttl:1: this is not valid Turtle" in result.stderr
    assert ACT in result.stdout


def test_a_missing_file_is_wrong_usage() -> None:
    assert run("nowhere.ttl").exit_code == 2


def test_a_missing_store_is_said(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "validate", "--store", str(tmp_path / "none")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "no store at" in result.stderr

"""The examples beside the ontology -> none or exactly the expected violations, by both checkers."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.namespaces import PREFIXES
from kg.validate import reference, validate
from kg.validate.files import from_file
from kg.validate.shapes import shapes

FOLDER = Path(__file__).parents[2] / "ontology" / "examples"
VALID = sorted((FOLDER / "valid").glob("*.ttl"))
INVALID = sorted((FOLDER / "invalid").glob("*.ttl"))
MARK = "# Expect: "


def name(path: Path) -> str:
    return path.stem


def quads(path: Path) -> list[ox.Quad]:
    [(_, found)] = from_file(path)
    return found


def expected(path: Path) -> set[tuple[str | None, str]]:
    """Return the property, None for none, and the message of each violation that the head of a file announces."""
    heads = [line.removeprefix(MARK) for line in path.read_text("utf-8").splitlines() if line.startswith(MARK)]
    found = set()
    for head in heads:
        path_, _, message = head.partition(" ")
        prefix, _, local = path_.partition(":")
        found.add((None if path_ == "-" else PREFIXES[prefix] + local, message))
    return found


@pytest.mark.parametrize("path", VALID, ids=name)
def test_a_valid_example_conforms(path: Path) -> None:
    assert validate(quads(path)) == []


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_an_invalid_example_breaks_what_it_says_and_nothing_else(path: Path) -> None:
    violations = validate(quads(path))
    assert {(violation.path, violation.message) for violation in violations} == expected(path)
    assert len(violations) == len(expected(path))


def test_valid_examples_hold_every_class() -> None:
    kinds = {quad.object.value for path in VALID for quad in quads(path) if quad.predicate.value.endswith("#type")}
    wanted = {kind.value for shape in shapes() for kind in shape.classes}
    terms = {"Act", "ClaimKind", "Factuality", "Form", "Medium", "Qualifier"}
    abstract = {"Entity", "Event"}
    assert {kind.rpartition("#")[2] for kind in wanted - kinds} == terms | abstract


def test_every_constraint_has_an_invalid_example() -> None:
    broken = {(violation.shape, violation.message) for path in INVALID for violation in validate(quads(path))}
    for shape in shapes():
        for one in (*(part for part in shape.shapes if part.checks), *shape.queries):
            assert (shape.iri, one.messages["en"]) in broken


@pytest.mark.parametrize("path", [*VALID, *INVALID], ids=name)
def test_both_checkers_agree_on_an_example(path: Path) -> None:
    assert validate(quads(path)) == reference.validate(quads(path))


def test_individuals_of_the_ontology_conform() -> None:
    triples = [quad.triple for quad in ox.parse(path=FOLDER.parent / "depeche.ttl")]
    closed = {ox.NamedNode(PREFIXES["dep"] + kind) for kind in ("Act", "ClaimKind", "Factuality", "Form", "Qualifier")}
    individuals = {triple.subject for triple in triples if triple.object in closed and "type" in triple.predicate.value}
    assert len(individuals) == 30
    assert validate([triple for triple in triples if triple.subject in individuals]) == []

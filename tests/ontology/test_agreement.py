"""Graphs with random faults -> the compiled checks and pySHACL find the same ones."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.namespaces import DEP, PREFIXES
from kg.validate import reference, validate
from kg.validate.files import from_file
from kg.validate.report import Violation, ranked

TESTS = Path(__file__).parents[1]
EXAMPLES = TESTS.parent / "ontology" / "examples" / "valid"
SOURCES = ["claim", "deployment", "meeting", "office", "range"]
Faults = Callable[[random.Random, list[ox.Triple]], None]


def drop(chance: random.Random, triples: list[ox.Triple]) -> None:
    triples.pop(chance.randrange(len(triples)))


def swap_values(chance: random.Random, triples: list[ox.Triple]) -> None:
    first, second = chance.sample(range(len(triples)), 2)
    one, other = triples[first], triples[second]
    triples[first] = ox.Triple(one.subject, one.predicate, other.object)
    triples[second] = ox.Triple(other.subject, other.predicate, one.object)


def misspell(chance: random.Random, triples: list[ox.Triple]) -> None:
    index = chance.randrange(len(triples))
    one = triples[index]
    triples[index] = ox.Triple(one.subject, ox.NamedNode(one.predicate.value + "s"), one.object)


def repeat_with(literal: ox.Literal) -> Faults:
    def fault(chance: random.Random, triples: list[ox.Triple]) -> None:
        one = chance.choice(triples)
        triples.append(ox.Triple(one.subject, one.predicate, literal))

    return fault


FAULTS: list[Faults] = [
    drop,
    misspell,
    swap_values,
    repeat_with(ox.Literal("Kiev", language="en")),
    repeat_with(ox.Literal("-1", datatype=ox.NamedNode(PREFIXES["xsd"] + "integer"))),
    repeat_with(ox.Literal("")),
]


def faulty(triples: list[ox.Triple], *, seed: int, faults: int) -> list[ox.Triple]:
    chance = random.Random(seed)
    for _ in range(faults):
        chance.choice(FAULTS)(chance, triples)
    return triples


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("source", SOURCES)
def test_both_checkers_agree_on_a_faulty_example(source: str, seed: int) -> None:
    [(_, quads)] = from_file(EXAMPLES / f"{source}.ttl")
    triples = faulty([quad.triple for quad in quads], seed=seed, faults=3)
    assert validate(triples) == reference.validate(triples)


def test_both_checkers_agree_on_a_whole_article_with_many_faults() -> None:
    graphs = from_file(TESTS / "fixtures" / "small.trig")
    _, quads = max(graphs, key=lambda graph: len(graph[1]))
    triples = faulty([quad.triple for quad in quads], seed=1, faults=40)
    found = validate(triples)
    assert len(found) > 40
    assert found == reference.validate(triples)


def test_both_checkers_know_subclasses() -> None:
    person = ox.NamedNode("https://w3id.org/depeche/id/entity/person-a")
    triples = [ox.Triple(person, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(DEP + "Person"))]
    assert "one label" in validate(triples)[0].message
    assert validate(triples) == reference.validate(triples)


def test_both_checkers_give_french_messages() -> None:
    [(_, quads)] = from_file(EXAMPLES.parent / "invalid" / "claim-unknown-act.ttl")
    assert "liste close" in validate(quads, language="fr")[0].message
    assert validate(quads, language="fr") == reference.validate(quads, language="fr")


def test_a_missing_value_is_reported_before_an_empty_one_whatever_the_order_found() -> None:
    missing = Violation("urn:a", "urn:p", None, "Give one score.", "Violation", "urn:s")
    empty = replace(missing, value="")
    assert ranked({missing, empty}) == ranked({empty, missing}) == [missing, empty]

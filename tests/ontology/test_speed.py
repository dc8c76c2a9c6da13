"""A long article is checked in a time that grows with its length, not with the square of it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.namespaces import DEP
from kg.validate import reference, validate
from kg.validate.files import from_file

CLAIM = Path(__file__).parents[2] / "ontology" / "examples" / "valid" / "claim.ttl"
#: numbers that count characters, in IRIs.
OFFSETS = re.compile(r"(?<=#char=|claim/)(\d+)[,-](\d+)|(?<=#event=)(\d+),(\d+)|(?<=/Attack-)(\d+)")
COUNTED = {DEP + name for name in ("start", "end", "triggerStart", "triggerEnd")}


def moved(term: ox.NamedNode | ox.Literal, by: int) -> ox.NamedNode | ox.Literal:
    """Return the IRI of something that stands further on in the text."""
    if isinstance(term, ox.Literal) or "article/" not in term.value:
        return term
    return ox.NamedNode(OFFSETS.sub(lambda match: re.sub(r"\d+", lambda n: str(int(n[0]) + by), match[0]), term.value))


def long_article(times: int) -> Iterator[ox.Triple]:
    """Yield the triples of an article that says the same again and again."""
    [(_, quads)] = from_file(CLAIM)
    (text,) = (quad.object.value for quad in quads if quad.predicate.value == DEP + "text")
    for number in range(times):
        by = number * len(text)
        for subject, predicate, value in (quad.triple for quad in quads):
            if predicate.value == DEP + "text":
                yield ox.Triple(subject, predicate, ox.Literal(text * times))
            elif predicate.value in COUNTED:
                yield ox.Triple(moved(subject, by), predicate, ox.Literal(int(value.value) + by))
            else:
                yield ox.Triple(moved(subject, by), predicate, moved(value, by))


def seconds(times: int) -> float:
    triples = list(long_article(times))
    started = time.process_time()
    assert validate(triples) == []
    return time.process_time() - started


def test_the_long_article_conforms_by_both_checkers() -> None:
    triples = list(long_article(3))
    assert len([triple for triple in triples if triple.predicate.value == DEP + "exact"]) == 12
    assert validate(triples) == reference.validate(triples) == []


def test_a_fault_far_down_a_long_article_is_found() -> None:
    triples = list(long_article(40))
    exact = max(
        (triple for triple in triples if triple.predicate.value == DEP + "exact" and triple.object.value == "accuse"),
        key=lambda triple: int(re.findall(r"\d+", triple.subject.value)[-1]),
    )
    triples.remove(exact)
    found = validate([*triples, ox.Triple(exact.subject, exact.predicate, ox.Literal("accusé"))])
    assert [violation.message for violation in found] == [
        "The text does not say this between these offsets: correct dep:start, dep:end or dep:exact."
    ]


def test_time_grows_with_the_length_and_not_with_its_square() -> None:
    seconds(10)
    short, long = (min(seconds(times) for _ in range(3)) for times in (100, 600))
    # six times the length is six times the time, its square 36: a busy machine blurs what lies between
    assert long < 18 * short

"""French infinitives -> the third-person and impersonal forms that journalists report speech with.

Future and conditional are left out on purpose: what somebody will or would say is no statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache

from kg.knowledge import lexicon

VOWELS = "aeiouyâàéèêëîïôûù"


class Shape(Enum):
    """What kind of form a verb stands in."""

    FINITE = "finite"
    PARTICIPLE = "participle"
    GERUND = "gerund"
    INFINITIVE = "infinitive"


@cache
def _irregular() -> dict[str, dict[str, str]]:
    return {row["infinitive"]: row for row in lexicon("verb_forms")}


def forms(infinitive: str) -> Iterator[tuple[str, Shape]]:
    """Yield the forms of a verb.

    >>> sorted(form for form, shape in forms("juger") if shape is Shape.FINITE)
    ['juge', 'jugea', 'jugeaient', 'jugeait', 'jugent', 'jugèrent']
    """
    row = _irregular().get(infinitive)
    yield infinitive, Shape.INFINITIVE
    if row:
        yield from _listed(row)
    elif infinitive.endswith("er"):
        yield from _regular(infinitive[:-2])
    elif infinitive.endswith("ir"):
        yield from _second_group(infinitive[:-1])
    elif infinitive.endswith("dre"):
        yield from _third_group(infinitive[:-2])


def _listed(row: dict[str, str]) -> Iterator[tuple[str, Shape]]:
    stem = row["gerund"].removesuffix("ant")
    past = row["past"]
    plural = past + "èrent" if past.endswith("a") else past.removesuffix("t") + "rent"
    for form in (row["present_singular"], row["present_plural"], stem + "ait", stem + "aient", past, plural):
        yield form, Shape.FINITE
    yield row["gerund"], Shape.GERUND
    yield from participles(row["participle"])


def _regular(stem: str) -> Iterator[tuple[str, Shape]]:
    soft = {"c": stem[:-1] + "ç", "g": stem + "e"}.get(stem[-1], stem)
    for strong in _strong(stem):
        yield strong + "e", Shape.FINITE
        yield strong + "ent", Shape.FINITE
    for ending in ("ait", "aient", "a"):
        yield soft + ending, Shape.FINITE
    yield stem + "èrent", Shape.FINITE
    yield soft + "ant", Shape.GERUND
    yield from participles(stem + "é")


def _second_group(stem: str) -> Iterator[tuple[str, Shape]]:
    """Yield the forms of a verb like «avertir» from its participle."""
    for ending in ("t", "ssent", "ssait", "ssaient", "rent"):
        yield stem + ending, Shape.FINITE
    yield stem + "ssant", Shape.GERUND
    yield from participles(stem)


def _third_group(stem: str) -> Iterator[tuple[str, Shape]]:
    """Yield the forms of a verb like «répondre»."""
    for ending in ("", "ent", "ait", "aient", "it", "irent"):
        yield stem + ending, Shape.FINITE
    yield stem + "ant", Shape.GERUND
    yield from participles(stem + "u")


def _strong(stem: str) -> list[str]:
    """Return the stems before a silent ending: «rappelle», «répète», «lève», «appuie»."""
    if stem.endswith(("ay", "oy", "uy")):
        return [stem, stem[:-1] + "i"] if stem.endswith("ay") else [stem[:-1] + "i"]
    if stem[-1] in VOWELS or len(stem) < 3 or stem[-2] not in "eé":
        return [stem]
    if stem.endswith(("el", "et")):
        return [stem + stem[-1], stem[:-2] + "è" + stem[-1]]
    return [stem[:-2] + "è" + stem[-1]]


def participles(masculine: str) -> Iterator[tuple[str, Shape]]:
    """Yield the forms of a participle: «convaincu», «convaincue» …."""
    for form in (
        masculine,
        masculine + "e",
        masculine + "es",
        masculine if masculine.endswith("s") else masculine + "s",
    ):
        yield form, Shape.PARTICIPLE

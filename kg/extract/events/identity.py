"""A participant's word -> the key by which an article knows it, and its kind: who is told apart from whom."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract.events.nouns import nationalities
from kg.extract.events.scene import Scene
from kg.extract.words import words
from kg.knowledge import fold
from kg.knowledge.gazetteer import gazetteer
from kg.knowledge.names import pieces

if TYPE_CHECKING:
    from spacy.tokens import Token

#: people or troops that no name tells apart
ANYONE = "any "
STAFF = f"{ANYONE}staff"
#: who is called by an office only, told apart by the country
HOLDER = "holder of "
LOCAL = frozenset({"from", "to", "place"})


def identity(scene: Scene, slot: str, token: Token) -> tuple[str | None, str]:
    """Return the key and the kind of a participant; no key for a pronoun and for what is not named («ce pays»)."""
    classes = scene.classes(token)
    kind = "person" if "person" in classes else "state" if "country" in classes else "other"
    if token.i in scene.spans.names and "pronoun" not in classes:
        return _named(scene, token), kind
    if token.pos_ == "ADJ" and (country := _country(token.text)):
        return country, kind
    if "pronoun" in classes or slot in LOCAL or token.lemma_ in words("anyplace"):
        return None, kind
    if slot == "patient" and "troops" in classes:
        country = owner(token)
        return (f"troops of {country}" if country else None), f"{ANYONE}troops"
    return _described(scene, token, kind)


def _described(scene: Scene, token: Token, kind: str) -> tuple[str, str]:
    for group in (STAFF, f"{ANYONE}people"):
        if token.lemma_ in words(group):
            return fold(token.lemma_), group
    span = scene.spans.at(token.i)
    if span is None:
        return fold(token.lemma_), kind
    return _key(span.mention.candidates, span.mention.name), (f"{HOLDER}{owner(token)}" if kind == "person" else kind)


def _named(scene: Scene, token: Token) -> str:
    span = scene.spans.names[token.i]
    last = pieces(span.mention.name)[-1:]
    if span.is_person and last and not span.mention.candidates:
        return scene.surnames.get(last[0], fold(span.mention.name))
    return _key(span.mention.candidates, span.mention.name)


def _key(candidates: tuple[str, ...], name: str) -> str:
    return candidates[0] if candidates else fold(name)


def owner(noun: Token) -> str | None:
    """Return the country that an adjective gives a noun: «les soldats américains»."""
    return next((country for one in nationalities(noun) if (country := _country(one.text))), None)


@cache
def _country(adjective: str) -> str | None:
    return next((entry.key for entry in gazetteer().find(adjective) if entry.sense == "adjective"), None)

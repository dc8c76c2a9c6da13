"""Lexicons -> which words name which events, under which conditions, and where their participants stand.

A *trigger* is a verb (reflexive ones with «se») or a noun; ``with_words`` are words one of which must depend on it,
``without`` words none of which may; ``needs`` says of which class a participant must be (``patient=troops|equipment``;
with ``?=`` only if there is one, with ``!=`` of which it may not be). A *frame* lists for each slot the relations that
fill it, best first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.knowledge import lexicon
from kg.model import EventType


@dataclass(frozen=True, slots=True)
class Need:
    """A participant's slots and the classes one of which it must have, or (``refused``) none of which it may have."""

    slots: tuple[str, ...]
    classes: frozenset[str]
    optional: bool
    refused: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row of the lexicon of triggers."""

    word: str
    pos: str
    type: EventType
    frame: str
    needs: tuple[Need, ...]
    with_words: frozenset[str]
    without: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the lexicon of frames: the relation, prepositions and classes of nouns that fill a slot."""

    slot: str
    relation: str
    cases: frozenset[str]
    classes: frozenset[str]


@cache
def triggers() -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """Return the triggers by part of speech and lemma, those with more conditions first."""
    found: dict[tuple[str, str], list[Trigger]] = {}
    for row in lexicon("triggers"):
        trigger = Trigger(
            row["trigger"],
            row["pos"],
            EventType(row["type"]),
            row["frame"],
            tuple(_need(text) for text in row["needs"].split(",") if text),
            _several(row["with"]),
            _several(row["without"]),
        )
        found.setdefault((trigger.pos, trigger.word), []).append(trigger)
    return {key: tuple(sorted(rows, key=lambda t: (not t.with_words, -len(t.needs)))) for key, rows in found.items()}


@cache
def frames() -> dict[str, tuple[Rule, ...]]:
    """Return the rules of each frame, in order."""
    found: dict[str, list[Rule]] = {}
    for row in lexicon("frames"):
        rule = Rule(row["slot"], row["relation"], _several(row["cases"]), _several(row["classes"]))
        found.setdefault(row["frame"], []).append(rule)
    return {frame: tuple(rules) for frame, rules in found.items()}


@cache
def noun_classes() -> dict[str, frozenset[str]]:
    """Return the classes of the nouns that conditions speak of: troops, equipment, arms, places …"""
    found: dict[str, set[str]] = {}
    for row in lexicon("event_nouns"):
        found.setdefault(row["noun"], set()).add(row["class"])
    return {noun: frozenset(classes) for noun, classes in found.items()}


@cache
def speaking() -> dict[str, str]:
    """Return the verbs whose subject only speaks of a deed («l'attaque condamnée par Paris»), with the act."""
    doing = {row["verb"] for row in lexicon("support_verbs") if row["kind"] in {"does", "decides"}}
    return {row["verb"]: row["act"] for row in lexicon("cues_verbs") if row["verb"] not in doing}


def _several(cell: str) -> frozenset[str]:
    return frozenset(cell.split("|")) if cell else frozenset()


def _need(text: str) -> Need:
    slot, _, classes = text.partition("=")
    return Need(tuple(slot.rstrip("?!").split("/")), _several(classes), slot.endswith("?"), slot.endswith("!"))

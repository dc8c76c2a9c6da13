"""Nouns that may head a description of an entity, with the type that they give it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.knowledge.tables import lexicon
from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun says of its entity.

    ``kind`` is a finer type («office», «individual», «body»…); a nation's body has a ``canonical`` name that an
    adjective completes, in its ``agreement`` («armée» + «f» → «armée ukrainienne»).
    """

    type: EntityType
    kind: str
    canonical: str
    agreement: str


@cache
def head_nouns() -> dict[str, Noun]:
    """Return all head nouns and compounds, by their words."""
    return {
        row["noun"]: Noun(EntityType(row["type"]), row["kind"], row["canonical"], row["agreement"])
        for row in lexicon("head_nouns")
    }


@cache
def compounds() -> dict[str, tuple[str, ...]]:
    """Return the compounds that begin with each word: «agence» → «agence de presse»."""
    found: dict[str, tuple[str, ...]] = {}
    for noun in head_nouns():
        first, space, _ = noun.partition(" ")
        if space:
            found[first] = (*found.get(first, ()), noun)
    return found


@cache
def general_nouns() -> frozenset[str]:
    """Return the nouns that point back to what was named before, saying little more than its type."""
    return frozenset(row["noun"] for row in lexicon("general_nouns"))

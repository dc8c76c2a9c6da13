"""Tokens -> what tells a name: the span that carries it, and the shape of its words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import gazetteer, lexicon, records
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens ``start`` to ``end`` (excluded) that carry a name; ``title`` is the title before it («M.», «général»)."""

    start: int
    end: int
    type: EntityType
    keys: tuple[str, ...] = ()
    sense: str = "name"
    title: str = ""
    score: float = 1.0


@cache
def particles() -> frozenset[str]:
    return frozenset(row["particle"] for row in lexicon("name_particles"))


@cache
def not_names() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("not_names"))


def person_keys(name: str) -> tuple[str, ...]:
    found = gazetteer().find(name)
    return tuple(dict.fromkeys(e.key for e in found if records()[e.key].type is EntityType.PERSON))


def is_place(found: Found) -> bool:
    """Tell whether a name inside a longer one is only a place («France» in «France Bleu»)."""
    return found.type in {EntityType.COUNTRY, EntityType.PLACE}


def name_like(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ not in {"DET", "ADP", "PRON", "CCONJ", "PUNCT"}


def begins_name(doc: Doc, index: int) -> bool:
    """Tell whether a word that is a preposition elsewhere begins a name: «l'ambassadeur Du Wei»."""
    following = doc[index + 1 : index + 2]
    return doc[index].is_title and doc[index].pos_ in {"ADP", "DET"} and any(name_like(t) for t in following)


def hyphenated(doc: Doc, end: int) -> int:
    """Return the end of a name with what a hyphen joins to it: «Bassi | -Mehr»."""
    while (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and not (doc[end - 1].whitespace_ or doc[end].whitespace_)
        and doc[end + 1].text[:1].isupper()
    ):
        end += 2
    return end


def bridges(doc: Doc, index: int) -> bool:
    """Tell whether a particle stands between two parts of a name: «Agnès von der Mühll», «Omar el-Béchir»."""
    token = doc[index]
    if token.lower_ not in particles():
        return False
    following = index + 1
    while following < len(doc) and doc[following].lower_ in particles() and doc[following].text.islower():
        following += 1
    return following < len(doc) and doc[following].text[:1].isupper() and doc[following].pos_ == "PROPN"

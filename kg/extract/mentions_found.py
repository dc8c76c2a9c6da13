"""Tokens -> what tells a name: the span that carries it, and the shape of its words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import gazetteer, lexicon, records, titles
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: what no name has, but text torn out of a page, or two sentences without a blank between them
MARKUP = re.compile(r"[/\\<>\[\]{}=|*#@()+]|\w\w\.[A-Z\d]|[A-Z]{3,}À|[A-Z]{5,}[a-zà-ÿ]{4,}|[a-z]par [a-z]")


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


@cache
def things() -> frozenset[str]:
    """Return the nouns of things that have names but are nobody and nowhere: «le missile X», «l'ouragan Y»."""
    return frozenset(row["noun"] for row in lexicon("named_things"))


@cache
def foreign_heads() -> dict[str, EntityType]:
    """Return the English words that tell the type of what they name: «X University», «Y Airlines», «Z Post»."""
    return {row["word"]: EntityType(row["type"]) for row in lexicon("foreign_heads")}


@cache
def first_names() -> frozenset[str]:
    """Return the common first names, whether or not knowledge has somebody of that name."""
    return frozenset(row["name"] for row in lexicon("first_names"))


@cache
def given_names() -> frozenset[str]:
    """Return the given names of the persons of knowledge: of several persons, of no place («Milan»), no initials."""
    first = Counter(r.label.split()[0] for r in records().values() if r.type is EntityType.PERSON and " " in r.label)
    others = {title.lower() for title in titles()} | particles()
    return frozenset(
        name
        for name, times in first.items()
        if times > 1 and len(name) > 2 and name.lower() not in others and not gazetteer().find(name)
    )


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
    """Return the end of a name with what a hyphen joins to it: «Bassi | -Mehr», «Lee Hyun | -ju»."""
    while (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and not (doc[end - 1].whitespace_ or doc[end].whitespace_)
        and doc[end + 1].text[:1].isalpha()
    ):
        end += 2
    return end


def hyphenated_before(doc: Doc, start: int) -> int:
    """Return the start of a name with what a hyphen joins to it: «Leif- | Eric Dupont»."""
    while start > 1 and doc[start - 1].text == "-" and not (doc[start - 2].whitespace_ or doc[start - 1].whitespace_):
        start -= 2
    return start


def bridges(doc: Doc, index: int) -> bool:
    """Tell whether a particle stands between two parts of a name: «Ursula von der Leyen», «Omar el-Béchir»."""
    token = doc[index]
    if token.lower_ not in particles():
        return False
    following = index + 1
    while following < len(doc) and doc[following].lower_ in particles() and doc[following].text.islower():
        following += 1
    return following < len(doc) and doc[following].text[:1].isupper() and doc[following].pos_ == "PROPN"

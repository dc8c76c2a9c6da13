"""A place's name in its sentence -> whether the words beside it say that it is the city: «Kiev et Kharkiv»."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import gazetteer, lexicon, records
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

REFLEXIVE = frozenset({"se", "s'", "s’"})
AND = frozenset({"et", "ou"})
#: what joins two names without a space: «Téhéran-Biarritz», «Stockholm/Åre»
JOINTS = frozenset({"-", "/", "–"})


@cache
def contexts() -> dict[tuple[str, str], str]:
    """Return what a place is, actor or place, by the word that governs it and the position that it has to it."""
    return {(row["word"], row["position"]): row["sense"] for row in lexicon("metonym_contexts")}


@cache
def metonyms() -> dict[str, tuple[str, str]]:
    """Return what a place or palace acts as and where one is when one is there, by its key."""
    return {row["place"]: (row["acts_as"], row["venue"]) for row in lexicon("metonyms")}


def sense(word: Token, position: str) -> str | None:
    """Return the sense of a word in a position, by its lemma, its form, or the infinitive that the lemma lacks.

    «X se trouve en Libye» is not «X trouve un allié»; «l'ex-maire de X» is a «maire».
    """
    known = contexts()
    own = "se " if any(child.lower_ in REFLEXIVE for child in word.lefts) else ""
    last = word.lower_.rpartition("-")[2]
    for form in (own + word.lemma_, word.lemma_, word.lower_, f"{word.lemma_}r", last):
        if found := known.get((form, position)):
            return found
    return None


def is_place_noun(noun: Token) -> bool:
    """Tell whether a noun has a place after «de»: «la banlieue de Paris», «le sommet de Paris»."""
    return sense(noun, "noun") == "place"


def is_capital(token: Token) -> bool:
    """Tell whether a name is that of a city that may stand for its state, or for the Union."""
    keys = {entry.key for entry in gazetteer().find(token.text)}
    return any(key in metonyms() or records()[key].capital_of for key in keys)


def is_told_as_a_city(name: Token) -> bool:
    """Tell whether the words beside a capital say that the city is meant."""
    return _is_beside_a_city(name) or _is_named_by_a_noun(name) or _is_feminine(name) or _is_explained(name)


def _is_beside_a_city(name: Token) -> bool:
    """Tell whether a name is coordinated or joined with a city that governs no state: «Madrid et Barcelone»."""
    doc, index = name.doc, name.i
    if index + 2 < len(doc) and _joins(doc[index + 1]) and _is_city(doc[index + 2]):
        return True
    return index > 1 and _joins(doc[index - 1]) and _is_city(doc[index - 2])


def _joins(mark: Token) -> bool:
    return mark.lower_ in AND or (mark.text in JOINTS and not mark.whitespace_ and not mark.nbor(-1).whitespace_)


def _is_city(token: Token) -> bool:
    known = [records()[entry.key] for entry in gazetteer().find(token.text)] if token.pos_ == "PROPN" else []
    return any(r.type is EntityType.PLACE for r in known) and not is_capital(token)


def _is_named_by_a_noun(name: Token) -> bool:
    """Tell whether a noun says at once what the name is: «la capitale ukrainienne | Kiev», not «en retour | Kiev»."""
    index = name.i - 1
    while index > 0 and name.doc[index].pos_ == "ADJ":
        index -= 1
    return (
        index > 0
        and name.doc[index].pos_ == "NOUN"
        and is_place_noun(name.doc[index])
        and not _is_bare(name.doc[index])
    )


def _is_bare(noun: Token) -> bool:
    return noun.nbor(-1).lower_ == "en"


def _is_feminine(name: Token) -> bool:
    """Tell whether what completes a name is feminine, as cities are and what stands for a state is not."""
    return any(
        child.dep_ in {"acl", "amod"} and child.i == name.i + 1 and "Gender=Fem|Number=Sing" in str(child.morph)
        for child in name.rights
    )


def _is_explained(name: Token) -> bool:
    """Tell whether what is beside a name says what or where it is: «Sanaa, la capitale, …», «Tripoli (Liban)».

    Alone in parentheses it says where something is: «l'Institut d'études politiques (Paris)».
    """
    doc, index = name.doc, name.i + 1
    if index + 1 >= len(doc):
        return False
    if name.i and doc[name.i - 1].text == "(" and doc[index].text == ")":
        return True
    if doc[index].text == "(":
        return any(records()[entry.key].type is EntityType.COUNTRY for entry in gazetteer().find(doc[index + 1].text))
    index += 2 if doc[index + 1].pos_ == "DET" else 1
    return doc[name.i + 1].text == "," and index < len(doc) and sense(doc[index], "apposition") == "place"

"""A name of a document -> whether it is only a part of another, or joins two: «Columbus | Circle», «Lyon-Turin»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.mentions_found import Found, first_names, given_names
from kg.knowledge import gazetteer, records, titles
from kg.knowledge.names import acronym
from kg.model import EntityType
from kg.phrases import OF

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: what names longer things: «Columbus | Circle», «Time | Warner», «Kfar | Saba»
NAMING = frozenset({EntityType.COMPANY, EntityType.COUNTRY, EntityType.MEDIA_OUTLET, EntityType.PLACE})
#: who is meant by those who go out: «le Tout-Paris»
ALL = "Tout-"
OPENING = frozenset({'"', "«", "“"})
#: what a title follows in quotation marks
ENTITLED = frozenset({"baptisé", "intitulé", "intitulée", "intitulés", "livre", "titrée", "titré"})
LONGEST_TITLE = 12


def is_part(doc: Doc, found: Found, taken: set[int]) -> bool:
    """Tell whether a known name of one word is part of an entity of the model that goes on in no name of its own."""
    if found.end - found.start > 1 or found.sense != "name" or not found.keys or found.type not in NAMING:
        return False
    token = doc[found.start]
    if not token.ent_type_ or acronym(token.text):
        return False
    after = doc[found.end] if found.end < len(doc) else None
    if after is not None and after.ent_iob_ == "I" and after.i not in taken and _continues(after):
        return True
    before = token.nbor(-1) if token.ent_iob_ == "I" else None
    return before is not None and before.i not in taken and before.ent_iob_ == "B" and _continues(before)


def _continues(token: Token) -> bool:
    """Tell whether a word is a further part of a name, neither a title nor the given name of somebody."""
    if not (token.is_title and token.is_alpha and token.pos_ in {"PROPN", "X"}):
        return False
    return token.text not in titles() and token.text not in given_names() | first_names()


def joins_two(doc: Doc, found: Found, persons: set[str]) -> bool:
    """Tell whether a hyphen joins two names in one guess: «le sommet Trump-Kim», «la ligne Lyon-Turin»."""
    text = doc[found.start : found.end].text
    if found.keys or "-" not in text:
        return False
    if text.startswith(ALL):
        return True
    parts = text.split("-")
    if found.type is EntityType.PERSON:
        return len(parts) == 2 and all(_is_place(part) for part in parts)
    return len(parts) == 2 and all(part in persons for part in parts)


def is_said_of_a_place(doc: Doc, found: Found) -> bool:
    """Tell whether what looks like a person is a word before a place: «Riposte | de Pékin», not «Albert de Monaco»."""
    words = doc[found.start : found.end]
    if found.keys or found.title or found.type is not EntityType.PERSON or len(words) < 3:
        return False
    first = words[0].text
    of_a_place = words[1].lower_ in OF and _is_place(words[2:].text)
    return of_a_place and first not in given_names() | first_names()


def in_a_title(doc: Doc, found: Found) -> bool:
    """Tell whether a guess of several words is in the title of a work: «son livre, intitulé "A X Memoir"»."""
    if found.keys or found.end - found.start < 2 or found.type is EntityType.PERSON:
        return False
    for index in range(found.start - 1, max(found.start - LONGEST_TITLE, 0), -1):
        if doc[index].text in OPENING:
            return doc[index - 1].lower_ in ENTITLED
        if doc[index].is_sent_start:
            return False
    return False


def _is_place(word: str) -> bool:
    found = gazetteer().find(word)
    return bool(found) and all(records()[e.key].type in {EntityType.COUNTRY, EntityType.PLACE} for e in found)


def is_family_name(word: str, longer: set[str]) -> bool:
    """Tell whether a word is part of a longer name of the text, or the family name of somebody known."""
    return word in longer or any(records()[entry.key].type is EntityType.PERSON for entry in gazetteer().find(word))

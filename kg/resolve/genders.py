"""A first name or a noun of persons -> «m» or «f», where it tells."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import lexicon, records
from kg.knowledge.nouns import head_nouns
from kg.model import EntityType
from kg.phrases import gender

if TYPE_CHECKING:
    from spacy.tokens import Token

FEMININE = ("trice", "euse", "ienne", "ière", "euses", "trices", "iennes")
#: how nouns end that are the same for a man and a woman
EPICENE = ("iste", "yste", "logue", "aire", "naute", "nome")
ELIDED = frozenset({"l'", "l’"})


def given_gender(name: str) -> str:
    """Return the gender of who has a full name, by the first name; empty where it tells nothing.

    >>> given_gender("Svetlana Petrova"), given_gender("Dominique Martin"), given_gender("Petrova")
    ('f', '', '')
    """
    first, _, rest = name.partition(" ")
    known = _first_names()
    # «Pierre-Marie» is a man, «Marie-Pierre» a woman
    found = (known.get(first) or known.get(first.split("-")[0]) or set()) if rest else set()
    return next(iter(found)) if len(found) == 1 else ""


def noun_gender(head: Token) -> str:
    """Return the gender of a noun of persons by its form, else by its article: «l'experte», «la ministre».

    «Une source», «une personnalité», «un témoin» may be a man or a woman.
    """
    word = head.lower_
    if word in _of_either_gender():
        return ""
    if word.endswith(FEMININE) or (word.endswith("e") and word[:-1] in head_nouns()):
        return "f"
    if any(child.lower_ == "ancienne" for child in head.lefts):
        # «l'ancienne ministre»: the article tells nothing
        return "f"
    if word.endswith(EPICENE) and any(child.lower_ in ELIDED for child in head.lefts):
        # «l'analyste franco-libanaise»: only an adjective tells
        return next((gender(child) for child in head.children if child.dep_ == "amod"), "")
    return gender(head) or ("m" if f"{word}e" in head_nouns() else "")


@cache
def _of_either_gender() -> frozenset[str]:
    """Return the nouns of persons whose gender does not tell that of who is meant."""
    return frozenset(row["noun"] for row in lexicon("either_gender"))


@cache
def _first_names() -> dict[str, set[str]]:
    """Return the genders of the first names of known persons, and of others that are listed."""
    found: dict[str, set[str]] = {}
    for row in lexicon("first_names"):
        found.setdefault(row["name"], set()).add(row["gender"])
    for record in records().values():
        if record.type is EntityType.PERSON and record.gender and " " in record.label:
            found.setdefault(record.label.split()[0], set()).add(record.gender)
    return found

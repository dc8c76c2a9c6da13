"""Tokens in, what their noun says out: preposition, determiner, number, gender, definiteness, complements, class."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge.nouns import Noun, compounds, head_nouns
from kg.knowledge.tables import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

OF = frozenset({"de", "du", "des", "d'", "d’"})
#: what stands before feminine nouns too
EUPHONIC = frozenset({"mon", "ton", "son"})
VOWELS = frozenset("aeiouyhâàéèêëîïôöûüœ")
MARKS = frozenset({'"', "«", "»", "“", "”"})
#: what begins a word that says on whose side somebody is: «des sources pro-gouvernementales»
SIDES = ("pro-", "anti-")


def case(token: Token) -> str:
    """Return the preposition of a noun, in small letters; empty if it has none."""
    for child in token.lefts:
        if child.dep_ == "case":
            return str(child.lower_)
    return ""


def determiner(head: Token) -> Token | None:
    """Return the determiner of a head, a preposition that has swallowed its article («du») included."""
    found = None
    for child in head.lefts:
        if child.dep_ == "det":
            return child
        if child.dep_ == "case" and child.morph.get("Definite", []):
            found = child
    return found


def is_definite(head: Token) -> bool:
    """Tell whether a head has a definite article, a demonstrative or a possessive."""
    article = determiner(head)
    if article is None:
        return False
    if article.morph.get("Poss", []) or article.lower_ in {"ce", "cet", "cette", "ces"}:
        return True
    return article.morph.get("Definite", []) == ["Def"]


def is_pointed_at(head: Token) -> bool:
    """Tell whether a head has a demonstrative in the singular: «cette ville»."""
    article = determiner(head)
    return article is not None and article.lower_ in {"ce", "cet", "cette"}


def possessive(head: Token) -> Token | None:
    """Return the possessive determiner of a head («son», «leurs»)."""
    for child in head.lefts:
        if child.dep_ == "det" and child.morph.get("Poss", []):
            return child
    return None


def number(head: Token) -> str:
    """Return «Sing» or «Plur» as the determiner says, else as the head says; empty if neither does."""
    article = determiner(head)
    for token in (article, head):
        if token is not None and (found := token.morph.get("Number", [])):
            return str(found[0])
    return ""


def gender(head: Token) -> str:
    """Return «m» or «f» as the determiner says, else as the head says; empty if neither does."""
    article = determiner(head)
    # «son épouse»: before a vowel the possessive has one form only
    says = article is None or article.lower_ not in EUPHONIC or head.lower_[:1] not in VOWELS
    for token in (article if says else None, head):
        if token is not None and (found := token.morph.get("Gender", [])):
            return str(found[0])[0].lower()
    return ""


def complements(head: Token) -> Iterator[Token]:
    """Yield the nouns that complete a head («de l'Otan», «à la Défense»), nearest first."""
    for child in head.rights:
        if child.dep_ in {"nmod", "obl:arg", "obl:mod"} and case(child):
            yield child


def coordinated(head: Token) -> Token:
    """Return the first of a coordination, for a later member; the head itself otherwise."""
    while head.dep_ == "conj" and head.head.i < head.i:
        head = head.head
    return head


@cache
def _directions() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("regions") if row["kind"] == "noun")


def is_direction(token: Token) -> bool:
    """Tell whether a word names the part of a country in some direction: «l'est libyen», «le Sud»."""
    return token.lower_ in _directions() and token.pos_ in {"NOUN", "PROPN"}


def _words_from(token: Token, length: int) -> str:
    return str(token.doc[token.i : token.i + length].text.lower().replace("’", "'"))


def noun_class(token: Token) -> Noun | None:
    """Return what is known of a noun by the compound it begins, by its form, or by its lemma.

    A compound may say that it is nobody and nowhere: «la légion d'honneur», «le pouvoir d'achat».
    """
    known = head_nouns()
    begun = compounds().get(token.lower_, ()) if token.i + 1 < len(token.doc) else ()
    first_two = f"{token.lower_}{token.whitespace_}{token.nbor().lower_}".replace("’", "'") if begun else ""
    for compound in begun:
        if not compound.startswith(first_two):
            continue
        length = compound.count(" ") + compound.count("'") + 1
        if _words_from(token, length) == compound:
            return known[compound] if known[compound].kind != "nothing" else None
    return known.get(token.text) or known.get(token.lower_) or known.get(token.lemma_)


def is_finite(token: Token) -> bool:
    """Tell whether a word is a verb with tense and person; «l'est libyen» is none."""
    return "VerbForm=Fin" in str(token.morph) and token.nbor(-1).pos_ != "DET"


@cache
def object_control() -> frozenset[str]:
    """Return the verbs whose object does what the infinitive says: «a appelé Moscou à retirer ses troupes»."""
    return frozenset(row["verb"] for row in lexicon("object_control"))

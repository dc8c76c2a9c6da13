"""Tokens -> whether they may head the phrase of a speaker, and the heads of noun phrases to the left and right of a place."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.claims.lexicon import words
from kg.extract.claims.view import View
from kg.extract.syntax import conjuncts, reference
from kg.knowledge import lexicon
from kg.model import Form, Reference
from kg.phrases import extent

if TYPE_CHECKING:
    from spacy.tokens import Token

NOMINAL = ("NOUN", "PROPN", "PRON", "X")
TITLES = frozenset({"m.", "mm.", "mme", "mmes", "mlle"})
FIRST_AND_SECOND = frozenset({"je", "j'", "nous", "tu", "vous", "moi", "toi"})
NOT_PLACES = frozenset({"Place", "Country"})


@cache
def _agents() -> frozenset[str]:
    """Return the nouns of persons, groups, bodies and documents: what speaks."""
    return frozenset(row["noun"].lower() for row in lexicon("head_nouns") if row["type"] not in NOT_PLACES)


def references(view: View, heads: list[int]) -> tuple[Reference, ...]:
    """Return the references of phrases by their heads, participles and relative clauses left out."""
    return tuple(_reference(view, view.token(head)) for head in heads)


def _reference(view: View, head: Token) -> Reference:
    found = reference(view.document, head)
    form = found.form
    if head.pos_ in ("X", "ADV", "ADJ", "VERB") and head.is_title and head.i > view.sentence(head.i)[0]:
        form = Form.NAME
    if form is Form.PRONOUN:
        return found
    start, end = extent(head)
    return replace(found, evidence=view.document.evidence(start, end), form=form)


def coordinated(view: View, head: Token, *, before: int | None = None) -> list[int]:
    """Return the heads of coordinated phrases («la France et l'Allemagne»), up to a token if given."""
    found = [head.i]
    for token in conjuncts(head):
        near = token.i > head.i and (before is None or token.i < before)
        if near and may_speak(view, token) and not any(view.finite(i) for i in range(head.i, token.i)):
            found.append(token.i)
    return found


def is_agent(view: View, token: Token) -> bool:
    """Tell whether a token names somebody for certain: a name, a person's or body's noun."""
    if token.pos_ in ("PROPN", "X") or token.lower_ in TITLES:
        return True
    return token.lemma_.lower() in _agents() or token.lemma_.lower() in words("speaking_documents", "noun")


def may_speak(view: View, token: Token) -> bool:
    """Tell whether a token may head the phrase of a speaker: no date, no thing, no first person."""
    low = token.lower_
    if token.pos_ not in NOMINAL and not (token.is_title and token.pos_ in ("ADJ", "ADV", "VERB")):
        return False
    if low in words("silent_pronouns") or low in FIRST_AND_SECOND or view.time(token.i):
        return False
    return is_agent(view, token) or token.lemma_.lower() not in words("not_speakers", "noun")


def head_after(view: View, position: int) -> Token | None:
    """Return the head of the noun phrase that begins at a token."""
    for index in range(position, min(position + 7, view.size)):
        token = view.token(index)
        if token.pos_ in NOMINAL or (token.is_title and token.pos_ not in ("DET", "ADP")):
            return _top(token, position)
        if token.pos_ not in ("DET", "ADJ", "NUM", "ADV", "PUNCT") and index not in view.marks:
            return None
    return None


def _top(token: Token, position: int) -> Token:
    while position <= token.head.i < token.i and (token.head.pos_ in NOMINAL or token.dep_.startswith("flat")):
        token = token.head
    return token


def head_before(view: View, position: int, first: int) -> Token | None:
    """Return the head of the noun phrase that ends at a token: the widest one that may speak.

    «le porte-parole de l'armée» is the spokesman, «les déclarations de M. Untel» is M. Untel.
    """
    for index in range(position, max(position - 6, first - 1), -1):
        token = view.token(index)
        if token.pos_ in NOMINAL and token.pos_ != "PRON":
            best = token
            while token.dep_ in ("flat:name", "flat:foreign", "nmod", "appos") and first <= token.head.i < token.i:
                flat = token.dep_.startswith("flat")
                token = token.head
                if flat or is_agent(view, token):
                    best = token
            return best
        if token.pos_ not in ("ADJ", "NUM", "PUNCT", "ADV") or token.text in (",", ";"):
            return None
    return None


def in_adjunct(view: View, position: int, start: int) -> bool:
    """Tell whether the phrase that begins at a token stands behind a preposition: «à l'AFP», «dans un communiqué»."""
    before = position - 1
    while before >= start and (view.pos(before) in ("DET", "ADJ", "NUM") or before in view.marks):
        before -= 1
    if before < start:
        return False
    return view.pos(before) == "ADP" or view.word(before) in words("prepositions")

"""A relative pronoun -> the noun that it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events.scene import preposition
from kg.extract.syntax import children
from kg.model import EntityType
from kg.phrases import noun_class

if TYPE_CHECKING:
    from spacy.tokens import Token

RELATIVE = frozenset({"qui", "que", "qu'", "qu’", "lequel", "laquelle", "lesquels", "lesquelles"})
NOUNS = frozenset({"NOUN", "PROPN"})
#: how a word hangs on the head of a phrase that it ends
INNER = frozenset({"amod", "conj", "flat:name", "flat:foreign", "appos"})
#: how deep in its clause the pronoun may lie
DEPTH = 5


def antecedents(tokens: list[Token]) -> list[Token]:
    """Return the noun for a relative pronoun."""
    return [_antecedent(t) if t.pos_ == "PRON" and t.lower_ in RELATIVE else t for t in tokens]


def _antecedent(pronoun: Token) -> Token:
    clause = pronoun.head
    for _ in range(DEPTH):
        if clause.dep_ == "acl:relcl":
            return _agreeing(clause, _stood_for(clause.head))
        clause = clause.head
    return _beside(pronoun)


def _beside(pronoun: Token) -> Token:
    """«a dit X, qui doit», «entre généraux turcs et grecs, qui sont convenus»: what stands before the pronoun.

    The parser hung the clause on a verb. A phrase is taken by its head, a complement only of a person stands for that
    person: «la ministre de la Santé, qui».
    """
    doc, index = pronoun.doc, pronoun.i - 1
    if pronoun.lower_ != "qui" or index < 1:
        return pronoun
    index -= doc[index].text == ","
    noun = doc[index]
    while noun.head.i < noun.i and (noun.dep_ in INNER or (noun.dep_ == "nmod" and _is_person(noun.head))):
        noun = noun.head
    return noun if noun.pos_ in NOUNS else pronoun


def _is_person(noun: Token) -> bool:
    known = noun_class(noun) if noun.pos_ == "NOUN" else None
    return known is not None and known.type is EntityType.PERSON


def _agreeing(clause: Token, noun: Token) -> Token:
    """«des soldats en état d'alerte qui pourraient»: a plural verb looks past a singular noun for its antecedent."""
    singular = noun.morph.get("Number", []) == ["Sing"] and not any(c.dep_ == "conj" for c in noun.children)
    if not singular or not clause.lower_.endswith(("ent", "ont")) or "Number=Sing" in str(clause.morph):
        return noun
    for other in reversed(list(noun.head.children)):
        if other.i < noun.i and other.pos_ == "NOUN" and other.morph.get("Number", []) == ["Plur"]:
            return other
    return noun


def _stood_for(noun: Token) -> Token:
    """«celle de l'Iran qui a tiré»: the pronoun repeats a noun, what matters is whose it is."""
    if noun.lower_ not in {"celui", "celle", "ceux", "celles"}:
        return noun
    return next((c for c in children(noun, "nmod") if preposition(c) == "de"), noun)

"""A place's name in its sentence -> whether it acts («Washington a ordonné») or only lies there («à Washington»)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import lexicon
from kg.phrases import OF, case, coordinated

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def _contexts() -> dict[tuple[str, str], str]:
    return {(row["word"], row["position"]): row["sense"] for row in lexicon("metonym_contexts")}


@cache
def _state_verbs() -> frozenset[str]:
    return frozenset(row["verb"] for row in lexicon("state_verbs"))


def acts(name: Token) -> bool:
    """Tell whether a capital stands for its state, by its function in the sentence; a bare name lies there."""
    head = coordinated(name)
    preposition = case(head)
    if preposition:
        return _acts_after(head, preposition)
    verb = head.head
    if head.dep_ in {"nsubj", "nsubj:caus"}:
        return _contexts().get((verb.lemma_, "subject-verb")) != "place" and not _is_described(verb)
    if head.dep_ in {"obj", "iobj", "obl:arg"}:
        return verb.pos_ == "VERB" and _contexts().get((verb.lemma_, "object-verb")) != "place"
    return head.dep_ in {"obl:agent", "vocative"}


def acts_as_state(people: Token) -> bool:
    """Tell whether a people stands for its state: «les Russes n'ont pas l'intention», not «les Russes manifestent»."""
    head = coordinated(people)
    if head.dep_ == "obl:agent":
        return True
    if head.dep_ != "nsubj":
        return False
    verb = head.head
    return verb.lemma_ in _state_verbs() or any(c.lemma_ in _state_verbs() for c in verb.children if c.dep_ == "xcomp")


def _is_described(verb: Token) -> bool:
    """Tell whether a clause says what a place is («Kiev est la capitale», «Kiev sous les bombes»)."""
    return any(child.dep_ == "cop" for child in verb.children) and verb.pos_ == "NOUN" and _noun_of_place(verb)


def _noun_of_place(noun: Token) -> bool:
    return _contexts().get((noun.lemma_, "noun")) == "place" or _contexts().get((noun.lower_, "noun")) == "place"


def _acts_after(head: Token, preposition: str) -> bool:
    governor = head.head
    if preposition in OF:
        return not _noun_of_place(governor) and not (
            governor.pos_ == "VERB" and head.dep_ not in {"obl:agent"} and governor.pos_ != "NOUN"
        )
    if preposition in {"à", "au", "aux"}:
        return _receives(head, governor)
    if preposition == "par":
        return head.dep_ == "obl:agent"
    return _contexts().get((preposition, "preposition")) == "actor"


def _receives(head: Token, governor: Token) -> bool:
    """«reproche à Washington», «face à Moscou»: the state; «arrivé à Moscou», «l'ambassade à Kiev»: the city."""
    sense = _contexts()
    if sense.get((governor.lemma_, "governor")) == "actor" or sense.get((governor.lower_, "governor")) == "actor":
        return True
    return (
        governor.pos_ == "VERB"
        and sense.get((governor.lemma_, "dative-verb")) == "actor"
        and head.dep_ in {"obl:arg", "iobj", "obl:mod", "obj"}
    )


def is_venue(name: Token) -> bool:
    """Tell whether somebody is received at a palace: «reçu à la Maison Blanche»."""
    return case(name) in {"à", "au", "dans"} and _contexts().get((name.head.lemma_, "venue-verb")) == "place"

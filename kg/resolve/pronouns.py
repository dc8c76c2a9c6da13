"""Pronouns, clitics and possessives -> entities: the last salient entity of that gender and number, or nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.resolve.salience import Pronoun, agrees, nearest, salient
from kg.resolve.state import State

if TYPE_CHECKING:
    from spacy.tokens import Token

THIRD = {
    "il": ("m", "Sing"),
    "elle": ("f", "Sing"),
    "ils": ("", "Plur"),
    "elles": ("f", "Plur"),
    "lui": ("m", "Sing"),
    "son": ("", "Sing"),
    "sa": ("", "Sing"),
    "ses": ("", "Sing"),
    "leur": ("", "Plur"),
    "leurs": ("", "Plur"),
    "eux": ("", "Plur"),
}
#: what points to whoever was named last: «celui-ci», «ce dernier»
LAST = {
    "celui-ci": ("m", "Sing"),
    "celle-ci": ("f", "Sing"),
    "ceux-ci": ("", "Plur"),
    "celles-ci": ("f", "Plur"),
    "dernier": ("m", "Sing"),
    "dernière": ("f", "Sing"),
    "derniers": ("", "Plur"),
    "dernières": ("f", "Plur"),
}
DEMONSTRATIVES = frozenset({"ce", "cette", "ces"})
RELATIVE = frozenset({"qui", "que", "qu'", "dont", "lequel", "laquelle", "lesquels", "lesquelles"})
POSSESSIVE = frozenset({"son", "sa", "ses", "leur", "leurs"})


def antecedent(state: State, token: Token) -> str | None:
    """Return the key of what a pronoun stands for; None where nothing agrees with it."""
    word = token.lower_.removeprefix("-t-").removeprefix("-")
    if word in RELATIVE:
        return _related(state, token)
    if word in POSSESSIVE and (owner := _clause_subject(state, token, THIRD[word][1])):
        return owner
    if word in LAST:
        return nearest(state, Pronoun(token, *LAST[word]))
    return salient(state, Pronoun(token, *THIRD[word])) if word in THIRD else None


def is_pronoun(token: Token) -> bool:
    """Tell whether a token stands for what was named before: «il», «son», «ce dernier»."""
    if token.pos_ in {"PRON", "DET"}:
        return True
    return token.lower_ in LAST and token.i > 0 and token.nbor(-1).lower_ in DEMONSTRATIVES


def _related(state: State, token: Token) -> str | None:
    """Return the entity of the noun that a relative clause is about."""
    verb = token.head
    while verb.dep_ in {"xcomp", "ccomp", "aux", "conj", "nsubj", "obj", "nmod"} and verb.head.i != verb.i:
        verb = verb.head
    return state.key_at(verb.head) if verb.dep_.startswith("acl") else None


def _clause_subject(state: State, token: Token, count: str) -> str | None:
    """Return the subject of the clause around a possessive, if it agrees in number."""
    verb = token.head
    for _ in range(6):
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass"} and c.i < token.i), None)
        if subject is not None and subject.i != token.head.i:
            key = state.key_at(subject)
            if key is None and subject.pos_ == "PRON" and subject.lower_ in THIRD:
                key = antecedent(state, subject)
            node = state.nodes.get(key or "")
            return key if node is not None and agrees(node, "", count) else None
        if verb.head.i == verb.i:
            return None
        verb = verb.head
    return None

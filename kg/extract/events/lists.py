"""A phrase -> it and what is coordinated with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events.scene import preposition
from kg.extract.syntax import children, conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token


def _listed(token: Token) -> list[Token]:
    """Return a phrase and what is coordinated with it, where the parser took the second of a list for an apposition."""
    found = list(conjuncts(token))
    # «Vladimir Poutine et Recep Tayyip Erdogan»: the second hangs on the surname of the first
    found += [
        one for part in children(token, "flat:name") for second in children(part, "conj") for one in conjuncts(second)
    ]
    for second in children(token, "appos"):
        if any(c.dep_ == "conj" and c.pos_ in {"PROPN", "NOUN"} for c in second.children) and second.i > token.i:
            found += conjuncts(second)
    return found


def expanded(tokens: list[Token]) -> list[Token]:
    """Return phrases with what is coordinated with each, clauses left out."""
    return [
        member
        for token in tokens
        for member in _listed(token)
        if member.pos_ not in {"VERB", "AUX"} and preposition(member) in {"", preposition(token)}
    ]

"""A word that names an event -> the clause that says so, as tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.modality import support_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

#: clauses of their own inside a clause; what hangs on the event by them is another statement
OUTER = frozenset({"parataxis", "advcl", "ccomp", "dep", "csubj"})


def clause(token: Token) -> tuple[int, int]:
    """Return the bounds (end excluded) of the clause of a verb, or of the noun phrase of a noun and its light verb."""
    top = token
    if token.pos_ in {"NOUN", "PROPN"}:
        if token.dep_ in {"nsubj", "nsubj:pass", "obj"} and token.head.lemma_ in support_verbs("does") | support_verbs(
            "occurs"
        ):
            top = token.head
    else:
        while top.dep_ == "xcomp" and top.head.pos_ in {"VERB", "AUX", "ADJ"}:
            top = top.head
    start, end = _bounds(top, token)
    if top.dep_ in {"acl", "amod"} and top.i == token.i:
        start = min(start, _bounds(top.head, token)[0])
    return min(start, token.i), max(end, token.i) + 1


def _bounds(node: Token, token: Token) -> tuple[int, int]:
    first = last = node.i
    for child in node.children:
        if child.dep_ == "punct" or (child.dep_ in OUTER and child.pos_ != "NUM" and not _holds(child, token)):
            continue
        if child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"} and not _holds(child, token):
            continue
        low, high = _bounds(child, token)
        first, last = min(first, low), max(last, high)
    return first, last


def _holds(child: Token, token: Token) -> bool:
    return child.left_edge.i <= token.i <= child.right_edge.i

"""The head of a speaker's phrase -> the heads of all that it coordinates: «la France et l'Allemagne»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.claims.function_words import OF
from kg.extract.claims.speakers import head_before, in_adjunct, is_person, may_speak
from kg.extract.claims.view import View
from kg.extract.syntax import conjuncts
from kg.phrases import determiner, extent, number

if TYPE_CHECKING:
    from spacy.tokens import Token

#: articles of one person
ONE = frozenset(["le", "la", "l'", "un", "une", "son", "sa"])


def coordinated(view: View, head: Token, *, before: int | None = None) -> list[int]:
    """Return the heads of coordinated phrases («la France et l'Allemagne»), up to a token if given."""
    if head.lower_.removeprefix("vice-") in ("premier", "première") and view.word(head.i + 1).startswith("ministre"):
        head = view.token(head.i + 1)
    found = [head.i]
    left = extent(head)[0]
    if head.pos_ == "PROPN" and view.word(left - 1) == "et" and view.pos(left - 2) == "PROPN":
        # the parser has cut «L'Allemagne et l'Estonie ont soumis»
        other = head_before(view, left - 2, view.sentence(head.i)[0])
        if other is not None and other.pos_ == "NOUN" and number(other) == "Plur":
            # «deux juges, Untel et Untel»
            other = _first_of_name(view, left - 2)
        if other is not None and not in_adjunct(view, extent(other)[0], view.sentence(head.i)[0]):
            found.insert(0, other.i)
    for token in conjuncts(head):
        near = token.i > head.i and (before is None or token.i < before) and not _completes(view, token)
        if near and _is_same_person(view, head, token):
            return (
                [token.i] if view.named_person(extent(token)[1] - 1) or view.named_person(extent(token)[1]) else found
            )
        if near and may_speak(view, token) and not any(view.finite(i) for i in range(head.i, token.i)):
            found.append(token.i)
    if len(found) == 1 and head.pos_ == "PROPN" and before is None:
        found += _enumerated(view, head.i)
    return found if any(word in ("et", "ou", "ainsi") for word in view.low[found[0] : found[-1]]) else found[:1]


def _first_of_name(view: View, index: int) -> Token:
    token = view.token(index)
    while token.dep_.startswith("flat") and token.head.i < token.i:
        token = token.head
    return token


def _completes(view: View, token: Token) -> bool:
    """Tell whether a conjunct belongs to a complement: «la ministre des Solidarités et | de la Santé»."""
    start = extent(token)[0]
    # the tagger takes the article of «et des députés» for a preposition
    return view.word(start - 1) in OF and view.pos(start - 1) == "ADP" and not is_person(token)


def _is_same_person(view: View, head: Token, token: Token) -> bool:
    """Tell whether two offices under one article are one person's: «le vice-président et | ministre des Finances»."""
    article = determiner(head)
    one = article is not None and article.lower_ in ONE and head.pos_ == "NOUN" and is_person(token)
    start = extent(token)[0]
    bare = view.word(start - 1) == "et" and view.pos(start) == "NOUN"
    return one and bare and "Plur" not in token.morph.get("Number", [])


def _enumerated(view: View, index: int) -> list[int]:
    """Return the names of a list that the parser has cut: «Paris, | Berlin et Londres»."""
    found: list[int] = []
    while view.named(index + 2) and view.pos(index + 2) == "PROPN":
        if view.word(index + 1) == "et":
            return [*found, index + 2]
        if view.word(index + 1) != ",":
            break
        index += 2
        found.append(index)
    return []

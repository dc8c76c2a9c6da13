"""What a country is to another -> that country: «son voisin libanais», «l'allié américain»."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import lexicon
from kg.phrases import core, is_definite, number
from kg.resolve.roles import belongs_to
from kg.resolve.state import Node, State, country_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_relation(head: Token) -> bool:
    """Tell whether a noun in the singular says what one country or person is to another: «voisin», «allié»."""
    return head.lower_ in _allies() and number(head) != "Plur"


def neighbour(state: State, head: Token) -> Node | None:
    """Return the country that a neighbour or ally with the adjective of its nation is."""
    if not is_relation(head) or not is_definite(head):
        return None
    words = [word for word in core(head) if word.i != head.i]
    nations = belongs_to(state, head)
    if len(words) != 1 or words[0].i < head.i or not nations or country_of(nations[0]) != nations[0]:
        return None
    return state.node_of(nations[0])


@cache
def _allies() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("word_uses") if row["use"] == "ally")

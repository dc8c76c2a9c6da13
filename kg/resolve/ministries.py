"""A ministry in its phrase -> the ministry of the country in question: «le ministère de la Santé»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.knowledge import country_adjective, gazetteer
from kg.model import EntityType
from kg.phrases import OF, core, is_definite
from kg.resolve.focus import focus
from kg.resolve.roles import national
from kg.resolve.state import Node, State

if TYPE_CHECKING:
    from spacy.tokens import Token


def ministry(state: State, head: Token, owner: str | None) -> Node | None:
    """Return the ministry of a country, its owner or the one in focus, by its charge.

    The nation's adjective may follow the charge: «le ministère du Travail allemand» is «le ministère allemand du
    Travail».
    """
    noun, charge = _charge(head)
    if noun != "ministère" or not charge or not is_definite(head):
        return None
    country = owner or focus(state, head)
    adjective = country_adjective(country, "m") if country is not None else ""
    if not adjective:
        return None
    name = f"{noun} {adjective} {charge}"
    for entry in (*gazetteer().find(name), *gazetteer().find(f"M{name[1:]}")):
        return state.node_of(entry.key)
    return state.nil(EntityType.GOVERNMENT_BODY, name, unique=False)


def _charge(head: Token) -> tuple[str, str]:
    """Return a ministry's noun and what it is in charge of, without adjectives of nations."""
    words = [word for word in core(head) if word.i > head.i and not national(word)]
    if not words or words[0].lower_ not in OF:
        return head.lower_, ""
    return head.lower_, "".join(word.text_with_ws for word in words).strip()

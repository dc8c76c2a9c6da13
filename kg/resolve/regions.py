"""A direction in its phrase -> the part of a country that it names: «l'ouest libyen», «le nord du pays», «le Sud»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.knowledge import country_adjective, entity_key
from kg.model import EntityType, Form
from kg.phrases import complements, core
from kg.resolve.focus import is_by_the_way
from kg.resolve.roles import belongs_to
from kg.resolve.state import Node, State, country_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def region(state: State, index: int, head: Token) -> Node | None:
    """Return the region of the country that the phrase names, or of the country whose regions were named before.

    A bare direction with a capital is the state that has it in its name: «le Nord» for «la Corée du Nord».
    """
    following = state.document.doc[head.i + 1 : head.i + 3].text.lower()
    country = next((key for key in belongs_to(state, head) if country_of(key) == key), None)
    explicit = country is not None
    if country is None and following == "du pays":
        country = _last_country(state, index)
    elif country is None:
        if any(True for _ in complements(head)) or not head.text[:1].isupper():
            return None
        if state_so_named := _state_named_by(state, index, head):
            return state_so_named
        country = _last_divided(state, index)
    adjective = country_adjective(country, "m") if country else ""
    if not adjective:
        return None
    canonical = f"{head.lower_} {adjective}"
    key = entity_key(EntityType.PLACE, canonical)
    label = " ".join(core(head).text.split()) if explicit else canonical
    return state.nodes.get(key) or Node(key, EntityType.PLACE, label, within=country)


def _state_named_by(state: State, index: int, head: Token) -> Node | None:
    found = {
        key
        for other, key in state.keys.items()
        if other < index
        and state.nodes[key].type is EntityType.COUNTRY
        and state.nodes[key].label.endswith(f" {head.text}")
    }
    return state.nodes[found.pop()] if len(found) == 1 else None


def _last_country(state: State, index: int) -> str | None:
    """Return the country last named that does not only take part in what is told of another."""
    passing = None
    for other in reversed(range(index)):
        key = state.keys.get(other)
        if key and state.mentions[other].reference.form is Form.NAME and state.nodes[key].type is EntityType.COUNTRY:
            if not is_by_the_way(state.heads[other]):
                return key
            passing = passing or key
    return passing


def _last_divided(state: State, index: int) -> str | None:
    for other in reversed(range(index)):
        if other in state.keys and (country := state.nodes[state.keys[other]].within):
            return country
    return None

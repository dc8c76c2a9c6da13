"""Somebody whom the article only describes -> an entity of its own; one described as known, who that is or nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EntityType
from kg.phrases import core, noun_class, number
from kg.resolve.again import again, also, is_one_person, named_next
from kg.resolve.pairs import kind_of_two
from kg.resolve.passing import is_to_come, is_told_apart
from kg.resolve.state import State
from kg.resolve.unnamed import described, is_any_ruler, same_group

if TYPE_CHECKING:
    from spacy.tokens import Token

#: what stays itself in the plural
COUNTABLE = frozenset({EntityType.ARMED_FORCE, EntityType.PLACE, EntityType.DOCUMENT})
#: a single word is too little for an entity of these
VAGUE = frozenset({EntityType.PLACE, EntityType.ARMED_FORCE})
#: how sure it is whom a description takes up
TAKEN_UP = 0.7


def anonymous(state: State, token: Token, kinds: frozenset[EntityType], *, speaks: bool) -> str | None:
    """Return a new entity for somebody whom the article only describes: «un haut responsable», «des manifestants».

    One person described as known is somebody of the article («le député»); who cannot be told is nobody.
    """
    noun, index = noun_class(token), state.index_at(token)
    if (
        noun is None
        or index is None
        or noun.kind in {"operation", "service"}
        or is_any_ruler(token)
        or is_to_come(token)
    ):
        return None
    several = number(token) == "Plur" and noun.type not in COUNTABLE
    kind = EntityType.GROUP if several else noun.type
    if kind not in kinds or (not speaks and kind_of_two(token)):
        return None
    key = also(state, token) or (again(state, token, speaks=speaks) if is_one_person(token) else None)
    key = key or (named_next(state, token) if speaks and kind is EntityType.PERSON else None)
    if key is not None:
        state.add(index, state.nodes[key], TAKEN_UP)
        state.needed.add(key)
        return key
    bare = len(core(token)) == 1
    if bare and (kind in VAGUE or (not speaks and kind is not EntityType.GROUP)):
        return None
    if is_one_person(token) and not is_told_apart(state, token):
        return None
    node = same_group(state, token) or state.nil(kind, described(token), unique=True)
    state.add(index, node)
    state.needed.add(node.key)
    return node.key

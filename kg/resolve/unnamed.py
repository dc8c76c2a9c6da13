"""Descriptions that nothing resolves -> entities of their own, where they belong to a state or an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EntityType, Form
from kg.phrases import core, is_definite, noun_class, number
from kg.resolve.roles import belongs_to
from kg.resolve.state import State, named

if TYPE_CHECKING:
    from spacy.tokens import Token

BODIES = frozenset({EntityType.GOVERNMENT_BODY, EntityType.ARMED_FORCE})
FREE = frozenset({EntityType.GROUP, EntityType.DOCUMENT})


def keep_unnamed(state: State) -> None:
    """Make entities of the groups, documents and bodies of somebody («des responsables américains»)."""
    for index, mention in enumerate(state.mentions):
        if index in state.keys or mention.reference.form is not Form.DESCRIPTION or named(mention):
            continue
        head = state.heads[index]
        if _noteworthy(state, mention.type, head):
            state.add(index, state.nil(mention.type, " ".join(core(head).text.split()), unique=True))


def _noteworthy(state: State, kind: EntityType, head: Token) -> bool:
    if kind in FREE:
        return bool(belongs_to(state, head))
    noun = noun_class(head)
    return kind in BODIES and noun is not None and bool(noun.canonical) and _stands_alone(head)


def _stands_alone(head: Token) -> bool:
    """Tell whether a body is one: «le gouvernement», «l'armée»; not «des forces», «les troupes»."""
    return is_definite(head) and number(head) == "Sing"

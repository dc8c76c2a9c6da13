"""Descriptions that nothing resolves -> entities of their own, where they belong to a state or an organisation."""

from __future__ import annotations

from kg.model import EntityType, Form
from kg.phrases import core, is_definite, noun_class
from kg.resolve.roles import belongs_to
from kg.resolve.state import State, named

BODIES = frozenset({EntityType.GOVERNMENT_BODY, EntityType.ARMED_FORCE})
FREE = frozenset({EntityType.GROUP, EntityType.DOCUMENT})


def keep_unnamed(state: State) -> None:
    """Make entities of the groups, documents and bodies of somebody («des responsables américains»)."""
    for index, mention in enumerate(state.mentions):
        if index in state.keys or mention.reference.form is not Form.DESCRIPTION or named(mention):
            continue
        head = state.heads[index]
        noun = noun_class(head)
        label = " ".join(core(head).text.split())
        if mention.type in FREE and belongs_to(state, head):
            state.add(index, state.nil(mention.type, label, unique=True))
        elif mention.type in BODIES and noun is not None and noun.canonical and is_definite(head):
            state.add(index, state.nil(mention.type, noun.canonical, unique=True))

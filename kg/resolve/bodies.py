"""A description of a body or force -> its entity: «les troupes russes», «le gouvernement», «l'administration Trump»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.knowledge import country_adjective, gazetteer, pieces, records
from kg.model import EntityType
from kg.phrases import core, extent, is_definite, noun_class
from kg.resolve.roles import belongs_to
from kg.resolve.state import Node, State

if TYPE_CHECKING:
    from spacy.tokens import Token

#: bodies that one state has in another, or several of: their own words name them for good
PROPER = ("ambassade", "ministère", "consulat")


def body(state: State, index: int, head: Token) -> Node | None:
    """Return a nation's body by its canonical name, or the last of its kind for a bare «le gouvernement»."""
    mention, text = state.mentions[index], core(head).text
    if leader := _leader(state, head):
        return state.nil(mention.type, f"{text} {leader}", unique=False)
    if of := belongs_to(state, head):
        return _known(state, mention.type, head, of[0]) or _new(state, mention.type, head, of[0])
    if not is_definite(head):
        return None
    return _same_words(state, text) or _same_noun(state, index, head)


def owned(state: State, head: Token, owner: str) -> Node | None:
    """Return the body of a state that a possessive belongs to: «ses troupes», said of Russia."""
    noun = noun_class(head)
    if noun is None or not _canonical(head, owner):
        return None
    return _known(state, noun.type, head, owner) or _new(state, noun.type, head, owner)


def _canonical(head: Token, of: str) -> str:
    """Return the canonical name of a nation's body: «forces armées ukrainiennes» for «les troupes de Kiev»."""
    noun = noun_class(head)
    adjective = country_adjective(of, noun.agreement) if noun and noun.canonical else ""
    return f"{noun.canonical} {adjective}" if noun and adjective else ""


def _known(state: State, kind: EntityType, head: Token, of: str) -> Node | None:
    for name in (core(head).text, _canonical(head, of)):
        for entry in gazetteer().find(name):
            if entry.key in records() and records()[entry.key].type is kind:
                return state.node_of(entry.key)
    return None


def _new(state: State, kind: EntityType, head: Token, of: str) -> Node:
    text, canonical = core(head).text, _canonical(head, of)
    if canonical and len(text.split()) <= 3:
        return state.nil(kind, canonical, unique=False)
    return state.nil(kind, text, unique=not text.lower().startswith(PROPER))


def _same_words(state: State, text: str) -> Node | None:
    """Return the body of the article whose name has all the words of a longer description, if there is one only."""
    words = set(pieces(text))
    bodies = {
        key: node
        for key, node in state.nodes.items()
        if node.type is EntityType.GOVERNMENT_BODY and words <= set(pieces(node.label)) and len(words) > 2
    }
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def _leader(state: State, head: Token) -> str:
    """Return the name that a government goes by: «l'administration Trump»."""
    end = extent(head)[1]
    owner = noun_class(head.head) if head.dep_ == "nmod" else None
    spoken_for = owner is not None and owner.kind == "office"
    other = None if spoken_for else state.covering.get(end)
    if other is None or state.mentions[other].type is not EntityType.PERSON or state.spans[other][0] != end:
        return ""
    return state.mentions[other].reference.evidence.exact


def _same_noun(state: State, index: int, head: Token) -> Node | None:
    """Return the last body of the same kind for a bare noun: «le gouvernement» after «le gouvernement italien»."""
    mine = noun_class(head)
    if len(core(head)) > 1:
        return None
    for other in reversed(range(index)):
        key = state.keys.get(other)
        if key is None or state.mentions[other].type is not state.mentions[index].type:
            continue
        if noun_class(state.heads[other]) == mine or state.heads[other].lower_ == head.lower_:
            return state.nodes[key]
    return None

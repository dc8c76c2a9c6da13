"""Descriptions -> entities: by apposition, by what the article said before, by who holds the office on its date."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.knowledge import (
    Record,
    capital_of,
    fold,
    holders,
    office,
    pieces,
    records,
)
from kg.model import EntityType, Form
from kg.phrases import core, gender, is_definite, noun_class, number, possessive
from kg.resolve.apposition import apposed
from kg.resolve.bodies import body
from kg.resolve.roles import belongs_to, offices_on, role_and_body, same_office
from kg.resolve.state import Node, State, Tenancy, country_of, named

if TYPE_CHECKING:
    from spacy.tokens import Token

RULING = frozenset({"head-of-state", "head-of-government"})
BODIES = frozenset({EntityType.GOVERNMENT_BODY, EntityType.ARMED_FORCE})


def resolve_descriptions(state: State) -> None:
    """Give descriptions their entity where apposition, the article or knowledge says which it is."""
    waiting = [i for i, m in enumerate(state.mentions) if m.reference.form is Form.DESCRIPTION and not named(m)]
    for index in waiting:
        _by_apposition(state, index)
    for index in waiting:
        if index not in state.keys:
            _resolve(state, index)


def _by_apposition(state: State, index: int) -> None:
    """Resolve «le porte-parole du Pentagone, John Kirby» and remember the office."""
    head = state.heads[index]
    other = apposed(state, index)
    if other is None or number(head) == "Plur":
        return
    node = state.nodes[state.keys[other]]
    if state.mentions[index].type is EntityType.PERSON:
        words, of = role_and_body(state, head)
        state.tenancies.append(Tenancy(node.key, office(words).name, of))
        node.gender = node.gender or gender(head)
    else:
        node = state.retype(node, state.mentions[index].type)
    state.add(index, node)


def _resolve(state: State, index: int) -> None:
    mention, head = state.mentions[index], state.heads[index]
    noun = noun_class(head)
    if noun is None:
        return
    node: Node | None = None
    if mention.type is EntityType.PERSON:
        node = _person(state, index, head) if is_definite(head) else None
    elif mention.type in BODIES or noun.canonical:
        node = body(state, index, head)
    elif noun.kind == "stand-in":
        node = _state_of(state, head)
    elif noun.kind in {"state", "organisation"}:
        node = _before(state, index, head, mention.type)
    elif head.lower_ == "capitale":
        keys = [key for country in belongs_to(state, head)[:1] for key in capital_of(country)]
        node = state.node_of(keys[0]) if keys else None
    if node is not None:
        state.add(index, node)


def _state_of(state: State, head: Token) -> Node | None:
    """Return the state that «le régime syrien», «le pouvoir iranien», «la partie russe» stand for."""
    keys = belongs_to(state, head)
    return state.node_of(keys[0]) if keys and is_definite(head) and country_of(keys[0]) == keys[0] else None


def _person(state: State, index: int, head: Token) -> Node | None:
    """Return who a definite description means: the article's holder of the office first, then the world's."""
    words, of = role_and_body(state, head)
    if head.lower_ == "homologue":
        return _counterpart(state, index, of)
    if not of:
        return _known_before(state, index, words, gender(head)) or _last_person(state, index, head)
    told = [t.person for t in state.tenancies if set(of) & set(t.of) and same_office(words, t.office)]
    if told:
        return state.nodes[told[-1]]
    keys = dict.fromkeys(key for body in of for key in holders(words, body, state.document.article.date))
    present = [key for key in keys if key in state.nodes]
    for choice in (present, list(keys)):
        if len(choice) == 1:
            return state.node_of(choice[0])
    return None


def _counterpart(state: State, index: int, of: tuple[str, ...]) -> Node | None:
    """Return the holder of the same office elsewhere: «son homologue russe»."""
    for other in reversed(range(index)):
        key = state.keys.get(other)
        if key is None or state.nodes[key].type is not EntityType.PERSON:
            continue
        date = state.document.article.date
        for name in _offices(state, key):
            told = [t.person for t in state.tenancies if t.office == name and set(of) & set(t.of) and t.person != key]
            keys = told or [k for body in of for k in _office_holders(name, body, date)]
            if len(set(keys)) == 1:
                return state.node_of(keys[0])
        return None
    return None


def _office_holders(name: str, body: str, date: str | None) -> tuple[str, ...]:
    words = {"head-of-state": "président", "head-of-government": "Premier ministre", "foreign": "chef de la diplomatie"}
    return holders(words.get(name) or {"defence": "ministre de la Défense"}.get(name, name), body, date)


def _offices(state: State, person: str) -> list[str]:
    """Return the offices that the article or knowledge gives a person."""
    told = [t.office for t in state.tenancies if t.person == person]
    return told + [name for name, _ in offices_on(person, state.document.article.date)]


def _known_before(state: State, index: int, words: str, sex: str) -> Node | None:
    """Return who a bare role («le président») means: of its holders before, the most spoken of."""
    seen: Counter[str] = Counter()
    nearest: dict[str, int] = {}
    for other in range(index):
        key = state.keys.get(other)
        if key is None or state.nodes[key].type is not EntityType.PERSON:
            continue
        if not (sex and state.nodes[key].gender not in {"", sex}) and any(
            same_office(words, name) for name in _offices(state, key)
        ):
            seen[key] += 1
            nearest[key] = other
    best = max(seen, key=lambda key: (seen[key], nearest[key]), default=None)
    return state.nodes[best] if best else None


def _last_person(state: State, index: int, head: Token) -> Node | None:
    """Return the person last spoken of as a subject, for a bare «l'élu», «ce diplomate» in the next sentences."""
    noun = noun_class(head)
    pointed = any(child.lower_ in {"ce", "cet", "cette"} for child in head.lefts)
    if noun is None or len(core(head)) > 1 or not (pointed or noun.kind == "office") or possessive(head):
        return None
    home = state.sentence(head.i)
    for other in reversed(range(index)):
        key, subject = state.keys.get(other), state.heads[other]
        if home - state.sentence(subject.i) > 2:
            return None
        if key is None or state.nodes[key].type is not EntityType.PERSON or not subject.dep_.startswith("nsubj"):
            continue
        if not pointed and _offices(state, key):
            return None
        sex = gender(head)
        return None if sex and state.nodes[key].gender not in {"", sex} else state.nodes[key]
    return None


def _before(state: State, index: int, head: Token, kind: EntityType) -> Node | None:
    """Return the country last named, for «le pays», or the organisation whose name has the noun, for «l'Alliance»."""
    if not is_definite(head) or number(head) == "Plur" or belongs_to(state, head):
        return None
    if any(child.dep_ in {"nmod", "amod", "acl:relcl"} for child in head.children):
        return None
    for other in reversed(range(index)):
        key = state.keys.get(other)
        if not key or state.mentions[other].reference.form is not Form.NAME or state.nodes[key].type is not kind:
            continue
        if kind is EntityType.COUNTRY or (key in records() and _has_noun(records()[key], head)):
            return state.nodes[key]
    return None


def _has_noun(record: Record, head: Token) -> bool:
    return any(fold(head.text) in pieces(name) for name in record.names)

"""Descriptions -> entities: by apposition, by what the article said before, by who holds the office on its date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.knowledge import (
    capital_of,
    office,
)
from kg.knowledge.nouns import general_nouns
from kg.model import EntityType, Form
from kg.phrases import core, gender, is_definite, is_direction, noun_class, number, possessive
from kg.resolve.anaphora import meant_again
from kg.resolve.apposition import apposed
from kg.resolve.bodies import armed_forces, body
from kg.resolve.focus import country_spoken_for, focus, is_by_the_way
from kg.resolve.forces import followed, forces_of, is_force, joined, state_of
from kg.resolve.insurgents import insurgents
from kg.resolve.led import join_governments
from kg.resolve.neighbours import neighbour
from kg.resolve.passing import is_pointed
from kg.resolve.persons import compatriot, counterparts, person
from kg.resolve.pronouns import antecedent
from kg.resolve.regions import region
from kg.resolve.roles import belongs_to, role_and_body
from kg.resolve.state import Node, State, Tenancy, country_of, named

if TYPE_CHECKING:
    from spacy.tokens import Token

BODIES = frozenset({EntityType.GOVERNMENT_BODY, EntityType.ARMED_FORCE})
#: how many sentences back a general noun points
NEAR = 2
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
#: the owners inside a quotation, whom only its speaker tells
FIRST_PERSON = frozenset({"notre", "mon", "votre"})

#: how sure it is what a description means: beside its name, named elsewhere in the article, known from outside only
APPOSED, NAMED, OUTSIDE = 0.95, 0.85, 0.7


def resolve_descriptions(state: State) -> None:
    """Give descriptions their entity where apposition, the article or knowledge says which it is."""
    waiting = [i for i, m in enumerate(state.mentions) if m.reference.form is Form.DESCRIPTION and not named(m)]
    for index in waiting:
        _by_apposition(state, index)
    for index in waiting:
        if index not in state.keys:
            _resolve(state, index)
    join_governments(state)
    for index in waiting:
        if index not in state.keys and is_force(state.heads[index]):
            node = joined(state, state.heads[index])
            if node is not None:
                state.add(index, node)


def _by_apposition(state: State, index: int) -> None:
    """Resolve «le porte-parole du Pentagone, John Kirby» and remember the office."""
    head = state.heads[index]
    other = apposed(state, index)
    if other is None or number(head) == "Plur":
        return
    node = state.nodes[state.keys[other]]
    if state.mentions[index].type is EntityType.PERSON:
        words, of = role_and_body(state, head)
        names = [office(words).name]
        if head.lower_ == "homologue":
            names = counterparts(state, index, node.key)
        state.tenancies += [Tenancy(node.key, name, of) for name in names]
        node.gender = node.gender or gender(head)
    else:
        node = state.retype(node, state.mentions[index].type)
    state.add(index, node, APPOSED)


def _resolve(state: State, index: int) -> None:
    node = _node(state, index)
    if node is not None:
        state.add(index, node, NAMED if node.key in state.nodes else OUTSIDE)


def _node(state: State, index: int) -> Node | None:
    mention, head = state.mentions[index], state.heads[index]
    if is_direction(head):
        return region(state, index, head)
    if is_force(head) and (forces := _forces(state, head)) is not None:
        return forces
    noun = noun_class(head)
    if noun is None:
        return compatriot(state, index, head) if mention.type is EntityType.PERSON else None
    if mention.type is EntityType.PERSON:
        return person(state, index, head) if is_definite(head) else None
    called = insurgents(state, head) or neighbour(state, head) or meant_again(state, head, noun)
    if (mention.type in BODIES and noun.kind not in {"site", "operation"}) or noun.canonical:
        return called or body(state, index, head)
    return called or _other(state, index, head, noun.kind)


def _other(state: State, index: int, head: Token, kind: str) -> Node | None:
    """Return the state, organisation or capital that a description stands for."""
    if kind == "stand-in":
        return _state_of(state, head)
    owner = possessive(head)
    if owner is not None and owner.lower_ in FIRST_PERSON:
        return None
    if owner is not None and kind == "state":
        return _own_country(state, owner)
    if kind == "state":
        return _last_country(state, index, head)
    if head.lower_ == "capitale":
        bare = len(core(head)) == 1 and is_definite(head)
        countries = belongs_to(state, head)[:1] or ([focus(state, head)] if bare else [])
        keys = [key for country in countries if country for key in capital_of(country)]
        return state.node_of(keys[0]) if keys else None
    return None


def _own_country(state: State, owner: Token) -> Node | None:
    """Return the country of whoever a possessive stands for: «le président a rappelé la position de son pays»."""
    around = (c for verb in owner.ancestors for c in verb.children if c.dep_ in SUBJECTS and c.i < owner.i)
    # «X dit qu'une attaque contraindrait son pays»: of the subjects around it only a person has a country
    able = (c for c in around if c.pos_ == "PRON" or ((key := state.key_at(c)) and _is_person(state, key)))
    subject = next(able, None)
    key = antecedent(state, owner) if subject is None or subject.pos_ == "PRON" else state.key_at(subject)
    country = country_spoken_for(state, key) if key is not None else None
    return state.node_of(country) if country is not None else None


def _is_person(state: State, key: str) -> bool:
    return state.nodes[key].type is EntityType.PERSON


def _forces(state: State, head: Token) -> Node | None:
    """Return the forces of somebody; a ruler's are his state's."""
    found = followed(state, head)
    if found is None:
        return None
    owner, label = found
    ruled = state_of(state, owner) if owner.type is EntityType.PERSON else None
    if ruled is None:
        return forces_of(state, owner, label)
    return armed_forces(state, ruled)


def _state_of(state: State, head: Token) -> Node | None:
    """Return the state that «le régime syrien», «le pouvoir iranien», «la partie russe» stand for."""
    keys = belongs_to(state, head)
    return state.node_of(keys[0]) if keys and is_definite(head) and country_of(keys[0]) == keys[0] else None


def _last_country(state: State, index: int, head: Token) -> Node | None:
    """Return the country last named, for «le pays»; of a people («le pays asiatique») the one that is of it."""
    if not is_definite(head) or _is_several(head) or any(c.dep_ in {"nmod", "acl:relcl"} for c in head.children):
        return None
    nations = belongs_to(state, head)
    before = _countries_before(state, index, head)
    if nations:
        theirs = (node for _, node in before if country_of(node.key) in nations)
        return next(theirs, None) if head.lower_ in general_nouns() else None
    if len(core(head)) > 1:
        return None
    named_last = next(before, None)
    if named_last is None or is_pointed(head) or not is_by_the_way(named_last[0]):
        return named_last[1] if named_last else state.nodes.get(focus(state, head) or "")
    other = next((node for name, node in before if not is_by_the_way(name)), None)
    return other or state.nodes.get(focus(state, head) or "") or named_last[1]


def _countries_before(state: State, index: int, head: Token) -> Iterator[tuple[Token, Node]]:
    """Yield the countries named in the sentences before a noun, nearest first."""
    home = state.sentence(head.i)
    for other in reversed(range(index)):
        key, name = state.keys.get(other), state.heads[other]
        if key and state.mentions[other].reference.form is Form.NAME and state.nodes[key].type is EntityType.COUNTRY:
            if home - state.sentence(name.i) > NEAR:
                return
            yield name, state.nodes[key]


def _is_several(head: Token) -> bool:
    """Tell whether there are several: «les pays», «nos deux pays»."""
    return number(head) == "Plur" or any(child.dep_ == "nummod" for child in head.lefts)

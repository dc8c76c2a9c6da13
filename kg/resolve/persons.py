"""A definite description of a person -> who it means: by the article first, then by who holds the office that day."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from kg.knowledge import gazetteer, held, holders, office
from kg.knowledge.nouns import general_nouns
from kg.model import EntityType
from kg.phrases import case, core, is_definite, noun_class, number, possessive
from kg.resolve.genders import noun_gender
from kg.resolve.passing import (
    is_anybody,
    is_crowned,
    is_former,
    is_of_another_party,
    is_ranked,
    is_relatives,
    is_to_come,
    last_person,
    same_noun,
    serves_a_state,
)
from kg.resolve.roles import GENERAL, RULERS, offices_of_person, offices_on, role_and_body, same_office
from kg.resolve.state import Node, State, country_of

if TYPE_CHECKING:
    from spacy.tokens import Token

PRESIDING = frozenset({"dirigeant", "dirigeante", "président", "présidente"})
#: bare nouns of offices that every state and ministry has
RULING = PRESIDING | {"ministre"}
#: how many letters of its second part tell an adjective of two peoples
STEM = 5
#: the country of the press that is read
HOME = "Q142"
#: how many sentences back a speaker is described in passing
NEAR = 3


def person(state: State, index: int, head: Token) -> Node | None:
    """Return who a definite description means: the article's holder of the office first, then the world's."""
    node = _described(state, index, head)
    return node if node is None or not is_of_another_party(state, head, node.key) else None


def _described(state: State, index: int, head: Token) -> Node | None:
    if same := same_noun(state, index, head):
        return same
    if is_anybody(head) or is_ranked(head) or is_to_come(head) or (is_former(head) and is_relatives(head)):
        return None
    words, of = role_and_body(state, head)
    if head.lower_ == "homologue":
        # «son homologue de la Maison Blanche» is the country's
        return _counterpart(state, index, tuple(country_of(key) or key for key in of))
    if again := _same_people(state, index, head):
        return again
    if is_former(head) and (before := _former(state, words, of)):
        return before
    return _of(state, index, head, words, of) if of else _bare(state, index, head, words)


def _bare(state: State, index: int, head: Token, words: str) -> Node | None:
    """Return who a role means of which nothing says what it is of: «le président», «l'élu»."""
    if is_crowned(head):
        return _crowned(state, head)
    if possessive(head) is not None and words.lower() in RULING:
        # «son président», «leur ministre»: of whom nobody has looked
        return None
    known = _known_before(state, index, words, noun_gender(head)) or _introduced(state, index, head)
    known = known or _at_home(state, index, words)
    return known or last_person(state, index, head)


def _introduced(state: State, index: int, head: Token) -> Node | None:
    """Return the only person named before after the same general noun: «l'opposant» for «l'opposant X»."""
    if head.lower_ not in general_nouns() or len(core(head)) > 1 or number(head) == "Plur":
        return None
    doc, sex = state.document.doc, noun_gender(head)
    found = {
        key
        for other, key in state.keys.items()
        if other < index
        and state.nodes[key].type is EntityType.PERSON
        and state.nodes[key].gender in {"", sex}
        and _noun_before(doc[max(0, state.spans[other][0] - 1)]).lower_ == head.lower_
    }
    return state.nodes[found.pop()] if len(found) == 1 else None


def _noun_before(token: Token) -> Token:
    """Return the noun that stands before a name, without its adjective: «l'opposant russe | X»."""
    return token.nbor(-1) if token.pos_ == "ADJ" and token.i else token


def _crowned(state: State, head: Token) -> Node | None:
    """Return the only person whom the article names by a sovereign's title: «le roi» is no president."""
    doc = state.document.doc
    found = {
        key
        for index, key in state.keys.items()
        if state.nodes[key].type is EntityType.PERSON
        and head.lower_
        in {token.lower_ for token in doc[max(0, state.spans[index][0] - 1) : state.spans[index][0] + 1]}
    }
    return state.nodes[found.pop()] if len(found) == 1 else None


def _of(state: State, index: int, head: Token, words: str, of: tuple[str, ...]) -> Node | None:
    """Return who holds an office of a country or body: by the article, else by knowledge."""
    told = [t.person for t in state.tenancies if set(of) & set(t.of) and same_office(words, t.office)]
    keys = dict.fromkeys(key for body in of for key in holders(words, body, state.document.article.date))
    present = [key for key in keys if key in state.nodes]
    former = is_former(head)
    if told and (former or len(present) != 1):
        return state.nodes[told[-1]]
    for choice in () if former else (present, list(keys)):
        if len(choice) == 1:
            return state.node_of(choice[0])
    return None if keys or told else _official(state, index, head, of) or _servant(state, head, words, of)


def _official(state: State, index: int, head: Token, of: tuple[str, ...]) -> Node | None:
    """Return the official of a state who was just spoken of: «le diplomate allemand» for its minister.

    Somebody whom the article introduced by the same words is meant first.
    """
    noun, words = noun_class(head), core(head)
    general = noun is not None and (noun.kind == "individual" or head.lower_ in general_nouns() | GENERAL.keys())
    if not general or number(head) == "Plur" or any(t.pos_ != "ADJ" for t in words if t.i != head.i):
        return None
    home, sex = state.sentence(head.i), noun_gender(head)
    for other in reversed(range(index)):
        if home - state.sentence(state.heads[other].i) > NEAR:
            return None
        if state.heads[other].lower_ == head.lower_ and other not in state.keys:
            return None
        key = state.keys.get(other)
        if key is None or state.nodes[key].type is not EntityType.PERSON or state.nodes[key].gender not in {"", sex}:
            continue
        if state.heads[other].lower_ == head.lower_ or (serves_a_state(head) and set(of) & _served(state, key)):
            return state.nodes[key]
    return None


def _servant(state: State, head: Token, words: str, of: tuple[str, ...]) -> Node | None:
    """Return the only person who holds an office of a body, for «la responsable de la banque»."""
    if words != head.lower_ or not serves_a_state(head) or any(country_of(key) == key for key in of):
        return None
    sex = noun_gender(head)
    persons = {t.person for t in state.tenancies if set(of) & set(t.of)}
    fitting = [key for key in persons if state.nodes[key].gender in {"", sex}]
    return state.nodes[fitting[0]] if len(fitting) == 1 and len(persons) == 1 else None


def _served(state: State, person: str) -> set[str]:
    """Return the states of which somebody holds an office, as the article or knowledge says."""
    bodies = [of for t in state.tenancies if t.person == person for of in t.of]
    bodies += [of for _, of in offices_on(person, state.document.article.date)]
    return {country for of in bodies if (country := country_of(of))}


def _former(state: State, words: str, of: tuple[str, ...]) -> Node | None:
    """Return the only person of the article who once held an office: «l'ancien chef de l'Etat»."""
    name, date = office(words).name, state.document.article.date or ""
    found = {
        node.key
        for node in state.nodes.values()
        if node.type is EntityType.PERSON
        for held_name, body, tenure in held(node.key)
        if held_name == name and (not of or body in of) and tenure.end and tenure.end < date
    }
    return state.nodes[found.pop()] if len(found) == 1 else None


def _at_home(state: State, index: int, words: str) -> Node | None:
    """Return the ruler of France whom the article names later, for «le chef de l'Etat» that nobody was before."""
    here = holders(words, HOME, state.document.article.date) if office(words).name in RULERS else ()
    rulers = RULERS & {name for i in range(index) for name in _offices_at(state, i)}
    return state.nodes[here[0]] if len(here) == 1 and here[0] in state.nodes and not rulers else None


def _offices_at(state: State, index: int) -> list[str]:
    key = state.keys.get(index)
    return [] if key is None or state.nodes[key].type is not EntityType.PERSON else offices_of_person(state, key)


def compatriot(state: State, index: int, head: Token) -> Node | None:
    """Return the last person who was said to be of a people, for «l'Espagnol»; an office of the country counts."""
    if not is_definite(head) or number(head) == "Plur" or case(head) == "à":
        # «à l'américaine»
        return None
    nations = {entry.key for entry in gazetteer().find(head.text)}
    officials = {t.person for t in state.tenancies if nations & set(t.of)}
    for other in reversed(range(index)):
        key = state.keys.get(other)
        if key is None or state.nodes[key].type is not EntityType.PERSON:
            continue
        if state.heads[other].lower_ == head.lower_ or key in officials:
            return state.nodes[key]
    return None


def _same_people(state: State, index: int, head: Token) -> Node | None:
    """Return who was said to be of the same two peoples: «la chercheuse franco-libanaise», whatever the noun."""
    peoples = _two_peoples(head)
    for other in reversed(range(index)) if peoples else ():
        key = state.keys.get(other)
        if key and state.nodes[key].type is EntityType.PERSON and _two_peoples(state.heads[other]) == peoples:
            return state.nodes[key]
    return None


def _two_peoples(head: Token) -> str:
    """Return the stem of an adjective of two peoples in either gender: «franco-turc», «franco-turque»."""
    found = next((t.lower_ for t in head.rights if t.pos_ == "ADJ" and "-" in t.text[1:-1]), "")
    return found[: found.find("-") + STEM]


def counterparts(state: State, index: int, other: str) -> list[str]:
    """Return the offices of the last person named before somebody else's «homologue»."""
    for before in reversed(range(index)):
        key = state.keys.get(before)
        if key not in {None, other} and state.nodes[key].type is EntityType.PERSON:
            return offices_of_person(state, key)
    return []


def _counterpart(state: State, index: int, of: tuple[str, ...]) -> Node | None:
    """Return the holder of the same office elsewhere: «son homologue russe»."""
    date = state.document.article.date
    for other in reversed(range(index)):
        key = state.keys.get(other)
        if key is None or state.nodes[key].type is not EntityType.PERSON:
            continue
        for name in offices_of_person(state, key):
            told = [t.person for t in state.tenancies if t.office == name and set(of) & set(t.of) and t.person != key]
            keys = told or [k for body in of for k in _office_holders(name, body, date)]
            if len(set(keys)) == 1:
                return state.node_of(keys[0])
        return None
    return None


def _office_holders(name: str, body: str, date: str | None) -> tuple[str, ...]:
    words = {"head-of-state": "président", "head-of-government": "Premier ministre", "foreign": "chef de la diplomatie"}
    return holders(words.get(name) or {"defence": "ministre de la Défense"}.get(name, name), body, date)


def _known_before(state: State, index: int, words: str, sex: str) -> Node | None:
    """Return who a bare role («le président») means: of its holders before, the most spoken of; else the one after."""
    return _spoken_of(state, range(index), words, sex) or _spoken_of(
        state, range(index + 1, len(state.mentions)), words, sex, alone=True
    )


def _spoken_of(state: State, where: range, words: str, sex: str, *, alone: bool = False) -> Node | None:
    fits = office(words).name.__eq__ if alone else partial(same_office, words)
    # «le président» may preside anything, «le chef de l'Etat» only a state
    ruling = office(words).name in RULERS and words.lower() not in PRESIDING
    seen: Counter[str] = Counter()
    nearest: dict[str, int] = {}
    for other in where:
        key = state.keys.get(other)
        if key is None or state.nodes[key].type is not EntityType.PERSON:
            continue
        if not (sex and state.nodes[key].gender not in {"", sex}) and any(
            map(fits, offices_of_person(state, key, ruling=ruling))
        ):
            seen[key] += 1
            nearest[key] = other
    if alone and len(seen) != 1:
        return None
    best = max(seen, key=lambda key: (seen[key], nearest[key]), default=None)
    return state.nodes[best] if best else None

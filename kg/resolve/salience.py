"""A pronoun with its gender and number -> the entity that the text is about there: a subject or speaker before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import EntityType, Form
from kg.phrases import case, gender, number
from kg.resolve.agreement import (
    CONTINUED,
    GOING_ON,
    Pronoun,
    agrees,
    agrees_here,
    is_far,
    is_in_own_words,
    is_outdone,
)
from kg.resolve.state import Node, State
from kg.resolve.strangers import is_somebody, named_within, unknown_speaker
from kg.resolve.subjects import is_around, is_inside, is_passing, is_subject, whole

if TYPE_CHECKING:
    from spacy.tokens import Token

COLLECTIVE = frozenset({EntityType.GROUP, EntityType.ARMED_FORCE})
TITLES = frozenset({"M.", "Mme"})
TOPICAL = frozenset({"il", "elle"})
LENGTHS = frozenset(map(len, TOPICAL))
SENTENCES_BACK = 5
#: within how many sentences «a-t-il ajouté» goes on with who spoke, where nobody else came between
FAR = 12
#: within how many sentences somebody is meant who is no subject
NEAR = 2


@dataclass(frozen=True, slots=True)
class _Candidate:
    head: Token
    node: Node
    speaks: bool


def salient(state: State, pronoun: Pronoun) -> str | None:
    """Return the last subject or speaker that agrees; else the last person that does, not far back.

    The subject of a main clause outdoes those of the clauses inside its sentence.
    """
    if named := _named_just_before(state, pronoun):
        return named
    deferred: _Candidate | None = None
    fallback: _Candidate | None = None
    stale: _Candidate | None = None
    home = state.sentence(pronoun.token.i)
    unknown = unknown_speaker(state, pronoun)
    unsure = unknown >= 0 and home - state.sentence(unknown) <= NEAR
    for one in _candidates(state, pronoun, unknown):
        if one is None:
            return deferred.node.key if deferred else None
        if _is_beyond(state, pronoun, one, deferred, fallback):
            break
        distance = home - state.sentence(one.head.i)
        if not (one.speaks or is_subject(one.head, one.node)):
            if fallback is None and not unsure and _may_be_meant(one.node, pronoun, distance):
                fallback = one
        elif pronoun.goes_on and not one.speaks and _is_aside(one, distance):
            stale = stale or one
        elif _is_weak(one, pronoun):
            if _is_outshone(state, one, pronoun):
                return deferred.node.key if deferred else None
            deferred = deferred or one
        else:
            return one.node.key
    chosen = deferred or fallback or stale
    return chosen.node.key if chosen else None


def _named_just_before(state: State, pronoun: Pronoun) -> str | None:
    """Return who is named just before a pronoun that takes the name up: «Mme X, elle, a refusé»."""
    token, doc = pronoun.token, state.document.doc
    index = state.covering.get(token.i - 2) if token.i > 1 and token.nbor(-1).text == "," else None
    if index is None or index not in state.keys:
        return None
    head, node, start = state.heads[index], state.nodes[state.keys[index]], state.spans[index][0]
    if "quant" in {word.lower_ for word in doc[max(start - 2, 0) : start]}:
        # «Quant au Congrès, il a refusé»
        return node.key if agrees_here(head, node, pronoun) else None
    if start and not (doc[start].is_sent_start or doc[start - 1].is_punct or doc[start - 1].text in TITLES):
        return None
    is_meant = node.type is EntityType.PERSON and not case(head) and agrees(node, pronoun.sex, pronoun.number)
    return node.key if is_meant else None


def _is_aside(one: _Candidate, distance: int) -> bool:
    """Tell whether somebody does not break in on who speaks: who did something long ago, a body named in passing."""
    return distance > CONTINUED or (one.node.type is not EntityType.PERSON and is_passing(one.head))


def _is_beyond(
    state: State, pronoun: Pronoun, one: _Candidate, deferred: _Candidate | None, fallback: _Candidate | None
) -> bool:
    """Tell whether somebody stands too far back to outdo those who were found nearer."""
    home, here = state.sentence(pronoun.token.i), state.sentence(one.head.i)
    if deferred is not None and here != state.sentence(deferred.head.i):
        return True
    if fallback is None:
        return False
    if home - here > SENTENCES_BACK:
        return True
    if one.node.type is not EntityType.PERSON and state.document.quotation_at(pronoun.token.i) is not None:
        return True
    return here != home and is_inside(pronoun.token) and state.sentence(fallback.head.i) == home


def nearest(state: State, pronoun: Pronoun) -> str | None:
    """Return the last entity that agrees: «celui-ci», «ce dernier»."""
    found = next((one for one in _candidates(state, pronoun, unknown_speaker(state, pronoun)) if one), None)
    return found.node.key if found else None


def _may_be_meant(node: Node, pronoun: Pronoun, distance: int) -> bool:
    """Tell whether somebody is meant who is no subject: a person, or for «ils» those of the sentence before."""
    if node.type is EntityType.PERSON:
        return distance <= NEAR
    return node.type in COLLECTIVE and pronoun.number == "Plur" and distance <= 1


def _candidates(state: State, pronoun: Pronoun, unknown: int) -> Iterator[_Candidate | None]:
    """Yield what agrees, nearest first, up to where somebody unknown spoke who may be meant; None for one unknown."""
    quoted = state.document.quotation_at(pronoun.token.i)
    # «"Elle a été tuée", a dit sa sœur»: who speaks does not say «elle» of herself
    speaker = state.speaker_at(pronoun.token.i, plural=False) if quoted is not None else None
    others = named_within(state, pronoun.token) if pronoun.token.lower_ in GOING_ON else frozenset()
    for head, key, form in _before(state, pronoun):
        if head.i < unknown:
            return
        if form is Form.ADJECTIVE or is_in_own_words(state, pronoun, head):
            continue
        if quoted is None and state.document.quotation_at(head.i):
            continue
        if quoted is None and not pronoun.points and state.reported(head.i, pronoun.token.i):
            continue
        if key is None:
            if is_somebody(head, pronoun):
                yield None
            continue
        node = state.nodes[key]
        if key in others or (key == speaker and node.type is EntityType.PERSON):
            continue
        near = agrees_here(head, node, pronoun) and not is_far(state, pronoun, head, node, speaks=form is None)
        if near and not is_outdone(state, pronoun, head, node):
            yield _Candidate(head, node, form is None)


def _before(state: State, pronoun: Pronoun) -> Iterator[tuple[Token, str | None, Form | None]]:
    """Yield mentions and speakers (without form) before a token, not too far back, nearest first.

    Who goes on speaking may have spoken far back.
    """
    token, doc = pronoun.token, state.document.doc
    home = state.sentence(token.i)
    _follow(state, token.i)
    turns = [(head, key) for head, key in state.turns if head < token.i]
    topics = [(head, key) for head, key in state.topics if head < token.i]
    for index in state.before(token.i):
        head = state.heads[index]
        while topics and topics[-1][0] >= head.i and (not turns or topics[-1][0] >= turns[-1][0]):
            topic, key = topics.pop()
            yield doc[topic], key, Form.PRONOUN
        while turns and turns[-1][0] >= head.i:
            turn, key = turns.pop()
            yield doc[turn], key, None
        if home - state.sentence(head.i) > SENTENCES_BACK:
            break
        yield head, state.keys.get(index), state.mentions[index].reference.form
    for turn, key in reversed(turns) if pronoun.goes_on else ():
        if home - state.sentence(turn) > FAR:
            return
        if state.nodes[key].type is EntityType.PERSON:
            yield doc[turn], key, None


def _follow(state: State, end: int) -> None:
    """Find whom the subjects «il» and «elle» of the main clauses before a token mean: the text goes on about them."""
    while state.pending and state.pending[0].i < end:
        token = state.pending.popleft()
        key = salient(state, Pronoun(token, "m" if token.lower_ == "il" else "f", "Sing"))
        if key is not None:
            state.topics.append((token.i, key))


def topical(state: State) -> list[Token]:
    """Return the subjects «il» and «elle» of main clauses outside quotations."""
    return [
        token
        for token in state.document.doc
        if len(token) in LENGTHS
        and token.lower_ in TOPICAL
        and token.dep_ in {"nsubj", "nsubj:pass"}
        and token.head.dep_ in {"ROOT", "conj"}
        and state.document.quotation_at(token.i) is None
    ]


def _is_outshone(state: State, one: _Candidate, pronoun: Pronoun) -> bool:
    """Tell whether a thing stands beside a main subject that is nobody known but agrees: «l'assemblée …, que X…»."""
    subject = next((child for child in one.head.sent.root.lefts if child.dep_ in {"nsubj", "nsubj:pass"}), None)
    if one.node.type is EntityType.PERSON or not pronoun.sex or subject is None or subject.pos_ != "NOUN":
        return False
    unknown = subject.i < pronoun.token.i and state.key_at(subject) is None
    return unknown and (gender(subject), number(subject)) == (pronoun.sex, pronoun.number)


def _is_weak(one: _Candidate, pronoun: Pronoun) -> bool:
    """Tell whether a subject may be another's: beside the main one, or a thing of unknown gender."""
    if one.speaks:
        # «approuve l'avis de X, qui a parlé de…»: it is another who goes on
        return whole(one.head).dep_ == "nmod"
    if one.node.type is not EntityType.PERSON and pronoun.sex and not one.node.gender:
        return True
    return is_passing(one.head) and not is_around(one.head, pronoun.token)

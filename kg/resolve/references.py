"""Claims, holdings and events with bare references -> the same with the entities that the references stand for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Claim, EntityType, Event, OfficeHolding, Reference
from kg.phrases import core, noun_class, number
from kg.resolve.pronouns import antecedent
from kg.resolve.state import State

if TYPE_CHECKING:
    from spacy.tokens import Token

FIRST = {"je": False, "j'": False, "mon": False, "ma": False, "mes": False, "nous": True, "notre": True, "nos": True}
ACTORS = frozenset(EntityType) - {EntityType.DOCUMENT, EntityType.COUNTRY}


def resolved_claims(state: State, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the claims with speakers and addressees; earlier speakers help to read later pronouns."""
    done = []
    for claim in claims:
        sources = tuple(resolve_reference(state, source) for source in claim.sources)
        addressee = resolve_reference(state, claim.addressee) if claim.addressee else None
        for source in sources:
            if source.entity:
                state.speaks(source.head, claim, source.entity)
        done.append(replace(claim, sources=sources, addressee=addressee))
    return tuple(done)


def resolved_holdings(state: State, holdings: tuple[OfficeHolding, ...]) -> tuple[OfficeHolding, ...]:
    """Return the holdings of persons who are known by name, with their persons and bodies."""
    done = []
    for holding in holdings:
        token = state.tokens.get(holding.person.head)
        key = state.key_at(token) if token is not None else None
        if key is not None:
            of = resolve_reference(state, holding.of) if holding.of else None
            done.append(replace(holding, person=replace(holding.person, entity=key), of=of))
    return tuple(done)


def resolved_events(state: State, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the events with their participants."""
    return tuple(
        replace(
            event,
            participants=tuple(replace(p, reference=resolve_reference(state, p.reference)) for p in event.participants),
        )
        for event in events
    )


def resolve_reference(state: State, reference: Reference) -> Reference:
    """Return a reference with its entity, None where nothing certain can be said."""
    token = state.tokens.get(reference.head)
    if token is None:
        return reference
    return replace(reference, entity=_key(state, token))


def _key(state: State, token: Token) -> str | None:
    key = state.key_at(token)
    if key is not None:
        state.needed.add(key)
        return key
    if token.lower_ in FIRST:
        return state.speaker_at(token.i, plural=FIRST[token.lower_])
    if token.pos_ in {"PRON", "DET"}:
        return antecedent(state, token)
    return _unnamed(state, token)


def _unnamed(state: State, token: Token) -> str | None:
    """Return a new entity for somebody whom the article only describes: «un haut responsable», «des manifestants»."""
    noun = noun_class(token)
    if noun is None or noun.type not in ACTORS or token.pos_ == "PRON":
        return None
    kind = noun.type
    if number(token) == "Plur" and kind is EntityType.PERSON:
        kind = EntityType.GROUP
    words = core(token).text.split()
    if kind is EntityType.PLACE and len(words) == 1:
        return None
    node = state.nil(kind, " ".join(words), unique=True)
    index = state.index_at(token)
    if index is None:
        return None
    state.add(index, node)
    state.needed.add(node.key)
    return node.key

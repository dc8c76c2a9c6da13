"""Claims and events with bare references -> the same with the entities that the references stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.knowledge import gazetteer
from kg.model import Claim, EntityType, Event, EventType, Form, Mention, Participant, ParticipantRole, Reference
from kg.phrases import case, determiner, possessive
from kg.resolve.admissible import admissible, is_human
from kg.resolve.anonymous import anonymous
from kg.resolve.bodies import owned
from kg.resolve.documents import issuer
from kg.resolve.focus import country_spoken_for, governed
from kg.resolve.pairs import pair
from kg.resolve.passing import goes_on
from kg.resolve.pronouns import antecedent, is_pronoun, is_victim, once_called
from kg.resolve.salience import topical
from kg.resolve.speakers import described_only, introduced, named_inside, one_of, people, several
from kg.resolve.state import State, country_of, named
from kg.resolve.strangers import is_taken_up
from kg.resolve.subjects import is_object, whole

if TYPE_CHECKING:
    from spacy.tokens import Token

#: what announces a content that begins with its speaker: «Le ministre est clair: …»
ANNOUNCED = re.compile(r'[^"«“:]*:|.*:\s*(?=["«“])', re.DOTALL)
FIRST = {
    "je": False,
    "j'": False,
    "me": False,
    "m'": False,
    "mon": False,
    "ma": False,
    "mes": False,
    "nous": True,
    "notre": True,
    "nos": True,
}
ACTORS = frozenset(EntityType) - {EntityType.DOCUMENT, EntityType.COUNTRY}
#: what persons do, not their states
BY_PERSONS = frozenset({EventType.CALL, EventType.MEET, EventType.VISIT})
LANDS = frozenset({EntityType.COUNTRY, EntityType.PLACE})
#: what a people does is done by its state
OF_STATES = frozenset(
    {EventType.AGREE, EventType.AID, EventType.CEASEFIRE, EventType.DEPLOY, EventType.NEGOTIATE, EventType.SANCTION}
)
#: what takes somebody across a border
MOVES = frozenset({EventType.DEPLOY, EventType.EXPEL, EventType.WITHDRAW})
WHERE = frozenset({ParticipantRole.FROM, ParticipantRole.PLACE, ParticipantRole.TO})
#: how the speaker of a noun is joined: «l'annonce de X», «une menace brandie par X»
BY = frozenset({"de", "d'", "du", "des", "par"})
#: a communiqué may speak
FREE = ACTORS | {EntityType.DOCUMENT}
#: how sure it is who is described in passing
PASSING = 0.7


def resolved_claims(state: State, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the claims with speakers and addressees; earlier speakers help to read later pronouns."""
    done = []
    state.pending.extend(topical(state))
    found: dict[int, tuple[Reference, ...]] = {}
    for claim in claims:
        state.own = _attributed(claim)
        sources = _once(one for source in claim.sources for one in _speakers(state, source, found))
        addressee = _addressee(state, claim.addressee) if claim.addressee else None
        state.own = ()
        for source in sources:
            if source.entity and not _in_passing(state, claim, source):
                state.speaks(source.head, source.entity)
            elif not source.entity and source.head in state.tokens and not is_taken_up(state, source):
                state.silent.append(state.tokens[source.head])
            state.claims(claim, source.entity)
        venue = claim.venue
        if venue and venue.reference:
            venue = replace(venue, reference=_actor(state, venue.reference))
        done.append(replace(claim, sources=sources, addressee=addressee, venue=venue))
    return tuple(done)


def _in_passing(state: State, claim: Claim, source: Reference) -> bool:
    """Tell whether it is said by the way that somebody said something.

    «Il a critiqué X pour avoir menti», «l'annonce d'un retrait par X».
    """
    head = state.tokens[source.head]
    cue = state.tokens.get(claim.cue.start) if claim.cue is not None else None
    if cue is None:
        return False
    if case(whole(head)) in BY:
        return cue.pos_ == "NOUN"
    return cue.pos_ in {"VERB", "AUX"} and cue.i > head.i and is_object(head)


def _speakers(state: State, source: Reference, found: dict[int, tuple[Reference, ...]]) -> tuple[Reference, ...]:
    """Return who a source is; the same pronoun says «a-t-il dit» and «, précisant que»."""
    if source.form is not Form.PRONOUN:
        return _actors(state, source)
    if source.head not in found:
        found[source.head] = _actors(state, source)
    return found[source.head]


def _once(sources: Iterable[Reference]) -> tuple[Reference, ...]:
    """Return each source once: «le directeur de la banque (X), Y,» is one."""
    return tuple({source.entity or source: source for source in reversed(list(sources))}.values())[::-1]


def _attributed(claim: Claim) -> tuple[tuple[int, int], ...]:
    """Return where a claim's content stands, without what announces it: «Le ministre est clair: "…", a-t-il dit»."""
    announced = ((part, ANNOUNCED.match(part.exact)) for part in claim.content)
    return tuple((part.start + (found.end() if found else 0), part.end) for part, found in announced)


def _actors(state: State, reference: Reference) -> tuple[Reference, ...]:
    """Return a reference once for each of those that it stands for: «ils», «les deux dirigeants»."""
    token = state.tokens.get(reference.head)
    keys = pair(state, token) if token is not None else ()
    issued = issuer(state, token) if token is not None else None
    keys = (issued,) if issued else keys
    state.needed.update(keys)
    return tuple(replace(reference, entity=key) for key in keys) or (_actor(state, reference),)


def _actor(state: State, reference: Reference) -> Reference:
    """Return who speaks: never a city, but the state that it is the capital of."""
    index, country = governed(state, reference)
    if index is not None and country:
        state.add(index, state.node_of(country))
    return resolve_reference(state, reference, FREE)


def _addressee(state: State, reference: Reference) -> Reference | None:
    """Return who is spoken to; in a city that does not act something is only said: «ils annoncent à Sanaa que»."""
    _, country = governed(state, reference)
    return None if country else resolve_reference(state, reference, FREE)


def resolved_events(state: State, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the events with their participants."""
    return tuple(replace(event, participants=_taking_part(state, event)) for event in events)


def _taking_part(state: State, event: Event) -> tuple[Participant, ...]:
    """Return the participants, once each: «le général» and «il» may turn out to be one."""
    found: dict[tuple[str, object], Participant] = {}
    for participant in event.participants:
        for one in _participants(state, event.type, participant):
            possible = _possible(state, event.type, _on_own_ground(state, one))
            found.setdefault((one.role, possible.reference.entity or one.reference.head), possible)
    agents = {one.reference.entity for one in found.values() if one.role is ParticipantRole.AGENT}
    return tuple(_abroad(state, agents, one) if event.type in MOVES else one for one in found.values())


def _on_own_ground(state: State, participant: Participant) -> Participant:
    """Return the country for the person on whose ground or at whose border it happens: «sur son sol»."""
    key = participant.reference.entity
    if participant.role not in WHERE or key is None or state.nodes[key].type in LANDS:
        return participant
    country = state.present(country_spoken_for(state, key)) if participant.reference.form is Form.PRONOUN else key
    return replace(participant, reference=replace(participant.reference, entity=country))


def _abroad(state: State, agents: set[str | None], participant: Participant) -> Participant:
    """Return where a state sends its troops to or takes them from: «le pays» is not that state, but the one before."""
    reference = participant.reference
    at_home = participant.role in WHERE and reference.form is Form.DESCRIPTION and reference.entity in agents
    if not at_home or reference.entity is None:
        return participant
    token = state.tokens[reference.head]
    named_before = (state.keys.get(index) for index in state.before(token.i) if named(state.mentions[index]))
    countries = (key for key in named_before if key and state.nodes[key].type is EntityType.COUNTRY)
    other = next((key for key in countries if key not in agents), None)
    return replace(participant, reference=replace(reference, entity=state.present(other)))


def _possible(state: State, event: EventType, participant: Participant) -> Participant:
    """Return the participant, unresolved where what it was resolved to cannot take part so."""
    key = participant.reference.entity
    if key is None or admissible(event, participant, state.nodes[key].type):
        return participant
    return replace(participant, reference=replace(participant.reference, entity=None))


def _speaks_of_himself(token: Token) -> bool:
    return any(FIRST.get(word.lower_) is False for word in token.sent)


def _participants(state: State, event: EventType, participant: Participant) -> list[Participant]:
    token = state.tokens.get(participant.reference.head)
    if token is not None and FIRST.get(token.lower_) and (event in BY_PERSONS or _speaks_of_himself(token)):
        # «nous nous sommes rencontrés», «nous avons convenu que je viendrais»: the speaker himself, not his state
        speaker = state.speaker_at(token.i, plural=False)
        return [replace(participant, reference=replace(participant.reference, entity=speaker))]
    keys = pair(state, token) if token is not None else ()
    references = [replace(participant.reference, entity=key) for key in keys]
    human = is_human(event, participant.role) or (token is not None and is_victim(token))
    references = references or [resolve_reference(state, participant.reference, human=human)]
    if token is not None and references[0].entity is None and event in OF_STATES:
        # «des négociations avec les Israéliens»
        references = [replace(participant.reference, entity=people(state, token))]
    return [replace(participant, reference=reference) for reference in references]


def resolve_reference(
    state: State, reference: Reference, kinds: frozenset[EntityType] = ACTORS, *, human: bool = False
) -> Reference:
    """Return a reference with its entity, None where nothing certain can be said.

    ``kinds`` are the types that may become an entity of their own where nothing names them; ``human`` says that a
    pronoun can only mean people.
    """
    token = state.tokens.get(reference.head)
    if token is None:
        return reference
    key = (named_inside(state, reference) if kinds is FREE and state.key_at(token) is None else None) or _key(
        state, token, kinds, human=human
    )
    if key is None and kinds is FREE:
        readings = (introduced, one_of, several, described_only)
        key = next((key for reading in readings if (key := reading(state, reference))), None)
    adjective = reference.form is Form.ADJECTIVE and not is_pronoun(token) and determiner(token) is None
    if adjective and key is not None and state.nodes[key].type is not EntityType.COUNTRY:
        # «les troupes américaines», «le nucléaire iranien»: the adjective lies in a name, and means the state
        key = _nation(state, reference, token)
    return replace(reference, entity=key)


def _nation(state: State, reference: Reference, adjective: Token) -> str | None:
    """Return the state of a national adjective, the Union for «européen»; the adjective is its mention if need be."""
    keys = [entry.key for entry in gazetteer().find(adjective.text) if country_of(entry.key) in {entry.key, None}]
    key = next((key for key in keys if key in state.nodes), next(iter(keys), None))
    if key is not None and key not in state.nodes:
        node = state.node_of(key)
        state.add(state.introduce(Mention(reference, node.type, node.label, score=0.6)), node)
    return state.present(key)


def _key(state: State, token: Token, kinds: frozenset[EntityType], *, human: bool = False) -> str | None:
    key = state.key_at(token)
    if key is not None:
        state.needed.add(key)
        return key
    if token.lower_ in FIRST:
        return state.speaker_at(token.i, plural=FIRST[token.lower_])
    if kinds is FREE and (former := once_called(state, token)):
        return former
    if is_pronoun(token):
        return antecedent(state, token, human=human)
    passing = goes_on(state, token) if kinds is FREE else None
    index = state.index_at(token) if passing else None
    if passing and index is not None and state.nodes[passing].type is EntityType.PERSON:
        state.add(index, state.nodes[passing], PASSING)
    return passing or _owned(state, token) or anonymous(state, token, kinds, speaks=kinds is not ACTORS)


def _owned(state: State, token: Token) -> str | None:
    """Return the forces or the government of the state that «ses» or «nos» stands for."""
    owner, index = possessive(token), state.index_at(token)
    key = _key(state, owner, frozenset()) if owner is not None and index is not None else None
    node = owned(state, token, key) if key is not None else None
    if node is None or index is None:
        return None
    state.add(index, node)
    return node.key

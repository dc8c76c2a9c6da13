"""Events with resolved participants -> the same with those joined that are now seen to be one.

What words alone left apart: «la détention de l'universitaire» and «elle a été arrêtée en juin», once both are of one
person. Nothing that is known of the two may differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import EntityType, Event, EventType, ParticipantRole
from kg.resolve.state import State

#: types whose sides do the same
MUTUAL = frozenset(
    {EventType.AGREE, EventType.CALL, EventType.EXERCISE, EventType.MEET, EventType.NEGOTIATE, EventType.CEASEFIRE}
)
#: what happens to one person once in an article
ONCE = frozenset({EventType.APPOINT, EventType.ARREST, EventType.ATTACK, EventType.EXPEL, EventType.RELEASE})
#: what one and the same does to the same, or in the same place, again and again
OFTEN = frozenset({EventType.AID, EventType.ATTACK, EventType.APPOINT, EventType.PROTEST, EventType.VOTE})
STEM = 4
SIDES = (ParticipantRole.AGENT, ParticipantRole.PATIENT)
PLACES = (ParticipantRole.FROM, ParticipantRole.TO, ParticipantRole.PLACE)


def joined(state: State, events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events in text order, each once."""
    found: list[Event] = []
    for event in events:
        index = next((i for i, one in enumerate(found) if one.type is event.type and _are_one(state, one, event)), None)
        if index is None:
            found.append(event)
        else:
            found[index] = _both(found[index], event)
    return tuple(found)


def _are_one(state: State, one: Event, other: Event) -> bool:
    if one.factuality is not other.factuality or not _agree(one.date, other.date):
        return False
    if one.quantity and other.quantity and one.quantity.value != other.quantity.value:
        return False
    return _are_sides_one(state, one, other)


def _are_sides_one(state: State, one: Event, other: Event) -> bool:
    if one.type in MUTUAL:
        mine, theirs = _keys(one, *SIDES), _keys(other, *SIDES)
        return len(mine & theirs) > 1 and (mine <= theirs or theirs <= mine) and not _apart(one, other, PLACES)
    if _apart(one, other, tuple(ParticipantRole)):
        return False
    patients = _keys(one, ParticipantRole.PATIENT) & _keys(other, ParticipantRole.PATIENT)
    if one.type in ONCE and any(state.nodes[key].type is EntityType.PERSON for key in patients):
        return one.type is not EventType.APPOINT or _begin_alike(one, other)
    if one.type is EventType.VISIT and (_is_trip(one) or _is_trip(other)):
        return bool(_keys(one, ParticipantRole.AGENT) & _keys(other, ParticipantRole.AGENT))
    shared = sum(bool(_keys(one, role) & _keys(other, role)) for role in ParticipantRole)
    return one.type not in OFTEN and (shared > 1 or (one.type is EventType.SANCTION and bool(patients)))


def _is_trip(event: Event) -> bool:
    """«lors de son déplacement»: one whose destination the text has told before."""
    return not _keys(event, *PLACES) and not any(mention.trigger.exact.endswith("s") for mention in event.mentions)


def _begin_alike(one: Event, other: Event) -> bool:
    """«nommer», «la nomination»; but who was appointed and then dismissed was so in two events."""
    stems = ({mention.trigger.exact[:STEM].lower() for mention in event.mentions} for event in (one, other))
    return bool(set.intersection(*stems))


def _agree(one: str | None, other: str | None) -> bool:
    return not one or not other or one.startswith(other) or other.startswith(one)


def _apart(one: Event, other: Event, roles: Iterable[ParticipantRole]) -> bool:
    """Tell whether others fill a role."""
    pairs = ((_keys(one, role), _keys(other, role)) for role in roles)
    return any(mine and theirs and not mine & theirs for mine, theirs in pairs)


def _keys(event: Event, *roles: ParticipantRole) -> frozenset[str]:
    return frozenset(p.reference.entity for p in event.participants if p.role in roles and p.reference.entity)


def _both(one: Event, other: Event) -> Event:
    known = {(p.role, p.reference.entity) for p in one.participants if p.reference.entity}
    more = tuple(p for p in other.participants if (p.role, p.reference.entity) not in known)
    return replace(
        one,
        mentions=tuple(sorted((*one.mentions, *other.mentions), key=lambda m: m.trigger)),
        participants=(*one.participants, *more),
        quantity=one.quantity or other.quantity,
        date=max(filter(None, (one.date, other.date)), key=len, default=None),
    )

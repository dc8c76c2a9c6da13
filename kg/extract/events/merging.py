"""Readings of single words -> groups that speak of one event; two different events are never joined.

Two readings can be of one event if their type is the same and nothing known of them differs: actors, targets, places,
date, quantity, factuality. They are taken for one if they share an actor, a target or a place, or if one of them
says nothing but «the attack».
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.knowledge import fold
from kg.model import EventMention, EventType, Factuality, Quantity, Reference

ACTUAL = frozenset({Factuality.ACTUAL})
DENIED = frozenset({Factuality.DENIED})
PLACES = frozenset({"from", "to", "place"})


@dataclass(frozen=True, slots=True)
class Actor:
    """A participant: its slot, its reference, and the key by which it is known (None: a pronoun)."""

    slot: str
    reference: Reference
    key: str | None
    kind: str


@dataclass(slots=True)
class Reading:
    """What one word says of an event."""

    type: EventType
    mention: EventMention
    lemma: str
    position: int
    carrier: int
    definite: bool
    factuality: Factuality
    stated: bool
    told: bool = False
    fresh: bool = False
    actors: list[Actor] = field(default_factory=list)
    quantity: Quantity | None = None
    date: str | None = None

    def keys(self, slot: str) -> frozenset[str]:
        """Return the keys of the participants of a slot."""
        return frozenset(a.key for a in self.actors if a.slot == slot and a.key)

    @property
    def known(self) -> frozenset[str]:
        """The keys of all participants."""
        return frozenset(a.key for a in self.actors if a.key)

    @property
    def is_bare(self) -> bool:
        """Whether nothing is said but the event's name."""
        return not self.known

    @property
    def is_empty(self) -> bool:
        """Whether nobody takes part, nothing is moved, no number counts and no date is given."""
        return not self.actors and not self.told and self.quantity is None and self.date is None


#: types of which an article speaks of one, unless it says otherwise
RARE = frozenset({EventType.ALERT, EventType.CEASEFIRE, EventType.EXERCISE, EventType.REDEPLOY, EventType.TEST})
#: types whose words are exchanged freely: «les pourparlers» and «les négociations» are the same
LOOSE = frozenset({EventType.NEGOTIATE, EventType.PROTEST})
#: types that another word may take up: «la rencontre» for an interview, «l'attaque» for a raid
TAKEN_UP = frozenset({EventType.ATTACK, EventType.CALL, EventType.MEET, EventType.VISIT})


Group = list[Reading]


def grouped(readings: Iterable[Reading]) -> list[Group]:
    """Return the readings by event, in text order."""
    groups: list[Group] = []
    for reading in readings:
        scored = [(score, index) for index, group in enumerate(groups) if (score := _score(group, reading)) is not None]
        if scored:
            groups[max(scored)[1]].append(reading)
        else:
            groups.append([reading])
    return groups


def _score(group: Group, reading: Reading) -> int | None:
    """Return how much a reading shares with a group, None if it cannot be of the same event."""
    if group[0].type is not reading.type or reading.fresh or any(_differ(other, reading) for other in group):
        return None
    shared = max(len(other.known & reading.known) for other in group)
    if shared:
        return 2 * shared + any(_family(other.lemma) == _family(reading.lemma) for other in group)
    if any(other.carrier == reading.position or reading.carrier == other.position for other in group):
        return 3
    if reading.type in RARE:
        return 1
    bare = reading.is_bare or all(other.is_bare for other in group)
    same_word = any(_family(other.lemma) == _family(reading.lemma) for other in group)
    taken_up = reading.type in LOOSE or (reading.is_bare and reading.definite and reading.type in TAKEN_UP)
    return (2 if same_word else 1) if bare and (same_word or taken_up) else None


def _family(lemma: str) -> str:
    """«déployer» and «déploiement» begin alike."""
    return fold(lemma)[:4]


def _differ(one: Reading, other: Reading) -> bool:
    return (
        _factualities_differ(one, other)
        or _dates_differ(one.date, other.date)
        or _quantities_differ(one.quantity, other.quantity)
        or any(_actors_differ(one, other, slot) for slot in ("agent", "patient"))
        or any(_places_differ(one, other, slot) for slot in PLACES)
    )


def _factualities_differ(one: Reading, other: Reading) -> bool:
    return one.stated and other.stated and _side(one.factuality) != _side(other.factuality)


def _side(value: Factuality) -> str:
    return str(value) if value in ACTUAL | DENIED else "open"


def _dates_differ(one: str | None, other: str | None) -> bool:
    return bool(one and other) and not (str(one).startswith(str(other)) or str(other).startswith(str(one)))


def _quantities_differ(one: Quantity | None, other: Quantity | None) -> bool:
    return one is not None and other is not None and (one.value, one.max) != (other.value, other.max)


def _actors_differ(one: Reading, other: Reading, slot: str) -> bool:
    """Persons act for states: «Joe Biden» and «Washington» may be one side."""
    mine, theirs = one.keys(slot), other.keys(slot)
    if not mine or not theirs or mine & theirs:
        return False
    return _kinds(one, slot) & _kinds(other, slot) != frozenset() or slot == "patient"


def _kinds(reading: Reading, slot: str) -> frozenset[str]:
    return frozenset(a.kind for a in reading.actors if a.slot == slot and a.key)


def _places_differ(one: Reading, other: Reading, slot: str) -> bool:
    mine, theirs = one.keys(slot), other.keys(slot)
    return bool(mine and theirs) and not mine & theirs

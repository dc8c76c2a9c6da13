"""What one word says of an event: its type, who takes part, how it stands in the sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.events.identity import ANYONE, STAFF
from kg.model import EventMention, EventType, Factuality, Quantity, Reference

DENIED = frozenset({Factuality.DENIED})


@dataclass(frozen=True, slots=True)
class Actor:
    """A participant: its slot, its reference, and the key by which it is known (None: a pronoun)."""

    slot: str
    reference: Reference
    key: str | None
    kind: str


@dataclass(slots=True)
class Reading:
    """What one word says of an event; ``thing`` is what it happens to where that is neither people nor a place."""

    type: EventType
    mention: EventMention
    lemma: str
    position: int
    carrier: int
    definite: bool
    is_noun: bool
    plural: bool
    described: bool
    pointing: bool
    ordinal: str
    kind: str
    nation: str | None
    factuality: Factuality
    stated: bool
    #: the words of the sentence of a meeting that gives occasion to another: «un entretien en marge du sommet»
    occasion: range = range(0)
    told: bool = False
    fresh: bool = False
    thing: str = ""
    is_first: bool = False
    actors: list[Actor] = field(default_factory=list)
    quantity: Quantity | None = None
    date: str | None = None

    def keys(self, slot: str) -> frozenset[str]:
        """Return the keys of the participants of a slot."""
        return frozenset(a.key for a in self.actors if a.slot == slot and a.key)

    def named(self, slot: str, other: Reading) -> frozenset[str]:
        """Return the keys of a slot that tell it apart; «400 personnes» are told apart by their number only."""
        counted = (self.quantity and self.quantity.value) == (other.quantity and other.quantity.value)
        nobody = STAFF if counted else ANYONE
        return frozenset(a.key for a in self.actors if a.slot == slot and a.key and not a.kind.startswith(nobody))

    @property
    def known(self) -> frozenset[str]:
        """The keys of all participants."""
        return frozenset(a.key for a in self.actors if a.key)

    @property
    def is_several(self) -> bool:
        """Whether several are told of for the first time: «des raids», not «les raids» or «un raid»."""
        return self.is_noun and self.plural and not self.definite

    @property
    def is_none(self) -> bool:
        """Whether a noun is told not to be: «sans combats», «aucune attaque»."""
        return self.factuality in DENIED and self.is_noun and not self.definite

    @property
    def is_bare(self) -> bool:
        """Whether nothing is said but the event's name."""
        return not self.known

    @property
    def is_empty(self) -> bool:
        """Whether nobody takes part, nothing is moved, no number counts and no date is given."""
        return not self.actors and not self.told and self.quantity is None and self.date is None

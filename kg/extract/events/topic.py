"""The events of an article and the countries it speaks of -> the events with the country that goes without saying.

Of an election, a truce or a protest an article says once in which country; «les sanctions américaines» in an article
about Iran are sanctions against Iran. Where no country stands out, or the sentence speaks of others, nothing is added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.words import words
from kg.knowledge import fold, knowledge, records
from kg.model import EntityType, Event, EventType, Factuality, Participant, ParticipantRole

if TYPE_CHECKING:
    from kg.extract.events.scene import Scene
    from kg.extract.spans import Span

#: how often a country must be spoken of, and how much more often than the next
LEAST, AHEAD, WELL_AHEAD = 4, 1.25, 2
HIT = frozenset({ParticipantRole.PATIENT, ParticipantRole.PLACE})
#: what happens in the country of which an article speaks
AT_HOME = frozenset({EventType.ARREST, EventType.PROTEST, EventType.RELEASE})
WHERE = frozenset({ParticipantRole.PLACE, ParticipantRole.TO, ParticipantRole.FROM})


def completed(scene: Scene, events: Iterable[Event]) -> Iterator[Event]:
    """Yield events with the countries that they leave unsaid."""
    told = list(events)
    topic = _Topic(scene)
    targets = {key for event in told if event.type is EventType.SANCTION for key in topic.keys(event, "patient")}
    fights = [event for event in told if event.type is EventType.ATTACK]
    for event in told:
        if event.type is EventType.SANCTION:
            yield topic.with_target(event, targets)
        else:
            yield topic.with_place(_stopping(event, fights))


def _stopping(event: Event, fights: list[Event]) -> Event:
    """Return a ceasefire with whom and where the operation hits that its clause says is stopped."""
    if event.type is not EventType.CEASEFIRE:
        return event
    clauses = [mention.evidence for mention in event.mentions]
    stopped = [
        fight
        for fight in fights
        if any(c.start <= mention.trigger.start < c.end for mention in fight.mentions for c in clauses)
    ]
    agents = {one.reference.evidence.exact for one in event.participants if one.role == "agent"}
    if len(stopped) != 1 or not agents:
        return event
    known = {one.role for one in event.participants}
    more = (p for p in stopped[0].participants if p.role not in known and p.role in HIT)
    return replace(event, participants=(*event.participants, *more))


class _Topic:
    """The countries that an article speaks of, by name, adjective, city, person or institution."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        found = {**scene.spans.names, **scene.spans.adjectives}
        self._spans = sorted({id(one): one for one in found.values()}.values(), key=lambda one: one.start)
        self._counts = Counter(key for one in self._spans if (key := _country(one)))

    def keys(self, event: Event, role: str) -> set[str | None]:
        """Return the keys of the participants of a role, None for one that no mention names."""
        return {self._key_at(one) for one in event.participants if one.role == role}

    def with_target(self, event: Event, targets: set[str | None]) -> Event:
        """Return sanctions of a known author with whom they hit: whom other sanctions do, else the topic."""
        agents = self.keys(event, "agent")
        if self.keys(event, "patient") or not agents or None in agents:
            return event
        target = next(iter(targets)) if len(targets) == 1 else None if targets else self._first(AHEAD)
        return event if target in agents else self._with(event, ParticipantRole.PATIENT, target)

    def with_place(self, event: Event) -> Event:
        """Return an election, an arrest, a protest, a truce or fighting at home with its country."""
        roles = {one.role for one in event.participants}
        lemmas = {fold(mention.trigger.exact) for mention in event.mentions}
        if roles & WHERE:
            return event
        if event.type is EventType.VOTE and not roles and any(lemma.startswith(_elections()) for lemma in lemmas):
            return self._with(event, ParticipantRole.PLACE, self._here(event, self._first(1)))
        if event.type is EventType.ARREST and event.quantity:
            # nobody is named of the hundreds who are arrested where they live
            return self._with(event, ParticipantRole.PLACE, self._here(event, self._first(AHEAD)))
        if event.type in AT_HOME or lemmas & words("truce") or (lemmas & words("warfare") and self._is_civil(event)):
            return self._with(event, ParticipantRole.PLACE, self._here(event, self._first(WELL_AHEAD)))
        return event

    def _is_civil(self, event: Event) -> bool:
        """Tell whether fighting is said to go on, and no state to be a side of it: states fight abroad too."""
        sides = self.keys(event, "agent") | self.keys(event, "patient")
        return event.factuality is Factuality.ACTUAL and not any(
            records()[key].type is EntityType.COUNTRY for key in sides if key in records()
        )

    def _first(self, ahead: float) -> str | None:
        (first, count), (_, other) = (*self._counts.most_common(2), ("", 0), ("", 0))[:2]
        return first if count >= LEAST and count > ahead * other else None

    def _here(self, event: Event, country: str | None) -> str | None:
        """Return the country unless the sentence speaks of others only."""
        start = event.mentions[0].trigger.start
        sent = next(s for s in self._scene.doc.sents if self._scene.document.offset(s[-1]) >= start)
        near = {_country(one) for one in self._spans if sent.start <= one.start < sent.end} - {None}
        return country if not near or country in near else None

    def _key_at(self, participant: Participant) -> str | None:
        start = participant.reference.evidence.start
        spans = (one for one in self._spans if one.mention.reference.evidence.start == start)
        return next((key for one in spans if (key := _key(one))), None)

    def _with(self, event: Event, role: ParticipantRole, country: str | None) -> Event:
        """Return an event with a country, as the mention nearest before it says it."""
        said = [one for one in self._spans if country and _key(one) == country]
        if not said:
            return event
        start = event.mentions[0].trigger.start
        before = [one for one in said if one.mention.reference.evidence.end <= start]
        reference = (before[-1] if before else said[0]).mention.reference
        return replace(event, participants=(*event.participants, Participant(role, reference)))


@cache
def _territories() -> frozenset[str]:
    """Return the keys of the places whose code is no country's: «Hong Kong», «Macao»."""
    coded = {row["qid"] for row in knowledge("places") if row["country_iso2"]}
    return frozenset(key for key in coded if key in records() and records()[key].country is None)


def _elections() -> tuple[str, ...]:
    return tuple(fold(word) for word in words("election"))


def _key(span: Span) -> str | None:
    return next(iter(span.mention.candidates), None)


def _country(span: Span) -> str | None:
    """Return the country that a name or adjective speaks of: «Téhéran», «iranien» and «le Kremlin» speak of one.

    A territory with a code of its own stands for itself: arrests in Hong Kong are not told of as in China.
    """
    record = records().get(_key(span) or "")
    if record is None:
        return None
    own = record.type is EntityType.COUNTRY or record.key in _territories()
    return record.key if own else record.capital_of or record.country

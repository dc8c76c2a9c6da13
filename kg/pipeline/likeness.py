"""Two events of different articles -> how likely they are the same one, and what speaks for it.

What is known of both must not differ; what they share is weighed: a person says more than a country, the same day more
than articles of the same week. Blocks of events of one type, with one participant, in one span of days keep it linear.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

#: articles further apart are taken to tell of the same event only if both give its day
WINDOW_DAYS = 10
LEAST = 0.6
#: all who meet, agree or negotiate are agents
MUTUAL = frozenset({"Meet", "Call", "Agree", "Negotiate", "Exercise", "Ceasefire"})
WEIGHTS = {"Person": 0.3, "Country": 0.15, "Group": 0.1}
OTHER_WEIGHT = 0.25
MOST_SHARED, PLACE, COUNTRY, AMOUNT, WORD, MONTH, DAY = 0.5, 0.2, 0.15, 0.2, 0.1, 0.1, 0.35
#: what the same people do again and again is one event only where they are two, or the place or the day is the same
OFTEN = frozenset({"Agree", "Call", "Meet", "Negotiate", "Visit"})
#: days between the articles -> weight
NEAR = {1: 0.25, 3: 0.15, WINDOW_DAYS: 0.05}
DOUBT = 0.1
#: tolls grow from one article to the next, but not beyond this
MOST_GROWN = 2.0


@dataclass(frozen=True, slots=True)
class Told:
    """An event as an article tells it; entities by their IRIs, with their classes in ``kinds``."""

    event: str
    article: str
    type: str
    factuality: str
    published: str | None = None
    date: str | None = None
    agents: frozenset[str] = frozenset()
    patients: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    kinds: Mapping[str, str] = field(default_factory=dict, hash=False)
    amount: float | None = None
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two events that are likely the same, with a score from 0 to 1, the reasons, and the entities that both name."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]
    shared: tuple[str, ...]


def links(events: Iterable[Told]) -> list[Link]:
    """Return the links between events of different articles, in the order of their IRIs.

    >>> paris = {"agents": frozenset({"p", "q"}), "kinds": {"p": "Person", "q": "Person"}, "published": "2022-02-08"}
    >>> [link] = links([Told(one, one, "Meet", "actual", **paris) for one in "ab"])
    >>> link.score, link.reasons
    (0.75, ('agent', 'published'))
    """
    blocks: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for event in events:
        for key in _keys(event):
            blocks[key].append(event)
    pairs: dict[tuple[str, str], tuple[Told, Told]] = {}
    for block in blocks.values():
        for pair in combinations(sorted(block, key=lambda one: one.event), 2):
            pairs[pair[0].event, pair[1].event] = pair
    found = (_link(*pair) for pair in pairs.values() if pair[0].article != pair[1].article)
    return sorted(link for link in found if link is not None)


def _keys(event: Told) -> Iterator[tuple[str, ...]]:
    for entity in event.agents | event.patients | event.places:
        if event.date and len(event.date) == len("2022-02-08"):
            yield event.type, entity, event.date
        if event.published:
            first, last = _span(event.published)
            for number in range(first // WINDOW_DAYS, last // WINDOW_DAYS + 2):
                yield event.type, entity, str(number)


def _span(date: str) -> tuple[int, int]:
    """Return the first and last day that a date may mean, as ordinals."""
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    if day:
        only = datetime.date(year, month, day).toordinal()
        return only, only
    first = datetime.date(year, month or 1, 1).toordinal()
    following = datetime.date(year + (month in {0, 12}), 1 if month in {0, 12} else month + 1, 1)
    return first, following.toordinal() - 1


def _link(one: Told, other: Told) -> Link | None:
    if _differ(one, other):
        return None
    weights = dict(_weights(one, other))
    if one.type in OFTEN and len(_parties(one) & _parties(other)) < 2 and not weights.keys() & {"place", "day"}:
        return None
    doubts = (one.factuality != other.factuality) + _grew(one, other) + _stands_in(one, other)
    score = round(min(sum(weights.values()), 1.0) - DOUBT * doubts, 2)
    if score < LEAST:
        return None
    shared = (_parties(one) & _parties(other)) | (one.places & other.places)
    return Link(one.event, other.event, score, tuple(sorted(weights)), tuple(sorted(shared)))


def _weights(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    left = MOST_SHARED
    for reason, shared in _sides(one, other):
        weight = min(left, sum(WEIGHTS.get(one.kinds[entity], OTHER_WEIGHT) for entity in shared))
        left -= weight
        if weight:
            yield reason, weight
    if places := one.places & other.places:
        yield "place", max(COUNTRY if one.kinds[place] == "Country" else PLACE for place in places)
    if one.amount is not None and one.amount == other.amount:
        yield "quantity", AMOUNT
    if one.words & other.words:
        yield "word", WORD
    yield from _times(one, other)


def _sides(one: Told, other: Told) -> list[tuple[str, frozenset[str]]]:
    if one.type in MUTUAL:
        return [("agent", _parties(one) & _parties(other))]
    return [("agent", one.agents & other.agents), ("patient", one.patients & other.patients)]


def _times(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    if one.date and one.date == other.date:
        yield ("day", DAY) if len(one.date) == len("2022-02-08") else ("month", MONTH)
        if len(one.date) == len("2022-02-08"):
            return
    gap = _gap(one.published, other.published)
    near = [weight for days, weight in NEAR.items() if gap is not None and gap <= days]
    if near:
        yield "published", near[0]


def _gap(one: str | None, other: str | None) -> int | None:
    """Return the days between two dates, None if one is unknown; a month is only just near its own days."""
    if not one or not other:
        return None
    (first, last), (begin, end) = _span(one), _span(other)
    if first < last or begin < end:
        return WINDOW_DAYS if begin <= last and first <= end else None
    return abs(begin - first)


def _parties(event: Told) -> frozenset[str]:
    return event.agents | event.patients


def _differ(one: Told, other: Told) -> bool:
    """Tell whether something known of both cannot be of one event."""
    if one.date and other.date and not (one.date.startswith(other.date) or other.date.startswith(one.date)):
        return True
    if one.amount and other.amount and not 1 / MOST_GROWN <= one.amount / other.amount <= MOST_GROWN:
        return True
    towns = [
        {place for place in event.places if one.type == "Visit" or event.kinds[place] == "Place"}
        for event in (one, other)
    ]
    if all(towns) and not towns[0] & towns[1]:
        # a visit to a country may be one to its capital, or not
        return True
    if one.type in MUTUAL:
        parties = [_parties(event) for event in (one, other)]
        return min(map(len, parties)) > 1 and len(parties[0] & parties[1]) < 2
    sides = ((one.agents, other.agents), (one.patients, other.patients))
    return any(_of_one_kind(one, other, mine, theirs) for mine, theirs in sides if mine and theirs)


def _of_one_kind(one: Told, other: Told, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether two sides have nobody in common, though both are persons, or both countries …"""
    return not mine & theirs and bool({one.kinds[e] for e in mine} & {other.kinds[e] for e in theirs})


def _stands_in(one: Told, other: Told) -> bool:
    """Tell whether one side has a country where the other has its army, or the like."""
    if one.type in MUTUAL:
        return False
    sides = ((one.agents, other.agents), (one.patients, other.patients))
    return any(mine and theirs and not mine & theirs for mine, theirs in sides)


def _grew(one: Told, other: Told) -> bool:
    return one.amount is not None and other.amount is not None and one.amount != other.amount

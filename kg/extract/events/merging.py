"""Readings of single words -> groups that speak of one event; two different events are never joined.

Two readings can be of one event if their type is the same and nothing known of them differs: actors, targets, places,
date, quantity, factuality. They are taken for one if they share an actor, a target or a place, or if one of them
says nothing but «the attack».
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.events.identity import ANYONE, HOLDER
from kg.extract.events.readings import DENIED, Reading
from kg.extract.words import words
from kg.knowledge import fold
from kg.model import EventType, Factuality, Quantity

ACTUAL = frozenset({Factuality.ACTUAL})
#: what may become a fact in the same article
COMING = ACTUAL | {Factuality.PLANNED, Factuality.POSSIBLE, Factuality.DEMANDED}
PLACES = frozenset({"from", "to", "place"})
SLOTS = ("agent", "patient", *sorted(PLACES))


#: words that are exchanged for each other, by the names of their uses
FAMILIES = ("poll", "talks", "warfare")


#: types of which an article speaks of one, unless it says otherwise
RARE = frozenset({EventType.ALERT, EventType.CEASEFIRE, EventType.EXERCISE, EventType.REDEPLOY, EventType.TEST})
#: types whose words are exchanged freely: «la contestation» and «les manifestations» are the same
LOOSE = frozenset({EventType.PROTEST})
#: types that another word may take up: «la rencontre» for an interview, «les pourparlers» for negotiations
TAKEN_UP = frozenset(
    {
        EventType.AGREE,
        EventType.ATTACK,
        EventType.CALL,
        EventType.MEET,
        EventType.NEGOTIATE,
        EventType.PROTEST,
        EventType.VISIT,
        EventType.VOTE,
    }
)
#: types of which hardly two fall on one day
DATED = frozenset({EventType.AGREE, EventType.CALL, EventType.MEET, EventType.PROTEST, EventType.VISIT})
DAY = len("2020-03-01")
#: how many words back «cette détention» points
POINTED = 120
#: types whose sides do the same
MUTUAL = frozenset(
    {
        EventType.AGREE,
        EventType.CALL,
        EventType.CEASEFIRE,
        EventType.EXERCISE,
        EventType.MEET,
        EventType.NEGOTIATE,
    }
)
#: what one and the same does again and again
OFTEN = frozenset({EventType.AID, EventType.ATTACK, EventType.VOTE})
#: what is done to persons, each apart
PERSONAL = frozenset({EventType.APPOINT, EventType.ARREST, EventType.RELEASE})

Group = list[Reading]


def grouped(readings: Iterable[Reading]) -> list[Group]:
    """Return the readings by event, in text order."""
    groups: list[Group] = []
    for reading in readings:
        scored = [
            (score, group[-1].position, index)
            for index, group in enumerate(groups)
            if (score := _score(group, reading)) is not None
        ]
        if scored:
            groups[max(scored)[-1]].append(reading)
        else:
            groups.append([reading])
    return groups


def _score(group: Group, reading: Reading) -> int | None:
    """Return how much a reading shares with a group, None if it cannot be of the same event."""
    if group[0].type is not reading.type or reading.fresh:
        return None
    carried = any(_is_carried(other, reading) for other in group)
    if any(_differ(other, reading, carried=carried) for other in group):
        return None
    same_word = any(_family(other.lemma) == _family(reading.lemma) for other in group)
    shared = max(_shared(other, reading, same_word=same_word) for other in group)
    if shared:
        return 2 * shared + same_word
    return 3 if carried else _likeness(group, reading, same_word=same_word)


def _likeness(group: Group, reading: Reading, *, same_word: bool) -> int | None:
    """Return how likely a reading speaks of a group's event with which it shares nobody, None for not at all."""
    if any(_is_same_day(other, reading) for other in group):
        return 2
    if reading.type in RARE:
        return 1
    if _is_new_kind(group, reading):
        return None
    bare = reading.is_bare or all(other.is_bare for other in group)
    near = reading.pointing and reading.position - group[-1].position < POINTED
    if near or (same_word and (bare or (reading.definite and not any(_are_two(other, reading) for other in group)))):
        return 2
    loose = reading.type in LOOSE and bare
    taken_up = reading.definite and reading.is_bare and not reading.described and reading.type in TAKEN_UP
    return 1 if loose or taken_up else None


def _is_new_kind(group: Group, reading: Reading) -> bool:
    """«des législatives», «l'élection américaine» take up no «scrutin», «la guerre civile» no «un conflit armé»."""
    if any(other.kind or other.nation for other in group):
        return False
    known = reading.definite and (reading.type is EventType.VOTE or any(other.definite for other in group))
    return bool(reading.nation or (reading.kind and not known))


def _is_carried(one: Reading, other: Reading) -> bool:
    """Tell whether one word hangs on the other: «un accord a été signé», «le second tour du scrutin»."""
    return one.carrier == other.position or other.carrier == one.position


def _is_same_day(one: Reading, other: Reading) -> bool:
    """«la présidentielle du 3 novembre … l'élection du 3 novembre»."""
    if one.date is None or one.date != other.date:
        return False
    return one.type is EventType.VOTE or (one.type in DATED and len(one.date) == DAY)


def _shared(one: Reading, other: Reading, *, same_word: bool) -> int:
    """Return how many participants two readings share.

    The same attacker or the same place alone, in other words, is no same attack.
    """
    if one.type in MUTUAL:
        return len(one.known & other.known)
    slots = {slot: len(one.named(slot, other) & other.named(slot, one)) for slot in SLOTS}
    again = one.type in OFTEN and not same_word and not other.is_noun
    both_done = {one.factuality, other.factuality} <= ACTUAL
    shared = sum(slots.values())
    if (again and shared == slots["place"]) or (
        slots["agent"] == shared and (again or (other.is_several and both_done))
    ):
        return 0
    return shared


def _are_two(one: Reading, other: Reading) -> bool:
    """«l'attaque … les attaques»; or a slot is filled in both, with no share."""
    filled = (slot for slot in SLOTS if one.keys(slot) and other.keys(slot))
    held = (any(kind.startswith(HOLDER) for kind in _kinds(one, slot) | _kinds(other, slot)) for slot in filled)
    return (one.is_noun and one.plural != other.plural) or not all(held)


def _family(lemma: str) -> str:
    """«déployer» and «déploiement» begin alike; «la guerre» and «le conflit» are one."""
    kin = (name for name in FAMILIES if lemma in words(name))
    return next(kin, fold(lemma)[:4])


def _differ(one: Reading, other: Reading, *, carried: bool) -> bool:
    return (
        one.position in other.occasion
        or other.position in one.occasion
        or _ordinals_differ(one, other)
        or _kinds_differ(one, other)
        or _things_differ(one, other)
        or _is_somebody_else(one, other)
        or _factualities_differ(one, other, carried=carried)
        or _dates_differ(one.date, other.date)
        or _quantities_differ(one.quantity, other.quantity)
        or any(_actors_differ(one, other, slot) for slot in ("agent", "patient"))
        or any(_places_differ(one, other, slot) for slot in PLACES)
    )


def _ordinals_differ(one: Reading, other: Reading) -> bool:
    """«le premier sommet» is not «le deuxième»; «la prochaine réunion» is none that took place."""
    if one.ordinal and other.ordinal:
        return one.ordinal != other.ordinal
    if "précédent" in {one.ordinal, other.ordinal}:
        return True
    ordinal, then = (one, other) if one.ordinal else (other, one)
    return ordinal.ordinal == "prochain" and then.factuality in ACTUAL and not then.is_bare


def _kinds_differ(one: Reading, other: Reading) -> bool:
    """«la présidentielle» is not «les législatives», «le scrutin iranien» not «l'élection américaine»."""
    if one.type is EventType.MEET:
        # who meet to talk and to dine meet twice; «cette rencontre» takes up either
        return one.kind != other.kind and not (one.is_bare or other.is_bare)
    return any(
        mine and theirs and mine != theirs for mine, theirs in ((one.kind, other.kind), (one.nation, other.nation))
    )


def _things_differ(one: Reading, other: Reading) -> bool:
    """«l'avion abattu … un Airbus abattu», «des avions abattus … l'avion abattu»: another thing is hit, or only one."""
    if not (one.thing and other.thing) or one.thing == other.thing:
        return False
    return other.is_first or (one.is_first and one.plural and not other.plural)


def _is_somebody_else(one: Reading, other: Reading) -> bool:
    """«le limoger … limoger X»: a pronoun stands for somebody told of before it; «18 Iraniens» are not X either."""
    if one.type not in PERSONAL:
        return False
    if any(_is_person(then) and _is_counted(reading) for reading, then in ((one, other), (other, one))):
        return True
    pronoun = any(actor.slot == "patient" for actor in one.actors) and not one.keys("patient")
    return pronoun and bool(other.keys("patient")) and not (one.is_noun or other.is_noun)


def _is_person(reading: Reading) -> bool:
    return bool(reading.keys("patient")) and _kinds(reading, "patient") == {"person"}


def _is_counted(reading: Reading) -> bool:
    counted = reading.quantity is not None and reading.quantity.value > 1
    return counted and not _is_person(reading)


def _factualities_differ(one: Reading, other: Reading, *, carried: bool) -> bool:
    if any(reading.is_none and then.factuality in ACTUAL for reading, then in ((one, other), (other, one))):
        return True
    if not (one.stated and other.stated) or _side(one.factuality) == _side(other.factuality):
        return False
    # «un redéploiement a commencé … la décision de ce redéploiement», «l'ordre de le tuer»
    values = {one.factuality, other.factuality}
    taken_up = carried or any(reading.definite and not reading.described for reading in (one, other))
    if values == {Factuality.ACTUAL, Factuality.PLANNED}:
        return not (taken_up or one.keys("patient") & other.keys("patient"))
    # «un accord a été trouvé … l'accord pourrait être signé lundi»
    bare = any(reading.definite and not reading.described and reading.is_bare for reading in (one, other))
    return not (values & ACTUAL and values <= COMING and (carried or bare))


def _side(value: Factuality) -> str:
    return str(value) if value in ACTUAL | DENIED else "open"


def _dates_differ(one: str | None, other: str | None) -> bool:
    return bool(one and other) and not (str(one).startswith(str(other)) or str(other).startswith(str(one)))


def _quantities_differ(one: Quantity | None, other: Quantity | None) -> bool:
    return one is not None and other is not None and (one.value, one.max) != (other.value, other.max)


def _actors_differ(one: Reading, other: Reading, slot: str) -> bool:
    """Tell whether a slot is filled by others; «Joe Biden» and «Washington», «le ministre» and his name may be one."""
    kinds = [_kinds(one, slot), _kinds(other, slot)]
    anyone = [{kind for kind in side if kind.startswith(ANYONE)} for side in kinds]
    if all(anyone):
        return not anyone[0] & anyone[1]
    mine, theirs = one.keys(slot), other.keys(slot)
    if not mine or not theirs or mine & theirs:
        return False
    held = [{kind for kind in side if kind.startswith(HOLDER)} for side in kinds]
    if any(held):
        return all(held) and not held[0] & held[1]
    return slot == "patient" or bool(kinds[0] & kinds[1])


def _kinds(reading: Reading, slot: str) -> frozenset[str]:
    return frozenset(a.kind for a in reading.actors if a.slot == slot and (a.key or a.kind.startswith(ANYONE)))


def _places_differ(one: Reading, other: Reading, slot: str) -> bool:
    mine, theirs = one.keys(slot), other.keys(slot)
    return bool(mine and theirs) and not mine & theirs

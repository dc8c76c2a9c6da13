"""An office, its country or body and a date in; who held it then, by the tables of knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.knowledge.names import pieces
from kg.knowledge.records import entity_key, records
from kg.knowledge.tables import knowledge, lexicon
from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class Office:
    """A canonical office; ``of`` is set where the role's words name the country («chef du Pentagone»)."""

    name: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held an office, from when to when; an empty date is unknown."""

    person: str
    start: str
    end: str


@cache
def _roles() -> dict[tuple[str, ...], Office]:
    return {pieces(row["role"]): Office(row["office"], row["of"] or None) for row in lexicon("office_roles")}


@cache
def office(role: str) -> Office:
    """Return the canonical office of a role's words; unlisted roles stand for themselves.

    >>> office("chancelière"), office("chef du Pentagone")
    (Office(name='head-of-government', of=None), Office(name='defence', of='Q30'))
    """
    words = pieces(role)
    return _roles().get(words) or Office("-".join(words))


def is_office(role: str) -> bool:
    """Tell whether a role's words name a listed office as they stand.

    >>> is_office("chef de la diplomatie"), is_office("chef")
    (True, False)
    """
    return pieces(role) in _roles()


@cache
def _tenures() -> dict[tuple[str, str], tuple[Tenure, ...]]:
    found: dict[tuple[str, str], list[Tenure]] = {}
    bodies = {row["name_fr"]: row["qid"] for name in ("organisations", "institutions") for row in knowledge(name)}
    for row in knowledge("offices"):
        of = row["of_qid"] or bodies.get(row["of_name_fr"]) or row["of_name_fr"]
        person = entity_key(EntityType.PERSON, row["person_name_fr"], row["person_qid"] or None)
        # «open 2023-01» tells when the tenure was last seen to go on.
        end = row["end"] or row["source"].partition("open ")[2]
        place = (office(row["office_fr"]).name, office(row["office_fr"]).of or of)
        found.setdefault(place, []).append(Tenure(person, row["start"], end))
    return {place: tuple(held) for place, held in found.items()}


def holders(role: str, of: str, date: str | None) -> tuple[str, ...]:
    """Return the keys of the persons who may hold an office on a date, in the order of the table.

    A month has two holders where the office changed hands in it; without a date nobody is known.

    >>> holders("ministre de la Défense", "Q30", "2022-02"), holders("ministre de la Défense", "Q30", "2020-07")
    (('Q941013',), ('Q33190271',))
    """
    if not date:
        return ()
    return tuple(
        dict.fromkeys(tenure.person for tenure in _tenures().get((office(role).name, of), ()) if _covers(tenure, date))
    )


def held(person: str) -> tuple[tuple[str, str, Tenure], ...]:
    """Return the offices of a person as (office, country or body, tenure)."""
    return _held().get(person, ())


@cache
def _held() -> dict[str, tuple[tuple[str, str, Tenure], ...]]:
    found: dict[str, list[tuple[str, str, Tenure]]] = {}
    for (name, of), tenures in _tenures().items():
        for tenure in tenures:
            found.setdefault(tenure.person, []).append((name, of, tenure))
    return {person: tuple(offices) for person, offices in found.items()}


def ruling(surname: tuple[str, ...], date: str | None) -> str | None:
    """Return the head of state or government of that surname on a date, if there is only one.

    >>> ruling(("merkel",), "2019-10"), ruling(("merkel",), None)
    ('Q567', None)
    """
    if not date or not surname:
        return None
    held_then = (tenure for tenure in _rulers().get(surname[-1], ()) if _covers(tenure, date))
    found = {t.person for t in held_then if pieces(records()[t.person].label)[-len(surname) :] == surname}
    return found.pop() if len(found) == 1 else None


@cache
def _rulers() -> dict[str, list[Tenure]]:
    """Return the tenures of heads of state and government by the last word of their names."""
    found: dict[str, list[Tenure]] = {}
    for (name, _), tenures in _tenures().items():
        for tenure in tenures if name in {"head-of-state", "head-of-government"} else ():
            found.setdefault(pieces(records()[tenure.person].label)[-1], []).append(tenure)
    return found


def _covers(tenure: Tenure, date: str) -> bool:
    """Compare as far as both dates say: 2022-02 lies in a tenure that ends on 2022-02-10."""
    start, end = tenure.start, tenure.end
    if not start and not end:
        return False
    begun = not start or (date >= start[: len(date)] and not _later(start, date))
    return begun and (not end or date[: len(end)] <= end[: len(date)])


def _later(start: str, date: str) -> bool:
    return len(date) >= len(start) and date < start

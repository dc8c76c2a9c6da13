"""Dates, points and names as an endpoint gives them -> as the graph and the tables keep them, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import pyoxigraph as ox

from kg.enrich.endpoint import Row, Term

_TIME = re.compile(r"\+?(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:T.*)?")
_POINT = re.compile(r"POINT\s*\(\s*(?P<lon>-?\d+(?:\.\d+)?)\s+(?P<lat>-?\d+(?:\.\d+)?)\s*\)", re.IGNORECASE)
#: precision of Wikidata -> how much of YYYY-MM-DD is meant.
_MEANT = {9: 4, 10: 7, 11: 10}


def day(term: Term | None, precision: Term | None) -> str | None:
    """Return a time as YYYY, YYYY-MM or YYYY-MM-DD, as precise as it is meant; None for what is no such time.

    Without a precision the first of January may stand for the whole year, and is taken so.

    >>> day(ox.Literal("2021-01-22T00:00:00Z"), None), day(ox.Literal("2021-01-01T00:00:00Z"), None)
    ('2021-01-22', '2021')
    >>> day(ox.Literal("2021-05-01T00:00:00Z"), ox.Literal(10))
    '2021-05'
    """
    match = _TIME.fullmatch(term.value) if isinstance(term, ox.Literal) else None
    if match is None:
        return None
    written = f"{match['year']}-{match['month']}-{match['day']}"
    if isinstance(precision, ox.Literal) and precision.value.isdecimal():
        length = _MEANT.get(min(int(precision.value), 11), 0)
    else:
        length = 4 if written.endswith("-01-01") else 10
    return _in_calendar(written[:length])


def _in_calendar(meant: str) -> str | None:
    try:
        date.fromisoformat((meant + "-01-01")[:10])
    except ValueError:
        return None
    return meant


def one_day(rows: Iterable[Row], name: str) -> str | None:
    """Return the start or end of a statement out of its rows; None when they do not agree on one."""
    found = {day(row.get(name), row.get(f"{name}Precision")) for row in rows}
    return found.pop() if len(found) == 1 else None


def point(term: Term | None) -> tuple[float, float] | None:
    """Return latitude and longitude of a point on Earth in well-known text.

    >>> point(ox.Literal("Point(30.523611111 50.45)"))
    (50.45, 30.523611111)
    """
    match = _POINT.fullmatch(term.value.strip()) if isinstance(term, ox.Literal) else None
    return (float(match["lat"]), float(match["lon"])) if match else None


def names(rows: Iterable[Row]) -> dict[str, str]:
    """Return the French and the English name out of rows of labels; a name for all languages serves where none is."""
    found = {
        term.language: " ".join(term.value.split())
        for row in rows
        if isinstance(term := row.get("value"), ox.Literal) and term.language
    }
    chosen = {language: found.get(language) or found.get("mul", "") for language in ("fr", "en")}
    return {language: name for language, name in chosen.items() if name}

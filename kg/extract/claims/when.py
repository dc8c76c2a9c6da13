"""Drafts -> the same with the day on which the text says that something was said."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.claims.build import Draft
from kg.extract.claims.view import View
from kg.extract.dates import Dated, dates

FARTHEST = 25


def dated(view: View, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with their dates; a date inside the content says when something else happened."""
    days = view.document.once(dates)
    return [replace(draft, date=_date(view, draft, days)) for draft in drafts] if days else drafts


def _date(view: View, draft: Draft, days: list[Dated]) -> str | None:
    if draft.cue is None or view.low[draft.cue[1] - 1].endswith("ant"):
        return None
    first, end = view.sentence(draft.cue[0])
    inside = {i for start, stop in draft.span.parts for i in range(start, stop)}
    near = [
        day
        for day in days
        if len(day.value) == len("2022-02-12")
        and (view.pos(day.start - 1) != "VERB" or day.start == draft.cue[1] or _issued(view, day))
        and first <= day.start < end
        and day.start not in inside
        and abs(day.start - draft.cue[0]) <= FARTHEST
    ]
    near = [day for day in near if not any(view.finite(i) for i in _between(day, draft.cue))]
    return min(near, key=lambda day: abs(day.start - (draft.cue or (0, 0))[0])).value if near else None


def _issued(view: View, day: Dated) -> bool:
    """Tell whether a date is that of a document: «dans un communiqué publié le 7 janvier»."""
    return view.word(day.start - 1) in ("publié", "publiée", "diffusé", "diffusée", "daté", "datée")


def _between(day: Dated, cue: tuple[int, int]) -> range:
    return range(day.end, cue[0]) if day.end <= cue[0] else range(cue[1], day.start)

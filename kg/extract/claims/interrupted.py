"""A speech clause inside the marks -> the quotation in two parts: «Nous partons, a-t-il dit. Il est tard»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.claims.build import Draft
from kg.extract.claims.span import Span
from kg.extract.claims.view import View

LONGEST_CLAUSE = 14


def interrupted(inside: View, drafts: Sequence[Draft], covered: set[int]) -> Iterator[Draft]:
    """Yield the claims of quotations that hold their own inverted speech clause and that nothing outside reports."""
    for quotation in inside.scope or ():
        if quotation.inner_start in covered:
            continue
        for draft in drafts:
            if (
                not draft.cue
                or not draft.span.inverted
                or not quotation.inner_start < draft.cue[0] < quotation.inner_end
            ):
                continue
            start, end = draft.cue[0] - 1, _clause_end(inside, draft.cue[1])
            if inside.word(start) == "," and end is not None and end < quotation.inner_end:
                parts = ((quotation.inner_start, start), (end + 1, quotation.inner_end))
                yield replace(draft, span=Span(parts, inverted=True))
                break


def _clause_end(view: View, position: int) -> int | None:
    """Return the comma or full stop after an inverted clause."""
    following = range(position, min(position + LONGEST_CLAUSE, view.size))
    return next((i for i in following if view.word(i) in (",", ".")), None)

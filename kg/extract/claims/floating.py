"""Quotations without a cue of their own -> claims of the source that has just spoken."""

from __future__ import annotations

from collections.abc import Sequence

from kg.document import Quotation
from kg.extract.claims.build import Draft
from kg.extract.claims.span import Span
from kg.extract.claims.view import View
from kg.model import Act

LEAST_WORDS = 4


def floating(view: View, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the claims of quotations that follow a claim and stand alone: «A», a dit X. «B»."""
    covered = {i for draft in drafts for start, end in draft.span.parts for i in range(start, end)}
    found: list[Draft] = []
    for quotation in view.outer:
        if quotation.inner_start in covered or not _stands_alone(view, quotation):
            continue
        last = _last_source(view, quotation, [*drafts, *found])
        if last is not None:
            span = Span(((quotation.inner_start, quotation.inner_end),))
            found.append(Draft(span, Act.SAY, None, last.sources))
    return found


def _stands_alone(view: View, quotation: Quotation) -> bool:
    """Tell whether a quotation is a sentence of its own."""
    if quotation.inner_end - quotation.inner_start < LEAST_WORDS:
        return False
    before = view.skip_back(quotation.start - 1)
    begins = (
        before < 0
        or "\n" in view.doc[before + 1 : quotation.start].text
        or view.word(before) in (".", "!", "?", "…", ":")
    )
    begins = begins or view.closes(before) is not None
    after = view.skip(quotation.end)
    ends = (
        after >= view.size or view.word(after) in (".", "!", "?", "…") or "\n" in view.doc[quotation.end : after].text
    )
    ends = ends or view.doc[after].is_title or view.opens(after) is not None
    return begins and ends and any(view.finite(i) for i in range(quotation.inner_start, quotation.inner_end))


def _last_source(view: View, quotation: Quotation, drafts: Sequence[Draft]) -> Draft | None:
    """Return the claim just before a quotation: no sentence without quotation or claim stands between."""
    before = [draft for draft in drafts if draft.span.start < quotation.start and draft.sources]
    if not before:
        return None
    last = max(before, key=lambda draft: max(draft.span.end, draft.cue[1] if draft.cue else 0))
    reach = max(last.span.end, last.cue[1] if last.cue else 0)
    _, end = view.sentence(reach - 1)
    return last if view.skip(max(end, reach)) >= view.skip_back(quotation.start) else None

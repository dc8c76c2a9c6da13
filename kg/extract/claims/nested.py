"""Claims that report another's speech -> the same with all that is reported: «rappelle avoir évoqué, hier, "A"»."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.claims.build import Draft
from kg.extract.claims.view import View


def completed(view: View, drafts: list[Draft]) -> list[Draft]:
    """Return the claims; one in whose content another's cue stands lasts as long as the other's content.

    What is set off between the inner cue and its content ends neither: «dit avoir dénoncé, la veille, un vol».
    """
    ends = {draft: draft.span.end for draft in drafts}
    following = [draft for draft in drafts if draft.cue is not None and not draft.span.inverted]
    for inner in sorted(following, key=lambda draft: draft.span.end, reverse=True):
        for outer in following:
            if _cuts(view, outer, inner, ends[outer]):
                ends[outer] = max(ends[outer], ends[inner])
    return [_until(draft, ends[draft]) if ends[draft] > draft.span.end else draft for draft in drafts]


def _cuts(view: View, outer: Draft, inner: Draft, end: int) -> bool:
    """Tell whether a content ends between the cue in it and what that reports."""
    if inner.cue is None or outer.cue is None or view.quotation[inner.cue[0]] is not None:
        return False
    within = outer.span.parts[-1][0] <= inner.cue[0] and inner.cue[1] <= end <= inner.span.start
    return within and view.sentence(outer.cue[0]) == view.sentence(inner.span.start)


def _until(draft: Draft, end: int) -> Draft:
    *others, (start, _) = draft.span.parts
    return replace(draft, span=replace(draft.span, parts=(*others, (start, end))))

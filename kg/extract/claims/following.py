"""A quotation that stands alone -> who speaks, as what follows it tells: «Il est tard.» «Partons», a poursuivi X."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.build import Draft
from kg.extract.claims.introduced import subject_in
from kg.extract.claims.span import Span
from kg.extract.claims.speakers import references
from kg.extract.claims.view import STOPS, View
from kg.model import Reference


def speaker_after(view: View, span: Span, drafts: Sequence[Draft]) -> tuple[Reference, ...]:
    """Return who says the next quotation, or whom the sentence after a quotation that opens a paragraph is about."""
    position = view.skip(span.end)
    while view.word(position) in STOPS or view.closes(position):
        position = view.skip(position + 1)
    opening = view.skip(view.document.body) >= _mark(view, span.start)
    if position >= view.size or ("\n" in view.doc[span.end : position].text and not opening):
        return ()
    if next_quotation := view.opens(position):
        said = (d for d in drafts if d.span.inverted and d.sources and d.span.start == next_quotation.inner_start)
        return next((draft.sources for draft in said), ())
    start = _mark(view, span.start)
    opens = opening or "\n" in view.doc[view.skip_back(start - 1) + 1 : start].text
    return _told_of(view, position, drafts) if opens else ()


def _mark(view: View, start: int) -> int:
    """Return the token of the mark that opens before a token, the token itself if none does."""
    while start > 0 and start - 1 in view.marks:
        start -= 1
    return start


def _told_of(view: View, position: int, drafts: Sequence[Draft]) -> tuple[Reference, ...]:
    """Return who speaks in a sentence, or the person that it is about: «Nous irons.» Le ministre a vu les soldats."""
    first, end = view.sentence(position)
    sentence = range(max(first, position), end)
    said = (draft.sources for draft in drafts if draft.sources and draft.cue and draft.cue[0] in sentence)
    return next(said, ()) or references(view, subject_in(view, sentence))

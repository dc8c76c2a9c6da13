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
    if position >= view.size or "\n" in view.doc[span.end : position].text:
        return ()
    if next_quotation := view.opens(position):
        said = (d for d in drafts if d.span.inverted and d.sources and d.span.start == next_quotation.inner_start)
        return next((draft.sources for draft in said), ())
    return _told_of(view, position) if _opens_paragraph(view, span.start) else ()


def _opens_paragraph(view: View, start: int) -> bool:
    while start > 0 and start - 1 in view.marks:
        start -= 1
    before = view.skip_back(start - 1)
    return start <= view.document.body or "\n" in view.doc[before + 1 : start].text


def _told_of(view: View, position: int) -> tuple[Reference, ...]:
    """Return the person that a sentence is about: «Nous irons.» Le ministre a rendu visite aux soldats."""
    first, end = view.sentence(position)
    return references(view, subject_in(view, range(max(first, position), end)))

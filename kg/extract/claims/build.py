"""Spans of tokens -> a Claim: evidences, outer quotation marks dropped, kind by what is quoted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.claims.span import Span
from kg.extract.claims.view import View
from kg.model import Act, Claim, ClaimKind, Evidence, Reference, Venue


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim as tokens: content, cue, sources as heads of phrases."""

    span: Span
    act: Act
    cue: tuple[int, int] | None
    sources: tuple[Reference, ...]
    addressee: Reference | None = None
    date: str | None = None
    venue: Venue | None = None
    answers: Span | None = None


def covered(drafts: Iterable[Draft]) -> set[int]:
    """Return the tokens of what drafts say."""
    return {i for draft in drafts for start, end in draft.span.parts for i in range(start, end)}


def build(view: View, draft: Draft) -> Claim | None:
    """Return the claim of a draft, None if its content is empty."""
    parts = [part for start, end in draft.span.parts if (part := _bare(view, start, end))]
    if not parts:
        return None
    content = tuple(view.document.evidence(start, end) for start, end in parts)
    return Claim(
        evidence=_evidence(view, draft),
        content=content,
        kind=_kind(view, parts),
        act=draft.act,
        sources=draft.sources,
        cue=view.document.evidence(*draft.cue) if draft.cue else None,
        addressee=draft.addressee,
        date=draft.date,
        venue=draft.venue,
        answers=_answered(view, draft.answers) if draft.answers else None,
    )


def _answered(view: View, span: Span) -> Evidence | None:
    """Return the first part of the claim that is answered, as that claim has it."""
    parts = [part for start, end in span.parts if (part := _bare(view, start, end))]
    return view.document.evidence(*parts[0]) if parts else None


def _bare(view: View, start: int, end: int) -> tuple[int, int] | None:
    """Return the bounds without the marks of a quotation that encloses the whole, and without commas at the edges."""
    while start < end and (view.doc[start].is_space or view.word(start) in (",", ":", ";", ".")):
        start += 1
    while end > start and (view.doc[end - 1].is_space or view.word(end - 1) in (",", ":", ";")):
        end -= 1
    if start >= end:
        return None
    first, last = view.quotation[start], view.quotation[end - 1]
    if first and first is last:
        return max(start, first.inner_start), min(end, first.inner_end)
    if last and end < last.end and last.start > start:
        # a quotation is never cut in the middle
        end = last.end
    return start, end


def _kind(view: View, parts: list[tuple[int, int]]) -> ClaimKind:
    tokens = [
        i
        for start, end in parts
        for i in range(start, end)
        if i not in view.marks and view.pos(i) not in ("PUNCT", "SPACE")
    ]
    quoted = sum(view.quotation[i] is not None for i in tokens)
    if quoted == len(tokens):
        return ClaimKind.DIRECT
    return ClaimKind.MIXED if quoted else ClaimKind.INDIRECT


def _evidence(view: View, draft: Draft) -> Evidence:
    """Return the sentence that holds cue and content."""
    anchor = draft.cue[0] if draft.cue else draft.span.start
    first, last = view.sentence(anchor)
    first, last = min(first, draft.span.start), max(last, draft.span.end)
    for index in (first, last - 1):
        if quotation := view.quotation[index]:
            first, last = min(first, quotation.start), max(last, quotation.end)
    while first < last and view.doc[first].is_space:
        first += 1
    while last > first and view.doc[last - 1].is_space:
        last -= 1
    return view.document.evidence(first, last)

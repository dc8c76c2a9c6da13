"""Quotations without a cue of their own -> claims of the source that has just spoken."""

from __future__ import annotations

from collections.abc import Sequence

from kg.document import Quotation
from kg.extract.claims.build import Draft
from kg.extract.claims.ends import sentence_end
from kg.extract.claims.function_words import FIRST_PERSON, OPENERS
from kg.extract.claims.span import Span
from kg.extract.claims.speakers import references
from kg.extract.claims.view import View
from kg.model import Act

LEAST_WORDS = 4
LEAST_SPOKEN = 6
STOPS = (".", "!", "?", "…")


def floating(view: View, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the claims of quotations that follow a claim and stand alone: «A», a dit X. «B»."""
    covered = {i for draft in drafts for start, end in draft.span.parts for i in range(start, end)}
    found: list[Draft] = []
    for quotation in view.outer:
        whole = Span(((quotation.inner_start, quotation.inner_end),))
        if quotation.inner_start in covered or quotation.inner_end - quotation.inner_start < LEAST_WORDS:
            continue
        if named := _named_speaker(view, quotation):
            found.append(Draft(whole, Act.SAY, None, references(view, named)))
            continue
        if announced := _announced(view, quotation, drafts):
            found.append(Draft(whole, Act.SAY, None, announced.sources))
            continue
        span = _alone(view, quotation) or _clause(view, quotation, drafts)
        last = _last_source(view, span.start, [*drafts, *found]) if span else None
        if span and last:
            found.append(Draft(span, Act.SAY, None, last.sources))
            covered.update(range(span.start, span.end))
    return found


def _named_speaker(view: View, quotation: Quotation) -> list[int]:
    """Return who speaks in «Anna Berg, ministre: "Je suis attristée"»: a name before a colon, no verb."""
    colon = view.skip_back(quotation.start - 1)
    if colon < 0 or view.word(colon) != ":":
        return []
    first, _ = view.sentence(colon)
    name = next((i for i in range(first, colon) if view.pos(i) == "PROPN" or view.named(i)), None)
    if name is None or any(view.finite(i) or view.quotation[i] for i in range(first, colon)):
        return []
    lead = [i for i in range(first, name) if view.pos(i) in ("ADP", "VERB", "NOUN")]
    return [] if lead else [name]


def _announced(view: View, quotation: Quotation, drafts: Sequence[Draft]) -> Draft | None:
    """Return the claim after a quotation and a colon: «C'est de l'intimidation»: la Chine a fustigé…."""
    if view.word(view.skip(quotation.end)) != ":":
        return None
    _, end = view.sentence(quotation.end - 1)
    after = [draft for draft in drafts if draft.cue and quotation.end < draft.cue[0] < end and draft.sources]
    return min(after, key=lambda draft: draft.cue or (0, 0), default=None)


def _alone(view: View, quotation: Quotation) -> Span | None:
    """Return a quotation that is a sentence of its own."""
    before, after = view.skip_back(quotation.start - 1), view.skip(quotation.end)
    if view.word(before) in OPENERS and before == view.skip(view.sentence(before)[0]):
        before = view.skip_back(before - 1)
    begins = before < 0 or "\n" in view.doc[before + 1 : quotation.start].text or view.word(before) in (*STOPS, ":")
    ends = after >= view.size or view.word(after) in (*STOPS, "(") or "\n" in view.doc[quotation.end : after].text
    if not (begins or view.closes(before)) or not (ends or view.doc[after].is_title or view.opens(after)):
        return None
    if not any(view.finite(i) for i in range(quotation.inner_start, quotation.inner_end)):
        return None
    return Span(((quotation.inner_start, quotation.inner_end),))


def _clause(view: View, quotation: Quotation, drafts: Sequence[Draft]) -> Span | None:
    """Return a sentence without cue in which somebody says «we»: Avec la Chine, «nous avons constaté notre accord»."""
    first, end = view.sentence(quotation.inner_start)
    if any(first <= draft.span.start < end or (draft.cue and first <= draft.cue[0] < end) for draft in drafts):
        return None
    inside = range(quotation.inner_start, quotation.inner_end)
    spoken = len(inside) > LEAST_SPOKEN or any(view.word(i) in FIRST_PERSON for i in inside)
    if not spoken or not any(view.finite(i) for i in inside):
        return None
    outside = [i for i in range(first, end) if i not in inside and view.finite(i)]
    return None if outside else Span(((view.skip(first), sentence_end(view, view.skip(first))),))


def _last_source(view: View, start: int, drafts: Sequence[Draft]) -> Draft | None:
    """Return the claim just before a quotation: no sentence without quotation or claim stands between."""
    before = [draft for draft in drafts if draft.span.start < start and draft.sources]
    if not before:
        return None
    last = max(before, key=_reach)
    _, end = view.sentence(_reach(last) - 1)
    opening = view.skip_back(start - 1) if start and start - 1 in view.marks else start
    following = view.skip(max(end, _reach(last)))
    if view.word(following) in OPENERS:
        following += 1
    return last if following >= opening else None


def _reach(draft: Draft) -> int:
    return max(draft.span.end, draft.cue[1] if draft.cue else 0)

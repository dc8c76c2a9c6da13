"""Quotations without a cue of their own -> claims of the source that has just spoken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.document import Quotation
from kg.extract.claims.build import Draft, covered
from kg.extract.claims.ends import sentence_end
from kg.extract.claims.following import speaker_after
from kg.extract.claims.function_words import BULLETS, COORDINATORS, DASHES, FINAL, FIRST_PERSON, OPENERS
from kg.extract.claims.going_on import goes_on
from kg.extract.claims.introduced import introducer, owner_of, owner_of_answer, read_in, subject_in
from kg.extract.claims.positional import by_position
from kg.extract.claims.span import Span
from kg.extract.claims.speakers import references
from kg.extract.claims.view import STOPS, View
from kg.model import Act
from kg.phrases import is_definite

if TYPE_CHECKING:
    from spacy.tokens import Token

LEAST_WORDS = 4
LEAST_SPOKEN = 6
LONG = 12


def floating(view: View, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the claims of quotations that follow a claim and stand alone: «A», a dit X. «B»."""
    said = covered(drafts)
    found: list[Draft] = []
    for quotation in view.outer:
        short = quotation.inner_end - quotation.inner_start < LEAST_WORDS
        if short or quotation.inner_start in said or _is_intertitle(view, quotation):
            continue
        if draft := _attributed(view, quotation, [*drafts, *found]):
            found.append(draft)
            said.update(range(draft.span.start, draft.span.end))
    return found


def _attributed(view: View, quotation: Quotation, drafts: Sequence[Draft]) -> Draft | None:
    """Return the claim of a quotation whose speaker the sentence around it or before it tells."""
    whole = Span(((quotation.inner_start, quotation.inner_end),))
    if (document := read_in(view, quotation)) is not None:
        return _written(view, quotation, document, drafts)
    led = _led(view, quotation, drafts)
    if not led and (named := introducer(view, quotation)):
        return Draft(whole, Act.SAY, None, references(view, named))
    if announced := _announced(view, quotation, drafts):
        return Draft(whole, Act.SAY, None, announced.sources)
    if inverted := by_position(view, quotation):
        return inverted
    span = _alone(view, quotation) or _clause(view, quotation, drafts)
    if span is None:
        return _continued(view, quotation, drafts)
    last = _last_source(view, span.start, drafts)
    sources = last.sources if last else references(view, _before(view, quotation, span.start))
    sources = sources or speaker_after(view, span, drafts)
    return Draft(span, Act.SAY, None, sources) if sources else None


def _continued(view: View, quotation: Quotation, drafts: Sequence[Draft]) -> Draft | None:
    """Return the claim of a sentence without cue in which who has just been quoted goes on."""
    first, end = view.sentence(quotation.start)
    sentence = range(view.skip(first), end)
    last = None if _reported(drafts, sentence) or _asked(view, sentence) else _last_source(view, sentence.start, drafts)
    if last is None or not goes_on(view, quotation, last, sentence):
        return None
    return Draft(Span(((sentence.start, sentence_end(view, sentence.start)),)), Act.SAY, None, last.sources)


def _reported(drafts: Sequence[Draft], sentence: range) -> bool:
    """Tell whether a claim or a cue stands in a sentence."""
    return any(draft.span.start in sentence or (draft.cue and draft.cue[0] in sentence) for draft in drafts)


def _asked(view: View, sentence: range) -> bool:
    """Tell whether the journalist asks: «Croit-il que la trêve "tiendra jusqu'à lundi"?»."""
    # a mark after the quotation may begin the next sentence
    asked = range(sentence.start, min(sentence.stop + 1, view.size))
    return any(view.word(i) == "?" and view.quotation[i] is None for i in asked)


def _led(view: View, quotation: Quotation, drafts: Sequence[Draft]) -> bool:
    """Tell whether somebody speaks in the words that lead to a quotation: «Selon X, la voie est libre: "…"»."""
    first, _ = view.sentence(max(view.skip_back(quotation.start - 1), 0))
    return any(draft.sources and draft.cue and first <= draft.cue[0] < quotation.start for draft in drafts)


def _written(view: View, quotation: Quotation, document: Token, drafts: Sequence[Draft]) -> Draft | None:
    """Return the claim that is read in a text: of its owner, of who has spoken in it before, or else of the text."""
    owners = owner_of(view, document.i)
    sources = references(view, owners or ([document.i] if is_definite(document) else []))
    if not owners:
        said_in = [d for d in drafts if d.cue and d.sources and document.lower_ in _sentence_before(view, d, quotation)]
        sources = max(said_in, key=_reach).sources if said_in else sources
    first = view.skip(view.sentence(quotation.start)[0])
    whole = quotation.masked or first >= quotation.start
    span = Span(((quotation.inner_start, quotation.inner_end) if whole else (first, quotation.end),))
    return Draft(span, Act.SAY, None, sources) if sources else None


def _sentence_before(view: View, draft: Draft, quotation: Quotation) -> list[str]:
    first, end = view.sentence(draft.cue[0] if draft.cue else 0)
    return view.low[first:end] if end <= quotation.start else []


def _before(view: View, quotation: Quotation, start: int) -> list[int]:
    """Return who answers or acts in the sentence before: «La réaction de Kiev n'a pas tardé. "…"»."""
    last = view.skip_back(start - 2 if start - 1 in view.marks else start - 1)
    if last < 0 or "\n" in view.doc[last : quotation.start].text:
        return []
    first = view.skip(view.sentence(last)[0])
    if first > last or any(view.quotation[i] for i in range(first, last)):
        return []
    if answered := owner_of_answer(view, range(first, last)):
        return answered
    spoken = any(view.word(i) in FIRST_PERSON for i in range(quotation.inner_start, quotation.inner_end))
    return subject_in(view, range(first, last)) if spoken and quotation.masked else []


def _announced(view: View, quotation: Quotation, drafts: Sequence[Draft]) -> Draft | None:
    """Return the claim after a quotation and a colon: «C'est de l'intimidation»: la Chine a fustigé…."""
    if view.word(view.skip(quotation.end)) != ":":
        return None
    _, end = view.sentence(quotation.end - 1)
    after = [draft for draft in drafts if draft.cue and quotation.end < draft.cue[0] < end and draft.sources]
    return min(after, key=lambda draft: draft.cue or (0, 0), default=None)


def _alone(view: View, quotation: Quotation) -> Span | None:
    """Return a quotation that is a sentence of its own, or the row of them: "Nous irons", "mais pas demain"."""
    last = _last_of_row(view, quotation)
    before, after = view.skip_back(quotation.start - 1), view.skip(last.end)
    if view.word(before) in BULLETS or (view.word(before) in OPENERS and before == view.skip(view.sentence(before)[0])):
        before = view.skip_back(before - 1)
    begins = before < 0 or "\n" in view.doc[before + 1 : quotation.start].text or view.word(before) in (*STOPS, ":")
    stopped = view.word(last.inner_end - 1).endswith(FINAL)
    ends = stopped or after >= view.size or view.word(after) in (*STOPS, "(") or "\n" in view.doc[last.end : after].text
    if not (begins or view.closes(before)) or not (ends or view.doc[after].is_title or view.opens(after)):
        return None
    if last is not quotation:
        return Span(((quotation.start, last.end),))
    inside = range(quotation.inner_start, quotation.inner_end)
    # the tagger misses some verbs («est-elle»): what is long is a sentence too
    exclaimed = view.word(before) != ":" and view.word(inside.stop - 1).endswith(("!", "?"))
    spoken = exclaimed or len(inside) > LONG
    return Span(((inside.start, inside.stop),)) if spoken or any(view.finite(i) for i in inside) else None


def _last_of_row(view: View, quotation: Quotation) -> Quotation:
    """Return the last of the quotations that only commas and coordinators part."""
    while view.word(position := view.skip(quotation.end)) == ",":
        position += 1 + (view.word(position + 1) in COORDINATORS)
        following = view.opens(view.skip(position))
        if following is None or view.word(view.skip(following.end)) not in (",", *STOPS):
            break
        quotation = following
    return quotation


def _clause(view: View, quotation: Quotation, drafts: Sequence[Draft]) -> Span | None:
    """Return a sentence without cue in which somebody says «we»: Avec la Chine, «nous avons constaté notre accord»."""
    first, end = view.sentence(quotation.inner_start)
    if _reported(drafts, range(first, end)):
        return None
    inside = range(quotation.inner_start, quotation.inner_end)
    spoken = len(inside) > LEAST_SPOKEN or any(view.word(i) in FIRST_PERSON for i in inside)
    if not spoken or not any(view.finite(i) or view.infinitive(i) for i in inside):
        return None
    outside = [i for i in range(first, end) if i not in inside and view.finite(i)]
    return None if outside else Span(((view.skip(first), sentence_end(view, view.skip(first))),))


def _is_intertitle(view: View, quotation: Quotation) -> bool:
    """Tell whether a quotation heads what follows: «- "Une dernière chance" -», «"Une dernière chance"Le ministre»."""
    before, after = view.skip_back(quotation.start - 1), view.skip(quotation.end)
    glued = after == quotation.end < view.size and not view.doc[after - 1].whitespace_ and view.doc[after].is_title
    if glued and not view.word(quotation.inner_end - 1).endswith(FINAL):
        return True
    if view.word(before) in BULLETS:
        return not view.word(quotation.inner_end - 1).endswith(FINAL) and view.word(after) not in STOPS
    alone = before >= 0 and view.skip(view.sentence(before)[0]) == before
    return alone and view.word(before) in DASHES and view.word(after) in DASHES


def _last_source(view: View, start: int, drafts: Sequence[Draft]) -> Draft | None:
    """Return the claim just before a quotation: no sentence without quotation or claim stands between."""
    before = [draft for draft in drafts if draft.span.start < start and draft.sources]
    if not before:
        return None
    last = max(before, key=_reach)
    _, end = view.sentence(_reach(last) - 1)
    opening = view.skip_back(start - 1) if start and start - 1 in view.marks else start
    following = view.skip(max(end, _reach(last)))
    if view.word(following) in OPENERS | BULLETS:
        following += 1
    return last if following >= opening else None


def _reach(draft: Draft) -> int:
    return max(draft.span.end, draft.cue[1] if draft.cue else 0)

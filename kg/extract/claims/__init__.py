"""Document -> claims: who is reported as saying what, by which words.

Verbs, prepositions and nouns report speech; each has its module, as have the content's bounds and the source.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.document import Document
from kg.extract.claims.answers import answering
from kg.extract.claims.as_said import by_comparison
from kg.extract.claims.build import Draft, build, covered
from kg.extract.claims.conjugation import Shape
from kg.extract.claims.cues import Cue, find_cues
from kg.extract.claims.floating import floating
from kg.extract.claims.function_words import DASHES, PERSONAL, QUE
from kg.extract.claims.interrupted import interrupted
from kg.extract.claims.left import content_before
from kg.extract.claims.nested import completed
from kg.extract.claims.nouns import by_noun
from kg.extract.claims.objects import is_target
from kg.extract.claims.passive import passive_content
from kg.extract.claims.prepositions import by_preposition
from kg.extract.claims.right import content_after
from kg.extract.claims.sources import issuer, source_heads
from kg.extract.claims.span import Span
from kg.extract.claims.speakers import is_agent, is_text, references
from kg.extract.claims.taken_up import restated, taken_up
from kg.extract.claims.venues import placed
from kg.extract.claims.view import View
from kg.extract.claims.when import dated
from kg.model import Claim, Form, Reference

__all__ = ["claims"]


def claims(document: Document) -> Iterable[Claim]:
    """Yield the claims of a document in text order; a claim whose source is unknown has none.

    >>> from kg.annotate import annotate
    >>> from kg.model import Article
    >>> stream = annotate([Article("a", "Moscou a affirmé mardi que les troupes partiraient.")])
    >>> [(c.sources[0].evidence.exact, c.cue.exact, c.content[0].exact) for c in claims(next(stream))]
    [('Moscou', 'a affirmé', 'les troupes partiraient')]
    """
    view = View(document)
    verbal = by_verb(view)
    inverted = [draft.span for draft in verbal if draft.span.inverted]
    adverbial = [*by_preposition(view, inverted), *by_comparison(view, inverted)]
    drafts = completed(view, _without_doubles([*verbal, *adverbial, *_fresh(by_noun(view), verbal)]))
    drafts += list(taken_up(view, drafts))
    inside = View(document, inside=True)
    quoted = third_persons(inside)
    drafts += interrupted(inside, quoted, covered(drafts))
    drafts += floating(view, drafts)
    drafts = restated(view, answering(view, placed(view, dated(view, drafts))))
    found = [claim for draft in drafts if (claim := build(view, draft))]
    outer = {draft.cue for draft in drafts}
    nested = [draft for draft in quoted if not draft.span.inverted and draft.cue not in outer]
    found += [claim for draft in nested if (claim := build(inside, draft))]
    found.sort(key=lambda claim: (claim.content[0].start, claim.content[-1].end))
    return found


def third_persons(view: View) -> list[Draft]:
    """Return the claims of others that somebody quotes: «Il demande que nous partions», a dit le ministre."""
    return [draft for draft in by_verb(view) if draft.sources and all(_is_third(view, s) for s in draft.sources)]


def _is_third(view: View, source: Reference) -> bool:
    """Tell whether a source is somebody for certain, and not who is quoted."""
    head = next(token for token in view.doc if view.document.offset(token) == source.head)
    return head.lower_.lstrip("-t") in PERSONAL if head.pos_ == "PRON" else is_agent(view, head)


def _fresh(nouns: Iterable[Draft], verbal: list[Draft]) -> list[Draft]:
    """Leave out nouns that are themselves what a verb says: «a réitéré sa crainte de…»."""
    heads = {i for draft in verbal for start, _ in draft.span.parts for i in range(start, start + 3)}
    return [d for d in nouns if d.cue and (d.cue[0] not in heads or d.sources[0].form is not Form.PRONOUN)]


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    """Leave out a claim whose content another one has: «X a refusé: "A", a-t-il dit» says A once."""
    best: dict[tuple[tuple[int, int], ...], Draft] = {}
    for draft in drafts:
        known = best.get(draft.span.parts)
        if known is None or (draft.span.inverted and not known.span.inverted):
            best[draft.span.parts] = draft
    return list(best.values())


def by_verb(view: View) -> list[Draft]:
    """Return the claims reported by verbs."""
    drafts: list[Draft] = []
    earlier: list[tuple[Cue, list[int]]] = []
    for cue in find_cues(view):
        span = None if _in_intertitle(view, cue) else _content(view, cue)
        if span and span.inverted:
            span = _after_other(view, span, drafts)
        if span is None or _is_question(view, cue) or is_target(view, cue.entry, span.start, span.end):
            continue
        heads = source_heads(view, cue, inverted=span.inverted, earlier=earlier)
        heads = issuer(view, heads, earlier) or heads
        if not heads and not (cue.shape is Shape.FINITE and span.inverted and not cue.entry.takes("from")):
            # what nobody says outside an inverted clause is no speech: «La décision annonce des jours difficiles»
            continue
        if cue.entry.takes("obj=") and not _may_provide(view, span, heads):
            continue
        earlier.append((cue, heads))
        if cue.entry.addressee == "à!" and span.addressee is None:
            continue
        sources = references(view, heads, before=[cue.start, *(start for start, _ in span.parts)])
        told = references(view, [span.addressee], before=[span.start])[0] if span.addressee is not None else None
        drafts.append(Draft(span, cue.entry.act, (cue.start, cue.end), sources, told))
    return drafts


def _may_provide(view: View, span: Span, heads: list[int]) -> bool:
    """Tell whether a text provides for a thing («l'accord prévoit un retrait»); a person foresees a clause."""
    clause = view.word(span.start - 1) in QUE or view.quotation[span.start] is not None
    return clause or all(is_text(view.token(head)) for head in heads)


def _after_other(view: View, span: Span, drafts: list[Draft]) -> Span | None:
    """Cut a content where an earlier inverted clause stands: «A», dit X, qui précise que «B», ajoute-t-il."""
    cues = [draft.cue[1] for draft in drafts if draft.cue and draft.span.inverted]
    if not any(span.start <= end <= span.end for end in cues):
        return span
    quotation = view.closes(span.parts[0][1] - 1)
    return Span(((quotation.inner_start, quotation.inner_end),), inverted=True) if quotation else None


def _is_question(view: View, cue: Cue) -> bool:
    """Tell whether the journalist asks: «Pourquoi le ministre a-t-il jugé que…?»."""
    if cue.clitic is None:
        return False
    first, end = view.sentence(cue.head)
    asked = any(view.word(i) == "?" and view.quotation[i] is None for i in range(cue.end, end))
    return asked and view.word(cue.start - 1) not in (",", "-") and first < cue.start


def _in_intertitle(view: View, cue: Cue) -> bool:
    """Tell whether a verb stands in an intertitle, which only repeats what follows: «- Oslo menace de partir -»."""
    first, end = view.sentence(cue.head)
    return view.word(view.skip(first)) in DASHES and view.word(view.skip_back(end - 1)) in DASHES


def _content(view: View, cue: Cue) -> Span | None:
    if cue.passive:
        return passive_content(view, cue)
    before = content_before(view, cue)
    unquoted = view.word(cue.start - 1) == "," and not view.closes(cue.start - 2)
    if before and unquoted and cue.clitic is None and cue.entry.addressee == "obj":
        # «X, qui…, a appelé Paris à négocier»: the phrase after the verb is its object if a content follows it
        return content_after(view, cue) or before
    return before or content_after(view, cue)

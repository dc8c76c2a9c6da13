"""«A, ce que dément X», «A. Une information démentie par X»: what takes up the whole clause before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.claims.build import Draft
from kg.extract.claims.conjugation import Shape
from kg.extract.claims.coordination import coordinated
from kg.extract.claims.function_words import QUE, function
from kg.extract.claims.left import _start
from kg.extract.claims.lexicon import Entry, verbs
from kg.extract.claims.span import Span
from kg.extract.claims.speakers import head_after, is_agent, references
from kg.extract.claims.subjects import subject_of
from kg.extract.claims.verb_group import auxiliary_of, first_clitic, is_negated
from kg.extract.claims.view import View
from kg.model import Act

#: nouns that stand for what has just been said
RESTATING = function("restating")
#: what somebody may do to a claim that another has made, or that the journalist has
ACTS = frozenset([Act.DENY, Act.SAY, Act.JUDGE, Act.ACCUSE])
LONGEST_CLAUSE = 24
#: how many words the speech clause may have between a claim and what takes it up: «A, a dit X à la presse, ce que…»
LONGEST_REST = 10


def taken_up(view: View, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the claims of «ce que» after a comma; ``drafts`` are those of other cues."""
    for index in range(2, view.size - 2):
        opens = view.word(index) == "ce" and view.word(index + 1) in QUE and view.word(index - 1) == ","
        if not opens or view.quoted(index):
            continue
        found = _verb(view, index + 2)
        span = _clause(view, index - 1, drafts) if found else None
        if found is None or span is None:
            continue
        entry, start, verb = found
        heads = _subject(view, index + 2, start, verb)
        if heads:
            yield Draft(span, entry.act, (start, verb + 1), references(view, heads, before=[start]))


def restated(view: View, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts; what «Une information démentie par Oslo» says is what has just been said."""
    return [replace(draft, span=_before(view, draft, drafts) or draft.span) for draft in drafts]


def _before(view: View, draft: Draft, drafts: Sequence[Draft]) -> Span | None:
    """Return what a noun of speech without complement stands for, None if the content is something else."""
    start, end = draft.span.parts[0]
    indefinite = len(draft.span.parts) == 1 and view.word(start) in ("un", "une", "des")
    if not indefinite or view.token(start + 1).lemma_.lower() not in RESTATING:
        return None
    last = view.skip_back(start - 1)
    apposed = last >= 0 and (view.word(last) == "," or start == view.skip(view.sentence(start)[0]))
    if not apposed or any(view.pos(i) != "ADV" for i in range(start + 2, end)):
        return None
    return draft.answers or _clause(view, last, [other for other in drafts if other is not draft])


def _verb(view: View, position: int) -> tuple[Entry, int, int] | None:
    """Return the first finite verb of a clause if it is one of speech: its entry, its start, its head."""
    end = min(position + LONGEST_CLAUSE, view.sentence(position)[1])
    for index in range(position, end):
        auxiliary = auxiliary_of(view, index)
        shape = Shape.FINITE if auxiliary is None or auxiliary < position else Shape.PARTICIPLE
        for entry, known in verbs().get(view.word(index), ()):
            start = first_clitic(view, index if shape is Shape.FINITE else auxiliary or index)
            plain = not (entry.reflexive or entry.tail or entry.negated or entry.particle)
            says = plain and entry.act in ACTS and entry.takes("que") and entry.takes("obj")
            if known is shape and says and not is_negated(view, start, index):
                return entry, start, index
        if view.finite(index) and view.pos(index) == "VERB":
            return None
    return None


def _subject(view: View, first: int, start: int, verb: int) -> list[int]:
    """Return the subject before the verb, or right after it: «ce que dément Moscou»."""
    if start > first:
        return subject_of(view, verb, first)
    head = head_after(view, verb + 1)
    somebody = head is not None and (is_agent(view, head) or head.is_title)
    return coordinated(view, head) if head is not None and somebody else []


def _clause(view: View, comma: int, drafts: Sequence[Draft]) -> Span | None:
    """Return what is taken up: what somebody has just claimed, else the sentence up to the comma."""
    first = view.sentence(comma)[0]
    said = [d for d in drafts if d.cue and first <= _end(d) <= comma and _end(d) + LONGEST_REST >= comma]
    if said:
        return max(said, key=_end).span
    start = _start(view, first)
    quoted = any(i in view.marks for i in range(start, comma))
    return Span(((start, comma),)) if not quoted and any(view.finite(i) for i in range(start, comma)) else None


def _end(draft: Draft) -> int:
    return max(draft.span.end, draft.cue[1] if draft.cue else 0)

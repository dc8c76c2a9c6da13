"""An inverted speech clause -> the content before it: «A», a déclaré X · La réunion aura lieu jeudi, a précisé X."""

from __future__ import annotations

from kg.extract.claims.conjugation import Shape
from kg.extract.claims.cues import Cue
from kg.extract.claims.span import Span
from kg.extract.claims.view import View

SUBORDINATORS = frozenset(["qui", "dont", "où", "que", "qu'", "si", "lorsque", "lorsqu'", "quand", "comme"])
SEPARATORS = (",", "-", "–", "—")
#: how many words may stand between a quotation and the comma before its speech clause («… Berlin" en janvier, a-t-il lancé»)
LONGEST_REST = 12


def content_before(view: View, cue: Cue) -> Span | None:
    """Return the content before an inverted speech clause, None if the clause is not inverted."""
    if cue.shape is not Shape.FINITE or cue.passive or cue.shared:
        return None
    position = view.skip_back(cue.start - 1)
    if position < 0:
        return None
    first, _ = view.sentence(cue.head)
    comma = view.word(position) in SEPARATORS
    last = view.skip_back(position - 1) if comma else position
    quotation = view.closes(last) if last >= 0 else None
    if not comma and quotation is None:
        return None
    if (last < first and quotation is None) or not (cue.clitic is not None or _subject_follows(view, cue)):
        return None
    if quotation:
        return _quoted(view, cue, min(first, quotation.start), last)
    return _unquoted(view, cue, first, last)


def _quoted(view: View, cue: Cue, first: int, last: int) -> Span | None:
    quotation = view.closes(last)
    if quotation is None:
        return None
    first = _start(view, first)
    if quotation.masked or quotation.start <= first or _opens_clause(view, quotation.start, first):
        return _with_rest(view, cue, quotation.inner_start, quotation.inner_end)
    return _with_rest(view, cue, first, last + 1)


def _opens_clause(view: View, start: int, first: int) -> bool:
    """Tell whether a quotation begins a sentence of its own after a colon or full stop."""
    before = view.skip_back(start - 1)
    return before >= first and view.word(before) in (":", ".", "!", "?", "…")


def _unquoted(view: View, cue: Cue, first: int, last: int) -> Span | None:
    first = _start(view, first)
    quotation = view.quotation[first]
    rest = range(quotation.end, last + 1) if quotation else range(0)
    if quotation and view.opens(first) and quotation.end <= last < quotation.end + LONGEST_REST:
        if not any(view.finite(i) or i in view.marks for i in rest):
            return _with_rest(view, cue, quotation.inner_start, quotation.inner_end)
    if cue.clitic is None and not quotation and not _has_main_verb(view, first, last + 1):
        return None
    return _with_rest(view, cue, first, last + 1)


def _start(view: View, first: int) -> int:
    """Return the first word of a sentence, after white space, dashes and a place line."""
    while view.doc[first].is_space or view.word(first) in ("-", "–", "—", ",", "."):
        first += 1
    return first


def _has_main_verb(view: View, first: int, end: int) -> bool:
    """Tell whether a clause stands between two tokens: more finite verbs than subordinating words."""
    verbs = [i for i in range(first, end) if view.finite(i)]
    auxiliaries = sum(
        1 for i in verbs if view.pos(i) == "AUX" and any(view.finite(j) for j in (i + 1, i + 2) if j < end)
    )
    subordinators = sum(1 for i in range(first, end) if view.word(i) in SUBORDINATORS)
    return len(verbs) - auxiliaries > subordinators


def _subject_follows(view: View, cue: Cue) -> bool:
    """Tell whether a noun phrase without preposition follows the verb, adverbs and dates between."""
    position = cue.end
    for _ in range(25):
        position = view.skip(position)
        if position >= view.size:
            return False
        word, pos = view.word(position), view.pos(position)
        if pos == "ADV" or view.time(position) or word in ("-t", "soir", "même", "quant"):
            position += 1
        elif pos == "DET" and view.time(position + 1):
            position += 2
        elif pos == "ADP" or word in ("à", "dans", "auprès", "sur", "lors", "de", "pour", "au", "par"):
            position = _past_adjunct(view, position)
        elif word == "," and position > cue.end:
            position += 1
        else:
            if word in ("que", "qu'", ":", "avoir", "être", ".", ",") or view.quotation[position]:
                return False
            return pos in ("DET", "NOUN", "PROPN", "PRON", "NUM", "X", "ADJ") or view.doc[position].is_title
    return False


def _past_adjunct(view: View, position: int) -> int:
    """Return the end of «à l'AFP», «dans un communiqué», «à des journalistes», «de son côté»."""
    position += 1
    while view.pos(position) in ("DET", "ADJ", "NUM") or view.word(position) in ("la", "le", "l'"):
        position += 1
    position += 1
    while position < view.size and (
        (view.pos(position) == "ADJ" and not view.doc[position].is_title) or view.word(position) in ("de", "d'", "du")
    ):
        position = _past_adjunct(view, position) if view.pos(position) != "ADJ" else position + 1
    return position


def _with_rest(view: View, cue: Cue, start: int, end: int) -> Span:
    """Add the second part of a broken quotation: «A», a-t-il dit, «B»."""
    parts = [(start, end)]
    _, stop = view.sentence(cue.head)
    for index in range(cue.end, min(cue.end + 14, stop + 1, view.size)):
        quotation = view.opens(index)
        before = view.skip_back(index - 1)
        if quotation and view.word(before) in (",", "-"):
            if not any(view.finite(i) for i in range(cue.end, index)) and _is_quoted(view, start):
                parts.append((quotation.inner_start, quotation.inner_end))
            break
        if view.word(index) in (".", ";", "que", "qu'", ":"):
            break
    return Span(tuple(parts), inverted=True)


def _is_quoted(view: View, index: int) -> bool:
    return view.quotation[index] is not None

"""A quoted sentence before an inverted verb of any kind -> its claim: «Je savais», s'est justifiée la ministre."""

from __future__ import annotations

from kg.document import Quotation
from kg.extract.claims.build import Draft
from kg.extract.claims.coordination import coordinated
from kg.extract.claims.function_words import BE, CLITIC_SUBJECTS, EUPHONIC, HAVE, function
from kg.extract.claims.span import Span
from kg.extract.claims.speakers import head_after, is_agent, may_speak, references
from kg.extract.claims.view import View
from kg.model import Act

#: what makes the quotation itself the subject: «"Partir", reste le mot d'ordre du parti»
COPULAS = function("copula")
LONGEST_GROUP = 6


def by_position(view: View, quotation: Quotation) -> Draft | None:
    """Return the claim of a quoted sentence that an inverted clause follows, whatever its verb."""
    start = view.skip(quotation.end)
    if not quotation.masked or view.word(start) != ",":
        return None
    end = _group_end(view, start + 1)
    if end is None:
        return None
    clitic = end < view.size and view.word(end) in CLITIC_SUBJECTS
    heads = [end] if clitic else _subject(view, end)
    if not heads:
        return None
    span = Span(((quotation.inner_start, quotation.inner_end),), inverted=True)
    return Draft(span, Act.SAY, (start + 1, end + clitic), references(view, heads))


def _group_end(view: View, index: int) -> int | None:
    """Return the end of a verb with its clitic, auxiliary and adverbs: «s'est aussitôt justifiée»."""
    if view.word(index) in ("s'", "se"):
        index += 1
    if not view.finite(index) or view.token(index).lemma_.lower() in COPULAS:
        return None
    if view.word(index) not in HAVE | BE:
        # «aurait-il confié» is said by others
        return index + 1 if view.pos(index) == "VERB" else None
    for later in range(index + 1, min(index + LONGEST_GROUP, view.size)):
        if view.pos(later) in ("VERB", "ADJ") and not view.finite(later):
            return later + 1
        if view.pos(later) != "ADV" and view.word(later) not in EUPHONIC:
            return None
    return None


def _subject(view: View, position: int) -> list[int]:
    while view.adverbial(position) > position or view.pos(position) == "ADV" or view.time(position):
        position = max(view.adverbial(position), position + 1)
    head = head_after(view, position)
    return coordinated(view, head) if head is not None and is_agent(view, head) and may_speak(view, head) else []

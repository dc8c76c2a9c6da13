"""«Selon X, …» and «…, d'après X»: attribution by a preposition."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.claims.build import Draft
from kg.extract.claims.ends import sentence_end
from kg.extract.claims.left import _start
from kg.extract.claims.lexicon import words
from kg.extract.claims.span import Span
from kg.extract.claims.speakers import head_after, references
from kg.extract.claims.view import View
from kg.extract.syntax import conjuncts
from kg.model import Act

SINGLE = frozenset({"selon", "d'après"})
NO_SOURCE = frozenset(["que", "qu'", "lequel", "laquelle", "lesquels", "lesquelles", "où", "les", "des"]) - {
    "les",
    "des",
}


def by_preposition(view: View) -> Iterator[Draft]:
    """Yield the claims attributed by «selon» and its like."""
    for index in range(view.size):
        end = _cue_end(view, index)
        if end is None or view.quoted(index) or view.word(end) in NO_SOURCE:
            continue
        heads = _heads(view, end)
        if not heads or not (span := _content(view, index, end)):
            continue
        yield Draft(span, Act.SAY, (index, end), references(view, heads))


def _cue_end(view: View, index: int) -> int | None:
    word = view.low[index]
    if word == "selon":
        return index + 1
    if word == "d'" and view.word(index + 1) == "après":
        return index + 2
    return None


def _heads(view: View, position: int) -> list[int]:
    head = head_after(view, position)
    if head is None or view.time(head.i) or head.lemma_.lower() in words("not_sources", "noun"):
        return []
    return [t.i for t in conjuncts(head) if t.pos_ in ("NOUN", "PROPN", "PRON", "X")]


def _content(view: View, index: int, end: int) -> Span | None:
    first, stop = view.sentence(index)
    first = _start(view, first)
    if index - first <= 2 and view.word(first) in ("selon", "d'", "et", "mais", "or", "car", "toutefois"):
        comma = _comma(view, end, stop)
        return Span(((comma + 1, sentence_end(view, comma + 1)),)) if comma is not None and comma + 1 < stop else None
    before = view.skip_back(index - 1)
    comma = view.word(before) in (",", "(", "-", "–")
    quotation = view.closes(before)
    if not comma and quotation is None:
        return None
    after = _comma(view, end, stop)
    left = (first, before) if comma else (first, before + 1)
    if left[1] - left[0] < 2:
        return None
    if (
        after is not None
        and after - end < 14
        and any(view.finite(i) for i in range(after, stop))
        and not any(view.finite(i) for i in range(left[0], left[1]))
    ):
        return Span((left, (after + 1, sentence_end(view, after + 1))))
    return Span((left,))


def _comma(view: View, start: int, stop: int) -> int | None:
    """Return the comma that ends the source's phrase: one before which no apposition or relative clause goes on."""
    depth = 0
    for index in range(start, stop):
        word = view.word(index)
        depth += {"(": 1, ")": -1}.get(word, 0)
        if word == "," and depth == 0:
            following = view.pos(index + 1)
            relative = view.word(index + 1) in ("qui", "dont", "cité", "citée", "cités", "publié", "publiée")
            if not relative and following != "VERB":
                return index
    return None

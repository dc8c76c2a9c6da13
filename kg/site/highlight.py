"""A text and annotations with offsets -> paragraphs of pieces, each with the annotations that lie over it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` to ``end`` (code points) the text says ``key``, a thing of one ``kind``."""

    start: int
    end: int
    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text over which the same annotations lie, the longest first."""

    text: str
    spans: tuple[Span, ...]
    start: int


def paragraphs(text: str, spans: Iterable[Span]) -> list[list[Piece]]:
    """Return the paragraphs of a text in pieces; the pieces together are the text but for its line breaks.

    Raises ValueError for a span outside the text: a page never shows words that the evidence does not have.

    >>> [[(piece.text, [span.key for span in piece.spans]) for piece in line]
    ...  for line in paragraphs("Paris dément.", [Span(0, 5, "entity", "Q142"), Span(0, 12, "claim", "0-12")])]
    [[('Paris', ['0-12', 'Q142']), (' dément', ['0-12']), ('.', [])]]
    """
    ordered = sorted(set(spans), key=lambda span: (span.start - span.end, span.start, span.kind, span.key))
    for span in ordered:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"{span} lies outside the text of {len(text)} code points")
    return [list(_pieces(text, start, end, ordered)) for start, end in _lines(text)]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line.rstrip())
        start += len(line)


def _pieces(text: str, start: int, end: int, spans: list[Span]) -> Iterator[Piece]:
    inside = [span for span in spans if span.start < end and span.end > start]
    cuts = sorted({start, end, *(cut for span in inside for cut in (span.start, span.end) if start < cut < end)})
    for left, right in itertools.pairwise(cuts):
        yield Piece(text[left:right], tuple(span for span in inside if span.start <= left and span.end >= right), left)

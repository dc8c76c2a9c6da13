"""Text -> the passages between quotation marks, paragraph by paragraph.

All marks (« » “ ” „ ‹ › "), nested, glued to the next sentence, unbalanced, and quotations that run over several
paragraphs (one span a paragraph).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENING = {"«": "»", "“": "”", "„": "“”", "‹": "›"}
STRAIGHT = ('"', "''")
MARK = re.compile("[«»“”„‹›\"]|''")
PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
#: marks that stand further apart than a quoted paragraph is long do not belong together
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """A quotation in a text: ``text[start:end]`` with its marks, ``text[inner_start:inner_end]`` without."""

    start: int
    end: int
    inner_start: int
    inner_end: int


@dataclass(slots=True)
class _Open:
    start: int
    inner: int
    closers: str


def find_quotations(text: str) -> list[QuotedSpan]:
    """Return the quotations of ``text`` in order of their start; nested ones follow the one around them.

    >>> [("«Non», dit-il. «Oui»")[q.inner_start:q.inner_end] for q in find_quotations("«Non», dit-il. «Oui»")]
    ['Non', 'Oui']
    """
    spans: list[QuotedSpan] = []
    carried = ""
    for paragraph in PARAGRAPH.finditer(text):
        found, carried = _in_paragraph(text, paragraph.start(), paragraph.end(), carried)
        spans += found
    return sorted(spans, key=lambda span: (span.start, -span.end))


def _in_paragraph(text: str, start: int, end: int, carried: str) -> tuple[list[QuotedSpan], str]:
    """Return the quotations of one paragraph, and the closing marks of one that goes on in the next paragraph.

    A carried quotation either repeats its opening mark (then nothing is carried) or goes on from the paragraph's start.
    """
    spans: list[QuotedSpan] = []
    marks = list(MARK.finditer(text, start, end))
    stack: list[_Open] = []
    if carried and _closes_first(marks, carried):
        stack.append(_Open(start, start, carried))
    for mark in marks:
        if _is_closing(text, mark, stack):
            while stack:
                opened = stack.pop()
                if mark.group() in opened.closers:
                    if mark.start() - opened.inner <= LONGEST and _trimmed(text, opened.inner, mark.start()):
                        spans.append(_span(text, opened, mark.start(), mark.end()))
                    break
        elif _is_opening(text, mark):
            stack.append(_Open(mark.start(), mark.end(), OPENING.get(mark.group(), mark.group())))
    if not stack:
        return spans, ""
    opened = stack[0]
    if end - opened.start <= LONGEST and _trimmed(text, opened.inner, end) and _begins(text, opened.start, start):
        spans.append(_span(text, opened, end, end))
    return spans, opened.closers


def _span(text: str, opened: _Open, inner_end: int, end: int) -> QuotedSpan:
    inner = text[opened.inner : inner_end]
    lead, tail = len(inner) - len(inner.lstrip()), len(inner) - len(inner.rstrip())
    return QuotedSpan(opened.start, end, opened.inner + lead, inner_end - tail)


def _trimmed(text: str, start: int, end: int) -> str:
    return text[start:end].strip()


def _closes_first(marks: list[re.Match[str]], closers: str) -> bool:
    """Whether a carried quotation goes on: its closing mark comes before any opening one."""
    if not marks:
        return False
    return marks[0].group() in closers and closers not in STRAIGHT


def _is_closing(text: str, mark: re.Match[str], stack: list[_Open]) -> bool:
    """Whether a mark closes one that is open. A straight mark after a space and before a word opens instead."""
    if not any(mark.group() in opened.closers for opened in stack):
        return False
    return mark.group() not in STRAIGHT or not _looks_opening(text, mark)


def _is_opening(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark opens a quotation; a straight mark before a space or a stop, with none open, is a stray one."""
    if mark.group() in STRAIGHT:
        after = text[mark.end() : mark.end() + 1]
        return bool(after.strip()) and after not in ".,;:!?)"
    return mark.group() in OPENING


def _looks_opening(text: str, mark: re.Match[str]) -> bool:
    before, after = text[max(0, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]
    return (not before.strip() or before in "('") and bool(after.strip()) and after not in ".,;:!?)"


def _begins(text: str, mark: int, start: int) -> bool:
    """Whether an unclosed mark stands where a quotation begins: at the paragraph's start or after a colon or space."""
    return mark == start or text[start:mark].rstrip()[-1:] in (":", "", ".", ",")

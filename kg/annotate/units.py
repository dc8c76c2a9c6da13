"""Text and quotations -> units to parse: paragraphs with their long quotations masked, and the insides of those.

A quoted sentence between a clause and its inverted «, a-t-il déclaré» breaks sentence splitting and the parse. Each
such quotation becomes one word in the unit around it and a unit of its own. Short and partial quotations («ouverte»)
stay in the sentence whose syntax they belong to; only their marks are taken out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.annotate.quotes import QuotedSpan

#: what the parser reads best in place of a quoted sentence: the cue verb stays the root, its subject a subject
PLACEHOLDER = "Tout"
#: a unit longer than this is cut at a sentence's or word's end
LONGEST_UNIT = 5_000
#: a text longer than this is read in sections: what looks back over all of an article takes the square of its length
LONGEST_SECTION = 50_000
LEAST_WORDS = 4
#: from this length on, a quotation before a perfect tense without a comma is what is said, not a subject
CERTAIN_WORDS = 8
AUXILIARY = re.compile(r"\s+(?:a|ont|avait|avaient)\b")

#: the first line may begin with the article's date, which is no part of its first sentence
HEADER = re.compile(r"\s*date \d{4}-\d\d(?:-\d\d)?(?!\S)")
BLOCK = re.compile(r"[^\n]*\S[^\n]*")
#: how a sentence begins: with a capital, never an initial or an abbreviation («U.S.», «M.Untel»)
CAPITAL = r"(?:[A-ZÀ-Ý][\w'’]|[AÀY] [a-zà-ÿ]|A-t-|M\. )"
#: the words that begin most sentences and end no name written in one word («TikTok», «YouTube»)
OPENER = (
    r"(?:(?:Les?|La|Une?|Des?|Du|Cet?|Cette|Ces|Ils?|Elles?|On|Je|Nous|En|Dans|Selon|Pour|Mais|Après|Avant|Si|Lors|Aux?"
    r"|[AÀ]|Sur|Alors|Parmi|Depuis|Malgré|Par|Avec|Son|Sa|Ses|Dès|Plusieurs|Outre|Face|Interrogée?)"
    r" [a-zà-ÿ]|(?:[LDCJN]|Qu)['’]\w)"
)
#: a sentence or a dash glued to the full stop («l'envers.Nous», «fin...Puis», «plus tôt.9h55», «hier.- La suite») or to
#: the mark before it, an item of a list, and an article glued to its heading («au pouvoirLe président»)
GLUED = re.compile(
    rf"(?<=[a-zà-ÿ\d%)\]»”\"][.!?…])(?=[«“\"]?{CAPITAL}|- ?[«“\"]?[A-ZÀ-Ý])"
    r"|(?<=[A-ZÀ-Ý]{2}[.!?…])(?=[«“\"]?[A-ZÀ-Ý][a-zà-ÿ' ])"
    rf"|(?=[•►▶■] ?[«“\"]?{CAPITAL})|(?<=\.\.\.)(?=[«“\"]?{CAPITAL})|(?<=[.!?…][»”\"])(?=[«“\"]?{CAPITAL}|\d)"
    r"|(?<=[a-zà-ÿ]{4}\.)(?=\d)|(?<=[a-zà-ÿ]\.)(?=\d\d?h)"
    rf"|(?<=[a-zà-ÿ]{{2}})(?={OPENER})|(?<=[a-zà-ÿ]{{2}}[»”\"])(?={OPENER})|(?<=\s[A-LN-Z]\.)(?={OPENER})"
)
#: a heading glued to a sentence: no word changes to capitals inside («mis en causeAnna Berg a nié»; «TikTok» does)
HEADING = re.compile(r"(?<!\")\b[a-zà-ÿ]{5,}(?=[A-ZÀ-Ý][a-zà-ÿ'’])")
#: an intertitle of an agency, glued to the sentences around it («.- Situation incertaine -Le bilan»)
INTERTITLE = re.compile(r"(?<=[.!?»”\")])\s?(- ?(?:[^\n.]|\.(?=\d)){3,80}?[ »”\"]-)\s?(?=[A-ZÀ-Ý«“\"•►▶■])")
SENTENCE_END = re.compile(r"[.!?…][»”\"]?\s+")
BEFORE = re.compile(r"(?:^|[.!?…:;,—–»”\"•►▶■-]|\bet|\bMais|\bOr|\bCar)\s*$")
AFTER = re.compile(r"\s*(?:$|[.!?…;,:—–«“\"(-])")
#: agencies write a quotation inside a quotation between plus signs: "nous ferons un +snapback+"
AGENCY_MARK = re.compile(r"(?<![\w+])\+(?=\w)|(?<=[\w.!?])\+(?![\w+])")
FINAL = re.compile(r"[.!?…]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a unit: from ``at`` on it reads ``text[start:end]``, or the placeholder of that quotation if masked."""

    at: int
    start: int
    end: int
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """What the language model reads at once, where each run of it comes from, and whose quotation's inside it is."""

    text: str
    pieces: tuple[Piece, ...]
    quotation: QuotedSpan | None = None

    def piece_at(self, position: int) -> Piece:
        """Return the run that holds the character ``position`` of the unit."""
        return self.pieces[bisect_right(self.pieces, position, key=lambda piece: piece.at) - 1]


def masked_quotations(text: str, quotations: list[QuotedSpan]) -> list[QuotedSpan]:
    """Return the quotations that are parsed on their own: outermost, of several words, set off from the sentence.

    >>> from kg.annotate.quotes import find_quotations
    >>> text = "«Nous ne voulons pas la guerre», a dit Moscou, pour qui la voie reste «ouverte»."
    >>> [text[q.start:q.end] for q in masked_quotations(text, find_quotations(text))]
    ['«Nous ne voulons pas la guerre»']
    """
    chosen: list[QuotedSpan] = []
    for quotation in quotations:
        if chosen and quotation.start < chosen[-1].end:
            continue
        if _is_set_off(text, quotation):
            chosen.append(quotation)
    return chosen


def _is_set_off(text: str, quotation: QuotedSpan) -> bool:
    inner = text[quotation.inner_start : quotation.inner_end]
    line = text.rfind("\n", 0, quotation.start) + 1
    before = text[max(line, quotation.start - 12) : quotation.start]
    if quotation.start - line > 12 and not before.strip():
        return False
    begins = quotation.start == line or bool(BEFORE.search(before))
    after = text[quotation.end : quotation.end + 9].partition("\n")[0]
    words = len(inner.split())
    if words < LEAST_WORDS:
        return begins and bool(FINAL.search(inner)) and bool(AFTER.match(after))
    if words >= CERTAIN_WORDS and AUXILIARY.match(after):
        return begins
    return begins and (bool(AFTER.match(after)) or bool(FINAL.search(inner)))


def parse_units(text: str, quotations: list[QuotedSpan], masked: list[QuotedSpan]) -> list[Unit]:
    """Return the units of ``text`` in order: each block, then the insides of its masked quotations."""
    units: list[Unit] = []
    marks = _mark_positions(text, quotations)
    for start, end in _blocks(text, masked):
        inside = [q for q in masked if start <= q.start < end]
        units.append(_unit(text, start, end, inside, marks))
        for quotation in inside:
            for first, last in _sentences(text, quotation.inner_start, quotation.inner_end, []):
                units.append(replace(_unit(text, first, last, [], marks), quotation=quotation))
    return units


def _mark_positions(text: str, quotations: list[QuotedSpan]) -> set[int]:
    marks = {found.start() for found in AGENCY_MARK.finditer(text)}
    for q in quotations:
        marks.update(range(q.start, q.inner_start))
        marks.update(range(q.inner_end, q.end))
    return marks


def _blocks(text: str, masked: list[QuotedSpan]) -> Iterator[tuple[int, int]]:
    """Yield the date, then the paragraphs, cut where two sentences are glued together or where they are too long."""
    header = HEADER.match(text)
    if header:
        yield header.span()
    for block in BLOCK.finditer(text, header.end() if header else 0):
        inside = [q for q in masked if q.start < block.end() and block.start() < q.end]
        yield from _sentences(text, block.start(), block.end(), inside)


def _sentences(text: str, start: int, end: int, masked: list[QuotedSpan]) -> Iterator[tuple[int, int]]:
    """Yield a passage cut where two sentences are glued together, at the marks of masked quotations or outside them."""
    for glued in _glued(text, start, end):
        around = next((q for q in masked if q.start < glued < q.end), None)
        at = {around.start + 1: around.start, around.end - 1: around.end}.get(glued, start) if around else glued
        # a mark alone is no sentence
        if at - start > 1:
            yield from _cut(text, start, at)
            start = at
    yield from _cut(text, start, end)


def _glued(text: str, start: int, end: int) -> list[int]:
    """Return where a sentence or an intertitle begins without a space before it."""
    glued = {found.start() for found in GLUED.finditer(text, start, end)}
    glued.update(found.end() for found in HEADING.finditer(text, start, end))
    for found in INTERTITLE.finditer(text, start, end):
        glued.update(found.span(1))
    return sorted(glued)


def sections(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sections of a text: all of it, or where it is long, pieces that end with a paragraph or a sentence."""
    if len(text) > LONGEST_SECTION:
        yield from _cut(text, 0, len(text), LONGEST_SECTION)
    else:
        yield 0, len(text)


def _cut(text: str, start: int, end: int, longest: int = LONGEST_UNIT) -> Iterator[tuple[int, int]]:
    while end - start > longest:
        at = _last_end(text, start + longest // 2, start + longest)
        yield start, at
        start = at
    if text[start:end].strip():
        yield start, end


def _last_end(text: str, first: int, limit: int) -> int:
    """Return where the last paragraph ends within these bounds, or else the last sentence, or else the last word."""
    paragraph = text.rfind("\n", first, limit) + 1
    if paragraph:
        return paragraph
    ends = [found.end() for found in SENTENCE_END.finditer(text, first, limit)]
    return ends[-1] if ends else text.rfind(" ", first, limit) + 1 or limit


def _unit(text: str, start: int, end: int, masked: list[QuotedSpan], marks: set[int]) -> Unit:
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    marks_here = marks.intersection(range(start, end))

    def add(piece_text: str, first: int, last: int, *, hide: bool = False) -> None:
        nonlocal length
        parts.append(piece_text)
        pieces.append(Piece(length, first, last, hide))
        length += len(piece_text)

    def separate() -> None:
        nonlocal length
        parts.append(" ")
        length += 1

    def plain(first: int, last: int) -> None:
        run = first
        for position in [*sorted(m for m in marks_here if first <= m < last), last]:
            if run < position:
                if parts and parts[-1][-1:].isalnum() and text[run].isalnum():
                    # taking a mark out must not glue two words
                    separate()
                add(text[run:position], run, position)
            run = position + 1

    done = start
    for quotation in masked:
        plain(done, quotation.start)
        add(PLACEHOLDER, quotation.start, quotation.end, hide=True)
        done = quotation.end
    plain(done, end)
    return Unit("".join(parts), tuple(pieces))

"""Document -> dates: «le 12 février», «en 2015», «la veille», as ISO 8601 days, months or years; refused, not guessed.

A date without a year takes the year that brings it nearest to the article's month. A bare weekday is a date only where
the text itself gives one weekday with its day («jeudi 3 mars»).
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.modality import support_verbs
from kg.extract.words import words
from kg.knowledge import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
YEAR = re.compile(r"(?:19|20)\d\d")
DAY = re.compile(r"(?:[12]?\d|3[01])|1er")
MARKERS = frozenset({*WEEKDAYS, "veille", "lendemain", "surlendemain"})
CLAUSES = frozenset({"acl:relcl", "ccomp", "advcl", "parataxis", "acl", "csubj", "conj"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression as tokens ``start`` to ``end`` (excluded)."""

    start: int
    end: int
    value: str


def date_of(document: Document, token: Token) -> str | None:
    """Return when the clause or noun phrase headed by ``token`` happened, as the text says; None if it does not say.

    >>> from kg.annotate import annotate
    >>> from kg.model import Article
    >>> stream = annotate([Article("a", "Paris a expulsé deux diplomates le 12 février.", date="2022-02")])
    >>> document = next(stream)
    >>> date_of(document, document.doc[2])
    '2022-02-12'
    """
    doc = document.doc
    found = [d for d in document.once(dates) if _hangs_on(doc[d.start : d.end].root, token)]
    return min(found, key=lambda d: abs(d.start - token.i)).value if found else None


def dates(document: Document) -> list[Dated]:
    """Return the dates of a document in text order."""
    reader = _Reader(document)
    found: list[Dated] = []
    index = 0
    while index < len(document.doc):
        dated = reader.read(index, found) if reader.may_begin(index) else None
        if dated:
            found.append(dated)
        index = dated.end if dated else index + 1
    return [dated for dated in found if not _is_bound(document.doc, dated)]


def _hangs_on(date: Token, token: Token) -> bool:
    """Tell whether a date says when ``token`` happens: no other clause stands between them."""
    node = date
    while node.i != token.i:
        if node.dep_ in CLAUSES and node.i != date.i and node.pos_ in {"VERB", "AUX"} and not _dates_noun(node):
            return False
        if node.head.i == node.i:
            return False
        node = node.head
    return True


def _dates_noun(participle: Token) -> bool:
    """«l'offensive lancée le 3 mars», «l'accord signé en 2015»: the participle's date is the noun's."""
    past = participle.dep_ == "acl" and "Tense=Past" in str(participle.morph)
    return past and participle.lemma_ in support_verbs("does") | support_verbs("occurs")


def _is_bound(doc: Doc, dated: Dated) -> bool:
    """Tell whether a date bounds a time («depuis mai») and does not say when something happened."""
    before = [t.lower_ for t in doc[max(dated.start - 2, 0) : dated.start]]
    return any(word.replace("’", "'") in words("bounding") for word in before)


@cache
def months() -> dict[str, int]:
    """Return the months' names with their numbers."""
    return {row["month"]: int(row["number"]) for row in lexicon("months")}


class _Reader:
    """Reads dates at a token, with what the article and the dates before it say."""

    def __init__(self, document: Document) -> None:
        self.doc = document.doc
        self.words = document.low
        parts = (document.article.date or "").split("-")
        self.year = int(parts[0]) if parts[0] else None
        self.month = int(parts[1]) if len(parts) > 1 else None
        self.anchors = self._anchors()

    def may_begin(self, index: int) -> bool:
        """Tell whether a word can be the first of a date at all; most cannot."""
        word = self.words[index]
        return word[:1].isdigit() or word in MARKERS or word.removeprefix("mi-") in months()

    def read(self, index: int, before: list[Dated]) -> Dated | None:
        """Return the date that begins at a token."""
        return self._day(index) or self._month_or_year(index) or self._neighbour(index, before) or self._weekday(index)

    def _word(self, index: int) -> str:
        return self.words[index] if 0 <= index < len(self.words) else ""

    def _day(self, index: int) -> Dated | None:
        """«le 12 février», «mardi 1er mars 2022»."""
        start = index
        if self._word(index) in WEEKDAYS:
            index += 1
        first = index
        if self._word(index + 1) in {"et", "-"} and DAY.fullmatch(self._word(index + 2)):
            # of «les 5 et 6 mai» the first day stands for both
            index += 2
        if not DAY.fullmatch(self._word(first)) or self._word(index + 1) not in months():
            return None
        day, month = int(self._word(first).removesuffix("er")), months()[self._word(index + 1)]
        year, end = self._year_after(index + 2, month, day=True)
        if year is None or not _exists(year, month, day):
            return None
        return Dated(start, end, f"{year:04}-{month:02}-{day:02}")

    def _month_or_year(self, index: int) -> Dated | None:
        """«en août», «début juin», «mi-août», «janvier 2020», «en 2015»."""
        word, previous = self._word(index), self._word(index - 1)
        month = months().get(word.removeprefix("mi-"))
        if month and not DAY.fullmatch(previous):
            year, end = self._year_after(index + 1, month)
            plain = end > index + 1 or previous in {"en", "début", "fin", "mi", "de", "d'", "courant", "-", "dès"}
            return Dated(index, end, f"{year:04}-{month:02}") if year and (plain or word.startswith("mi-")) else None
        if YEAR.fullmatch(word) and (previous in {"en", "fin", "début", "mi"} or self._names_year(index)):
            return Dated(index, index + 1, word)
        return None

    def _names_year(self, index: int) -> bool:
        """«la présidentielle de 2021», «la présidentielle 2022»; not «de 2000 soldats», «de 2014 à 2016»."""
        year = self.doc[index]
        if index == 0 or year.head.i > index or self._word(index + 1) in {"à", "-"}:
            return False
        before = self.doc[index - 1]
        named = before.pos_ == "NOUN" and before.text.isalpha() and before.lemma_ not in words("time")
        return before.lower_ in {"de", "d'"} or (named and year.head.i == before.i)

    def _year_after(self, index: int, month: int, *, day: bool = False) -> tuple[int | None, int]:
        """Return the year that follows a month, else the one that brings the month nearest to the article's."""
        if YEAR.fullmatch(self._word(index)):
            return int(self._word(index)), index + 1
        if self.year is None or self.month is None:
            return None, index
        if self._word(index) in {"dernier", "prochain"}:
            past = self._word(index) == "dernier"
            # «en juin dernier», written in June, is a year ago; «le 2 juin dernier» need not be
            earlier = past and (month > self.month or (month == self.month and not day))
            return self.year - earlier + (not past and month < self.month), index + 1
        distance = month - self.month
        if abs(distance) == 6:
            return None, index
        return self.year - (distance > 6) + (distance < -6), index

    def _neighbour(self, index: int, before: list[Dated]) -> Dated | None:
        """«la veille», «le lendemain» of the last day named, in the same or the preceding sentence."""
        steps = {"veille": -1, "lendemain": 1, "surlendemain": 2}
        step = steps.get(self._word(index))
        if step is None or self._word(index - 1) not in {"la", "le"} or self._word(index + 1) in {"de", "du", "d'"}:
            return None
        days = [d for d in before if len(d.value) == 10]
        if not days or not self._near(days[-1].end, index):
            return None
        day = datetime.date.fromisoformat(days[-1].value) + datetime.timedelta(days=step)
        return Dated(index, index + 1, day.isoformat())

    def _near(self, earlier: int, index: int) -> bool:
        ends = [t for t in self.doc[earlier:index] if t.text in {".", "!", "?"} or "\n" in t.text]
        return len(ends) <= 2

    def _anchors(self) -> dict[int, datetime.date]:
        """Return the days that the text names with their weekday («jeudi 3 mars»)."""
        self.anchors = {}
        found: dict[int, datetime.date] = {}
        for index, word in enumerate(self.words):
            if word in WEEKDAYS and (dated := self._day(index)):
                day = datetime.date.fromisoformat(dated.value)
                if day.weekday() == WEEKDAYS.index(word):
                    found.setdefault(day.toordinal(), day)
        return found

    def _weekday(self, index: int) -> Dated | None:
        """A bare weekday, where the text names one day of a week only: that day or the last such day before it."""
        word = self._word(index)
        if word not in WEEKDAYS or len(self.anchors) != 1 or self._word(index + 1) in {"prochain", "dernier"}:
            return None
        [anchor] = self.anchors.values()
        back = (anchor.weekday() - WEEKDAYS.index(word)) % 7
        if self._word(index - 1) in {"le", "chaque", "les", "du"} or back > 3:
            return None
        return Dated(index, index + 1, (anchor - datetime.timedelta(days=back)).isoformat())


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True

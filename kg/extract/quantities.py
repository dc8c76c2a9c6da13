"""Document -> quantities: numbers with the noun they count, how exact they are, and their upper bound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Document
from kg.knowledge import lexicon
from kg.model import Qualifier, Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DIGITS = re.compile(r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+|\d+(?:,\d+)?")
GROUP = re.compile(r"\d{3}")
YEAR = re.compile(r"(?:19|20)\d\d")
DE = frozenset({"de", "d'", "d’"})
AFTER_DE = frozenset({"ses", "leurs", "nos", "ces", "les", "mes"})
MARKS = frozenset({"«", '"', "“"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity as tokens ``start`` to ``end`` (excluded) and the token of the noun that it counts."""

    start: int
    end: int
    unit: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    value: float
    approximate: bool = False
    collective: bool = False


def quantities(document: Document) -> list[Counted]:
    """Return the quantities of a document in text order; a number that counts no noun is none.

    >>> from kg.annotate import annotate
    >>> from kg.model import Article
    >>> stream = annotate([Article("a", "Berlin envoie jusqu'à 8.500 soldats et une centaine de chars.")])
    >>> [(c.quantity.value, c.quantity.unit, str(c.quantity.qualifier)) for c in quantities(next(stream))]
    [(8500.0, 'soldats', 'up_to'), (100.0, 'chars', 'about')]
    """
    found: list[Counted] = []
    index = 0
    while index < len(document.doc):
        number = _number(document.doc, index) if _may_begin(document.doc[index].lower_) else None
        if number is None:
            index += 1
            continue
        counted = _counted(document.doc, number)
        if counted:
            found.append(counted)
        index = counted.end if counted else number.end
    return found


@cache
def _words(kind: str) -> dict[str, str]:
    return {row["word"]: row["value"] for row in lexicon("quantity_words") if row["kind"] == kind}


def _may_begin(word: str) -> bool:
    """Tell whether a word can be the first of a number at all; most cannot."""
    return word[:1].isdigit() or word == "une" or word in _words("number")


def _number(doc: Doc, index: int) -> _Number | None:
    """Return the number that begins at a token, multiplied by the «millions» (or «millions et demi») that follow."""
    plain = _digits(doc, index) or _spelt(doc, index) or _collective(doc, index)
    if plain is None or plain.end >= len(doc) or doc[plain.end].lower_ not in _words("multiplier"):
        return plain
    factor = float(_words("multiplier")[doc[plain.end].lower_])
    half = doc[plain.end + 1 : plain.end + 3].text.lower() in {"et demi", "et demie"}
    value, end = (plain.value + half / 2) * factor, plain.end + 1 + 2 * half
    return _Number(plain.start, end, value, plain.approximate, collective=True)


def _digits(doc: Doc, index: int) -> _Number | None:
    """«8.500», «12 000», «1,5»; not «2022-02», «5e», «n°1» or a day of the month."""
    if not DIGITS.fullmatch(doc[index].text):
        return None
    if YEAR.fullmatch(doc[index].text) and not (index + 1 < len(doc) and doc[index + 1].pos_ == "NOUN"):
        return None
    text, end = doc[index].text, index + 1
    while "," not in text and end < len(doc) and GROUP.fullmatch(doc[end].text) and len(doc[end - 1].text) <= 3:
        text += doc[end].text
        end += 1
    return _Number(index, end, float(re.sub(r"[. \u00a0\u202f]", "", text).replace(",", ".")))


def _spelt(doc: Doc, index: int) -> _Number | None:
    """«trois», «cinq de ses agents»; «un» and «une» are articles."""
    text = doc[index].lower_
    if text in {"un", "une"} or text not in _words("number"):
        return None
    value, end = float(_words("number")[text]), index + 1
    while end < len(doc) and doc[end].lower_ in {"cent", "cents", "mille"}:
        value *= float(_words("number")[doc[end].lower_])
        end += 1
    return _Number(index, end, value)


def _collective(doc: Doc, index: int) -> _Number | None:
    """«une centaine», «deux dizaines»; «des centaines» is no number."""
    if index + 1 >= len(doc) or doc[index].lower_ != "une":
        return None
    value = _words("collective").get(doc[index + 1].lower_)
    return _Number(index, index + 2, float(value), approximate=True, collective=True) if value else None


def _counted(doc: Doc, number: _Number) -> Counted | None:
    upper = _upper(doc, number)
    last = upper or number
    unit = _unit(doc, last.end, collective=last.collective)
    if unit is None:
        return None
    qualifier, start = _qualifier(doc, number.start)
    if upper:
        start = start - 1 if start and doc[start - 1].lower_ in {"entre", "de"} else start
        quantity = Quantity(number.value, unit.text, Qualifier.RANGE, upper.value)
    else:
        if qualifier is Qualifier.EXACT and number.approximate:
            qualifier = Qualifier.ABOUT
        quantity = Quantity(number.value, unit.text, qualifier)
    return Counted(start, unit.i + 1, unit.i, quantity)


def _upper(doc: Doc, number: _Number) -> _Number | None:
    """«entre 1.000 et 5.000», «de 4.000 à 1.500»: the second number."""
    if number.end + 1 >= len(doc):
        return None
    link = doc[number.end].lower_
    before = doc[number.start - 1].lower_ if number.start else ""
    if (link == "et" and before == "entre") or link in {"à", "-", "ou"}:
        return _digits(doc, number.end + 1) or _spelt(doc, number.end + 1)
    return None


def _unit(doc: Doc, index: int, *, collective: bool) -> Token | None:
    """Return the noun after a number: «soldats», «nouveaux soldats», «de ses agents», «le nombre de soldats»."""
    if doc[index : index + 3].text.lower() == "le nombre de":
        index, collective = index + 2, True
    if index + 1 < len(doc) and doc[index].lower_ in DE:
        if not collective and doc[index + 1].lower_ not in AFTER_DE:
            return None
        index += 2 if doc[index + 1].lower_ in AFTER_DE else 1
    following = doc[index : index + 3]
    if following and following[0].pos_ == "ADJ" and not any(t.pos_ in {"NOUN", "PROPN"} for t in following):
        # «8.500 militaires»: a noun that the model takes for an adjective
        return following[0]
    for token in following:
        if token.pos_ in {"NOUN", "PROPN"} and (token.is_alpha or "-" in token.text):
            return None if token.lower_ in _months() or token.lower_ in _words("multiplier") else token
        if token.pos_ != "ADJ" and token.text not in MARKS:
            return None
    return None


@cache
def _months() -> frozenset[str]:
    return frozenset(row["month"] for row in lexicon("months"))


def _qualifier(doc: Doc, start: int) -> tuple[Qualifier, int]:
    """Return how exact the number is by the longest marker before it, and where the marker begins."""
    for length in (3, 2, 1):
        first = start - length
        if first < 0:
            continue
        words = doc[first:start].text.lower().replace("’", "'")
        if words in _words("qualifier"):
            return Qualifier(_words("qualifier")[words]), first
    return Qualifier.EXACT, start

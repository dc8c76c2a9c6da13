"""Document -> the language model's entities with their bounds put right: whole names, no small words at their edges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.dates import WEEKDAYS
from kg.extract.mentions_found import MARKUP, hyphenated, not_names
from kg.knowledge import titles
from kg.model import EntityType
from kg.phrases import OF, noun_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SMALL = frozenset({"ADP", "CCONJ", "DET", "PRON"})
#: types of what lies somewhere or belongs to somebody, so that a name after it stands by itself: «la ville de | Lyon»
ELSEWHERE = frozenset({EntityType.PERSON, EntityType.PLACE, EntityType.COUNTRY, EntityType.GROUP, EntityType.DOCUMENT})
#: prepositions of persons
WHOM = frozenset({"avec", "chez", "par", "selon"})
#: what the model takes for a verb with a capital inside a sentence is part of a name: «avec Protais | Mpiranya»
MISTAKEN = frozenset({"AUX", "VERB", "X"})


def repaired(doc: Doc) -> Iterator[Span]:
    """Yield the model's entities cut at line ends and quotation marks, without small words or days at their edges."""
    for ent in doc.ents:
        start = ent.start
        for token in ent:
            title = token.text in titles() and doc[token.i - 1].text != "-"
            if token.is_space or token.text in '«»"“”()[]:;,' or title:
                yield from _trimmed(doc, start, token.i, ent.label_)
                start = token.i + 1
        if start >= ent.end:
            continue
        end = hyphenated(doc, ent.end)
        named = _name_end(doc, end)
        charge = _name_start(doc, start, named)
        if named - charge > 1 and _is_portfolio(doc, charge, named):
            first = _after_portfolio(doc, charge + 1, named)
            if doc[first - 1].pos_ not in SMALL:
                yield from _trimmed(doc, first, named, "PER")
        elif not _is_inside_a_name(doc, start, charge, ent.label_):
            first = _mistaken(doc, charge)
            person = first < charge and doc[first - 1].lower_ in WHOM
            yield from _trimmed(doc, first, end, "PER" if person else ent.label_)


def _name_end(doc: Doc, end: int) -> int:
    while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper():
        end += 1
    return end


def _name_start(doc: Doc, start: int, end: int) -> int:
    """Return where the words with a capital begin: «ministre de la | Défense Jean X»."""
    return next((i for i in range(start, end) if _is_capital(doc[i])), start)


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ not in SMALL


def _mistaken(doc: Doc, start: int) -> int:
    """Return the start of a name with the given name that the model takes for something else: «avec | Protais X»."""
    before = doc[start - 1] if start else None
    if before is None or before.pos_ not in MISTAKEN or before.is_sent_start or before.ent_type_:
        return start
    return start - 1 if before.is_title and before.is_alpha and before.text not in titles() else start


def _is_inside_a_name(doc: Doc, start: int, name: int, label: str) -> bool:
    """Tell whether a name is the last part of that of an institution: «l'université de | Stanford»."""
    if name < start + 2 or label != "ORG" or not any(token.lower_ in OF for token in doc[start + 1 : name]):
        return False
    noun = noun_class(doc[start])
    return noun is not None and noun.type not in ELSEWHERE


def _is_portfolio(doc: Doc, index: int, end: int) -> bool:
    """Tell whether a word is what a minister is in charge of: «la ministre de la Justice | Nicole X».

    Before a family name alone only a minister tells: «le ministre de la Justice | X», not «la Commission X».
    """
    if index < 2 or doc[index - 1].pos_ not in {"ADP", "DET"}:
        return False
    minister = doc[index].head.lower_ == "ministre"
    return (minister and doc[index].pos_ == "NOUN") or (
        doc[index].text in not_names() and (minister or end - index > 2)
    )


def _after_portfolio(doc: Doc, start: int, end: int) -> int:
    """Return where the person begins: «la ministre de la | Justice et des Affaires | Jeanne X»."""
    small = {"ADP", "DET", "CCONJ"}
    return next((i for i in range(start, end) if doc[i].pos_ not in small and doc[i].text not in not_names()), end)


def _hyphen(doc: Doc, end: int) -> bool:
    """Tell whether a hyphen joins the last word to a name: «Cheong Seong-chang»."""
    return end > 1 and doc[end - 2].text == "-" and not doc[end - 2].whitespace_


def _trimmed(doc: Doc, start: int, end: int, label: str) -> Iterator[Span]:
    while start < end and not _is_capital(doc[start]):
        start += 1
    while end > start and (
        doc[end - 1].text in WEEKDAYS
        or not (doc[end - 1].text[:1].isupper() or doc[end - 1].pos_ in {"PROPN", "NOUN", "ADJ"} or _hyphen(doc, end))
    ):
        end -= 1
    if start < end and not MARKUP.search(doc[start:end].text):
        span = doc[start:end]
        span.label_ = label
        yield span

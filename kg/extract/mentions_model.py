"""Document -> the language model's entities, repaired, where knowledge does not overrule them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.mentions_found import Found, hyphenated, is_place, not_names, particles
from kg.knowledge import titles
from kg.model import EntityType
from kg.phrases import noun_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: what no name has, but text torn out of a page
MARKUP = re.compile(r"[/\\<>\[\]{}=|*#@]")
LABELS = {
    "PER": EntityType.PERSON,
    "LOC": EntityType.PLACE,
    "ORG": EntityType.COMPANY,
}
#: kinds of nouns that are no names by themselves («les Européens»)
UNNAMEABLE = frozenset({"office", "individual", "group", "state", "polity", "stand-in"})


def repaired(doc: Doc) -> Iterator[Span]:
    """Yield the model's entities cut at line ends and quotation marks, without small words at their edges."""
    for ent in doc.ents:
        start = ent.start
        for token in ent:
            if token.is_space or token.text in '«»"“”()[]:;,' or token.text in titles():
                yield from _trimmed(doc, start, token.i, ent.label_)
                start = token.i + 1
        end = hyphenated(doc, ent.end)
        named = _name_end(doc, end)
        if ent.label_ != "PER" and named - start > 2 and _is_portfolio(doc, start):
            yield from _trimmed(doc, start + 1, named, "PER")
        else:
            yield from _trimmed(doc, start, end, ent.label_)


def _name_end(doc: Doc, end: int) -> int:
    while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper():
        end += 1
    return end


def _is_portfolio(doc: Doc, index: int) -> bool:
    """Tell whether a word is what a minister is in charge of: «la ministre de la Justice | Nicole X»."""
    return index > 1 and doc[index].text in not_names() and doc[index - 1].pos_ in {"ADP", "DET"}


def _trimmed(doc: Doc, start: int, end: int, label: str) -> Iterator[Span]:
    while start < end and not (
        doc[start].text[:1].isupper() and doc[start].pos_ not in {"DET", "ADP", "PRON", "CCONJ"}
    ):
        start += 1
    while end > start and not (doc[end - 1].text[:1].isupper() or doc[end - 1].pos_ in {"PROPN", "NOUN", "ADJ"}):
        end -= 1
    if start < end and not MARKUP.search(doc[start:end].text):
        span = doc[start:end]
        span.label_ = label
        yield span


def from_model(doc: Doc, ent: Span, known: list[Found]) -> Found | None:
    """Return an entity of the model that knowledge does not overrule."""
    inside = [found for found in known if found.start < ent.end and found.end > ent.start]
    inside = [found for found in inside if found.sense != "adjective"]
    if inside and inside[0].sense == "people" and inside[0].start == ent.start and len(ent) > 2:
        ent, inside = doc[inside[0].end : ent.end], inside[1:]
        ent.label_ = "PER"
    if any(found.start <= ent.start and found.end >= ent.end for found in inside):
        return None
    if ent.label_ == "PER":
        return _person(doc, ent, inside)
    if ent.label_ == "ORG" and len(ent) > 1 and all(t.text[:1].isupper() and t.pos_ == "PROPN" for t in ent):
        inside = [found for found in inside if not is_place(found)]
    if inside or ent.label_ not in LABELS or not any(_proper(t, ent.label_) for t in ent):
        return None
    return _thing(doc, ent)


def _proper(token: Token, label: str) -> bool:
    """Tell whether a word is a proper noun: tagged so, or a place with a capital inside a sentence («les Alpes»)."""
    if token.text in not_names() or len(token) == 1:
        return False
    inside = token.text[:1].isupper() and not token.is_sent_start and token.pos_ == "NOUN" and label == "LOC"
    return token.pos_ == "PROPN" or inside


def _person(doc: Doc, ent: Span, inside: list[Found]) -> Found | None:
    """Return a person of two words or more; a single word is a person only if a longer name has it (see resolve)."""
    if any(found.type is EntityType.PERSON and found.end - found.start > 1 for found in inside):
        return None
    if ent[0].text in {"Les", "Des"} or not all(
        t.text[:1].isupper() or t.lower_ in particles() or t.text in {"-", "'"} for t in ent
    ):
        return None
    return Found(ent.start, ent.end, EntityType.PERSON, score=0.8 if len(ent) > 1 else 0.4)


def _is_apposed_to_office(doc: Doc, ent: Span) -> bool:
    """Tell whether a name of two words stands between marks after an office: «le directeur du port, X Y, …»."""
    head = ent.root.head
    noun = noun_class(head) if ent.root.dep_ == "appos" and len(ent) > 1 else None
    closed = ent.end < len(doc) and doc[ent.end].text in {",", ")", "."}
    return noun is not None and noun.kind == "office" and closed and doc[ent.start - 1].text in {",", "("}


def _thing(doc: Doc, ent: Span) -> Found | None:
    """Return an organisation or a place of the model, typed by its first noun or the noun that introduces it."""
    before = doc[ent.start - 1] if ent.start else None
    first = noun_class(ent[0])
    if len(ent) == 1 and first and first.kind in UNNAMEABLE:
        return None
    for noun in (first, noun_class(before) if before is not None else None):
        if noun and noun.kind not in UNNAMEABLE:
            return Found(ent.start, ent.end, noun.type, score=0.7)
    if ent.label_ == "LOC":
        kind = EntityType.PERSON if _is_apposed_to_office(doc, ent) else EntityType.PLACE
        return Found(ent.start, ent.end, kind, score=0.7)
    return Found(ent.start, ent.end, LABELS[ent.label_], score=0.6)

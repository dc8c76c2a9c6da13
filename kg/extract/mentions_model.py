"""Document -> the language model's entities, repaired, where knowledge does not overrule them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.dates import WEEKDAYS
from kg.extract.mentions_found import (
    MARKUP,
    Found,
    first_names,
    foreign_heads,
    given_names,
    hyphenated,
    is_place,
    name_like,
    not_names,
    particles,
    things,
)
from kg.extract.words import words
from kg.knowledge import titles
from kg.knowledge.nouns import head_nouns
from kg.model import EntityType
from kg.phrases import case, noun_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

LABELS = {
    "PER": EntityType.PERSON,
    "LOC": EntityType.PLACE,
    "ORG": EntityType.COMPANY,
}
#: kinds of nouns that are no names by themselves («les Européens»)
QUOTES = frozenset({'"', "«", "“"})
#: prepositions of places only
WHERE = frozenset({"à", "en", "vers", "près", "au", "aux", "jusqu'à"})
UNNAMEABLE = frozenset({"office", "individual", "group", "state", "polity", "stand-in"})


def repaired(doc: Doc) -> Iterator[Span]:
    """Yield the model's entities cut at line ends and quotation marks, without small words or days at their edges."""
    for ent in doc.ents:
        start = ent.start
        for token in ent:
            title = token.text in titles() and doc[token.i - 1].text != "-"
            if token.is_space or token.text in '«»"“”()[]:;,' or title:
                yield from _trimmed(doc, start, token.i, ent.label_)
                start = token.i + 1
        end = hyphenated(doc, ent.end)
        named = _name_end(doc, end)
        if named - start > 1 and _is_portfolio(doc, start, named):
            yield from _trimmed(doc, _after_portfolio(doc, start + 1, named), named, "PER")
        else:
            yield from _trimmed(doc, start, end, ent.label_)


def _name_end(doc: Doc, end: int) -> int:
    while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper():
        end += 1
    return end


def _is_portfolio(doc: Doc, index: int, end: int) -> bool:
    """Tell whether a word is what a minister is in charge of: «la ministre de la Justice | Nicole X».

    Before a family name alone only a minister tells: «le ministre de la Justice | X», not «la Commission X».
    """
    if index < 2 or doc[index].text not in not_names() or doc[index - 1].pos_ not in {"ADP", "DET"}:
        return False
    return end - index > 2 or doc[index].head.lower_ == "ministre"


def _after_portfolio(doc: Doc, start: int, end: int) -> int:
    """Return where the person begins: «la ministre de la | Justice et des Affaires | Jeanne X»."""
    small = {"ADP", "DET", "CCONJ"}
    return next((i for i in range(start, end) if doc[i].pos_ not in small and doc[i].text not in not_names()), end)


def _trimmed(doc: Doc, start: int, end: int, label: str) -> Iterator[Span]:
    while start < end and not (
        doc[start].text[:1].isupper() and doc[start].pos_ not in {"DET", "ADP", "PRON", "CCONJ"}
    ):
        start += 1
    while end > start and (
        doc[end - 1].text in WEEKDAYS
        or not (doc[end - 1].text[:1].isupper() or doc[end - 1].pos_ in {"PROPN", "NOUN", "ADJ"})
    ):
        end -= 1
    if start < end and not MARKUP.search(doc[start:end].text):
        span = doc[start:end]
        span.label_ = label
        yield span


def from_model(doc: Doc, ent: Span, known: list[Found]) -> Found | None:
    """Return an entity of the model that knowledge does not overrule."""
    inside = [found for found in known if found.start < ent.end and found.end > ent.start]
    inside = [found for found in inside if found.sense != "adjective"]
    if inside and inside[0].start <= ent.start and _stands_before_a_person(inside[0], ent):
        ent, inside = doc[inside[0].end : ent.end], inside[1:]
        ent.label_ = "PER"
    if any(found.start <= ent.start and found.end >= ent.end for found in inside):
        return None
    if ent.label_ == "PER" and not _is_called_after_a_person(doc, ent):
        employer = not inside and _is_employer(doc, ent)
        return Found(ent.start, ent.end, EntityType.COMPANY, score=0.6) if employer else _person(doc, ent, inside)
    if ent.label_ == "ORG" and len(ent) > 1 and all(t.text[:1].isupper() and t.pos_ == "PROPN" for t in ent):
        inside = [found for found in inside if not is_place(found)]
    if inside or ent.label_ not in LABELS or _is_common(ent) or not any(_proper(t, ent.label_) for t in ent):
        return None
    return _thing(doc, ent)


def _stands_before_a_person(found: Found, ent: Span) -> bool:
    """Tell whether a known name only precedes a person's: «l'Italien Mario X», «le sénateur Les Républicains Y Z»."""
    rest = ent.end - found.end
    if found.sense == "people":
        return len(ent) > 2 and rest > 0
    return ent.label_ == "PER" and not is_place(found) and found.type is not EntityType.PERSON and rest > 1


def _is_called_after_a_person(doc: Doc, ent: Span) -> bool:
    """Tell whether an establishment is named after a person: «l'université Hugo», not «le patron du parti X Y»."""
    nouns = list(_introducers(doc, ent.start))
    noun = noun_class(nouns[-1]) if nouns and not _describes_a_person(nouns[-1].head) else None
    return noun is not None and noun.kind in {"site", "company", "media", "party", "organisation"}


def _is_employer(doc: Doc, ent: Span) -> bool:
    """Tell whether somebody works there, who is named after a firm and not a person: «un responsable de Sensor X»."""
    before = doc[max(ent.start - 2, 0) : ent.start]
    if len(before) < 2 or ent[0].text in given_names() | first_names():
        return False
    return before[1].lower_ == "chez" or (
        before[1].lower_ in {"de", "d'", "d’"} and before[0].lower_ in words("employed")
    )


def names_a_thing(doc: Doc, ent: Span) -> bool:
    """Tell whether a thing is called so, which is nobody and nowhere: «deux avions Rafale», «le vaccin X»."""
    return any(not things().isdisjoint({noun.lower_, noun.lemma_}) for noun in _introducers(doc, ent.start))


def _is_common(ent: Span) -> bool:
    """Tell whether the only words with a capital are common ones: «l'Etat afghan»."""
    return all(t.text in not_names() for t in ent if t.text[:1].isupper())


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
    if (
        ent[0].text in {"Les", "Des"}
        or _is_common(ent)
        or not all(t.text[:1].isupper() or t.lower_ in particles() or t.text in {"-", "'"} for t in ent)
    ):
        return None
    return Found(ent.start, ent.end, EntityType.PERSON, score=0.8 if len(ent) > 1 else 0.4)


def _is_person(doc: Doc, ent: Span) -> bool:
    """Tell whether a name of two words or more is a person's, whatever the model says.

    It stands between marks beside somebody's description («le directeur du port, X Y, …», «X Y, mère de …») or begins
    with a given name.
    """
    if len(ent) < 2 or not all(t.pos_ == "PROPN" or t.lower_ in particles() for t in ent):
        return False
    near = [ent.root.head] if ent.root.dep_ == "appos" else []
    near += [doc[ent.start - 2]] if ent.start > 1 else []
    apposed = doc[ent.start - 1].text in {",", "("} and any(_describes_a_person(noun) for noun in near)
    closed = ent.end < len(doc) and doc[ent.end].text in {",", ")", "."}
    described = closed and ent.end + 1 < len(doc) and _describes_a_person(doc[ent.end + 1])
    return (apposed and closed) or described or (ent[0].text in given_names() and name_like(ent[1]))


def _describes_a_person(token: Token) -> bool:
    noun = noun_class(token)
    return noun is not None and noun.type is EntityType.PERSON


def _is_chief_of(noun: Token, ent: Span) -> bool:
    """Tell whether a name follows what its bearer is the chief of: «le chef de la diplomatie belge Sophie X»."""
    known = noun_class(noun)
    nation = known is not None and known.type is EntityType.GOVERNMENT_BODY and noun.i < ent.start - 1
    named = len(ent) > 1 and all(t.pos_ == "PROPN" and t.is_title for t in ent)
    return nation and named and noun.dep_ == "nmod" and _describes_a_person(noun.head)


def _introducers(doc: Doc, start: int) -> Iterator[Token]:
    """Yield the nouns before a name, adjectives apart, the head last: «la firme privée X», «l'avion de chasse X»."""
    index = start - 1
    if index > 0 and doc[index].text in QUOTES:
        index -= 1
    while index >= 0:
        while index > 0 and _is_adjective(doc[index]):
            index -= 1
        if doc[index].pos_ not in {"NOUN", "PROPN"}:
            return
        yield doc[index]
        if index < 2 or doc[index - 1].lower_ not in {"de", "d'", "d’"}:
            return
        index -= 2


def _is_adjective(token: Token) -> bool:
    return token.pos_ == "ADJ" and token.text.islower()


def _thing(doc: Doc, ent: Span) -> Found | None:
    """Return an organisation or a place of the model, typed by its first noun or the noun that introduces it."""
    before = list(_introducers(doc, ent.start))
    first = noun_class(ent[0])
    if first and first.kind in UNNAMEABLE and (len(ent) == 1 or ent.text.lower() in head_nouns()):
        return None
    if before and _is_chief_of(before[-1], ent):
        return Found(ent.start, ent.end, EntityType.PERSON, score=0.7)
    for noun in (first, noun_class(before[-1]) if before else None):
        if noun and noun.kind not in UNNAMEABLE:
            return Found(ent.start, ent.end, noun.type, score=0.7)
    if head := next((token.text for token in reversed(ent) if token.text in foreign_heads()), ""):
        return Found(ent.start, ent.end, foreign_heads()[head], score=0.7)
    if _is_person(doc, ent):
        return Found(ent.start, ent.end, EntityType.PERSON, score=0.7)
    located = ent.label_ == "LOC" and case(ent.root) in WHERE
    return Found(ent.start, ent.end, LABELS[ent.label_], score=0.6 if located else 0.5)

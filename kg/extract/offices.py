"""Document -> office holdings: who holds which office of what, by title, apposition, copula or description.

An office phrase is read from left to right: its words, the adjectives and complements that belong to the office
(«ministre de la Défense»), the nationality or body that it is an office of («américain», «du Pentagone»).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.office_phrases import OfficePhrase, office_phrases
from kg.extract.spans import Span, Spans, spans
from kg.extract.words import words
from kg.knowledge import titles
from kg.model import EntityType, Form, OfficeHolding, Reference
from kg.phrases import noun_class

if TYPE_CHECKING:
    from spacy.tokens import Doc

OPENING = frozenset({",", "(", "-", "–", "—"})
CLOSING = frozenset({",", ")", ".", ";", ":", "-", "–", "—", "»", '"', "!", "?"})
#: «c’est faux, juge M. Martin»: without an article these are verbs
VERBAL = frozenset({"juge"})
POSSESSIVES = frozenset({"son", "sa", "leur", "notre", "mon"})
INDEFINITE = frozenset({"un", "une"})
#: what is an office only of something: «membre du Conseil»
MEMBERS = frozenset({"membre", "agent", "expert", "experte", "spécialiste"})
LONGEST_JOIN = 8
DEFINITE = frozenset({"le", "la", "l'", "l’", "du", "au", "ce", "cette"})


def offices(document: Document) -> Iterable[OfficeHolding]:
    """Yield the office holdings that a document states.

    A description such as «le président français» is a holding of whoever it resolves to.

    >>> from dataclasses import replace
    >>> from kg.annotate import annotate
    >>> from kg.extract.mentions import mentions
    >>> from kg.model import Article
    >>> stream = annotate([Article("a", "Le ministre allemand de la Défense Boris Pistorius est à Kiev.")])
    >>> document = next(stream)
    >>> [holding] = offices(replace(document, mentions=mentions(document)))
    >>> holding.person.evidence.exact, holding.role, holding.of.evidence.exact
    ('Boris Pistorius', 'ministre de la Défense', 'allemand')
    """
    found = document.once(spans)
    apposed: dict[int, Span] = {}
    for phrase in office_phrases(document, found):
        if phrase.role in VERBAL and phrase.start == phrase.head:
            continue
        persons = _titled(document.doc, phrase, found)
        if not persons and (person := _apposed(document.doc, phrase, found, apposed)):
            apposed[phrase.end] = person
            persons = [person, *_joined_before(document.doc, person, found)] if phrase.plural else [person]
        if not persons and not phrase.plural:
            persons = _predicated(document.doc, phrase, found)
        if phrase.role in MEMBERS and phrase.of is None:
            continue
        for person in persons:
            yield _named(document, phrase, person)
        stated = not phrase.plural and document.doc[phrase.start].lower_ in DEFINITE
        if not persons and stated and (phrase.of or " " in phrase.role):
            yield _described(document, phrase)


def _named(document: Document, phrase: OfficePhrase, person: Span) -> OfficeHolding:
    evidence = document.evidence(min(phrase.start, person.start), max(phrase.end, person.end))
    return OfficeHolding(evidence, person.mention.reference, phrase.role, phrase.of, phrase.former)


def _described(document: Document, phrase: OfficePhrase) -> OfficeHolding:
    evidence = document.evidence(phrase.start, phrase.end)
    who = Reference(evidence, document.offset(document.doc[phrase.head]), Form.DESCRIPTION)
    return OfficeHolding(evidence, who, phrase.role, phrase.of, phrase.former)


def _titled(doc: Doc, phrase: OfficePhrase, found: Spans) -> list[Span]:
    """«le président russe Vladimir Poutine», «le porte-parole du Pentagone, John Kirby,», «les députés X et Y»."""
    index = phrase.end
    if phrase.plural:
        return _listed(doc, index, found)
    if index < len(doc) and doc[index].text == "," and doc[phrase.start].lower_ in DEFINITE | POSSESSIVES | INDEFINITE:
        person = _person_at(_past_rank(doc, index + 1), found)
        return [person] if person and _closes(doc, person.end) and _depends(doc, person, phrase) else []
    person = _person_at(_past_bracket(doc, index), found)
    return [person] if person else []


def _past_bracket(doc: Doc, index: int) -> int:
    """Return where a family name begins whose given name an editor adds: «le président (Emmanuel) | Macron»."""
    end = index + (doc[index : index + 1].text == "(")
    while end < len(doc) and end < index + 4 and doc[end].pos_ == "PROPN":
        end += 1
    return end + 1 if end > index and doc[end : end + 1].text == ")" else index


def _listed(doc: Doc, index: int, found: Spans) -> list[Span]:
    """Return the persons of a list that follows an office in the plural: «X, Y et Z»."""
    persons: list[Span] = []
    while person := _person_at(index, found):
        persons.append(person)
        index = person.end + 1
        if person.end >= len(doc) or doc[person.end].text not in {",", "et"}:
            break
    return persons if len(persons) > 1 else []


def _joined_before(doc: Doc, person: Span, found: Spans) -> list[Span]:
    """Return the other of two persons: «X et Y, deux anciens ministres»."""
    for index in range(person.start - 1, max(person.start - LONGEST_JOIN, 0), -1):
        other = found.names.get(index - 1)
        if doc[index].lower_ == "et" and other is not None and other.is_person:
            return [other]
        if doc[index].text in {",", ".", ";"}:
            break
    return []


def _past_rank(doc: Doc, index: int) -> int:
    """Return where a name begins after a rank: «le guide suprême, | l'ayatollah Ali Khamenei»."""
    if doc[index : index + 1].text.lower() in DEFINITE and doc[index + 1 : index + 2].text.lower() in titles():
        return index + 2
    return index


def _depends(doc: Doc, person: Span, phrase: OfficePhrase) -> bool:
    """Not «la fille du président, Marine Dupont», where the name goes with the daughter."""
    head = doc[phrase.head]
    owner = noun_class(head.head) if head.dep_ == "nmod" else None
    if owner is not None and owner.type is EntityType.PERSON:
        return False
    rank = doc[person.start - 1]
    governor = doc[person.start : person.end].root.head
    return phrase.start <= (rank.head if governor.i == rank.i else governor).i < phrase.end


def _person_at(index: int, found: Spans) -> Span | None:
    span = found.names.get(index)
    if span is None or not span.is_person or span.start != index:
        return None
    return None if span.mention.name.isupper() else span


def _closes(doc: Doc, index: int) -> bool:
    return index >= len(doc) or doc[index].is_space or doc[index].text in CLOSING


def _apposed(doc: Doc, phrase: OfficePhrase, found: Spans, apposed: dict[int, Span]) -> Span | None:
    """«Antony Blinken, secrétaire d'Etat», «Antony Blinken (secrétaire d'Etat et ancien sénateur)»."""
    before = phrase.start - 1
    while before > 0 and doc[before].lower_ in words("once_or_now"):
        before -= 1
    if phrase.plural and before > 0 and doc[before].lower_ in {"deux", "trois", "tous"}:
        before -= 1
    if before < 1 or not (doc[before].text in OPENING or doc[before].text == "et"):
        return None
    if before in apposed:
        return apposed[before]
    person = found.names.get(before - 1)
    if person is None or not person.is_person or doc[before].text == "et":
        return None
    # «Paris et Emmanuel Macron, le ministre a dit»: an apposition with its article is closed by a mark
    if doc[phrase.start].lower_ in DEFINITE and not _closes(doc, phrase.end):
        return None
    follows = doc[phrase.end + 1 : phrase.end + 2]
    return None if follows and _person_at(follows[0].i, found) and doc[phrase.end].text == "," else person


def _predicated(doc: Doc, phrase: OfficePhrase, found: Spans) -> list[Span]:
    """«Josep Borrell est le chef de la diplomatie», «X a été nommé ambassadeur», «dont le chef est X»."""
    head = doc[phrase.head]
    verb = head if any(child.dep_ == "cop" for child in head.children) else head.head
    if verb is not head and (
        verb.lemma_ not in words("becoming") or head.dep_ not in {"xcomp", "obj", "obl:arg", "obl:mod", "attr"}
    ):
        return _named_by_copula(doc, phrase, found)
    if any(word.lower_ in {"pas", "jamais", "plus"} for word in doc[verb.left_edge.i : max(verb.i, phrase.start)]):
        return []
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubj:pass"} and child.i < phrase.start:
            person = found.names.get(child.i)
            return [person] if person and person.is_person else []
    return []


def _named_by_copula(doc: Doc, phrase: OfficePhrase, found: Spans) -> list[Span]:
    """«Le nouveau ministre est X»: a name follows the copula at once."""
    if doc[phrase.end : phrase.end + 1].text.lower() not in words("is") or doc[phrase.start].lower_ not in DEFINITE:
        return []
    person = _person_at(phrase.end + 1, found)
    return [person] if person else []

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
from kg.model import EntityType, Form, OfficeHolding, Reference
from kg.phrases import noun_class

if TYPE_CHECKING:
    from spacy.tokens import Doc

OPENING = frozenset({",", "(", "-", "–", "—"})
CLOSING = frozenset({",", ")", ".", ";", ":", "-", "–", "—", "»", '"', "!", "?"})
#: «c’est faux, juge M. Martin»: without an article these are verbs
VERBAL = frozenset({"juge"})
POSSESSIVES = frozenset({"son", "sa", "leur", "notre", "mon"})
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
    found = spans(document)
    apposed: dict[int, Span] = {}
    for phrase in office_phrases(document, found):
        if phrase.role in VERBAL and phrase.start == phrase.head:
            continue
        person = _titled(document.doc, phrase, found)
        if person is None and not phrase.plural:
            person = _apposed(document.doc, phrase, found, apposed)
            if person:
                apposed[phrase.end] = person
            else:
                person = _predicated(document.doc, phrase, found)
        if person:
            yield _named(document, phrase, person)
        elif not phrase.plural and document.doc[phrase.start].lower_ in DEFINITE and (phrase.of or " " in phrase.role):
            yield _described(document, phrase)


def _named(document: Document, phrase: OfficePhrase, person: Span) -> OfficeHolding:
    evidence = document.evidence(min(phrase.start, person.start), max(phrase.end, person.end))
    return OfficeHolding(evidence, person.mention.reference, phrase.role, phrase.of, phrase.former)


def _described(document: Document, phrase: OfficePhrase) -> OfficeHolding:
    evidence = document.evidence(phrase.start, phrase.end)
    who = Reference(evidence, document.offset(document.doc[phrase.head]), Form.DESCRIPTION)
    return OfficeHolding(evidence, who, phrase.role, phrase.of, phrase.former)


def _titled(doc: Doc, phrase: OfficePhrase, found: Spans) -> Span | None:
    """«le président russe Vladimir Poutine», «le porte-parole du Pentagone, John Kirby,»."""
    index = phrase.end
    if index < len(doc) and doc[index].text == "," and doc[phrase.start].lower_ in DEFINITE | POSSESSIVES:
        person = _person_at(index + 1, found)
        return person if person and _closes(doc, person.end) and _depends(doc, person, phrase) else None
    return _person_at(index, found)


def _depends(doc: Doc, person: Span, phrase: OfficePhrase) -> bool:
    """Not «la fille du président, Marine Dupont», where the name goes with the daughter."""
    head = doc[phrase.head]
    governor = noun_class(head.head) if head.dep_ == "nmod" else None
    if governor is not None and governor.type is EntityType.PERSON:
        return False
    return phrase.start <= doc[person.start : person.end].root.head.i < phrase.end


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


def _predicated(doc: Doc, phrase: OfficePhrase, found: Spans) -> Span | None:
    """«Josep Borrell est le chef de la diplomatie», «X a été nommé ambassadeur»."""
    head = doc[phrase.head]
    verb = head if any(child.dep_ == "cop" for child in head.children) else head.head
    if verb is not head and (
        verb.lemma_ not in words("becoming") or head.dep_ not in {"xcomp", "obj", "obl:arg", "obl:mod", "attr"}
    ):
        return None
    if any(word.lower_ in {"pas", "jamais", "plus"} for word in doc[verb.left_edge.i : max(verb.i, phrase.start)]):
        return None
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubj:pass"} and child.i < phrase.start:
            person = found.names.get(child.i)
            return person if person and person.is_person else None
    return None

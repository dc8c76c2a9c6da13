"""Document -> mentions: names, national adjectives, peoples, and descriptions of persons, bodies and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.mentions_descriptions import descriptions
from kg.extract.mentions_found import Found
from kg.extract.mentions_metonyms import acts, acts_as_state, is_venue
from kg.extract.mentions_names import names
from kg.extract.mentions_regions import regions
from kg.extract.metonyms_cities import metonyms
from kg.extract.words import words
from kg.knowledge import records
from kg.model import EntityType, Form, Mention, Reference
from kg.phrases import OF, case, determiner, is_definite, noun_class, number

if TYPE_CHECKING:
    from spacy.tokens import Token

#: what stands before a number of persons
SEVERAL = frozenset({"aux", "ces", "des", "les"})


def mentions(document: Document) -> tuple[Mention, ...]:
    """Return the mentions of a document in text order.

    >>> from kg.annotate import annotate
    >>> from kg.model import Article
    >>> for document in annotate([Article("a", "Washington a annoncé le retrait de ses soldats.")]):
    ...     [(mention.reference.evidence.exact, mention.name) for mention in mentions(document)]
    [('Washington', 'États-Unis'), ('ses soldats', 'soldats')]
    """
    found = names(document)
    named = {index: one for one in found for index in range(one.start, one.end)}
    every = [
        _mention(document, one) for one in found if not (_is_in_a_name(document, one) or _names_several(document, one))
    ]
    every.extend(descriptions(document, named))
    every.extend(regions(document, named))
    return tuple(sorted(every, key=lambda m: (m.reference.evidence.start, m.reference.evidence.end)))


def _is_in_a_name(document: Document, found: Found) -> bool:
    """Tell whether a place only names a text or establishment: «l'accord de Vienne», «l'Université de Vienne»."""
    head = document.doc[found.start : found.end].root
    guess = found.type is EntityType.COMPANY and not found.keys and case(head) in {"de", "d'", "d’"}
    if not (guess or found.type is EntityType.PLACE) or case(head) not in OF:
        return False
    noun = noun_class(head.head)
    document_named = noun is not None and noun.type is EntityType.DOCUMENT
    return document_named or (head.head.lower_ in words("named by its town") and is_definite(head.head))


def _names_several(document: Document, found: Found) -> bool:
    """Tell whether a name is that of several, none of whom it means alone: «les deux Jean»."""
    counted = found.type is EntityType.PERSON and found.start > 1 and document.doc[found.start - 1].pos_ == "NUM"
    return counted and document.doc[found.start - 2].lower_ in SEVERAL


def _mention(document: Document, found: Found) -> Mention:
    head = document.doc[found.start : found.end].root
    if found.sense == "adjective":
        return _adjective(document, found, head)
    if found.sense == "people":
        return _people(document, found, head)
    if found.sense == "members":
        record = records()[found.keys[0]]
        reference = _reference(document, found, head, Form.DESCRIPTION, start=_with_article(head, found.start))
        return Mention(reference, record.type, record.label, found.keys, 0.9)
    if found.type is EntityType.PERSON:
        return _person(document, found)
    kind, keys = _sense(found, head)
    text = document.doc[found.start : found.end].text
    label = records()[keys[0]].label if keys else text
    form = Form.NAME if any(c.isupper() for c in text) else Form.DESCRIPTION
    return Mention(_reference(document, found, head, form), kind, label, keys, found.score)


def _sense(found: Found, head: Token) -> tuple[EntityType, tuple[str, ...]]:
    """Return type and keys of a name by what it does: an acting capital is its state."""
    if not found.keys:
        return found.type, ()
    record = records()[found.keys[0]]
    acting, venue = metonyms().get(record.key, ("", ""))
    acting = acting or record.capital_of or ""
    if acting and acts(head):
        return records()[acting].type, (acting,)
    if venue and is_venue(head):
        return EntityType.PLACE, (venue,)
    return record.type, found.keys


def _reference(document: Document, found: Found, head: Token, form: Form, *, start: int | None = None) -> Reference:
    evidence = document.evidence(found.start if start is None else start, found.end)
    return Reference(evidence, document.offset(head), form)


def _adjective(document: Document, found: Found, head: Token) -> Mention:
    """Return a national adjective, or the people where it stands as a noun («les américains»)."""
    if head.pos_ == "NOUN" and determiner(head) is not None and head.dep_ not in {"amod", "appos"}:
        return _people(document, found, head)
    reference = _reference(document, found, head, Form.ADJECTIVE)
    record = records()[found.keys[0]]
    return Mention(reference, record.type, record.label, found.keys, found.score)


def _people(document: Document, found: Found, head: Token) -> Mention:
    """Return the state that a people stands for, a group, or one person of the people («un Français»)."""
    reference = _reference(document, found, head, Form.DESCRIPTION, start=_with_article(head, found.start))
    text = document.doc[found.start : found.end].text
    if number(head) == "Sing":
        return Mention(reference, EntityType.PERSON, text, (), 0.5)
    if acts_as_state(head):
        record = records()[found.keys[0]]
        return Mention(reference, record.type, record.label, found.keys, 0.9)
    return Mention(reference, EntityType.GROUP, text, (), 0.9)


def _with_article(head: Token, start: int) -> int:
    article = determiner(head)
    return article.i if article is not None and article.dep_ == "det" and article.i == start - 1 else start


def _person(document: Document, found: Found) -> Mention:
    """Return a person; «M.» and «Mme» belong to the mention, ranks and offices describe it."""
    start = found.start - 1 if found.title[:1].isupper() else found.start
    reference = _reference(document, found, document.doc[start : found.end].root, Form.NAME, start=start)
    text = document.doc[found.start : found.end].text
    label = records()[found.keys[0]].label if found.keys else text
    return Mention(reference, EntityType.PERSON, label, found.keys, found.score)

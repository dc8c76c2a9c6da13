"""Document -> nouns that describe an entity: «le président russe», «un haut responsable», «l'ambassade à Kiev»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.mentions_names import Found
from kg.knowledge import capital_of, country_adjective, holders, office, records
from kg.knowledge.nouns import Noun
from kg.model import EntityType, Form, Mention, Reference
from kg.phrases import case, determiner, extent, is_definite, noun_class, number

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSONS = frozenset({"office", "individual"})


def descriptions(document: Document, named: Mapping[int, Found]) -> Iterator[Mention]:
    """Yield the descriptions of a document; ``named`` gives the name that a token belongs to."""
    for token in document.doc:
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or token.i in named:
            continue
        noun = noun_class(token)
        if noun and _heads_a_phrase(token):
            yield _describe(document, token, named, noun)


def _heads_a_phrase(token: Token) -> bool:
    """Tell whether a noun is more than a modifier: neither «armées» of «forces armées» nor «état» of «coup d'État»."""
    if token.pos_ == "ADJ":
        return token.dep_ in {"nsubj", "obj", "obl:arg"}
    if token.dep_ in {"amod", "nmod"} and not case(token):
        return token.i != token.head.i + 1
    return token.i == 0 or token.lower_ not in {"etat", "état"} or token.nbor(-1).lower_ not in {"d'", "d’"}


def _describe(document: Document, head: Token, named: Mapping[int, Found], noun: Noun) -> Mention:
    start, end = extent(head)
    of = _of(head, end, named)
    kind = noun.type
    keys: tuple[str, ...] = ()
    if noun.kind in PERSONS and number(head) == "Plur":
        kind = EntityType.GROUP
    elif noun.kind == "office" and is_definite(head):
        keys = _holders(document, head, end, named, of)
    elif head.lower_ == "capitale" and of:
        keys = capital_of(of[0])
    reference = Reference(document.evidence(start, end), document.offset(head), Form.DESCRIPTION)
    return Mention(reference, kind, _label(document, head, end, noun, of), keys, score=0.8)


def _of(head: Token, end: int, named: Mapping[int, Found]) -> tuple[str, ...]:
    """Return the keys of the country or body that a description belongs to, by adjective or complement."""
    for index in (*range(head.i + 1, end), *(child.i for child in head.lefts)):
        found = named.get(index)
        if found and found.keys and found.type is not EntityType.PERSON:
            return _states(found)
    return ()


def _states(found: Found) -> tuple[str, ...]:
    """«le gouvernement de Kiev» is Ukraine's."""
    record = records().get(found.keys[0])
    return (record.capital_of,) if record and record.capital_of and found.sense == "name" else found.keys


def role(document: Document, head: Token, end: int, named: Mapping[int, Found]) -> str:
    """Return the words of a role without nationality and without the organisation it is of."""
    words: list[Token] = []
    for token in document.doc[head.i : end]:
        found = named.get(token.i)
        if found is None:
            words.append(token)
        elif found.sense != "adjective":
            break
    while words and words[-1].pos_ in {"ADP", "DET"}:
        words.pop()
    return "".join(t.text_with_ws for t in words).strip()


def _holders(
    document: Document, head: Token, end: int, named: Mapping[int, Found], of: tuple[str, ...]
) -> tuple[str, ...]:
    """Return who holds the office on the article's date."""
    phrase = document.doc[head.i : end].text
    whole = office(phrase)
    if whole.of:
        return holders(phrase, whole.of, document.article.date)
    words = role(document, head, end, named)
    found = [person for body in of for person in holders(words, body, document.article.date)]
    return tuple(dict.fromkeys(found))


def _label(document: Document, head: Token, end: int, noun: Noun, of: tuple[str, ...]) -> str:
    """Return the name of what is described: a canonical one for a nation's body, else the bare phrase."""
    adjective = country_adjective(of[0], noun.agreement) if of and noun.canonical else ""
    short = all(child.dep_ in {"amod", "det", "case", "punct"} for child in head.children if child.i < end)
    if adjective and short:
        return f"{noun.canonical} {adjective}"
    article = determiner(head)
    start = min((child.i for child in head.lefts if child.dep_ in {"amod", "nummod"}), default=head.i)
    return document.doc[start if article is None or article.i < start else head.i : end].text

"""Document -> the names that a word before them announces: «M. Esper», «le général X», «la chaîne Y»."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extract.mentions_found import (
    MARKUP,
    Found,
    begins_name,
    bridges,
    first_names,
    foreign_heads,
    given_names,
    hyphenated,
    hyphenated_before,
    is_place,
    name_like,
    not_names,
    person_keys,
)
from kg.extract.words import words
from kg.knowledge import gazetteer, titles
from kg.knowledge.names import acronym
from kg.model import EntityType
from kg.phrases import OF, extent, is_definite, noun_class, number

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: small words inside English names
LINKS = frozenset({"of", "for", "and", "the", "on", "in", "&"})
#: what ends the name in an apposition
CLOSING = frozenset({",", ".", ")", ":"})
#: kinds of nouns that a name may follow at once
INTRODUCING = frozenset({"media", "operation"})
#: what a name follows, though it is no noun to the model: «l'ONG X»
NGO = "ONG"
#: types of known names that a title may stand before without being theirs
NO_PERSONS = frozenset({EntityType.POLITICAL_PARTY, EntityType.GOVERNMENT_BODY, EntityType.INTERNATIONAL_ORGANIZATION})


Places = dict[str, list[int]]


def places_of_words(doc: Doc) -> Places:
    """Return where each word of a document stands, by its small letters."""
    found: Places = {}
    for token in doc:
        found.setdefault(token.lower_, []).append(token.i)
    return found


def _written(doc: Doc, places: Places, wanted: Iterable[str]) -> list[Token]:
    """Return the tokens that are one of some words, in any case, in text order."""
    lowered = {word.lower() for word in wanted}
    return [doc[index] for index in sorted(i for word in lowered if word in places for i in places[word])]


def titled_names(doc: Doc, places: Places, known: list[Found]) -> Iterator[Found]:
    """Yield the persons that a title announces: «M. Esper», «le général Jean Rakoto», «Mme von der Leyen».

    A body or party after it is none: «la sénatrice Les Républicains».
    """
    others = {found.start for found in known if found.sense == "name" and found.type in NO_PERSONS}
    for token in _written(doc, places, titles()):
        end = token.i + 1
        if token.text not in titles() or end >= len(doc) or acronym(doc[end].text) or end in others:
            continue
        if not (name_like(doc[end]) or begins_name(doc, end) or (token.text[:1].isupper() and bridges(doc, end))):
            continue
        if begins_name(doc, end):
            end += 1
        while end < len(doc) and end < token.i + 7 and (name_like(doc[end]) or bridges(doc, end)):
            end = hyphenated(doc, end + 1)
        yield Found(token.i + 1, end, EntityType.PERSON, person_keys(doc[token.i + 1 : end].text), title=token.text)


def given_named(doc: Doc, places: Places) -> Iterator[Found]:
    """Yield the persons whose name begins with a given name, where the model sees nobody: «Robert Ford»."""
    for token in _written(doc, places, given_names()):
        end = token.i + 1
        if token.text not in given_names() or token.pos_ != "PROPN":
            continue
        while end < len(doc) and end < token.i + 5 and (_proper(doc[end]) or _is_open(doc, token.i, end)):
            end = hyphenated(doc, end + 1)
        name = doc[token.i : end]
        if len(name) > 1 and not any(
            acronym(t.text) or t.text in foreign_heads() or MARKUP.search(t.text) for t in name
        ):
            start = hyphenated_before(doc, token.i)
            yield Found(start, end, EntityType.PERSON, person_keys(doc[start:end].text), score=0.8)


def _is_open(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a particle continues a name; a known one is whole: «la reconnaissance par Joe Biden | de Kiev»."""
    return bridges(doc, end) and not (end - start > 1 and person_keys(doc[start:end].text))


def bracketed_names(doc: Doc, places: Places) -> Iterator[Found]:
    """Yield the family names whose given name an editor adds: «(le président turc Recep Tayyip) Erdogan»."""
    for token in _written(doc, places, (")",)):
        if not 1 < token.i < len(doc) - 1 or not (token.nbor(-1).is_title and token.nbor().is_title):
            continue
        start, end = token.i - 1, token.i + 2
        while start > 1 and doc[start - 1].is_title:
            start -= 1
        while end < len(doc) and (doc[end].is_title or bridges(doc, end)):
            end += 1
        keys = person_keys(f"{doc[start : token.i].text} {doc[token.i + 1 : end].text}")
        if keys:
            yield Found(token.i + 1, end, EntityType.PERSON, keys)


def introduced_names(doc: Doc, known: list[Found]) -> Iterator[Found]:
    """Yield the names that a noun of their kind introduces: «la chaîne CNews», «le scientifique iranien X Y»."""
    taken = {index for found in known for index in range(found.start, found.end) if found.sense != "adjective"}
    for token in doc:
        noun = noun_class(token) if token.pos_ == "NOUN" or token.text == NGO else None
        introducing = noun is not None and (noun.kind in INTRODUCING or token.text == NGO)
        if noun is None or not (introducing or noun.type is EntityType.PERSON):
            continue
        start = token.i + 1
        while start < len(doc) and doc[start].pos_ == "ADJ" and doc[start].text.islower():
            start += 1
        beside = _beside(token) if noun.type is EntityType.PERSON else None
        start = beside or start
        end = start
        while end < len(doc) and end not in taken and (name_like(doc[end]) or begins_name(doc, end)):
            end = hyphenated(doc, end + 1)
        if noun.type is EntityType.MEDIA_OUTLET and start < end < len(doc) and doc[end].lower_ == "news":
            end += 1
        name = doc[start:end]
        if not name or name[-1].text in not_names() or MARKUP.search(name.text):
            continue
        if beside and not (end < len(doc) and doc[end].text in CLOSING):
            continue
        if introducing and not (token.text == NGO and _goes_on(doc, end)):
            yield Found(start, end, noun.type, score=0.7)
        elif noun.type is EntityType.PERSON and _names_a_person(name, apart=beside is not None):
            yield Found(start, end, EntityType.PERSON, person_keys(name.text), score=0.8)


def _names_a_person(name: Span, *, apart: bool) -> bool:
    """Tell whether words are a full name; apart from their noun they may look like others to the model."""
    return len(name) > 1 and all((t.pos_ == "PROPN" or apart) and not acronym(t.text) for t in name)


def _goes_on(doc: Doc, end: int) -> bool:
    """Tell whether a name goes on in small letters: «l'ONG Médecins | sans frontières», «Avocats | pour les droits»."""
    return end < len(doc) and doc[end].pos_ in {"ADP", "ADJ", "NOUN", "X", "PROPN"}


def _beside(noun: Token) -> int | None:
    """Return where a name may begin after the comma that ends a description: «le maire de la ville, | Ma Xia, »."""
    doc, end = noun.doc, extent(noun)[1]
    if doc[end : end + 1].text != "," or not is_definite(noun) or number(noun) != "Sing" or end + 2 >= len(doc):
        return None
    return end + 1 if doc[end + 1].is_title and doc[end + 1].text not in titles() else None


def named_documents(doc: Doc, places: Places, known: list[Found]) -> Iterator[Found]:
    """Yield the documents that a name or number tells from others: «la loi Dupont-Durand», «la résolution 2254»."""
    taken = {index for found in known for index in range(found.start, found.end) if is_place(found)}
    for token in _written(doc, places, words("named document")):
        noun = noun_class(token)
        if noun is None or noun.type is not EntityType.DOCUMENT or token.i + 1 >= len(doc):
            continue
        end = token.i + 1
        if doc[end].like_num and token.lower_ == "résolution":
            end += 1
        while end < len(doc) and end not in taken and name_like(doc[end]):
            end = hyphenated(doc, end + 1)
        if end > token.i + 1 and not MARKUP.search(doc[token.i : end].text):
            yield Found(token.i, end, EntityType.DOCUMENT, score=0.7)


def squares(doc: Doc, places: Places) -> Iterator[Found]:
    """Yield the squares and avenues that have a common name: «la place de l'Indépendance»."""
    for token in _written(doc, places, ("place", "square", "avenue")):
        start = token.i + 1
        if start + 1 >= len(doc) or doc[start].lower_ not in OF:
            continue
        # who takes somebody's place is on no square
        if token.text == "place" and doc[start + 1].text in given_names() | first_names():
            continue
        start += doc[start + 1].pos_ == "DET"
        end = start + 1
        while end < len(doc) and doc[end].is_title and doc[end].pos_ in {"PROPN", "NOUN", "ADJ"}:
            end += 1
        if end > start + 1:
            yield Found(token.i, end, EntityType.PLACE, score=0.7)


def parties_of_the_elected(doc: Doc, places: Places) -> Iterator[Found]:
    """Yield the parties that follow the office of somebody elected: «le député XYZ de Lyon», «une sénatrice XYZ»."""
    for token in _written(doc, places, words("elected")):
        after = doc[token.i + 1 : token.i + 2].text
        if acronym(after) and after.isalpha():
            yield Found(token.i + 1, token.i + 2, EntityType.POLITICAL_PARTY, score=0.75)


def foreign_names(doc: Doc, places: Places, known: list[Found]) -> Iterator[Found]:
    """Yield the English names of institutes, firms and papers: «Jewish Council of America», «Washington Examiner»."""
    papers = {i for found in known for i in range(found.start, found.end) if found.type is EntityType.MEDIA_OUTLET}
    for token in _written(doc, places, foreign_heads()):
        kind = foreign_heads().get(token.text)
        if kind is None or token.i in papers:
            continue
        start, end = token.i, token.i + 1
        while start and (
            _is_english(doc[start - 1]) or (doc[start - 1].lower_ in LINKS and _is_english(doc[start - 2]))
        ):
            start -= 1
        while end + 1 < len(doc) and (doc[end].text in foreign_heads() or doc[end].lower_ in LINKS):
            end += 1
            while end < len(doc) and _is_english(doc[end]):
                end += 1
        if end - start > 1 and doc[end - 1].is_title and not MARKUP.search(doc[start:end].text):
            yield Found(start, end, kind, score=0.7)


def _is_english(token: Token) -> bool:
    return token.is_title and token.is_alpha and token.pos_ not in {"DET", "PRON", "ADV"} and not token.is_sent_start


def joined_names(doc: Doc, places: Places) -> Iterator[Found]:
    """Yield the companies whose name joins two by «&»: «Dupont & Durand»."""
    for token in _written(doc, places, ("&",)):
        start, end = token.i, token.i + 1
        while start and _proper(doc[start - 1]) and not _is_people(doc[start - 1]):
            start -= 1
        while end < len(doc) and _proper(doc[end]):
            end += 1
        if start < token.i < end - 1:
            yield Found(start, end, EntityType.COMPANY, score=0.7)


def _is_people(token: Token) -> bool:
    return any(entry.sense in {"adjective", "people"} for entry in gazetteer().find(token.text))


def _proper(token: Token) -> bool:
    return token.pos_ == "PROPN" and name_like(token)

"""Document -> spans that carry a name: known names, titled persons, and the language model's entities, repaired."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.mentions_bounds import repaired
from kg.extract.mentions_found import Found, is_place, not_names, person_keys
from kg.extract.mentions_guesses import without_wrong_guesses
from kg.extract.mentions_known import known_names
from kg.extract.mentions_model import from_model, names_a_thing
from kg.extract.mentions_titled import (
    bracketed_names,
    foreign_names,
    given_named,
    introduced_names,
    joined_names,
    named_documents,
    parties_of_the_elected,
    places_of_words,
    squares,
    titled_names,
)
from kg.knowledge.names import acronym
from kg.model import EntityType
from kg.phrases import noun_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


#: how sure a name is at most that only the model sees
GUESSED = 0.6


def names(document: Document) -> list[Found]:
    """Return the names of a document in text order, without overlaps."""
    doc = document.doc
    known = list(known_names(doc))
    guessed = list(repaired(doc))
    things = {ent.text for ent in guessed if names_a_thing(doc, ent)}
    model = [found for ent in guessed if ent.text not in things and (found := from_model(doc, ent, known))]
    places = places_of_words(doc)
    titled = list(titled_names(doc, places, known))
    introduced = [*introduced_names(doc, known), *named_documents(doc, places, known)]
    introduced += [*parties_of_the_elected(doc, places), *foreign_names(doc, places, known), *squares(doc, places)]
    bracketed = list(bracketed_names(doc, places))
    named = [*joined_names(doc, places), *given_named(doc, places)]
    every = _without_overlaps([*bracketed, *titled, *known, *introduced, *model, *named])
    if bracketed:
        ends = {found.start - 1 for found in bracketed}
        every = [found for found in every if found.end not in ends or found.type is not EntityType.PERSON]
    every = _without_overlaps([*every, *_abbreviations(doc, every)])
    every = _without_overlaps([*_as_persons(doc, every), *_repeated(doc, every)])
    return without_wrong_guesses(doc, every)


def _abbreviations(doc: Doc, every: list[Found]) -> Iterator[Found]:
    """Yield the short names that brackets give to long ones, wherever they stand: «Mouvement du 23 mars (M23)»."""
    known = {doc[found.start].text for found in every if found.end - found.start == 1 and found.keys}
    for found in every:
        after = doc[found.end : found.end + 3]
        if found.sense != "name" or found.type is EntityType.PERSON or is_place(found) or len(after) < 3:
            continue
        short = after[1].text
        if after[0].text == "(" and after[2].text in {")", ","} and acronym(short) and short not in known:
            yield from (Found(t.i, t.i + 1, found.type, found.keys, score=found.score) for t in doc if t.text == short)


def _repeated(doc: Doc, every: list[Found]) -> Iterator[Found]:
    """Yield the names that no common word looks like wherever else they stand: acronyms, «TikTok», «Pascal Dubois»."""
    seen: dict[str, Found] = {}
    for found in every:
        words = doc[found.start : found.end]
        if (len(words) == 1 or found.type is EntityType.PERSON) and _is_unlike_words(words):
            seen.setdefault(words[0].text, found)
    for token in doc:
        first = seen.get(token.text)
        if first is not None:
            length = first.end - first.start
            if doc[token.i : token.i + length].text == doc[first.start : first.end].text:
                yield Found(token.i, token.i + length, first.type, first.keys, first.sense, score=first.score)


def _is_unlike_words(words: Span) -> bool:
    """Tell whether nothing but a name is written like this: «ONU», «TikTok», given and family name."""
    if len(words) == 1:
        text = words.text
        return acronym(text) or (text[:1].isupper() and not text[1:].islower() and text.isalpha())
    return all(t.pos_ == "PROPN" and t.text[:1].isupper() for t in words)


def _as_persons(doc: Doc, every: list[Found]) -> Iterator[Found]:
    """Yield the names, those of a person always as a person's: «Marine X» once is «Marine X» everywhere.

    A country without article that is somebody's family name is that person: «Hollande» beside «François Hollande».
    """
    persons = {doc[f.start : f.end].text for f in every if f.type is EntityType.PERSON and f.end - f.start > 1}
    families = {family for name in persons if " de " not in name for family in name.split()[-1:]}
    ends = {end for name in persons if " " in (end := name.partition(" ")[2])}
    for found in every:
        text = doc[found.start : found.end].text
        alone = found.end - found.start == 1 and text in families and found.sense == "name"
        bare = found.start == 0 or (
            doc[found.start - 1].pos_ != "DET" and doc[found.start - 1].lower_ not in {"en", "du"}
        )
        if found.type is not EntityType.PERSON and (
            (not found.keys and (text in persons or text in ends or _is_of_a_family(doc, found, families)))
            or (alone and bare and found.type is EntityType.COUNTRY)
        ):
            yield Found(found.start, found.end, EntityType.PERSON, person_keys(text), score=0.8)
        else:
            yield found


def _is_of_a_family(doc: Doc, found: Found, families: set[str]) -> bool:
    """Tell whether a guess is a given name before the family name of somebody: «Eric et Tiffany X»."""
    if found.end - found.start != 2 or found.score > GUESSED or doc[found.end - 1].text not in families:
        return False
    return doc[found.start].is_title and not _is_common(doc[found.start])


def _is_common(token: Token) -> bool:
    return token.text in not_names() or noun_class(token) is not None


def _without_overlaps(every: list[Found]) -> list[Found]:
    """Keep the longest of overlapping names; of equals the first in the list, which has the better evidence."""
    chosen: list[Found] = []
    taken: set[int] = set()
    for found in sorted(every, key=lambda f: f.start - f.end):
        if taken.isdisjoint(range(found.start, found.end)):
            chosen.append(found)
            taken.update(range(found.start, found.end))
    return sorted(chosen, key=lambda f: f.start)

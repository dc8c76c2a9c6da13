"""Document -> spans that carry a name: known names, titled persons, and the language model's entities, repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Document
from kg.knowledge import Entry, fold, gazetteer, lexicon, records, titles
from kg.knowledge.names import WORD, acronym
from kg.model import EntityType
from kg.phrases import noun_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

BARRIER = "\n"
#: what no name has, but text torn out of a page
MARKUP = re.compile(r"[/\\<>\[\]{}=|*#@]")
LABELS = {
    "PER": EntityType.PERSON,
    "LOC": EntityType.PLACE,
    "ORG": EntityType.COMPANY,
}


#: kinds of nouns that a name may follow at once
INTRODUCING = frozenset({"media", "operation"})
OPENING = frozenset({"-", "–", "—", '"', "«", "“", "(", ":", "."})

#: kinds of nouns that are no names by themselves («les Européens»)
UNNAMEABLE = frozenset({"office", "individual", "group", "state", "polity", "stand-in"})


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens ``start`` to ``end`` (excluded) that carry a name; ``title`` is the title before it («M.», «général»)."""

    start: int
    end: int
    type: EntityType
    keys: tuple[str, ...] = ()
    sense: str = "name"
    title: str = ""
    score: float = 1.0


@cache
def _particles() -> frozenset[str]:
    return frozenset(row["particle"] for row in lexicon("name_particles"))


def names(document: Document) -> list[Found]:
    """Return the names of a document in text order, without overlaps."""
    doc = document.doc
    known = list(_known(doc))
    model = [found for ent in _repaired(doc) if (found := _from_model(doc, ent, known))]
    titled = list(_titled(doc))
    every = _without_overlaps([*titled, *model, *known, *_introduced_names(doc, known)])
    every = _without_overlaps([*every, *_abbreviations(doc, every)])
    every = list(_as_persons(doc, every))
    longer = {doc[i].text for found in every if found.end - found.start > 1 for i in range(found.start, found.end)}
    inside = {token.text for token in doc if not _opens(token)}
    return [
        f for f in every if not _in_a_street(doc, f) and not (_is_guess(f) and _is_doubtful(doc, f, longer, inside))
    ]


def _as_persons(doc: Doc, every: list[Found]) -> Iterator[Found]:
    """Yield the names, those of a person always as a person's: «Marine X» once is «Marine X» everywhere.

    A country without article that is somebody's family name is that person: «Hollande» beside «François Hollande».
    """
    persons = {doc[f.start : f.end].text for f in every if f.type is EntityType.PERSON and f.end - f.start > 1}
    families = {name.rpartition(" ")[2] for name in persons}
    for found in every:
        text = doc[found.start : found.end].text
        alone = found.end - found.start == 1 and text in families and found.sense == "name"
        bare = found.start == 0 or (
            doc[found.start - 1].pos_ != "DET" and doc[found.start - 1].lower_ not in {"en", "du"}
        )
        if found.type is not EntityType.PERSON and (
            (text in persons and not found.keys) or (alone and bare and found.type is EntityType.COUNTRY)
        ):
            yield Found(found.start, found.end, EntityType.PERSON, _person_keys(text), score=0.8)
        else:
            yield found


def _is_doubtful(doc: Doc, found: Found, longer: set[str], inside: set[str]) -> bool:
    """Tell whether a guess is part of a longer name, joins two of them, or only begins sentences or headings."""
    word = doc[found.start].text
    parts = word.split("-")
    return word in longer or word not in inside or (len(parts) > 1 and all(_is_family_name(p, longer) for p in parts))


def _is_family_name(word: str, longer: set[str]) -> bool:
    return word in longer or any(records()[entry.key].type is EntityType.PERSON for entry in gazetteer().find(word))


def _opens(token: Token) -> bool:
    """Tell whether a word begins a sentence, a quotation or a heading, where any word has a capital."""
    return bool(token.is_sent_start) or token.i == 0 or token.nbor(-1).is_space or token.nbor(-1).text in OPENING


def _abbreviations(doc: Doc, every: list[Found]) -> Iterator[Found]:
    """Yield the short names that brackets give to long ones, wherever they stand: «Mouvement du 23 mars (M23)»."""
    known = {doc[found.start].text for found in every if found.end - found.start == 1 and found.keys}
    for found in every:
        after = doc[found.end : found.end + 3]
        if found.sense != "name" or found.type is EntityType.PERSON or _is_place(found) or len(after) < 3:
            continue
        short = after[1].text
        if after[0].text == "(" and after[2].text in {")", ","} and acronym(short) and short not in known:
            yield from (Found(t.i, t.i + 1, found.type, found.keys, score=found.score) for t in doc if t.text == short)


def _is_guess(found: Found) -> bool:
    """Tell whether a name is one word that only the model holds for a thing or a place."""
    return found.end - found.start == 1 and not found.keys and found.type is not EntityType.PERSON


def _in_a_street(doc: Doc, found: Found) -> bool:
    """Tell whether a name is part of a street's: «rue de Moscou», «avenue Charles de Gaulle»."""
    return any(t.lower_ in {"rue", "avenue", "boulevard"} for t in doc[max(0, found.start - 2) : found.start])


def _without_overlaps(every: list[Found]) -> list[Found]:
    """Keep the longest of overlapping names; of equals the first in the list, which has the better evidence."""
    chosen: list[Found] = []
    taken: set[int] = set()
    for found in sorted(every, key=lambda f: f.start - f.end):
        if taken.isdisjoint(range(found.start, found.end)):
            chosen.append(found)
            taken.update(range(found.start, found.end))
    return sorted(chosen, key=lambda f: f.start)


def _known(doc: Doc) -> Iterator[Found]:
    """Yield the longest known names, adjectives and peoples; names never cross punctuation or a line's end."""
    words, surfaces, owners = _split(doc)
    ends = {index for index in range(len(words)) if index + 1 == len(words) or owners[index + 1] != owners[index]}
    index, index_of = 0, gazetteer()
    while index < len(words):
        if words[index] == BARRIER or (index and owners[index - 1] == owners[index]):
            index += 1
            continue
        for match in index_of.match(words, surfaces, index):
            last = index + match.length - 1
            found = _choose(doc, match.entries, owners[index], owners[last] + 1) if last in ends else None
            if found:
                yield _part_of_place(doc, found)
                index += match.length
                break
        else:
            index += 1


@cache
def _parts() -> frozenset[str]:
    """Return the adjectives that make another place of a place."""
    return frozenset(row["word"] for row in lexicon("regions") if row["kind"] == "adjective")


def _part_of_place(doc: Doc, found: Found) -> Found:
    """Return a part of a known place that has a name of its own: «Méditerranée orientale», «Grand Tripoli»."""
    if found.type is not EntityType.PLACE or found.sense != "name":
        return found
    start, end = found.start, found.end
    if start and doc[start - 1].text in {"Grand", "Vieux"}:
        start -= 1
    if end < len(doc) and doc[end].lower_ in _parts():
        end += 1
    return found if (start, end) == (found.start, found.end) else Found(start, end, found.type)


def _split(doc: Doc) -> tuple[list[str], list[str], list[int]]:
    words: list[str] = []
    surfaces: list[str] = []
    owners: list[int] = []
    for token in doc:
        parts = WORD.findall(token.text)
        for part in parts or ([] if token.text in {"-", "'", "’"} else [BARRIER]):
            words.append(fold(part) if parts else BARRIER)
            surfaces.append(part)
            owners.append(token.i)
    return words, surfaces, owners


def _choose(doc: Doc, entries: tuple[Entry, ...], start: int, end: int) -> Found | None:
    """Return the found name of some entries, None where it is only a common word here."""
    senses = {entry.sense for entry in entries}
    token = doc[start]
    if "adjective" in senses and "people" not in senses and "name" not in senses:
        return Found(start, end, EntityType.COUNTRY, _keys(entries, "adjective"), "adjective")
    if "people" in senses and (token.text[:1].isupper() or "name" not in senses):
        return Found(start, end, EntityType.COUNTRY, _keys(entries, "people"), "people")
    keys = _keys(entries, "name")
    if not keys:
        keys = _keys(entries, "ambiguous")
        if not keys or not _introduced(doc, start, end, records()[keys[0]].type):
            return None
    return Found(start, end, records()[keys[0]].type, keys)


def _keys(entries: tuple[Entry, ...], sense: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.key for entry in entries if entry.sense == sense))


def _introduced(doc: Doc, start: int, end: int, kind: EntityType) -> bool:
    """Tell whether a name that is also a common word stands as a name: the model says so, or a noun introduces it."""
    before = doc[start - 1] if start else None
    if kind is EntityType.PERSON:
        return before is not None and before.lower_ in titles()
    token = doc[start]
    if any(ent.start == start and ent.end == end and ent.label_ in {"ORG", "MISC"} for ent in token.sent.ents):
        return True
    return before is not None and noun_class(before) is not None


def _titled(doc: Doc) -> Iterator[Found]:
    """Yield the persons that a title announces: «M. Esper», «le général Kenneth McKenzie», «Mme von der Leyen»."""
    for token in doc:
        end = token.i + 1
        if token.text not in titles() or end >= len(doc) or acronym(doc[end].text):
            continue
        if not (_name_like(doc[end]) or _begins_name(doc, end) or (token.text[:1].isupper() and _bridges(doc, end))):
            continue
        if _begins_name(doc, end):
            end += 1
        while end < len(doc) and end < token.i + 7 and (_name_like(doc[end]) or _bridges(doc, end)):
            end = _hyphenated(doc, end + 1)
        yield Found(token.i + 1, end, EntityType.PERSON, _person_keys(doc[token.i + 1 : end].text), title=token.text)


def _introduced_names(doc: Doc, known: list[Found]) -> Iterator[Found]:
    """Yield the names that a noun of their kind introduces: «la chaîne CNews», «l'opération Barkhane»."""
    taken = {index for found in known for index in range(found.start, found.end) if found.sense != "adjective"}
    for token in doc:
        noun = noun_class(token) if token.pos_ == "NOUN" else None
        if noun is None or noun.kind not in INTRODUCING:
            continue
        start = token.i + 1
        while start < len(doc) and doc[start].pos_ == "ADJ" and doc[start].text.islower():
            start += 1
        end = start
        while end < len(doc) and end not in taken and (_name_like(doc[end]) or _begins_name(doc, end)):
            end = _hyphenated(doc, end + 1)
        if end > start and doc[end - 1].text not in _not_names():
            yield Found(start, end, noun.type, score=0.7)


def _name_like(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ not in {"DET", "ADP", "PRON", "CCONJ", "PUNCT"}


def _begins_name(doc: Doc, index: int) -> bool:
    """Tell whether a word that is a preposition elsewhere begins a name: «l'ambassadeur Du Wei»."""
    following = doc[index + 1 : index + 2]
    return doc[index].is_title and doc[index].pos_ in {"ADP", "DET"} and any(_name_like(t) for t in following)


def _hyphenated(doc: Doc, end: int) -> int:
    """Return the end of a name with what a hyphen joins to it: «Bassi | -Mehr»."""
    while (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and not (doc[end - 1].whitespace_ or doc[end].whitespace_)
        and doc[end + 1].text[:1].isupper()
    ):
        end += 2
    return end


def _bridges(doc: Doc, index: int) -> bool:
    """Tell whether a particle stands between two parts of a name: «Agnès von der Mühll», «Omar el-Béchir»."""
    token = doc[index]
    if token.lower_ not in _particles():
        return False
    following = index + 1
    while following < len(doc) and doc[following].lower_ in _particles() and doc[following].text.islower():
        following += 1
    return following < len(doc) and doc[following].text[:1].isupper() and doc[following].pos_ == "PROPN"


def _person_keys(name: str) -> tuple[str, ...]:
    found = gazetteer().find(name)
    return tuple(dict.fromkeys(e.key for e in found if records()[e.key].type is EntityType.PERSON))


def _repaired(doc: Doc) -> Iterator[Span]:
    """Yield the model's entities cut at line ends and quotation marks, without small words at their edges."""
    for ent in doc.ents:
        start = ent.start
        for token in ent:
            if token.is_space or token.text in '«»"“”()[]:;,' or token.text in titles():
                yield from _trimmed(doc, start, token.i, ent.label_)
                start = token.i + 1
        end = _hyphenated(doc, ent.end)
        if ent.label_ != "PER" and end - start > 2 and _is_portfolio(doc, start):
            yield from _trimmed(doc, start + 1, end, "PER")
        else:
            yield from _trimmed(doc, start, end, ent.label_)


def _is_portfolio(doc: Doc, index: int) -> bool:
    """Tell whether a word is what a minister is in charge of: «la ministre de la Justice | Nicole X»."""
    return index > 1 and doc[index].text in _not_names() and doc[index - 1].pos_ in {"ADP", "DET"}


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


def _from_model(doc: Doc, ent: Span, known: list[Found]) -> Found | None:
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
        inside = [found for found in inside if not _is_place(found)]
    if inside or ent.label_ not in LABELS or not any(_proper(t, ent.label_) for t in ent):
        return None
    return _thing(doc, ent)


@cache
def _not_names() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("not_names"))


def _is_place(found: Found) -> bool:
    """Tell whether a name inside a longer one is only a place («France» in «France Bleu»)."""
    return found.type in {EntityType.COUNTRY, EntityType.PLACE}


def _proper(token: Token, label: str) -> bool:
    """Tell whether a word is a proper noun: tagged so, or a place with a capital inside a sentence («les Alpes»)."""
    if token.text in _not_names() or len(token) == 1:
        return False
    inside = token.text[:1].isupper() and not token.is_sent_start and token.pos_ == "NOUN" and label == "LOC"
    return token.pos_ == "PROPN" or inside


def _person(doc: Doc, ent: Span, inside: list[Found]) -> Found | None:
    """Return a person of two words or more; a single word is a person only if a longer name has it (see resolve)."""
    if any(found.type is EntityType.PERSON and found.end - found.start > 1 for found in inside):
        return None
    if ent[0].text in {"Les", "Des"} or not all(
        t.text[:1].isupper() or t.lower_ in _particles() or t.text in {"-", "'"} for t in ent
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

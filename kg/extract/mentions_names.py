"""Document -> spans that carry a name: known names, titled persons, and the language model's entities, repaired."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.mentions_found import Found, is_place, person_keys
from kg.extract.mentions_known import known_names
from kg.extract.mentions_model import from_model, repaired
from kg.extract.mentions_titled import introduced_names, joined_names, titled_names
from kg.knowledge import gazetteer, records
from kg.knowledge.names import acronym
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OPENING = frozenset({"-", "–", "—", '"', "«", "“", "(", ":", "."})


def names(document: Document) -> list[Found]:
    """Return the names of a document in text order, without overlaps."""
    doc = document.doc
    known = list(known_names(doc))
    model = [found for ent in repaired(doc) if (found := from_model(doc, ent, known))]
    titled = list(titled_names(doc))
    every = _without_overlaps([*titled, *model, *known, *introduced_names(doc, known), *joined_names(doc)])
    every = _without_overlaps([*every, *_abbreviations(doc, every)])
    every = _without_overlaps([*_as_persons(doc, every), *_repeated(doc, every)])
    longer = {doc[i].text for found in every if found.end - found.start > 1 for i in range(found.start, found.end)}
    inside = {token.text for token in doc if not _opens(token)}
    return [
        f for f in every if not _in_a_street(doc, f) and not (_is_guess(f) and _is_doubtful(doc, f, longer, inside))
    ]


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
    """Yield the acronyms that are names once wherever else they stand."""
    seen = {doc[f.start].text: f for f in every if f.end - f.start == 1 and acronym(doc[f.start].text)}
    for token in doc:
        first = seen.get(token.text)
        if first is not None:
            yield Found(token.i, token.i + 1, first.type, first.keys, first.sense, score=first.score)


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
            yield Found(found.start, found.end, EntityType.PERSON, person_keys(text), score=0.8)
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

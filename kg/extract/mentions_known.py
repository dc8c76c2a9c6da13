"""Document -> the names, adjectives and peoples that knowledge has, longest first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg.extract.mentions_found import Found, hyphenated, is_place
from kg.extract.words import words as words_of
from kg.knowledge import Entry, fold, gazetteer, lexicon, records, titles
from kg.knowledge.names import WORD
from kg.model import EntityType
from kg.phrases import noun_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BARRIER = "\n"
#: types whose names may go on, and the words that begin the names of many bodies
COMMITTEES = frozenset({EntityType.INTERNATIONAL_ORGANIZATION, EntityType.GOVERNMENT_BODY, EntityType.POLITICAL_PARTY})
GENERAL = frozenset({"assemblée", "comité", "conférence", "conseil", "cour", "ligue", "union"})
#: how far from a paper's name a word of the press may stand
PRESS_WINDOW = 7


def known_names(doc: Doc) -> Iterator[Found]:
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
            if found and not _is_borne(doc, found):
                longer = _with_fathers(doc, found) if found.type is EntityType.PERSON else _longer(doc, found)
                if longer:
                    yield _with_hyphen(doc, _part_of_place(doc, longer))
                index += match.length
                break
        else:
            index += 1


def _is_borne(doc: Doc, found: Found) -> bool:
    """Tell whether a thing bears a person's name: «le porte-avions Charles-de-Gaulle», «l'aéroport Ben-Gourion»."""
    return found.type is EntityType.PERSON and found.start > 0 and doc[found.start - 1].lower_ in words_of("dedicated")


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


def _longer(doc: Doc, found: Found) -> Found | None:
    """Return the other body that what follows makes of a known one: «Conseil européen | des relations extérieures».

    A channel may be called after its news: «ABC | News».
    A national society of the Red Cross is not the international committee: «la Croix-Rouge | libanaise». A party that
    goes on is nobody: «la Ligue | des champions».
    """
    end = found.end
    if found.type is EntityType.MEDIA_OUTLET and end < len(doc) and doc[end].lower_ == "news":
        return Found(found.start, end + 1, found.type, found.keys)
    if found.sense != "name" or found.type not in COMMITTEES or end + 1 >= len(doc):
        return found
    first = doc[found.start].lower_
    if first.startswith("croi"):
        national = any(entry.sense == "adjective" for entry in gazetteer().find(doc[end].text))
        return Found(found.start, end + 1, found.type, score=0.9) if national else found
    if first not in GENERAL or doc[end].lower_ != "des" or doc[end].pos_ != "ADP":
        return found
    if found.type is EntityType.POLITICAL_PARTY or _are_persons(doc[end + 1]):
        return None if found.type is EntityType.POLITICAL_PARTY else found
    end += 2
    while end < len(doc) and doc[end].pos_ == "ADJ" and doc[end].text.islower():
        end += 1
    return Found(found.start, end, found.type, score=0.7)


def _with_fathers(doc: Doc, found: Found) -> Found | None:
    """Return the other person whom a longer name makes of a known one: «Amr Musa | ben Ali Jaber».

    Of «ben Ali» in it nobody is made.
    """
    fathers, end = words_of("filial"), found.end
    if doc[found.start].text in fathers and found.start and doc[found.start - 1].is_title:
        return None
    if end + 1 >= len(doc) or doc[end].text not in fathers or not doc[end + 1].is_title:
        return found
    end += 2
    while end < len(doc) and doc[end].is_title and doc[end].pos_ == "PROPN":
        end += 1
    return Found(found.start, end, found.type, score=0.9)


def _are_persons(noun: Token) -> bool:
    """Tell whether what follows a body are persons, not what it is for: «nommer à la Cour suprême | des juges»."""
    known = noun_class(noun) if noun.text.islower() else None
    return known is not None and known.type is EntityType.PERSON


def _with_hyphen(doc: Doc, found: Found) -> Found:
    """Return the other place that a hyphen makes of a known one: «les Pyrénées-Atlantiques», not «Paris-Téhéran»."""
    end = hyphenated(doc, found.end)
    if end == found.end or found.sense != "name" or not is_place(found):
        return found
    introduced = found.start > 0 and doc[found.start - 1].pos_ == "DET"
    if doc[end - 1].is_title and (not introduced or gazetteer().find(doc[end - 1].text)):
        return found
    return Found(found.start, end, EntityType.PLACE, score=0.7)


def _split(doc: Doc) -> tuple[list[str], list[str], list[int]]:
    words: list[str] = []
    surfaces: list[str] = []
    owners: list[int] = []
    for token in doc:
        for word, surface in _parts_of(token.text):
            words.append(word)
            surfaces.append(surface)
            owners.append(token.i)
    return words, surfaces, owners


@lru_cache(maxsize=100_000)
def _parts_of(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a token, folded and as written; a barrier where it is a mark that no name crosses."""
    if text in {"-", "'", "’"}:
        return ()
    return tuple((fold(part), part) for part in WORD.findall(text)) or ((BARRIER, BARRIER),)


def _choose(doc: Doc, entries: tuple[Entry, ...], start: int, end: int) -> Found | None:
    """Return the found name of some entries, None where it is only a common word here."""
    senses = {entry.sense for entry in entries}
    token = doc[start]
    if "adjective" in senses and "people" not in senses and "name" not in senses:
        return Found(start, end, EntityType.COUNTRY, _keys(entries, "adjective"), "adjective")
    if "people" in senses and (token.text[:1].isupper() or "name" not in senses) and not _is_country(token, senses):
        return Found(start, end, EntityType.COUNTRY, _keys(entries, "people"), "people")
    if "members" in senses:
        keys = _keys(entries, "members")
        return Found(start, end, records()[keys[0]].type, keys, "members") if _are_all(token) else None
    keys = _keys(entries, "name")
    if not keys:
        keys = _keys(entries, "ambiguous")
        if not keys or not _introduced(doc, start, end, records()[keys[0]].type):
            return None
    return Found(start, end, records()[keys[0]].type, keys)


def _are_all(members: Token) -> bool:
    """Tell whether its members stand for a party: «les démocrates», not «des démocrates», «les élus démocrates»."""
    return members.pos_ == "NOUN" and members.i > 0 and members.nbor(-1).lower_ in {"les", "aux"}


def _is_country(token: Token, senses: set[str]) -> bool:
    """Tell whether a word for a country and its people is the country: «la Suisse», «l'Argentine»; not «un Suisse»."""
    before = token.nbor(-1) if token.i else None
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    person = after is not None and after.pos_ == "PROPN" and after.text[:1].isupper()
    counted = before is not None and before.pos_ == "DET" and before.lower_ not in {"la", "l'", "l’"}
    return "name" in senses and not counted and not person


def _keys(entries: tuple[Entry, ...], sense: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.key for entry in entries if entry.sense == sense))


def _introduced(doc: Doc, start: int, end: int, kind: EntityType) -> bool:
    """Tell whether a name that is also a common word stands as a name.

    The model says so, a noun introduces it, or the sentence is about the press: «dans un entretien au Monde».
    «La Libération» is no paper.
    """
    before = doc[start - 1] if start else None
    if kind is EntityType.PERSON:
        return before is not None and before.lower_ in titles()
    token = doc[start]
    if before is not None and kind is EntityType.MEDIA_OUTLET and before.lower_ == "la":
        return False
    if any(ent.start == start and ent.end == end and ent.label_ in {"ORG", "MISC"} for ent in token.sent.ents):
        return True
    if before is not None and noun_class(before) is not None:
        return True
    press = words_of("press") if kind is EntityType.MEDIA_OUTLET and token.is_title else frozenset()
    near = doc[max(token.sent.start, start - PRESS_WINDOW) : start]
    return (
        before is not None
        and before.pos_ in {"ADP", "DET"}
        and any(t.lemma_ in press or t.lower_ in press for t in near)
    )

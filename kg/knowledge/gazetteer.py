"""Words in, known names out: the longest name that begins at a word, in any case, accent and hyphen variant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.knowledge.names import agrees, pieces
from kg.knowledge.records import Record, records
from kg.knowledge.tables import knowledge, lexicon, several
from kg.model import EntityType

LONGEST = 14


@dataclass(frozen=True, slots=True)
class Entry:
    """A way to write a record, in one ``sense``: ``name``, ``adjective``, ``people``, ``ambiguous`` (a common word)."""

    name: str
    key: str
    sense: str


@dataclass(frozen=True, slots=True)
class Match:
    """Entries that are written in ``length`` pieces."""

    length: int
    entries: tuple[Entry, ...]


class Gazetteer:
    """All entries by their folded pieces."""

    def __init__(self, entries: Iterator[Entry]) -> None:
        self._entries: dict[tuple[str, ...], list[Entry]] = {}
        self._longest: dict[str, int] = {}
        for entry in entries:
            key = pieces(entry.name)
            if not key or len(key) > LONGEST:
                continue
            held = self._entries.setdefault(key, [])
            if entry not in held:
                held.append(entry)
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def match(self, words: Sequence[str], surfaces: Sequence[str], start: int) -> Iterator[Match]:
        """Yield the matches that begin at a piece, longest first.

        ``words`` are folded pieces, ``surfaces`` the same pieces as written.
        """
        for length in range(min(self._longest.get(words[start], 0), len(words) - start), 0, -1):
            entries = self._entries.get(tuple(words[start : start + length]))
            if entries is None:
                continue
            surface = " ".join(surfaces[start : start + length])
            held = tuple(entry for entry in entries if agrees(_spaced(entry.name), surface))
            if held:
                yield Match(length, held)

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return the entries for a whole name.

        >>> {entry.key for entry in gazetteer().find("Etats-Unis")}
        {'Q30'}
        """
        surface = _spaced(name)
        return tuple(entry for entry in self._entries.get(pieces(name), ()) if agrees(_spaced(entry.name), surface))


def _spaced(name: str) -> str:
    return name.replace("-", " ").replace("'", " ").replace("’", " ") if not name.isalnum() else name


@cache
def gazetteer() -> Gazetteer:
    """Return the index of all records, national adjectives and peoples."""
    return Gazetteer(_entries())


def _entries() -> Iterator[Entry]:
    common = {row["name"] for row in lexicon("common_words")}
    for item in records().values():
        for name in item.names:
            yield Entry(name, item.key, "ambiguous" if name in common or _given(item, name) else "name")
        if item.type is EntityType.PERSON:
            yield from (Entry(name, item.key, "name") for name in _shortened(item.label))
    for row in knowledge("countries"):
        for form in several(row["adj_forms"]):
            yield Entry(form, row["qid"], "adjective")
        for form in several(row["people_forms"]):
            yield Entry(form, row["qid"], "people")
    for row in lexicon("adjectives"):
        yield Entry(row["form"], row["key"], row["sense"])


def _given(item: Record, name: str) -> bool:
    """Tell whether a person is known by a given name only, like a pope or a king."""
    return item.type is EntityType.PERSON and name == item.label and name.isalpha()


@cache
def _short_names() -> dict[str, tuple[str, ...]]:
    """Return the short forms of given names: «James» → «Jim», «Jimmy»."""
    found: dict[str, tuple[str, ...]] = {}
    for row in lexicon("given_names"):
        for full in several(row["full"]):
            found[full] = (*found.get(full, ()), row["short"])
    return found


def _shortened(name: str) -> Iterator[str]:
    given, _, family = name.partition(" ")
    yield from (f"{short} {family}" for short in _short_names().get(given, ()))

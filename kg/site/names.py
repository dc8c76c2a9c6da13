"""The names of a store -> what somebody may mean by the letters typed so far, the most mentioned first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kg.site import facts
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Name:
    """An entity as a search finds it: under ``name``, which may be another than its label."""

    iri: str
    label: str
    type: str
    name: str
    mentions: int


class Names:
    """All names of a store, to be searched."""

    def __init__(self, store: Store) -> None:
        self._names = [
            (folded(row["name"]), Name(row["entity"], row["label"], row["type"], row["name"], int(row["mentions"])))
            for row in facts.rows(store, "names")
        ]

    def search(self, typed: str, *, most: int = 50) -> list[Name]:
        """Return the entities with a name in which every typed word begins a word, each once."""
        words = folded(typed).split()
        found: dict[str, Name] = {}
        for name in self._matching(words):
            found.setdefault(name.iri, name)
            if len(found) == most:
                break
        return list(found.values())

    def all(self) -> list[Name]:
        """Return every name, those of the most mentioned first."""
        return [name for _, name in self._names]

    def _matching(self, words: list[str]) -> Iterator[Name]:
        if words:
            for text, name in self._names:
                if all(f" {word}" in f" {text}" for word in words):
                    yield name


def folded(text: str) -> str:
    """Return a text without case, accents, apostrophes and hyphens.

    >>> folded("L’Élysée, Saint-Cloud")
    'l elysee saint cloud'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(
        "".join(char if char.isalnum() else " " for char in plain if not unicodedata.combining(char)).split()
    )

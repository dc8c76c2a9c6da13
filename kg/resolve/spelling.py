"""Names in other spellings -> what they have in common: «Galibaf» and «Ghalibaf», «Rohani» and «Rouhani»."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.knowledge import lexicon

#: letters that stand for the same sound in one transcription or another, in the order in which they are replaced
SAME = (
    ("ou", "u"),
    ("oo", "u"),
    ("o", "u"),
    ("ck", "k"),
    ("tch", "c"),
    ("ch", "c"),
    ("sh", "c"),
    ("ph", "f"),
    ("dj", "j"),
    ("q", "k"),
    ("w", "v"),
    ("y", "i"),
    ("ee", "i"),
    ("ae", "e"),
    ("h", ""),
)
DOUBLE = re.compile(r"(.)\1+")


def sound(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folded words of a name without what differs between transcriptions.

    >>> sound(("ghalibaf",)) == sound(("galibaf",)), sound(("petrova",)) == sound(("petrov",))
    (True, False)
    """
    return tuple(map(_sound, words))


@lru_cache(maxsize=50_000)
def _sound(word: str) -> str:
    for letters, other in SAME:
        word = word.replace(letters, other)
    return DOUBLE.sub(r"\1", word)


@cache
def family_first() -> frozenset[str]:
    """Return the family names that stand before given names: «Xi», «Kim», «Nguyen»."""
    return frozenset(row["name"] for row in lexicon("family_first"))

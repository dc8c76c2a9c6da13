"""The lexicon of word uses -> small classes of words that rules speak of: «lors» and «pendant» are «during»."""

from __future__ import annotations

from functools import cache

from kg.knowledge import lexicon


@cache
def words(use: str) -> frozenset[str]:
    """Return the words of a use.

    >>> "visite" in words("trip")
    True
    """
    return frozenset(row["word"] for row in lexicon("word_uses") if row["use"] == use)

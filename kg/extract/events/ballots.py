"""A word that names a vote -> which kind of ballot it is: a presidential election is no parliamentary one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.syntax import children
from kg.extract.words import words
from kg.knowledge import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

#: «présidentiel», «présidentielle»; «législatif», «législatives»
STEM = 6


def ballot(token: Token) -> str:
    """Return the kind of ballot that a noun or its adjective tells, empty where neither does.

    >>> from kg.annotate import annotate
    >>> from kg.model import Article
    >>> stream = annotate([Article("a", "Le scrutin présidentiel suit les législatives.")])
    >>> doc = next(stream).doc
    >>> [ballot(doc[i]) for i in (1, 5)]
    ['presid', 'legisl']
    """
    said = [token, *children(token, "amod")]
    return next((fold(one.lower_)[:STEM] for one in said if fold(one.lower_)[:STEM] in _kinds()), "")


def _kinds() -> frozenset[str]:
    return frozenset(fold(word)[:STEM] for word in words("ballot"))

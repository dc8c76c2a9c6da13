"""A word that names a vote, a war or a meeting -> which kind it is: a presidential election is no parliamentary one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.syntax import case, children
from kg.extract.words import words
from kg.knowledge import fold
from kg.model import EventType

if TYPE_CHECKING:
    from spacy.tokens import Token

#: «présidentiel», «présidentielle»; «législatif», «législatives»
STEM = 6


def kind(token: Token, type: EventType) -> str:
    """Return the kind of ballot, war or meeting that a word or what describes it tells, empty where nothing does.

    >>> from kg.annotate import annotate
    >>> from kg.model import Article
    >>> stream = annotate([Article("a", "Le scrutin présidentiel suit les législatives et la guerre civile.")])
    >>> doc = next(stream).doc
    >>> [kind(doc[i], EventType.VOTE) for i in (1, 5)], kind(doc[8], EventType.ATTACK)
    (['presid', 'legisl'], 'civil')
    """
    if type is EventType.VOTE:
        said = [token, *children(token, "amod")]
        return next((fold(one.lower_)[:STEM] for one in said if fold(one.lower_)[:STEM] in _ballots()), "")
    if type is EventType.MEET:
        return "meal" if token.lemma_ in words("meal") else ""
    if type is EventType.ATTACK and token.lemma_ in words("warfare"):
        # «la guerre civile», «la guerre de Corée» are none but themselves
        of = [c for c in children(token, "nmod") if case(c).rstrip("’'") in {"de", "d", "du"}]
        told = [c for c in [*children(token, "amod"), *of] if c.lemma_ in words("war") or c.pos_ == "PROPN"]
        return next((fold(one.lemma_)[:STEM] for one in told), "")
    return ""


def _ballots() -> frozenset[str]:
    return frozenset(fold(word)[:STEM] for word in words("ballot"))

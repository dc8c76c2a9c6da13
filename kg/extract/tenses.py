"""A verb's form -> whether it stands in the future or the conditional, as its ending says."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg.knowledge import fold, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

FUTURE = re.compile(r"(?:ai|as|a|ons|ez|ont)$")
CONDITIONAL = re.compile(r"(?:ais|ait|ions|iez|aient)$")
PREFIX = re.compile(r"(?:re|de|par|con|ob|main|sou|inter|sur|pre|ren|pro|en|entre|ad|dis|retr|sub|ab)*$")


def tense(verb: Token) -> str:
    """Return «future», «conditional» or «» for a finite verb or auxiliary.

    >>> from kg.annotate import annotate
    >>> from kg.model import Article
    >>> stream = annotate([Article("a", "Il se rendra à Kiev mais n'y entrait pas.")])
    >>> doc = next(stream).doc
    >>> [tense(token) for token in doc if token.pos_ == "VERB"]
    ['future', '']
    """
    return _tense(fold(verb.lower_), fold(verb.lemma_))


@lru_cache(maxsize=10_000)
def _tense(form: str, lemma: str) -> str:
    for name, endings in (("conditional", CONDITIONAL), ("future", FUTURE)):
        ending = endings.search(form)
        if ending and _is_stem(form[: ending.start()], lemma):
            return name
    return ""


def _is_stem(stem: str, lemma: str) -> bool:
    """Tell whether a stem is an infinitive, as the future's is: «déploier-» of «déployer», «rendr-» of «rendre»."""
    if not stem.endswith("r"):
        return False
    if _plain(stem) in {_plain(lemma), _plain(lemma.removesuffix("e"))}:
        return True
    return any(stem.endswith(known) and PREFIX.fullmatch(stem.removesuffix(known)) for known in _stems())


@cache
def _stems() -> tuple[str, ...]:
    """Return the stems of the future that cannot be had from the infinitive."""
    return tuple(row["stem"] for row in lexicon("future_stems"))


def _plain(text: str) -> str:
    """Return a stem without what changes before the ending: «y» for «i», doubled «l» and «t»."""
    return re.sub(r"(.)\1", r"\1", text.replace("y", "i"))

"""Document -> office phrases: «le ministre allemand de la Défense», «ex-chef du M5S»: role, body or country, extent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.office_complements import ARTICLES, Complements, is_national
from kg.extract.spans import Spans
from kg.extract.syntax import reference
from kg.knowledge import lexicon
from kg.model import Reference

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["OfficePhrase", "is_national", "office_phrases"]

FORMER = re.compile(r"(?:ex-|ancienn?e?s?\b)", re.IGNORECASE)
PREFIXED = frozenset({"ancien", "ancienne", "anciens", "anciennes", "ex", "ex-", "feu"})
#: what is an office of a body: «président et directeur général de X», not «député et maire de X»
LEADING = ("président", "secrétaire", "direct", "fondat", "cofondat", "porte-parole", "chef", "vice-président")
SKIPPED_BEFORE = frozenset(
    {"actuel", "actuelle", "nouveau", "nouvel", "nouvelle", "futur", "future", "jeune", "puissant", "puissante"}
)


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """An office as tokens ``doc[start:end]``, determiner included; ``head`` is the office's first word."""

    start: int
    head: int
    end: int
    role: str
    kind: str
    of: Reference | None
    former: bool
    plural: bool


@dataclass(frozen=True, slots=True)
class _Known:
    role: str
    kind: str


@cache
def _offices() -> dict[str, _Known]:
    return {row["form"].lower(): _Known(row["role"], row["kind"]) for row in lexicon("offices")}


@cache
def _longest_from() -> dict[str, int]:
    """Return the first words of offices, each with the most tokens that an office has that begins with it."""
    found: dict[str, int] = {}
    for form in _offices():
        word = re.split(r"[\s'’-]", form, maxsplit=1)[0]
        tokens = 1 + len(re.findall(r"[\s'’]", form)) + 2 * form.count("-")
        found[word] = max(found.get(word, 0), tokens)
    return found


@lru_cache(maxsize=50_000)
def _longest(word: str) -> int:
    """Return of how many tokens an office that begins with a word is at most, 0 if none does."""
    return _longest_from().get(re.split(r"[\s'’-]", word.removeprefix("ex-"), maxsplit=1)[0], 0)


def office_phrases(document: Document, found: Spans) -> Iterator[OfficePhrase]:
    """Yield the office phrases of a document in text order, without overlaps.

    Of two joined offices the first is of what the second is of: «secrétaire général et porte-parole du gouvernement».
    """
    before: OfficePhrase | None = None
    for phrase in _phrases(document, found):
        if before is not None:
            joined = phrase.start == phrase.head == before.end + 1 and document.doc[before.end].lower_ == "et"
            shared = joined and before.of is None and before.role.startswith(LEADING)
            yield replace(before, of=phrase.of) if shared else before
        before = phrase
    if before is not None:
        yield before


def _phrases(document: Document, found: Spans) -> Iterator[OfficePhrase]:
    done = 0
    for token in document.doc:
        if token.i < done or token.i in found.names or not _longest(token.lower_):
            continue
        if token.pos_ in {"VERB", "AUX"} and token.dep_ != "appos":
            continue
        phrase = _phrase_at(document, found, token.i)
        if phrase:
            done = phrase.end
            yield phrase


def _phrase_at(document: Document, found: Spans, index: int) -> OfficePhrase | None:
    known = _known_at(document.doc, index)
    if known is None:
        return None
    end, role, kind, former = known
    reader = Complements(document, found, role, kind, end)
    reader.read()
    start, earlier = _start(document.doc, index)
    of = reader.of or _owner(document, found, start, kind)
    words = " ".join([role, *reader.words])
    plural = document.doc[index].text.lower() != role.lower() and document.doc[index].lower_.endswith(("s", "aux"))
    return OfficePhrase(start, index, reader.end, words, kind, of, former or earlier, plural)


def _known_at(doc: Doc, index: int) -> tuple[int, str, str, bool] | None:
    """Return end, role, kind and «ex-» of the longest office that begins at a token."""
    former = doc[index].lower_.startswith("ex-")
    for end in range(min(index + _longest(doc[index].lower_), len(doc)), index, -1):
        known = _offices().get(doc[index:end].text.lower().replace("’", "'").removeprefix("ex-"))
        if known:
            return end, known.role, known.kind, former
    return None


def _start(doc: Doc, index: int) -> tuple[int, bool]:
    """Return where the phrase begins, with its determiner and first adjectives, and whether it is «ancien»."""
    start, former = index, False
    while start and (doc[start - 1].lower_ in PREFIXED | SKIPPED_BEFORE or doc[start - 1].text == "-"):
        start -= 1
        former = former or doc[start].lower_ in PREFIXED
    if start and (doc[start - 1].pos_ == "DET" or doc[start - 1].lower_ in ARTICLES | {"du", "au", "aux", "des"}):
        start -= 1
    return start, former


def _owner(document: Document, found: Spans, start: int, kind: str) -> Reference | None:
    """Return whose it is: «son ministre de la Défense», «le Ghana, dont le président X»."""
    token = document.doc[start]
    if start > 1 and token.nbor(-1).lower_.removeprefix("-") == "dont":
        owner = found.names.get(start - 2) or found.names.get(start - 3)
        return None if owner is None or owner.is_person else owner.mention.reference
    if kind in {"minister", "rank"} and "Poss=Yes" in str(token.morph):
        return reference(document, token)
    return None

"""Document -> office phrases: «le ministre allemand de la Défense», «ex-chef du M5S»: role, body or country, extent.

A phrase is read from left to right: the office's words, then adjectives and complements. A nationality or a body is
what the office is of; a portfolio («de la Défense»), a common complement («de campagne») and a few adjectives
(«spécial») belong to the role; other adjectives («démocrate») do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.spans import Span, Spans
from kg.extract.syntax import reference
from kg.knowledge import knowledge, lexicon, several
from kg.model import Form, Reference
from kg.phrases import noun_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 7
FORMER = re.compile(r"(?:ex-|ancienn?e?s?\b)", re.IGNORECASE)
PREFIXED = frozenset({"ancien", "ancienne", "anciens", "anciennes", "ex", "ex-", "feu"})
SKIPPED_BEFORE = frozenset(
    {"actuel", "actuelle", "nouveau", "nouvel", "nouvelle", "futur", "future", "jeune", "puissant", "puissante"}
)
DE = frozenset({"de", "du", "des", "d'", "d’"})
A = frozenset({"à", "au", "aux"})
FOR = frozenset({"pour", "auprès", "chargé", "chargée", "en"})
ARTICLES = frozenset({"le", "la", "les", "l'", "l’", "un", "une", "son", "sa", "ses", "leur", "leurs", "ce", "cette"})
OPENING = frozenset({"«", '"', "“"})
BODIES = frozenset({"body", "force", "organisation", "party", "media", "company", "state"})


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
def _first_words() -> frozenset[str]:
    return frozenset(re.split(r"[\s'’-]", form, maxsplit=1)[0] for form in _offices())


@lru_cache(maxsize=50_000)
def _may_begin(word: str) -> bool:
    """Tell whether a word can be the first of an office."""
    return re.split(r"[\s'’-]", word.removeprefix("ex-"), maxsplit=1)[0] in _first_words()


@cache
def _complements() -> frozenset[tuple[str, str]]:
    return frozenset((row["role"], row["complement"]) for row in lexicon("office_complements"))


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(row["adjective"] for row in lexicon("office_adjectives"))


@cache
def _nations() -> frozenset[str]:
    known = {form for row in knowledge("countries") for form in several(row["adj_forms"])}
    return frozenset(known | {row["form"] for row in lexicon("adjectives") if row["sense"] == "adjective"})


def is_national(token: Token) -> bool:
    """Tell whether a word is a national adjective: «américain», «européenne»."""
    return token.text in _nations()


def office_phrases(document: Document, found: Spans) -> Iterator[OfficePhrase]:
    """Yield the office phrases of a document in text order, without overlaps."""
    done = 0
    for token in document.doc:
        if token.i < done or token.i in found.names or token.pos_ in {"VERB", "AUX"}:
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
    reader = _Reader(document, found, role, kind, end)
    reader.read()
    start, earlier = _start(document.doc, index)
    of = reader.of or _owner(document, start, kind)
    words = " ".join([role, *reader.words])
    plural = document.doc[index].text.lower() != role.lower() and document.doc[index].lower_.endswith(("s", "aux"))
    return OfficePhrase(start, index, reader.end, words, kind, of, former or earlier, plural)


def _known_at(doc: Doc, index: int) -> tuple[int, str, str, bool] | None:
    """Return end, role, kind and «ex-» of the longest office that begins at a token."""
    text = doc[index].lower_
    if not _may_begin(text):
        return None
    former = text.startswith("ex-")
    for end in range(min(index + LONGEST, len(doc)), index, -1):
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


def _owner(document: Document, start: int, kind: str) -> Reference | None:
    """Return whose general or minister it is: «son ministre de la Défense»."""
    token = document.doc[start]
    if kind in {"minister", "rank"} and "Poss=Yes" in str(token.morph):
        return reference(document, token)
    return None


class _Reader:
    """Reads on from an office's last word."""

    def __init__(self, document: Document, found: Spans, role: str, kind: str, end: int) -> None:
        self.document, self.doc, self.found = document, document.doc, found
        self.role, self.kind, self.end = role, kind, end
        self.words: list[str] = []
        self.of: Reference | None = None

    def read(self) -> None:
        """Read adjectives and complements until something else stands there."""
        while self.end < len(self.doc) and (self._adjective() or self._bracket() or self._complement()):
            pass

    def _adjective(self) -> bool:
        token = self.doc[self.end]
        if is_national(token):
            self.of = self.of or reference(self.document, token)
            self.end += 1
        elif token.lower_ in _adjectives():
            self.words.append(token.text)
            self.end += 1
        elif self._is_aside(token) or (token.lower_ == "et" and self._joins_adjective()):
            self.end += 1
        else:
            return False
        return True

    def _is_aside(self, token: Token) -> bool:
        return (token.pos_ == "ADJ" or token.dep_ == "amod") and token.text.islower() and token.is_alpha

    def _joins_adjective(self) -> bool:
        before, after = self.doc[self.end - 1], self.doc[min(self.end + 1, len(self.doc) - 1)]
        return before.pos_ == "ADJ" and after.pos_ == "ADJ" and after.text.islower()

    def _bracket(self) -> bool:
        """«le président (égyptien) Sissi», «le ministre (de la Défense)»."""
        if self.doc[self.end].text != "(":
            return False
        inner = _Reader(self.document, self.found, self.role, self.kind, self.end + 1)
        inner.of = self.of
        inner.read()
        if inner.end == self.end + 1 or inner.end >= len(self.doc) or self.doc[inner.end].text != ")":
            return False
        self.end, self.of = inner.end + 1, inner.of
        self.words += inner.words
        return True

    def _complement(self) -> bool:
        token = self.doc[self.end]
        if token.lower_ in FOR and self.kind != "rank":
            return self._circumstance()
        if token.lower_ not in DE | A or self.kind == "rank" or self.end + 1 >= len(self.doc):
            return False
        return self._belongs(token)

    def _belongs(self, preposition: Token) -> bool:
        noun = self._noun_after(self.end + 1)
        if noun >= len(self.doc):
            return False
        name = self.found.names.get(noun)
        # «le ministre français de l'Europe»: whose minister he is has been said
        portfolio = self.kind == "minister" and self.of is not None and not self.words
        if name and not portfolio and not self._is_portfolio(noun):
            return self._name(name)
        if self.doc[noun].pos_ not in {"NOUN", "PROPN", "ADJ", "X"} or is_national(self.doc[noun]):
            return False
        if preposition.lower_ in A and not (self.doc[noun].text[:1].isupper() or self._is_portfolio(noun)):
            return False
        return self._nouns(preposition, noun)

    def _noun_after(self, index: int) -> int:
        """Return the first noun or name after articles, opening marks and an adjective that precedes its noun."""
        doc = self.doc
        while index < len(doc) and (
            doc[index].pos_ == "DET"
            or doc[index].lower_ in ARTICLES
            or doc[index].text in OPENING
            or (doc[index].pos_ == "ADJ" and index not in self.found.names and doc[index].head.i == index + 1)
        ):
            index += 1
        return index

    def _is_portfolio(self, noun: int) -> bool:
        return (self.role, self.doc[noun].text) in _complements()

    def _name(self, name: Span) -> bool:
        if name.start > self.end + 3:
            return False
        self.of = self.of or name.mention.reference
        self.end = name.end
        return True

    def _nouns(self, preposition: Token, noun: int) -> bool:
        """Read a complement of common nouns: part of the role, or the body that the office is of."""
        known = noun_class(self.doc[noun])
        kept = self._is_portfolio(noun)
        end, nation, names = self._noun_phrase(noun, linked=not kept or self.kind == "minister")
        definite = preposition.lower_ in {"du", "des"} or self.doc[self.end + 1].lower_ in ARTICLES
        body = not kept and (
            (known is not None and known.kind in BODIES) or names or definite or self._capitalised(noun)
        )
        if self.kind == "minister" and not (known and known.kind in {"body", "party", "organisation"} and not nation):
            body = False
        if body:
            first = self.end + 1
            if self.of is None:
                evidence = self.document.evidence(first, end)
                self.of = Reference(evidence, self.document.offset(self.doc[noun]), Form.DESCRIPTION)
        else:
            stop = nation.i if nation else end
            self.words.append(self.doc[preposition.i : stop].text)
            if nation:
                self.of = self.of or reference(self.document, nation)
        self.end = end
        return True

    def _capitalised(self, noun: int) -> bool:
        return self.kind not in {"minister"} and self.doc[noun].text[:1].isupper()

    def _noun_phrase(self, noun: int, *, linked: bool) -> tuple[int, Token | None, bool]:
        """Return the end of a complement, the nationality in it, and whether a name stands in it."""
        index, names = noun + 1, False
        nation: Token | None = None
        while index < len(self.doc):
            token = self.doc[index]
            if is_national(token):
                nation = nation or token
                index += 1
            elif token.pos_ == "ADJ" and (token.text.islower() or index not in self.found.names):
                index += 1
            elif linked and (step := self._linked(index)) is not None:
                names = names or any(i in self.found.names for i in range(index, step))
                index = step
            elif token.text == "-" and not self.doc[index - 1].whitespace_:
                index += 2
            else:
                break
        return min(index, len(self.doc)), nation, names

    def _linked(self, index: int) -> int | None:
        """Return the end of «de l'Otan», «et des Finances», «, du Travail» that goes on with a complement."""
        start = index
        if self.kind == "minister" and self.doc[index].lower_ in {"et", ","}:
            start += 1
        if start >= len(self.doc) or self.doc[start].lower_ not in DE | A:
            return None
        noun = self._noun_after(start + 1)
        if noun >= len(self.doc):
            return None
        if noun in self.found.names:
            if self.kind == "minister":
                return None
            return self.found.names[noun].end
        return noun + 1 if self.doc[noun].pos_ in {"NOUN", "PROPN"} else None

    def _circumstance(self) -> bool:
        """Read over «pour la Russie», «auprès de l'Otan», «en Ukraine»: where an envoy is sent is not what he is of."""
        index = self.end + 1
        while index < len(self.doc) and (self.doc[index].pos_ == "DET" or self.doc[index].lower_ in DE | ARTICLES):
            index += 1
        name = self.found.names.get(index)
        if name is None or name.is_person:
            return False
        self.end = name.end
        return True

"""The annotated article that extractors read: a spaCy Doc over its text, its quotations, and the way back to offsets.

``doc.text`` is the article's text after normalisation (same order, nearly the same length); every evidence is made by
`Document.evidence`, which counts in the text as given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from kg.model import Article, Evidence, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage between quotation marks, as tokens of the Doc: ``doc[start:end]`` with its marks.

    ``doc[inner_start:inner_end]`` is the inside; ``masked`` tells whether the inside was parsed on its own (a full
    sentence, hung as ``parataxis`` on the clause around it) or stands in the syntax of the sentence («ouverte»).
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    masked: bool


@dataclass(frozen=True)
class Document:
    """An article with its annotation.

    ``offsets[i]`` is the offset in ``article.text`` of character ``i`` of ``doc.text`` (one entry more than that).
    Of a long article a Document holds one section. ``body`` is the first token after the date that may head the text.
    """

    article: Article
    doc: Doc
    offsets: Sequence[int]
    quotations: tuple[Quotation, ...] = ()
    mentions: tuple[Mention, ...] = field(default=())
    body: int = 0
    _read: dict[Callable[[Document], Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the quotation of tokens ``start`` to ``end`` (excluded) in the text as given."""
        first = self.offsets[self.doc[start].idx]
        last = self.doc[end - 1]
        stop = self.offsets[last.idx + len(last)]
        return Evidence(first, stop, self.article.text[first:stop])

    def offset(self, token: Token) -> int:
        """Return where a token begins in the text as given."""
        return self.offsets[token.idx]

    @cached_property
    def low(self) -> list[str]:
        """The words in small letters."""
        return [token.lower_ for token in self.doc]

    @cached_property
    def starts(self) -> list[int]:
        """Where each token begins in the text as given."""
        return [self.offsets[place] for place in self.doc.to_array("IDX").tolist()]

    def once(self, reader: Callable[[Document], Found]) -> Found:
        """Return what a reader finds in the document, read once: the dates are asked for by claims and by events."""
        if reader not in self._read:
            self._read[reader] = reader(self)
        return cast("Found", self._read[reader])

    def quotation_at(self, index: int) -> Quotation | None:
        """Return the quotation whose inside holds the token ``index``, the innermost if several do."""
        holders = [q for q in self.quotations if q.inner_start <= index < q.inner_end]
        return min(holders, key=lambda q: q.end - q.start, default=None)

"""A word of a parse that may still change its head, before a Doc is made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True, eq=False)
class Word:
    """Where a token stands in the text, what it copies, and the word on which it hangs (None: a root)."""

    start: int
    end: int
    token: Token | None = None
    head: Word | None = None
    dep: str = "ROOT"

    @property
    def pos(self) -> str:
        """The part of speech, empty for a mark."""
        return self.token.pos_ if self.token is not None else ""

    @property
    def text(self) -> str:
        """The word's form, empty for a mark."""
        return self.token.text if self.token is not None else ""

    @property
    def finite(self) -> bool:
        """Whether it is a verb with tense and person."""
        return self.token is not None and "VerbForm=Fin" in str(self.token.morph)

    def hang(self, head: Word | None, dep: str) -> None:
        """Hang the word on another one, or make it a root."""
        self.head, self.dep = head, dep


@dataclass(slots=True)
class Parse:
    """The words of one unit in order, and its placeholders by the start of the quotation that each stands for.

    ``all`` holds both, in the order of the text.
    """

    all: list[Word] = field(default_factory=list)
    placeholders: dict[int, Word] = field(default_factory=dict)

    @property
    def words(self) -> list[Word]:
        """The words that stand in the text."""
        return [word for word in self.all if word not in self.placeholders.values()]

    @property
    def roots(self) -> list[Word]:
        """The words that hang on nothing, in the order of the text."""
        return [word for word in self.all if word.head is None]

    def children(self, head: Word) -> list[Word]:
        """The words that hang on ``head``, in the order of the text."""
        return [word for word in self.all if word.head is head]

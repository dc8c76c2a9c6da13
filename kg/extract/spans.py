"""A document's mentions -> the tokens that they cover, so that extractors can ask what stands at a token."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from kg.document import Document
from kg.model import EntityType, Form, Mention


@dataclass(frozen=True, slots=True)
class Span:
    """A mention as tokens: ``doc[start:end]``."""

    start: int
    end: int
    mention: Mention

    @property
    def is_name(self) -> bool:
        """Tell whether the mention is a name, not a description or an adjective."""
        return self.mention.reference.form is Form.NAME

    @property
    def is_person(self) -> bool:
        """Tell whether the mention is a person's name."""
        return self.is_name and self.mention.type is EntityType.PERSON


@dataclass(frozen=True, slots=True)
class Spans:
    """The mentions of a document by token: names and national adjectives by each token, descriptions by their head."""

    names: dict[int, Span]
    adjectives: dict[int, Span]
    descriptions: dict[int, Span]

    def at(self, index: int) -> Span | None:
        """Return the name that covers a token, else the description that it heads, else its national adjective."""
        return self.names.get(index) or self.descriptions.get(index) or self.adjectives.get(index)


def spans(document: Document) -> Spans:
    """Return the mentions of a document by token."""
    begins = document.starts
    starts = {offset: index for index, offset in enumerate(begins)}
    found = Spans({}, {}, {})
    for mention in document.mentions:
        evidence = mention.reference.evidence
        start, head = starts.get(evidence.start), starts.get(mention.reference.head)
        if start is None or head is None:
            continue
        end = bisect_left(begins, evidence.end)
        span = Span(start, end, mention)
        if mention.reference.form is Form.DESCRIPTION:
            found.descriptions.setdefault(head, span)
            continue
        kind = found.names if mention.reference.form is Form.NAME else found.adjectives
        kind.update(dict.fromkeys(range(start, end), span))
    return found

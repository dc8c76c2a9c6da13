"""Document -> Extraction: every extractor reads the annotated article and yields values of the model."""

from __future__ import annotations

from dataclasses import replace

from kg.document import Document
from kg.extract.claims import claims
from kg.extract.events import events
from kg.extract.mentions import mentions
from kg.extract.offices import offices
from kg.model import Extraction

__all__ = ["extract"]


def extract(document: Document) -> Extraction:
    """Return all that an article says, unresolved; mentions come first, for the other extractors to read."""
    document = replace(document, mentions=mentions(document))
    return Extraction(
        document.article,
        mentions=document.mentions,
        claims=tuple(claims(document)),
        holdings=tuple(offices(document)),
        events=tuple(events(document)),
    )

"""Articles -> outcomes: the stages in a row, for one batch of articles. What is wrong with one stops no other."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Quad, RdfFormat, serialize

from kg.annotate import annotate
from kg.document import Document
from kg.errors import AnnotationError, DepecheError, ViolationError
from kg.extract import extract
from kg.model import Article
from kg.pipeline.settings import Settings
from kg.rdf import quads
from kg.resolve import resolve
from kg.validate import validate

_SHOWN = 3
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article: its graph in N-Quads, or the reason why it is refused.

    Bytes go from process to process ten times faster than quads.
    """

    source: str
    graph: bytes = b""
    error: str | None = None


def outcomes(articles: Sequence[Article], settings: Settings) -> Iterator[Outcome]:
    """Yield the outcome of each article, in order."""
    done = 0
    try:
        for document in annotate(articles):
            yield _outcome(document, settings)
            done += 1
    except AnnotationError as error:
        if len(articles) == 1:
            yield Outcome(articles[0].source, error=str(error))
            return
        # One article broke the batch: it is found, and the others saved, by annotating them one by one.
        for article in articles[done:]:
            yield from outcomes([article], settings)


def _outcome(document: Document, settings: Settings) -> Outcome:
    source = document.article.source
    try:
        found = _read(document, settings)
    except DepecheError as error:
        return Outcome(source, error=str(error))
    except Exception as error:  # noqa: BLE001
        # The last line of defence: a fault of ours costs one article, is said aloud, and goes to the log in full.
        _log.exception("the article %s cannot be read", source)
        return Outcome(source, error=f"a fault in the program, please report it: {type(error).__name__}: {error}")
    return Outcome(source, serialize(found, format=RdfFormat.N_QUADS) or b"")


def _read(document: Document, settings: Settings) -> list[Quad]:
    extraction = resolve(document, extract(document))
    found = quads(extraction, base=settings.base, run=settings.run, with_text=settings.with_text)
    violations = [violation for violation in validate(found) if violation.severity == "Violation"]
    if violations:
        more = f" (and {len(violations) - _SHOWN} more)" if len(violations) > _SHOWN else ""
        raise ViolationError("breaks the ontology: " + "; ".join(map(str, violations[:_SHOWN])) + more)
    return found

"""Articles -> outcomes: the stages in a row, for one batch of articles. What is wrong with one stops no other."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from pyoxigraph import Quad, RdfFormat, serialize

from kg.annotate import annotate
from kg.document import Document
from kg.errors import AnnotationError, DepecheError, ViolationError
from kg.extract import extract
from kg.model import Article, Entity, Extraction
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
        for _, sections in groupby(annotate(articles), key=lambda document: id(document.article)):
            yield _outcome(articles[done].source, sections, settings)
            done += 1
    except AnnotationError as error:
        if len(articles) == 1:
            yield Outcome(articles[0].source, error=str(error))
            return
        # One article broke the batch: it is found, and the others saved, by annotating them one by one.
        for article in articles[done:]:
            yield from outcomes([article], settings)


def _outcome(source: str, sections: Iterator[Document], settings: Settings) -> Outcome:
    try:
        found = _read(sections, settings)
    except AnnotationError:
        raise
    except DepecheError as error:
        return Outcome(source, error=str(error))
    except Exception as error:  # noqa: BLE001
        # The last line of defence: a fault of ours costs one article, is said aloud, and goes to the log in full.
        _log.exception("the article %s cannot be read", source)
        return Outcome(source, error=f"a fault in the program, please report it: {type(error).__name__}: {error}")
    return Outcome(source, serialize(found, format=RdfFormat.N_QUADS) or b"")


def _read(sections: Iterator[Document], settings: Settings) -> list[Quad]:
    extraction = _joined([resolve(section, extract(section)) for section in sections])
    found = quads(extraction, base=settings.base, run=settings.run, with_text=settings.with_text)
    violations = [violation for violation in validate(found) if violation.severity == "Violation"]
    if violations:
        more = f" (and {len(violations) - _SHOWN} more)" if len(violations) > _SHOWN else ""
        raise ViolationError("breaks the ontology: " + "; ".join(map(str, violations[:_SHOWN])) + more)
    return found


def _joined(sections: list[Extraction]) -> Extraction:
    """Return what the sections of an article say as one; an entity of several has the names of them all."""
    if len(sections) == 1:
        return sections[0]
    entities: dict[str, Entity] = {}
    for entity in chain.from_iterable(section.entities for section in sections):
        first = entities.setdefault(entity.key, entity)
        names = {*first.aliases, *entity.aliases, entity.label} - {first.label}
        entities[entity.key] = replace(first, aliases=tuple(sorted(names)))
    return Extraction(
        sections[0].article,
        mentions=tuple(chain.from_iterable(section.mentions for section in sections)),
        claims=tuple(chain.from_iterable(section.claims for section in sections)),
        holdings=tuple(chain.from_iterable(section.holdings for section in sections)),
        events=tuple(chain.from_iterable(section.events for section in sections)),
        entities=tuple(entities[key] for key in sorted(entities)),
    )

"""Files -> a store filled with their graphs, and a report: the one place where the stages meet."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import DepecheError, ReadError
from kg.model import Article
from kg.namespaces import BASE
from kg.pipeline.engines import process
from kg.pipeline.same_events import link_events
from kg.pipeline.settings import Settings, settings_for
from kg.rdf import header, iris
from kg.read import read

if TYPE_CHECKING:
    from kg.pipeline.stages import Outcome
    from kg.store import Store

__all__ = ["Refusal", "Report", "build"]

#: articles after which the store is saved to disk: what a power cut can lose.
_SAVED_AFTER = 64
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Refusal:
    """An article, or a file, that is not stored, and why."""

    source: str
    reason: str


@dataclass(slots=True)
class Report:
    """What a build did: how many articles it stored or found stored already, and what it refused.

    ``linked`` counts the pairs of events that several articles of the store likely tell of, if anything was stored.
    """

    stored: int = 0
    unchanged: int = 0
    linked: int = 0
    refused: list[Refusal] = field(default_factory=list)
    seconds: float = 0.0


def build(
    paths: Iterable[str | Path],
    store: Store,
    *,
    workers: int = 1,
    base_iri: str = BASE,
    with_text: bool = True,
    force: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Read articles, extract, validate and store their graphs; return what was done.

    Articles that the same version stored already are passed over, so that a build that was cut off goes on where it
    stopped; ``force`` reads them again. What cannot be read, or breaks the ontology, is refused and stops nothing else.
    ``progress`` is told the source of each article that is done with.

    >>> from kg.store import Store
    >>> with Store.memory() as store:
    ...     report = build(["nowhere"], store)
    >>> report.stored, report.refused
    (0, [Refusal(source='nowhere', reason='no such file or folder')])
    """
    chosen = settings_for(base_iri, with_text=with_text)
    work = _Build(store, chosen, force=force, progress=progress)
    record = {
        "run": chosen.run_iri,
        "version": chosen.run.version,
        "model": chosen.run.model,
        "knowledge": chosen.run.knowledge,
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "workers": workers,
        "finished": False,
    }
    start = time.perf_counter()
    try:
        work.store_all(process(work.new(paths), chosen, workers=workers))
        if work.report.stored:
            work.report.linked = link_events(store, chosen.base)
            store.flush()
        record["finished"] = True
    finally:
        report = work.report
        report.seconds = round(time.perf_counter() - start, 3)
        refused = [{"source": one.source, "reason": one.reason} for one in report.refused]
        store.record(
            record
            | {"seconds": report.seconds, "stored": report.stored, "unchanged": report.unchanged, "refused": refused}
        )
    return report


class _Build:
    """A build under way: which articles are new, and what became of them."""

    def __init__(self, store: Store, chosen: Settings, *, force: bool, progress: Progress | None) -> None:
        self.report = Report()
        self._store = store
        self._settings = chosen
        self._force = force
        self._progress = progress

    def new(self, paths: Iterable[str | Path]) -> Iterator[Article]:
        """Yield the articles that have to be read; count, or refuse, the others."""
        for article in read(paths, on_error=self._unreadable):
            try:
                known = self._knows(article)
            except DepecheError as error:
                self._refuse(article.source, str(error))
                continue
            if known:
                self.report.unchanged += 1
                self._done(article.source)
            else:
                yield article

    def store_all(self, outcomes: Iterable[Outcome]) -> None:
        """Store each outcome's graph as one transaction; save to disk from time to time and at the end."""
        for number, outcome in enumerate(outcomes, 1):
            if outcome.error is not None:
                self._refuse(outcome.source, outcome.error)
                continue
            self._put(outcome)
            if number % _SAVED_AFTER == 0:
                self._store.flush()
            self._done(outcome.source)
        if self.report.stored:
            self._store.flush()

    def _put(self, outcome: Outcome) -> None:
        quads = list(parse(outcome.graph, RdfFormat.N_QUADS))
        name = quads[0].graph_name
        assert isinstance(name, NamedNode)
        if self._store.put(name, quads):
            self.report.stored += 1
        else:
            self.report.unchanged += 1

    def _knows(self, article: Article) -> bool:
        """Tell whether the store holds the article as this run would write it."""
        chosen = self._settings
        wanted = header(article, base=chosen.base, run=chosen.run, with_text=chosen.with_text)
        name = iris.article(chosen.base, article)
        return not self._force and set(self._store.quads(subject=name, graph=name)) == set(wanted)

    def _unreadable(self, error: ReadError) -> None:
        self._refuse(error.source, error.reason)

    def _refuse(self, source: str, reason: str) -> None:
        self.report.refused.append(Refusal(source, reason))
        self._done(source)

    def _done(self, source: str) -> None:
        if self._progress:
            self._progress(source)

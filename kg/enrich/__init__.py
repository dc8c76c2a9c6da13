"""A store -> the same store with a graph of what Wikidata says of its linked entities, looked up on a SPARQL endpoint.

`enrich` adds names, places, codes, countries, memberships and tenures; `kg.enrich.offices.update` writes tables of
knowledge. Only what the user runs asks the network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pyoxigraph as ox

from kg.enrich.endpoint import Endpoint, Row, about, in_order, qid
from kg.enrich.graph import Description, by_item, graph_name, linked
from kg.errors import DepecheError, EndpointError, GraphError, ViolationError
from kg.namespaces import BASE
from kg.rdf import iris
from kg.rdf.vocab import LABEL, dep
from kg.store import Store
from kg.validate import validate

__all__ = ["Endpoint", "Failure", "Report", "enrich", "known", "wanted"]

BATCH = 50
#: failures one after another, each at a smaller batch, after which the endpoint itself is taken to be at fault.
_FAILURES = 8
_LINKED = "SELECT DISTINCT ?item WHERE { GRAPH ?article { ?entity owl:sameAs ?item } }"
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Failure:
    """Items that could not be described, and why."""

    items: tuple[str, ...]
    reason: str


@dataclass(slots=True)
class Report:
    """What a run did: the items it described, those that were described before, those the endpoint does not know.

    ``left`` are items that were not asked about because ``stopped`` came before; `None` when nothing stopped the run.
    """

    described: int = 0
    passed_over: int = 0
    unknown: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    left: int = 0
    stopped: str | None = None


def wanted(store: Store) -> list[str]:
    """Return the Q-ids of all entities of the store that are linked to Wikidata, in order."""
    answer = store.query(_LINKED)
    assert isinstance(answer, ox.QuerySolutions)
    return in_order({item for row in answer if (item := qid(row["item"]))})


def known(store: Store, base_iri: str = BASE) -> set[str]:
    """Return the Q-ids of the items that an endpoint was asked about already."""
    quads = store.quads(graph=graph_name(iris.base(base_iri)))
    return {item for quad in quads if quad.predicate == dep("endpoint") and (item := qid(quad.subject))}


def enrich(
    store: Store,
    endpoint: Endpoint,
    *,
    batch: int = BATCH,
    base_iri: str = BASE,
    refresh: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Look the linked entities of a store up and add what is found to a graph of its own; return what was done.

    Every batch is stored at once or not at all, and items that were described before are passed over, so that a run
    that was cut off goes on where it stopped; ``refresh`` describes them anew. A batch that fails is asked about again
    in halves, so that one item that the endpoint cannot bear costs no other. ``progress`` is told how many items are
    done with.
    """
    items = wanted(store)
    before = set() if refresh else known(store, base_iri)
    todo = [item for item in items if item not in before]
    run = _Run(store, endpoint, graph_name(iris.base(base_iri)), progress)
    run.report.passed_over = len(items) - len(todo)
    started = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        run.all(todo, batch)
    finally:
        store.record({"enriched": endpoint.address, "started": started, "described": run.report.described})
    return run.report


class _Run:
    """A run under way."""

    def __init__(self, store: Store, endpoint: Endpoint, graph: ox.NamedNode, progress: Progress | None) -> None:
        self.report = Report()
        self._store = store
        self._endpoint = endpoint
        self._graph = graph
        self._progress = progress
        self._in_a_row = 0

    def all(self, items: Sequence[str], size: int) -> None:
        """Describe the items, batch by batch, until one fails for a reason that the others would meet too."""
        waiting = [items[start : start + size] for start in range(0, len(items), size)]
        waiting.reverse()
        while waiting:
            batch = waiting.pop()
            try:
                self._describe(batch)
            except DepecheError as error:
                if self._hopeless(error):
                    self.report.stopped = f"{_named(batch)}: {error}"
                    self.report.left = len(batch) + sum(map(len, waiting))
                    return
                if len(batch) > 1:
                    middle = len(batch) // 2
                    waiting += [batch[middle:], batch[:middle]]
                    continue
                self.report.failures.append(Failure(tuple(batch), str(error)))
            else:
                self._in_a_row = 0
            if self._progress:
                self._progress(len(batch))

    def _hopeless(self, error: DepecheError) -> bool:
        """Tell whether the endpoint, not the batch, is at fault."""
        self._in_a_row += 1
        if isinstance(error, EndpointError):
            return error.status in {429, 503} or self._in_a_row >= _FAILURES
        return not isinstance(error, ViolationError | GraphError)

    def _describe(self, batch: Sequence[str]) -> None:
        facts = self._facts("items", batch)
        unknown = [item for item in batch if item not in facts]
        others = [item for item in in_order(linked(facts)) if item not in batch and not self._is_named(item)]
        for part in _parts(others, BATCH):
            facts |= self._facts("names", part)
        quads = Description(facts, batch, graph=self._graph, endpoint=self._endpoint.address).quads()
        if violations := validate(quads):
            raise ViolationError(f"what {self._endpoint.address} says breaks the ontology: {violations[0]}")
        self._store.describe(self._graph, self._subjects(batch), quads)
        self._store.flush()
        self.report.described += len(batch) - len(unknown)
        self.report.unknown += unknown

    def _facts(self, query: str, items: Sequence[str]) -> dict[str, Mapping[str, Sequence[Row]]]:
        """Return what the endpoint says of these items, and of no others that it may speak of unasked."""
        found = by_item(self._endpoint.rows(about(query, items)))
        return {item: found[item] for item in items if item in found}

    def _is_named(self, item: str) -> bool:
        quads = self._store.quads(subject=iris.wikidata(item), graph=self._graph)
        return any(quad.predicate == LABEL for quad in quads)

    def _subjects(self, batch: Sequence[str]) -> Iterator[ox.NamedNode]:
        """Yield what is described anew: the items and the tenures that the graph gave them before."""
        for item in batch:
            node = iris.wikidata(item)
            yield node
            for quad in self._store.quads(subject=node, graph=self._graph):
                if quad.predicate == dep("tenure") and isinstance(quad.object, ox.NamedNode):
                    yield quad.object


def _parts(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _named(batch: Sequence[str]) -> str:
    """Return a batch as a reader may find it again.

    >>> _named(["Q30"]), _named(["Q30", "Q142", "Q212"])
    ('Q30', 'the batch of 3 from Q30 to Q212')
    """
    return batch[0] if len(batch) == 1 else f"the batch of {len(batch)} from {batch[0]} to {batch[-1]}"

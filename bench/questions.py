"""A store -> the time of every question on it, by pyoxigraph, the slowest first, or by rdflib.

    python bench/questions.py mystore
    python bench/questions.py mystore --rdflib --limit 60

Seconds of the processor: the best of three runs on pyoxigraph; one on rdflib, given up after ``--limit`` seconds.
``said-about`` and the like are timed with a name too, since a name is looked up before the question itself.
"""

from __future__ import annotations

import argparse
import multiprocessing
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from queue import Empty
from time import process_time

import pyoxigraph as ox
import rdflib

from kg.export import RDF
from kg.namespaces import PREFIXES
from kg.query import Query, ask, catalogue
from kg.store import Store

#: what a question is asked, beside its defaults.
NAMES: Mapping[str, Mapping[str, str]] = {
    "between": {"one": "France", "other": "Allemagne"},
    "dossier": {"entity": "Moscou"},
    "said-about": {"speaker": "Macron", "about": "Europe"},
}
RUNS = 3
Asked = tuple[str, Query, Mapping[str, str]]


def questions() -> list[Asked]:
    """Return each question and view as it stands, and some with a name."""
    named = [
        (f"{query.name} of {', '.join(NAMES[query.name].values())}", query)
        for query in catalogue()
        if query.name in NAMES
    ]
    plain = [(query.name, query, {}) for query in catalogue()]
    views = [(f"view {query.name}", query, {}) for query in catalogue("views")]
    return [*plain, *((name, query, NAMES[query.name]) for name, query in named), *views]


def by_pyoxigraph(store: Store, asked: Asked) -> tuple[float, int]:
    """Return the seconds of a question, the best of some runs, and its number of rows."""
    best, count = float("inf"), 0
    for _ in range(RUNS):
        started = process_time()
        answer = ask(asked[1], asked[2], store=store)
        assert isinstance(answer, ox.QuerySolutions)
        count = sum(1 for _ in answer)
        best = min(best, process_time() - started)
    return best, count


def by_rdflib(path: Path, asked: list[Asked], limit: float) -> Iterator[tuple[str, float]]:
    """Yield the seconds of each question on an rdflib Dataset in memory; infinite where it was given up."""
    context = multiprocessing.get_context("fork")
    dataset = rdflib.Dataset(default_union=True)
    with Store.reader(path) as store:
        dataset.parse(data=ox.serialize(store.quads(), format=RDF["nquads"]), format="nquads")
    for name, query, values in asked:
        results: multiprocessing.Queue[float] = context.Queue()
        process = context.Process(target=_time, args=(dataset, query.bound(values), results))
        process.start()
        try:
            yield name, results.get(timeout=limit)
        except Empty:
            yield name, float("inf")
        process.terminate()
        process.join()


def _time(dataset: rdflib.Dataset, text: str, results: multiprocessing.Queue[float]) -> None:
    started = process_time()
    for _ in dataset.query(text, initNs=PREFIXES):
        pass
    results.put(process_time() - started)


def main() -> None:
    """Print a line a question."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--rdflib", action="store_true", help="time rdflib instead")
    parser.add_argument("--limit", type=float, default=30, help="seconds after which rdflib is given up")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # rdflib warns of itself

    asked = questions()
    if options.rdflib:
        for name, seconds in by_rdflib(options.store, asked, options.limit):
            print(f"{name:<40} {seconds:8.2f} s", flush=True)
        return
    with Store.reader(options.store) as store:
        print(f"{len(list(store.articles()))} articles, {len(store)} quads")
        times = {one[0]: by_pyoxigraph(store, one) for one in asked}
    for name, (seconds, count) in sorted(times.items(), key=lambda item: -item[1][0]):
        print(f"{name:<40} {seconds:8.3f} s {count:7} rows")


if __name__ == "__main__":
    main()

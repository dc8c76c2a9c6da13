"""Annotated articles and their files -> scores: build a graph in memory, ask it the contract queries, compare."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ReadError
from kg.evaluate.gold import Gold, read_gold
from kg.evaluate.scores import Row, Scores, score
from kg.pipeline import Progress, build
from kg.query import ask, load
from kg.read import read
from kg.store import Store

QUERIES = ("entities", "roles", "statements", "events")


def evaluate(gold_folder: Path, article_folder: Path, *, progress: Progress | None = None) -> Scores:
    """Return the scores of the program on the articles of ``article_folder`` that have an annotation of the same stem.

    Raises ReadError when an annotated article is missing or cannot be read.
    """
    golds = read_gold(gold_folder)
    paths = {gold.name: _article_path(article_folder, gold) for gold in golds}
    with Store.memory() as store:
        report = build(paths.values(), store, progress=progress)
        for refusal in report.refused:
            raise ReadError(refusal.source, refusal.reason)
        rows = {query: list(_rows(store, query)) for query in QUERIES}
    texts = {Path(article.source).stem: article.text for article in read(paths.values(), on_error=_raise)}
    return score(rows, golds, texts)


def _article_path(folder: Path, gold: Gold) -> Path:
    found = [path for path in sorted(folder.glob(f"{gold.name}.*")) if path.suffix != ".json"]
    if not found:
        raise ReadError(str(folder), f"the annotated article {gold.name} is not in this folder (--articles)")
    return found[0]


def _raise(error: ReadError) -> None:
    raise error


def _rows(store: Store, query: str) -> Iterator[Row]:
    answer = ask(load(query), store=store)
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        cells = zip(names, solution, strict=True)
        yield {name: cell.value for name, cell in cells if isinstance(cell, ox.NamedNode | ox.Literal)}

"""Files -> the time of each stage of a build and its ratio to the language model's own time; one process, one run.

    python bench/stages.py seeds
    python bench/stages.py articles.jsonl.gz --articles 200

The model's own time is that of ``nlp.pipe`` over the plain paragraphs of the same articles, in turn with the build.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from kg.annotate import annotate
from kg.annotate.pipeline import UNITS_AT_ONCE, load_model
from kg.errors import ReadError
from kg.extract import extract
from kg.model import Article
from kg.namespaces import BASE
from kg.pipeline.settings import settings_for
from kg.rdf import iris, quads
from kg.read import read
from kg.resolve import resolve
from kg.store import Store
from kg.validate import validate

T = TypeVar("T")
ARTICLES_AT_ONCE = 8


class Clock:
    """Seconds by stage, in the order in which the stages first ran."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def run(self, stage: str, work: Callable[[], T]) -> T:
        """Return what ``work`` returns and add its time to the stage."""
        started = perf_counter()
        result = work()
        self.seconds[stage] += perf_counter() - started
        return result


def measure(articles: Iterator[Article], clock: Clock) -> int:
    """Build a graph of the articles in memory, stage by stage; return how many there were."""
    nlp, chosen = load_model(), settings_for(BASE, with_text=True)
    count = 0
    with Store.memory() as store:
        while batch := list(islice(articles, ARTICLES_AT_ONCE)):
            count += len(batch)
            paragraphs = [p for article in batch for p in article.text.splitlines() if p.strip()]
            with nlp.memory_zone():
                clock.run("model", lambda p=paragraphs: list(nlp.pipe(p, batch_size=UNITS_AT_ONCE)))
            documents = annotate(batch)
            while document := clock.run("annotate", lambda d=documents: next(d, None)):
                extraction = clock.run("extract", lambda d=document: extract(d))
                extraction = clock.run("resolve", lambda d=document, e=extraction: resolve(d, e))
                found = clock.run("rdf", lambda e=extraction: quads(e, base=chosen.base, run=chosen.run))
                clock.run("validate", lambda f=found: validate(f))
                graph = iris.article(chosen.base, document.article)
                clock.run("store", lambda g=graph, f=found: store.put(g, f))
    return count


def main() -> None:
    """Print a line a stage: seconds, milliseconds an article, ratio to the model's own time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=None, help="stop after so many")
    options = parser.parse_args()

    def report(error: ReadError) -> None:
        print(f"left out: {error}")

    articles = list(islice(read(options.paths, on_error=report), options.articles))
    words = sum(len(article.text.split()) for article in articles)
    load_model()
    for _ in annotate(articles[:1]):
        pass
    clock = Clock()
    count = measure(iter(articles), clock)
    print(f"{count} articles, {words} words")
    for stage, seconds in clock.seconds.items():
        ratio = seconds / clock.seconds["model"]
        print(f"{stage:<9} {seconds:7.2f} s  {1000 * seconds / count:7.1f} ms an article  {ratio:5.2f} of the model")


if __name__ == "__main__":
    main()

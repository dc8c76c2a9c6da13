"""Articles -> outcomes, in the order of the articles: in this process, or in several at once."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING

from kg.errors import AnnotationError
from kg.model import Article
from kg.pipeline.settings import Settings

if TYPE_CHECKING:
    from kg.pipeline.stages import Outcome

#: articles that are annotated together.
BATCH = 8
#: batches that wait for each worker: enough to keep it busy, few enough to keep memory small.
_AHEAD = 2


def process(articles: Iterable[Article], settings: Settings, *, workers: int) -> Iterator[Outcome]:
    """Yield the outcome of each article, in order. No language model is loaded before the first article comes."""
    batches = _batches(articles)
    if workers == 1:
        for batch in batches:
            yield from _process_batch(batch, settings)
    else:
        yield from _in_processes(batches, settings, workers)


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    waiting = iter(articles)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _process_batch(articles: Sequence[Article], settings: Settings) -> list[Outcome]:
    from kg.pipeline.stages import outcomes

    return list(outcomes(articles, settings))


def _in_processes(batches: Iterable[Sequence[Article]], settings: Settings, workers: int) -> Iterator[Outcome]:
    waiting: deque[Future[list[Outcome]]] = deque()
    # Spawned, not forked: a fork copies the locks of threads that it does not copy.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start_worker)
    try:
        for batch in batches:
            waiting.append(pool.submit(_process_batch, batch, settings))
            if len(waiting) > workers * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise AnnotationError(
            "a worker process died, most often for want of memory: what is stored is kept; "
            "run the same command again with fewer --workers"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, and end when the parent does, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)

"""A store and requests of the SPARQL protocol -> answers, each computed in a process of its own that may be killed.

A query that takes too long, or more memory than it may, ends its process; the next request gets a new one. A worker
reads the store as it was when it was opened, and opens it anew when a build has written since.
"""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from queue import LifoQueue
from typing import TYPE_CHECKING, Protocol

from kg.errors import DepecheError, EndpointError, QueryError
from kg.server.isolation import bound_memory, cut_network

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

#: a process that has not answered by then, and one that needs so much, is ended.
TIMEOUT_SECONDS = 30.0
MEMORY_BYTES = 2 << 30
_START_SECONDS = 60.0
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks: a query on some graphs of the store, or a graph; the answer in one of ``formats``."""

    query: str
    formats: tuple[str, ...]
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """An answer and the format in which it is written."""

    format: str
    body: bytes


class Answers(Protocol):
    """What computes an answer in the worker's process; it may be ``offline``, cut from the network."""

    def __call__(self, store: Path, request: Request, /, *, offline: bool) -> Response: ...


class Workers:
    """Some processes that answer requests on a store, one request each at a time."""

    def __init__(self, store: Path, answers: Answers, *, count: int = 2, timeout: float = TIMEOUT_SECONDS) -> None:
        self._store, self._answers, self.timeout = store, answers, timeout
        self._free: LifoQueue[_Worker] = LifoQueue()
        for _ in range(count):
            self._free.put(_Worker(store, answers))

    def ask(self, request: Request) -> Response:
        """Return the answer. Raises QueryError for a bad query, EndpointError where it takes too long or too much."""
        worker = self._free.get()
        try:
            answer = worker.ask(request, self.timeout)
        except EndpointError:
            worker.end()
            worker = _Worker(self._store, self._answers)
            raise
        finally:
            self._free.put(worker)
        if isinstance(answer, Response):
            return answer
        raise answer

    def warm(self) -> None:
        """Start one process before the first request comes."""
        self.ask(Request("ASK {}", ("json",)))

    def close(self) -> None:
        """End all processes."""
        while not self._free.empty():
            self._free.get().end()


class _Worker:
    """One process, started when the first request comes."""

    def __init__(self, store: Path, answers: Answers) -> None:
        self._store, self._answers = store, answers
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def ask(self, request: Request, timeout: float) -> Response | DepecheError:
        pipe = self._pipe or self._start()
        try:
            pipe.send(request)
            if not pipe.poll(timeout):
                raise EndpointError(f"the query took longer than {timeout:g} s: ask for less, or add LIMIT", status=504)
            answer: Response | DepecheError = pipe.recv()
        except (EOFError, OSError) as error:
            raise EndpointError("the query took too much memory: ask for less, or add LIMIT", status=503) from error
        return answer

    def end(self) -> None:
        if self._process is not None and self._pipe is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
        self._process = self._pipe = None

    def _start(self) -> Connection:
        self._pipe, far = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_run, args=(far, self._store, self._answers), daemon=True)
        self._process.start()
        far.close()
        if not self._pipe.poll(_START_SECONDS) or self._pipe.recv() != "ready":
            self.end()
            raise EndpointError("the process that answers queries did not start", status=503)
        return self._pipe


def _run(pipe: Connection, store: Path, answers: Answers) -> None:
    """Answer one request after another until the other side ends."""
    offline = cut_network()
    bound_memory(MEMORY_BYTES)
    pipe.send("ready")
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            request = pipe.recv()
            try:
                pipe.send(answers(store, request, offline=offline))
            except DepecheError as error:
                pipe.send(error)
            except MemoryError:
                pipe.send(QueryError("the query took too much memory: ask for less, or add LIMIT"))

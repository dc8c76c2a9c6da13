"""A store and the address of a triplestore -> the store's graphs there, one by one, and only those that changed.

What was sent where is noted beside the store: a push that was cut off goes on where it stopped, and a graph is sent
again when its content is no longer what was noted. With ``verify``, the triplestore itself is asked what it holds.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeVar

import pyoxigraph as ox

from kg.access import Credentials, credentials
from kg.errors import EndpointError, QueryError
from kg.push.client import Client
from kg.push.log import Log
from kg.store import Store

__all__ = ["PROTOCOLS", "Client", "Credentials", "Options", "Pushed", "credentials", "push"]

PROTOCOLS = ("gsp", "update")
Progress = Callable[[str], None]
T = TypeVar("T")
_ATTEMPTS = 5
_LONGEST_WAIT = 60.0
#: triples of one INSERT DATA: Virtuoso compiles a request and refuses one that is long.
_PIECE = 500


@dataclass(frozen=True, slots=True)
class Options:
    """How to push: by which protocol, with a look at what is there, all anew, or only in words."""

    protocol: str = "gsp"
    verify: bool = False
    everything: bool = False
    dry_run: bool = False


@dataclass(slots=True)
class Pushed:
    """What a push did, or would do: the graphs that were sent, deleted, and found there as they are."""

    sent: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    unchanged: int = 0
    triples: int = 0


def push(store: Store, client: Client, options: Options, *, progress: Progress | None = None) -> Pushed:
    """Make the store's graphs those of the triplestore; return what was done.

    Graphs that an earlier push sent and that the store no longer holds are deleted; no other is touched. A busy or
    broken endpoint is asked up to five times. Raises QueryError when it refuses, EndpointError when it stays busy;
    what was sent until then is noted. ``progress`` is told the name of each graph that is done with.
    """
    if options.verify and options.protocol != "gsp":
        raise QueryError("--verify reads graphs by the Graph Store Protocol: leave out --protocol update")
    log = Log(store.path, client.name)
    vanished = set(log.digests)
    done = Pushed()
    for graph in store.graphs():
        lines = sorted(f"{quad.triple} .\n" for quad in store.quads(graph=graph))
        digest = _digest(lines)
        vanished.discard(graph.value)
        if not options.everything and log.digests.get(graph.value) == digest and _holds(client, graph, digest, options):
            done.unchanged += 1
        else:
            if not options.dry_run:
                log.note(graph.value, "")
                _put(client, graph, lines, options.protocol)
                log.note(graph.value, digest)
            done.sent.append(graph.value)
            done.triples += len(lines)
        if progress:
            progress(graph.value)
    for name in sorted(vanished):
        if not options.dry_run:
            _delete(client, ox.NamedNode(name), options.protocol)
            log.note(name, None)
        done.deleted.append(name)
    return done


def _holds(client: Client, graph: ox.NamedNode, digest: str, options: Options) -> bool:
    """Tell whether the triplestore holds a graph as it was sent, as far as one has to ask."""
    if not options.verify:
        return True
    answer = _patiently(lambda: client.send("GET", {"graph": graph.value}, missing=b""))
    try:
        held = {quad.triple for quad in ox.parse(answer, ox.RdfFormat.N_TRIPLES)}
    except SyntaxError as error:
        raise QueryError(f"{client.name} does not answer with N-Triples: {error}") from error
    return _digest(sorted(f"{triple} .\n" for triple in held)) == digest


def _put(client: Client, graph: ox.NamedNode, lines: list[str], protocol: str) -> None:
    if protocol == "gsp":
        body = "".join(lines).encode()
        _patiently(lambda: client.send("PUT", {"graph": graph.value}, body, "application/n-triples"))
        return
    _delete(client, graph, protocol)
    for piece in _pieces(lines):
        _update(client, f"INSERT DATA {{ GRAPH {graph} {{\n{piece}}} }}")


def _delete(client: Client, graph: ox.NamedNode, protocol: str) -> None:
    if protocol == "gsp":
        _patiently(lambda: client.send("DELETE", {"graph": graph.value}, missing=b""))
    else:
        _update(client, f"DROP SILENT GRAPH {graph}")


def _update(client: Client, update: str) -> None:
    _patiently(lambda: client.send("POST", {}, update.encode(), "application/sparql-update"))


def _pieces(lines: list[str]) -> Iterator[str]:
    for start in range(0, len(lines), _PIECE):
        yield "".join(lines[start : start + _PIECE])


def _patiently(request: Callable[[], T]) -> T:
    """Return the answer to a request that is made again, after longer and longer waits, while the endpoint is busy."""
    for attempt in range(_ATTEMPTS - 1):
        try:
            return request()
        except EndpointError as error:
            wait = error.wait if error.wait is not None else 2**attempt * random.uniform(0.5, 1)
            time.sleep(min(wait, _LONGEST_WAIT))
    return request()


def _digest(lines: list[str]) -> str:
    return sha256("".join(lines).encode()).hexdigest()

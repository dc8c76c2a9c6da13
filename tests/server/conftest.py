"""The web application on the small graph, behind a real server on the loopback address."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import uvicorn

from kg.server import application
from kg.store import Store

HOSTILE = """<script>alert(1)</script>"><img src=x onerror=alert(2)>'{{7*7}}"""


@contextmanager
def serving(store: Path, *, timeout: float = 20) -> Iterator[httpx.Client]:
    """Yield a client of a server on the store."""
    settings = uvicorn.Config(application(store, timeout=timeout), host="127.0.0.1", port=0, log_level="warning")
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        yield client
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def client(small_path: Path) -> Iterator[httpx.Client]:
    with serving(small_path) as found:
        yield found


@pytest.fixture(scope="session")
def hurried(small_path: Path) -> Iterator[httpx.Client]:
    """Yield a client whose queries may take two seconds."""
    with serving(small_path, timeout=2) as found:
        yield found


@pytest.fixture(scope="session")
def hostile(small_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Yield a client of a store in which every text is hostile."""
    path = tmp_path_factory.mktemp("hostile") / "store"
    graphs: dict[ox.NamedNode, list[ox.Quad]] = {}
    with Store.reader(small_path) as small:
        for quad in small.quads():
            value = quad.object
            if isinstance(value, ox.Literal) and (value.language or value.datatype.value.endswith("#string")):
                text = value.value + HOSTILE
                value = ox.Literal(text, language=value.language) if value.language else ox.Literal(text)
            assert isinstance(quad.graph_name, ox.NamedNode)
            graphs.setdefault(quad.graph_name, []).append(ox.Quad(quad.subject, quad.predicate, value, quad.graph_name))
    with Store.writer(path) as store:
        for graph, quads in graphs.items():
            store.put(graph, quads)
    with serving(path) as client:
        yield client

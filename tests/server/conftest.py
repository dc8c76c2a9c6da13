"""The web application on the small graph, behind a real server on the loopback address."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn

from kg.server import application


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

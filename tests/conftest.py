"""What all tests share: a small graph as a store, a SPARQL server in the shape of Wikidata, which programs are there.

The tests of programs that are no Python packages are deselected where those are missing, and that is said.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

if TYPE_CHECKING:
    from kg.store import Store

SMALL = Path(__file__).parent / "fixtures" / "small.trig"
OTHER = SMALL.with_name("other.trig")
WIKIDATA = SMALL.with_name("wikidata.ttl")
JARS = Path("/usr/share/java")
_left_out: dict[str, int] = {}


def ftm() -> str | None:
    """Return the path of FollowTheMoney's own tool, which ``FTM`` may name."""
    return os.environ.get("FTM") or shutil.which("ftm")


#: program -> the Debian packages that bring it, whether it is there.
PROGRAMS: dict[str, tuple[str, Callable[[], object]]] = {
    "rapper": ("raptor2-utils", lambda: shutil.which("rapper")),
    "riot": (
        "libapache-jena-java default-jre-headless",
        lambda: shutil.which("java") and (JARS / "jena-cmds.jar").exists(),
    ),
    "virtuoso": ("virtuoso-opensource", lambda: shutil.which("virtuoso-t")),
    "chromium": ("chromium", lambda: shutil.which("chromium")),
    "ftm": ("the Python package followthemoney", ftm),
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    there = {name: bool(present()) for name, (_, present) in PROGRAMS.items()}
    kept, left_out = [], []
    for item in items:
        marker = item.get_closest_marker("servers")
        missing = [name for name in marker.args if not there[name]] if marker else []
        for name in missing[:1]:
            _left_out[name] = _left_out.get(name, 0) + 1
        (left_out if missing else kept).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for name, count in sorted(_left_out.items()):
        terminalreporter.write_line(f"{count} tests left out: '{name}' is missing, install {PROGRAMS[name][0]}")


@pytest.fixture(scope="session")
def small_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the directory of a store that holds the small graph."""
    import pyoxigraph as ox

    from kg.store import Store

    path = tmp_path_factory.mktemp("small") / "store"
    graphs: dict[ox.NamedNode, list[ox.Quad]] = {}
    for quad in ox.parse(SMALL.read_bytes(), ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs.setdefault(quad.graph_name, []).append(quad)
    with Store.writer(path) as store:
        for graph, quads in graphs.items():
            store.put(graph, quads)
        store.flush()
    return path


@pytest.fixture
def small(small_path: Path) -> Iterator[Store]:
    """Yield the small graph, open for reading."""
    from kg.store import Store

    with Store.reader(small_path) as store:
        yield store


@pytest.fixture(scope="session")
def other() -> Store:
    """Return the other small graph, in memory."""
    import pyoxigraph as ox

    from kg.store import Store

    store = Store.memory()
    for quad in ox.parse(OTHER.read_bytes(), ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        store.put(quad.graph_name, [*store.quads(graph=quad.graph_name), quad])
    return store


@pytest.fixture(scope="session")
def wikidata() -> Iterator[str]:
    """Yield the address of a SPARQL server on this machine that holds a small graph in the shape of Wikidata."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    program = Path(sys.executable).parent / "oxigraph"
    server = subprocess.Popen([str(program), "serve", "--bind", address], stderr=subprocess.DEVNULL)
    try:
        fill = Request(f"http://{address}/store?default", WIKIDATA.read_bytes(), {"Content-Type": "text/turtle"})
        for _ in range(200):
            try:
                urlopen(fill).close()
                break
            except URLError:
                time.sleep(0.05)
        yield f"http://{address}/query"
    finally:
        server.kill()
        server.wait()

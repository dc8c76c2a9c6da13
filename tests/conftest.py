"""What all tests share: the small graph of tests/fixtures as a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kg.store import Store

SMALL = Path(__file__).parent / "fixtures" / "small.trig"


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

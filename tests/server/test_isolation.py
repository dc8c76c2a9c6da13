"""What strangers' queries may not do: take for ever, fill the memory, reach the network, end the server."""

from __future__ import annotations

import platform
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from httpx import Client

from kg.errors import QueryError
from kg.server.answering import answer
from kg.server.worker import Request

JOIN = "SELECT * { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(6)) + " }"
confined = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"), reason="only Linux confines processes"
)


def _ask(client: Client, query: str) -> tuple[int, str]:
    found = client.post("/sparql", data={"query": query})
    return found.status_code, found.text


@pytest.fixture
def neighbour() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a server on this machine and the requests that it got."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/sparql", asked
        server.shutdown()
        thread.join()


def test_a_query_without_end_is_ended_and_the_next_one_answered(hurried: Client) -> None:
    status, said = _ask(hurried, f"SELECT (COUNT(*) AS ?n) {{ {{ {JOIN} }} }}")
    assert (status, "took longer than 2 s" in said) == (504, True)
    assert _ask(hurried, "ASK {}")[0] == 200


@confined
def test_a_query_that_fills_the_memory_ends_alone(client: Client) -> None:
    status, said = _ask(client, f"SELECT * {{ {JOIN} }} ORDER BY ?o1 ?o2")
    assert (status, "ask for less" in said) in {(503, True), (504, True)}
    assert _ask(client, "ASK {}")[0] == 200


@pytest.mark.parametrize("bracket", ["(", "{"])
def test_brackets_without_end_are_refused(client: Client, bracket: str) -> None:
    status, said = _ask(client, "SELECT * { FILTER " + bracket * 100_000)
    assert (status, "nests brackets" in said) == (400, True)


@confined
@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_service_reaches_nobody(client: Client, neighbour: tuple[str, list[str]], silent: str) -> None:
    address, asked = neighbour
    _ask(client, f"SELECT * {{ SERVICE {silent}<{address}> {{ ?s ?p ?o }} }}")
    assert not asked


def test_service_is_refused_where_the_system_does_not_confine_processes(small_path: Path) -> None:
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        answer(small_path, Request("SELECT * { SERVICE SILENT <urn:x> { ?s ?p ?o } }", ("json",)), offline=False)


def test_from_reads_no_file(client: Client, tmp_path: Path) -> None:
    secret = tmp_path / "secret.nt"
    secret.write_text("<urn:a> <urn:b> 'secret' .\n", encoding="utf-8")
    status, said = _ask(client, f"SELECT * FROM <{secret.as_uri()}> {{ ?s ?p ?o }}")
    assert (status, "secret'" in said) == (200, False)

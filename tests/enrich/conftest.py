"""A store of its own to enrich, and a server in front of the small Wikidata that fails as it is told to."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from kg.store import Store


@dataclass
class Reply:
    """What the server says instead of passing a request on; None passes it on."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"<p>Bonjour</p>"
    seconds: float = 0


@dataclass
class Front:
    """The server: its address, what it will say, what it was asked."""

    address: str
    reply: Callable[[str], Reply | None]
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)

    @staticmethod
    def busy() -> Reply:
        return Reply(429)

    @staticmethod
    def broken() -> Reply:
        return Reply(500)


@pytest.fixture
def front(wikidata: str) -> Iterator[Front]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0)) or urlsplit(self.path).query.encode()
            state.asked.append(body.decode())
            state.agents.append(self.headers["User-Agent"])
            reply = state.reply(body.decode())
            if reply is None:
                kept = {"Content-Type": "application/x-www-form-urlencoded", "Accept": self.headers["Accept"]}
                with urlopen(Request(wikidata, body, kept)) as answer:
                    reply = Reply(200, {"Content-Type": answer.headers["Content-Type"]}, answer.read())
            time.sleep(reply.seconds)
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)
            except BrokenPipeError:
                pass

        do_GET = do_POST = answer

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state = Front(f"http://127.0.0.1:{server.server_port}/query", lambda _: None)
    Thread(target=server.serve_forever, daemon=True).start()
    yield state
    server.shutdown()
    server.server_close()


@pytest.fixture
def store_path(small_path: Path, tmp_path: Path) -> Path:
    """Return the directory of a copy of the small graph."""
    return Path(shutil.copytree(small_path, tmp_path / "store"))


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    with Store.writer(store_path) as opened:
        yield opened

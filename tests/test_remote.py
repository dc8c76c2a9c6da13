"""Queries travel to endpoints by HTTP, short ones by GET; every answer that is none is named with its remedy."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg.access import Credentials
from kg.cli import cli
from kg.errors import EndpointError, QueryError
from kg.remote import ask

PASSWORD = "s3cr3t-mot-de-passe"
RESULTS = "application/sparql-results+json"
NOTHING = b'{"head":{"vars":["s"]},"results":{"bindings":[]}}'
SHORT = "SELECT ?s WHERE { ?s ?p ?o }"
LONG = f"SELECT ?s WHERE {{ ?s ?p '{'é' * 800}' }}"


@dataclass
class Reply:
    """What the server answers: a status, the kind of its content, the content, other headers."""

    status: int = 200
    kind: str = RESULTS
    body: bytes = NOTHING
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0


@dataclass
class Server:
    """A server on this machine and the requests that it got: method, path and who asked."""

    address: str
    asked: list[tuple[str, str, str | None]] = field(default_factory=list)


@contextmanager
def server(reply: Callable[[BaseHTTPRequestHandler], Reply]) -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            known.asked.append((self.command, self.path, self.headers["Authorization"]))
            said = reply(self)
            self.send_response(said.status)
            for name, value in {"Content-Length": str(len(said.body)), **said.headers}.items():
                self.send_header(name, value)
            if said.kind:
                self.send_header("Content-Type", said.kind)
            self.end_headers()
            with suppress(OSError):  # the client may have given up
                for number in range(0, len(said.body), 16):
                    time.sleep(said.seconds)
                    self.wfile.write(said.body[number : number + 16])

        do_GET = do_POST = answer

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known = Server(f"http://127.0.0.1:{http.server_port}/sparql")
    threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield known
    finally:
        http.shutdown()
        http.server_close()


def test_a_short_query_goes_by_get_and_a_long_one_by_post() -> None:
    with server(lambda _: Reply()) as there:
        ask(there.address, SHORT)
        ask(there.address, LONG)
    assert [method for method, *_ in there.asked] == ["GET", "POST"]
    assert "?query=" in there.asked[0][1]
    assert there.asked[1][1] == "/sparql"


@pytest.mark.parametrize("status", [405, 414, 431, 501])
def test_a_server_that_takes_no_get_is_asked_by_post(status: int) -> None:
    with server(lambda request: Reply(status if request.command == "GET" else 200)) as there:
        ask(there.address, SHORT)
    assert [method for method, *_ in there.asked] == ["GET", "POST"]


def test_an_address_that_has_parameters_keeps_them() -> None:
    with server(lambda _: Reply()) as there:
        ask(f"{there.address}?default-graph-uri=urn:a", SHORT)
    assert there.asked == [("POST", "/sparql?default-graph-uri=urn:a", None)]


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(401, headers={"WWW-Authenticate": 'Basic realm="a"'}), "401.*--user NAME and set KG_PASSWORD"),
        (Reply(403), "403.*may not ask"),
        (Reply(404), "404.*Fuseki …/DATASET/sparql"),
        (Reply(405), "405.*the address of the query service"),
        (Reply(406), "406.*SPARQL results"),
        (Reply(413), "413.*too long"),
        (Reply(414), "414.*too long"),
        (Reply(400, "text/html", b"<p>line 3: syntax error</p>"), "refused the query: line 3: syntax error"),
        (Reply(200, "text/html", b"<!DOCTYPE html><html></html>"), "a web page, which is not a SPARQL result"),
        (Reply(200, "text/plain", b"Bonjour"), "'text/plain', which is not"),
        (Reply(200, RESULTS, b"<p>Bonjour</p>"), "something that is not a SPARQL result"),
        (Reply(200, "", b""), "not a SPARQL result"),
        (Reply(307, headers={"Location": "http://u:p@example.org/x?key=1"}), "307.*names, http://example.org/x$"),
    ],
)
def test_a_refusal_says_what_to_do(reply: Reply, message: str) -> None:
    with server(lambda _: reply) as there, pytest.raises(QueryError, match=message) as refusal:
        ask(there.address, LONG)
    assert not isinstance(refusal.value, EndpointError)


@pytest.mark.parametrize(
    ("reply", "message", "wait"),
    [
        (Reply(429, headers={"Retry-After": "7"}), "429", 7),
        (Reply(500, "text/html", b"<h1>memory</h1>"), "500.*memory", None),
        (Reply(503), "503", None),
        (Reply(200, headers={"Content-Length": "999"}), "broke off", None),
    ],
)
def test_what_may_pass_is_told_apart(reply: Reply, message: str, wait: float | None) -> None:
    with server(lambda _: reply) as there, pytest.raises(EndpointError, match=message) as failure:
        ask(there.address, SHORT)
    assert failure.value.wait == wait


@pytest.mark.parametrize("seconds", [0.4, 2])
def test_an_answer_that_drips_is_given_up_in_time(seconds: float) -> None:
    with server(lambda _: Reply(seconds=seconds)) as there, pytest.raises(EndpointError, match=r"within 0\.5 s"):
        started = time.monotonic()
        ask(there.address, SHORT, timeout=0.5)
    assert time.monotonic() - started < 1.9


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://x/y", "http"),
        ("localhost:3030", "http"),
        ("http://127.0.0.1:9/query", "cannot be reached"),
        (f"http://ana:{PASSWORD}@127.0.0.1/query", "leave user and password out"),
    ],
)
def test_an_unreachable_endpoint_is_named(url: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as refusal:
        ask(url, SHORT, timeout=1)
    assert PASSWORD not in str(refusal.value)


def test_a_read_that_is_redirected_is_followed_without_the_password() -> None:
    with server(lambda _: Reply()) as there:

        def elsewhere(request: BaseHTTPRequestHandler) -> Reply:
            if not request.headers["Authorization"]:
                return Reply(401, headers={"WWW-Authenticate": 'Basic realm="a"'})
            return Reply(302, headers={"Location": f"{there.address}?moved"})

        with server(elsewhere) as here:
            ask(here.address, SHORT, who=Credentials("ana", PASSWORD))
    assert [who for *_, who in there.asked] == [None]


def test_a_key_in_the_address_stands_in_no_message() -> None:
    with server(lambda _: Reply(404)) as there, pytest.raises(QueryError) as refusal:
        ask(f"{there.address}?key={PASSWORD}", SHORT)
    assert PASSWORD not in str(refusal.value)


def test_a_graph_is_asked_for_as_turtle_and_read() -> None:
    with server(lambda _: Reply(200, "text/turtle; charset=utf-8", "<urn:a> <urn:b> 'é' .".encode())) as there:
        (triple,) = ask(there.address, "# SELECT\nCONSTRUCT WHERE { ?s ?p ?o }")
    assert triple.object == ox.Literal("é")


def kg(*arguments: str, **environment: str) -> Result:
    clean = {"KG_USER": None, "KG_PASSWORD": None, "NETRC": "/dev/null"}
    return CliRunner().invoke(cli, ["query", *arguments], env=clean | environment)


def guarded(request: BaseHTTPRequestHandler) -> Reply:
    known = request.headers["Authorization"] == "Basic YW5hOnMzY3IzdC1tb3QtZGUtcGFzc2U="
    return Reply() if known else Reply(401, headers={"WWW-Authenticate": 'Basic realm="a"'})


def test_the_command_sends_a_password_when_asked_for_and_shows_it_nowhere() -> None:
    with server(guarded) as there:
        right = kg("articles", "--endpoint", there.address, "--user", "ana", KG_PASSWORD=PASSWORD)
        wrong = kg("articles", "--endpoint", there.address, "--user", "bob", KG_PASSWORD=PASSWORD)
        none = kg("articles", "--endpoint", there.address)
    assert right.exit_code == 0
    assert there.asked[0][2] is None
    assert "does not know the user 'bob'" in str(wrong.exception)
    assert "--user NAME and set KG_PASSWORD" in str(none.exception)
    assert all(PASSWORD not in f"{done.output}{done.exception!r}" for done in (right, wrong, none))


def test_a_user_without_an_endpoint_is_wrong_usage(small_path: Path) -> None:
    assert kg("articles", "--store", str(small_path), "--user", "ana").exit_code == 2


def test_a_user_without_a_password_is_refused() -> None:
    done = kg("articles", "--endpoint", "http://127.0.0.1:9/", "--user", "ana")
    assert "no password for the user 'ana'" in str(done.exception)

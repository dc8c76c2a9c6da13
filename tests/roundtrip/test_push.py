"""Graphs are sent one by one, only what changed, again where a push was cut off; a password shows nowhere."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, quote, urlsplit
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg import push as push_module
from kg.cli import cli
from kg.errors import EndpointError, QueryError
from kg.namespaces import DEP
from kg.push import Client, Credentials, Options, credentials, push
from kg.store import Store

PASSWORD = "s3cr3t-mot-de-passe"
Answer = tuple[int, dict[str, str], bytes]


class Virtuoso(Protocol):
    """What the fixture of a server yields."""

    address: str


@pytest.fixture
def path(store: Store, tmp_path: Path) -> Path:
    """Return the directory of a store of its own, whose pushes are noted there."""
    path = tmp_path / "store"
    with Store.writer(path) as own:
        for graph in store.graphs():
            own.put(graph, store.quads(graph=graph))
    return path


@pytest.fixture(autouse=True)
def no_waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    waits: list[float] = []
    monkeypatch.setattr(push_module.time, "sleep", waits.append)
    return waits


def run(path: Path, endpoint: str, *options: str, **environment: str) -> Result:
    command = ["push", "--store", str(path), "--endpoint", endpoint, *options]
    return CliRunner().invoke(
        cli, command, env={"KG_USER": None, "KG_PASSWORD": None, "NETRC": "/dev/null"} | environment
    )


def emptied(server: str) -> None:
    urlopen(Request(f"{server}/store", method="DELETE")).close()


def held(server: str) -> set[ox.Quad]:
    with urlopen(Request(f"{server}/store", headers={"Accept": "application/n-quads"})) as answer:
        return set(ox.parse(answer.read(), ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize(("place", "options"), [("store", []), ("update", ["--protocol", "update"])])
def test_oxigraph_holds_what_was_pushed(
    path: Path, oxigraph: str, place: str, options: list[str], store: Store
) -> None:
    emptied(oxigraph)
    done = run(path, f"{oxigraph}/{place}", *options)
    assert done.exit_code == 0, done.output
    assert f"{len(store.graphs())} graphs ({len(store)} triples) sent" in done.stderr
    assert held(oxigraph) == set(store.quads())
    assert "0 graphs (0 triples) sent" in run(path, f"{oxigraph}/{place}", *options).stderr


@pytest.mark.servers("virtuoso")
@pytest.mark.parametrize(
    ("place", "options"), [("sparql-graph-crud-auth", []), ("sparql-auth", ["--protocol", "update"])]
)
def test_virtuoso_holds_what_was_pushed(
    path: Path, virtuoso: Virtuoso, place: str, options: list[str], store: Store
) -> None:
    endpoint = f"{virtuoso.address}/{place}"
    done = run(path, endpoint, "--user", "dba", *options, KG_PASSWORD="dba")
    assert done.exit_code == 0, done.output
    for graph in store.graphs():
        query = quote(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        address = f"{virtuoso.address}/sparql?query={query}"
        with urlopen(Request(address, headers={"Accept": "application/n-triples"})) as answer:
            found = {quad.triple for quad in ox.parse(answer.read(), ox.RdfFormat.N_TRIPLES)}
        assert found == {quad.triple for quad in store.quads(graph=graph)}
    if not options:
        again = run(path, endpoint, "--user", "dba", "--verify", KG_PASSWORD="dba")
        assert "0 graphs (0 triples) sent" in again.stderr
    refused = run(path, endpoint, "--user", "dba", "--all", *options, KG_PASSWORD=PASSWORD)
    assert "401" in str(refused.exception)
    assert PASSWORD not in f"{refused.output}{refused.exception}"


def test_only_what_changed_is_sent(path: Path, oxigraph: str) -> None:
    emptied(oxigraph)
    run(path, f"{oxigraph}/store")
    with Store.writer(path) as store:
        changed, gone, *_ = store.graphs()
        store.put(changed, [ox.Quad(changed, ox.NamedNode(DEP + "source"), ox.Literal("neuf.txt"), changed)])
        store.put(gone, [])
        wanted = set(store.quads())
    done = run(path, f"{oxigraph}/store")
    assert done.stdout == f"sent\t{changed.value}\ndeleted\t{gone.value}\n"
    assert held(oxigraph) == wanted


def test_a_dry_run_says_what_would_be_sent_and_sends_nothing(path: Path, oxigraph: str) -> None:
    emptied(oxigraph)
    done = run(path, f"{oxigraph}/store", "--dry-run")
    assert "would be sent" in done.stderr
    assert not held(oxigraph)
    assert not (path / "pushed.jsonl").exists()


def test_verify_finds_what_others_changed(path: Path, oxigraph: str, store: Store) -> None:
    emptied(oxigraph)
    run(path, f"{oxigraph}/store")
    emptied(oxigraph)
    assert "0 graphs" in run(path, f"{oxigraph}/store").stderr
    assert run(path, f"{oxigraph}/store", "--verify").exit_code == 0
    assert held(oxigraph) == set(store.quads())


def test_graphs_of_others_stay(path: Path, oxigraph: str) -> None:
    emptied(oxigraph)
    other = f"{oxigraph}/store?graph=urn:other"
    urlopen(Request(other, b"<urn:a> <urn:b> <urn:c> .", {"Content-Type": "text/turtle"}, method="PUT")).close()
    run(path, f"{oxigraph}/store")
    assert any(str(quad.graph_name) == "<urn:other>" for quad in held(oxigraph))


@contextmanager
def server(answer: Callable[[str, str, BaseHTTPRequestHandler], Answer]) -> Iterator[str]:
    """Yield the address of a server that answers as a function of method, graph and request says."""

    class Handler(BaseHTTPRequestHandler):
        def reply(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            graph = parse_qs(urlsplit(self.path).query).get("graph", [""])[0]
            status, headers, body = answer(self.command, graph, self)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_PUT = do_POST = do_DELETE = reply

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_port}/store"
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


def test_a_push_that_was_cut_off_goes_on(path: Path, store: Store) -> None:
    seen: list[str] = []

    def breaks(method: str, graph: str, _: BaseHTTPRequestHandler) -> Answer:
        seen.append(graph)
        return (507, {}, b"") if len(seen) == 2 else (204, {}, b"")

    with server(breaks) as endpoint, Store.reader(path) as opened:
        with pytest.MonkeyPatch.context() as patch, pytest.raises(EndpointError, match="507"):
            patch.setattr(push_module, "_ATTEMPTS", 1)
            push(opened, Client(endpoint), Options())
        done = push(opened, Client(endpoint), Options())
    names = [graph.value for graph in store.graphs()]
    assert done.unchanged == 1
    assert done.sent == names[1:]
    assert seen == [*names[:2], *names[1:]]


def test_a_graph_is_in_doubt_while_it_is_sent(path: Path) -> None:
    with server(lambda *_: (400, {}, b"")) as endpoint, Store.reader(path) as opened:
        with pytest.raises(QueryError, match="400"):
            push(opened, Client(endpoint), Options())
        (line,) = (path / "pushed.jsonl").read_text().splitlines()
        assert json.loads(line)["digest"] == ""
        assert len(push(opened, Client(endpoint), Options(dry_run=True)).sent) == len(opened.graphs())


def test_a_busy_endpoint_is_asked_again(path: Path, no_waits: list[float]) -> None:
    turns = iter([(503, {"Retry-After": "7"}, b""), (500, {}, b"<p>occup\xc3\xa9</p>"), (429, {}, b"")])
    with server(lambda *_: next(turns, (201, {}, b""))) as endpoint, Store.reader(path) as opened:
        push(opened, Client(endpoint), Options())
    assert no_waits[0] == 7
    assert 1 <= no_waits[1] <= 2
    assert 2 <= no_waits[2] <= 4


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((401, {"WWW-Authenticate": 'Basic realm="a"'}, b""), "--user NAME and set KG_PASSWORD"),
        ((403, {}, b""), "may not write"),
        ((405, {}, b""), "--protocol update"),
        ((413, {}, b""), "--protocol update"),
        ((415, {}, b""), "other --protocol"),
        (
            (302, {"Location": "http://u:p@example.org/x?key=1"}, b""),
            "give the address it names, http://example.org/x$",
        ),
        ((400, {}, b"<h1>Bad IRI</h1>"), "400.*Bad IRI"),
        ((200, {"Content-Type": "text/html"}, b"<!DOCTYPE html><html></html>"), "web page"),
    ],
)
def test_a_refusal_says_what_to_do(answer: Answer, says: str, path: Path) -> None:
    with server(lambda *_: answer) as endpoint, Store.reader(path) as opened, pytest.raises(QueryError, match=says):
        push(opened, Client(endpoint), Options())


def test_a_missing_address_names_those_of_triplestores(path: Path) -> None:
    with (
        server(lambda *_: (404, {}, b"")) as endpoint,
        Store.reader(path) as opened,
        pytest.raises(QueryError, match="sparql-graph-crud-auth"),
    ):
        push(opened, Client(endpoint), Options())


def test_a_silent_endpoint_is_given_up(path: Path) -> None:
    with pytest.raises(EndpointError, match="cannot be reached"):
        Client("http://127.0.0.1:9/store", timeout=1).send("GET", {})


@pytest.mark.parametrize("address", ["ftp://a/b", "localhost:3030", f"http://u:{PASSWORD}@a/b"])
def test_an_address_that_cannot_be_used_is_refused(address: str) -> None:
    with pytest.raises(QueryError) as raised:
        Client(address)
    assert PASSWORD not in str(raised.value)


def test_a_password_is_sent_when_asked_for_and_stands_in_no_message(path: Path) -> None:
    seen = []

    def guarded(_method: str, _graph: str, request: BaseHTTPRequestHandler) -> Answer:
        seen.append(request.headers.get("Authorization"))
        return 401, {"WWW-Authenticate": 'Basic realm="a"'}, b""

    with server(guarded) as endpoint:
        done = run(path, endpoint, "--user", "ana", KG_PASSWORD=PASSWORD)
    assert seen[0] is None
    assert str(seen[1]).startswith("Basic ")
    assert "'ana'" in str(done.exception)
    assert PASSWORD not in f"{done.output}{done.exception!r}{(path / 'pushed.jsonl').read_text()}"
    assert PASSWORD not in repr(Credentials("ana", PASSWORD))


def test_a_key_in_the_address_stands_in_no_message_and_no_note(path: Path) -> None:
    with server(lambda *_: (400, {}, b"")) as endpoint:
        done = run(path, f"{endpoint}?key={PASSWORD}")
    assert "400" in str(done.exception)
    assert PASSWORD not in f"{done.output}{done.exception!r}{(path / 'pushed.jsonl').read_text()}"


def test_netrc_gives_user_and_password(tmp_path: Path) -> None:
    file = tmp_path / "netrc"
    file.write_text(f"machine example.org login ana password {PASSWORD}\n")
    environment = {"NETRC": str(file)}
    assert credentials("https://example.org/store", None, environment) == Credentials("ana", PASSWORD)
    assert credentials("https://example.com/store", None, environment) is None
    with pytest.raises(QueryError, match="no password for the user 'bob'"):
        credentials("https://example.org/store", "bob", environment)


def test_a_faulty_netrc_is_named_without_its_words(tmp_path: Path) -> None:
    file = tmp_path / "netrc"
    file.write_text(f"machine example.org login ana {PASSWORD}\n")
    with pytest.raises(QueryError) as raised:
        credentials("https://example.org/store", None, {"NETRC": str(file)})
    assert PASSWORD not in str(raised.value)


def test_updates_cannot_be_verified(path: Path) -> None:
    assert "Graph Store Protocol" in str(
        run(path, "http://127.0.0.1:9/u", "--protocol", "update", "--verify").exception
    )

"""A store with texts that have broken loaders, and a Virtuoso server."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

import pyoxigraph as ox
import pytest

from kg.namespaces import DEP, PREFIXES
from kg.store import Store

JARS = Path("/usr/share/java")
VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 1000000
"""
HOSTILE = ('"', "'''", '"""', "a\\", "\\u0041", "a\nb", "\ttab", "</script>&amp;<b>", "«\u00a0\u202f»", "œ Kyïv ç", "🕊")


class Virtuoso(NamedTuple):
    """A server: its address, the command that sends it a line of SQL, the folder that it may read."""

    address: str
    isql: list[str]
    folder: Path


@pytest.fixture(scope="session")
def store(small_path: Path) -> Store:
    """Return the small graph, with texts that have broken loaders and dates of every kind, all in named graphs."""
    store = Store.memory()
    with Store.reader(small_path) as small:
        for graph in small.graphs():
            store.put(graph, small.quads(graph=graph))
    graph = ox.NamedNode("https://w3id.org/depeche/id/article/épreuve-00000000")
    values = [ox.Literal(text) for text in HOSTILE] + [ox.Literal(text, language="fr") for text in HOSTILE]
    values += [
        ox.Literal(value, datatype=ox.NamedNode(PREFIXES["xsd"] + kind))
        for value, kind in (
            ("2022", "gYear"),
            ("2022-02", "gYearMonth"),
            ("2022-02-24", "date"),
            ("0.25", "decimal"),
            ("8500", "decimal"),
            ("-7", "integer"),
            ("true", "boolean"),
            ("false", "boolean"),
        )
    ]
    store.put(graph, [ox.Quad(graph, ox.NamedNode(f"{DEP}p{n}"), value, graph) for n, value in enumerate(values)])
    return store


@pytest.fixture(scope="session")
def riot(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the command that runs Jena's riot.

    Debian's archive moves a library's classes and forgets the messages that they load: here they find them.
    """
    place = tmp_path_factory.mktemp("jena")
    with zipfile.ZipFile(JARS / "jena-core.jar") as archive:
        for name in archive.namelist():
            if name.startswith("org/apache/jena/ext/xerces/") and name.endswith(".properties"):
                target = place / name.removeprefix("org/apache/jena/ext/")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))
    loggers = ("log4j", "slf4j-jcl", "slf4j-jdk14", "slf4j-simple", "slf4j-migrator", "slf4j-log4j12", "maven")
    jars = [jar for jar in sorted(JARS.glob("*.jar")) if not any(name in jar.name for name in loggers)]
    path = ":".join(map(str, [place, *jars]))
    return ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", path, "riotcmd.riot"]


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """Yield a Virtuoso server on this machine; its user is ``dba``, with the same password."""
    folder = tmp_path_factory.mktemp("virtuoso")
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=sql, http=http, folder=folder))
    command = ["virtuoso-t", "+configfile", "virtuoso.ini", "+foreground"]
    with (folder / "out").open("wb") as out:
        server = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out)
    try:
        for _ in range(600):
            try:
                urlopen(f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D").close()
                break
            except OSError:
                assert server.poll() is None, (folder / "out").read_text()
                time.sleep(0.1)
        yield Virtuoso(f"http://127.0.0.1:{http}", ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba"], folder)
    finally:
        server.kill()
        server.wait()


@pytest.fixture(scope="session")
def oxigraph() -> Iterator[str]:
    """Yield the address of an Oxigraph server on this machine."""
    address = f"127.0.0.1:{free_port()}"
    command = [str(Path(sys.executable).parent / "oxigraph"), "serve", "--bind", address]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                urlopen(f"http://{address}/store?default").close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://{address}"
    finally:
        server.kill()
        server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port

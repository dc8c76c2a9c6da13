"""Every question has the same rows on the embedded store, an Oxigraph server, Virtuoso and Jena's ARQ."""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest

from kg import export
from kg.answer import columns
from kg.push import Client, Credentials, Options, push
from kg.query import ask, catalogue
from kg.store import Store

QUESTIONS = {query.name: query for query in catalogue()} | {f"view {query.name}": query for query in catalogue("views")}
#: questions with a parameter of each type, so that bound queries travel too.
VALUES = {
    "co-mentions": {"least": "2"},
    "deployments": {"agent": "Berlin", "factuality": "planned"},
    "events-by-month": {"type": "Deploy", "since": "2022-02"},
    "said-about": {"about": "otan", "until": "2022"},
}
GRAPHS = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s a <https://w3id.org/depeche/ns#Article> } }"


class Virtuoso(Protocol):
    """What the fixture of a server yields."""

    address: str
    isql: list[str]


@pytest.fixture(scope="module")
def both(small_path: Path, other: Store) -> Store:
    """Return both small graphs in one store."""
    store = Store.memory()
    with Store.reader(small_path) as small:
        for source in (small, other):
            for graph in source.graphs():
                store.put(graph, source.quads(graph=graph))
    return store


@pytest.fixture(params=QUESTIONS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def filled_oxigraph(oxigraph: str, both: Store) -> str:
    urlopen(Request(f"{oxigraph}/store", method="DELETE")).close()
    push(both, Client(f"{oxigraph}/store"), Options())
    return f"{oxigraph}/query"


@pytest.fixture(scope="module")
def filled_virtuoso(virtuoso: Virtuoso, both: Store) -> str:
    address = f"{virtuoso.address}/sparql?{urlencode({'query': GRAPHS, 'format': 'application/sparql-results+json'})}"
    with urlopen(address) as answer:
        left = [row["g"]["value"] for row in json.load(answer)["results"]["bindings"]]
    for graph in left:
        subprocess.run([*virtuoso.isql, f"EXEC=SPARQL DROP SILENT GRAPH <{graph}>;"], check=True, capture_output=True)
    push(both, Client(f"{virtuoso.address}/sparql-graph-crud-auth", who=Credentials("dba", "dba")), Options())
    return f"{virtuoso.address}/sparql"


@pytest.fixture(scope="module")
def arq(both: Store, riot: list[str], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[list[str]]]:
    """Return the rows of each question by ARQ, in order of their text.

    To start it once and not once a question, each becomes an update that notes its rows as triples, all in one request.
    """
    folder = tmp_path_factory.mktemp("arq")
    (folder / "both.nq").write_bytes(export.rdf(both, "nquads"))
    updates = [noting(name, list(table(name, store=both)[0])) for name in QUESTIONS]
    (folder / "all.ru").write_text(" ;\n".join(updates), encoding="utf-8")
    command = [*riot[:-1], "arq.update", f"--data={folder / 'both.nq'}", f"--update={folder / 'all.ru'}", "--dump"]
    done = subprocess.run(command, capture_output=True, check=True)
    noted: dict[str, dict[str, dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
    for quad in ox.parse(done.stdout, ox.RdfFormat.TRIG):
        question, _, column = quad.predicate.value.removeprefix("urn:question:").rpartition(":")
        if quad.predicate.value.startswith("urn:question:"):
            noted[question][str(quad.subject)][int(column)] = str(quad.object)
    width = {name: len(table(name, store=both)[0]) for name in QUESTIONS}
    return {
        name: sorted([row.get(number, "") for number in range(width[name])] for row in noted[quote(name)].values())
        for name in QUESTIONS
    }


def noting(name: str, names: list[str]) -> str:
    """Return an update that notes the rows of a question: a property a column."""
    lines = [line for line in QUESTIONS[name].bound(VALUES.get(name, {})).splitlines() if not line.startswith("#")]
    prefixes = "\n".join(line for line in lines if line.startswith("PREFIX"))
    select = "\n".join(line for line in lines if not line.startswith("PREFIX"))
    cells = " . ".join(f"?row <urn:question:{quote(name)}:{number}> ?{column}" for number, column in enumerate(names))
    return f"{prefixes}\nINSERT {{ {cells} }} WHERE {{ {{ {select} }} BIND(BNODE() AS ?row) }}"


def table(name: str, **where: object) -> tuple[tuple[str, ...], list[list[str]]]:
    """Return the columns of an answer, and its rows as terms of N-Triples."""
    answer = ask(QUESTIONS[name], VALUES.get(name), **where)
    assert isinstance(answer, ox.QuerySolutions)
    rows = [["" if term is None else str(term) for term in row] for row in answer]
    return tuple(columns(answer)), rows


def test_an_oxigraph_server_answers_as_the_store_does(name: str, both: Store, filled_oxigraph: str) -> None:
    assert table(name, endpoint=filled_oxigraph) == table(name, store=both)


@pytest.mark.servers("virtuoso")
def test_virtuoso_answers_as_the_store_does(name: str, both: Store, filled_virtuoso: str) -> None:
    assert table(name, endpoint=filled_virtuoso) == table(name, store=both)


@pytest.mark.servers("riot")
def test_arq_answers_as_the_store_does(name: str, both: Store, arq: Mapping[str, list[list[str]]]) -> None:
    assert arq[name] == sorted(table(name, store=both)[1])

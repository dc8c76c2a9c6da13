"""Linked entities of a store -> what Wikidata says of them; and what goes wrong on the way."""

from __future__ import annotations

from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.enrich import Endpoint, enrich, known, wanted
from kg.errors import EndpointError, QueryError
from kg.namespaces import BASE
from kg.store import Store
from kg.validate import validate

if TYPE_CHECKING:
    from tests.enrich.conftest import Front

GRAPH = ox.NamedNode(BASE + "graph/wikidata")
UNKNOWN = ["Q36", "Q37", "Q183", "Q211", "Q458", "Q58217", "Q312901", "Q7821917"]
WHAT_IS_SAID = """
SELECT ?item ?said ?value WHERE { GRAPH <https://w3id.org/depeche/id/graph/wikidata> {
  ?item ?said ?value FILTER(?said NOT IN (rdf:type, dep:endpoint)) } }
"""


class Reply:
    """What the server in front says."""

    def __init__(self, status: int, body: bytes = b"<p>Bonjour</p>", seconds: float = 0, **headers: str) -> None:
        self.status, self.body, self.seconds = status, body, seconds
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def asking(address: str, waits: list[float] | None = None, timeout: float = 30) -> Endpoint:
    """Return an endpoint that notes its waits instead of waiting."""
    return Endpoint(address, timeout=timeout, pause=0, sleep=(waits if waits is not None else []).append)


def said(store: Store) -> set[tuple[str, str, str]]:
    answer = store.query(WHAT_IS_SAID)
    assert isinstance(answer, ox.QuerySolutions)

    def local(term: Any) -> str:
        if isinstance(term, ox.Literal) and term.language:
            return f"{term.value}@{term.language}"
        return str(term.value).rpartition("#")[2].rpartition("/")[2]

    return {(local(row["item"]), local(row["said"]), local(row["value"])) for row in answer}


def in_turn(*replies: Reply | None) -> Callable[[str], Reply | None]:
    waiting = list(replies)
    return lambda _: waiting.pop(0) if waiting else None


@pytest.fixture
def described(store: Store, wikidata: str) -> set[tuple[str, str, str]]:
    enrich(store, asking(wikidata))
    return said(store)


def test_names_come_in_french_and_english_only(described: set[tuple[str, str, str]]) -> None:
    assert {value for item, what, value in described if (item, what) == ("Q142", "label")} == {"France@fr", "France@en"}


def test_a_name_for_all_languages_serves_where_none_is(described: set[tuple[str, str, str]]) -> None:
    assert ("Q3052772", "label", "Emmanuel Macron@fr") in described


@pytest.mark.parametrize(
    "fact",
    [
        ("Q142", "iso2", "FR"),
        ("Q142", "iso3", "FRA"),
        ("Q142", "latitude", "47"),
        ("Q30", "longitude", "-98.5795"),
        ("Q142", "memberOf", "Q7184"),
        ("Q649", "country", "Q159"),
        ("Q3052772", "tenure", "Q3052772-1"),
        ("Q3052772-1", "position", "Q191954"),
        ("Q3052772-1", "since", "2017-05-14"),
        ("Q7747-1", "until", "2008-05-07"),
    ],
)
def test_what_wikidata_says_is_in_the_graph(described: set[tuple[str, str, str]], fact: tuple[str, str, str]) -> None:
    assert fact in described


def test_dates_are_as_precise_as_they_are_meant(described: set[tuple[str, str, str]]) -> None:
    assert ("Q3052772-2", "since", "2014-08") in described
    assert ("Q3052772-2", "until", "2016") in described


@pytest.mark.parametrize(
    ("item", "what", "value"),
    [
        ("Q142", "memberOf", "Q38130"),
        ("Q649", "country", "Q15180"),
        ("Q3052772", "tenure", "Q3052772-3"),
        ("Q3074013", "tenure", "Q3074013-2"),
    ],
)
def test_what_ended_is_of_low_rank_or_unknown_is_left_out(
    described: set[tuple[str, str, str]], item: str, what: str, value: str
) -> None:
    assert (item, what, value) not in described


def test_of_two_places_neither_is_taken(described: set[tuple[str, str, str]]) -> None:
    assert {what for item, what, _ in described if item == "Q1899"} == {"label"}


def test_positions_and_organisations_have_their_names(described: set[tuple[str, str, str]]) -> None:
    assert ("Q191954", "label", "président de la République française@fr") in described
    assert ("Q7184", "label", "NATO@en") in described


def test_the_graph_obeys_the_ontology_and_articles_stay_as_they_were(store: Store, wikidata: str) -> None:
    before = {quad for quad in store.quads() if quad.graph_name != GRAPH}
    enrich(store, asking(wikidata))
    assert validate(list(store.quads(graph=GRAPH))) == []
    assert {quad for quad in store.quads() if quad.graph_name != GRAPH} == before


def test_the_report_counts_and_names_what_is_unknown(store: Store, wikidata: str) -> None:
    report = enrich(store, asking(wikidata))
    assert report.unknown == UNKNOWN
    assert report.described == len(wanted(store)) - len(UNKNOWN)
    assert (report.failures, report.stopped, report.left) == ([], None, 0)


@pytest.mark.parametrize("batch", [1, 3, 100])
def test_the_size_of_a_batch_changes_nothing(store: Store, wikidata: str, batch: int) -> None:
    enrich(store, asking(wikidata), batch=batch)
    small = set(store.quads(graph=GRAPH))
    with Store.memory() as other:
        other.put(GRAPH, [])
        for article in list(store.articles()):
            other.put(article, store.quads(graph=article))
        enrich(other, asking(wikidata))
        assert set(other.quads(graph=GRAPH)) == small


def test_what_was_looked_up_is_not_asked_again(store: Store, front: Front) -> None:
    enrich(store, asking(front.address))
    front.asked.clear()
    report = enrich(store, asking(front.address))
    assert (front.asked, report.passed_over) == ([], len(wanted(store)))


def test_a_refresh_drops_what_is_said_no_more(store: Store, wikidata: str) -> None:
    enrich(store, asking(wikidata))
    fresh = set(store.quads(graph=GRAPH))
    item, tenure = (ox.NamedNode(f"http://www.wikidata.org/entity/{name}") for name in ("Q142", "statement/old"))
    dep = "https://w3id.org/depeche/ns#"
    old = [
        ox.Quad(item, ox.NamedNode(dep + "tenure"), tenure, GRAPH),
        ox.Quad(tenure, ox.NamedNode(dep + "position"), item, GRAPH),
    ]
    store.put(GRAPH, [*fresh, *old])
    enrich(store, asking(wikidata), refresh=True)
    assert set(store.quads(graph=GRAPH)) == fresh


def test_the_program_names_itself(store: Store, front: Front) -> None:
    enrich(store, asking(front.address))
    assert all(agent.startswith("depeche-kg/") for agent in front.agents)


def test_questions_are_apart_by_a_pause(wikidata: str) -> None:
    waits: list[float] = []
    endpoint = Endpoint(wikidata, pause=1.5, sleep=waits.append)
    for _ in range(3):
        endpoint.rows("SELECT * WHERE { VALUES ?x { 1 } }")
    assert waits == [1.5, 1.5]


def test_a_busy_endpoint_is_given_the_time_that_it_asks_for(store: Store, front: Front) -> None:
    waits: list[float] = []
    front.reply = in_turn(Reply(429, Retry_After="7"), Reply(503, Retry_After=formatdate(usegmt=True)), Reply(503))
    report = enrich(store, asking(front.address, waits))
    assert report.stopped is None
    long = [wait for wait in waits if wait]
    assert long[0] == 7
    assert long[-1] == 8


def test_an_endpoint_that_stays_busy_stops_the_run_and_loses_nothing(store: Store, front: Front) -> None:
    front.reply = in_turn(None, None, *[Reply(429)] * 99)
    report = enrich(store, asking(front.address), batch=4)
    first = wanted(store)[:4]
    assert known(store) == set(first)
    assert report.stopped is not None
    assert "the batch of 4 from Q159 to Q211" in report.stopped
    assert "429" in report.stopped
    assert report.left == len(wanted(store)) - 4
    front.reply = in_turn()
    assert enrich(store, asking(front.address), batch=4).passed_over == 4
    assert known(store) == set(wanted(store))


def test_an_endpoint_that_asks_for_hours_is_left_alone(front: Front) -> None:
    waits: list[float] = []
    front.reply = in_turn(Reply(429, Retry_After="7200"))
    with pytest.raises(QueryError, match="asks to wait 7200 s"):
        asking(front.address, waits).rows("SELECT * WHERE {}")
    assert waits == []


def test_one_item_that_the_endpoint_cannot_bear_costs_no_other(store: Store, front: Front) -> None:
    front.reply = lambda query: Reply(500) if "Q142+" in query or "Q142%20" in query else None
    report = enrich(store, asking(front.address))
    assert [failure.items for failure in report.failures] == [("Q142",)]
    assert "500" in report.failures[0].reason
    assert known(store) == set(wanted(store)) - {"Q142"}


def test_an_endpoint_that_always_fails_is_given_up(store: Store, front: Front) -> None:
    front.reply = lambda _: Reply(502)
    report = enrich(store, asking(front.address))
    assert report.stopped is not None
    assert report.left == len(wanted(store)) - len(report.failures)
    assert len(front.asked) <= 16


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(200, Content_Type="text/html"), "not a SPARQL result"),
        (Reply(200, Content_Type="application/sparql-results+json"), "not a SPARQL result"),
        (Reply(400), "refused the query"),
        (Reply(404), "the address of the query service"),
        (Reply(403), "403"),
    ],
)
def test_what_is_no_endpoint_stops_the_run_at_once(store: Store, front: Front, reply: Reply, message: str) -> None:
    front.reply = lambda _: reply
    report = enrich(store, asking(front.address))
    assert report.stopped is not None
    assert message in report.stopped
    assert (len(front.asked), known(store)) == (1, set())


def test_a_slow_answer_and_one_that_breaks_off_may_be_asked_for_again(front: Front) -> None:
    front.reply = in_turn(Reply(200, seconds=2), Reply(200, Content_Length="99"))
    with pytest.raises(EndpointError, match="broke off its answer"):
        asking(front.address, timeout=1).rows("SELECT * WHERE {}")


def test_nothing_that_listens_is_said(store: Store) -> None:
    report = enrich(store, asking("http://127.0.0.1:9/query"))
    assert report.stopped is not None
    assert "cannot be reached" in report.stopped


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["enrich", *map(str, arguments)])


def test_the_command_describes_and_goes_on(store_path: Path, wikidata: str) -> None:
    options = ("--store", store_path, "--endpoint", wikidata, "--pause", 0)
    first = kg(*options)
    assert (first.exit_code, first.stdout) == (0, "")
    assert "11 described, 8 unknown to" in first.stderr
    again = kg(*options)
    assert (again.exit_code, again.stderr) == (0, "0 described, 19 before\n")
    assert CliRunner().invoke(cli, ["validate", "--store", str(store_path)]).exit_code == 0


def test_a_dry_run_lists_and_asks_nobody(store_path: Path, front: Front) -> None:
    result = kg("--store", store_path, "--endpoint", front.address, "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == ["Q30", "Q36"]
    assert "19 of 19 entities would be looked up" in result.stderr
    assert front.asked == []


def test_the_command_says_where_it_stopped(store_path: Path, front: Front) -> None:
    front.reply = lambda _: Reply(404)
    result = kg("--store", store_path, "--endpoint", front.address)
    assert result.exit_code == 1
    assert "stopped at the batch of 19 from Q30 to Q7821917" in result.stderr
    assert "19 are left" in result.stderr


def test_a_batch_of_none_is_wrong_usage(store_path: Path) -> None:
    assert kg("--store", store_path, "--batch", 0).exit_code == 2


def test_a_missing_store_is_not_made(tmp_path: Path) -> None:
    assert kg("--store", tmp_path / "none").exit_code == 1
    assert not (tmp_path / "none").exists()

"""Each question that comes with the package: what its header promises, and its rows on the small graph."""

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.answer import columns, rows, serialise
from kg.query import Query, ask, catalogue, load
from kg.store import Store

QUERIES = list(catalogue())
EXPECTED = Path(__file__).parent / "expected"
#: questions that would answer with a long list are asked something narrower.
VALUES = {
    "between": {"one": "otan"},
    "co-mentions": {"least": "2"},
    "dossier": {"entity": "macron"},
    "said-about": {"about": "otan"},
    "speech-kinds": {"speaker": "russie"},
}
#: questions that the small graph leaves empty are asked of the other one.
OF_OTHER = {
    "agreements",
    "aid",
    "arrests",
    "media-sources",
    "promises",
    "protests-and-votes",
    "replies",
    "single-source",
    "venues",
}
CONTRACT = {
    "entities": "source entity type label sameAs mention start end",
    "roles": "source person personLabel personSameAs role of ofLabel ofSameAs evidence start end",
    "statements": (
        "source statement speaker speakerLabel speakerSameAs cue content kind act addressee date evidence start end"
    ),
    "events": (
        "source event type factuality participantRole participant participantLabel participantSameAs "
        "quantity quantityMax unit date trigger evidence start end"
    ),
}


def named(query: Query) -> str:
    return query.name


def test_there_are_thirty_questions_beside_the_contract() -> None:
    assert len(QUERIES) >= 30 + len(CONTRACT)
    assert CONTRACT.keys() <= {query.name for query in QUERIES}


@pytest.mark.parametrize("name", CONTRACT)
def test_contract_queries_have_the_promised_columns(name: str) -> None:
    assert load(name).columns == tuple(CONTRACT[name].split())


@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_header_says_title_description_columns_and_view(query: Query, small: Store) -> None:
    texts = [*query.title.values(), *query.description.values(), *(note for p in query.parameters for note in p.note)]
    assert all(texts)
    assert query.view in {"table", "timeline", "bars", "network"}
    answer = ask(query, store=small)
    assert isinstance(answer, ox.QuerySolutions)
    assert tuple(columns(answer)) == query.columns


@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_file_as_it_stands_asks_with_the_defaults(query: Query, small: Store) -> None:
    assert serialise(small.query(query.text), "json") == serialise(ask(query, store=small), "json")


@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_order_of_rows_is_given(query: Query) -> None:
    assert "ORDER BY" in query.text


@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_answer_on_a_small_graph(query: Query, small: Store, other: Store) -> None:
    answer = ask(query, VALUES.get(query.name), store=other if query.name in OF_OTHER else small)
    assert isinstance(answer, ox.QuerySolutions)
    with (EXPECTED / f"{query.name}.tsv").open(encoding="utf-8", newline="") as lines:
        header, *expected = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert header == columns(answer)
    assert list(rows(answer)) == expected

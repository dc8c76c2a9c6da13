"""A small Wikidata -> renewed tables of office holders and persons."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.enrich import Endpoint
from kg.enrich.offices import update, without_body
from kg.errors import KnowledgeError
from kg.knowledge import knowledge
from kg.knowledge.check import faults
from kg.knowledge.tables import read

if TYPE_CHECKING:
    from tests.enrich.conftest import Front

FRANCE = {"name_fr": "France", "aliases_fr": "République française", "adj_forms": "français|française"}
OPEN = f"wikidata; open {datetime.now(UTC):%Y-%m}"


def asking(address: str) -> Endpoint:
    return Endpoint(address, pause=0, sleep=lambda _: None)


def lines(folder: Path, person: str) -> set[tuple[str, ...]]:
    """Return office, body, start, end and source of a person's lines."""
    rows = [row for row in read(folder / "offices.tsv") if person in (row["person_qid"], row["person_name_fr"])]
    return {(row["office_fr"], row["of_name_fr"], row["start"], row["end"], row["source"]) for row in rows}


@pytest.fixture(scope="module")
def renewed(wikidata: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("renewed")
    renewal = update(asking(wikidata), folder, of=["Q142", "Q159", "Q7184"])
    assert (renewal.bodies, renewal.persons, renewal.failures, renewal.stopped) == (3, 2, [], None)
    return folder


def test_renewed_tables_have_no_fault(renewed: Path) -> None:
    assert faults(renewed) == []


def test_a_known_tenure_keeps_its_wording_and_gets_its_dates(renewed: Path) -> None:
    assert lines(renewed, "Q3052772") == {("président", "France", "2017-05-14", "", OPEN)}
    assert ("président", "Russie", "2000-05-07", "2008-05-07", "wikidata") in lines(renewed, "Q7747")


def test_what_the_endpoint_does_not_confirm_stays(renewed: Path) -> None:
    assert ("Premier ministre", "Russie", "1999-08-16", "2000-05-07", "eps") in lines(renewed, "Q7747")
    before = {(row["person_name_fr"], row["of_name_fr"]) for row in knowledge("offices")}
    assert before <= {(row["person_name_fr"], row["of_name_fr"]) for row in read(renewed / "offices.tsv")}


def test_a_known_tenure_words_those_of_later_holders(renewed: Path) -> None:
    assert lines(renewed, "Claire Exemple") == {("ministre de la Défense", "France", "2024-03-02", "", OPEN)}
    assert lines(renewed, "Jean Modèle") == {
        ("ministre de la Défense", "France", "2023-05", "2024-03-02", "wikidata"),
    }


def test_a_new_person_has_name_other_name_and_gender(renewed: Path) -> None:
    rows = {row["qid"]: row for row in read(renewed / "persons.tsv")}
    assert [rows["Q999000001"][name] for name in ("name_fr", "aliases_fr", "gender")] == [
        "Claire Exemple",
        "Clare Example",
        "f",
    ]
    assert rows["Q7747"]["name_fr"] == "Vladimir Poutine"


@pytest.mark.parametrize(
    ("label", "office"),
    [
        ("président de la République française", "président de la République"),
        ("premier ministre de France", "premier ministre"),
        ("ministre français de l'Intérieur", "ministre français de l'Intérieur"),
        ("ministre des Affaires étrangères", "ministre des Affaires étrangères"),
        ("France", "France"),
    ],
)
def test_the_country_at_the_end_is_no_part_of_an_office(label: str, office: str) -> None:
    assert without_body(label, {**FRANCE, "aliases_fr": ""}) == office


def test_what_was_renewed_is_not_asked_again(renewed: Path, front: Front) -> None:
    asked = update(asking(front.address), renewed)
    assert asked.passed_over == 2
    assert not [query for query in front.asked if "wd%3AQ142+" in query and "P2389" in query]


def test_a_body_of_no_table_is_refused(wikidata: str, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="Q999 is no country or body"):
        update(asking(wikidata), tmp_path, of=["Q999"])


def test_a_busy_endpoint_stops_the_renewal_and_what_was_renewed_is_kept(
    wikidata: str, front: Front, tmp_path: Path
) -> None:
    update(asking(wikidata), tmp_path, of=["Q142"])
    kept = (tmp_path / "offices.tsv").read_bytes()
    front.reply = lambda _: front.busy()
    renewal = update(asking(front.address), tmp_path, of=["Q159"])
    assert renewal.stopped is not None
    assert "Q159 (Russie)" in renewal.stopped
    assert (tmp_path / "offices.tsv").read_bytes() == kept


def test_one_body_that_fails_stops_no_other(front: Front, tmp_path: Path) -> None:
    front.reply = lambda query: front.broken() if "wd%3AQ142+" in query and "P2389" in query else None
    renewal = update(asking(front.address), tmp_path, of=["Q142", "Q159"])
    assert renewal.bodies == 1
    assert [failure.partition(":")[0] for failure in renewal.failures] == ["Q142 (France)"]

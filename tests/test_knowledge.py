"""Knowledge: names, records, gazetteer, office holders."""

from __future__ import annotations

import re

import pytest

from kg.knowledge import Record, capital_of, country_adjective, digest, gazetteer, holders, office, records
from kg.knowledge.names import acronym, agrees, bare, fold, pieces, slug
from kg.knowledge.tables import KNOWLEDGE, read
from kg.model import EntityType

QID = re.compile(r"Q[1-9][0-9]*")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Etats-Unis", "etats-unis"), ("ÉTATS-UNIS", "etats-unis"), ("Trzaskowski", "trzaskowski"), ("Łódź", "lodz")],
)
def test_fold_drops_accents_case_and_foreign_letters(text, expected):
    assert fold(text) == expected


def test_pieces_part_at_hyphens_and_both_apostrophes():
    assert pieces("l’Arabie-Saoudite d'aujourd’hui") == ("l", "arabie", "saoudite", "d", "aujourd", "hui")


def test_a_slug_is_ascii():
    assert slug("Sergueï Choïgou") == "serguei-choigou"
    assert slug("Путин") == "sans-nom"


def test_a_small_article_is_no_part_of_a_name():
    assert [bare(n) for n in ("le Kremlin", "l'Elysée", "La Haye", "Les Échos")] == [
        "Kremlin",
        "Elysée",
        "La Haye",
        "Les Échos",
    ]


@pytest.mark.parametrize(
    ("name", "surface", "expected"),
    [
        ("armée américaine", "Armée américaine", True),
        ("Conseil de sécurité", "conseil de sécurité", False),
        ("Le Monde", "Le monde", False),
        ("ONU", "Onu", False),
        ("Washington", "WASHINGTON", True),
        ("Sana", "SANA", False),
    ],
)
def test_a_surface_has_the_capitals_that_its_name_asks_for(name, surface, expected):
    assert agrees(name, surface) is expected


def test_an_acronym_is_all_capitals():
    assert acronym("OTAN")
    assert acronym("M23")
    assert not acronym("Otan")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Etats-Unis", "Q30"),
        ("États-Unis", "Q30"),
        ("OTAN", "Q7184"),
        ("Otan", "Q7184"),
        ("Kyiv", "Q1899"),
        ("Pentagone", "Q11209"),
        ("New York Times", "Q9684"),
        ("armée américaine", "Q11211"),
        ("diplomatie russe", "Q789889"),
    ],
)
def test_the_gazetteer_knows_the_ways_to_write_a_name(name, key):
    assert {entry.key for entry in gazetteer().find(name)} == {key}


def test_an_adjective_of_two_countries_has_both():
    assert {entry.key for entry in gazetteer().find("congolais")} == {"Q971", "Q974"}


def test_records_of_knowledge_are_consistent():
    for key, record in records().items():
        assert isinstance(record, Record)
        assert key == record.key
        assert record.qid is None or QID.fullmatch(record.qid)
        assert record.capital_of is None or records()[record.capital_of].type is EntityType.COUNTRY


def test_no_body_has_the_identifier_of_its_building():
    assert records()["governmentbody-maison-blanche"].qid is None
    assert records()["Q35525"].type is EntityType.PLACE


def test_every_country_has_its_adjective_in_three_agreements():
    assert [country_adjective("Q159", a) for a in ("m", "f", "fp")] == ["russe", "russe", "russes"]
    assert [country_adjective("Q142", a) for a in ("m", "f", "fp")] == ["français", "française", "françaises"]
    assert capital_of("Q212") == ("Q1899",)


@pytest.mark.parametrize(
    ("role", "of", "date", "person"),
    [
        ("ministre de la Défense", "Q30", "2022-02", "Lloyd Austin"),
        ("ministre de la Défense", "Q30", "2020-07", "Mark Esper"),
        ("président", "Q212", "2022-02", "Volodymyr Zelensky"),
        ("secrétaire d'Etat", "Q30", "2022-02-12", "Antony Blinken"),
        ("chef de la diplomatie", "Q458", "2022-01", "Josep Borrell"),
        ("chancelière", "Q183", "2019", "Angela Merkel"),
    ],
)
def test_the_holder_of_an_office_depends_on_the_date(role, of, date, person):
    assert [records()[key].label for key in holders(role, of, date)] == [person]


def test_a_month_of_change_has_two_holders_and_no_date_none():
    assert len(holders("président", "Q30", "2021-01")) == 2
    assert holders("président", "Q30", None) == ()


def test_an_open_tenure_ends_with_its_snapshot():
    assert holders("président", "Q142", "2022-12")
    assert not holders("président", "Q142", "2030")


def test_an_unlisted_role_stands_for_itself():
    assert office("grand chambellan").name == "grand-chambellan"


def test_the_digest_is_stable():
    assert digest() == digest()
    assert len(digest()) == 64


def test_a_table_keeps_its_columns():
    assert read(KNOWLEDGE / "countries.tsv")[0].keys() >= {"qid", "name_fr", "adj_forms", "capital_qid"}

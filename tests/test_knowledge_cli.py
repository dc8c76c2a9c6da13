"""``kg knowledge`` and ``--knowledge`` as a user sees them: lists, faults by line, tables of one's own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.errors import KnowledgeError
from kg.knowledge.check import columns, faults, require_sound
from kg.knowledge.tables import NAMES, merged

PERSON = {"qid": "Q999000001", "name_fr": "Claire Exemple", "gender": "f", "source": "mine", "checked": "yes"}
OFFICE = {
    "person_qid": "Q999000001",
    "person_name_fr": "Claire Exemple",
    "office_fr": "présidente",
    "of_qid": "Q142",
    "of_name_fr": "France",
    "start": "2031-05-14",
    "source": "mine",
    "checked": "yes",
}
PLACE = {"name_fr": "Exempleville", "lat": "48.1", "lon": "2.5", "kind": "city", "source": "mine", "checked": "memory"}


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["knowledge", *map(str, arguments)])


def table(folder: Path, name: str, *rows: dict[str, str]) -> Path:
    """Write a table of some rows, and return its folder."""
    folder.mkdir(exist_ok=True)
    lines = ["\t".join(columns(name)), *("\t".join(row.get(column, "") for column in columns(name)) for row in rows)]
    (folder / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def python(code: str, folder: Path) -> str:
    environment = os.environ | {"KG_KNOWLEDGE": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.strip()


def test_the_tables_are_counted() -> None:
    result = kg("list")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["table", *NAMES]


def test_a_search_minds_neither_case_nor_accents() -> None:
    assert "Q30 " in kg("list", "countries", "--search", "ETATS-unis").stdout


def test_a_list_can_start_a_table_of_ones_own(tmp_path: Path) -> None:
    listed = kg("list", "persons", "--search", "Macron", "--format", "tsv").stdout
    (tmp_path / "persons.tsv").write_text(listed, encoding="utf-8")
    assert faults(tmp_path) == []
    assert "Emmanuel Macron" in listed


def test_the_tables_of_the_package_have_no_fault() -> None:
    assert kg("check").exit_code == 0
    assert faults() == []


@pytest.mark.parametrize(
    ("name", "row", "reason"),
    [
        ("persons", PERSON | {"qid": "X1"}, "qid 'X1' is not a Q-id such as Q142"),
        ("persons", PERSON | {"name_fr": ""}, "name_fr is empty"),
        ("persons", PERSON | {"source": ""}, "source is empty"),
        ("persons", PERSON | {"gender": "x"}, "gender 'x' is none of f, m"),
        ("persons", PERSON | {"name_fr": " Claire"}, "name_fr: blanks around or doubled in ' Claire'"),
        ("persons", PERSON | {"aliases_fr": "Claire|"}, "aliases_fr: an empty or repeated part in 'Claire|'"),
        ("places", PLACE | {"lat": "91"}, "lat '91' is not a number of degrees from -90 to 90"),
        ("places", PLACE | {"country_iso2": "fr"}, "country_iso2 'fr' is not a code of 2 capital letters"),
        ("offices", OFFICE | {"start": "14/05/2031"}, "start '14/05/2031' is not a date"),
        ("offices", OFFICE | {"start": "2031-02-30"}, "start '2031-02-30' is not a date"),
        ("offices", OFFICE | {"end": "2030"}, "the tenure ends (2030) before it starts (2031-05-14)"),
        ("offices", OFFICE | {"person_qid": "Q999000009"}, "stands in no persons.tsv: add the person"),
        ("offices", OFFICE | {"of_qid": "Q999000009"}, "stands in no table of countries"),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(tmp_path: Path, name: str, row: dict[str, str], reason: str) -> None:
    table(tmp_path, "persons", PERSON)
    table(tmp_path, name, row)
    result = kg("check", tmp_path)
    assert result.exit_code == 1
    assert f"{tmp_path / name}.tsv:2: " in result.stdout
    assert reason in result.stdout


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"qid\tname\n", ":1: the header must be, parted by tabs: qid name_fr"),
        (b"\xff", ":0: not UTF-8 (byte 0)"),
        (b"qid\tname_fr\taliases_fr\tgender\tsource\tchecked\nQ1\tA\n", ":2: 2 cells where the header has 6"),
        (b"", ":1: the header must be"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "persons.tsv").write_bytes(content)
    assert reason in kg("check", tmp_path).stdout


def test_doubles_and_disorder_are_named(tmp_path: Path) -> None:
    table(tmp_path, "persons", PERSON, PERSON | {"name_fr": "Ahmed Exemple"})
    reasons = [fault.reason for fault in faults(tmp_path)]
    assert reasons == ["out of order: sort the lines below the header", "repeats line 2: Q999000001"]


def test_an_unknown_table_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    assert "no table here" in kg("check", tmp_path).stdout
    (tmp_path / "people.tsv").write_text("qid\n")
    assert "no table is called people.tsv" in kg("check", tmp_path).stdout


def test_a_table_out_of_order_can_be_used_and_a_faulty_one_cannot(tmp_path: Path) -> None:
    require_sound(table(tmp_path, "persons", PERSON, PERSON | {"qid": "Q1"}))
    with pytest.raises(KnowledgeError, match=r"persons\.tsv:2: qid 'X'.*kg knowledge check"):
        require_sound(table(tmp_path, "persons", PERSON | {"qid": "X"}))


def test_own_rows_come_first_and_replace_rows_about_the_same() -> None:
    package = [PERSON, PERSON | {"qid": "", "name_fr": "Anne"}, PERSON | {"qid": "Q2", "name_fr": "Jean"}]
    own = [PERSON | {"name_fr": "Claire Nouvelle"}, PERSON | {"qid": "Q3", "name_fr": "Anne"}]
    assert [row["name_fr"] for row in merged("persons", own, package)] == ["Claire Nouvelle", "Anne", "Jean"]


def test_own_tables_are_known_everywhere_and_told_in_the_digest(tmp_path: Path) -> None:
    own, empty = table(tmp_path / "own", "persons", PERSON), tmp_path / "empty"
    table(own, "offices", OFFICE)
    empty.mkdir()
    code = "from kg.knowledge import *; print(holders('président', 'Q142', '2032'), digest())"
    holder, digest = python(code, own).rsplit(" ", 1)
    assert holder == "('Q999000001',)"
    assert digest != python(code, empty).rsplit(" ", 1)[1]


def test_the_option_reaches_a_build(tmp_path: Path) -> None:
    own = table(tmp_path / "own", "persons", PERSON)
    (tmp_path / "a.txt").write_text("date 2031-06-01\nClaire Exemple a déclaré que la paix était possible.\n")
    store = str(tmp_path / "store")
    run = [sys.executable, "-m", "kg"]
    build = [*run, "build", str(tmp_path / "a.txt"), "--store", store, "--knowledge", str(own)]
    subprocess.run(build, check=True, capture_output=True)
    query = [*run, "query", "entities", "--store", store, "--format", "csv"]
    assert "entity/Q999000001" in subprocess.run(query, check=True, capture_output=True, encoding="utf-8").stdout


def test_a_build_refuses_faulty_tables(tmp_path: Path) -> None:
    own = table(tmp_path / "own", "persons", PERSON | {"qid": "X"})
    command = [sys.executable, "-m", "kg", "build", str(tmp_path), "--store", str(tmp_path / "s"), "--knowledge", own]
    done = subprocess.run(list(map(str, command)), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "persons.tsv:2: qid 'X' is not a Q-id" in done.stderr
    assert not (tmp_path / "s").exists()


def test_the_command_renews_tables(tmp_path: Path, wikidata: str) -> None:
    result = kg("update", "-o", tmp_path / "new", "--endpoint", wikidata, "--of", "Q142", "--pause", 0)
    assert result.exit_code == 0
    assert "1 renewed: " in result.stderr
    assert "2 persons added" in result.stderr
    assert kg("check", tmp_path / "new").exit_code == 0


def test_the_command_says_where_it_stopped(tmp_path: Path) -> None:
    result = kg("update", "-o", tmp_path, "--endpoint", "http://127.0.0.1:9/q", "--of", "Q142")
    assert result.exit_code == 1
    assert "stopped at Q142 (France): http://127.0.0.1:9/q cannot be reached" in result.stderr

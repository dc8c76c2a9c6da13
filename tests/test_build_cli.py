"""``kg build`` from outside: bad input is named with its reason and loses nothing else; exit codes are as promised."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kg.cli import main
from kg.store import Store

SENTENCE = "Moscou a démenti lundi toute intention belliqueuse à l’égard de Kiev, a déclaré John Kirby."
KG = [sys.executable, "-m", "kg"]


@dataclass
class Done:
    code: int
    out: str
    err: str


Kg = Callable[..., Done]


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Kg:
    """Return what runs the command in a folder of its own, with one good article in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bon.txt").write_text(SENTENCE, encoding="utf-8")

    def run(*args: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["kg", *args])
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(ended.value.code if isinstance(ended.value.code, int) else 0, *capsys.readouterr())

    return run


def sources(store: str = "kg-store") -> set[str]:
    with Store.reader(store) as opened:
        return {row["source"].value for row in opened.query("SELECT ?source { GRAPH ?a { ?a dep:source ?source } }")}


BAD = {
    "vide.txt": (b"", "empty"),
    "blanc.txt": (b" \n\t\n", "no text"),
    "image.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "not text"),
    "casse.jsonl": (b'{"text": \n', "casse.jsonl:1"),
    "coupe.jsonl.gz": (b"\x1f\x8b\x08\x00garbage", "coupe.jsonl.gz"),
    "menu.html": (b"<html><body></body></html>", "menu.html"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_by_name_and_the_rest_stored(kg: Kg, name: str) -> None:
    content, reason = BAD[name]
    Path(name).write_bytes(content)
    done = kg("build", name, "bon.txt")
    assert done.code == 1
    assert name in done.err
    assert reason in done.err
    assert "1 article stored, 1 refused" in done.err
    assert done.out == ""
    assert sources() == {"bon.txt"}


def test_a_missing_path_is_refused_and_the_rest_stored(kg: Kg) -> None:
    done = kg("build", "absent", "bon.txt")
    assert (done.code, sources()) == (1, {"bon.txt"})
    assert "absent: no such file or folder" in done.err


def test_nothing_but_missing_paths_is_wrong_usage(kg: Kg) -> None:
    done = kg("build", "absent", "nulle-part")
    assert done.code == 2
    assert "no such file or folder: absent, nulle-part" in done.err
    assert not Path("kg-store").exists()


GOOD = {
    "latin.txt": SENTENCE.replace("’", "'").encode("latin-1"),
    "windows.txt": SENTENCE.encode("cp1252"),
    "utf16.txt": SENTENCE.encode("utf-16"),
    "page.txt": f"<!DOCTYPE html><html><body><article><p>{SENTENCE} {SENTENCE}</p></article></body></html>".encode(),
}


@pytest.mark.parametrize("name", GOOD)
def test_any_encoding_and_a_page_by_another_name_are_read(kg: Kg, name: str) -> None:
    Path(name).write_bytes(GOOD[name])
    done = kg("build", name)
    assert done.code == 0, done.err
    with Store.reader("kg-store") as store:
        assert store.query("ASK { GRAPH ?a { ?a dep:text ?text FILTER(CONTAINS(?text, 'démenti')) } }")


def test_a_line_of_five_megabytes_is_no_article_and_costs_no_other(kg: Kg) -> None:
    Path("long.txt").write_text(f"{SENTENCE} " * (5_000_000 // len(SENTENCE)), encoding="utf-8")
    done = kg("build", "long.txt", "bon.txt")
    assert (done.code, sources()) == (1, {"bon.txt"})
    assert "long.txt: a line of 5,0" in done.err
    assert "characters, more than 1,000,000; break it into paragraphs" in done.err


def test_a_word_of_nearly_a_megabyte_is_stored(kg: Kg) -> None:
    Path("long.txt").write_text(SENTENCE + " " + "0123456789" * 99_000, encoding="utf-8")
    done = kg("build", "long.txt", "bon.txt")
    assert done.code == 0, done.err
    assert sources() == {"long.txt", "bon.txt"}


def test_a_broken_line_in_the_middle_loses_that_line_only(kg: Kg) -> None:
    lines = [json.dumps({"id": "a", "text": SENTENCE}), '{"id": "b", "te', json.dumps({"id": "c", "text": SENTENCE})]
    Path("fil.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = kg("build", "fil.jsonl")
    assert (done.code, sources()) == (1, {"a", "c"})
    assert "fil.jsonl:2: not JSON" in done.err


def test_an_unknown_query_suggests_the_nearest(kg: Kg) -> None:
    kg("build", "bon.txt")
    done = kg("query", "statments")
    assert done.code == 2
    assert "did you mean 'statements'?" in done.err


def test_a_directory_that_is_something_else_is_left_alone(kg: Kg) -> None:
    done = kg("build", "bon.txt", "--store", ".")
    assert done.code == 1
    assert "not a Dépêche store" in done.err
    assert [path.name for path in Path().iterdir()] == ["bon.txt"]


def test_a_second_writer_is_told_and_the_first_not_disturbed(kg: Kg) -> None:
    with Store.writer("kg-store"):
        done = subprocess.run([*KG, "build", "bon.txt"], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "kg: another process is writing the store kg-store: wait until it ends" in done.stderr
    assert kg("build", "bon.txt").code == 0


#: a user without rights takes over when everything is loaded, for tests that run as the superuser.
UNPRIVILEGED = """
import os, sys
import kg.cli.build, kg.cli.summary, kg.pipeline, kg.store
from kg.cli import main
if os.geteuid() == 0:
    os.seteuid(65534)
main()
"""


def test_a_store_that_may_not_be_written_is_told() -> None:
    command = [sys.executable, "-c", UNPRIVILEGED, "build", "bon.txt", "--store", "sealed/store"]
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bon.txt").write_text(SENTENCE, encoding="utf-8")
        folder.chmod(0o755)
        (folder / "sealed").mkdir(mode=0o555)
        done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("kg: no permission to write sealed/store: change its permissions")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "Missing argument 'PATH...'"),
        (["bon.txt", "--workers", "0"], "--workers"),
        (["bon.txt", "--base-iri", "pas un iri"], "--base-iri"),
        (["bon.txt", "--stor", "x"], "--store"),
    ],
)
def test_wrong_usage_is_told_and_touches_nothing(kg: Kg, args: list[str], words: str) -> None:
    done = kg("build", *args)
    assert done.code == 2
    assert words in done.err
    assert [path.name for path in Path().iterdir()] == ["bon.txt"]


def test_the_summary_says_what_there_is_and_what_to_try(kg: Kg) -> None:
    done = kg("build", "bon.txt", "--store", "mon graphe")
    for words in ("1 article stored", "entities", "statements", "events", "offices", "--store 'mon graphe'"):
        assert words in done.err
    assert "nothing new, 1 unchanged" in kg("build", "bon.txt", "--store", "mon graphe").err


def test_a_terminal_gets_a_bar_and_standard_output_nothing(kg: Kg) -> None:
    kg("build", "bon.txt")
    master, terminal = os.openpty()
    with subprocess.Popen([*KG, "build", "bon.txt"], stdout=subprocess.PIPE, stderr=terminal) as build:
        os.close(terminal)
        out, _ = build.communicate()
    with os.fdopen(master, "rb", buffering=0) as screen:
        shown = screen.read(65536)
    assert b"1/1" in shown
    assert out == b""


def test_without_text_the_text_is_not_stored(kg: Kg) -> None:
    kg("build", "bon.txt", "--no-text")
    with Store.reader("kg-store") as store:
        assert not store.query("ASK { GRAPH ?a { ?a dep:text ?text } }")


def test_the_store_and_the_base_may_come_from_the_environment(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", "ailleurs")
    monkeypatch.setenv("KG_BASE_IRI", "https://example.org/presse")
    kg("build", "bon.txt")
    with Store.reader("ailleurs") as store:
        assert all(name.value.startswith("https://example.org/presse/article/") for name in store.articles())


def test_ctrl_c_leaves_a_store_that_the_next_build_goes_on_with(kg: Kg) -> None:
    lines = (json.dumps({"id": str(number), "text": SENTENCE}) for number in range(8000))
    Path("fil.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with subprocess.Popen([*KG, "build", "fil.jsonl"], stderr=subprocess.PIPE, encoding="utf-8") as build:
        time.sleep(0.2)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not stored():
            time.sleep(0.2)
        build.send_signal(signal.SIGINT)
        _, said = build.communicate()
    assert build.returncode == 1
    assert said == "Error: interrupted; what is stored is kept, the same command goes on from there\n"
    assert 0 < stored() < 8000
    Path("fil.jsonl").write_text(json.dumps({"id": "0", "text": SENTENCE}), encoding="utf-8")
    assert "nothing new, 1 unchanged" in kg("build", "fil.jsonl").err


def stored() -> int:
    if not Path("kg-store/graph/CURRENT").exists():
        return 0
    with Store.reader("kg-store") as store:
        return len(list(store.articles()))

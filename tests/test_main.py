"""The command ends with the promised exit code and one plain line."""

import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main

ENDS = [
    ("an_unknown_question_is_wrong_usage", ["query", "statments"], 2, "did you mean 'statements'?"),
    ("an_unknown_command_is_wrong_usage", ["querry"], 2, "did you mean 'query'?"),
    ("a_query_that_is_no_sparql_is_wrong_usage", ["query", "bad.rq"], 2, "line 1"),
    (
        "an_address_without_endpoint_is_wrong_usage",
        ["query", "roles", "--endpoint", "http://127.0.0.1:9"],
        2,
        "reached",
    ),
    ("a_missing_store_is_refused", ["query", "roles", "--store", "nowhere"], 1, "kg build"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), [end[1:] for end in ENDS], ids=[end[0] for end in ENDS])
def test_exit(
    arguments: list[str],
    code: int,
    words: str,
    small_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "bad.rq").write_text("SELECT nonsense", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE", str(small_path))
    monkeypatch.setattr("sys.argv", ["kg", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (code, "")
    assert words in err
    assert "Traceback" not in err


def test_a_reader_that_wants_no_more_ends_it_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "query", "--list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as listing:
        assert listing.stdout
        assert listing.stderr
        listing.stdout.close()
        assert listing.stderr.read() == b""
    assert listing.returncode == 0

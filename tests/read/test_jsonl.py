"""JSON Lines: every good line is kept, every bad one is reported by its number."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.read import read
from kg.read.jsonl import read_jsonl

GOOD = '{"id": "x", "text": "Moscou dément."}'

BROKEN_LINES = {
    '{"text": "Paris': "not JSON",
    "[" * 100_000: "not JSON",
    '["Paris"]': "a JSON object is expected",
    "{}": "'text' is missing",
    '{"text": null}': "'text' is missing or not a string",
    '{"text": 5}': "'text' is missing or not a string",
    '{"text": " \\n\\u00a0"}': "no text",
    '{"text": "Paris", "title": 5}': "'title' is not a string",
    '{"text": "Paris", "lang": ["fr"]}': "'lang' is not a string",
    '{"text": "Paris", "id": true}': "'id' is neither",
    '{"text": "Paris", "id": {}}': "'id' is neither",
    '{"text": "Paris \\ud83d"}': "surrogate",
    '{"text": "Paris", "title": "\\udc00"}': "surrogate",
    '{"text": "Pa\\u0000ris"}': "NUL",
    '{"text": "Paris", "id": "x"}': "the id 'x' is that of line 1",
}


def items(path: Path, limit: int = 1 << 20) -> tuple[list[Article], list[str]]:
    found = list(read_jsonl(path, limit))
    articles = [item for item in found if isinstance(item, Article)]
    return articles, [str(item) for item in found if isinstance(item, ReadError)]


@pytest.mark.parametrize(("line", "reason"), BROKEN_LINES.items(), ids=BROKEN_LINES.values())
def test_a_broken_line_in_the_middle_is_reported_and_the_others_are_kept(
    line: str, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{GOOD}\n\n{line}\n{{"id": "y", "text": "Kiev modère."}}', "utf-8")
    articles, (error,) = items(path)
    assert [article.source for article in articles] == ["x", "y"]
    assert error.startswith(f"{path}:3: ")
    assert reason in error


def test_all_fields_are_kept(tmp_path: Path) -> None:
    fields = {
        "id": 12,
        "text": " Paris dément.\r\n",
        "date": "2022-02-12T10:00:00Z",
        "title": "Démenti",
        "url": "https://example.org/a",
        "lang": "fr-FR",
        "source": "Le Journal",
    }
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(fields), "utf-8")
    article = Article(
        source="12",
        text=" Paris dément.\r\n",
        date="2022-02-12",
        title="Démenti",
        url="https://example.org/a",
        language="fr",
        publisher="Le Journal",
    )
    assert items(path) == ([article], [])


def test_fields_that_are_null_or_empty_are_absent(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Paris.", "id": " ", "date": null, "title": "", "lang": null}\n', "utf-8")
    assert items(path) == ([Article("a.jsonl:1", "Paris.")], [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lines_of_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "L’Élysée dément."}\r\n{"text": "À Kiev aussi."}\r\n'.encode(encoding))
    articles, errors = items(path)
    assert [article.text for article in articles] == ["L’Élysée dément.", "À Kiev aussi."]
    assert not errors


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_separator_in_a_string_ends_no_line(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "Paris\u2028dément."}\n'.encode(encoding))
    assert items(path) == ([Article("a.jsonl:1", "Paris\u2028dément.")], [])


def test_a_cut_off_gzip_file_keeps_what_came_before(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": f"Paris {number} {'abc' * number}."}) + "\n" for number in range(2000))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode())[:-2000])
    articles, (error,) = items(path)
    assert articles[0].text == "Paris 0 ."
    assert error.startswith(f"{path}:{len(articles) + 1}: the file is damaged or cut off here")


def test_a_gzip_file_with_damage_inside_is_reported(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(f"{GOOD}\n".encode() * 1000))
    data[20:30] = b"\xff" * 10
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(data)
    errors: list[ReadError] = []
    list(read([path], on_error=errors.append))
    assert errors


def test_a_line_over_the_limit_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "Paris " * 1000}) + f"\n{GOOD}\n", "utf-8")
    articles, (error,) = items(path, limit=1000)
    assert [article.source for article in articles] == ["x"]
    assert error.startswith(f"{path}:1: the line is longer")

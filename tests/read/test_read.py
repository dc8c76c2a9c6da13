"""Folders, suffixes and contents: what is read as what, and what is refused with which reason."""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.read import read

SENTENCE = "Le Kremlin dément toute rencontre, a déclaré vendredi son porte-parole."
PAGE = f"<!DOCTYPE html><html><body><article><p>{SENTENCE}</p></article></body></html>"
ENTRY = f"<item><description>{SENTENCE}</description></item>"
FEED = f"<?xml version='1.0'?><rss version='2.0'><channel>{ENTRY}</channel></rss>"


def everything(*paths: Path) -> tuple[list[Article], list[ReadError]]:
    errors: list[ReadError] = []
    return list(read(paths, on_error=errors.append)), errors


REFUSED = {
    "empty": ("a.txt", b"", "empty"),
    "blank": ("a.txt", b" \r\n\t\n", "no text"),
    "only a header": ("a.txt", b" date 2022-02 \n", "no text"),
    "bytes of a program": ("a.txt", bytes(range(256)) * 20, "binary"),
    "a PDF": ("a.txt", b"%PDF-1.7 \xe2\xe3", "PDF"),
    "a picture": ("a.html", b"\x89PNG\r\n\x1a\n", "picture"),
    "an office document": ("a.docx", b"PK\x03\x04\x14\0", "office document"),
    "UTF-16 cut inside a character": ("a.txt", "Paris".encode("utf-16")[:-1], "UTF-16"),
    "a page without text": ("a.html", b"<html><body></body></html>", "no article text"),
    "a feed without entries": ("a.xml", b"<rss version='2.0'><channel></channel></rss>", "no entry"),
    "other XML": ("a.xml", b"<TEI><text>Paris</text></TEI>", "neither a feed nor a web page"),
    "pretty JSON": ("a.json", b'{\n"text": "Paris"\n}', "not JSON"),
    "empty JSON Lines": ("a.jsonl", b"", "empty"),
    "blank JSON Lines": ("a.jsonl", b"\n \n", "empty"),
    "not gzip": ("a.txt.gz", b"Paris", "gzip"),
}


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_bad_file_is_named_with_the_reason_and_stops_nothing(
    name: str, data: bytes, reason: str, tmp_path: Path
) -> None:
    bad, good = tmp_path / name, tmp_path / "z.txt"
    bad.write_bytes(data)
    good.write_text(SENTENCE, "utf-8")
    articles, errors = everything(bad, good)
    assert [article.source for article in articles] == ["z.txt"]
    assert errors
    assert str(bad) in errors[0].source
    assert reason in errors[0].reason


RECOGNISED = {
    "text": ("a.txt", SENTENCE),
    "text of another suffix": ("a.md", SENTENCE),
    "text without suffix": ("article", SENTENCE),
    "upper-case suffix": ("A.TXT", SENTENCE),
    "page": ("a.html", PAGE),
    "page named text": ("a.txt", PAGE),
    "page after a comment and a declaration": ("a.txt", f"<?xml version='1.0'?>\n<!-- x --> <!-- y -->\n{PAGE}"),
    "page as XML": ("a.xml", PAGE),
    "RSS": ("a.rss", FEED),
    "RSS named text": ("a.txt", FEED),
    "JSON Lines of another suffix": ("a.json", f'{{"text": "{SENTENCE}"}}\n'),
}


@pytest.mark.parametrize(("name", "text"), RECOGNISED.values(), ids=RECOGNISED)
@pytest.mark.parametrize("zipped", [False, True])
def test_content_and_suffix_say_what_a_file_is(name: str, text: str, zipped: bool, tmp_path: Path) -> None:
    path = tmp_path / (name + ".gz" * zipped)
    path.write_bytes(gzip.compress(text.encode()) if zipped else text.encode())
    articles, errors = everything(path)
    assert [article.text for article in articles] == [SENTENCE]
    assert not errors


def test_markup_within_a_text_leaves_it_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{SENTENCE} <html>", "utf-8")
    assert everything(path)[0][0].text == f"{SENTENCE} <html>"


def test_folders_are_read_in_the_order_of_names_without_hidden_and_foreign_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.x.txt", ".git/y.txt", "c.txt", "README.md", "picture.png", "a/b/c.txt.gz"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = f"{name}: {SENTENCE}".encode()
        path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    articles, errors = everything(tmp_path)
    assert [article.source for article in articles] == ["c.txt.gz", "z.txt", "b.txt", "c.txt"]
    assert not errors


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, "utf-8")
    assert len(everything(tmp_path, path, path)[0]) == 1


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere.txt")
    _, errors = everything(tmp_path / "nowhere", tmp_path)
    assert [str(error) for error in errors] == [
        f"{tmp_path / 'nowhere'}: no such file or folder",
        f"{tmp_path / 'lost.txt'}: no such file or folder",
    ]


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    _, (error,) = everything(tmp_path)
    assert "no article in this folder" in error.reason


def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    _, errors = everything(tmp_path / "pipe.txt", tmp_path)
    assert [error.reason for error in errors] == ["neither a file nor a folder"] * 2


@pytest.fixture
def not_root() -> Iterator[None]:
    """Let a test run as nobody, since root may read everything."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield
    os.seteuid(user)


def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, "utf-8")
    path.chmod(0)
    for folder in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        folder.chmod(0o755)
    request.getfixturevalue("not_root")
    _, (error,) = everything(path)
    assert "Permission denied" in error.reason


def test_a_line_of_nearly_a_megabyte_is_read_fast(tmp_path: Path) -> None:
    text = f"{SENTENCE} " * (990_000 // (len(SENTENCE) + 1))
    for encoding in ("utf-8", "cp1252", "utf-16"):
        (tmp_path / f"{encoding}.txt").write_bytes(text.encode(encoding))
    start = time.perf_counter()
    articles, errors = everything(tmp_path)
    assert time.perf_counter() - start < 3
    assert [article.text == text for article in articles] == [True] * 3
    assert not errors


def test_a_long_article_of_paragraphs_is_read(tmp_path: Path) -> None:
    text = "Moscou dément toute intention belliqueuse.\n\n" * 30_000
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    assert [len(article.text) for article in read([tmp_path], on_error=pytest.fail)] == [len(text)]


def test_a_longer_line_is_no_paragraph(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("a" * 1_000_001, encoding="utf-8")
    articles, errors = everything(tmp_path)
    assert not articles
    assert [error.reason for error in errors] == [
        "a line of 1,000,001 characters, more than 1,000,000; break it into paragraphs"
    ]

"""The header of plain texts, and encodings: the text is the file's, to the letter."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article
from kg.read import read
from kg.read.encoding import decode
from kg.read.text import article_date, read_text

SENTENCE = "L’Élysée « dément », a-t-il précisé à Kiev.\r\n\r\nŒuvre commune à Åland : 8.500 €.\n"

HEADERS = {
    " date 2022-01 Le ministre": "2022-01",
    "date 2022-01\nLe ministre": "2022-01",
    "date 2022-02-12\r\nLe ministre": "2022-02-12",
    "\ufeff date 2022-02-12 Le ministre": "2022-02-12",
    "date\u00a02022-02 : Le ministre": "2022-02",
    "date 2022-13 Le ministre": None,
    "date 2022-02-30 Le ministre": None,
    "date 2022-2 Le ministre": None,
    "date 2022-021 Le ministre": None,
    "date 2022-02-1 Le ministre": None,
    "date inconnue. Le ministre": None,
    "Le ministre date 2022-01": None,
    "\ndate 2022-01 Le ministre": None,
    "La date 2022-01": None,
}


@pytest.mark.parametrize(("text", "date"), HEADERS.items())
def test_the_header_dates_the_article_and_stays_in_the_text(text: str, date: str | None) -> None:
    assert list(read_text(text, "a.txt", "a.txt")) == [Article("a.txt", text, date=date)]


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2022", "2022"),
        ("2022-02", "2022-02"),
        (" 2022-02-12 ", "2022-02-12"),
        ("2022-02-12T23:30:00+01:00", "2022-02-12"),
        ("2022-02-12 10:30", "2022-02-12"),
        ("2024-02-29", "2024-02-29"),
        ("2022-02-29", None),
        ("2022-00", None),
        ("0000", None),
        ("20222", None),
        ("12/02/2022", None),
        ("février 2022", None),
        ("", None),
    ],
)
def test_only_dates_that_exist_are_dates(value: str, date: str | None) -> None:
    assert article_date(value) == date


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "mac_roman"])
def test_the_encoding_is_detected(encoding: str) -> None:
    text = SENTENCE.replace("Å", "A")
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Été", "latin-1"),
        ("Le ministre a dit « non ».", "latin-1"),
        ("À cœur ouvert, le ministre dément.", "iso8859_15"),
        ("À cœur ouvert, le ministre dément.", "cp1252"),
        ("Le ministère a versé ½ million.", "cp1252"),
    ],
)
def test_short_texts_of_eight_bits_are_french(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_a_page_says_its_encoding() -> None:
    page = '<html><head><meta charset="cp1250"></head><p>Łódź et Škoda</p>'
    assert decode(page.encode("cp1250"), "a.html") == page


@pytest.mark.parametrize("declared", ["hex", "unknown", "utf-8", "iso-8859-1", "ascii"])
def test_a_wrong_declaration_is_passed_over(declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><p>« Le ministre dément l’accord à Paris »</p>'
    assert decode(page.encode("cp1252"), "a.html") == page


def test_the_mark_of_utf_8_counts_and_that_of_utf_16_does_not(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        (tmp_path / f"{encoding}.txt").write_bytes("Paris dément.".encode(encoding))
    texts = [article.text for article in read([tmp_path], on_error=print)]
    assert texts == ["Paris dément.", "\ufeffParis dément."]


def test_one_broken_byte_leaves_utf_8(caplog: pytest.LogCaptureFixture) -> None:
    data = ("é" * 20 + "|" + "à" * 20).encode().replace(b"|", b"\xe9")
    with caplog.at_level(logging.WARNING):
        assert decode(data, "a.txt") == "é" * 20 + "\ufffd" + "à" * 20
    assert "a.txt: not valid UTF-8 at byte 40" in caplog.text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\r\n\t"), min_size=1))
def test_utf_8_comes_back_to_the_letter(text: str) -> None:
    try:
        (article,) = read_text(decode(text.encode(), "a.txt"), "a.txt", "a.txt")
    except ReadError:
        assert not text.strip("\ufeff \t\r\n\u00a0") or text.startswith(("%PDF", "GIF8", "{\\rtf"))
    else:
        assert article.text == text

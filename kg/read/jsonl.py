"""JSON Lines, gzipped or not -> one Article a line; a bad line is reported by its number and the others are read.

Fields: ``text``, and optionally ``id``, ``date``, ``title``, ``url``, ``lang`` and ``source`` (the publisher).
"""

from __future__ import annotations

import codecs
import json
import zlib
from collections.abc import Iterator
from gzip import GzipFile
from io import BufferedReader
from pathlib import Path

from kg.errors import ReadError
from kg.model import Article
from kg.read.encoding import decode, opened
from kg.read.text import article_date, checked, language_code

OPTIONAL = ("date", "title", "url", "lang", "source")


def read_jsonl(path: Path, limit: int) -> Iterator[Article | ReadError]:
    """Yield each line's article, or what is wrong with the line; ``limit`` is the longest line in bytes."""
    number, blank, lines_of = 0, True, dict[str, int]()
    try:
        with opened(path) as stream:
            for number, line in enumerate(_lines(stream, limit), 1):
                if line.strip():
                    blank = False
                    yield _entry(line, path, number, limit, lines_of)
    except (EOFError, zlib.error) as error:
        yield ReadError(f"{path}:{number + 1}", f"the file is damaged or cut off here ({error})")
        return
    if blank:
        yield ReadError(str(path), "the file is empty")


def _lines(stream: BufferedReader | GzipFile, limit: int) -> Iterator[bytes]:
    """Yield lines, cut off one byte after the limit; UTF-16 (as of PowerShell) is recoded."""
    if stream.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        yield from (line.encode() for line in stream.read().decode("utf-16", "replace").split("\n"))
    while line := stream.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)


def _entry(line: bytes, path: Path, number: int, limit: int, lines_of: dict[str, int]) -> Article | ReadError:
    try:
        article = _article(line, path, number, limit)
    except ReadError as error:
        return error
    first = lines_of.setdefault(article.source, number)
    if first == number:
        return article
    return ReadError(f"{path}:{number}", f"the id '{article.source}' is that of line {first}; give it one of its own")


def _article(line: bytes, path: Path, number: int, limit: int) -> Article:
    name = f"{path}:{number}"
    if len(line) > limit:
        raise ReadError(name, f"the line is longer than {limit >> 20} MB; split it")
    try:
        fields = json.loads(decode(line, name).strip("\ufeff \t\r\n"))
    except (ValueError, RecursionError) as error:
        raise ReadError(name, f"not JSON: {error}") from error
    if not isinstance(fields, dict):
        raise ReadError(name, "a JSON object is expected on every line, with the text in 'text'")
    if not isinstance(fields.get("text"), str):
        raise ReadError(name, "'text' is missing or not a string")
    for key in OPTIONAL:
        if not isinstance(fields.get(key), str | None):
            raise ReadError(name, f"'{key}' is not a string")
    identifier = fields.get("id")
    if isinstance(identifier, bool) or not isinstance(identifier, str | int | None):
        raise ReadError(name, "'id' is neither a string nor a whole number")
    source = "" if identifier is None else str(identifier).strip()
    article = Article(
        source=source or f"{path.name}:{number}",
        text=fields["text"],
        date=article_date(fields.get("date") or ""),
        title=fields.get("title") or None,
        url=fields.get("url") or None,
        language=language_code(fields.get("lang")),
        publisher=fields.get("source") or None,
    )
    return checked(article, name)

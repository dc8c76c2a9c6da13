"""Files, folders, JSON Lines, web pages and feeds -> Articles; what cannot be read is reported and stops nothing."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.errors import ReadError
from kg.model import Article
from kg.read.encoding import decode, opened
from kg.read.text import read_text

__all__ = ["find", "read"]

logger = logging.getLogger(__name__)

#: The largest file, or line of a JSON Lines file, that is read as articles.
LIMIT = 256 << 20
JSON_LINES = {".jsonl", ".ndjson"}
PAGES = {".html", ".htm", ".xhtml"}
XML = {".xml", ".rss", ".atom"}
SUFFIXES = JSON_LINES | PAGES | XML | {".txt"}
MARKUP = re.compile(
    r"\ufeff?(?>\s+|<\?.*?\?>|<!--.*?-->)*+(?:(?P<page><(?:!doctype\s+)?(?:html|head|body))|<(?:!doctype\s+)?(?:rss|(?:atom:)?feed|rdf:rdf))\b",
    re.DOTALL | re.IGNORECASE,
)


def read(paths: Iterable[str | Path], *, on_error: Callable[[ReadError], None]) -> Iterator[Article]:
    """Yield the articles of files and folders; ``on_error`` is told of each file or entry that cannot be read.

    >>> from kg.resources import PACKAGE
    >>> articles = read([PACKAGE.parent / "seeds", "nowhere"], on_error=print)
    >>> [(article.source, article.date) for article in articles]
    nowhere: no such file or folder
    [('000_b71f99d32c426851.txt', '2022-01'), ('004_1e9e3ab36aed0340.txt', '2022-02')]
    """
    for path in find(paths):
        for article in [path] if isinstance(path, ReadError) else _read_file(path):
            if isinstance(article, ReadError):
                on_error(article)
            else:
                yield article


def find(paths: Iterable[str | Path]) -> Iterator[Path | ReadError]:
    """Yield files to read, each once, folders searched in the order of names, or what is wrong with a path.

    In folders hidden files and files of other suffixes are passed over; a file named outright is always tried.
    """
    seen = set()
    for given in paths:
        for path in _expand(Path(given)):
            if isinstance(path, ReadError):
                yield path
            elif (real := path.resolve()) not in seen:
                seen.add(real)
                yield path


def _expand(path: Path) -> Iterator[Path | ReadError]:
    if path.is_dir():
        found = False
        for item in _walk(path):
            found = True
            yield item
        if not found:
            yield ReadError(str(path), f"no article in this folder ({', '.join(sorted(SUFFIXES))}, also with .gz)")
    elif path.is_file():
        yield path
    else:
        yield _missing(path)


def _missing(path: Path) -> ReadError:
    return ReadError(str(path), "neither a file nor a folder" if path.exists() else "no such file or folder")


def _walk(folder: Path) -> Iterator[Path | ReadError]:
    try:
        items = sorted(folder.iterdir())
    except OSError as error:
        yield ReadError(str(folder), error.strerror or str(error))
        return
    for item in items:
        if item.name.startswith("."):
            continue
        if item.is_dir():
            # A link to a folder may lead back up.
            if not item.is_symlink():
                yield from _walk(item)
        elif _suffix(item) in SUFFIXES:
            yield item if item.is_file() else _missing(item)
        else:
            logger.debug("%s: passed over for its suffix", item)


def _suffix(path: Path) -> str:
    """Return the lower-case suffix, without that of gzip."""
    name = path.name.lower()
    return Path(name.removesuffix(".gz")).suffix


def _read_file(path: Path) -> Iterator[Article | ReadError]:
    """Yield the articles of a file, read as what its suffix and its content say that it is."""
    try:
        if _suffix(path) in JSON_LINES:
            from kg.read.jsonl import read_jsonl

            yield from read_jsonl(path, LIMIT)
        else:
            yield from _read_content(path)
    except ReadError as error:
        yield error
    except (OSError, EOFError) as error:
        yield ReadError(str(path), getattr(error, "strerror", None) or str(error))


def _read_content(path: Path) -> Iterator[Article | ReadError]:
    name, suffix = str(path), _suffix(path)
    with opened(path) as stream:
        data = stream.read(LIMIT + 1)
    if not data:
        raise ReadError(name, "the file is empty")
    if len(data) > LIMIT:
        raise ReadError(name, f"larger than {LIMIT >> 20} MB; split it, or write JSON Lines, one article a line")
    text = decode(data, name)
    markup = MARKUP.match(text)
    if suffix in PAGES or (markup and markup["page"]):
        from kg.read.html import read_html

        # The extractor stumbles over comments between an XML declaration and the page.
        page = text[markup.start("page") :] if markup and markup["page"] else text
        yield from read_html(page, path.name, name)
    elif markup:
        from kg.read.feed import read_feed

        yield from read_feed(text, path.name, name)
    elif suffix in XML:
        raise ReadError(name, "XML, but neither a feed nor a web page")
    elif suffix not in SUFFIXES and text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        from kg.read.jsonl import read_jsonl

        yield from read_jsonl(path, LIMIT)
    else:
        yield from read_text(text, path.name, name)

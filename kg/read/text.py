"""Plain text -> one Article whose text is the whole file as it stands, its header «date 2022-02» included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kg.errors import ReadError
from kg.model import Article

#: the longest paragraph, in characters: what a language model bears at once. A longer article is read in sections.
LONGEST = 1_000_000
HEADER = re.compile(r"\ufeff?[ \t\u00a0]*date[ \t\u00a0]+(\d{4}-\d{2}(?:-\d{2})?)(?![\w-])")
DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")
SURROGATE = re.compile("[\ud800-\udfff]")


def read_text(text: str, source: str, name: str) -> Iterator[Article]:
    """Yield the article of a text file; ``source`` is the file's name, ``name`` its path, for errors.

    >>> article, = read_text(" date 2022-02 Moscou dément.", "a.txt", "a.txt")
    >>> article.date, article.text
    ('2022-02', ' date 2022-02 Moscou dément.')
    """
    header = HEADER.match(text)
    yield checked(Article(source, text, date=article_date(header[1]) if header else None), name, header)


def article_date(value: str) -> str | None:
    """Return a date of year, month or day that exists, a time of day cut off; None for anything else.

    >>> article_date("2022-02-12T10:30:00Z"), article_date("2022-02"), article_date("2022-13")
    ('2022-02-12', '2022-02', None)
    """
    match = DATE.match(value.strip())
    if not match or value.strip()[match.end() :][:1] not in ("", "T", " "):
        return None
    year, month, day = [*match[0].split("-"), "01", "01"][:3]
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return None
    return match[0]


def language_code(value: str | None) -> str:
    """Return the language of a tag, without its region; French when nothing usable is said.

    >>> language_code("fr-CA"), language_code("EN_us"), language_code(None)
    ('fr', 'en', 'fr')
    """
    match = LANGUAGE.match(value or "")
    return match[0].lower() if match else "fr"


def checked(article: Article, name: str, header: re.Match[str] | None = None) -> Article:
    """Return the article; raise `ReadError` when it is empty, or has a line or a character that cannot be kept."""
    if not article.text[header.end() if header else 0 :].strip("\ufeff \t\r\n\f\v\u00a0"):
        raise ReadError(name, "no text in it")
    longest = max(map(len, article.text.splitlines()))
    if longest > LONGEST:
        raise ReadError(name, f"a line of {longest:,} characters, more than {LONGEST:,}; break it into paragraphs")
    for value in (article.source, article.text, article.title, article.url, article.publisher):
        if value and ("\0" in value or SURROGATE.search(value)):
            raise ReadError(name, "a NUL or half a surrogate pair (\\ud800–\\udfff) in it; repair the text first")
    return article

"""An RSS or Atom file -> one Article an entry, its text what the feed carries of it; nothing is fetched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from kg.errors import ReadError
from kg.model import Article
from kg.read.html import plain
from kg.read.text import article_date, checked, language_code


def read_feed(feed: str, source: str, name: str) -> Iterator[Article | ReadError]:
    """Yield each entry's article, or what is wrong with the entry; ``source`` is the file's name, ``name`` its path."""
    import feedparser

    # The text is decoded already, whatever the XML declaration says.
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        parsed = feedparser.parse(io.BytesIO(feed.encode()), response_headers=headers)
    except (LookupError, ValueError, AttributeError, TypeError) as error:
        # Some ill-formed feeds break the parser itself.
        raise ReadError(name, f"this feed cannot be parsed ({error}); check it with a feed validator") from error
    for number, entry in enumerate(parsed.entries, 1):
        try:
            yield _article(entry, parsed.feed, f"{source}:{number}", f"{name}, entry {number}")
        except ReadError as error:
            yield error
    if parsed.bozo:
        yield ReadError(name, f"not well-formed ({parsed.bozo_exception}); {len(parsed.entries)} entries were found")
    elif not parsed.entries:
        yield ReadError(name, "no entry in the feed")


def _article(entry: Any, feed: Any, source: str, name: str) -> Article:
    bodies = [plain(content.get("value")) for content in entry.get("content", [])]
    link = entry.get("link") or ""
    # Asking the entry for a missing "updated" gives "published", with a warning: look before asking.
    published = next((entry[key] for key in ("published", "updated") if key in entry), None)
    article = Article(
        source=entry.get("id") or link or source,
        text=max([*bodies, plain(entry.get("summary"))], key=len),
        date=_day(published or ""),
        title=plain(entry.get("title")) or None,
        url=link if "://" in link else None,
        language=language_code(entry.get("language") or feed.get("language")),
        publisher=plain(feed.get("title")) or None,
    )
    return checked(article, name)


def _day(published: str) -> str | None:
    """Return the day where the entry was written: feedparser's own dates are of Greenwich, often the day before."""
    try:
        return article_date(published) or parsedate_to_datetime(published).date().isoformat()
    except ValueError:
        return None

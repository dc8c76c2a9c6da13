"""A web page -> one Article: the main text, one paragraph a block, with the page's title, date, address and language.

Nothing is fetched: only the page itself is read.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from kg.errors import ReadError
from kg.model import Article
from kg.read.text import article_date, checked, language_code

BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "table", "tr", "section"}
# «<![if mso]>» of word processors; the parser fails on unknown ones.
CONDITIONAL = re.compile(r"<!\[[^>]*>?")
SKIPPED = {"script", "style", "template", "noscript"}


def read_html(page: str, source: str, name: str) -> Iterator[Article]:
    """Yield the article of a page; ``source`` is the file's name, ``name`` its path, for errors."""
    import trafilatura
    from trafilatura.settings import Document

    # What trafilatura logs of pages without text is said here, as an error.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = trafilatura.load_html(page)
    found = None if tree is None else trafilatura.bare_extraction(tree, with_metadata=True, include_comments=False)
    if tree is None or not isinstance(found, Document) or not found.text:
        raise ReadError(name, "no article text on the page")
    article = Article(
        source,
        "\n\n".join(line.strip() for line in found.text.splitlines() if line.strip()),
        date=article_date(found.date or ""),
        title=found.title or None,
        url=found.url or None,
        language=language_code(tree.get("lang") or tree.get("xml:lang")),
        publisher=found.sitename or None,
    )
    yield checked(article, name)


def plain(fragment: str | None) -> str:
    r"""Return the text of a piece of HTML, such as a feed's summary: blocks as paragraphs, nothing left out.

    >>> plain("<p>Paris <b>dément</b>.</p><p>Kiev&nbsp;aussi.</p>")
    'Paris dément.\n\nKiev\xa0aussi.'
    """
    parser = _Blocks()
    parser.feed(CONDITIONAL.sub("", fragment or ""))
    parser.close()
    paragraphs = ("".join(pieces) for pieces in parser.blocks)
    # Line breaks and runs of blanks mean one space in HTML; a no-break space stays.
    return "\n\n".join(text for paragraph in paragraphs if (text := re.sub(r"[ \t\r\n]+", " ", paragraph).strip(" ")))


class _Blocks(HTMLParser):
    """Collects the text of each block."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[list[str]] = [[]]
        self.skipping = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.skipping += tag in SKIPPED
        if tag in BLOCKS or tag == "br":
            self.blocks.append([])

    def handle_endtag(self, tag: str) -> None:
        self.skipping -= tag in SKIPPED and self.skipping > 0
        if tag in BLOCKS:
            self.blocks.append([])

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.blocks[-1].append(data)

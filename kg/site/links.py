"""The IRI of a thing -> the address of its page, and back."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote


@dataclass(frozen=True, slots=True)
class Links:
    """Where pages lie: below ``root``, by the names of things below the ``base`` IRI; others keep their address.

    In a folder of files each name ends in a ``suffix``.
    """

    base: str
    root: str = "/"
    suffix: str = ""

    def __call__(self, iri: str) -> str:
        """Return the address of the page of an IRI.

        >>> Links("https://example.org/id/")("https://example.org/id/entity/Q212")
        '/entity/Q212'
        >>> Links("https://example.org/id/", "../", ".html")("https://example.org/id/article/a#char=1,2")
        '../article/a.html#char=1,2'
        >>> Links("https://example.org/id/")("http://www.wikidata.org/entity/Q212")
        'http://www.wikidata.org/entity/Q212'
        """
        if not iri.startswith(self.base):
            return iri if iri.startswith(("http://", "https://")) else f"{self.root}thing?iri={quote(iri, safe='')}"
        path, mark, fragment = iri.removeprefix(self.base).partition("#")
        return f"{self.root}{quote(path, safe='/:')}{self.suffix}{mark}{quote(fragment, safe='=,-')}"

    def iri(self, path: str) -> str:
        """Return the IRI of the thing whose page lies at a path, without the root.

        >>> Links("https://example.org/id/").iri("entity/Q212")
        'https://example.org/id/entity/Q212'
        """
        return self.base + unquote(path)

    def page(self, name: str) -> str:
        """Return the address of a page that is about no thing, such as a network.

        >>> Links("https://example.org/id/", "../", ".html").page("network/actors")
        '../network/actors.html'
        """
        return f"{self.root}{name}{self.suffix}"

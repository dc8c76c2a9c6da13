"""The Accept header of a request -> the formats that the client reads, the dearest first (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: format -> its media type, those of SPARQL 1.1 Query Results first.
RESULT_TYPES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPH_TYPES = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
MEDIA_TYPES = {**RESULT_TYPES, **GRAPH_TYPES}
#: names that clients also use.
_ALSO = {"application/json": "json", "application/xml": "xml", "text/xml": "xml", "text/plain": "ntriples"}
_PART = re.compile(r"\s*(?P<type>[\w.+*-]+/[\w.+*-]+)(?P<rest>[^,]*)(?:,|$)")
_QUALITY = re.compile(r";\s*q\s*=\s*(?P<value>[01](?:\.\d*)?)", re.IGNORECASE)


def formats(accept: str, types: Mapping[str, str] = MEDIA_TYPES) -> tuple[str, ...]:
    """Return the formats that a client accepts, the dearest first; all of them where it says nothing.

    >>> formats("text/turtle;q=0.5, application/ld+json")
    ('jsonld', 'turtle')
    >>> formats("text/csv;q=0.1, */*;q=0")
    ('csv',)
    """
    ranges = {match["type"].lower(): _quality(match["rest"]) for match in _PART.finditer(accept or "*/*")}
    qualities = {format_: _best(format_, type_, ranges) for format_, type_ in types.items()}
    ranked = sorted(qualities.items(), key=lambda item: -item[1])
    return tuple(format_ for format_, quality in ranked if quality > 0)


def prefers_page(accept: str) -> bool:
    """Tell whether a client would rather have a page than data, as a browser does.

    >>> prefers_page("text/html,application/xhtml+xml,*/*;q=0.8"), prefers_page("*/*"), prefers_page("text/turtle")
    (True, False, False)
    """
    ranges = {match["type"].lower(): _quality(match["rest"]) for match in _PART.finditer(accept)}
    page = max(ranges.get("text/html", 0), ranges.get("application/xhtml+xml", 0))
    return page > 0 and page >= max((_best(name, type_, ranges) for name, type_ in MEDIA_TYPES.items()), default=0)


def _best(format_: str, type_: str, ranges: Mapping[str, float]) -> float:
    """Return how dear a format is: the most specific range that covers its media type decides."""
    named = [ranges[name] for name in (type_, *_others(format_)) if name in ranges]
    if named:
        return max(named)
    return ranges.get(f"{type_.split('/', maxsplit=1)[0]}/*", ranges.get("*/*", 0))


def _others(format_: str) -> list[str]:
    return [name for name, known in _ALSO.items() if known == format_]


def _quality(parameters: str) -> float:
    match = _QUALITY.search(parameters)
    return float(match["value"]) if match else 1.0

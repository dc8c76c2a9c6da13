"""A report and the store -> the summary that ends a build, on standard error."""

from __future__ import annotations

import shlex
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING

import click
import pyoxigraph as ox

from kg.namespaces import DEP

if TYPE_CHECKING:
    from kg.pipeline import Report
    from kg.store import Store

_MOST = 6
_REFUSED = 20
_INDENT = 24
_WIDEST = 100

_DATES = "SELECT (MIN(STR(?d)) AS ?first) (MAX(STR(?d)) AS ?last) WHERE { GRAPH ?g { ?g dep:date ?d } }"
_LINKED = "SELECT (COUNT(DISTINCT ?entity) AS ?n) WHERE { GRAPH ?g { ?entity owl:sameAs ?other } }"
#: what is counted -> the pattern that finds a ?thing and the ?name of what it is counted as.
_COUNTED = {
    "entities": "?mention dep:refersTo ?thing . ?thing a ?name",
    "statements": "?thing dep:kind ?name",
    "speakers": "?thing dep:saidBy ?speaker . ?speaker rdfs:label ?name",
    "events": "?thing dep:factuality ?value ; a ?name",
    "factualities": "?thing dep:factuality ?name",
    "offices": "?holder dep:holdsOffice|dep:heldOffice ?thing . ?thing rdfs:label ?name",
}


def print_summary(report: Report, store: Store) -> None:
    """Print what was done, what was refused, what the store holds now, and what to try next."""
    _say(_done(report, store), bold=True)
    if report.refused:
        _say("\nRefused", fg="red", bold=True)
        for one in report.refused[:_REFUSED]:
            _say(f"  {one.source}: {one.reason}")
        if len(report.refused) > _REFUSED:
            _say(f"  … and {len(report.refused) - _REFUSED:,} more; runs.jsonl in the store lists all")
    if any(store.articles()):
        _say("\nThe store holds", bold=True)
        _print_holdings(store)
        _say("\nTry next", bold=True)
        option = f"--store {shlex.quote(str(store.path))}"
        _say(f"  kg query statements {option}")
        _say(f"  kg graph actors {option} -o network.html")
        _say(f"  kg export {option} -o graph.ttl")


def _say(text: str, *, bold: bool | None = None, fg: str | None = None) -> None:
    click.secho(text, err=True, bold=bold, fg=fg)


def _done(report: Report, store: Store) -> str:
    parts = (
        [_plural(report.stored, "article") + " stored"] if report.stored or not report.unchanged else ["nothing new"]
    )
    if report.unchanged:
        parts.append(f"{report.unchanged:,} unchanged")
    if report.refused:
        parts.append(f"{len(report.refused):,} refused")
    return f"{', '.join(parts)} in {report.seconds:.1f} s: {store.path}"


def _print_holdings(store: Store) -> None:
    [[first, last]] = _rows(store, _DATES)
    [[linked]] = _rows(store, _LINKED)
    found = {name: _counts(store, pattern) for name, pattern in _COUNTED.items()}
    dates = [first if first == last else f"{first} to {last}"] if first else []
    _line(sum(1 for _ in store.articles()), "articles", [*dates, f"{len(store):,} facts"])
    _line(_total(found["entities"]), "entities", [f"{int(linked):,} known to Wikidata", *_listed(found["entities"])])
    _line(_total(found["statements"]), "statements", _listed(found["statements"]))
    _more("most from", _listed(found["speakers"]))
    _line(_total(found["events"]), "events", _listed(found["events"]))
    _more("of which", _listed(found["factualities"]))
    _line(_total(found["offices"]), "offices", _listed(found["offices"]))


def _line(number: int, noun: str, parts: list[str]) -> None:
    """Print a number of things and, beside it, what they are, wrapped below each other."""
    first, *rest = _wrapped(parts) or [""]
    _say(f"  {click.style(f'{number:>8,}', bold=True)}  {noun:<{_INDENT - 12}}{first}".rstrip())
    for text in rest:
        _say(" " * _INDENT + text)


def _more(words: str, parts: list[str]) -> None:
    if parts:
        for text in _wrapped([f"{words} {parts[0]}", *parts[1:]]):
            _say(" " * _INDENT + text)


def _wrapped(parts: list[str]) -> list[str]:
    # No-break spaces keep a name together with its number.
    text = " · ".join(part.replace(" ", "\u00a0") for part in parts)
    width = min(get_terminal_size().columns, _WIDEST) - _INDENT
    return [line.replace("\u00a0", " ") for line in wrap(text, max(width, _INDENT), break_on_hyphens=False)]


def _counts(store: Store, pattern: str) -> list[tuple[str, int]]:
    """Return how many things bear each name, most first; terms of the ontology by their local names."""
    query = f"SELECT ?name (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ GRAPH ?g {{ {pattern} }} }} GROUP BY ?name"
    counts = [(name.removeprefix(DEP), int(number)) for name, number in _rows(store, query)]
    return sorted(counts, key=lambda count: (-count[1], count[0]))


def _rows(store: Store, query: str) -> list[list[str]]:
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    return [[term.value if term is not None else "" for term in row] for row in solutions]


def _total(counts: list[tuple[str, int]]) -> int:
    return sum(number for _, number in counts)


def _listed(counts: list[tuple[str, int]]) -> list[str]:
    """Return the largest counts in words.

    >>> _listed([("direct", 4), ("mixed", 1)])
    ['direct 4', 'mixed 1']
    """
    more = [f"{len(counts) - _MOST:,} more"] if len(counts) > _MOST else []
    return [f"{name} {number:,}" for name, number in counts[:_MOST]] + more


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"

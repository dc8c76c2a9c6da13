"""SPARQL that cannot be parsed -> what is wrong with it, where, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from kg.errors import QueryError
from kg.namespaces import PREFIXES

#: deeper input makes the SPARQL parser overflow the stack of the process.
MAX_NESTING = 200

_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<reason>.*)", re.DOTALL)
_STRINGS = r"""(?s:(?:\"{3}|'{3})(?:\\.|[^\\])*?(?:\"{3}|'{3}))|\"(?:\\.|[^"\\\r\n])*"|'(?:\\.|[^'\\\r\n])*'"""
_COMMENT = r"(?<!\\)#[^\r\n]*"
#: an apostrophe in an IRI may look like the beginning of a string, and what follows «less than» like an IRI.
_QUOTED = tuple(re.compile(rf"{_STRINGS}|(?P<iri><[^<>\s{quotes}]*>)|{_COMMENT}") for quotes in ("", "\"'"))
_PREFIXED = re.compile(r"(?<![\w?$@:.-])(?P<prefix>[^\W\d_][\w.-]*)?:(?=[\w%\\]|\s|[;.,)}])")
_DECLARED = re.compile(r"\bPREFIX\s+(?P<prefix>[^\s:]*):", re.IGNORECASE)
_UPDATE = re.compile(r"\b(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)\b", re.IGNORECASE)
#: prefixes that people write by heart.
_WELL_KNOWN = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dct": "http://purl.org/dc/terms/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "org": "http://www.w3.org/ns/org#",
    "p": "http://www.wikidata.org/prop/",
    "ps": "http://www.wikidata.org/prop/statement/",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "void": "http://rdfs.org/ns/void#",
    "wdt": "http://www.wikidata.org/prop/direct/",
}


def check_nesting(text: str) -> None:
    """Raise QueryError when brackets nest deeper than the SPARQL parser can bear."""
    for quoted in _QUOTED:
        depth = 0
        for char in quoted.sub(_openings, text):
            depth += (char in "({[") - (char in ")}]")
            if depth > MAX_NESTING:
                raise QueryError(f"the query nests brackets more than {MAX_NESTING} deep: write it flatter")


def explained(name: str, text: str, error: QueryError) -> QueryError:
    """Return an error with the line it speaks of, a mark below the place, and the remedy where there is one."""
    match = _PLACE.search(str(error))
    if not match:
        return error
    line, column = int(match["line"]), int(match["column"])
    lines = text.splitlines()
    shown = lines[line - 1] if line <= len(lines) else ""
    mark = f"\n  {shown}\n  {' ' * (column - 1)}^" if shown.strip() else ""
    said = f"query '{name}' is not valid SPARQL: line {line}, column {column}"
    return QueryError(f"{said}: {_reason(match['reason'], text)}{mark}")


def unknown_prefixes(text: str) -> Iterator[str]:
    """Yield the prefixes that a query uses and nobody declares.

    >>> list(unknown_prefixes("PREFIX a: <urn:a#> SELECT * { ?s a:b/foaf:name ?n ; dep:said 'x:y' }"))
    ['foaf']
    """
    bare = _QUOTED[0].sub(" ", text)
    declared = {match["prefix"] for match in _DECLARED.finditer(bare)} | PREFIXES.keys()
    used = dict.fromkeys(match["prefix"] or "" for match in _PREFIXED.finditer(_DECLARED.sub(" ", bare)))
    return (prefix for prefix in used if prefix not in declared)


def remedy(prefix: str) -> str:
    """Return what to write for an unknown prefix.

    >>> remedy("foaf")
    "unknown prefix 'foaf': begin the query with PREFIX foaf: <http://xmlns.com/foaf/0.1/>"
    >>> remedy("depp")
    "unknown prefix 'depp'; did you mean 'dep'?"
    """
    near = get_close_matches(prefix, PREFIXES, n=1, cutoff=0.6)
    if near:
        return f"unknown prefix '{prefix}'; did you mean '{near[0]}'?"
    return f"unknown prefix '{prefix}': begin the query with PREFIX {prefix}: <{_WELL_KNOWN.get(prefix, '…')}>"


def _reason(reason: str, text: str) -> str:
    if "Prefix not found" in reason:
        return next((remedy(prefix) for prefix in unknown_prefixes(text)), "unknown prefix")
    if _UPDATE.match(_DECLARED.sub(" ", _QUOTED[0].sub(" ", text)).strip()):
        return "this is an update, and the store is changed by 'kg build' only: ask with SELECT, ASK or CONSTRUCT"
    words = re.sub(r"\s+", " ", reason)
    return words if len(words) <= 120 else f"{words[:120]}…"


def _openings(match: re.Match[str]) -> str:
    """Return what may open brackets in something quoted: an IRI may be an expression after «less than»."""
    return re.sub(r"[^({[]", "", match["iri"] or "")

"""A query whose answer is empty -> the first of its triple patterns that matches nothing, in words.

Only patterns that every row needs count: none in OPTIONAL, MINUS, UNION or a filter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any

from kg import resources
from kg.namespaces import PREFIXES
from kg.query.asking import Asks
from kg.query.syntax import unknown_prefixes

_DECLARED = re.compile(r"^(dep|rdfs|skos|owl):(\w+) a ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A triple pattern as SPARQL and as a reader writes it, and the graph in which it stands."""

    graph: str
    sparql: str
    shown: str

    def __str__(self) -> str:
        return f"GRAPH {self.graph} {{ {self.sparql} }}" if self.graph else f"{{ {self.sparql} }}"


def why_empty(text: str, asks: Asks) -> str | None:
    """Return why nothing answers a query, None where that cannot be told.

    ``asks`` answers queries, as `kg.query.asker` returns it. Raises QueryError where it does.
    """
    patterns = _patterns(text)
    if not patterns:
        return None
    for pattern in patterns:
        if not asks(f"ASK {{ {pattern} }}"):
            return f"nothing in the graph matches «{pattern.shown}»{_misspelt(pattern.shown)}"
    for count in range(2, len(patterns) + 1):
        if not asks(f"ASK {{ {' '.join(map(str, patterns[:count]))} }}"):
            return f"nothing matches «{patterns[count - 1].shown}» together with the patterns before it"
    return "each pattern matches something: it is a filter, VALUES or a parameter that leaves nothing"


def _patterns(text: str) -> list[_Pattern]:
    """Return the triple patterns that every row needs, in the order in which they are written."""
    from pyparsing import ParseException
    from rdflib.plugins.sparql.algebra import translatePath, translatePName, translatePrologue, traverse
    from rdflib.plugins.sparql.parser import parseQuery

    if any(unknown_prefixes(text)):
        return []
    try:
        head, query = parseQuery(text)
        known = translatePrologue(head, None, PREFIXES)
        where = traverse(query.where, visitPost=partial(translatePName, prologue=known))
        return list(_needed(traverse(where, visitPost=translatePath), ""))
    except (ParseException, RecursionError):  # an extension of SPARQL, or brackets that nest deeply
        return []


def _needed(part: Any, graph: str) -> Iterator[_Pattern]:
    name = getattr(part, "name", None)
    if name == "TriplesBlock":
        for terms in part.triples:
            for start in range(0, len(terms), 3):
                yield _pattern(graph, terms[start : start + 3])
    elif name == "GraphGraphPattern":
        yield from _needed(part.graph, part.term.n3())
    elif name == "GroupGraphPatternSub":
        for one in part.part or ():
            yield from _needed(one, graph)
    elif name == "GroupOrUnionGraphPattern" and len(part.graph) == 1:
        yield from _needed(part.graph[0], graph)
    elif name == "SubSelect":
        yield from _needed(part.where, graph)


def _pattern(graph: str, terms: Any) -> _Pattern:
    # a blank node may stand in one graph pattern only; a variable may stand in several
    written = [re.sub(r"_:(\w+)", r"?_\1", term.n3()) for term in terms]
    shown = " ".join(re.sub(r"\?_\w{33}", "[]", text) for text in written)
    return _Pattern(graph, " ".join(written), re.sub(r"<([^>]*)>", _shortened, shown).replace(" rdf:type ", " a "))


def _shortened(match: re.Match[str]) -> str:
    for prefix, namespace in PREFIXES.items():
        if match[1].startswith(namespace):
            return f"{prefix}:{match[1].removeprefix(namespace)}"
    return match[0]


def _misspelt(shown: str) -> str:
    """Return the term that was meant where a pattern has one that the ontology does not declare."""
    ontology = (resources.folder("ontology") / "depeche.ttl").read_text(encoding="utf-8")
    known = {local: f"{prefix}:{local}" for prefix, local in _DECLARED.findall(ontology)}
    for term in re.findall(r"dep:(\w+)", shown):
        if known.get(term) != f"dep:{term}":
            near = get_close_matches(term, known, n=1)
            return f": the ontology has no dep:{term}" + (f"; did you mean {known[near[0]]}?" if near else "")
    return ""

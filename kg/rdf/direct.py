"""Claims, events and holdings -> direct triples such as ``A dep:met B``, as the table ``direct`` says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from pyoxigraph import NamedNode

from kg.knowledge.tables import lexicon
from kg.rdf.graph import Graph
from kg.rdf.vocab import dep

#: the term of a rule that holds for every claim, whatever its act.
ANY = "any"
Ends = Mapping[str, Sequence[NamedNode]]


class Rule(NamedTuple):
    """From which end of a thing to which other end a direct triple leads."""

    subject: str
    object: str
    predicate: str
    symmetric: bool


@cache
def rules() -> Mapping[tuple[str, str], tuple[Rule, ...]]:
    """Return the rules for each kind of thing and term."""
    found: dict[tuple[str, str], tuple[Rule, ...]] = defaultdict(tuple)
    for row in lexicon("direct"):
        rule = Rule(row["subject"], row["object"], row["predicate"], row["symmetric"] == "yes")
        found[row["kind"], row["term"]] += (rule,)
    return dict(found)


def moves_troops(term: str) -> bool:
    """Tell whether what an event counts are troops.

    >>> moves_troops("Deploy"), moves_troops("Aid")
    (True, False)
    """
    return any(rule.object == "troops" for rule in rules().get(("event", term), ()))


def add_direct(graph: Graph, kind: str, term: str, ends: Ends) -> None:
    """Add the direct triples between the ends of a claim, an event or a holding; nothing relates to itself."""
    for rule in (*rules().get((kind, ANY), ()), *rules().get((kind, term), ())):
        for subject, target in _pairs(rule, ends):
            graph.add(subject, dep(rule.predicate), target)


def _pairs(rule: Rule, ends: Ends) -> Iterator[tuple[NamedNode, NamedNode]]:
    for one, other in product(ends.get(rule.subject, ()), ends.get(rule.object, ())):
        if one != other:
            yield one, other
            if rule.symmetric:
                yield other, one

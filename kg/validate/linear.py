"""Rules of ``shapes.ttl`` that SPARQL checks in the square of an article's length -> the same rules in one pass.

A constraint of the shapes names its rule here by ``depsh:linear``; pySHACL does not know that word and asks the query,
and a test checks that both find the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.namespaces import DEP
from kg.validate.components import XSD
from kg.validate.data import Data, Node

#: yields the focus node and the value at fault.
Rule = Callable[[Data, Iterable[Node]], Iterator[tuple[Node, Node]]]

_ARTICLE, _TEXT, _START, _END, _EXACT, _PART, _REPORTS, _MENTIONED_IN, _TRIGGER_START = (
    ox.NamedNode(DEP + name)
    for name in ("article", "text", "start", "end", "exact", "part", "reports", "mentionedIn", "triggerStart")
)
#: datatype -> how xsd:integer() reads its literals.
_CASTS: Mapping[str, Callable[[str], int]] = {
    XSD + "integer": int,
    XSD + "string": int,
    XSD + "decimal": lambda text: int(float(text)),
    XSD + "boolean": lambda text: int(text in ("true", "1")),
}
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)|true|false", re.ASCII)


def said_by_the_text(data: Data, articles: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """Yield evidence whose words are not those of the text between its offsets."""
    evidence: dict[Node, list[Node]] = defaultdict(list)
    for node in data.subjects_of(_ARTICLE):
        for article in data.values(node, _ARTICLE):
            evidence[article].append(node)
    for article in articles:
        for text in _texts(data, article, _TEXT):
            yield from ((article, one) for one in evidence[article] if _misquotes(data, one, text))


def inside_the_content(data: Data, claims: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """Yield claims with the events that they report though no trigger of theirs lies in the content."""
    for claim in claims:
        spans = [span for part in data.values(claim, _PART) for span in _spans(data, part)]
        for event in data.values(claim, _REPORTS):
            mentions = data.values(event, _MENTIONED_IN)
            triggers = [start for mention in mentions for start in _integers(data, mention, _TRIGGER_START)]
            if not any(start <= trigger < end for trigger in triggers for start, end in spans):
                yield claim, event


RULES: Mapping[str, Rule] = {"said by the text": said_by_the_text, "inside the content": inside_the_content}


def _misquotes(data: Data, evidence: Node, text: str) -> bool:
    return any(
        0 <= start < end <= len(text) and text[start:end] != exact
        for start, end in _spans(data, evidence)
        for exact in _texts(data, evidence, _EXACT)
    )


def _spans(data: Data, evidence: Node) -> Iterator[tuple[int, int]]:
    return ((start, end) for start in _integers(data, evidence, _START) for end in _integers(data, evidence, _END))


def _texts(data: Data, subject: Node, predicate: Node) -> Iterator[str]:
    return (value.value for value in data.values(subject, predicate) if not isinstance(value, ox.BlankNode))


def _integers(data: Data, subject: Node, predicate: Node) -> Iterator[int]:
    """Yield the values of a property as numbers; what xsd:integer() cannot read fails the filter, and is left out."""
    for value in data.values(subject, predicate):
        cast = _CASTS.get(value.datatype.value) if isinstance(value, ox.Literal) else None
        if cast and _NUMBER.fullmatch(value.value):
            try:
                yield cast(value.value)
            except ValueError:
                continue

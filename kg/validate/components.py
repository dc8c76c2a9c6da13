"""The constraint components of SHACL that ``shapes.ttl`` uses: parameter in, check out.

A check takes the data, a focus node and its value nodes, and yields a finding for each failure: the property at fault
and the value at fault, None where the shape's own path, or no value, is meant. Values that cannot be compared fail a
comparison, as the standard says. https://www.w3.org/TR/shacl/
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import pyoxigraph as ox

from kg.validate.data import Data, Node

SH = "http://www.w3.org/ns/shacl#"
XSD = "http://www.w3.org/2001/XMLSchema#"


class Finding(NamedTuple):
    """Where a check failed."""

    value: Node | None = None
    path: Node | None = None


_INTEGER, _DECIMAL, _DATE = (ox.NamedNode(XSD + name) for name in ("integer", "decimal", "date"))
_NUMERIC = frozenset({_INTEGER, _DECIMAL})
#: datatype -> what its literals look like; the datatypes that the shapes name and that have a form.
_FORMS = {
    _INTEGER: re.compile(r"[+-]?[0-9]+"),
    _DECIMAL: re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
    _DATE: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    ox.NamedNode(XSD + "boolean"): re.compile(r"true|false|1|0"),
}

Check = Callable[[Data, Node, Sequence[Node]], Iterable[Finding]]
Test = Callable[[Data, Node], bool]


def each(test: Test) -> Check:
    """Return the check that every value passes a test."""

    def check(data: Data, _focus: Node, values: Sequence[Node]) -> Iterator[Finding]:
        return (Finding(value) for value in values if not test(data, value))

    return check


def min_count(least: Node) -> Check:
    count = int(_lexical(least))
    return lambda _data, _focus, values: [Finding()] if len(values) < count else []


def max_count(most: Node) -> Check:
    count = int(_lexical(most))
    return lambda _data, _focus, values: [Finding()] if len(values) > count else []


def unique_lang(wanted: Node) -> Check:
    if _lexical(wanted) != "true":
        return lambda _data, _focus, _values: []

    def check(_data: Data, _focus: Node, values: Sequence[Node]) -> Iterator[Finding]:
        counts = Counter(value.language for value in values if isinstance(value, ox.Literal) and value.language)
        return (Finding() for count in counts.values() if count > 1)

    return check


def kind(parent: Node) -> Test:
    return lambda data, value: data.is_a(value, parent)


def datatype(wanted: Node) -> Test:
    def test(_data: Data, value: Node) -> bool:
        return isinstance(value, ox.Literal) and value.datatype == wanted and _well_formed(value)

    return test


def node_kind(wanted: Node) -> Test:
    if wanted != ox.NamedNode(SH + "IRI"):
        raise ValueError(f"shapes.ttl uses sh:nodeKind {wanted}: only sh:IRI is known here")
    return lambda _data, value: isinstance(value, ox.NamedNode)


def pattern(expression: Node) -> Test:
    search = re.compile(_lexical(expression)).search
    return lambda _data, value: not isinstance(value, ox.BlankNode) and search(value.value) is not None


def min_length(least: Node) -> Test:
    length = int(_lexical(least))
    return lambda _data, value: not isinstance(value, ox.BlankNode) and len(value.value) >= length


def min_inclusive(bound: Node) -> Test:
    return lambda _data, value: _at_most(bound, value)


def max_inclusive(bound: Node) -> Test:
    return lambda _data, value: _at_most(value, bound)


def member(options: Sequence[Node]) -> Test:
    allowed = frozenset(options)
    return lambda _data, value: value in allowed


def language_in(tags: Sequence[Node]) -> Test:
    allowed = tuple(_lexical(tag).lower() for tag in tags)

    def test(_data: Data, value: Node) -> bool:
        language = (value.language or "").lower() if isinstance(value, ox.Literal) else ""
        return any(language == tag or language.startswith(tag + "-") for tag in allowed)

    return test


def any_of(tests: Sequence[Sequence[Test]]) -> Test:
    return lambda data, value: any(all(test(data, value) for test in group) for group in tests)


def less_than(other: Node) -> Check:
    return _compared(
        other, lambda value, bound: value != bound and _at_most(value, bound) and not _at_most(bound, value)
    )


def less_than_or_equals(other: Node) -> Check:
    return _compared(other, _at_most)


def closed(allowed: Iterable[Node]) -> Check:
    known = frozenset(allowed)

    def check(data: Data, focus: Node, _values: Sequence[Node]) -> Iterator[Finding]:
        for path, values in data.facts.get(focus, {}).items():
            if path not in known:
                yield from (Finding(value, path) for value in values)

    return check


#: local name of a parameter that takes one node -> the check of all values, or the test of each.
CHECKS: Mapping[str, Callable[[Node], Check]] = {
    "lessThan": less_than,
    "lessThanOrEquals": less_than_or_equals,
    "maxCount": max_count,
    "minCount": min_count,
    "uniqueLang": unique_lang,
}
TESTS: Mapping[str, Callable[[Node], Test]] = {
    "class": kind,
    "datatype": datatype,
    "maxInclusive": max_inclusive,
    "minInclusive": min_inclusive,
    "minLength": min_length,
    "nodeKind": node_kind,
    "pattern": pattern,
}
#: the same for parameters that take a list.
LIST_TESTS: Mapping[str, Callable[[Sequence[Node]], Test]] = {"in": member, "languageIn": language_in}


def _compared(other: Node, holds: Callable[[Node, Node], bool]) -> Check:
    def check(data: Data, focus: Node, values: Sequence[Node]) -> Iterator[Finding]:
        bounds = data.values(focus, other)
        return (Finding(value) for value in values for bound in bounds if not holds(value, bound))

    return check


def _lexical(node: Node) -> str:
    return node.value


def _at_most(low: Node, high: Node) -> bool:
    return (first := _number(low)) is not None and (second := _number(high)) is not None and first <= second


def _number(node: Node) -> float | None:
    numeric = isinstance(node, ox.Literal) and node.datatype in _NUMERIC and _well_formed(node)
    return float(node.value) if numeric else None


def _well_formed(literal: ox.Literal) -> bool:
    form = _FORMS.get(literal.datatype)
    if form is not None and not form.fullmatch(literal.value):
        return False
    return literal.datatype != _DATE or _in_calendar(literal.value)


def _in_calendar(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True

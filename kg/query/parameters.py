"""What somebody types for a parameter of a question -> an RDF term of its type, or a refusal with the remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

import pyoxigraph as ox

from kg import matching
from kg.errors import QueryError
from kg.model import Act, EntityType, EventType, Factuality, Term
from kg.namespaces import DEP, PREFIXES

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_XSD = PREFIXES["xsd"]
_LISTS: Mapping[str, type[Term]] = {
    "act": Act,
    "factuality": Factuality,
    "event": EventType,
    "entity": EntityType,
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be told: a name, the type of its value, a default, a note in French and English."""

    name: str
    type: str
    default: str = ""
    note: tuple[str, str] = ("", "")

    def term(self, value: str) -> ox.NamedNode | ox.Literal | None:
        """Return the value as an RDF term, None for the empty value: anything goes.

        >>> str(Parameter("since", "date").term("2022-02"))
        '"2022-02"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
        """
        if not value:
            return None
        try:
            return TYPES[self.type](value)
        except ValueError as error:
            raise QueryError(f"parameter '{self.name}': {error}") from error


def hint(name: str, known: Mapping[str, object], otherwise: str) -> str:
    """Return the known name that was meant, else all of them.

    >>> hint("statments", {"statements": 0, "roles": 0}, "")
    "; did you mean 'statements'?"
    """
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        return f"; did you mean '{near[0]}'?"
    return f"; known: {listed(known)}" if known else f"; {otherwise}"


def listed(names: Mapping[str, object]) -> str:
    return ", ".join(sorted(names))


def _integer(value: str) -> ox.Literal:
    if not re.fullmatch(r"-?\d+", value):
        raise ValueError(f"'{value}' is not a whole number")
    return ox.Literal(value, datatype=ox.NamedNode(_XSD + "integer"))


def _date(value: str) -> ox.Literal:
    if not _DATE.fullmatch(value) or not _in_calendar(value):
        raise ValueError(f"'{value}' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")
    return ox.Literal(value, datatype=ox.NamedNode(_XSD + {4: "gYear", 7: "gYearMonth", 10: "date"}[len(value)]))


def _in_calendar(value: str) -> bool:
    try:
        date.fromisoformat(value + "-01" * (2 - value.count("-")))
    except ValueError:
        return False
    return True


def _iri(value: str) -> ox.NamedNode:
    prefix, _, local = value.partition(":")
    try:
        return ox.NamedNode(PREFIXES[prefix] + local if prefix in PREFIXES else value)
    except ValueError as error:
        raise ValueError(f"'{value}' is not an IRI: write https://… or a prefixed name such as wd:Q212") from error


def _one_of(terms: type[Term]) -> Callable[[str], ox.NamedNode]:
    def term(value: str) -> ox.NamedNode:
        values = {member.value: member for member in terms}
        if value not in values:
            raise ValueError(f"'{value}' is none of the list" + hint(value, values, ""))
        return ox.NamedNode(DEP + value)

    return term


#: type of a parameter -> how a value becomes an RDF term; raises ValueError.
TYPES: Mapping[str, Callable[[str], ox.NamedNode | ox.Literal]] = {
    "name": lambda value: ox.Literal(matching.pattern(value)),
    "text": lambda value: ox.Literal(matching.pattern(value)),
    "string": ox.Literal,
    "integer": _integer,
    "date": _date,
    "iri": _iri,
    **{name: _one_of(terms) for name, terms in _LISTS.items()},
}
#: type of a parameter -> its values, for those of a closed list.
CHOICES: Mapping[str, tuple[str, ...]] = {
    name: tuple(member.value for member in terms) for name, terms in _LISTS.items()
}

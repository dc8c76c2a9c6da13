"""Python values -> typed literals, written as the store keeps them: a graph read back equals the graph written."""

from __future__ import annotations

import math
import re
from datetime import date

from pyoxigraph import Literal

from kg.errors import GraphError
from kg.rdf.vocab import xsd

_DATE = re.compile(r"\d{4}(?P<month>-\d{2}(?P<day>-\d{2})?)?", re.ASCII)
_DECIMALS = 6


def text(value: str) -> Literal:
    """Return a string. Raises GraphError for half a surrogate pair, which no RDF can hold."""
    _encodable(value)
    return Literal(value)


def french(value: str) -> Literal:
    """Return a string in French."""
    _encodable(value)
    return Literal(value, language="fr")


def integer(value: int) -> Literal:
    """Return an xsd:integer."""
    return Literal(str(value), datatype=xsd("integer"))


def boolean(value: bool) -> Literal:
    """Return an xsd:boolean."""
    return Literal(value)


def decimal(value: float) -> Literal:
    """Return an xsd:decimal in its shortest form.

    >>> decimal(8500.0).value, decimal(1.5).value
    ('8500', '1.5')
    """
    if not math.isfinite(value):
        raise GraphError(f"{value} is not a number that RDF can hold")
    return Literal(f"{value + 0:.{_DECIMALS}f}".rstrip("0").rstrip("."), datatype=xsd("decimal"))


def day(value: str) -> Literal:
    """Return an xsd:date, gYearMonth or gYear, by the shape of the string.

    >>> day("2022-02").datatype.value.rpartition("#")[2]
    'gYearMonth'

    Raises GraphError for anything else, and for a day that no calendar has.
    """
    match = _DATE.fullmatch(value)
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        match = None
    if match is None:
        raise GraphError(f"'{value}' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")
    kind = "date" if match["day"] else "gYearMonth" if match["month"] else "gYear"
    return Literal(value, datatype=xsd(kind))


def _encodable(value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise GraphError(f"half a surrogate pair at character {error.start} of a text: repair the file") from error

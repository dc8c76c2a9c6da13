"""A question's name and its parameters -> the answer, from a local store or a remote SPARQL endpoint."""

from kg.query.asking import Asks, answer, ask, asker
from kg.query.empty import why_empty
from kg.query.files import Query, catalogue, load, names, parse
from kg.query.parameters import CHOICES, TYPES, Parameter
from kg.query.syntax import MAX_NESTING, check_nesting

__all__ = [
    "CHOICES",
    "MAX_NESTING",
    "TYPES",
    "Asks",
    "Parameter",
    "Query",
    "answer",
    "ask",
    "asker",
    "catalogue",
    "check_nesting",
    "load",
    "names",
    "parse",
    "why_empty",
]

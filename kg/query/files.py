"""A name, a file or standard input -> a question: SPARQL for any triplestore, below a header of comments.

    # title@fr: Qui dément quoi
    # title@en: Who denies what
    # description@fr: Les démentis …
    # description@en: Denials …
    # param: speaker:name= | nom de la source | name of the source
    # columns: source speaker content
    # view: table

Its parameters stand in one line of the query, ``VALUES (?speaker) { (UNDEF) }  # parameters``. Values are turned into
RDF terms first and that line is written anew from the terms, so that no value can change the query; what is not given
is left out of it. A name becomes a
regular expression of the labels of what the graph calls so.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg import resources
from kg.errors import QueryError
from kg.query.parameters import TYPES, Parameter, hint, listed

_HEADER = re.compile(r"#\s*(?P<key>[a-z]+)(?:@(?P<lang>[a-z]{2}))?:\s*(?P<value>.*)")
_PARAMETER = re.compile(r"(?P<name>\w+):(?P<type>\w+)(?:=(?P<default>[^|]*))?(?:\|(?P<fr>[^|]*)\|(?P<en>[^|]*))?")
_VALUES = re.compile(r"^(?P<indent>[ ]*)VALUES .*# parameters$", re.MULTILINE)
_PATTERN = re.compile(r"(?P<before>\bREGEX\(STR\(\?\w+\), )\?(?P<name>\w+)\b")


@dataclass(frozen=True, slots=True)
class Query:
    """A question: its SPARQL and what its header says. Titles and descriptions by language."""

    name: str
    text: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[str, ...] = ()
    view: str = "table"

    def bound(self, values: Mapping[str, str], patterns: Mapping[str, str] | None = None) -> str:
        """Return the SPARQL with these values of parameters, the defaults for the others.

        ``patterns`` are those of names, by parameter, where more is known than the name as typed.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                raise QueryError(
                    f"query '{self.name}' has no parameter '{name}'" + hint(name, known, "it has no parameters")
                )
        if not known:
            return self.text
        chosen = {name: ox.Literal(pattern) for name, pattern in (patterns or {}).items()}
        terms = {name: chosen.get(name) or p.term(values.get(name, p.default)) for name, p in known.items()}
        # what is left open stands in no VALUES: Virtuoso loses a variable that is undefined there and bound elsewhere
        given = {name: str(term) for name, term in terms.items() if term is not None}
        line = f"VALUES ({_variables(given)}) {{ ({' '.join(given.values())}) }}  " if given else ""
        text, found = _VALUES.subn(lambda match: f"{match['indent']}{line}# parameters", self.text)
        if found != 1:
            raise QueryError(f"query '{self.name}' needs one line 'VALUES ({_variables(known)}) {{ … }}  # parameters'")
        # a pattern that is a constant is compiled once, one in a variable for every row
        return _PATTERN.sub(lambda match: match["before"] + given.get(match["name"], f"?{match['name']}"), text)


def catalogue(folder: str = "") -> Iterator[Query]:
    """Yield the questions that come with the package by name; ``folder="views"`` yields the networks."""
    for name, path in names(folder).items():
        yield parse(name, path.read_text(encoding="utf-8"))


def names(folder: str = "") -> dict[str, Path]:
    """Return the files of the questions that come with the package by name, in order.

    >>> "actors" in names("views")
    True
    """
    return {path.stem: path for path in sorted((resources.folder("queries") / folder).glob("*.rq"))}


def load(name: str, folder: str = "") -> Query:
    """Return the question of this name, of this file (a path that ends in ``.rq``), or of standard input (``-``).

    >>> load("statements").columns[:3]
    ('source', 'statement', 'speaker')
    """
    if name == "-":
        return parse("-", sys.stdin.read())
    known = names(folder)
    if name not in known and not name.endswith(".rq"):
        kind = "view" if folder else "query"
        raise QueryError(f"unknown {kind} '{name}'" + hint(name, known, "a file's name must end in .rq"))
    path = known.get(name, Path(name))
    try:
        return parse(name, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise QueryError(f"query file {path} cannot be read: {reason}") from error


def parse(name: str, text: str) -> Query:
    """Return the question that a text holds; what its header does not say stays empty."""
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if match := _HEADER.fullmatch(line.strip()):
            if match["key"] == "param":
                parameters.append(_parameter(name, match["value"]))
            else:
                fields[f"{match['key']}@{match['lang']}" if match["lang"] else match["key"]] = match["value"]
    return Query(
        name=name,
        text=text,
        title={lang: fields.get(f"title@{lang}", "") for lang in ("fr", "en")},
        description={lang: fields.get(f"description@{lang}", "") for lang in ("fr", "en")},
        parameters=tuple(parameters),
        columns=tuple(fields.get("columns", "").split()),
        view=fields.get("view", "table"),
    )


def _variables(names: Iterable[str]) -> str:
    return " ".join(f"?{name}" for name in names)


def _parameter(query: str, value: str) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    if not match or match["type"] not in TYPES:
        raise QueryError(
            f"query '{query}': cannot read '# param: {value}': write name:type=default, types {listed(TYPES)}"
        )
    note = (match["fr"] or "").strip(), (match["en"] or "").strip()
    return Parameter(match["name"], match["type"], (match["default"] or "").strip(), note)

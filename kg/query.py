"""A question's name and its parameters -> the answer, from a local store or a remote SPARQL endpoint.

A question is a file of ``queries/``: plain SPARQL that runs on any triplestore, below a header of comments:

    # title@fr: Qui dément quoi
    # title@en: Who denies what
    # description@fr: Les démentis …
    # description@en: Denials …
    # param: speaker:name= | nom de la source | name of the source
    # columns: source speaker content
    # view: table

Its parameters stand in one line of the query, ``VALUES (?speaker) { (UNDEF) }  # parameters``. Values are turned into
RDF terms first and that line is written anew from the terms, so that no value can change the query. A name becomes a
regular expression of the labels of what the graph calls so.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg import matching, resources
from kg.answer import Answer
from kg.errors import QueryError
from kg.model import Act, EntityType, EventType, Factuality, Term
from kg.namespaces import DEP, PREFIXES
from kg.store import Store

#: deeper input makes the SPARQL parser overflow the stack of the process.
MAX_NESTING = 200

_HEADER = re.compile(r"#\s*(?P<key>[a-z]+)(?:@(?P<lang>[a-z]{2}))?:\s*(?P<value>.*)")
_PARAMETER = re.compile(r"(?P<name>\w+):(?P<type>\w+)(?:=(?P<default>[^|]*))?(?:\|(?P<fr>[^|]*)\|(?P<en>[^|]*))?")
_VALUES = re.compile(r"^(?P<indent>[ ]*)VALUES .*# parameters$", re.MULTILINE)
_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<reason>.*)", re.DOTALL)
#: strings, IRIs and comments: brackets in them close nothing.
_QUOTED = re.compile(r"""\"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|<[^<>\s]*>|#.*""")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_XSD = PREFIXES["xsd"]
_Asks = Callable[[str], Answer]


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
                    f"query '{self.name}' has no parameter '{name}'" + _hint(name, known, "it has no parameters")
                )
        if not known:
            return self.text
        chosen = {name: ox.Literal(pattern) for name, pattern in (patterns or {}).items()}
        terms = [chosen.get(name) or p.term(values.get(name, p.default)) for name, p in known.items()]
        row = " ".join("UNDEF" if term is None else str(term) for term in terms)
        names = " ".join(f"?{name}" for name in known)
        line = f"VALUES ({names}) {{ ({row}) }}  # parameters"
        text, found = _VALUES.subn(lambda match: match["indent"] + line, self.text)
        if found != 1:
            raise QueryError(f"query '{self.name}' needs one line 'VALUES ({names}) {{ … }}  # parameters'")
        return text


def catalogue(folder: str = "") -> Iterator[Query]:
    """Yield the questions that come with the package by name; ``folder="views"`` yields the networks."""
    for path in sorted((resources.folder("queries") / folder).glob("*.rq")):
        yield parse(path.stem, path.read_text(encoding="utf-8"))


def load(name: str, folder: str = "") -> Query:
    """Return the question of this name, of this file (a path that ends in ``.rq``), or of standard input (``-``).

    >>> load("statements").columns[:3]
    ('source', 'statement', 'speaker')
    """
    if name == "-":
        return parse("-", sys.stdin.read())
    known = {path.stem: path for path in (resources.folder("queries") / folder).glob("*.rq")}
    if name not in known and not name.endswith(".rq"):
        kind = "view" if folder else "query"
        raise QueryError(f"unknown {kind} '{name}'" + _hint(name, known, "a file's name must end in .rq"))
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


def ask(
    query: Query,
    values: Mapping[str, str] | None = None,
    *,
    store: Store | None = None,
    endpoint: str | None = None,
    timeout: float = 60,
) -> Answer:
    """Return the answer to a question, from the store or, where given, from the endpoint; graphs as sorted triples.

    ``timeout`` is in seconds and holds for the endpoint. Raises QueryError.
    """
    if endpoint:
        from kg.remote import ask as ask_endpoint

        answer: _Asks = partial(ask_endpoint, endpoint, timeout=timeout)
    elif store is not None:
        answer = partial(_ask_store, store, query.name)
    else:
        raise QueryError("a question needs a store or an endpoint")
    text = query.bound(values or {})
    check_nesting(text)
    patterns = dict(_meant(query, values or {}, answer))
    return answer(query.bound(values or {}, patterns) if patterns else text)


def _ask_store(store: Store, name: str, text: str) -> Answer:
    try:
        results = store.query(text)
    except QueryError as error:
        raise _placed(name, text, error) from error
    return sorted(results, key=str) if isinstance(results, ox.QueryTriples) else results


def _meant(query: Query, values: Mapping[str, str], answer: _Asks) -> Iterator[tuple[str, str]]:
    """Yield the parameters that are names, each with a pattern of the labels of what the graph calls so."""
    for parameter in query.parameters:
        value = values.get(parameter.name, parameter.default)
        if parameter.type == "name" and value.strip():
            found = answer(matching.SPARQL.format(pattern=ox.Literal(matching.pattern(value))))
            assert isinstance(found, ox.QuerySolutions)
            pairs = [(row["label"], row["name"]) for row in found]
            yield parameter.name, matching.meant(value, [(label.value, name.value) for label, name in pairs])


def check_nesting(text: str) -> None:
    """Raise QueryError when brackets nest deeper than the SPARQL parser can bear."""
    depth = 0
    for char in _QUOTED.sub("", text):
        depth += (char in "({[") - (char in ")}]")
        if depth > MAX_NESTING:
            raise QueryError(f"the query nests brackets more than {MAX_NESTING} deep: write it flatter")


def _parameter(query: str, value: str) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    if not match or match["type"] not in TYPES:
        raise QueryError(
            f"query '{query}': cannot read '# param: {value}': write name:type=default, types {_list(TYPES)}"
        )
    note = (match["fr"] or "").strip(), (match["en"] or "").strip()
    return Parameter(match["name"], match["type"], (match["default"] or "").strip(), note)


def _placed(name: str, text: str, error: QueryError) -> QueryError:
    """Return the error with the line it speaks of and a mark below the place."""
    match = _PLACE.search(str(error))
    if not match:
        return error
    line, column = int(match["line"]), int(match["column"])
    shown = text.splitlines()[line - 1] if line <= len(text.splitlines()) else ""
    reason = re.sub(r"\s+", " ", match["reason"])
    reason = reason if len(reason) <= 120 else f"{reason[:120]}…"
    mark = f"\n  {shown}\n  {' ' * (column - 1)}^" if shown.strip() else ""
    return QueryError(f"query '{name}' is not valid SPARQL: line {line}, column {column}: {reason}{mark}")


def _hint(name: str, known: Mapping[str, object], otherwise: str) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        return f"; did you mean '{near[0]}'?"
    return f"; known: {_list(known)}" if known else f"; {otherwise}"


def _list(names: Mapping[str, object]) -> str:
    return ", ".join(sorted(names))


def _integer(value: str) -> ox.Literal:
    if not re.fullmatch(r"-?\d+", value):
        raise ValueError(f"'{value}' is not a whole number")
    return ox.Literal(value, datatype=ox.NamedNode(_XSD + "integer"))


def _date(value: str) -> ox.Literal:
    if not _DATE.fullmatch(value):
        raise ValueError(f"'{value}' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")
    return ox.Literal(value, datatype=ox.NamedNode(_XSD + {4: "gYear", 7: "gYearMonth", 10: "date"}[len(value)]))


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
            raise ValueError(f"'{value}' is none of the list" + _hint(value, values, ""))
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
    "act": _one_of(Act),
    "factuality": _one_of(Factuality),
    "event": _one_of(EventType),
    "entity": _one_of(EntityType),
}

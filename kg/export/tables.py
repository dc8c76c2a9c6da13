"""A store -> two tables that Neo4j imports: ``nodes.csv`` and ``edges.csv``, one row a thing and one a link.

``neo4j-admin database import full --nodes=nodes.csv --relationships=edges.csv --array-delimiter=U+001F neo4j``
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.answer import short
from kg.errors import ExportError
from kg.export.files import opened
from kg.export.rdf import triples
from kg.namespaces import DEP, PREFIXES
from kg.store import Store

_TYPE = PREFIXES["rdf"] + "type"
_SAME = PREFIXES["owl"] + "sameAs"
_XSD = PREFIXES["xsd"]
#: between the values of a property that has several: a character that no text holds by chance.
_SEPARATOR = "\x1f"
_KINDS = {_XSD + "integer": "long", _XSD + "decimal": "double", _XSD + "boolean": "boolean"}


def write_tables(store: Store, folder: str, *, profile: str = "full") -> None:
    """Write ``nodes.csv`` and ``edges.csv`` into a folder, which is made where there is none. Raises ExportError.

    A node has the end of its IRI as its id, its classes as labels and its texts, numbers and dates as properties.
    """
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder} cannot be made: {error.strerror}") from error
    things = [_things(store, profile) for _ in range(2)]
    columns = _columns(things[0])
    with opened(str(place / "nodes.csv")) as nodes, opened(str(place / "edges.csv")) as edges:
        node_rows, edge_rows = _Rows(nodes), _Rows(edges)
        node_rows.write([":ID", ":LABEL", *(f"{name}:{kind}" for name, kind in columns.items())])
        edge_rows.write([":START_ID", ":TYPE", ":END_ID"])
        for facts in things[1]:
            subject = short(facts[0].subject)
            values = _values(facts)
            labels = [short(fact.object) for fact in facts if fact.predicate.value == _TYPE]
            cells = (_SEPARATOR.join(term.value for term in values.get(name, ())) for name in columns)
            node_rows.write([subject, ";".join(labels), *cells])
            for fact in facts:
                if _links(fact):
                    edge_rows.write([subject, short(fact.predicate), short(fact.object)])


def _things(store: Store, profile: str) -> Iterator[list[ox.Triple]]:
    """Yield all that is said of each thing."""
    return (list(facts) for _, facts in groupby(triples(store, profile=profile), key=lambda fact: fact.subject))


def _columns(things: Iterable[list[ox.Triple]]) -> dict[str, str]:
    """Return the type of each property's column: of texts if in doubt, of several where one thing has several."""
    kinds: dict[str, set[str]] = defaultdict(set)
    several = set()
    for facts in things:
        for name, values in _values(facts).items():
            kinds[name] |= {_KINDS.get(term.datatype.value, "string") for term in values}
            if len(values) > 1:
                several.add(name)
    return {
        name: (kinds[name].pop() if len(kinds[name]) == 1 else "string") + ("[]" if name in several else "")
        for name in sorted(kinds)
    }


def _values(facts: Iterable[ox.Triple]) -> dict[str, list[ox.Literal]]:
    """Return the properties of a thing; a term of a closed list, or a link to another data set, is one too."""
    found: dict[str, list[ox.Literal]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact.object, ox.Literal):
            found[short(fact.predicate)].append(fact.object)
        elif fact.predicate.value != _TYPE and not _links(fact):
            text = fact.object.value.removeprefix(DEP) if isinstance(fact.object, ox.NamedNode) else str(fact.object)
            found[short(fact.predicate)].append(ox.Literal(text))
    return found


def _links(fact: ox.Triple) -> bool:
    """Tell whether a triple leads from one node to another."""
    return (
        isinstance(fact.object, ox.NamedNode)
        and fact.predicate.value not in (_TYPE, _SAME)
        and not fact.object.value.startswith(DEP)
    )


class _Rows:
    """A file of comma-separated rows."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, cells: Iterable[str]) -> None:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(cells)
        self._file.write(line.getvalue().encode())

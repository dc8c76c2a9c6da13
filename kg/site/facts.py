"""A store -> what the pages say, as plain values; every fact with its article and its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.namespaces import DEP
from kg.store import Store

Row = Mapping[str, str]

_QUERIES = Path(__file__).parent / "queries"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that has a page: its IRI, its class (a local name of the ontology), its name."""

    iri: str
    type: str
    label: str


def rows(store: Store, question: str, this: str | None = None) -> list[Row]:
    """Return the rows of a question of ``kg/site/queries``, as strings; terms of the ontology by their local names.

    ``this`` is the IRI that the question is about. Raises QueryError when it is none.
    """
    text = _text(question)
    if this is not None:
        try:
            text = text.replace("<urn:this>", str(ox.NamedNode(this)))
        except ValueError as error:
            raise QueryError(f"'{this}' is not an IRI") from error
    results = store.query(text)
    assert isinstance(results, ox.QuerySolutions)
    names = [variable.value for variable in results.variables]
    return [{name: _value(cell) for name, cell in zip(names, row, strict=True)} for row in results]


def thing(store: Store, iri: str) -> Thing | None:
    """Return what an IRI names, None where the store says nothing of it."""
    found = rows(store, "thing", iri)
    return Thing(iri, found[0]["type"], found[0]["label"]) if found else None


def counts(store: Store) -> Row:
    """Return how many articles, entities, claims and events there are."""
    return rows(store, "counts")[0]


def properties(store: Store, iri: str) -> Iterator[tuple[str, str, str]]:
    """Yield what all graphs say about an IRI: property, value, and the label of a value that has one."""
    for row in rows(store, "properties", iri):
        yield row["property"], row["value"], row["label"]


def _text(question: str) -> str:
    return (_QUERIES / f"{question}.rq").read_text(encoding="utf-8")


def _value(cell: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if cell is None:
        return ""
    if isinstance(cell, ox.NamedNode):
        return cell.value.removeprefix(DEP)
    return cell.value if isinstance(cell, ox.Literal) else str(cell)

"""The path of a store -> an object to ask it, take tables and networks out of it, and look at them in a notebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, overload

import networkx as nx
import pyoxigraph as ox

from kg.answer import Answer, Cell
from kg.errors import DepecheError
from kg.namespaces import DEP, PREFIXES
from kg.network import network
from kg.query import Query, ask, load, parse
from kg.store import Store

if TYPE_CHECKING:
    import pandas
    import rdflib

    _Base = nx.MultiDiGraph[str]
else:
    _Base = nx.MultiDiGraph

Value = str | int | float | bool | None
Row = Mapping[str, Value]
#: rows that a notebook shows.
_SHOWN = 50
_XSD = PREFIXES["xsd"]
_PYTHON: Mapping[str, Callable[[str], Value]] = {
    _XSD + "integer": int,
    _XSD + "decimal": float,
    _XSD + "double": float,
    _XSD + "boolean": lambda text: text in ("true", "1"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Rows(Sequence[Row]):
    """The rows of an answer, each a dictionary by column; a notebook shows them as a table.

    Terms of the ontology come by their local names, other IRIs whole; numbers and truth values as Python's own, dates
    as text, since a month or a year is a date too. What is unknown is None.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    title: str = ""

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"<{len(self)} rows: {', '.join(self.columns)}>"

    def frame(self) -> pandas.DataFrame:
        """Return the rows as a table of pandas. Raises DepecheError where pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise DepecheError("a frame needs pandas: install it with 'pip install pandas'") from error
        return pandas.DataFrame([list(row.values()) for row in self.rows], columns=list(self.columns))

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(
            f"<tr>{''.join(f'<td>{_html(value)}</td>' for value in row.values())}</tr>" for row in self.rows[:_SHOWN]
        )
        count = f"{len(self)} row{'' if len(self) == 1 else 's'}"
        left = f", the first {_SHOWN} shown" if len(self) > _SHOWN else ""
        caption = f"<caption>{escape(self.title)} ({count}{left})</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


class Network(_Base):
    """A network of networkx that a notebook shows as the page which ``kg graph`` writes."""

    def _repr_html_(self) -> str:
        from kg.network import largest
        from kg.visualise import page

        shown = largest(self.copy(), 80)  # the page adds sizes to its nodes
        language = str(self.graph.get("language", "fr"))
        title, description = str(self.graph.get("title", "")), str(self.graph.get("description", ""))
        html = page(shown, title=title, description=description, language=language, left_out=len(self) - len(shown))
        return (
            f'<iframe sandbox="allow-scripts" srcdoc="{escape(html)}" width="100%" height="600" style="border: 0">'
            "</iframe>"
        )


class Opened:
    """A store, open for reading.

    >>> with Store.memory() as store, Opened(store) as graph:
    ...     len(graph.query("speakers"))
    0
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the store; what was taken out of it stays."""
        self.store.close()

    def query(self, question: str, /, **parameters: object) -> Rows:
        """Return the rows that answer a question: a name of ``queries/``, the path of a ``.rq`` file, or SPARQL itself.

        A graph comes as rows of subject, predicate and object, a yes or no as one row. Raises QueryError.
        """
        asked = _question(question)
        answer = ask(asked, {name: str(value) for name, value in parameters.items()}, store=self.store)
        return Rows(*_table(answer), asked.title.get("fr", ""))

    def frame(self, question: str, /, **parameters: object) -> pandas.DataFrame:
        """Return the answer to a question as a table of pandas. Raises DepecheError where pandas is not installed."""
        return self.query(question, **parameters).frame()

    def graph(self) -> rdflib.Dataset:
        """Return the graph as an rdflib Dataset that reads this store, each article a named graph."""
        return self.store.dataset()

    def network(self, view: str = "actors", /, *, language: str = "fr", **parameters: object) -> Network:
        """Return the network of a view (``queries/views/``) with labels, types, weights, measures and evidence."""
        asked = load(view, "views")
        answer = ask(asked, {name: str(value) for name, value in parameters.items()}, store=self.store)
        found = Network(network(answer, language=language))
        found.graph.update(title=asked.title[language], description=asked.description[language])
        return found

    def __repr__(self) -> str:
        return f"kg.open({str(self.store.path)!r})"

    def _repr_html_(self) -> str:
        return (
            f"<p><b>Dépêche</b> {escape(str(self.store.path or 'in memory'))}: "
            f"{sum(1 for _ in self.store.articles())} articles, {len(self.store)} facts</p>"
        )


def open(path: Path | str) -> Opened:
    """Return the store in a directory, open for reading. Raises StoreError where there is none.

    >>> open("nowhere")
    Traceback (most recent call last):
    kg.errors.StoreError: no store at nowhere: build one with 'kg build PATH... --store nowhere'
    """
    return Opened(Store.reader(path))


def _question(question: str) -> Query:
    """Return a question of the package or of a file, or one that is written out: only that has brackets or blanks."""
    written = any(sign in question for sign in "{ \n")
    return parse("given", question) if written and not question.endswith(".rq") else load(question)


def _table(answer: Answer) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    if isinstance(answer, ox.QueryBoolean):
        return ("answer",), ({"answer": bool(answer)},)
    if isinstance(answer, list):
        names: tuple[str, ...] = ("subject", "predicate", "object")
        return names, tuple(dict(zip(names, map(_value, triple), strict=True)) for triple in answer)
    names = tuple(variable.value for variable in answer.variables)
    return names, tuple(dict(zip(names, map(_value, row), strict=True)) for row in answer)


def _value(cell: Cell) -> Value:
    if cell is None:
        return None
    if isinstance(cell, ox.Literal):
        return _PYTHON.get(cell.datatype.value, str)(cell.value)
    return cell.value.removeprefix(DEP) if isinstance(cell, ox.NamedNode) else str(cell)


def _html(value: Value) -> str:
    text = escape("" if value is None else str(value))
    is_link = isinstance(value, str) and value.startswith(("https://", "http://")) and " " not in value
    return f'<a href="{text}" rel="noreferrer">{text}</a>' if is_link else text

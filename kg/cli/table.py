"""Answers and the list of questions -> text for a terminal, or plain aligned lines for a pipe or a file."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence

import pyoxigraph as ox
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.answer import columns, rows
from kg.query import Query, catalogue

#: below this width a column, rows are shown one field a line.
_NARROW = 13
#: characters that would move the cursor or change colours, line breaks included.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def print_answer(answer: ox.QuerySolutions | ox.QueryBoolean) -> None:
    """Print a table, or ``true`` or ``false``, to standard output."""
    if isinstance(answer, ox.QueryBoolean):
        print("true" if answer else "false")
        return
    print_table(columns(answer), list(rows(answer)))


def print_table(names: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Print lines below their names; on a terminal wrapped to its width, else one line a row."""
    cleaned = [[_CONTROLS.sub(" ", cell) for cell in line] for line in lines]
    if not sys.stdout.isatty():
        _print_plain([list(names), *cleaned])
        return
    console = Console(file=sys.stdout, highlight=False)
    if console.width < _NARROW * len(names):
        _print_records(console, names, cleaned)
    else:
        _print_grid(console, names, cleaned)
    console.print(Text(f"{len(lines)} row{'s' if len(lines) != 1 else ''}", style="dim"))


def print_catalogue() -> None:
    """Print the questions that come with the program: name, title, parameters."""
    print_table(("name", "title", "parameters"), [(q.name, _title(q), _parameters(q)) for q in catalogue()])


def _print_plain(lines: Iterable[Sequence[str]]) -> None:
    kept = list(lines)
    widths = [max(map(len, column)) for column in zip(*kept, strict=True)]
    for line in kept:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _print_grid(console: Console, names: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", row_styles=("", "dim"))
    for name in names:
        table.add_column(Text(name), overflow="fold", vertical="top")
    for line in lines:
        table.add_row(*(Text(cell) for cell in line))
    console.print(table)


def _print_records(console: Console, names: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    for line in lines:
        record = Table(box=None, show_header=False, pad_edge=False)
        record.add_column(style="dim", no_wrap=True, min_width=max(map(len, names)))
        record.add_column(overflow="fold")
        for name, cell in zip(names, line, strict=True):
            if cell:
                record.add_row(Text(name), Text(cell))
        console.print(record)
        console.print()


def _title(query: Query) -> str:
    return query.title["fr"] or query.title["en"]


def _parameters(query: Query) -> str:
    return " ".join(f"{p.name}:{p.type}" + (f"={p.default}" if p.default else "") for p in query.parameters)

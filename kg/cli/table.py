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
from kg.query import CHOICES, Parameter, Query, catalogue

LANGUAGES = ("fr", "en")
#: below this width a column, rows are shown one field a line.
_NARROW = 13
#: characters that would move the cursor or change colours, line breaks included.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def print_answer(answer: ox.QuerySolutions | ox.QueryBoolean) -> bool:
    """Print a table, or ``true`` or ``false``, to standard output; return whether there is a row."""
    if isinstance(answer, ox.QueryBoolean):
        print("true" if answer else "false")
        return True
    lines = list(rows(answer))
    print_table(columns(answer), lines)
    return bool(lines)


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


def print_question(query: Query) -> None:
    """Print what a question asks, in French and English: its parameters with their types and defaults, its columns."""
    lines = [text for lang in LANGUAGES for text in (query.title[lang], f"  {query.description[lang]}", "")]
    for one in query.parameters:
        lines += [f"--param {one.name}={one.default or '…'}   ({_type(one)})", *(f"  {note}" for note in one.note), ""]
    lines += [f"columns: {' '.join(query.columns)}", f"default view: {query.view}"]
    print("\n".join(_CONTROLS.sub(" ", line) for line in lines))


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


def _type(parameter: Parameter) -> str:
    """Return the type of a parameter, with its values where they are few."""
    values = CHOICES.get(parameter.type, ())
    return f"{parameter.type}: {', '.join(values)}" if values else parameter.type


def _title(query: Query) -> str:
    return query.title["fr"] or query.title["en"]


def _parameters(query: Query) -> str:
    return " ".join(f"{p.name}:{p.type}" + (f"={p.default}" if p.default else "") for p in query.parameters)

"""A folder of tables of knowledge in, faults out: headers, identifiers, dates, references, doubles, order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from kg.errors import KnowledgeError
from kg.knowledge.tables import KNOWLEDGE, NAMES, Row, identities, merged, read, several

_QID = re.compile(r"Q[1-9]\d*", re.ASCII)
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_NEEDED = frozenset({"name_fr", "person_name_fr", "office_fr", "of_name_fr", "source", "lat", "lon"})
_CHOSEN = frozenset({"article", "checked", "gender", "kind", "type"})
_LISTS = frozenset(
    {"acronyms_fr", "adj_forms", "aliases", "aliases_fr", "capital_aliases", "metonyms_fr", "people_forms"}
)
_BODIES = ("countries", "organisations", "institutions", "places")
_SHOWN = 5


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in one line of a table."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        """Return the fault with its place.

        >>> str(Fault("persons.tsv", 2, "no name"))
        'persons.tsv:2: no name'
        """
        return f"{self.file}:{self.line}: {self.reason}"


def faults(folder: Path | None = None, *, ordered: bool = True) -> list[Fault]:
    """Return what is wrong with the tables of a folder, those of the package when none is given.

    A folder may hold some of the tables only; what they refer to may stand in the others, or in those of the package.
    ``ordered`` asks for lines in order, which only a table that is to travel with the package needs.
    """
    place = folder or KNOWLEDGE
    found: list[Fault] = []
    tables = {path.stem: _load(path, found) for path in sorted(place.glob("*.tsv"))}
    if not tables:
        return [Fault(str(place), 0, f"no table here: put {', '.join(f'{name}.tsv' for name in NAMES)} in it, or some")]
    for name, rows in tables.items():
        path = str(place / f"{name}.tsv")
        for line, row in rows.items():
            found += (Fault(path, line, reason) for reason in _row_faults(name, row))
        found += (Fault(path, line, reason) for line, reason in _doubles(name, rows))
        if ordered:
            found += (Fault(path, line, reason) for line, reason in _disorder(rows))
    if offices := tables.get("offices"):
        path = str(place / "offices.tsv")
        found += (Fault(path, line, reason) for line, reason in _lost_references(offices, _known(tables)))
    return sorted(found)


def require_sound(folder: Path) -> None:
    """Raise KnowledgeError when the tables of a folder cannot be used."""
    found = faults(folder, ordered=False)
    if found:
        shown = "; ".join(map(str, found[:_SHOWN]))
        more = f" (and {len(found) - _SHOWN} more)" if len(found) > _SHOWN else ""
        raise KnowledgeError(f"{shown}{more}: run 'kg knowledge check {folder}' and correct the tables")


@cache
def columns(name: str) -> tuple[str, ...]:
    """Return the columns of a table, as the package's own has them.

    >>> columns("persons")
    ('qid', 'name_fr', 'aliases_fr', 'gender', 'source', 'checked')
    """
    with (KNOWLEDGE / f"{name}.tsv").open(encoding="utf-8") as lines:
        return tuple(next(lines).rstrip("\n").split("\t"))


@cache
def _choices(name: str, column: str) -> frozenset[str]:
    return frozenset(row[column] for row in read(KNOWLEDGE / f"{name}.tsv"))


def _load(path: Path, found: list[Fault]) -> dict[int, Row]:
    """Return the rows of a table by their lines, and note what keeps a line from being one."""
    name = path.stem
    if name not in NAMES:
        found.append(Fault(str(path), 0, f"no table is called {path.name}: the tables are {', '.join(NAMES)}"))
        return {}
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        found.append(Fault(str(path), 0, f"not UTF-8 (byte {error.start}): save the file as UTF-8"))
        return {}
    header = columns(name)
    if lines[0].split("\t") != list(header):
        found.append(Fault(str(path), 1, f"the header must be, parted by tabs: {' '.join(header)}"))
        return {}
    if lines[-1]:
        found.append(Fault(str(path), len(lines), "the last line does not end: add a line break"))
    rows = {}
    for number, line in enumerate(lines[1:] if lines[-1] else lines[1:-1], 2):
        cells = line.split("\t")
        if len(cells) == len(header):
            rows[number] = dict(zip(header, cells, strict=True))
        else:
            found.append(Fault(str(path), number, f"{len(cells)} cells where the header has {len(header)}"))
    return rows


def _row_faults(name: str, row: Row) -> Iterator[str]:
    for column, cell in row.items():
        if cell != " ".join(cell.split()):
            yield f"{column}: blanks around or doubled in '{cell}'"
        if not cell and column in _NEEDED:
            yield f"{column} is empty"
        if column in _CHOSEN and cell not in _choices(name, column):
            yield f"{column} '{cell}' is none of {', '.join(filter(None, sorted(_choices(name, column))))}"
        if column in _LISTS and (not all(parts := several(cell)) or len(set(parts)) < len(parts)):
            yield f"{column}: an empty or repeated part in '{cell}'"
        if cell and (form := _form(column)):
            right, words = form
            if not right(cell):
                yield f"{column} '{cell}' is not {words}"
    if "start" in row and row["start"] and row["end"] and row["start"][: len(row["end"])] > row["end"]:
        yield f"the tenure ends ({row['end']}) before it starts ({row['start']})"


def _form(column: str) -> tuple[Callable[[str], object], str] | None:
    """Return the test of a column's cells, and what they must be."""
    if column.endswith("qid"):
        return _QID.fullmatch, "a Q-id such as Q142"
    if column in {"start", "end"}:
        return _is_date, "a date: write YYYY, YYYY-MM or YYYY-MM-DD"
    if column.endswith(("iso2", "iso3")):
        return re.compile(f"[A-Z]{{{column[-1]}}}").fullmatch, f"a code of {column[-1]} capital letters"
    if column in {"lat", "lon"}:
        most = 90 if column == "lat" else 180
        return lambda cell: _is_degree(cell, most), f"a number of degrees from -{most} to {most}"
    return None


def _is_date(cell: str) -> bool:
    try:
        date.fromisoformat((cell + "-01-01")[:10])
    except ValueError:
        return False
    return _DATE.fullmatch(cell) is not None


def _is_degree(cell: str, most: int) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", cell, re.ASCII) is not None and abs(float(cell)) <= most


def _doubles(name: str, rows: dict[int, Row]) -> Iterator[tuple[int, str]]:
    """Yield lines about what an earlier line is about; of offices, lines about the same tenure."""
    first: dict[tuple[str, ...], int] = {}
    for line, row in rows.items():
        key = next(identities(name, row))
        if name == "offices":
            key = (*key, row["start"], row["end"])
        if key in first:
            yield line, f"repeats line {first[key]}: {' '.join(filter(None, key))}"
        first.setdefault(key, line)


def _disorder(rows: dict[int, Row]) -> Iterator[tuple[int, str]]:
    for (_, before), (line, row) in pairwise(rows.items()):
        if list(row.values()) < list(before.values()):
            yield line, "out of order: sort the lines below the header"


def _known(tables: dict[str, dict[int, Row]]) -> dict[str, set[str]]:
    """Return by table what its rows may be referred to by, those of the package included."""
    return {
        name: {
            one
            for row in merged(name, list(tables.get(name, {}).values()), read(KNOWLEDGE / f"{name}.tsv"))
            for one in (row["qid"], row["name_fr"])
        }
        for name in (*_BODIES, "persons")
    }


def _lost_references(rows: dict[int, Row], known: dict[str, set[str]]) -> Iterator[tuple[int, str]]:
    """Yield lines whose person, country or body stands in no table."""
    bodies = {one for name in _BODIES for one in known[name]}
    for line, row in rows.items():
        person, body = row["person_qid"] or row["person_name_fr"], row["of_qid"] or row["of_name_fr"]
        if person not in known["persons"]:
            yield line, f"{person} ({row['person_name_fr']}) stands in no persons.tsv: add the person"
        if body not in bodies:
            yield line, f"{body} ({row['of_name_fr']}) stands in no table of {', '.join(_BODIES)}: add it to one"

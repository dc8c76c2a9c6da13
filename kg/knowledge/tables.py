"""Tab-separated files in, rows out: the knowledge and the lexicons that travel with the package.

The environment variable ``KG_KNOWLEDGE`` names a folder of tables of the user's own, called like those of the package
(``persons.tsv`` …). Their rows come first, and each replaces the package's row about the same thing. Worker processes
inherit the variable; the digest counts the tables in.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg import resources
from kg.errors import KnowledgeError

KNOWLEDGE = resources.PACKAGE / "data" / "knowledge"
LEXICONS = resources.PACKAGE / "data" / "lexicons"
OWN = "KG_KNOWLEDGE"
NAMES = ("countries", "institutions", "offices", "organisations", "persons", "places")

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """Return the rows of a tab-separated file with a header line and no quoting."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


@cache
def knowledge(name: str) -> tuple[Row, ...]:
    """Return the rows of a table of knowledge, such as ``countries``, the user's own before those of the package."""
    rows = read(KNOWLEDGE / f"{name}.tsv")
    return tuple(merged(name, _own_rows(name, list(rows[0])), rows))


def merged(name: str, own: list[Row], rows: list[Row]) -> list[Row]:
    """Return the own rows, then the others but those about the same thing: the same Q-id, or the same name without one.

    What own rows say of somebody's tenure of an office replaces all that the others say of it.

    >>> merged("persons", [{"qid": "Q1", "name_fr": "Anne"}], [{"qid": "", "name_fr": "Anne"}])
    [{'qid': 'Q1', 'name_fr': 'Anne'}]
    """
    replaced = {one for row in own for one in identities(name, row)}
    return [*own, *(row for row in rows if next(identities(name, row)) not in replaced)]


def identities(name: str, row: Row) -> Iterator[tuple[str, ...]]:
    """Yield by what a row tells what it is about, the surest first: a Q-id, then a name."""
    if name == "offices":
        yield row["person_qid"] or row["person_name_fr"], row["office_fr"], row["of_qid"] or row["of_name_fr"]
        return
    if row["qid"]:
        yield (row["qid"],)
    yield row["name_fr"], row.get("country_iso2", "")


def own_folder() -> Path | None:
    """Return the folder of the user's own tables, if there is one. Raises KnowledgeError for what is no folder."""
    given = os.environ.get(OWN)
    if not given:
        return None
    if not Path(given).is_dir():
        raise KnowledgeError(f"{OWN} names {given}, which is not a folder: correct it")
    return Path(given)


def _own_rows(name: str, header: list[str]) -> list[Row]:
    folder = own_folder()
    path = folder and folder / f"{name}.tsv"
    if path is None or not path.exists():
        return []
    try:
        rows = read(path)
    except (OSError, ValueError, IndexError) as error:
        raise KnowledgeError(f"{path} cannot be read: run 'kg knowledge check {folder}' ({error})") from error
    if any(list(row) != header for row in rows):
        raise KnowledgeError(f"{path} has another header than it should: run 'kg knowledge check {folder}'")
    return rows


@cache
def lexicon(name: str) -> tuple[Row, ...]:
    """Return the rows of a lexicon, such as ``head_nouns``."""
    return tuple(read(resources.lexicon(name)))


def several(cell: str) -> tuple[str, ...]:
    """Return the alternatives of a cell.

    >>> several("Onu|ONU"), several("")
    (('Onu', 'ONU'), ())
    """
    return tuple(cell.split("|")) if cell else ()


@cache
def digest() -> str:
    """Return the SHA-256 of all knowledge and lexicons, in hexadecimal: it tells two runs' knowledge apart."""
    total = hashlib.sha256()
    for path in [*sorted([*KNOWLEDGE.glob("*.tsv"), *LEXICONS.glob("*.tsv")]), *_own_tables()]:
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _own_tables() -> list[Path]:
    folder = own_folder()
    return sorted(path for name in NAMES if (path := folder / f"{name}.tsv").exists()) if folder else []

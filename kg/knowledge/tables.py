"""Tab-separated files in, rows out: the knowledge and the lexicons that travel with the package."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from kg import resources

KNOWLEDGE = resources.PACKAGE / "data" / "knowledge"
LEXICONS = resources.PACKAGE / "data" / "lexicons"

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """Return the rows of a tab-separated file with a header line and no quoting."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


@cache
def knowledge(name: str) -> tuple[Row, ...]:
    """Return the rows of a table of knowledge, such as ``countries``."""
    return tuple(read(KNOWLEDGE / f"{name}.tsv"))


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
    for path in sorted([*KNOWLEDGE.glob("*.tsv"), *LEXICONS.glob("*.tsv")]):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()

"""Every table of words and names has a header with a source column, full rows, in order, without doubles."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kg.resources import PACKAGE

TABLES = sorted((PACKAGE / "data").rglob("*.tsv"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_is_sorted_unique_and_says_its_sources(path: Path) -> None:
    text = path.read_text("utf-8")
    header, *rows = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    assert text.endswith("\n")
    assert "source" in header
    assert all(len(row) == len(header) for row in rows)
    assert all(row[header.index("source")] for row in rows)
    assert [row for row, following in pairwise(rows) if row >= following] == []
    assert all(cell == cell.strip() for row in rows for cell in row)

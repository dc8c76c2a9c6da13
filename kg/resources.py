"""Where the files that travel with the package lie: ontology, queries, lexicons and knowledge, as paths.

In a wheel they lie inside the package; in a checkout ``ontology/`` and ``queries/`` lie beside it.
"""

from __future__ import annotations

import csv
from pathlib import Path

PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """Return the folder ``ontology`` or ``queries``, of the wheel or of the checkout.

    >>> folder("queries").is_dir()
    True
    """
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def lexicon(name: str) -> Path:
    """Return the path of a lexicon, a tab-separated file of words."""
    return PACKAGE / "data" / "lexicons" / f"{name}.tsv"


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a tab-separated file with a header, in which quotation marks are letters like others."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))

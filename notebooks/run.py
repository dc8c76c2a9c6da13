"""The notebooks -> the same with the results of a run from top to bottom: ``make notebooks``."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent
#: the tag of a cell whose result is a whole page, too large to keep.
LARGE = "large"


def run(path: Path) -> nbformat.NotebookNode:
    """Return the notebook with its results."""
    notebook = nbformat.read(path, as_version=4)
    where = {"metadata": {"path": FOLDER}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", record_timing=False, resources=where).execute()
    for cell in notebook.cells:
        if LARGE in cell.metadata.get("tags", ()):
            cell.outputs = []
    return notebook


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*.ipynb")):
        nbformat.write(run(path), path)

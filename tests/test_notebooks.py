"""The notebooks run from top to bottom and are kept with their results."""

import runpy
from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def test_there_are_three_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["01-build", "02-query", "03-visualise"]


@pytest.mark.filterwarnings("default")  # the notebook machinery warns of itself
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_is_kept_with_its_results(path: Path) -> None:
    kept = nbformat.read(path, as_version=4)
    again = runpy.run_path(str(FOLDER / "run.py"))["run"](path)
    for before, now in zip(kept.cells, again.cells, strict=True):
        assert bool(before.get("outputs")) == bool(now.get("outputs")), "run: make notebooks"
    assert str(FOLDER.parent) not in path.read_text(encoding="utf-8")

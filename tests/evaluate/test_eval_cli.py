"""``kg eval`` on the seeds: figures that must not fall, and plain errors."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.errors import ReadError

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    done = CliRunner().invoke(cli, ["eval", "--gold", str(SEEDS / "gold"), "--format", "json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


#: what the first release reaches on the seeds; a change that falls below says so here
FLOORS = {"entities": 0.75, "statements": 0.60, "roles": 0.70, "events": 0.50}


@pytest.mark.parametrize(("measure", "floor"), FLOORS.items())
def test_the_seeds_score_at_least(figures: dict[str, dict[str, float]], measure: str, floor: float) -> None:
    assert figures[measure]["f1"] >= floor


def test_every_evidence_is_exact(figures: dict[str, dict[str, float]]) -> None:
    assert figures["provenance.exact"]["precision"] == 1.0


def test_a_missing_article_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"entities": [], "roles": [], "statements": [], "events": []}', "utf-8")
    done = CliRunner().invoke(cli, ["eval", "--gold", str(tmp_path), "--articles", str(SEEDS)])
    assert isinstance(done.exception, ReadError)
    assert "x" in str(done.exception)

"""The graphs of the seeds, triple by triple. When they change for the better, write them anew and read the difference:

RENEW_GOLDEN=1 pytest tests/golden
"""

import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.namespaces import BASE, PREFIXES
from kg.pipeline.settings import Settings
from kg.pipeline.stages import outcomes
from kg.rdf import Run
from kg.read import read

HERE = Path(__file__).parent
SEEDS = sorted((HERE.parents[1] / "seeds").glob("*.txt"))
#: no version and no knowledge, which change more often than what is read; no text, which stands in seeds/.
SETTINGS = Settings(BASE, Run("any", "any", "any"), with_text=False)


def built(seed: Path) -> set[ox.Quad]:
    [article] = read([seed], on_error=pytest.fail)
    [outcome] = outcomes([article], SETTINGS)
    assert outcome.error is None, outcome.error
    return set(ox.parse(outcome.graph, ox.RdfFormat.N_QUADS))


def different(quads: set[ox.Quad]) -> str:
    return "\n".join(sorted(str(quad.triple) for quad in quads)) or "nothing"


@pytest.mark.parametrize("seed", SEEDS, ids=[seed.stem for seed in SEEDS])
def test_the_graph_of_a_seed_is_as_it_was(seed: Path) -> None:
    found = built(seed)
    golden = HERE / f"{seed.stem}.trig"
    if os.environ.get("RENEW_GOLDEN"):
        ox.serialize(sorted(found, key=str), golden, ox.RdfFormat.TRIG, prefixes=PREFIXES)
    wanted = set(ox.parse(path=golden, format=ox.RdfFormat.TRIG))
    if found != wanted:
        pytest.fail(f"gone:\n{different(wanted - found)}\n\nnew:\n{different(found - wanted)}\n\n{__doc__}")

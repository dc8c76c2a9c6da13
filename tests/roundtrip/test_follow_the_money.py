"""FollowTheMoney's own tool reads the entities that are exported, and finds nothing to throw away."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kg import export
from kg.store import Store


@pytest.mark.servers("ftm")
def test_its_own_tool_keeps_every_value(store: Store, tmp_path: Path) -> None:
    given, kept = tmp_path / "given.ftm", tmp_path / "kept.ftm"
    with export.opened(str(given)) as file:
        export.write_ftm(store, file)
    tool = os.environ.get("FTM") or shutil.which("ftm") or "ftm"
    subprocess.run([tool, "validate", "-i", given, "-o", kept], check=True, capture_output=True)
    assert values(kept) == values(given)


def values(path: Path) -> dict[str, tuple[str, dict[str, list[str]]]]:
    """Return the schema and the values of each entity; the tool trims blanks."""
    entities = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {
        entity["id"]: (
            entity["schema"],
            {name: sorted(value.strip() for value in found) for name, found in entity["properties"].items()},
        )
        for entity in entities
    }

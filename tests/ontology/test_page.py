"""The page about the ontology -> it says what the ontology says now."""

import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_current() -> None:
    command = [sys.executable, "-X", "utf8", str(DOCS / "ontology.py")]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert run.stdout == (DOCS / "ontology.md").read_text(encoding="utf-8"), "run the command at the top of the page"

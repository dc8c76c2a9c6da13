"""docs/queries.md says what the headers say."""

import runpy
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_page_of_questions_is_current() -> None:
    page = runpy.run_path(str(DOCS / "queries.py"))["page"]()
    assert (DOCS / "queries.md").read_text(encoding="utf-8") == page, "run: python docs/queries.py > docs/queries.md"

"""French sentences and the claims that must come out of them: ``claims/*.tsv``, one phenomenon a row, with twins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.annotate import annotate
from kg.extract.claims import claims
from kg.extract.mentions import mentions
from kg.model import Article, Claim

TABLES = sorted(Path(__file__).with_name("claims").glob("*.tsv"))


def rows(table: Path) -> list[tuple[str, str, list[str]]]:
    cells = [line.split("\t") for line in table.read_text("utf-8").splitlines()[1:]]
    return [(name, text.replace("\\n", "\n"), said.split(" ;; ") if said else []) for name, text, said in cells]


CASES = [(table.stem, *row) for table in TABLES for row in rows(table)]


def line(claim: Claim) -> str:
    """Source | cue | content | kind | act | addressee."""
    cells = (
        " + ".join(source.evidence.exact for source in claim.sources),
        claim.cue.exact if claim.cue else "",
        " / ".join(part.exact for part in claim.content),
        claim.kind,
        claim.act,
        claim.addressee.evidence.exact if claim.addressee else "",
    )
    return " | ".join(str(cell) for cell in cells)


@pytest.fixture(scope="module")
def found() -> dict[str, list[Claim]]:
    """The claims of every case, read in one pass."""
    articles = [Article(source=text, text=text, date="2022-02") for _, _, text, _ in CASES]
    documents = (replace(document, mentions=mentions(document)) for document in annotate(articles))
    return {document.article.source: list(claims(document)) for document in documents}


@pytest.mark.parametrize(("table", "phenomenon", "text", "said"), CASES, ids=[f"{c[0]}: {c[1]}" for c in CASES])
def test_sentence_yields_its_claims(
    table: str, phenomenon: str, text: str, said: list[str], found: dict[str, list[Claim]]
) -> None:
    assert [line(claim).replace("\n", "\\n") for claim in found[text]] == said


def test_every_quotation_is_exact(found: dict[str, list[Claim]]) -> None:
    for text, said in found.items():
        for claim in said:
            spans = [claim.evidence, *claim.content, *([claim.cue] if claim.cue else [])]
            spans += [source.evidence for source in claim.sources]
            assert all(text[span.start : span.end] == span.exact for span in spans)


def test_the_sentence_holds_cue_and_content(found: dict[str, list[Claim]]) -> None:
    for said in found.values():
        for claim in said:
            parts = [*claim.content, *([claim.cue] if claim.cue else [])]
            assert all(claim.evidence.start <= part.start and part.end <= claim.evidence.end for part in parts)


def test_a_claim_takes_the_day_of_its_clause() -> None:
    text = "Le 12 février, le président a déclaré que la trêve tenait. Il a signé un accord le 3 mars."
    stream = annotate([Article("a", text, date="2022-03")])
    assert [claim.date for claim in claims(next(stream))] == ["2022-02-12"]


def test_a_day_inside_the_content_is_not_the_claims() -> None:
    stream = annotate([Article("a", "Le ministre a annoncé un retrait le 3 mars.", date="2022-03")])
    assert [claim.date for claim in claims(next(stream))] == [None]

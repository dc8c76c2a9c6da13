"""French sentences -> where a claim was made and which claim it answers: ``claim_links.tsv``, with negative twins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.annotate import annotate
from kg.extract.claims import claims
from kg.extract.mentions import mentions
from kg.knowledge.tables import read
from kg.model import Article, Claim

CASES = read(Path(__file__).with_name("claim_links.tsv"))


@pytest.fixture(scope="module")
def found() -> dict[str, list[Claim]]:
    """The claims of every case, read in one pass."""
    documents = annotate(Article(source=case["text"], text=case["text"]) for case in CASES)
    return {d.article.source: list(claims(replace(d, mentions=mentions(d)))) for d in documents}


def cells(claim: Claim) -> tuple[str, str, str, str]:
    """Medium, its words, the venue's name, what is answered."""
    venue = claim.venue
    return (
        venue.medium.value if venue else "",
        venue.evidence.exact if venue else "",
        venue.reference.evidence.exact if venue and venue.reference else "",
        claim.answers.exact if claim.answers else "",
    )


@pytest.mark.parametrize("case", CASES, ids=[case["phenomenon"] for case in CASES])
def test_a_claim_has_its_medium_and_what_it_answers(case: dict[str, str], found: dict[str, list[Claim]]) -> None:
    [claim] = [claim for claim in found[case["text"]] if claim.cue and claim.cue.exact == case["cue"]]
    assert cells(claim) == (case["medium"], case["words"], case["venue"], case["answers"])


def test_the_words_are_exact(found: dict[str, list[Claim]]) -> None:
    for text, said in found.items():
        spans = [claim.venue.evidence for claim in said if claim.venue]
        spans += [claim.answers for claim in said if claim.answers]
        assert all(text[span.start : span.end] == span.exact for span in spans)

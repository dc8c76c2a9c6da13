"""French sentences and the offices that they state: person, role, of what; a case with «-» must not be."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.annotate import annotate
from kg.document import Document
from kg.extract.mentions import mentions
from kg.extract.offices import offices
from kg.model import Article

CASES = [line.split("\t") for line in Path(__file__).with_name("office_cases.tsv").read_text("utf-8").splitlines()[1:]]


def documents(texts: list[str]) -> Iterator[Document]:
    for document in annotate([Article(str(i), text, date="2022-03") for i, text in enumerate(texts)]):
        yield replace(document, mentions=mentions(document))


@pytest.fixture(scope="module")
def stated() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for document in documents([text for _, text, _ in CASES]):
        found[document.article.text] = {
            "|".join(
                [
                    holding.person.evidence.exact,
                    holding.role,
                    holding.of.evidence.exact if holding.of else "",
                    *(["ex"] if holding.former else []),
                ]
            )
            for holding in offices(document)
        }
    return found


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_offices(stated: dict[str, set[str]], text: str, wanted: str) -> None:
    if wanted.startswith("-"):
        assert not [holding for holding in stated[text] if holding.startswith(wanted[1:])]
    else:
        assert wanted in stated[text]

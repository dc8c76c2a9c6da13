"""French texts and, as data, who speaks or takes part and whom or what a description means; «-» stands for nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotate import annotate
from kg.extract import extract
from kg.model import Article, Extraction, Form
from kg.resolve import resolve

HERE = Path(__file__).parent


def cases(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (HERE / name).read_text("utf-8").splitlines()[1:]]


SPEAKERS, BODIES = cases("speaker_cases.tsv"), cases("body_cases.tsv") + cases("person_cases.tsv")
PARTICIPANTS = cases("participant_cases.tsv")


@pytest.fixture(scope="module")
def resolved() -> dict[str, Extraction]:
    articles = [Article(f"s{i}", text, date="2020-06") for i, (_, text, _) in enumerate(SPEAKERS)]
    articles += [Article(f"b{i}", text, date=date) for i, (_, date, text, _, _) in enumerate(BODIES)]
    articles += [Article(f"p{i}", text, date="2020-06") for i, (_, text, _, _) in enumerate(PARTICIPANTS)]
    return {document.article.text: resolve(document, extract(document)) for document in annotate(articles)}


def labels(extraction: Extraction) -> dict[str | None, str]:
    return {entity.key: entity.label for entity in extraction.entities}


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in SPEAKERS], ids=[case[0] for case in SPEAKERS])
def test_who_speaks(resolved: dict[str, Extraction], text: str, wanted: str) -> None:
    names = labels(resolved[text])
    found = [names.get(source.entity, "?") for claim in resolved[text].claims for source in claim.sources]
    if wanted.startswith("-"):
        assert wanted[1:] not in found
    else:
        assert found == wanted.split("|")


@pytest.mark.parametrize(("text", "role", "wanted"), [c[1:] for c in PARTICIPANTS], ids=[c[0] for c in PARTICIPANTS])
def test_whom_a_pronoun_means_in_an_event(resolved: dict[str, Extraction], text: str, role: str, wanted: str) -> None:
    names = labels(resolved[text])
    found = {
        names.get(participant.reference.entity, "?")
        for event in resolved[text].events
        for participant in event.participants
        if f"{event.type.value} {participant.role.value}" == role and participant.reference.form is Form.PRONOUN
    }
    assert found == {wanted}


@pytest.mark.parametrize(("text", "words", "wanted"), [case[2:] for case in BODIES], ids=[case[0] for case in BODIES])
def test_which_body(resolved: dict[str, Extraction], text: str, words: str, wanted: str) -> None:
    names = labels(resolved[text])
    mentions = {m.reference.evidence.exact: names.get(m.reference.entity) for m in resolved[text].mentions}
    assert mentions.get(words, "-") == wanted

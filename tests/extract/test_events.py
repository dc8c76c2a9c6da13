"""French sentences and the events that they tell, as data: type, factuality, participants, numbers, dates, mentions."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.annotate import annotate
from kg.document import Document
from kg.extract.events import events
from kg.extract.mentions import mentions
from kg.model import Article, Event

TABLES = ("event_cases.tsv", "factuality_cases.tsv", "grouping_cases.tsv")
ROWS = [
    line.split("\t") for table in TABLES for line in Path(__file__).with_name(table).read_text("utf-8").splitlines()[1:]
]
ARTICLES = ("le ", "la ", "les ", "l'", "un ", "une ", "des ", "de ", "d'", "ses ", "son ")


def plain(text: str) -> str:
    """A participant without its first small words."""
    for article in ARTICLES:
        if text.lower().startswith(article):
            return plain(text[len(article) :])
    return text


def described(event: Event) -> set[str]:
    """All that is asked of an event, as the case table writes it."""
    found = {str(event.type), str(event.factuality), f"n={len(event.mentions)}", f"d={event.date}"}
    found |= {f"{p.role}={plain(p.reference.evidence.exact)}" for p in event.participants}
    if event.quantity:
        number = f"{event.quantity.value:.0f}" + (f"-{event.quantity.max:.0f}" if event.quantity.max else "")
        found.add(f"q={number} {event.quantity.unit} {event.quantity.qualifier}")
    return found


def fits(text: str, event: set[str]) -> bool:
    """Tell whether an event is as asked, and has nothing of what is asked for with «!»."""
    wanted = asked(text)
    refused = {part[1:] for part in wanted if part.startswith("!")}
    return {part for part in wanted if not part.startswith("!")} <= event and not refused & event


def asked(text: str) -> set[str]:
    kind, factuality, *rest = text.split(" ")
    parts: list[str] = []
    for word in rest:
        if "=" in word:
            parts.append(word)
        else:
            parts[-1] += f" {word}"
    return {kind, factuality, *parts}


def documents(texts: list[str]) -> Iterator[Document]:
    for document in annotate([Article(str(i), text, date="2022-03") for i, text in enumerate(texts)]):
        yield replace(document, mentions=mentions(document))


@pytest.fixture(scope="module")
def told() -> dict[str, list[Event]]:
    return {document.article.text: list(events(document)) for document in documents([row[1] for row in ROWS])}


@pytest.mark.parametrize(("sentence", "wanted"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_events(told: dict[str, list[Event]], sentence: str, wanted: str) -> None:
    found = [described(event) for event in told[sentence]]
    if wanted == "-":
        assert found == []
    for text in wanted.split(" | ") if wanted != "-" else []:
        assert any(fits(text, one) for one in found), found


def test_every_trigger_stands_in_its_clause(told: dict[str, list[Event]]) -> None:
    for text, found in told.items():
        for mention in (mention for event in found for mention in event.mentions):
            assert text[mention.trigger.start : mention.trigger.end] == mention.trigger.exact
            assert mention.evidence.start <= mention.trigger.start < mention.trigger.end <= mention.evidence.end
            assert text[mention.evidence.start : mention.evidence.end] == mention.evidence.exact

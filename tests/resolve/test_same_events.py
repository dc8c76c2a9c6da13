"""Events that only their resolved participants show to be one."""

from __future__ import annotations

import pytest

from kg.annotate import annotate
from kg.extract import extract
from kg.model import Article, EventType
from kg.resolve import resolve

ARRESTED = "La police a arrêté l'avocat Hassan Belkaïd à Tunis. "


@pytest.mark.parametrize(
    ("text", "type_", "mentions"),
    [
        (ARRESTED + "Il est toujours détenu.", EventType.ARREST, [2]),
        (ARRESTED + "La détention de l'avocat a choqué Paris.", EventType.ARREST, [2]),
        (ARRESTED + "Son frère Karim Belkaïd a aussi été arrêté.", EventType.ARREST, [1, 1]),
        (ARRESTED + "Hassan Belkaïd avait été arrêté en mai 2011.", EventType.ARREST, [2]),
    ],
)
def test_events_of_one_person_are_joined(text: str, type_: EventType, mentions: list[int]) -> None:
    for document in annotate([Article("a", text, date="2020-06")]):
        found = resolve(document, extract(document)).events
        assert [len(event.mentions) for event in found if event.type is type_] == mentions

"""Only people are arrested, freed or named; a pronoun of such an event means no country and no paper."""

from __future__ import annotations

import pytest

from kg.annotate import annotate
from kg.extract import extract
from kg.model import Article
from kg.resolve import resolve


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("L'agence Fars l'affirme. Il a été libéré jeudi.", "Fars", None),
        ("L'Iran détient Paul Meyer depuis son arrestation en juillet.", "Iran", None),
        ("L'agence Fars l'affirme. Il a été tué par des soldats irakiens.", "Fars", None),
        ("Paul Meyer a parlé. Il a été libéré jeudi.", None, "Paul Meyer"),
        ("Téhéran a libéré Paul Meyer.", None, "Paul Meyer"),
    ],
)
def test_to_whom_it_is_done(text: str, wrong: str | None, right: str | None) -> None:
    for document in annotate([Article("a", text, date="2020-06")]):
        found = resolve(document, extract(document))
        labels = {entity.key: entity.label for entity in found.entities}
        patients = {
            labels.get(p.reference.entity or "") for e in found.events for p in e.participants if p.role == "patient"
        }
        assert wrong is None or wrong not in patients
        assert right is None or right in patients

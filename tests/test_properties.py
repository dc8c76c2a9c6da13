"""Whatever is written, the whole pipeline reads it: every quotation to the letter, every graph within the ontology."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.annotate import annotate
from kg.extract import extract
from kg.model import Article, Evidence
from kg.namespaces import BASE
from kg.rdf import Run, quads
from kg.resolve import resolve
from kg.validate import validate

NAMES = ["Emmanuel Macron", "M. Poutine", "le Kremlin", "Washington", "l’Élysée", "Mme Merkel", "il", "l'Otan", "Kiev"]
WORDS = ["a déclaré", "a-t-il dit", "selon", "affirmant que", "dément", "a rencontré", "pourrait retirer", "que", "à"]
AMOUNTS = ["8.500 soldats", "jusqu’à 5\u00a0000 hommes", "le 12 février", "mardi", "entre 1.000 et 5.000 soldats"]
MARKS = ["«", "»", "“", "”", '"', "'", "(", ")", ".", ",", ":", "…", "–", "\n", "\r\n", "\n\n", "«« »»", "+x+"]
ODD = [
    "\u00a0",
    "\u202f",
    "\u200b",
    "\u200f",
    "\ufeff",
    "🙂",
    "שלום",
    "مرحبا",
    "E\u0301lyse\u0301e",
    "\u0441'est",
    "\x85",
]
PIECES = st.sampled_from([*NAMES, *WORDS, *AMOUNTS, *MARKS, *ODD])
TEXTS = st.tuples(st.sampled_from([" ", ""]), st.lists(PIECES, min_size=1, max_size=60)).map(
    lambda one: one[0].join(one[1])
)


def evidences(value: object) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from evidences(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from evidences(getattr(value, field.name))


# The same examples in every run: a text that breaks the rules is a case to write down, not a build that fails at times.
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_article_is_quoted_to_the_letter_and_conforms(texts: list[str]) -> None:
    for document in annotate([Article(f"{number}", text, date="2022-02") for number, text in enumerate(texts)]):
        text = document.article.text
        extraction = resolve(document, extract(document))
        for evidence in evidences(extraction):
            assert evidence.start < evidence.end
            assert text[evidence.start : evidence.end] == evidence.exact
        assert validate(quads(extraction, base=BASE, run=Run("1", "model", "knowledge"))) == []

"""Numbers and dates as French news writes them, and what they become."""

from dataclasses import dataclass

import pytest

from kg.annotate import annotate
from kg.extract.dates import dates
from kg.extract.quantities import quantities
from kg.extract.tenses import tense
from kg.model import Article

QUANTITIES = [
    ("Il y a 8.500 soldats.", ["8500 soldats exact"]),
    ("Il y a 12 000 soldats.", ["12000 soldats exact"]),
    ("Il y a jusqu'à 8.500 soldats.", ["8500 soldats up_to"]),
    ("Il y a moins de 100 soldats.", ["100 soldats up_to"]),
    ("Il y a plus de 6.000 personnes.", ["6000 personnes at_least"]),
    ("Il y a au moins trois civils.", ["3 civils at_least"]),
    ("Il y a quelque 15.000 hommes.", ["15000 hommes about"]),
    ("Il y a près de 60 avions.", ["60 avions about"]),
    ("Il y a environ 40 chars.", ["40 chars about"]),
    ("Il y a une centaine de chars.", ["100 chars about"]),
    ("Il y a une trentaine de touristes.", ["30 touristes about"]),
    ("Il y a entre 1.000 et 5.000 soldats.", ["1000-5000 soldats range"]),
    ("Il a promis 2,5 milliards d'euros.", ["2500000000 euros exact"]),
    ("Il a promis 200 millions de dollars.", ["200000000 dollars exact"]),
    ("Il y a cinq de ses agents.", ["5 agents exact"]),
    ("Il y a des milliers de soldats.", []),
    ("Il est né en 1962.", []),
    ("Il part le 12 février.", []),
    ("Il y a un soldat.", []),
]
DATES = [
    ("Il est venu le 12 février.", ["2022-02-12"]),
    ("Il est venu le 12 février 2019.", ["2019-02-12"]),
    ("Il est venu le 1er mars.", ["2022-03-01"]),
    ("Il est venu le 7 décembre dernier.", ["2021-12-07"]),
    ("Il est venu le 20 décembre.", ["2021-12-20"]),
    ("Il viendra les 5 et 6 mai.", ["2022-05-05"]),
    ("Il est venu en août 2020.", ["2020-08"]),
    ("Il viendra en mai.", ["2022-05"]),
    ("Il est venu mi-février.", ["2022-02"]),
    ("Il est venu en 2015.", ["2015"]),
    ("Il a parlé le 7 février, puis il est parti le lendemain.", ["2022-02-07", "2022-02-08"]),
    ("Il a parlé le 7 février. Il était venu la veille.", ["2022-02-07", "2022-02-06"]),
    ("Il était venu la veille.", []),
    ("Il est venu mardi.", []),
    ("Jeudi 3 mars, il a parlé. Il est parti jeudi soir.", ["2022-03-03", "2022-03-03"]),
    ("Il attend depuis juin 2018.", []),
    ("Il est venu le 31 février.", []),
    ("Le magazine de mars est là.", ["2022-03"]),
]
TENSES = [
    ("Il déploiera ses troupes.", "future"),
    ("Il se rendra à Rome.", "future"),
    ("Ils tiendront une réunion.", "future"),
    ("Il enverra ses troupes.", "future"),
    ("Il maintiendrait ses troupes.", "conditional"),
    ("Ils pourraient partir.", "conditional"),
    ("Il retirait ses troupes.", ""),
    ("Il retira ses troupes.", ""),
    ("Ils entraient à Rome.", ""),
    ("Il prépare son départ.", ""),
]


@dataclass(frozen=True)
class Measured:
    """What the module reads in a sentence."""

    quantities: list[str]
    dates: list[str]
    tense: str


@pytest.fixture(scope="module")
def measured() -> dict[str, Measured]:
    texts = [text for text, _ in [*QUANTITIES, *DATES, *TENSES]]
    found: dict[str, Measured] = {}
    for document in annotate([Article(str(i), text, date="2022-03") for i, text in enumerate(texts)]):
        counted = [one.quantity for one in quantities(document)]
        verb = next((t for t in document.doc if t.dep_ == "ROOT"), document.doc[0])
        found[document.article.text] = Measured(
            [f"{q.value:.0f}{f'-{q.max:.0f}' if q.max else ''} {q.unit} {q.qualifier}" for q in counted],
            [one.value for one in dates(document)],
            tense(verb),
        )
    return found


@pytest.mark.parametrize(("text", "wanted"), QUANTITIES)
def test_quantities(measured: dict[str, Measured], text: str, wanted: list[str]) -> None:
    assert measured[text].quantities == wanted


@pytest.mark.parametrize(("text", "wanted"), DATES)
def test_dates(measured: dict[str, Measured], text: str, wanted: list[str]) -> None:
    assert measured[text].dates == wanted


@pytest.mark.parametrize(("text", "wanted"), TENSES)
def test_tenses(measured: dict[str, Measured], text: str, wanted: str) -> None:
    assert measured[text].tense == wanted

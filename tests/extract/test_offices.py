"""French sentences and the offices that they state: person, role, of what; «ex-» in brackets."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg.annotate import annotate
from kg.document import Document
from kg.extract.mentions import mentions
from kg.extract.offices import offices
from kg.model import Article

CASES = [
    ("title_with_nationality", "Le président français Emmanuel Macron est à Rome.", "Emmanuel Macron|président|français"),
    ("title_before_portfolio", "Le ministre américain de la Défense Lloyd Austin voyage.", "Lloyd Austin|ministre de la Défense|américain"),
    ("nationality_after_portfolio", "Le ministre de la Défense allemand Boris Pistorius voyage.", "Boris Pistorius|ministre de la Défense|allemand"),
    ("two_portfolios", "Le ministre français de l'Europe et des Affaires étrangères Jean-Yves Le Drian voyage.", "Jean-Yves Le Drian|ministre de l'Europe et des Affaires étrangères|français"),
    ("apposed_name", "Le porte-parole du Pentagone, John Kirby, a parlé.", "John Kirby|porte-parole|Pentagone"),
    ("name_after_body", "Le secrétaire général de l'Otan Jens Stoltenberg a parlé.", "Jens Stoltenberg|secrétaire général|Otan"),
    ("apposition_after_name", "Antony Blinken, secrétaire d'Etat américain, a parlé.", "Antony Blinken|secrétaire d'Etat|américain"),
    ("apposition_with_article", "Josep Borrell, le chef de la diplomatie européenne, a parlé.", "Josep Borrell|chef de la diplomatie|européenne"),
    ("diplomacy_is_part_of_the_role", "Le chef de la diplomatie russe Sergueï Lavrov a parlé.", "Sergueï Lavrov|chef de la diplomatie|russe"),
    ("diplomacy_is_the_body", "Le porte-parole de la diplomatie américaine Ned Price a parlé.", "Ned Price|porte-parole|la diplomatie américaine"),
    ("rank", "Le général Kenneth McKenzie a parlé.", "Kenneth McKenzie|général|"),
    ("rank_with_nationality", "Le général iranien Qassem Soleimani est mort.", "Qassem Soleimani|général|iranien"),
    ("prime_minister", "Le Premier ministre hongrois Viktor Orban a parlé.", "Viktor Orban|Premier ministre|hongrois"),
    ("vice_president", "Le vice-président américain Mike Pence a parlé.", "Mike Pence|vice-président|américain"),
    ("former_with_ex", "L'ex-ministre Jim Mattis a parlé.", "Jim Mattis|ministre||ex"),
    ("former_with_ancien", "L'ancien Premier ministre britannique David Cameron a parlé.", "David Cameron|Premier ministre|britannique|ex"),
    ("party_adjective_is_left_out", "Le sénateur démocrate Tim Kaine a parlé.", "Tim Kaine|sénateur|"),
    ("mayor_of_a_city", "Le maire centriste de Varsovie, Rafal Trzaskowski, a parlé.", "Rafal Trzaskowski|maire|Varsovie"),
    ("special_envoy", "Pierre Vimont, représentant spécial d'Emmanuel Macron, a parlé.", "Pierre Vimont|représentant spécial|Emmanuel Macron"),
    ("nationality_in_brackets", "Le président (égyptien) Abdel Fattah al-Sissi a parlé.", "Abdel Fattah al-Sissi|président|égyptien"),
    ("copula", "Josep Borrell est le chef de la diplomatie européenne.", "Josep Borrell|chef de la diplomatie|européenne"),
    ("appointed", "Sergueï Lavrov a été nommé ministre des Affaires étrangères.", "Sergueï Lavrov|ministre des Affaires étrangères|"),
    ("description_is_a_holding_of_whom_it_means", "Le président français a parlé.", "Le président français|président|français"),
    ("two_appositions", "Matteo Salvini, ministre de l'Intérieur et patron de la Ligue, a parlé.", "Matteo Salvini|ministre de l'Intérieur|"),
    ("chief_of_staff", "Le chef d'état-major Mark Milley a parlé.", "Mark Milley|chef d'état-major|"),
    ("minister_of_a_country", "Le ministre des Affaires étrangères du Qatar a parlé.", "Le ministre des Affaires étrangères du Qatar|ministre des Affaires étrangères|Qatar"),
    ("negated_copula", "Josep Borrell n'est pas le président de la Commission.", "-Josep Borrell"),
    ("counterpart_is_no_office", "Il a parlé à son homologue russe Sergueï Lavrov.", "-"),
    ("strong_man_is_no_office", "Khalifa Haftar, l'homme fort de l'est, a parlé.", "-"),
    ("relative_of_a_president", "La nièce du président, Mary Trump, a parlé.", "-Mary Trump"),
    ("verb_to_judge", "C'est faux, juge M. Poutine.", "-"),
    ("a_list_is_no_apposition", "Avec Emmanuel Macron, le président russe Vladimir Poutine a parlé.", "-Emmanuel Macron"),
    ("plain_noun", "La situation préside aux choix.", "-"),
]  # fmt: skip


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

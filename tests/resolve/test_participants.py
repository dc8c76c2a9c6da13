"""French texts -> who takes part in their events, resolved to entities: each once, and not at home abroad."""

import pytest

from kg.annotate import annotate
from kg.extract import extract
from kg.model import Article
from kg.resolve import resolve

CASES = {
    "a_person_and_his_pronoun_are_one": (
        "Emmanuel Macron part. Il a commencé sa visite à Beyrouth. La visite de M. Macron à Beyrouth est courte.",
        [("agent", "Emmanuel Macron"), ("to", "Beyrouth")],
    ),
    "the_country_left_is_not_the_one_that_leaves": (
        "L'Ukraine est menacée. La France a annoncé le retrait du personnel français présent dans le pays.",
        [("agent", "France"), ("from", "Ukraine")],
    ),
    "persons_meet_not_their_states": (
        '"Nous avons rencontré Angela Merkel", a dit le président français Emmanuel Macron.',
        [("agent", "Angela Merkel"), ("agent", "Emmanuel Macron")],
    ),
    "on_his_ground_is_in_his_country": (
        "Le président malien a dénoncé la présence de soldats français sur son sol. Le Mali attend.",
        [("agent", "France"), ("to", "Mali")],
    ),
    "an_adjective_in_a_name_makes_its_state_known": (
        "L'Irak demande le retrait des troupes américaines.",
        [("agent", "États-Unis")],
    ),
    "a_people_negotiates_as_its_state": (
        "Des négociations directes avec les Israéliens ont eu lieu.",
        [("agent", "Israël")],
    ),
    "who_says_we_and_i_speaks_of_himself": (
        '"Nous avons convenu avec Kiev que je viendrai", a dit le président français Emmanuel Macron.',
        [("agent", "Emmanuel Macron"), ("agent", "Ukraine")],
    ),
    "an_adjective_in_the_name_of_an_accord_is_a_state": (
        "L'Iran proteste. L'accord de Vienne sur le nucléaire iranien, conclu en 2015, est menacé.",
        [("agent", "Iran")],
    ),
    "two_of_three_that_are_named_are_no_pair": (
        "Ils ont une médiation de l'ONU, de l'Egypte et du Qatar. Les deux parties pourront parvenir à un accord.",
        [("agent", "Qatar"), ("agent", "ONU"), ("agent", "Égypte")],
    ),
    "a_plural_verb_is_not_done_by_the_speaker": (
        "Paul Meyer confirme à l'AFP que des négociations sont en cours mais n'ont encore abouti à aucun accord.",
        [],
    ),
}
UNDERGOING = {
    "not_the_two_who_spoke_before": (
        "Paul Meyer a rencontré Jean Rakoto. Il a salué les deux militaires tués dans l'attaque.",
        {"deux militaires"},
    ),
    "who_is_named_to_replace_somebody": (
        "Rome a nommé Paul Meyer pour remplacer Jean Rakoto.",
        {"Paul Meyer", "Jean Rakoto"},
    ),
    "not_who_names_the_successor": ("Paul Meyer cherche un juge pour remplacer Jean Rakoto.", {"Jean Rakoto"}),
    "who_was_told_of_before_by_the_same_noun": (
        "La nomination de Jean Rakoto est examinée. Paul Meyer l'a dit. Cet élu permettra de valider sa nomination.",
        {"Jean Rakoto"},
    ),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES.keys())
def test_who_takes_part(text: str, wanted: list[tuple[str, str]]) -> None:
    assert sorted(one for one in participants(text) if one[0] != "patient") == sorted(wanted)


@pytest.mark.parametrize(("text", "wanted"), UNDERGOING.values(), ids=UNDERGOING.keys())
def test_to_whom_it_happens(text: str, wanted: set[str]) -> None:
    assert {label for role, label in participants(text) if role == "patient"} == wanted


def participants(text: str) -> list[tuple[str, str]]:
    stream = annotate([Article("a", text, date="2020-06")])
    document = next(stream)
    extraction = resolve(document, extract(document))
    labels = {entity.key: entity.label for entity in extraction.entities}
    return [
        (str(one.role), labels[key])
        for event in extraction.events
        for one in event.participants
        if (key := one.reference.entity) is not None
    ]

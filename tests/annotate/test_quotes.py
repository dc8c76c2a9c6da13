"""Quotation marks of all kinds become spans."""

import pytest

from kg.annotate.quotes import find_quotations
from kg.annotate.units import masked_quotations

INSIDES = [
    ("guillemets", "«Non», dit-il.", ["Non"]),
    ("guillemets_with_spaces", "« Non », dit-il.", ["Non"]),
    ("straight_marks", '"Non", dit-il. "Oui"', ["Non", "Oui"]),
    ("curly_marks", "“Non”, dit-il.", ["Non"]),
    ("nested", "«Il a dit “non” hier»", ["Il a dit “non” hier", "non"]),
    ("single_guillemets_nested", "«Il a dit ‹non› hier»", ["Il a dit ‹non› hier", "non"]),
    ("glued_to_the_next_sentence", 'à l\'envers."Nous votons", a dit Paris.', ["Nous votons"]),
    ("two_glued_quotations", '"Un monde.""Deux mondes", dit-elle.', ["Un monde.", "Deux mondes"]),
    ("closing_mark_alone", "Il a dit non».", []),
    ("unclosed_at_the_start_of_a_paragraph", "«Nous irons jusqu'au bout.\n\nLa suite.", ["Nous irons jusqu'au bout."]),
    ("unclosed_in_the_middle_of_a_clause", 'Il mesure 5" de haut.', []),
    ("over_two_paragraphs", "Il a dit : «Un jour.\n\nPuis un autre», à Paris.", ["Un jour.", "Puis un autre"]),
    ("reopened_in_each_paragraph", "«Un jour.\n\n«Un autre», a-t-il dit.", ["Un jour.", "Un autre"]),
    ("nested_straight_marks", '"Nous ferons "cela" demain", dit-il.', ['Nous ferons "cela" demain', "cela"]),
    ("after_an_elision", 'Il parle d\'"aide" russe.', ["aide"]),
    ("stray_closing_mark", 'Un outil" neuf. Il est "parti".', ["parti"]),
    ("empty", "«» et «oui»", ["oui"]),
]


@pytest.mark.parametrize(("text", "insides"), [case[1:] for case in INSIDES], ids=[case[0] for case in INSIDES])
def test_insides(text: str, insides: list[str]) -> None:
    assert [text[q.inner_start : q.inner_end] for q in find_quotations(text)] == insides


MASKED = [
    ("sentence_before_its_cue", "«Nous ne voulons pas la guerre», a dit Moscou.", 1),
    ("sentence_after_a_colon", "Moscou a répondu : «Nous ne voulons pas la guerre».", 1),
    ("exclamation_without_comma", "«Donnez-la nous tout de suite !» a-t-il dit.", 1),
    ("long_sentence_without_comma", "«Il a été demandé de ne pas livrer d'armes» a dit Paris.", 1),
    ("partial_quotation", "Il juge la voie «toujours ouverte à nos alliés» et sûre.", 0),
    ("after_que", "Il dit que «les troupes ne partiront pas demain».", 0),
    ("single_word", "«Jamais», a dit Moscou.", 0),
    ("both_parts_of_a_broken_quotation", "«Il est très clair ici», dit-il, «que personne ne partira demain».", 2),
]


@pytest.mark.parametrize(("text", "count"), [case[1:] for case in MASKED], ids=[case[0] for case in MASKED])
def test_masked(text: str, count: int) -> None:
    assert len(masked_quotations(text, find_quotations(text))) == count


@pytest.mark.parametrize("stray", ['Il a dit "que tout va bien.', "Il a dit « que tout va bien."])
def test_a_stray_mark_costs_no_later_paragraph_its_quotations(stray: str) -> None:
    paragraphs = "\n\n".join(['"Nous partons demain", a-t-il dit de la «longue attente».'] * 200)
    assert len(find_quotations(f"{stray}\n\n{paragraphs}")) == 400

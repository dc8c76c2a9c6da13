"""Normalisation repairs the text and keeps the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.normalise import normalise

REPAIRED = [
    ("decomposed_accents", "l'E\u0301lyse\u0301e", "l'Élysée"),
    ("typographic_apostrophe", "l’Ukraine", "l'Ukraine"),
    ("no_break_space", "8\u202f500 hommes", "8 500 hommes"),
    ("soft_hyphen", "mili\u00adtaires", "militaires"),
    ("zero_width_space", "l'\u200bOTAN", "l'OTAN"),
    ("cyrillic_look_alike", "с’est incorrect", "c'est incorrect"),
    ("cyrillic_inside_a_latin_word", "Роssia", "Possia"),
    ("russian_stays_russian", "Россия", "Россия"),
    ("utf8_read_as_windows", "dÃ©claration", "déclaration"),
    ("quotation_marks_stay", "« non »", "« non »"),
    ("sentences_that_touch", "a-t-il dit.Le roi part.", "a-t-il dit. Le roi part."),
    ("an_aside_that_touches", "la Libye--en guerre--", "la Libye -- en guerre --"),
    ("an_initial_keeps_its_point", "M.Dupont, U.S.A.", "M.Dupont, U.S.A."),
]


@pytest.mark.parametrize(("text", "repaired"), [case[1:] for case in REPAIRED], ids=[case[0] for case in REPAIRED])
def test_repairs(text: str, repaired: str) -> None:
    assert normalise(text)[0] == repaired


@pytest.mark.parametrize("text", [case[1] for case in REPAIRED], ids=[case[0] for case in REPAIRED])
def test_the_ends_map_to_the_ends(text: str) -> None:
    repaired, offsets = normalise(text)
    assert (offsets[0], offsets[len(repaired)]) == (0, len(text))


@given(st.text(alphabet=st.sampled_from("aeéÉ\u0301\u00ad\u200b’«» \u00a0\nсÃ©.,1"), max_size=60))
def test_offsets_never_run_backwards_and_never_leave_the_text(text: str) -> None:
    repaired, offsets = normalise(text)
    assert len(offsets) == len(repaired) + 1
    assert list(offsets) == sorted(offsets)
    assert all(0 <= offset <= len(text) for offset in offsets)


@given(st.text(max_size=80))
def test_the_result_has_composed_latin_accents(text: str) -> None:
    repaired, _ = normalise("e\u0301" + text)
    assert repaired.startswith(unicodedata.normalize("NFC", "e\u0301")) or (text[:1] and unicodedata.combining(text[0]))

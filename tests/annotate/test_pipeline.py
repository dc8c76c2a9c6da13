"""Articles become Documents whose Doc is the text and whose evidences are exact."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.annotate import annotate, units
from kg.annotate.normalise import normalise
from kg.model import Article

SENTENCES = [
    ("quotation_with_an_inverted_cue", "« Nous partirons demain matin », a-t-il dit. Il est parti.", 2),
    ("several_sentences_in_a_quotation", "«Nous partons. Ils restent ici», a dit Paris hier.", 1),
    ("quotation_alone_keeps_its_sentences", "«Nous partons demain. Ils restent ici.»", 2),
    ("sentences_glued_together", "Ils sont partis.Les autres restent.", 2),
    ("glued_after_a_year", "Le plan date de 2019.A court terme, il reste secret.", 2),
    ("glued_after_an_acronym", "Il l'a dit à l'AFP.A midi, il est parti.", 2),
    ("glued_after_three_dots", "Ils ont tenu...Actuellement, ils attendent.", 2),
    ("glued_before_an_hour", "Les avions se posent.9h55. Les troupes partent.", 3),
    ("glued_to_a_closing_mark", "«Nous partirons demain matin.»M. Rakoto est parti.", 2),
    ("glued_quotations", '"Nous partirons demain matin.""Les autres resteront ici."', 2),
    ("glued_item_of_a_list", "Le port reste ouvert.• Colère à Moscou.", 2),
    ("glued_to_a_heading", "Une année difficilePlusieurs pays ont fermé leurs ports.", 2),
    ("glued_to_a_quoted_heading", 'Un "cas difficile"Mais les ports restent ouverts.', 2),
    ("glued_to_a_heading_before_a_name", "La trêve remise en causeJens Hansen a nié les faits.", 2),
    ("no_heading_in_a_name", "Le port reste ouvert, assure YouTube depuis hier.", 1),
    ("glued_dash", "Ils sont partis hier.- La suite du voyage attend.", 2),
    ("glued_intertitle", "Ils partent.- Une longue attente -Les autres restent.", 3),
    ("names_in_one_word", "La société YouTube et l'application WhatsApp ont fermé.", 1),
    ("initials", "Le colonel J.K. Rakoto et M.Dupont sont partis.", 1),
    ("paragraphs_end_sentences", "Un titre sans point\n\nLes troupes partent.", 2),
    ("date_header", "date 2022-01 Les troupes partent.", 2),
    ("source_before_a_comma", "Selon le New York Times, l'état-major américain a présenté plusieurs options.", 1),
]


@pytest.mark.parametrize(("text", "count"), [case[1:] for case in SENTENCES], ids=[case[0] for case in SENTENCES])
def test_sentences(text: str, count: int) -> None:
    [found] = [len(list(document.doc.sents)) for document in annotate([Article("a", text)])]
    assert found == count


def head_of(text: str, word: str) -> tuple[str, str]:
    """Return the relation and the head of the first token ``word``."""
    for document in annotate([Article("a", text)]):
        token = next(t for t in document.doc if t.text == word)
        return token.dep_, token.head.text
    raise AssertionError


def test_a_masked_quotation_hangs_on_its_cue() -> None:
    assert head_of("«Nous ne voulons pas la guerre», a déclaré Moscou.", "voulons") == ("parataxis", "déclaré")


def test_an_inverted_subject_is_a_subject() -> None:
    assert head_of("«Nous ne voulons pas la guerre», a déclaré lundi le ministre.", "ministre") == ("nsubj", "déclaré")


def test_a_partial_quotation_stands_in_its_sentence() -> None:
    assert head_of("La voie diplomatique reste «ouverte» à tous.", "ouverte")[1] == "reste"


def test_the_verb_governs_coordinated_subjects() -> None:
    text = "La France, l'Allemagne, la Russie et l'Ukraine tiendront une réunion mercredi à Paris."
    assert head_of(text, "tiendront")[0] == "ROOT"


def test_the_body_begins_after_the_date() -> None:
    for document in annotate([Article("a", " date 2022-01-12 Les troupes partent.")]):
        assert document.doc[document.body].text == "Les"


def test_offsets_count_in_the_text_as_given() -> None:
    text = "L'E\u0301lyse\u0301e a dit : « l’Ukraine »."
    for document in annotate([Article("a", text)]):
        [quotation] = document.quotations
        assert document.evidence(quotation.inner_start, quotation.inner_end).exact == "l’Ukraine"


def test_a_long_line_is_cut() -> None:
    text = "Les troupes sont parties hier soir. " * 400
    for document in annotate([Article("a", text)]):
        assert len(list(document.doc.sents)) == 400


def test_a_blank_text_has_no_sentence() -> None:
    assert [len(list(d.doc.sents)) for d in annotate([Article("a", "")])] == [0]


words = st.sampled_from(
    ["Moscou", "a dit", "«", "»", '"', "“", "”", "que", ".", ",", ":", "\n", "  ", " ", "\u00a0", "é", "+x+", "!", "il"]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(words, max_size=25).map("".join), min_size=1, max_size=4))
def test_any_text_is_kept_to_the_letter(texts: list[str]) -> None:
    for document in annotate([Article(str(i), text) for i, text in enumerate(texts)]):
        assert document.doc.text == normalise(document.article.text)[0]
        assert all(a.idx + len(a) <= b.idx for a, b in pairwise(document.doc))
        for token in document.doc:
            evidence = document.evidence(token.i, token.i + 1)
            assert document.article.text[evidence.start : evidence.end] == evidence.exact


def test_a_long_article_is_read_in_sections_whose_offsets_count_in_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "LONGEST_SECTION", 300)
    text = "L’été, Moscou a dit « non ».\n" * 24
    documents = 0
    for document in annotate([Article("a", text)]):
        documents += 1
        first = document.evidence(0, len(document.doc))
        assert first.exact.startswith("L’été, Moscou")
        assert text[first.start : first.end] == first.exact
    assert documents == 3

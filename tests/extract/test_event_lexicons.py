"""The lexicons of events and offices agree with each other, with the model and with the code that reads them."""

import pytest

from kg import resources
from kg.extract.events.lexicon import frames, noun_classes, triggers
from kg.extract.events.participants import OF_PATIENT, RELATIONS
from kg.extract.events.scene import TYPES
from kg.model import EventType

NAMES = [
    "event_nouns",
    "frames",
    "future_stems",
    "modality",
    "months",
    "negation",
    "object_control",
    "office_adjectives",
    "office_complements",
    "offices",
    "quantity_words",
    "support_verbs",
    "triggers",
    "word_uses",
]
#: classes that the code gives beside those of the lexicon
GIVEN = {"pronoun", "office", "officer"}.union(*TYPES.values())


@pytest.mark.parametrize("name", NAMES)
def test_a_lexicon_is_sorted_unique_and_sourced(name: str) -> None:
    header, *rows = resources.lexicon(name).read_text("utf-8").splitlines()
    assert rows == sorted(set(rows))
    assert header.endswith("\tsource")
    assert all(row.count("\t") == header.count("\t") and row.rpartition("\t")[2] for row in rows)


def test_every_event_type_has_triggers() -> None:
    assert {trigger.type for rows in triggers().values() for trigger in rows} == set(EventType)


def test_every_trigger_has_a_frame() -> None:
    assert {trigger.frame for rows in triggers().values() for trigger in rows} == set(frames())


def test_every_relation_of_a_frame_is_known() -> None:
    assert {rule.relation for rules in frames().values() for rule in rules} <= {*RELATIONS, *OF_PATIENT}


def test_every_class_that_is_asked_for_can_be_given() -> None:
    asked = {c for rules in frames().values() for rule in rules for c in rule.classes}
    asked |= {c for rows in triggers().values() for trigger in rows for need in trigger.needs for c in need.classes}
    assert asked <= GIVEN.union(*noun_classes().values())


def test_every_slot_that_is_asked_for_can_be_filled() -> None:
    for rows in triggers().values():
        for trigger in rows:
            slots = {rule.slot for rule in frames()[trigger.frame]}
            for need in trigger.needs:
                assert set(need.slots) & slots, trigger

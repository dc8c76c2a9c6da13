"""A participant of an event and what it was resolved to -> whether such a thing can take part so."""

from __future__ import annotations

from kg.model import EntityType, EventType, Form, Participant, ParticipantRole

PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP, EntityType.ARMED_FORCE})
#: nobody arrests, frees or names these, nor do they travel; no pronoun of a deed stands for them
THINGS = frozenset({EntityType.PLACE, EntityType.MEDIA_OUTLET, EntityType.DOCUMENT})
DOERS = frozenset({ParticipantRole.AGENT, ParticipantRole.PATIENT})
#: what only people undergo or do
HUMAN = frozenset(
    {
        (EventType.ARREST, ParticipantRole.PATIENT),
        (EventType.RELEASE, ParticipantRole.PATIENT),
        (EventType.APPOINT, ParticipantRole.PATIENT),
        (EventType.VISIT, ParticipantRole.AGENT),
    }
)


def is_human(event: EventType, role: ParticipantRole) -> bool:
    """Tell whether only people can take part so."""
    return (event, role) in HUMAN


def admissible(event: EventType, participant: Participant, kind: EntityType) -> bool:
    """Tell whether a thing of this kind can be the participant: «il a été libéré», «son arrestation» mean people.

    A country or a body may stand for its people where it is named, not where a pronoun would have to mean it.
    """
    if not is_human(event, participant.role):
        return participant.reference.form is not Form.PRONOUN or participant.role not in DOERS or kind not in THINGS
    return kind in PEOPLE if participant.reference.form is Form.PRONOUN else kind not in THINGS

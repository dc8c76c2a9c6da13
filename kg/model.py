"""The values that flow between the stages: articles, evidences, mentions, entities, claims, office holdings, events.

Frozen dataclasses and enumerations, no third-party import. Offsets count Unicode code points of the article's text
as given, end excluded: ``article.text[start:end]`` is the quotation, to the letter. Enumeration values equal the local
names of the ontology.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Term(StrEnum):
    """An enumeration whose values are local names of the ontology."""


class EntityType(Term):
    """The eleven classes of entities."""

    PERSON = "Person"
    COUNTRY = "Country"
    GOVERNMENT_BODY = "GovernmentBody"
    INTERNATIONAL_ORGANIZATION = "InternationalOrganization"
    ARMED_FORCE = "ArmedForce"
    POLITICAL_PARTY = "PoliticalParty"
    COMPANY = "Company"
    MEDIA_OUTLET = "MediaOutlet"
    PLACE = "Place"
    GROUP = "Group"
    DOCUMENT = "Document"


class Form(Term):
    """How a reference names its entity."""

    NAME = "name"
    DESCRIPTION = "description"
    ADJECTIVE = "adjective"
    PRONOUN = "pronoun"


class ClaimKind(Term):
    """How a claim is reported: all quoted, nothing quoted, or partly."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(Term):
    """What the speaker does by speaking, as the cue says."""

    SAY = "say"
    ANNOUNCE = "announce"
    DENY = "deny"
    ASK = "ask"
    ORDER = "order"
    RECOMMEND = "recommend"
    PROMISE = "promise"
    WARN = "warn"
    THREATEN = "threaten"
    ACCUSE = "accuse"
    PROPOSE = "propose"
    JUDGE = "judge"


class Medium(Term):
    """Through what, or on what occasion, something is said."""

    BROADCAST = "broadcast"
    CALL = "call"
    COMMUNIQUE = "communique"
    INTERVIEW = "interview"
    MEETING = "meeting"
    NEWS_MEDIUM = "news_medium"
    PRESS_CONFERENCE = "press_conference"
    PUBLICATION = "publication"
    SOCIAL_NETWORK = "social_network"
    SPEECH = "speech"


class Factuality(Term):
    """What the text commits to about an event."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    DEMANDED = "demanded"


class EventType(Term):
    """The closed list of event classes."""

    DEPLOY = "Deploy"
    WITHDRAW = "Withdraw"
    REDEPLOY = "Redeploy"
    ALERT = "Alert"
    TRAIN = "Train"
    EXERCISE = "Exercise"
    ATTACK = "Attack"
    CEASEFIRE = "Ceasefire"
    MEET = "Meet"
    CALL = "Call"
    VISIT = "Visit"
    AGREE = "Agree"
    NEGOTIATE = "Negotiate"
    SANCTION = "Sanction"
    EXPEL = "Expel"
    AID = "Aid"
    ARREST = "Arrest"
    RELEASE = "Release"
    APPOINT = "Appoint"
    VOTE = "Vote"
    TEST = "Test"
    PROTEST = "Protest"


class ParticipantRole(Term):
    """As what an entity takes part in an event."""

    AGENT = "agent"
    PATIENT = "patient"
    FROM = "from"
    TO = "to"
    PLACE = "place"


class Qualifier(Term):
    """How exact a quantity is."""

    EXACT = "exact"
    UP_TO = "up_to"
    AT_LEAST = "at_least"
    ABOUT = "about"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Article:
    """One source document.

    ``source`` is the file's name or the JSONL id; ``date`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    >>> Article(source="a.txt", text="Paris dément.").date is None
    True
    """

    source: str
    text: str
    date: str | None = None
    title: str | None = None
    url: str | None = None
    language: str = "fr"
    publisher: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """An exact quotation of an article: ``article.text[start:end] == exact``."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Reference:
    """An expression that stands for an entity: a noun phrase, a name, a pronoun, a possessive, a national adjective.

    ``head`` is the offset of the syntactic head's first character; ``entity`` is the key of an `Entity` of the same
    article, None until resolved and None for ever when nothing certain can be said.
    """

    evidence: Evidence
    head: int
    form: Form
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A recognised reference with what recognition knows of it.

    ``candidates`` are keys of the gazetteer, best first; ``type`` comes from knowledge, head noun or language model.
    """

    reference: Reference
    type: EntityType
    name: str
    candidates: tuple[str, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Entity:
    """The thing named. ``key`` is unique for the thing over all articles: ``Q212`` or ``person-john-kirby``."""

    key: str
    type: EntityType
    label: str
    qid: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Venue:
    """Where something is said: the words, the medium, and the outlet, assembly or interlocutor they name."""

    evidence: Evidence
    medium: Medium
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody is reported as communicating something: source, cue, content.

    ``content`` holds the parts of a broken quote in text order; ``evidence`` is the sentence that says so;
    ``cue`` is None for a floating quote; ``answers`` is the first part of the claim that this one denies or answers.
    """

    evidence: Evidence
    content: tuple[Evidence, ...]
    kind: ClaimKind
    act: Act
    sources: tuple[Reference, ...] = ()
    cue: Evidence | None = None
    addressee: Reference | None = None
    date: str | None = None
    venue: Venue | None = None
    answers: Evidence | None = None


@dataclass(frozen=True, slots=True)
class OfficeHolding:
    """Somebody's tenure of an office as an article says. ``former`` marks «ex-», «ancien»."""

    evidence: Evidence
    person: Reference
    role: str
    of: Reference | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many: 8.500 militaires, at most. ``max`` is set for ranges only."""

    value: float
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    max: float | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part in an event, as what."""

    role: ParticipantRole
    reference: Reference


@dataclass(frozen=True, slots=True)
class EventMention:
    """Where the text speaks of an event: ``trigger`` is the verb or noun, ``evidence`` its clause."""

    trigger: Evidence
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, will, may or is denied to happen; one value an event of an article, with all its mentions."""

    type: EventType
    factuality: Factuality
    mentions: tuple[EventMention, ...]
    participants: tuple[Participant, ...] = ()
    quantity: Quantity | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one article.

    Before resolution ``entities`` is empty and no reference has its entity; after it, every mention has one.
    """

    article: Article
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    holdings: tuple[OfficeHolding, ...] = ()
    events: tuple[Event, ...] = ()
    entities: tuple[Entity, ...] = field(default=())

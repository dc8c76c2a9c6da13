"""Document -> events: who did, will do, may do or denies doing what, each with all its mentions in the article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.dates import date_of
from kg.extract.events.clauses import clause
from kg.extract.events.counts import quantity
from kg.extract.events.identity import identity, owner
from kg.extract.events.kinds import kind
from kg.extract.events.lexicon import triggers
from kg.extract.events.merging import COMING, Group, grouped
from kg.extract.events.nouns import nationalities
from kg.extract.events.patients import hit, named_place
from kg.extract.events.readings import Actor, Reading
from kg.extract.events.scene import Scene, preposition
from kg.extract.events.topic import completed
from kg.extract.events.triggers import Occurrence, occurrences
from kg.extract.factuality import factuality
from kg.extract.modality import support_verbs
from kg.extract.syntax import children, reference
from kg.extract.words import words
from kg.model import Event, EventMention, EventType, Factuality, Participant, ParticipantRole, Reference
from kg.phrases import is_definite, is_finite, is_pointed_at, number

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["events"]

ROLES = {
    "agent": "agent",
    "other": "agent",
    "patient": "patient",
    "recipient": "patient",
    "from": "from",
    "to": "to",
    "place": "place",
}
#: a word and the one it hangs on tell of one event
CARRIED = frozenset({"obj", "xcomp", "nsubj", "nsubj:pass", "obl:arg", "obl:agent", "acl", "amod", "parataxis"})
#: «les combats», «le sommet» say something without anybody beside them; «l'aide», «une visite» do not
SELF_EVIDENT = frozenset(
    {
        EventType.AGREE,
        EventType.ATTACK,
        EventType.CEASEFIRE,
        EventType.EXERCISE,
        EventType.MEET,
        EventType.NEGOTIATE,
        EventType.PROTEST,
        EventType.SANCTION,
        EventType.TEST,
        EventType.VOTE,
        EventType.ALERT,
        EventType.REDEPLOY,
    }
)
#: «des livraisons d'armes», «l'arrivée de mercenaires» say enough though nobody is named
THINGS = frozenset({"arms", "troops"})
#: whom it happens to is a participant though only a number says who: «trois militaires ont été tués»
HURT = frozenset({EventType.ARREST, EventType.ATTACK, EventType.RELEASE})
#: «les groupes armés de l'ouest libyen»: where they are, not what they are
REGION = frozenset({"place", "region"})
NAMEABLE = frozenset(
    {"actor", "people", "person", "troops", "place", "target", "diplomat", "staff", "officials", "assailants"}
)


def events(document: Document) -> Iterable[Event]:
    """Yield the events of a document, in the order of their first mentions.

    >>> from kg.annotate import annotate
    >>> from kg.model import Article
    >>> stream = annotate([Article("a", "Berlin pourrait envoyer 500 soldats en Lituanie.", date="2022-02")])
    >>> [event] = events(next(stream))
    >>> str(event.type), str(event.factuality), event.quantity.value
    ('Deploy', 'possible', 500.0)
    """
    scene = Scene(document)
    readings = [_reading(scene, occurrence) for occurrence in occurrences(scene)]
    told = (
        _event(group, document.article.date)
        for group in grouped(readings)
        if group[0].type in SELF_EVIDENT or not all(reading.is_empty for reading in group)
    )
    yield from completed(scene, told)


def _reading(scene: Scene, occurrence: Occurrence) -> Reading:
    document, token = scene.document, occurrence.token
    start, end = clause(token)
    quoted = document.quotation_at(token.i) is not None
    commitment = factuality(token, type=occurrence.trigger.type, quoted=quoted)
    date = _date(scene, token)
    value = commitment.factuality
    if value is Factuality.ACTUAL and date and _is_later(date, document.article.date):
        if commitment.stated:
            # «limogé en septembre», written in June: the year is not this one
            date = None
        else:
            value = Factuality.PLANNED
    over = token.pos_ == "NOUN" and bool(date) and _is_later(document.article.date or "", date)
    if over and value is Factuality.PLANNED:
        # «candidat à la présidentielle du 9 août», written in September
        value = Factuality.ACTUAL
    thing = hit(token) if occurrence.trigger.type is EventType.ATTACK else None
    mention = EventMention(document.evidence(token.i, token.i + 1), document.evidence(start, end))
    return Reading(
        type=occurrence.trigger.type,
        mention=mention,
        lemma=occurrence.trigger.word,
        position=token.i,
        carrier=_carrier(token),
        occasion=range(token.sent.start, token.sent.end) if token.head.lower_ == "marge" else range(0),
        definite=token.pos_ == "NOUN" and is_definite(token),
        is_noun=token.pos_ == "NOUN",
        plural=number(thing or token) == "Plur",
        pointing=token.pos_ == "NOUN" and is_pointed_at(token),
        ordinal=next((c.lemma_ for c in children(token, "amod") if c.lemma_ in words("ordinal")), ""),
        kind=kind(token, occurrence.trigger.type),
        nation=owner(token) if occurrence.trigger.type is EventType.VOTE else None,
        # a finite verb without «qui» goes on with the sentence: «publié après la rencontre | faisait état»
        described=any(
            c.dep_ in {"acl:relcl", "nmod"} or (c.dep_ == "acl" and not is_finite(c)) for c in token.children
        ),
        factuality=value,
        stated=commitment.stated or over or occurrence.trigger.frame == "stationed",
        actors=list(_actors(scene, occurrence)),
        told=any(scene.classes(one) & THINGS for one in occurrence.slots.get("patient", [])),
        fresh=token.pos_ == "NOUN" and not is_definite(token) and _is_another(token),
        thing=thing.lower_ if thing else "",
        is_first=thing is not None and not is_definite(thing),
        quantity=quantity(scene, occurrence, start, end),
        date=date,
    )


def _carrier(token: Token) -> int:
    """Return the word on which an event's word hangs so that both tell of one event, -1 for none.

    «un accord conclu», «tué dans un raid», «le second tour du scrutin», «une série de frappes vise».
    """
    if token.lemma_ in words("reprisal") and preposition(token) == "en":
        # «a lancé une offensive en représailles»: the offensive is the reprisal
        return next((c.i for c in children(token.head, "obj") if ("noun", c.lemma_) in triggers()), token.head.i)
    of = token.dep_ == "nmod" and preposition(token) == "de"
    if of and token.head.lemma_ in words("series"):
        return _carrier(token.head)
    return token.head.i if of or token.dep_ in CARRIED or _is_scene(token) else -1


def _is_scene(noun: Token) -> bool:
    """«tué dans un raid», «tués lors de combats»: the attack in which somebody is killed."""
    return noun.dep_ == "obl:mod" and preposition(noun) in words("amid")


def _is_another(noun: Token) -> bool:
    """«un nouveau scrutin», «une autre attaque»: not the one told of before."""
    return any(c.lemma_ in words("another") for c in children(noun, "amod"))


def _is_later(date: str, today: str | None) -> bool:
    """Tell whether a date lies after the article's own."""
    length = min(len(date), len(today or ""))
    return date[:length] > (today or "")[:length]


def _actors(scene: Scene, occurrence: Occurrence) -> Iterable[Actor]:
    """Yield the participants; a country that is attacked is a place too, a town only a place."""
    for slot, tokens in occurrence.slots.items():
        for token in (_core(scene, slot, token) for token in tokens):
            classes = scene.classes(token)
            attacked = occurrence.trigger.type is EventType.ATTACK and slot == "patient" and "place" in classes
            lies = attacked and not occurrence.slots.get("place")
            if lies and (found := _actor(scene, "place", named_place(scene, token))):
                yield found
            if attacked and "actor" not in classes:
                continue
            counted = occurrence.trigger.type in HURT and token.i in scene.counted
            if slot == "patient" and not counted and _is_anonymous(scene, token):
                continue
            if found := _actor(scene, slot, token):
                yield found


def _core(scene: Scene, slot: str, token: Token) -> Token:
    """«la plupart des passagers», «cinq de ses agents»: who is meant stands behind the number."""
    if token.pos_ in {"NUM", "PRON"} or scene.is_quantifier(token):
        inner = [c for c in children(token, "nmod") if preposition(c) == "de" and scene.classes(c) - REGION]
        return _core(scene, slot, inner[0]) if inner else token
    if token.lemma_ in words("ally") and token.i not in scene.spans.names:
        # «l'allié turc», «le voisin russe»: the country itself
        return next(iter(nationalities(token)), token)
    classes = scene.classes(token)
    if slot == "agent" and "equipment" in classes and "actor" not in classes:
        # «des avions russes ont bombardé»
        return next(iter(nationalities(token)), token)
    return token


def _actor(scene: Scene, slot: str, token: Token) -> Actor | None:
    classes = scene.classes(token)
    if slot not in ROLES or not classes & NAMEABLE:
        return None
    key, kind = identity(scene, slot, token)
    return Actor(ROLES[slot], _reference(scene, token), key, kind)


def _is_anonymous(scene: Scene, token: Token) -> bool:
    """Tell whether troops or equipment are only counted («500 soldats», «des troupes»): the quantity says it all."""
    if token.i in scene.spans.names or not scene.classes(token) & {"troops", "equipment"}:
        return False
    return not any(c.dep_ in {"amod", "nmod", "acl", "acl:relcl", "flat:name"} for c in token.children)


def _reference(scene: Scene, token: Token) -> Reference:
    span = scene.spans.names.get(token.i)
    if span is not None and token.pos_ != "ADJ":
        return span.mention.reference
    return reference(scene.document, token)


def _date(scene: Scene, token: Token) -> str | None:
    """Return the date beside the word, else beside the verb that carries it («une réunion aura lieu le 3 mars»)."""
    found = date_of(scene.document, token) or _date_behind(scene, token)
    if found or token.pos_ == "VERB":
        return found
    verb = token.head
    carried = token.dep_ in {"nsubj", "nsubj:pass", "obj"} and verb.lemma_ in support_verbs("does") | support_verbs(
        "occurs"
    )
    return date_of(scene.document, verb) if carried else None


def _date_behind(scene: Scene, noun: Token) -> str | None:
    """«au sommet européen des 24-25 septembre»: the date right behind a noun is its own, whatever the parser says."""
    following = noun.i + 1
    while following + 1 < len(noun.doc) and noun.doc[following].pos_ == "ADJ":
        following += 1
    if noun.pos_ != "NOUN" or noun.doc[following].lower_ not in {"de", "du", "des", "d'"}:
        return None
    return next((dated.value for dated in scene.dates if dated.start == following + 1), None)


def _event(group: Group, today: str | None) -> Event:
    stated = [reading for reading in group if reading.stated] or group
    value = _settled([reading.factuality for reading in stated])
    date = max((reading.date for reading in group if reading.date), key=len, default=None)
    return Event(
        type=group[0].type,
        factuality=Factuality.PLANNED if value is Factuality.ACTUAL and date and _is_later(date, today) else value,
        mentions=tuple(reading.mention for reading in group),
        participants=tuple(_participants(group)),
        quantity=next((reading.quantity for reading in group if reading.quantity), None),
        date=date,
    )


def _settled(values: list[Factuality]) -> Factuality:
    """Return what the article settles on: done if that is said, else what most mentions state, the first of equals."""
    if Factuality.ACTUAL in values and set(values) <= COMING:
        return Factuality.ACTUAL
    return max(values, key=values.count)


def _participants(group: Group) -> Iterable[Participant]:
    seen: set[tuple[str, str]] = set()
    for actor in (actor for reading in group for actor in reading.actors):
        name = actor.key or actor.reference.evidence.exact.lower()
        if (actor.slot, name) in seen:
            continue
        seen.add((actor.slot, name))
        yield Participant(ParticipantRole(actor.slot), actor.reference)

"""A phrase that the parser hung on the wrong word -> the word that it belongs to."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract.dates import WEEKDAYS, months
from kg.extract.events.lexicon import triggers
from kg.extract.events.scene import preposition
from kg.extract.syntax import auxiliaries, case, children
from kg.extract.words import words
from kg.model import EntityType
from kg.phrases import gender, noun_class, number

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEDS = frozenset({"conquest", "capture", "genocide"})
NOUNS = frozenset({"NOUN", "PROPN"})
#: how a name hangs on the noun that it stands with
NAMING = frozenset({"nmod", "appos", "flat:name"})
#: what may stand before a phrase that begins a clause
OPENING = frozenset({",", ".", ":", ";", "«", '"', "-", "que", "qu'", "qu’", "et", "mais", "si", "lorsque", "où"})
#: «à peine», «sitôt», «une fois»: what may stand before a participle that opens a sentence
HARDLY = frozenset({"a", "à", "peine", "sitôt", "aussitôt", "fraîchement", "une", "fois", "tout", "juste"})
#: how far behind a verb its object may stand
REACH = 16
#: the relations by which a noun hangs on another, or on the verb that a participle beside it was hung on
HELD = frozenset({"nmod", "obj", "obl:arg", "obl:mod", "obl:agent", "nsubj", "nsubj:pass"})


def stray_object_of(noun: Token) -> Token | None:
    """Return the verb whose object the parser hung on a date: «ont lancé le 6 juin une offensive», «mardi»."""
    date = noun.head
    if noun.dep_ != "nmod" or noun.i < date.i or case(noun) not in {"", "des"}:
        return None
    if not is_time(date) or is_time(noun):
        return None
    if not case(noun) and not any(c.dep_ == "det" for c in noun.children):
        return None
    verb = next((t for t in date.ancestors if t.pos_ == "VERB"), None)
    if verb is None or verb.i > date.i or any(c.i != date.i and not is_span(c) for c in children(verb, "obj")):
        return None
    return verb


def claimed(agent: Token) -> Token | None:
    """Return the noun to which an agent beside it belongs: «en cas d'invasion de l'Ukraine par la Russie»."""
    index = agent.left_edge.i - 1
    if index < 0:
        return None
    node = agent.doc[index]
    while node.head.i != node.i and node.head.i > agent.head.i:
        node = node.head
        if node.pos_ == "NOUN" and any(preposition(c) == "de" and c.i < agent.i for c in children(node, "nmod")):
            return node if node.lemma_ in deeds() else None
    return None


def before(verb: Token) -> list[Token]:
    """Return the phrase right before a finite verb that the parser hung on something else («avec X, Y a dit»)."""
    finite = next((t for t in [verb, *auxiliaries(verb)] if "VerbForm=Fin" in str(t.morph)), None)
    if finite is None:
        return []
    first = verb.i
    while (
        first
        and verb.doc[first - 1].head.i == verb.i
        and verb.doc[first - 1].dep_.startswith(("aux", "expl", "advmod"))
    ):
        first -= 1
    if first <= verb.sent.start:
        return []
    last = verb.doc[first - 1]
    found: list[Token] = []
    for phrase in [last, *last.ancestors]:
        if phrase.i > last.i or not all(phrase.is_ancestor(t) for t in verb.doc[phrase.i + 1 : first]):
            break
        left = phrase.left_edge.i
        opens = left == verb.sent.start or verb.doc[left - 1].text in OPENING
        if phrase.pos_ in NOUNS and opens and not case(phrase) and _agree(finite, phrase):
            found = [phrase]
    return found


def late_object(verb: Token) -> list[Token]:
    """Return what follows a verb behind time and place: «a rencontré mardi à Hawaï le haut responsable chinois»."""
    doc, index, end = verb.doc, verb.i + 1, min(verb.i + REACH, verb.sent.end)
    while index < end:
        word = doc[index]
        noun = next((t for t in doc[index : index + 4] if t.pos_ in NOUNS), None)
        if word.dep_ == "case" and word.head.i > word.i:
            noun = word.head
        if word.pos_ == "ADV" or is_time(word):
            index += 1
        elif noun is None:
            return []
        elif word.pos_ == "ADP" or (word.pos_ in {"DET", "NUM"} and is_time(noun)):
            index = noun.i + 1
            while index < end and (doc[index].pos_ == "ADJ" or doc[index].ent_iob_ == "I"):
                index += 1
        else:
            # right behind the verb the parser sees the object, unless it is a name or goes to a verb before this one:
            # «a fait savoir qu'elle retirerait des soldats»
            skipped = noun.dep_ == "obj" and noun.head.i < verb.i
            seen = index == verb.i + 1 and not skipped and not (word.pos_ == "PROPN" and _has_subject(verb))
            return [noun] if word.pos_ in {"DET", "NUM", "PROPN"} and not case(noun) and not seen else []
    return []


def _has_subject(verb: Token) -> bool:
    return any(c.i < verb.i for c in children(verb, "nsubj")) or bool(before(verb))


def is_span(noun: Token) -> bool:
    """Tell whether an object only says when or how long: «samedi», «quelques mois», unlike «mettre fin»."""
    counted = noun.lemma_ in words("time") and any(c.dep_ in {"det", "nummod"} for c in noun.children)
    return noun.lower_ in WEEKDAYS or counted


def is_time(word: Token) -> bool:
    """Tell whether a word names a day, a month or a stretch of time."""
    return word.lower_ in WEEKDAYS or word.lower_ in months() or word.lemma_ in words("time")


def described(participle: Token) -> Token:
    """Return the noun that a participle describes: of those before it the one it agrees with, if not the parser's.

    «la libération d'un militaire détenu en Iran», «aux troupes du maréchal chassées de leur fief»; «l'assassinat du
    général, tué à Bagdad»: nobody kills a deed.
    """
    head = _bearer(participle)
    to_people = participle.lemma_ in _done_to_people()
    if to_people and (person := _named_before(participle)) is not None and not _is_person(head):
        return person
    deed = to_people and ("noun", head.lemma_) in triggers()
    if _agree(participle, head) and not deed:
        return head
    between = [t for t in head.subtree if head.i < t.i < participle.i]
    above = [t for t in head.ancestors if t.i < head.i]
    nouns = [t for t in [*reversed(between), *above] if t.pos_ in NOUNS and t.dep_ in HELD]
    return next((t for t in nouns if _agree(participle, t) and gender(t)), head)


def _bearer(participle: Token) -> Token:
    """Return the word that the parser hung a participle on, but for a name that it stands behind the person with it.

    A name needs nothing that tells it from others: «un opposant au président X assassiné à Moscou».
    """
    node = head = participle.head
    if participle.doc[participle.i - 1].pos_ != "PROPN":
        return head
    while node.dep_ in NAMING and node.head.i < node.i:
        node = node.head
        if _is_person(node) and _agree(participle, node):
            head = node
    return head


def _named_before(participle: Token) -> Token | None:
    """Return the name that a comma parts from a participle: «le retour d'un chercheur, Li Wei, relâché par Tokyo»."""
    doc, index = participle.doc, participle.i - 2
    if index < 0 or doc[index + 1].text != "," or doc[index].pos_ != "PROPN":
        return None
    name = doc[index]
    while name.dep_.startswith("flat") and name.head.i < name.i:
        name = name.head
    return name


def _is_person(noun: Token) -> bool:
    known = noun_class(noun) if noun.pos_ == "NOUN" else None
    return known is not None and known.type is EntityType.PERSON


def displaced(verb: Token) -> list[Token]:
    """Return the objects that the parser takes for second subjects: «la juge avait nommé un expert»."""
    found = [c for c in children(verb, "nsubj") if c.pos_ in NOUNS]
    behind = [c for c in found if c.i > verb.i]
    return behind if behind and found[0].i < verb.i and not children(verb, "obj") else []


def followed(participle: Token) -> Token | None:
    """Return the noun that a bare participle follows and agrees with: «252 militaires français tués»."""
    if participle.pos_ != "VERB" or "Tense=Past" not in str(participle.morph) or is_clause(participle):
        return None
    index = participle.i - 1
    while index > 0 and participle.doc[index].pos_ in {"ADJ", "ADV"}:
        index -= 1
    noun = participle.doc[index]
    agrees = noun.pos_ == "NOUN" and gender(noun) and _agree(participle, noun)
    return noun if agrees and participle.dep_ not in {"acl", "amod", "conj"} else None


def opened(participle: Token) -> Token | None:
    """Return the subject of the clause that a bare participle opens: «(A peine) arrivé à Kiev, le ministre a dit»."""
    if "Tense=Past" not in str(participle.morph) or not _opens(participle) or is_clause(participle):
        return None
    doc, end = participle.doc, participle.sent.end
    for subject in doc[participle.i + 2 : end]:
        if subject.dep_ in {"nsubj", "nsubj:pass"} and doc[subject.left_edge.i - 1].text == ",":
            return subject if subject.pos_ in NOUNS and _agree(participle, subject) else None
    return None


def _opens(participle: Token) -> bool:
    """Tell whether a word begins its sentence, or follows no more than «à peine» there."""
    first = participle
    while not first.is_sent_start and first.nbor(-1).lower_ in HARDLY:
        first = first.nbor(-1)
    return bool(first.is_sent_start)


def is_clause(verb: Token) -> bool:
    """Tell whether a verb has an auxiliary, a subject or a conjunction of its own, as no bare participle has."""
    return bool(auxiliaries(verb)) or bool(children(verb, "nsubj", "mark")) or "VerbForm=Fin" in str(verb.morph)


def _agree(one: Token, other: Token) -> bool:
    """Tell whether two words have the same gender and number, as far as they show any."""
    return all(not mine(one) or not mine(other) or mine(one) == mine(other) for mine in (gender, number))


@cache
def _done_to_people() -> frozenset[str]:
    """Return the verbs that say that something is done to people: «tuer», «détenir»."""
    wanted = {"people", "person"}
    found: set[str] = set()
    for (pos, word), rows in triggers().items():
        needs = [need for row in rows for need in row.needs if "patient" in need.slots and not need.refused]
        if pos == "verb" and any(need.classes & wanted for need in needs):
            found.add(word)
    return frozenset(found)


@cache
def deeds() -> frozenset[str]:
    """Return the nouns that say that something is done to somebody: «invasion», «arrestation»."""
    return frozenset(
        w for (pos, w), rows in triggers().items() if pos == "noun" and any(r.frame in DEEDS for r in rows)
    )

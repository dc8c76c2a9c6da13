"""A trigger's word and frame -> the tokens that take part in the event, by slot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kg.extract.events import complements, doers, nouns, sides
from kg.extract.events.lexicon import Rule, frames
from kg.extract.events.nearby import beside_holder, clause_ahead, following, fronted, on_trip
from kg.extract.events.patients import aims, locations, named_place, origins, owners, stations
from kg.extract.events.scene import Scene
from kg.extract.events.verbs import is_made, objects_in, subjects
from kg.extract.syntax import children
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

MOVES = frozenset({"move", "lessen", "retreat", "sending"})
#: relations that are asked only where nobody nearer does it
SECOND_HAND = frozenset({"clause", "support", "addressee", "owner", "owner-of-patient", "nation", "matter", "sender"})
#: relations that are asked only where nothing nearer says where
ELSEWHERE = frozenset({"location-of-patient", "station-of-patient", "aim-of-patient", "margin", "trip", "where"})
PLACES = frozenset({"from", "to", "place"})
Slots = dict[str, list["Token"]]
Relation = Callable[[Scene, "Token", Rule], list["Token"]]


def slots(scene: Scene, token: Token, frame: str) -> Slots:
    """Return the participants of the event that ``token`` names; a token fills one slot only."""
    found: Slots = {}
    taken: set[int] = set()
    for rule in frames()[frame]:
        if rule.relation in SECOND_HAND and found.get("agent") and not _adds(rule, found):
            continue
        if rule.relation in ELSEWHERE and found.get(rule.slot):
            continue
        if rule.slot == "agent" and rule.relation == "complement" and "de" in rule.cases and _is_called_for(token):
            continue
        candidates = _candidates(scene, token, rule, found)
        if rule.classes == {"place"}:
            candidates = [named_place(scene, one) for one in candidates]
        for candidate in candidates:
            if candidate.i in taken or candidate.i == token.i:
                continue
            own_ground = rule.slot in PLACES and candidate.dep_ == "det"
            if rule.classes and not rule.classes & scene.classes(candidate) and not own_ground:
                continue
            among = [one for one in doers.named_among(scene, candidate) if one.i not in taken | {token.i}]
            taken |= {candidate.i, *(one.i for one in among)}
            # «leur conquête de Tripoli»
            of_doer = frame == "conquest" and rule.relation == "possessive" and "patient" in found
            found.setdefault("agent" if of_doer else rule.slot, []).extend([candidate, *among])
    _add_following(scene, token, frames()[frame], found)
    somewhere = any(found.get(slot) for slot in PLACES) or all(rule.slot != "place" for rule in frames()[frame])
    if not somewhere and (place := fronted(scene, token)) is not None:
        found["place"] = [place]
    return _with_states(scene, found) if frame in MOVES else found


def _is_called_for(noun: Token) -> bool:
    """«l'appel à une trêve du pape»: whoever stands behind it calls for it."""
    return noun.dep_ == "nmod" and noun.head.lemma_ in words("calling") and noun.head.i < noun.i


def _add_following(scene: Scene, token: Token, rules: tuple[Rule, ...], found: Slots) -> None:
    """Fill the slots that are still empty with what follows in the clause."""
    taken = {one.i for tokens in found.values() for one in tokens}
    for rule in rules:
        if rule.relation not in {"complement", "by"} or found.get(rule.slot):
            continue
        cases = rule.cases or frozenset({"par"})
        places = rule.slot in PLACES
        ahead = scene.once(clause_ahead, token)
        for found_one in following(scene, token, ahead, cases, rule.classes):
            one = named_place(scene, found_one) if places else found_one
            if one.i in taken or (places and not _is_place(scene, one)):
                continue
            taken.add(one.i)
            found.setdefault(rule.slot, []).append(one)


def _is_place(scene: Scene, token: Token) -> bool:
    """Tell whether a noun far behind says where: a name, or what an article names («le pays», «la capitale»)."""
    known = token.i in scene.spans.names or token.lemma_ in words("referring-place")
    return known and not beside_holder(scene, token)


def _with_states(scene: Scene, found: Slots) -> Slots:
    """Return the slots with the state in place of its leader where the troops have a nationality: they are its own."""
    leaders = found.get("agent", [])
    if not leaders or not all("person" in scene.classes(one) for one in leaders):
        return found
    nations = [nation for patient in found.get("patient", []) for nation in nouns.nationalities(patient)[:1]]
    return {**found, "agent": nations} if nations else found


def _adds(rule: Rule, found: Slots) -> bool:
    """The subject of the clause joins a meeting of which only the other side is named."""
    return rule.relation in {"clause", "addressee"} and len(found.get("agent", [])) + len(found.get("other", [])) < 2


def _candidates(scene: Scene, token: Token, rule: Rule, found: Slots) -> list[Token]:
    if rule.relation in OF_PATIENT:
        return [one for patient in found.get("patient", []) for one in OF_PATIENT[rule.relation](scene, patient, rule)]
    return RELATIONS[rule.relation](scene, token, rule)


def _complements(scene: Scene, token: Token, rule: Rule) -> list[Token]:
    """Return the complements of a word; places that hang on a verb's object count for the verb."""
    found = complements.complements(scene, token, rule.cases)
    if rule.classes == {"place"} and "en" in rule.cases and not any("place" in scene.classes(c) for c in found):
        found = complements.places(scene, token)
    if rule.slot == "patient" and "de" in rule.cases and token.pos_ == "NOUN" and not found:
        found = [c for c in children(token, "appos") if "person" in scene.classes(c)]
    if token.pos_ != "NOUN":
        if "place" in rule.classes:
            for thing in objects_in(scene, token):
                found += [c for c in complements.complements(scene, thing, rule.cases - {"de"}) if c.i > token.i]
        if token.dep_ == "xcomp" and token.head.pos_ == "VERB":
            found += [c for c in complements.complements(scene, token.head, rule.cases - {"à", "de"}) if c.i > token.i]
    return found


def _beside_a_meeting(scene: Scene, token: Token) -> list[Token]:
    """Return where the greater meeting is: «un entretien en marge du sommet de l'Otan à Bruxelles»."""
    verb = token.head if token.dep_ in {"nsubj", "nsubj:pass", "obj"} else token
    margins = [c for one in (token, verb) for c in one.children if c.lower_ == "marge"]
    meetings = [c for margin in margins for c in children(margin, "nmod") if c.i != token.i]
    return [place for meeting in meetings[:1] for place in slots(scene, meeting, "meeting").get("place", [])]


def _where(scene: Scene, verb: Token) -> list[Token]:
    """«l'Afghanistan où les Etats-Unis disposent de bases»."""
    for word in reversed(verb.doc[max(verb.i - 12, 1) : verb.i]):
        if word.lower_ == "où":
            noun = verb.doc[word.i - 1 - (verb.doc[word.i - 1].text == ",")]
            span = scene.spans.names.get(noun.i)
            return [verb.doc[span.start : span.end].root if span else noun]
        if word.pos_ == "VERB" and "VerbForm=Fin" in str(word.morph) and verb.dep_ != "xcomp":
            break
    return []


#: the relations of the lexicon of frames
RELATIONS: Mapping[str, Relation] = {
    "subject": lambda scene, token, rule: scene.once(doers.doers, token),
    "object": lambda scene, token, rule: objects_in(scene, token) or (subjects(scene, token) if is_made(token) else []),
    "successor": lambda scene, token, rule: doers.successors(scene, token),
    "complement": _complements,
    "bare": lambda scene, token, rule: complements.bare(scene, token, rule.cases),
    "adjective": lambda scene, token, rule: nouns.nationalities(token),
    "possessive": lambda scene, token, rule: sides.owners(scene, token, rule.slot),
    "matter": lambda scene, token, rule: sides.concerned(scene, token, rule.cases),
    "by": lambda scene, token, rule: nouns.by(scene, token),
    "support": lambda scene, token, rule: nouns.carriers(scene, token),
    "support-to": lambda scene, token, rule: nouns.carried_to(scene, token),
    "targets": lambda scene, token, rule: nouns.targets(token),
    "clause": lambda scene, token, rule: nouns.clause_subjects(scene, token),
    "addressee": lambda scene, token, rule: nouns.addressees(scene, token),
    "where": lambda scene, token, rule: _where(scene, token),
    "attribute": lambda scene, token, rule: children(token, "xcomp", "obj"),
    "hands": lambda scene, token, rule: sides.holders(scene, token),
    "head": lambda scene, token, rule: [token.head] if token.dep_ in {"nmod", "amod", "acl", "xcomp"} else [],
    "opposed": lambda scene, token, rule: sides.opposed(scene, token),
    "gathered": lambda scene, token, rule: sides.gathered(token),
    "host": lambda scene, token, rule: sides.hosts(scene, token),
    "whose": lambda scene, token, rule: sides.whose(scene, token),
    "engaged": lambda scene, token, rule: sides.engaged(token),
    "beneficiary": lambda scene, token, rule: sides.beneficiaries(scene, token),
    "trip": lambda scene, token, rule: on_trip(scene, token),
    "margin": lambda scene, token, rule: _beside_a_meeting(scene, token),
    "pronoun-there": lambda scene, token, rule: [c for c in token.children if c.lower_ == "y"],
}
#: the relations to what fills the slot of the patient
OF_PATIENT: Mapping[str, Relation] = {
    "aim-of-patient": lambda scene, patient, rule: aims(scene, patient),
    "maker": lambda scene, patient, rule: owners(scene, patient) if "arms" in scene.classes(patient) else [],
    "nation": lambda scene, patient, rule: owners(scene, patient),
    "sender": lambda scene, patient, rule: doers.senders(patient),
    "owner": lambda scene, patient, rule: owners(scene, patient),
    "owner-of-patient": lambda scene, patient, rule: owners(scene, patient),
    "bare-of-patient": lambda scene, patient, rule: origins(scene, patient, rule.cases),
    "station-of-patient": lambda scene, patient, rule: stations(scene, patient),
    "location-of-patient": lambda scene, patient, rule: locations(scene, patient),
}

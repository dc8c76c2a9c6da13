"""A trigger's word and frame -> the tokens that take part in the event, by slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events import nouns
from kg.extract.events.lexicon import Rule, frames
from kg.extract.events.scene import Scene, preposition
from kg.extract.events.verbs import objects, subjects
from kg.extract.syntax import children

if TYPE_CHECKING:
    from spacy.tokens import Token

Slots = dict[str, list["Token"]]


def slots(scene: Scene, token: Token, frame: str) -> Slots:
    """Return the participants of the event that ``token`` names; a token fills one slot only."""
    found: Slots = {}
    taken: set[int] = set()
    for rule in frames()[frame]:
        if rule.relation in {"clause", "support", "addressee"} and found.get("agent") and not _adds(rule, found):
            continue
        for candidate in _candidates(scene, token, rule, found):
            if rule.classes == {"place"}:
                candidate = _named_place(scene, candidate)
            if candidate.i in taken or candidate.i == token.i:
                continue
            if rule.classes and not rule.classes & scene.classes(candidate):
                continue
            taken.add(candidate.i)
            found.setdefault(rule.slot, []).append(candidate)
    return found


def _named_place(scene: Scene, token: Token) -> Token:
    """«au sol en Ukraine», «dans la ville de Syrte»: the name says where."""
    if scene.spans.at(token.i) is not None:
        return token
    inner = [c for c in children(token, "nmod", "appos") if c.i in scene.spans.names and "place" in scene.classes(c)]
    return next(iter(inner), token)


def _adds(rule: Rule, found: Slots) -> bool:
    """The subject of the clause joins a meeting of which only the other side is named."""
    return rule.relation in {"clause", "addressee"} and len(found.get("agent", [])) + len(found.get("other", [])) < 2


def _candidates(scene: Scene, token: Token, rule: Rule, found: Slots) -> list[Token]:
    if rule.relation == "subject":
        return subjects(scene, token)
    if rule.relation == "object":
        return objects(token)
    if rule.relation == "complement":
        return _complements(scene, token, rule)
    if rule.relation in {"nation", "owner", "owner-of-patient"}:
        return [owner for patient in found.get("patient", []) for owner in _owners(scene, patient)]
    return _around(scene, token, rule)


def _around(scene: Scene, token: Token, rule: Rule) -> list[Token]:
    relations = {
        "bare": lambda: nouns.bare(scene, token, rule.cases),
        "adjective": lambda: nouns.nationalities(token),
        "possessive": lambda: nouns.possessives(token),
        "by": lambda: nouns.by(scene, token),
        "support": lambda: nouns.carriers(scene, token),
        "support-to": lambda: nouns.carried_to(scene, token),
        "targets": lambda: nouns.targets(token),
        "clause": lambda: nouns.clause_subjects(scene, token),
        "addressee": lambda: nouns.addressees(scene, token),
        "where": lambda: _where(token),
        "pronoun-there": lambda: [c for c in token.children if c.lower_ == "y"],
    }
    return relations[rule.relation]()


def _complements(scene: Scene, token: Token, rule: Rule) -> list[Token]:
    """Return the complements of a word; places that hang on a verb's object count for the verb."""
    found = nouns.complements(scene, token, rule.cases)
    if not found and rule.classes == {"place"} and "en" in rule.cases:
        found = nouns.places(scene, token)
    if rule.slot == "patient" and "de" in rule.cases and token.pos_ == "NOUN" and not found:
        found = [c for c in children(token, "appos") if "person" in scene.classes(c)]
    if token.pos_ != "NOUN":
        for thing in objects(token):
            if "place" in rule.classes:
                found += [c for c in nouns.complements(scene, thing, rule.cases - {"de"}) if c.i > token.i]
        if token.dep_ == "xcomp" and token.head.pos_ == "VERB":
            found += [c for c in nouns.complements(scene, token.head, rule.cases - {"à", "de"}) if c.i > token.i]
    return found


def _owners(scene: Scene, thing: Token) -> list[Token]:
    """Return whose troops they are: «les soldats américains», «ses soldats», «les forces de la Russie»."""
    found = nouns.nationalities(thing) or nouns.possessives(thing)
    if found:
        return found[:1]
    for child in children(thing, "nmod"):
        if preposition(child) == "de":
            inner = _owners(scene, child)
            if inner:
                return inner
            if scene.classes(child) & {"country", "organisation"}:
                return [child]
    return []


def _where(verb: Token) -> list[Token]:
    """«l'Afghanistan où les Etats-Unis disposent de bases»."""
    for index in range(verb.i - 1, max(verb.i - 7, 0), -1):
        if verb.doc[index].lower_ == "où":
            noun = verb.doc[index - 1]
            return [noun.head if noun.dep_ == "flat:name" else noun]
    return []

"""An event's word and participants -> how many: of troops, of people, of the dead, of arrests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.events.nouns import nationalities
from kg.extract.events.scene import Scene
from kg.extract.events.triggers import Occurrence
from kg.extract.syntax import children
from kg.extract.words import words
from kg.model import EventType, Qualifier, Quantity
from kg.phrases import is_definite, number

if TYPE_CHECKING:
    from spacy.tokens import Token

DEPTH = 3
#: what is sent, withdrawn or expelled in numbers
MOVED = frozenset({"troops", "equipment", "diplomat"})


def quantity(scene: Scene, occurrence: Occurrence, start: int, end: int) -> Quantity | None:
    """Return the number that goes with an event whose clause is ``doc[start:end]``."""
    # what is bought counts for who sells it: «a acheté 260 missiles à Paris»
    other = {EventType.PROTEST: "agent", EventType.AID: "indirect"}.get(occurrence.trigger.type, "patient")
    for slot in ("patient", other):
        for token in occurrence.slots.get(slot, []):
            found = _of_noun(scene, token)
            if found:
                return _lessened(occurrence, found)
    own = scene.counted.get(occurrence.token.i)
    if own and occurrence.trigger.type is EventType.ARREST:
        return own.quantity
    if occurrence.trigger.type is EventType.ATTACK:
        return _dead(scene, occurrence.token.sent.start, occurrence.token.sent.end, occurrence.token)
    told = _within(scene, occurrence, start, end)
    return told or next((one for t in occurrence.slots.get("patient", []) if (one := _told_before(scene, t))), None)


def _of_noun(scene: Scene, token: Token, depth: int = DEPTH) -> Quantity | None:
    """Return the number of a noun, or of what it is a part of: «la moitié des 500 soldats»."""
    counted = scene.counted.get(token.i)
    if counted:
        return counted.quantity
    if depth and "quantifier" in scene.classes(token):
        for child in children(token, "nmod"):
            found = _of_noun(scene, child, depth - 1)
            if found:
                return found
    return None


def _told_before(scene: Scene, noun: Token) -> Quantity | None:
    """Return how many «les soldats américains» are where the article gives soldiers of that nation one number only."""
    if number(noun) != "Plur" or not is_definite(noun) or not scene.classes(noun) & MOVED:
        return None
    nations = {one.lemma_ for one in nationalities(noun)}
    counts = {
        told.quantity.value: told.quantity
        for index, told in scene.counted.items()
        if index == told.unit
        and scene.doc[index].lemma_ == noun.lemma_
        and nations == {one.lemma_ for one in nationalities(scene.doc[index])}
    }
    return next(iter(counts.values())) if len(counts) == 1 else None


def _lessened(occurrence: Occurrence, found: Quantity) -> Quantity:
    """«réduire de 4.000 à 1.500» withdraws 2.500."""
    if found.max is not None and found.max < found.value:
        return replace(found, value=found.value - found.max, max=None, qualifier=Qualifier.ABOUT)
    return found


def _within(scene: Scene, occurrence: Occurrence, start: int, end: int) -> Quantity | None:
    """Return a number of troops in the clause that the parser did not hang on the trigger."""
    moving = {EventType.DEPLOY, EventType.WITHDRAW, EventType.REDEPLOY, EventType.ALERT}
    if occurrence.trigger.type not in moving:
        return None
    for index, counted in scene.counted.items():
        if start <= index < end and index == counted.unit and scene.classes(scene.doc[index]) & {"troops", "equipment"}:
            return _lessened(occurrence, counted.quantity)
    return None


def _dead(scene: Scene, start: int, end: int, token: Token) -> Quantity | None:
    for index, counted in scene.counted.items():
        noun = scene.doc[index]
        if start <= index < end and _is_toll(noun):
            return counted.quantity
    for noun in scene.doc[start:end]:
        if noun.lower_ == "mort" and _is_toll(noun) and any(c.lower_ == "un" for c in children(noun, "det")):
            return Quantity(1.0, noun.text)
    return None


def _is_toll(noun: Token) -> bool:
    """«a fait douze morts», «a fait deux millions et demi de morts»."""
    verb = noun.head if noun.head.pos_ == "VERB" else noun.head.head
    return noun.lower_.rstrip("s") in words("toll") and verb.lemma_ in {"faire", "tuer", "causer"}

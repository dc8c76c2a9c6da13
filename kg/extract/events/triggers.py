"""Document -> the words that name events of the closed list, with their type and the tokens that take part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.events.lexicon import Need, Trigger, triggers
from kg.extract.events.participants import Slots, slots
from kg.extract.events.scene import Scene, preposition
from kg.extract.events.strays import is_time
from kg.extract.events.verbs import doubled, is_made, objects_in, passive, subjects
from kg.extract.syntax import children
from kg.model import EventType
from kg.phrases import determiner, is_definite, is_pointed_at, number

if TYPE_CHECKING:
    from spacy.tokens import Token

REFLEXIVE = frozenset({"se", "s'", "s’", "me", "m'", "te", "nous", "vous"})
FACE_TO_FACE = frozenset({EventType.MEET, EventType.CALL, EventType.VISIT})
#: how deep below the trigger the words may lie that must stand by it, or must not
NEAR = 2


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A word that names an event: the row of the lexicon that it fulfils, and who takes part."""

    token: Token
    trigger: Trigger
    slots: Slots


class _Word:
    """A token with what row after row asks of it: the words around it, who takes part by a frame."""

    def __init__(self, scene: Scene, token: Token) -> None:
        self.scene, self.token = scene, token
        self._around: dict[int, frozenset[str]] = {}
        self._slots: dict[str, Slots] = {}

    def around(self, depth: int) -> frozenset[str]:
        if depth not in self._around:
            self._around[depth] = _words_around(self.scene, self.token, depth)
        return self._around[depth]

    def slots(self, frame: str) -> Slots:
        if frame not in self._slots:
            self._slots[frame] = slots(self.scene, self.token, frame)
        return self._slots[frame]


def occurrences(scene: Scene) -> Iterator[Occurrence]:
    """Yield the words of a document that name events, in text order."""
    met: set[EventType] = set()
    for token in scene.doc:
        if not (rows := _rows(token)):
            continue
        word = _Word(scene, token)
        for trigger in rows:
            found = _fulfils(word, trigger, told=trigger.type in met)
            if found is not None:
                met.add(trigger.type)
                yield Occurrence(token, trigger, found)
                break


def _rows(token: Token) -> tuple[Trigger, ...]:
    known = triggers()
    if token.pos_ == "ADJ" and (rows := known.get(("adjective", token.lemma_))):
        return rows
    if token.pos_ in {"VERB", "ADJ"}:
        reflexive = is_reflexive(token) and not is_made(token)
        return known.get(("verb", f"{_clitic(token)}{_infinitive(token)}"), ()) if reflexive else _verb_rows(token)
    if token.pos_ not in {"NOUN", "PROPN"} or (token.i and token.nbor(-1).lower_ in {"s'", "s’", "se"}):
        # «s'attaque aux inégalités»: the parser takes the verb for a noun
        return ()
    for form in (token.lemma_, token.lower_, token.lower_.rstrip("s"), token.text):
        if ("noun", form) in known:
            return known["noun", form]
    return ()


def _infinitive(verb: Token) -> str:
    """«rencontre», «quitte»: the model takes the present of many verbs for their base form."""
    finite = verb.lower_ == verb.lemma_ and "VerbForm=Fin" in str(verb.morph)
    return f"{verb.lemma_}r" if finite and verb.lemma_.endswith("e") else str(verb.lemma_)


def _clitic(token: Token) -> str:
    return "s'" if token.lemma_[:1] in "aeiouyhéèêâîôû" else "se "


def _verb_rows(token: Token) -> tuple[Trigger, ...]:
    known = triggers()
    if token.pos_ == "VERB":
        return known.get(("verb", _infinitive(token)), ())
    # participles that the model calls adjectives: «les soldats stationnés»
    return tuple(
        row
        for row in known.get(("verb", _participles().get(token.lower_, token.lower_)), ())
        if row.frame == "stationed"
    )


@cache
def _participles() -> dict[str, str]:
    """Return the infinitive of the participles of verbs that say where troops are."""
    found: dict[str, str] = {}
    for (pos, word), rows in triggers().items():
        if pos != "verb" or not any(row.frame == "stationed" for row in rows):
            continue
        stem = f"{word[:-2]}é" if word.endswith("er") else word
        for ending in ("", "e", "s", "es"):
            found[stem + ending] = word
    return found


def is_reflexive(verb: Token) -> bool:
    """Tell whether a verb has the clitic of its own subject: «se rend», «s'est rendu», «nous nous sommes rendus»."""
    return doubled(verb) or any(
        c.lower_ in REFLEXIVE and (c.lower_ in {"se", "s'", "s’"} or c.dep_ == "expl:comp") for c in verb.children
    )


def _is_anaphoric(token: Token, told: bool) -> bool:
    """«cette rencontre», and «la rencontre» if one was told of: a meeting that the article has spoken of."""
    if token.pos_ != "NOUN":
        return False
    return (is_pointed_at(token) and token.lemma_ != "appel") or (told and is_definite(token))


def _fulfils(word: _Word, trigger: Trigger, *, told: bool) -> Slots | None:
    """Return the participants if the conditions of a row hold; ``told``: its event has been spoken of before."""
    if not _has_right_words(word, trigger):
        return None
    scene, token, found = word.scene, word.token, word.slots(trigger.frame)
    if not found.get("patient") and (_describes(token) if trigger.frame == "deed" else _is_state(trigger, token)):
        return None
    in_person = trigger.type in FACE_TO_FACE
    if in_person and _is_anaphoric(token, told):
        return found
    known = not in_person or _is_known(scene, token, found)
    return found if known and all(_meets(scene, token, need, found) for need in trigger.needs) else None


def _describes(verb: Token) -> bool:
    """«un régime envahissant»: a participle that says what somebody is like."""
    return verb.dep_ in {"amod", "acl"} and verb.lower_.endswith(("ant", "ante", "ants", "antes"))


def _is_state(trigger: Trigger, token: Token) -> bool:
    """«dans le pays en guerre», unlike «les forces en guerre contre les rebelles»: what a country is like."""
    if trigger.frame != "war" or preposition(token) != "en" or token.head.pos_ not in {"NOUN", "PROPN"}:
        return False
    return not any(preposition(c) in {"contre", "avec"} for one in (token, token.head) for c in one.children)


def _has_right_words(word: _Word, trigger: Trigger) -> bool:
    if trigger.frame == "stationed" and not passive(word.token):
        return False
    if trigger.frame == "protest" and word.token.pos_ == "VERB" and _is_shown(word.token):
        return False
    near = 1 if trigger.frame == "deal-verb" else NEAR
    if trigger.with_words and not trigger.with_words & word.around(near):
        return False
    return not (trigger.without and trigger.without & word.around(NEAR))


def _is_shown(verb: Token) -> bool:
    """«la gêne manifestée par X», «ont manifesté leur désapprobation»: what somebody shows is no march."""
    if passive(verb):
        return True
    return verb.lemma_ == "manifester" and any(
        c.pos_ == "NOUN" and not is_time(c) and determiner(c) is not None for c in children(verb, "obj")
    )


def _meets(scene: Scene, token: Token, need: Need, found: Slots) -> bool:
    filled = [one for slot in need.slots for one in found.get(slot, [])]
    if need.refused:
        return not any(need.classes & scene.classes(one) for one in filled)
    if not filled:
        return need.optional and not (need.slots == ("agent",) and _has_other_subject(scene, token))
    return any(need.classes & scene.classes(one) for one in filled)


def _has_other_subject(scene: Scene, token: Token) -> bool:
    """Tell whether something that can do no deed is the subject: «les vaccins ont tué», «la fumée a envahi»."""
    if token.pos_ != "VERB":
        return False
    things = [one for one in subjects(scene, token) if one.pos_ in {"NOUN", "PROPN"}]
    # «exécutés par dizaines», «tués par balles» say how, not by whom
    return any(
        not scene.is_quantifier(one) and not scene.classes(one) & {"arms", "assault", "region"} for one in things
    )


def _is_known(scene: Scene, token: Token, found: Slots) -> bool:
    """Tell whether anything but pronouns takes part, if anything does; «leurs déplacements» are nobody's."""
    plural = token.pos_ == "NOUN" and number(token) == "Plur"
    slots = [slot for slot in found if not plural or slot in {"agent", "other", "patient"}]
    everyone = [scene.classes(one) for slot in slots for one in found[slot]]
    his = token.pos_ == "NOUN" and not plural and any(c.lower_ in {"son", "sa", "leur"} for c in token.children)
    return his or not everyone or any("pronoun" not in classes for classes in everyone)


def _words_around(scene: Scene, token: Token, depth: int) -> frozenset[str]:
    """Return lemmas and forms of what depends on a word, and of the word that it depends on."""
    found: set[str] = set()
    _gather(scene, token, found, depth)
    if token.pos_ == "VERB":
        found.update(form for one in objects_in(scene, token) for form in (one.lemma_, one.lower_))
    if token.pos_ in {"NOUN", "PROPN"}:
        head = token.head
        case = preposition(token)
        found.update({head.lemma_, head.lower_, head.text, f"{case} …", f"{head.lemma_} {case} …"})
    return frozenset(found)


def _gather(scene: Scene, token: Token, found: set[str], depth: int) -> None:
    for child in token.children:
        if (
            child.dep_ in {"parataxis", "acl:relcl", "advcl"}
            and depth == NEAR
            and child.pos_ == "VERB"
            and token.pos_ == "VERB"
        ):
            continue
        if child.lemma_ == "pouvoir" and child.pos_ != "NOUN":
            continue
        found.update({child.lemma_, child.lower_, child.text})
        if child.i in scene.spans.names:
            found.add(f"<{scene.spans.names[child.i].mention.type}>")
        if depth > 1:
            _gather(scene, child, found, depth - 1)

"""A word that names an event -> who does it, where the parser lost the subject or the sentence only implies it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events.nouns import nationalities
from kg.extract.events.scene import Scene, preposition
from kg.extract.events.verbs import objects, passive, subjects
from kg.extract.office_phrases import is_national
from kg.extract.syntax import auxiliaries, children, conjuncts
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

CLITICS = ("aux", "expl", "advmod", "iobj")
STEPS = 6


def doers(scene: Scene, verb: Token) -> list[Token]:
    """Return who does what a verb says: its subject, else the name before it."""
    if "Mood=Imp" in str(verb.morph):
        return []
    planners = _planners(scene, verb)
    if planners or passive(verb):
        return planners or subjects(scene, verb)
    return subjects(scene, verb) or _unmarked(scene, verb) or _leading(scene, verb)


def successors(scene: Scene, verb: Token) -> list[Token]:
    """Return who takes another's place: in «Rome a nommé X pour remplacer Y» not who names him."""
    if not any(c.lower_ in {"pour", "afin"} for c in children(verb, "mark")) or verb.head.pos_ != "VERB":
        return doers(scene, verb)
    chosen = (one for one in objects(verb.head) if one.i < verb.i)
    return [one for one in chosen if scene.classes(one) & {"leader", "office", "person"}]


def _planners(scene: Scene, verb: Token) -> list[Token]:
    """Return who stands right before the infinitive: «un projet russe d'envahir», «accuse, lui, Paris d'armer»."""
    mark = next((c for c in children(verb, "mark") if c.lower_ in {"de", "d'", "d’"}), None)
    if mark is None or not mark.i:
        return []
    before = verb.doc[mark.i - 1]
    if before.pos_ == "ADJ" and is_national(before):
        return [before]
    accused = next((t for t in verb.ancestors if t.pos_ == "VERB"), verb).lemma_ in words("accusing")
    span = scene.spans.names.get(before.i)
    return [verb.doc[span.start : span.end].root] if accused and span is not None else []


def _unmarked(scene: Scene, verb: Token) -> list[Token]:
    """«Onze pays, dont le Chili, ont signé»: a phrase without preposition before the verb, taken for a circumstance."""
    phrases = [c for c in children(verb, "obl:mod") if c.i < verb.i and not preposition(c)]
    return [one for one in phrases if scene.classes(one) & {"actor", "troops", "officials", "people"}][:1]


def _leading(scene: Scene, verb: Token) -> list[Token]:
    """«dans ce contexte Moscou et Paris ne peuvent conclure»: the parser hung the names on the circumstance."""
    finite = verb
    while finite.dep_ == "xcomp" and finite.head.pos_ == "VERB":
        finite = finite.head
    first = min([finite.i, *(c.i for c in finite.children if c.i < finite.i and c.dep_.startswith(CLITICS))])
    if "VerbForm=Fin" not in str([t.morph for t in [finite, *auxiliaries(finite)]]) or children(finite, "nsubj"):
        return []
    span = scene.spans.names.get(first - 1)
    if span is None:
        return []
    last = verb.doc[span.start : span.end].root
    head = last.head if last.dep_ == "conj" else last
    return [] if preposition(head) else [one for one in conjuncts(head) if "actor" in scene.classes(one)]


def named_among(scene: Scene, noun: Token) -> list[Token]:
    """Return the names among many: «onze pays, dont la Chine et l'Inde»."""
    if noun.morph.get("Number", []) != ["Plur"]:
        return []
    doc = noun.doc
    dont = next((t for t in doc[noun.i + 1 : min(noun.i + 12, noun.sent.end)] if t.lower_ == "dont"), None)
    if dont is None or doc[dont.i - 1].text not in {",", "("}:
        return []
    if any(t.pos_ in {"NOUN", "PROPN", "VERB"} and t.i not in _phrase(noun) for t in doc[noun.i + 1 : dont.i]):
        return []
    found: list[Token] = []
    index = dont.i + 1
    while index < noun.sent.end:
        span = scene.spans.names.get(index)
        if span is not None:
            found.append(doc[span.start : span.end].root)
            index = span.end
        elif doc[index].text == "," or doc[index].pos_ in {"DET", "CCONJ", "ADJ", "NOUN"}:
            index += 1
        else:
            break
    # what is followed by a verb is the subject of the clause: «des pays, dont la Chine dépend»
    ends = index >= noun.sent.end or doc[index - 1].text == "," or doc[index].pos_ not in {"VERB", "AUX"}
    return found if ends else []


def _phrase(noun: Token) -> set[int]:
    return {t.i for child in noun.children if child.dep_ in {"nmod", "amod", "nummod"} for t in child.subtree}


def senders(patient: Token) -> list[Token]:
    """Return whose troops they are that are sent: «Berlin a promis 500 soldats, qui seront envoyés en Lituanie»."""
    verb = patient.head
    if patient.dep_ != "obj" or verb.pos_ != "VERB" or passive(verb):
        return []
    return [c for c in children(verb, "nsubj") if not preposition(c)]


def implied_owners(scene: Scene, thing: Token) -> list[Token]:
    """«l'annonce américaine d'un retrait de ses troupes»: «ses» are those of whoever announces."""
    node = thing
    for _ in range(STEPS):
        if node.dep_ != "nmod" or node.head.pos_ != "NOUN":
            return []
        node = node.head
        if found := nationalities(node):
            return found[:1]
    return []

"""A word that names an event -> what describes it or makes ready for it says of the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clausal import in_time, is_infinitive, tense_of
from kg.extract.modality import base_form, effects_of, governing_effect, link, support_verbs
from kg.extract.syntax import children, is_passive
from kg.model import Factuality

if TYPE_CHECKING:
    from spacy.tokens import Token


def described(noun: Token) -> list[Factuality]:
    """Return what the verb that carries a noun and describes it says: «les sanctions qu'elle veut imposer»."""
    found: list[Factuality] = []
    for verb in children(noun, "acl", "acl:relcl"):
        if verb.dep_ == "acl:relcl" and tense_of(verb) == "conditional" and is_passive(verb):
            # «une aide qui aurait été promise»
            found.append(Factuality.POSSIBLE)
        carriers = [c for c in [verb, *children(verb, "xcomp")] if c.lemma_ in support_verbs("does")]
        if not carriers:
            continue
        if carriers[0].i != verb.i and (effect := governing_effect(verb, carriers[0])):
            found.append(effect)
        elif is_infinitive(verb) and link(verb) == "à":
            found += in_time(verb) or [Factuality.PLANNED]
        elif verb.dep_ == "acl:relcl":
            found += in_time(verb)
    return found


def readiness(verb: Token) -> list[Factuality]:
    """Return what stands before an infinitive, wherever the parser hung it: «s'est dit prêt hier à envoyer»."""
    if not is_infinitive(verb) or not any(c.lower_ in {"à", "de", "d'"} for c in children(verb, "mark")):
        return []
    before = verb.doc[max(verb.i - 4, verb.sent.start) : verb.i]
    ready = [e for t in before if t.pos_ in {"ADJ", "VERB"} and (e := _ready(t))]
    planned = [e for t in before if t.pos_ == "NOUN" and t.i != verb.head.i and (e := effects_of("noun").get(t.lemma_))]
    return (ready or planned)[:1]


def _ready(word: Token) -> Factuality | None:
    form = base_form(word)
    return effects_of("attitude").get(form) or effects_of("adjective").get(form)

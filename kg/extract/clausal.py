"""A verb -> what its tense, mood, negation, conjunctions and times say of the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.modality import is_negated, mark_effect
from kg.extract.syntax import auxiliaries, children
from kg.extract.tenses import tense
from kg.extract.words import words
from kg.model import Factuality

if TYPE_CHECKING:
    from spacy.tokens import Token

THAT = frozenset({"que", "qu'", "qu’"})


def clausal(verb: Token) -> list[Factuality]:
    """Return what tense, mood, negation and conjunction of a clause say.

    >>> from kg.annotate import annotate
    >>> from kg.model import Article
    >>> stream = annotate([Article("a", "Les troupes ne partiront pas.")])
    >>> [str(effect) for effect in clausal(next(stream).doc[3])]
    ['planned', 'denied']
    """
    found = in_time(verb)
    if not is_past_infinitive(verb):
        # «pour avoir participé» gives a reason, no aim
        found += [effect for child in children(verb, "mark") if (effect := mark_effect(child))]
    if is_negated(verb):
        found.append(Factuality.DENIED)
    return found


def in_time(verb: Token) -> list[Factuality]:
    """Return what the tense of a verb says: planned in the future, possible in the conditional, nothing else."""
    found = tense_of(verb)
    if is_conditioned(verb) and (found or is_infinitive(verb)):
        return [Factuality.HYPOTHETICAL]
    if found == "conditional":
        # «a annoncé qu'il retirerait» is a future seen from the past
        clause = verb.head if verb.dep_ == "conj" else verb
        that = any(c.lower_ in THAT for c in children(verb, "mark"))
        reported = (that or (clause.dep_ == "ccomp" and clause.head.pos_ == "VERB")) and verb.lemma_ != "pouvoir"
        return [Factuality.PLANNED if reported else Factuality.POSSIBLE]
    return [Factuality.PLANNED] if found else []


def tense_of(verb: Token) -> str:
    """Return the tense of the finite word of a verb, «future», «conditional» or «»."""
    return next((found for t in [*auxiliaries(verb), verb] if (found := tense(t))), "")


def is_infinitive(verb: Token) -> bool:
    """Tell whether a verb stands in the infinitive."""
    return "VerbForm=Inf" in str(verb.morph)


def is_finite(verb: Token) -> bool:
    """Tell whether a verb or one of its auxiliaries is finite."""
    return any("VerbForm=Fin" in str(t.morph) for t in [verb, *auxiliaries(verb)])


def is_past_infinitive(verb: Token) -> bool:
    """«a annoncé avoir rencontré»: what is announced is over."""
    return verb.pos_ == "VERB" and any(is_infinitive(a) and a.dep_ == "aux:tense" for a in auxiliaries(verb))


def is_over(verb: Token) -> bool:
    """Tell whether a verb stands in a past of one moment: «a dû», «avait permis», «dut»; not «devait», «aurait dû»."""
    if tense_of(verb) == "conditional":
        return False
    compound = any(a.dep_ == "aux:tense" for a in auxiliaries(verb))
    return compound or {"Tense=Past", "VerbForm=Fin"} <= set(str(verb.morph).split("|"))


def is_wished(verb: Token) -> bool:
    """«les chances que l'accord soit approuvé», «que la trêve tienne»: a present subjunctive states nothing."""
    finite = [t for t in [*auxiliaries(verb), verb] if {"Mood=Sub", "Tense=Pres"} <= set(str(t.morph).split("|"))]
    that = any(c.lower_ in THAT for c in children(verb, "mark"))
    return that and any(t.lower_ not in {"ait", "aient"} or t.i == verb.i for t in finite)


def is_ahead(token: Token) -> bool:
    """«un scrutin dans un an», «se réunissent la semaine prochaine», «prévue demain»: a time to come."""
    return any(_comes(time) for time in [*children(token, "obl", "nmod", "advmod", "obj"), *_next_time(token)])


def _next_time(token: Token) -> list[Token]:
    """Return the time right after a noun, wherever the parser hung it."""
    after = [t for t in token.doc[token.i + 1 : token.sent.end] if t.pos_ != "ADJ"][:4]
    if token.pos_ != "NOUN" or not after or after[0].lower_ != "dans":
        return []
    return [t for t in after if t.lemma_ in words("time")][:1]


def _comes(time: Token) -> bool:
    if time.lower_ in words("ahead"):
        return True
    if time.lemma_ not in words("time") and time.lower_ not in words("time"):
        return False
    if any(c.lemma_ in words("ahead") for c in children(time, "amod", "acl")):
        return True
    counted = any(c.dep_ == "nummod" or c.lower_ in {"un", "une", "quelques"} for c in time.children)
    return counted and any(c.lower_ == "dans" for c in children(time, "case"))


def is_conditioned(verb: Token) -> bool:
    """Tell whether «si» or «en cas de» conditions a clause."""
    # the parser takes the condition of an infinitive for its content: «menace de partir si la trêve est rompue»
    relations = ("advcl", "ccomp") if is_infinitive(verb) else ("advcl",)
    clauses = (mark for clause in children(verb, *relations) for mark in children(clause, "mark"))
    if any(mark_effect(mark) is Factuality.HYPOTHETICAL for mark in clauses):
        return True
    return any(c.lemma_ == "cas" and any(k.lower_ == "en" for k in children(c, "case")) for c in children(verb, "obl"))

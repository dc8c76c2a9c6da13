"""A verb or noun that names an event -> what the text commits to about it: actual, planned, possible, denied …

The reading starts at the event's own word and climbs to the words that govern it: tense, mood and negation of each
verb, the effect of governors («annoncer», «menace de», «prêt à»), prepositions and conjunctions («en cas de», «si»).
An outer word may weaken what an inner one says («pourrait décider d'envoyer» is possible), never strengthen it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.modality import (
    bare_preposition,
    base_form,
    effects_of,
    governing_effect,
    is_negated,
    mark_effect,
    support_verbs,
)
from kg.extract.syntax import auxiliaries, case, children, is_passive
from kg.extract.tenses import tense
from kg.extract.words import words
from kg.model import Factuality

if TYPE_CHECKING:
    from spacy.tokens import Token

STRENGTH = (
    Factuality.ACTUAL,
    Factuality.PLANNED,
    Factuality.DEMANDED,
    Factuality.POSSIBLE,
    Factuality.DENIED,
    Factuality.HYPOTHETICAL,
)
COMPLEMENTS = frozenset(
    {"obj", "xcomp", "ccomp", "obl:arg", "nmod", "acl", "nsubj:pass", "iobj", "obl:mod", "appos", "fixed"}
)
#: the event's own sentence ends here: what stands above says nothing about it
BOUNDARIES = frozenset({"acl:relcl", "parataxis", "ROOT", "dep", "nsubj:caus"})
LIMIT = 12


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the text commits to; ``stated`` tells that words say so, not just the lack of any."""

    factuality: Factuality
    stated: bool


def factuality(token: Token) -> Commitment:
    """Return what the text commits to about the event that ``token`` names.

    >>> from kg.annotate import annotate
    >>> from kg.model import Article
    >>> stream = annotate([Article("a", "Washington pourrait envoyer des troupes en Pologne.")])
    >>> str(factuality(next(stream).doc[2]).factuality)
    'possible'
    """
    value, stated = Factuality.ACTUAL, False
    for effect in _effects(token):
        stated = True
        value = _weaker(value, effect)
    if not stated and _is_any(token):
        return Commitment(Factuality.HYPOTHETICAL, stated=False)
    return Commitment(value, stated or _asserts(token))


def _is_any(token: Token) -> bool:
    """«contre toute intervention», «tout acte de représailles»: whichever there may be."""
    return token.pos_ == "NOUN" and any(
        c.dep_ == "det"
        and c.lower_ in {"tout", "toute"}
        and not any(o.dep_ == "det" and o.i > c.i for o in noun.children)
        for noun in (token, *([token.head] if token.dep_ == "nmod" and token.head.lemma_ == "acte" else []))
        for c in noun.children
    )


def _weaker(value: Factuality, effect: Factuality) -> Factuality:
    return max(value, effect, key=STRENGTH.index)


def _asserts(token: Token) -> bool:
    """Tell whether a verb in the past or present states the event itself."""
    return token.pos_ == "VERB" and (bool(auxiliaries(token)) or "VerbForm=Fin" in str(token.morph))


def _effects(token: Token) -> list[Factuality]:
    """Return the effects on an event from its own word outwards."""
    found = _own(token)
    node = token
    for _ in range(LIMIT):
        governor = node.head
        if node.dep_ in BOUNDARIES or governor.i == node.i:
            break
        if node.dep_ == "conj":
            # a second infinitive or noun shares the governor of the first; a second clause has its own verb
            if "VerbForm=Fin" in str(node.morph) or auxiliaries(node):
                break
            node = governor
            continue
        effects, closed = _step(token, node, governor)
        found += effects
        if closed or node.dep_ in {"ccomp", "advcl", "csubj"}:
            break
        node = governor
    return found


def _step(token: Token, node: Token, governor: Token) -> tuple[list[Factuality], bool]:
    """Return what a governor says of the event, and whether what stands above it says nothing more."""
    effect = _governed(node, governor) or _of_modal_subject(node, governor) or _fails(node, governor)
    if effect is Factuality.PLANNED and token.lemma_ in words("done") and governor.lemma_ in words("making-known"):
        # what is announced of a capture or a nomination is over
        return [], True
    if effect:
        return ([] if effect is Factuality.PLANNED and _is_past_infinitive(token) else [effect]), False
    if _carries(node, governor):
        return _verbal(governor), False
    ahead = node.dep_.startswith("obl") and _future(governor) == "future" and not _is_past_already(node)
    if ahead or _is_awaited(node):
        return [Factuality.PLANNED], True
    return [], not _is_transparent(node, governor)


def _fails(node: Token, governor: Token) -> Factuality | None:
    """«les tentatives de trêve ont échoué»; and who is called upon to do it («a appelé les parties à reprendre»)."""
    if node.dep_.startswith(("obl", "nmod")) and case(node) == "contre" and _warns(governor):
        return Factuality.HYPOTHETICAL
    if node.dep_ == "nsubj" and node.lemma_ in words("attempt") and governor.lemma_ in words("failing"):
        return Factuality.DENIED
    if (
        node.dep_ in {"acl", "nmod"}
        and "VerbForm=Inf" in str(node.morph)
        and governor.dep_ in {"obj", "iobj", "obl:arg"}
    ):
        effect = governing_effect(governor.head) if governor.head.pos_ == "VERB" else None
        return effect if effect is Factuality.DEMANDED else None
    return None


def _warns(governor: Token) -> bool:
    """«a mis en garde contre une intervention»."""
    return governor.lemma_ == "garde" or (
        governor.lemma_ == "mettre" and any(c.lemma_ == "garde" for c in children(governor, "obj", "obl"))
    )


def _is_past_infinitive(verb: Token) -> bool:
    """«a annoncé avoir rencontré»: what is announced is over."""
    return verb.pos_ == "VERB" and any(
        "VerbForm=Inf" in str(a.morph) and a.dep_ == "aux:tense" for a in auxiliaries(verb)
    )


def _carries(node: Token, governor: Token) -> bool:
    """Tell whether the governor's tense and negation are the event's own: «n'a mené aucune attaque», «veut envoyer»."""
    if governor.pos_ not in {"VERB", "AUX"}:
        return False
    if node.pos_ == "VERB":
        return node.dep_ in {"xcomp", "ccomp", "csubj"} and "VerbForm=Inf" in str(node.morph)
    if node.dep_ in {"obj", "obl:arg"}:
        return governor.lemma_ in support_verbs("does") | support_verbs("undergoes") | support_verbs("causes")
    return node.dep_ in {"nsubj", "nsubj:pass"} and governor.lemma_ in support_verbs("occurs") | support_verbs("does")


def _of_modal_subject(node: Token, governor: Token) -> Factuality | None:
    """«une invasion pouvait intervenir»: the modal verb speaks of its subject."""
    if node.dep_ != "nsubj" or node.pos_ != "NOUN" or governor.lemma_ not in {"pouvoir", "devoir", "risquer"}:
        return None
    occurs = any(c.lemma_ in support_verbs("occurs") for c in children(governor, "xcomp"))
    return governing_effect(governor) if occurs else None


def _is_past_already(node: Token) -> bool:
    """«après son élection, il se rendra à Rome»: the election is over."""
    return any(c.lower_ in words("past-already") for c in children(node, "case"))


def _is_awaited(node: Token) -> bool:
    """«à deux mois du vote», «à la veille du sommet»."""
    time = node.head
    numbered = any(c.dep_ == "nummod" for c in time.children) and time.lemma_ in {
        "an",
        "jour",
        "mois",
        "semaine",
        "heure",
    }
    ahead = any(c.lower_ in {"à", "a"} for c in children(time, "case"))
    return node.dep_ == "nmod" and ahead and (numbered or time.lemma_ in {"veille", "approche"})


def _is_transparent(node: Token, governor: Token) -> bool:
    """«une série d'attaques», «des dizaines d'arrestations»: the noun before stands for the event."""
    return node.dep_ == "nmod" and governor.lemma_ in words("series") | words("phase")


def _own(token: Token) -> list[Factuality]:
    """Return what the event's own word and its small words say."""
    if token.pos_ in {"VERB", "AUX"}:
        return _verbal(token) + _readiness(token) + [e for e in [effects_of("event").get(token.lemma_)] if e]
    found = [
        e for e in [effects_of("preposition").get(bare_preposition(token)), effects_of("event").get(token.lemma_)] if e
    ]
    found += [e for child in children(token, "amod", "acl") if (e := effects_of("adjective").get(base_form(child)))]
    if is_negated(token):
        found.append(Factuality.DENIED)
    return found + _described(token)


def _described(noun: Token) -> list[Factuality]:
    """«les sanctions qu'elle veut imposer», «à imposer»: the verb that carries the noun describes it."""
    found: list[Factuality] = []
    for verb in children(noun, "acl", "acl:relcl"):
        if verb.dep_ == "acl:relcl" and _future(verb) == "conditional" and is_passive(verb):
            # «une aide qui aurait été promise»
            found.append(Factuality.POSSIBLE)
        carriers = [c for c in [verb, *children(verb, "xcomp")] if c.lemma_ in support_verbs("does")]
        if not carriers:
            continue
        if carriers[0].i != verb.i and (effect := governing_effect(verb)):
            found.append(effect)
        elif "VerbForm=Inf" in str(verb.morph):
            found.append(Factuality.PLANNED)
        elif verb.dep_ == "acl:relcl":
            found += _tense(verb)
    return found


def _readiness(verb: Token) -> list[Factuality]:
    """«s'est dit prêt hier à envoyer», «un projet russe d'envahir»: what stands before, wherever the parser hung it."""
    if "VerbForm=Inf" not in str(verb.morph) or not any(c.lower_ in {"à", "de", "d'"} for c in children(verb, "mark")):
        return []
    before = verb.doc[max(verb.i - 4, verb.sent.start) : verb.i]
    ready = [e for t in before if t.pos_ in {"ADJ", "VERB"} and (e := effects_of("adjective").get(base_form(t)))]
    planned = [e for t in before if t.pos_ == "NOUN" and t.i != verb.head.i and (e := effects_of("noun").get(t.lemma_))]
    return (ready or planned)[:1]


def _verbal(verb: Token) -> list[Factuality]:
    """Return what tense, mood, negation and conjunction of a clause say."""
    found = _tense(verb) + [effect for child in children(verb, "mark") if (effect := mark_effect(child))]
    if is_negated(verb):
        found.append(Factuality.DENIED)
    return found


def _future(verb: Token) -> str:
    """Return the tense of the finite word of a verb, «future», «conditional» or «»."""
    return next((found for t in [*auxiliaries(verb), verb] if (found := tense(t))), "")


def _tense(verb: Token) -> list[Factuality]:
    found = _future(verb)
    if _is_conditioned(verb) and (found or "VerbForm=Inf" in str(verb.morph)):
        return [Factuality.HYPOTHETICAL]
    if found == "conditional":
        # «a annoncé qu'il retirerait» is a future seen from the past
        clause = verb.head if verb.dep_ == "conj" else verb
        that = any(c.lower_ in {"que", "qu'", "qu’"} for c in children(verb, "mark"))
        reported = (that or (clause.dep_ == "ccomp" and clause.head.pos_ == "VERB")) and verb.lemma_ != "pouvoir"
        return [Factuality.PLANNED if reported else Factuality.POSSIBLE]
    return [Factuality.PLANNED] if found else []


def _is_conditioned(verb: Token) -> bool:
    """Tell whether «si» or «en cas de» conditions a clause."""
    clauses = (mark for clause in children(verb, "advcl") for mark in children(clause, "mark"))
    if any(mark_effect(mark) is Factuality.HYPOTHETICAL for mark in clauses):
        return True
    return any(c.lemma_ == "cas" and any(k.lower_ == "en" for k in children(c, "case")) for c in children(verb, "obl"))


def _completes(node: Token, governor: Token) -> bool:
    """«la menace d'une invasion», «l'appel au cessez-le-feu»; not «la demande après des entretiens»."""
    cases = {c.lower_.replace("’", "'") for c in children(node, "case")}
    if cases & {"de", "d'", "du", "des"}:
        return True
    return governor.lemma_ in words("takes-à") and bool(cases & {"à", "au", "aux"})


def _governed(node: Token, governor: Token) -> Factuality | None:
    """Return what a governor says of its complement; where the governor is negated, nearly the contrary."""
    if node.dep_ not in COMPLEMENTS and not (node.dep_ == "advcl" and governor.pos_ == "ADJ"):
        return None
    if node.dep_ in {"obl:mod", "appos"} and governor.pos_ in {"VERB", "AUX"}:
        # a time or place beside a verb is no complement of it: «a annoncé lors d'une visite»
        return None
    if governor.pos_ == "NOUN" and node.pos_ == "NOUN" and not _completes(node, governor):
        return None
    effect = governing_effect(governor)
    if effect is None or not is_negated(governor):
        return effect
    return Factuality.POSSIBLE if effect is Factuality.DENIED else Factuality.DENIED

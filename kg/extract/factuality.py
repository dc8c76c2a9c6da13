"""A verb or noun that names an event -> what the text commits to about it: actual, planned, possible, denied …

The reading starts at the event's own word and climbs to the words that govern it: tense, mood and negation of each
verb, the effect of governors («annoncer», «menace de», «prêt à»), prepositions and conjunctions («en cas de», «si»).
An outer word may weaken what an inner one says («pourrait décider d'envoyer» is possible), never strengthen it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.clausal import (
    THAT,
    clausal,
    in_time,
    is_ahead,
    is_conditioned,
    is_finite,
    is_infinitive,
    is_over,
    is_past_infinitive,
    is_wished,
    tense_of,
)
from kg.extract.describing import described, readiness
from kg.extract.governing import (
    Named,
    aside,
    at_once,
    carries,
    fails,
    governed,
    halved,
    happens,
    of_modal_subject,
    predicated,
)
from kg.extract.modality import (
    bare_preposition,
    base_form,
    effects_of,
    governing_effect,
    is_negated,
    link,
)
from kg.extract.syntax import auxiliaries, children
from kg.extract.words import words
from kg.model import EventType, Factuality
from kg.phrases import possessive

if TYPE_CHECKING:
    from spacy.tokens import Token

STRENGTH = (
    Factuality.ACTUAL,
    Factuality.PLANNED,
    Factuality.POSSIBLE,
    Factuality.DEMANDED,
    Factuality.DENIED,
    Factuality.HYPOTHETICAL,
)
#: the event's own sentence ends here: what stands above says nothing about it
BOUNDARIES = frozenset({"acl:relcl", "parataxis", "ROOT", "dep", "nsubj:caus"})
LIMIT = 12
#: what is held whether one takes part or not
OTHERS = frozenset({EventType.EXERCISE, EventType.MEET, EventType.VOTE})
AHEAD = frozenset({Factuality.PLANNED, Factuality.POSSIBLE, Factuality.DEMANDED})


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the text commits to; ``stated`` tells that words say so, not just the lack of any."""

    factuality: Factuality
    stated: bool


def factuality(token: Token, *, type: EventType | None = None, quoted: bool = False) -> Commitment:
    """Return what the text commits to about the event of a type that ``token`` names.

    ``quoted`` tells whether it stands between quotation marks.

    >>> from kg.annotate import annotate
    >>> from kg.model import Article
    >>> stream = annotate([Article("a", "Washington pourrait envoyer des troupes en Pologne.")])
    >>> str(factuality(next(stream).doc[2]).factuality)
    'possible'
    """
    effects = _effects(Named(token, type, quoted))
    if set(effects) <= {Factuality.ACTUAL} and _is_any(token):
        return Commitment(Factuality.HYPOTHETICAL, stated=True)
    if not effects and type is EventType.VOTE and _is_still_open(token):
        # who is a candidate waits for the vote, unless its date is past
        return Commitment(Factuality.PLANNED, stated=False)
    if not effects and _is_hoped(token):
        return Commitment(Factuality.POSSIBLE, stated=False)
    value = max(effects, key=STRENGTH.index, default=Factuality.ACTUAL)
    return Commitment(value, bool(effects) or _asserts(token))


def _is_still_open(vote: Token) -> bool:
    """«candidat à la présidentielle», «l'investiture pour la présidentielle», «avant les élections américaines»."""
    before = vote.lemma_ in words("poll") and bare_preposition(vote) in {"avant", "d'ici", "pour"}
    return before or vote.head.lemma_ in words("standing")


def _is_hoped(token: Token) -> bool:
    """«obsédé par sa réélection» is to come; «depuis sa réélection», «sa réélection contestée» are over."""
    if token.lemma_ not in words("hoped") or possessive(token) is None or children(token, "acl", "acl:relcl"):
        return False
    return bare_preposition(token) not in words("past-already")


def _is_any(token: Token) -> bool:
    """«contre toute intervention», «tout acte de représailles»: whichever there may be."""
    token = token.head if token.dep_ == "acl" else token
    return token.pos_ == "NOUN" and any(
        c.dep_ == "det"
        and c.lower_ in {"tout", "toute"}
        and not any(o.dep_ == "det" and o.i > c.i for o in noun.children)
        for noun in (token, *([token.head] if token.dep_ == "nmod" and token.head.lemma_ == "acte" else []))
        for c in noun.children
    )


def _asserts(token: Token) -> bool:
    """Tell whether a verb in the past or present, or a participle («signé», «l'accord signé»), states the event."""
    if token.pos_ != "VERB":
        return any(c.lemma_ in words("carried out") and _asserts(c) for c in children(token, "acl") if c.pos_ == "VERB")
    participle = not auxiliaries(token) and "Tense=Past" in str(token.morph)
    return participle or is_finite(token) or is_past_infinitive(token)


def _effects(named: Named) -> list[Factuality]:
    """Return the effects on an event from its own word outwards."""
    node = named.token
    if (along := at_once(named, node, node.head)) is not None:
        return along + [Factuality.DENIED] * is_negated(node) + _named(node)
    found = _own(node)
    for _ in range(LIMIT):
        governor = node.head
        if governor.i == node.i or (node.dep_ in BOUNDARIES and not _is_content(node)):
            break
        if node.dep_ == "conj":
            # a second infinitive or noun shares the governor of the first; a second clause has its own verb
            if is_finite(node):
                break
            node = governor
            continue
        if governor.lemma_ in words("attending") and named.type in OTHERS and link(node) == "à":
            return found + _attended(named, governor)
        effects, closed = _step(named, node, governor)
        found += effects
        beside = node.dep_ == "advcl" and at_once(named, node, governor) is not None
        if closed or (not beside and node.dep_ in {"ccomp", "advcl", "csubj", "acl:relcl"}):
            break
        node = governor
    return found or _enumerated(named)


def _attended(named: Named, verb: Token) -> list[Factuality]:
    """«refuse de participer au sommet», «pourrait assister au scrutin»: whoever stays away, it is held."""
    outer = [*clausal(verb), *_effects(Named(verb, named.type, named.quoted))]
    if set(outer) & AHEAD:
        return [Factuality.PLANNED]
    return [Factuality.ACTUAL] * is_over(verb)


def _enumerated(named: Named) -> list[Factuality]:
    """«appelle à négocier, à cesser le feu et à libérer les otages»: a list of infinitives shares what governs it."""
    verb, tie = named.token, link(named.token)
    if not is_infinitive(verb) or tie not in {"à", "de"}:
        return []
    first = verb.left_edge if verb.left_edge.lower_ in {"et", "ou", ","} else verb.doc[max(verb.left_edge.i - 1, 0)]
    if first.lower_ not in {"et", "ou", ","}:
        return []
    for other in reversed(verb.doc[verb.sent.start : first.i]):
        if is_infinitive(other) and link(other) == tie and other.dep_ != "conj":
            effect = governed(named, other, other.head)
            return [effect] if effect else []
    return []


def _is_content(clause: Token) -> bool:
    """«le risque que la trêve soit rompue»: what looks like a relative clause says what the risk is."""
    if clause.dep_ != "acl:relcl" or clause.head.lemma_ not in effects_of("noun"):
        return False
    return any(c.lower_ in THAT for c in children(clause, "mark"))


def _step(named: Named, node: Token, governor: Token) -> tuple[list[Factuality], bool]:
    """Return what a governor says of the event, and whether what stands above it says nothing more."""
    effect = (
        governed(named, node, governor)
        or of_modal_subject(node, governor)
        or predicated(node, governor)
        or fails(named, node, governor)
    )
    if (
        effect is Factuality.PLANNED
        and named.token.lemma_ in words("done")
        and governor.lemma_ in words("making-known")
    ):
        # what is announced of a capture or a nomination is over
        return [], True
    if effect:
        bound = [Factuality.HYPOTHETICAL] * is_conditioned(governor)
        return bound + ([] if effect is Factuality.PLANNED and is_past_infinitive(node) else [effect]), False
    if (along := at_once(named, node, governor)) is not None:
        return along, not is_infinitive(governor)
    if carries(node, governor):
        return _carried(node, governor), False
    if aside(node, governor) or _is_awaited(node):
        return [Factuality.PLANNED], True
    return [], not _is_transparent(node, governor)


def _carried(node: Token, governor: Token) -> list[Factuality]:
    """Return what the verb that carries an event says of it."""
    if node.dep_ == "nsubj" and not happens(governor):
        # «la rencontre n'a pas permis …» denies no meeting
        return in_time(governor)
    found = clausal(governor) + readiness(governor)
    if governor.dep_ == "ROOT" and is_infinitive(governor):
        # «Imposer des sanctions?»
        found.append(Factuality.POSSIBLE)
    pointed = any(c.lower_ in {"ce", "cet", "cette", "ces"} for c in children(node, "det"))
    if pointed or governor.lemma_ in words("making-known") | words("ending"):
        # «nous n'avons pas commencé cette guerre», «sans revendiquer l'attaque», «n'a pas cessé» deny nothing
        found = [effect for effect in found if effect is not Factuality.DENIED]
    return found or ([Factuality.ACTUAL] if is_over(governor) else [])


def _is_awaited(node: Token) -> bool:
    """«à deux mois du vote», «à la veille du sommet»."""
    time = node.head
    numbered = any(c.dep_ == "nummod" for c in time.children) and time.lemma_ in words("time")
    ahead = any(c.lower_ in {"à", "a"} for c in children(time, "case"))
    return node.dep_ == "nmod" and ahead and (numbered or time.lemma_ in {"veille", "approche"})


def _is_transparent(node: Token, governor: Token) -> bool:
    """«une série d'attaques», «des dizaines d'arrestations»: the noun before stands for the event.

    Of «des menaces de l'UE de sanctions» the parser hangs the sanctions on the UE.
    """
    if governor.lower_ == "lors":
        return True
    if node.dep_ != "nmod":
        return False
    between = governor.pos_ == "PROPN" and governor.dep_ == "nmod" and governor.head.lemma_ in effects_of("noun")
    # «en marge du sommet», but «à la suite de l'attaque» it is over
    beside = words("framing") - words("past-already")
    return between or governor.lemma_ in words("series") | words("phase") | beside


def _own(token: Token) -> list[Factuality]:
    """Return what the event's own word and its small words say."""
    found = _named(token) + _once(token)
    if token.pos_ in {"VERB", "AUX"}:
        if is_wished(token) and not _is_held(token):
            found.append(Factuality.POSSIBLE)
        if is_ahead(token) and not is_over(token) and not is_infinitive(token):
            found.append(Factuality.PLANNED)
        return clausal(token) + readiness(token) + found
    found += [e for e in [effects_of("preposition").get(bare_preposition(token)), halved(token)] if e]
    found += [e for child in children(token, "amod", "acl") if (e := effects_of("adjective").get(base_form(child)))]
    if is_negated(token):
        found.append(Factuality.DENIED)
    if is_ahead(token):
        found.append(Factuality.PLANNED)
    if token.dep_ == "ROOT" and token.sent[-1].text == "?":
        # a heading that asks
        found.append(Factuality.POSSIBLE)
    return found + described(token)


def _named(token: Token) -> list[Factuality]:
    """«promettre» names an aid that is still to come."""
    return [effect for effect in [effects_of("event").get(token.lemma_)] if effect]


def _once(word: Token) -> list[Factuality]:
    """«une fois signé, l'accord ferait de …», «une fois l'accord signé, les troupes partiront»: it is to come too."""
    phrase = word.head if word.dep_ == "acl" and word.head.i < word.i and word.head.lower_ != "fois" else word
    start = phrase.left_edge.i
    if start < word.sent.start + 2 or word.doc[start - 1].lower_ != "fois" or word.doc[start - 2].lower_ != "une":
        return []
    return [Factuality.PLANNED] if tense_of(word.doc[start - 1].head) else []


def _is_held(verb: Token) -> bool:
    """«regrette que Paris se retire», «bien qu'il soit parti»: the subjunctive of what is so."""
    governor = verb.head
    known = governing_effect(governor, verb) is not None or governor.lemma_ in words("factive")
    return known or verb.dep_ == "advcl" or governor.pos_ == "ADJ"

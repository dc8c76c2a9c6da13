"""An event's word and the word that governs it -> what the governor says of it: «annoncer», «menace de», «prêt à»."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.clausal import in_time, is_finite, is_infinitive, is_over, tense_of
from kg.extract.modality import (
    bare_preposition,
    base_form,
    effects_of,
    governing_effect,
    is_negated,
    link,
    support_verbs,
)
from kg.extract.syntax import case, children, is_passive
from kg.extract.words import words
from kg.model import EventType, Factuality
from kg.phrases import is_definite

if TYPE_CHECKING:
    from spacy.tokens import Token

COMPLEMENTS = frozenset(
    {"obj", "xcomp", "ccomp", "obl:arg", "nmod", "acl", "nsubj:pass", "iobj", "obl:mod", "appos", "fixed", "acl:relcl"}
)
#: who meets or marches does so at once: «se sont rassemblés pour protester»
AT_ONCE = frozenset({EventType.MEET, EventType.NEGOTIATE, EventType.PROTEST})
#: what stands beside a verb though the parser takes it for its complement
BESIDE = frozenset({"durant", "face", "lors", "pendant"})
#: «le 3 mars, X présentera …, lors du sommet»: what is to come holds its own times and places only
ASIDE = frozenset({"", "à", "au cours", "avant", "avec", "en", "en marge", "lors", "par", "pendant"})


@dataclass(frozen=True, slots=True)
class Named:
    """The word that names an event; ``quoted`` tells whether somebody says it between quotation marks."""

    token: Token
    type: EventType | None = None
    quoted: bool = False


def governed(named: Named, node: Token, governor: Token) -> Factuality | None:
    """Return what a governor says of its complement; where the governor is negated, nearly the contrary."""
    framed = effects_of("preposition").get(f"{bare_preposition(governor)} {governor.lower_}")
    if framed and node.dep_ == "nmod":
        # «en vue d'un cessez-le-feu», the preposition taken apart by the parser
        return framed
    if governor.pos_ == "ADV":
        return effects_of("mark").get(governor.lower_)
    if governor.lemma_ in words("weighing") and is_definite(node):
        # «a évoqué l'attaque» tells of one, «évoque des sanctions» of what may come
        return None
    if not _is_complement(node, governor) or governor.lemma_ in words(f"silent on {named.type}"):
        # «a repoussé une attaque» puts none off, «candidat à la présidentielle» doubts no vote
        return None
    effect = governing_effect(governor, node)
    return effect and _turned(named, governor, effect)


def _turned(named: Named, governor: Token, effect: Factuality) -> Factuality:
    """Return what is left of a governor's effect by its negation, its tense and its subject."""
    if is_negated(governor):
        if governor.lemma_ in words("not-doing"):
            # «n'a pas hésité à envoyer»
            return Factuality.ACTUAL
        return _contrary(effect)
    if governor.lemma_ in words("implying") and is_over(governor):
        # «a dû partir», «a permis la libération»
        return Factuality.ACTUAL
    return Factuality.DEMANDED if _obliges(named, governor) else effect


def _is_complement(node: Token, governor: Token) -> bool:
    if node.dep_ not in COMPLEMENTS and not (node.dep_ == "advcl" and governor.pos_ == "ADJ"):
        return False
    if node.dep_ == "obl:arg" and link(node) in words("past-already") | BESIDE:
        # «a échoué face à des manifestations»
        return False
    if governor.pos_ in {"VERB", "AUX"}:
        # a time or place beside a verb is no complement of it: «a annoncé lors d'une visite»
        tied = node.dep_ == "obl:mod" and any(
            f"{clitic}{governor.lemma_} {link(node)}" in effects_of("verb") for clitic in ("", "se ")
        )
        return tied or node.dep_ not in {"obl:mod", "appos", "acl:relcl"}
    if governor.pos_ == "NOUN" and node.pos_ == "NOUN":
        return _completes(node, governor)
    return True


def _completes(node: Token, governor: Token) -> bool:
    """«la menace d'une invasion», «l'appel au cessez-le-feu»; not «la demande après des entretiens»."""
    if link(node) == "de":
        return True
    return governor.lemma_ in words("takes-à") and link(node) == "à"


def _obliges(named: Named, governor: Token) -> bool:
    """«Nous devons agir», «l'Iran doit libérer les otages», said by somebody; a summit that is due is only planned."""
    if governor.lemma_ != "devoir":
        return False
    ours = any(c.lower_ in {"nous", "on"} for c in children(governor, "nsubj"))
    clause = governor.head if governor.dep_ == "ccomp" else None
    held = clause is not None and clause.lemma_ in words("holding")
    return ours or ((named.quoted or held) and named.type not in {EventType.MEET, EventType.VISIT, EventType.VOTE})


def carries(node: Token, governor: Token) -> bool:
    """Tell whether the governor's tense and negation are the event's own: «n'a mené aucune attaque», «veut envoyer».

    What is to be prolonged or kept up is there already.
    """
    if governor.pos_ not in {"VERB", "AUX"} or (governor.lemma_ in words("keeping up") and is_definite(node)):
        return False
    if node.pos_ == "VERB":
        return node.dep_ in {"xcomp", "ccomp", "csubj"} and is_infinitive(node)
    if node.dep_ in {"obj", "obl:arg"}:
        return any(governor.lemma_ in support_verbs(kind) for kind in ("does", "undergoes", "causes", "receives"))
    if node.dep_ == "nsubj:pass":
        return governor.lemma_ in support_verbs("occurs") | support_verbs("does")
    return node.dep_ == "nsubj" and governor.lemma_ in support_verbs("occurs") - {"faire"} | words("taking-place")


def happens(verb: Token) -> bool:
    """Tell whether a verb only says that its subject takes place: «se tiendra», «n'a pas eu lieu»."""
    return verb.lemma_ in words("happening") or any(c.lower_ == "lieu" for c in verb.children)


def of_modal_subject(node: Token, governor: Token) -> Factuality | None:
    """«une invasion pouvait intervenir»: the modal verb speaks of its subject."""
    if node.dep_ != "nsubj" or node.pos_ != "NOUN" or governor.lemma_ not in {"pouvoir", "devoir", "risquer"}:
        return None
    verbs = children(governor, "xcomp")
    if not any(c.lemma_ in support_verbs("occurs") - {"faire"} | words("taking-place") for c in verbs):
        return None
    return governing_effect(governor, verbs[0])


def fails(named: Named, node: Token, governor: Token) -> Factuality | None:
    """«les tentatives de trêve ont échoué»; and who is called upon to do it («a appelé les parties à reprendre»).

    Talks that failed were held.
    """
    if node.dep_.startswith(("obl", "nmod")) and case(node) == "contre" and _warns(governor):
        return Factuality.HYPOTHETICAL
    attempted = node.dep_ == "nsubj" and node.lemma_ in words("attempt") and node.i != named.token.i
    if attempted and governor.lemma_ in words("failing"):
        return Factuality.DENIED
    if node.dep_ in {"acl", "nmod"} and is_infinitive(node) and governor.dep_ in {"obj", "iobj", "obl:arg"}:
        effect = governing_effect(governor.head, governor) if governor.head.pos_ == "VERB" else None
        return effect if effect is Factuality.DEMANDED else None
    return None


def _warns(governor: Token) -> bool:
    """«a mis en garde contre une intervention»."""
    return governor.lemma_ == "garde" or (
        governor.lemma_ == "mettre" and any(c.lemma_ == "garde" for c in children(governor, "obj", "obl"))
    )


def predicated(node: Token, governor: Token) -> Factuality | None:
    """Return what a predicate says of its subject: «un accord est probable», «elle est loin d'être assurée»."""
    if node.dep_ not in {"nsubj", "nsubj:pass"} or node.pos_ != "NOUN" or governor.dep_.startswith("acl"):
        return None
    if governor.lower_ == "loin" and "être" in {t.lower_ for t in governor.doc[governor.i + 1 : governor.i + 3]}:
        return Factuality.POSSIBLE
    effect = effects_of("adjective").get(base_form(governor)) if governor.pos_ == "ADJ" else None
    return effect and _contrary(effect) if is_negated(governor) else effect


def halved(noun: Token) -> Factuality | None:
    """«Une rencontre entre Paris et Ankara est prévue», which the parser cuts in two before «et»."""
    if noun.dep_ != "ROOT" or not any(case(c) == "entre" for c in children(noun, "nmod")):
        return None
    verbs = [c for c in children(noun, "conj") if is_finite(c)]
    return governing_effect(verbs[0], noun) if verbs and is_passive(verbs[0]) else None


def _contrary(effect: Factuality) -> Factuality:
    return Factuality.POSSIBLE if effect is Factuality.DENIED else Factuality.DENIED


def aside(node: Token, governor: Token) -> bool:
    """«il présentera son plan lors d'un sommet»: what happens beside something to come is to come."""
    if node.dep_ == "nmod" and governor.pos_ == "PROPN":
        # «il affrontera X à l'élection», which the parser hangs on the name
        governor = governor.head
    elif not (node.dep_.startswith("obl") or node.lower_ == "lors"):
        return False
    if tense_of(governor) != "future":
        return False
    past = any(c.lower_ in words("past-already") for c in children(node, "case"))
    return not past and bare_preposition(node) in ASIDE | words("during")


def at_once(named: Named, node: Token, governor: Token) -> list[Factuality] | None:
    """Return what the main clause says of an infinitive or gerund beside it, None where they are not of one time.

    «avant de se rendre à Rabat», «en livrant des armes»; «se sont rassemblés pour protester».
    """
    if node.dep_ != "advcl" or governor.pos_ not in {"VERB", "AUX"}:
        return None
    marks = {c.lower_ for c in children(node, "mark", "case")}
    same = named.type in AT_ONCE and "pour" in marks
    if same and (named.type is EventType.PROTEST or governor.lemma_ in words("gathering")):
        return in_time(governor) or [Factuality.ACTUAL]
    if is_infinitive(node) and "avant" in marks:
        return in_time(governor)
    return in_time(governor) if "en" in marks and "VerbForm=Part" in str(node.morph) else None

"""A word of an event -> the phrases that say where, with whom, against whom: complements, places beside it.

The parser hangs them on what stands between as often as on the word itself.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract.dates import WEEKDAYS, months
from kg.extract.events.scene import Scene, has_article, preposition
from kg.extract.events.verbs import passive
from kg.extract.modality import support_verbs
from kg.extract.syntax import children, conjuncts
from kg.extract.words import words
from kg.knowledge import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

#: prepositions of phrases that belong to a deed rather than to the verb that announces it
OUTWARD = frozenset({"vers", "depuis", "contre", "avec", "hors", "en direction"})
NEAR = frozenset({"nmod", "obl:mod", "obl:arg", "appos", "conj", "dep", "amod", "flat:name"})
AROUND = frozenset({"sur", "près", "autour", "au large", "aux abords", "à proximité"})
INSIDE = frozenset({"à", "au", "aux", "en", "dans"})


@cache
def deciding() -> frozenset[str]:
    """Return the verbs whose subject does what is announced: «a ordonné le retrait»."""
    return frozenset(row["verb"] for row in lexicon("support_verbs") if row["kind"] == "decides")


def complements(scene: Scene, noun: Token, cases: frozenset[str]) -> list[Token]:
    """Return the complements with one of the prepositions; those that the parser hung on a name beside it too."""
    found: list[Token] = []
    for child in scene.once(_dependents, noun):
        first = preposition(child)
        if first == "entre" and first in cases:
            found += _second_of_two(child)
        if first in cases:
            found += [c for c in conjuncts(child) if c.i == child.i or preposition(c) in {"", first}]
        if scene.classes(child) & {"arms", "aid"}:
            # «une livraison d'armes à Kiev»
            found += [c for c in children(child, "nmod") if preposition(c) in cases - {"de"}]
        if child.i in scene.spans.names or child.lemma_ in words("post"):
            # «l'attaque s'est produite lors de la visite à Jérusalem du ministre»: «du» is the town's or the visit's
            beyond = cases if child.head.i == noun.i else cases - {"de"}
            found += [c for c in children(child, "nmod") if preposition(c) in beyond]
        elif "actor" not in scene.classes(child):
            # «s'entretenir par téléphone avec X», «une réunion par visioconférence de la Ligue arabe»
            beyond = cases if preposition(child) == "par" else cases & {"avec"}
            found += [c for c in children(child, "nmod") if preposition(c) in beyond]
    return found


def _second_of_two(first: Token) -> list[Token]:
    """«entre la Russie et l'Ukraine»: the parser often takes the second for the subject of what follows."""
    following = first.right_edge.i + 1
    if any(c.dep_ == "conj" for c in first.children) or following + 1 >= len(first.doc):
        return []
    if first.doc[following].lower_ != "et":
        return []
    for token in first.doc[following + 1 : following + 4]:
        if token.pos_ in {"PROPN", "NOUN"}:
            return [token]
    return []


def _dependents(scene: Scene, noun: Token) -> list[Token]:
    """Return the phrases beside a word, and those that the parser hung on the frame around it («à l'issue d'un …»)."""
    found = children(noun, "nmod", "obl", "obl:arg", "obl:mod")
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return found
    for participle in children(noun, "acl"):
        if participle.lemma_ in support_verbs("does") | support_verbs("occurs") and passive(participle):
            found += [c for c in children(participle, "obl") if preposition(c) != "par"]
    if is_framed(noun):
        found += [c for c in children(noun.head, "nmod") if c.i > noun.i]
    elif _is_phase(noun):
        found += [c for c in children(noun.head, "nmod") if c.i != noun.i and preposition(c) != "de"]
    elif noun.dep_ == "nsubj" and noun.head.lemma_ in support_verbs("occurs"):
        found += [c for c in children(noun.head, "obl") if preposition(c) in INSIDE | AROUND]
    elif noun.dep_ == "nsubj:pass" and noun.head.lemma_ in support_verbs("does") | deciding():
        # «un accord a été signé à Doha entre les talibans et Washington»
        found += [
            c for c in children(noun.head, "obl") if c.i > noun.i and preposition(c) in INSIDE | OUTWARD | {"entre"}
        ]
    elif noun.dep_ == "obj" and noun.head.lemma_ in support_verbs("does") | deciding():
        found += [c for c in children(noun.head, "obl") if c.i > noun.i and preposition(c) in OUTWARD]
    return found


def is_framed(noun: Token) -> bool:
    """Tell whether a word says when or why an event is spoken of: «à l'issue d'un entretien»."""
    return noun.head.lemma_.lower() in words("framing") and preposition(noun) == "de"


def _is_phase(noun: Token) -> bool:
    """«le lancement en avril par le maréchal d'une offensive»: what hangs on the beginning belongs to the deed."""
    return noun.dep_ == "nmod" and preposition(noun) == "de" and noun.head.lemma_ in words("phase")


def bare(scene: Scene, noun: Token, cases: frozenset[str]) -> list[Token]:
    """Return complements without an article: «le retrait de Syrie», not «le retrait de la Syrie»."""
    found = [c for c in complements(scene, noun, cases) if not has_article(c) or preposition(c) != "de"]
    return [c for c in found if c.dep_ != "conj" and c.i in scene.spans.names]


def places(scene: Scene, token: Token) -> list[Token]:
    """Return names of places that the parser hung on a neighbour: «des entretiens en mai à Rome»."""
    found: list[Token] = []
    layer = [c for c in token.children if c.i > token.i and c.dep_ in NEAR]
    for _ in range(3):
        layer = [c for node in layer for c in node.children if c.i > node.i and c.dep_ in NEAR]
        found += [c for c in layer if preposition(c) in INSIDE and _is_beside(scene, c.head)]
    return found


def _is_beside(scene: Scene, node: Token) -> bool:
    """What hangs on a time, a name or a thing may as well hang on the event; what hangs on a body or office may not."""
    if node.i in scene.spans.names or node.pos_ in {"NUM", "DET", "ADJ"}:
        return True
    return node.lower_ in months() or node.lower_ in WEEKDAYS or node.lemma_ in words("time") or _is_means(node)


def _is_means(node: Token) -> bool:
    """«un attentat à la voiture piégée à Mogadiscio», «une attaque au couteau à Nice»."""
    return node.dep_ == "nmod" and preposition(node) in {"à", "par"} and node.lemma_ in words("weapon")

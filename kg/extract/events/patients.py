"""What is moved or hit -> whose it is, where it comes from, where it is: «les soldats américains basés en Irak»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events import complements, nouns
from kg.extract.events.doers import implied_owners
from kg.extract.events.lexicon import triggers
from kg.extract.events.scene import Scene, has_article, preposition
from kg.extract.office_phrases import is_national
from kg.extract.syntax import children
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def named_place(scene: Scene, token: Token) -> Token:
    """Return the name that says where: «au sol en Ukraine», «dans la ville de Syrte»."""
    if token.i in scene.spans.names or (token.lower_ in words("direction") and preposition(token) in {"à", "au"}):
        # «à l'est de Tripoli» is not in Tripoli, «dans l'est de la Libye» is in Libya
        return token
    inner = [c for c in children(token, "nmod", "appos") if c.i in scene.spans.names and "place" in scene.classes(c)]
    if not inner and token.lemma_ in words("ground"):
        # «sur le territoire libyen» is in Libya, «sur son sol» in the country of whoever is spoken of
        inner = nouns.nationalities(token) or nouns.possessives(token)
    return next(iter(inner), None) or _deeper(scene, token) or token


def hit(verb: Token) -> Token | None:
    """Return the thing that a verb says was hit, as the sentence has it: «un Airbus abattu», «l'avion a été touché»."""
    if verb.pos_ != "VERB":
        return None
    things = (
        [verb.head] if verb.dep_ == "acl" and "Tense=Past" in str(verb.morph) else children(verb, "nsubj:pass", "obj")
    )
    return next((one for one in things if one.pos_ in {"NOUN", "PROPN"}), None)


def _deeper(scene: Scene, token: Token, depth: int = 3) -> Token | None:
    """«l'ensemble du nord du Mali», «des bases abritant des soldats en Irak»: the name stands further inside."""
    for child in children(token, "nmod", "acl", "obj", "obl:arg", "obl:mod"):
        inside = child.pos_ != "VERB" and preposition(child) in complements.INSIDE | {"de"}
        if inside and child.i in scene.spans.names and "place" in scene.classes(child):
            return child
        holding = child.pos_ == "VERB" and child.lower_.endswith("ant")
        around = holding or scene.classes(child) & {"place", "troops"} or scene.is_quantifier(token)
        if depth and around and (found := _deeper(scene, child, depth - 1)):
            return found
    return None


def owners(scene: Scene, thing: Token) -> list[Token]:
    """Return whose troops they are: «les soldats américains», «ses soldats», «les forces de la Russie»."""
    found = nouns.nationalities(thing)
    if not found and nouns.possessives(thing):
        found = implied_owners(scene, thing) or nouns.possessives(thing)
    if found:
        return found[:1]
    for child in children(thing, "nmod"):
        if preposition(child) == "de":
            inner = owners(scene, child)
            if inner:
                return inner
            if scene.classes(child) & {"country", "organisation"}:
                return [child]
    return []


def origins(scene: Scene, patient: Token, cases: frozenset[str]) -> list[Token]:
    """«retirer des soldats français d'Afrique»: the parser may hang the place on the adjective."""
    things = [patient, *children(patient, "amod")]
    found = [place for thing in things for place in complements.bare(scene, thing, cases)]
    stray = [c for thing in things for c in children(thing, "dep") if preposition(c) in cases and not has_article(c)]
    foreign = [c for c in children(patient, "amod") if c.lemma_ == "étranger" or is_national(c)]
    # «l'expulsion des soldats étrangers du pays»: foreigners are not its own
    land = [c for thing in things for c in children(thing, "nmod") if c.lemma_ == "pays" and preposition(c) == "de"]
    return found + [c for c in stray if c.i in scene.spans.names] + (land if foreign else [])


def locations(scene: Scene, patient: Token) -> list[Token]:
    """«les soldats stationnés en Allemagne», «les bases américaines en Irak»: where the patient is."""
    things = [patient, *children(patient, "amod", "acl")]
    found = [place for thing in things for place in complements.complements(scene, thing, complements.INSIDE)]
    if "quantifier" in scene.classes(patient):
        found += [place for child in children(patient, "nmod") for place in locations(scene, child)]
    return [named_place(scene, place) for place in found if place.i > patient.i]


def stations(scene: Scene, patient: Token) -> list[Token]:
    """«les soldats présents au Mali seront redéployés»: where a word for it says that they are."""
    words_for_it = [c.i for c in children(patient, "amod", "acl") if _is_stationed(c)]
    return [place for place in locations(scene, patient) if words_for_it and place.i > words_for_it[0]]


def _is_stationed(word: Token) -> bool:
    keys = (("adjective", word.lemma_), ("verb", word.lemma_))
    return any(row.frame == "stationed" for key in keys for row in triggers().get(key, ()))


def aims(scene: Scene, patient: Token) -> list[Token]:
    """«l'envoi de forces spéciales au Yémen»: where they go, hung on those who go."""
    things = [patient, *children(patient, "amod")]
    return [
        place
        for thing in things
        for place in complements.complements(scene, thing, complements.INSIDE | {"sur", "vers"})
    ]

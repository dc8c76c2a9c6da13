"""A noun or verb that names an event -> who stands on its sides though neither frames nor prepositions say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events.complements import INSIDE, complements
from kg.extract.events.nouns import nationalities, possessives
from kg.extract.events.scene import Scene, preposition
from kg.extract.events.verbs import objects, passive, subjects
from kg.extract.modality import support_verbs
from kg.extract.syntax import children
from kg.extract.words import words
from kg.phrases import number

if TYPE_CHECKING:
    from spacy.tokens import Token


#: how far before a deed the clause may begin that says whose it is
REACH = 8


def _verbs_beside(noun: Token) -> list[Token]:
    """Return the verbs that describe a noun, and the verb whose subject it is."""
    above = [noun.head] if noun.dep_ == "nsubj" and noun.head.pos_ == "VERB" else []
    return [*(c for c in children(noun, "acl", "acl:relcl") if not passive(c)), *above]


def opposed(scene: Scene, noun: Token) -> list[Token]:
    """Return both sides: «le conflit opposant Kiev aux rebelles», «la guerre oppose l'armée à»."""
    verbs = [verb for verb in _verbs_beside(noun) if verb.lemma_ == "opposer"]
    return [side for verb in verbs for side in [*objects(verb), *complements(scene, verb, INSIDE)]]


def gathered(noun: Token) -> list[Token]:
    """Return who meets: «un sommet réunissant les alliés», «la réception a rassemblé les généraux»."""
    return [one for verb in _verbs_beside(noun) if verb.lemma_ in words("gathering") for one in objects(verb)]


def owners(scene: Scene, noun: Token, slot: str) -> list[Token]:
    """Return whose deed it is: «son offensive»; in «en lançant son offensive, X» it is X's, whom the clause names."""
    found = possessives(noun)
    verb = noun.head
    carried = noun.dep_ == "obj" and verb.lemma_ in support_verbs("does") - support_verbs("receives")
    if not found or slot != "agent" or not carried or passive(verb):
        return found
    doers = [one for one in subjects(scene, verb) if "actor" in scene.classes(one) and one.pos_ != "PRON"]
    alone = found[0].lower_.startswith("s")
    return doers if doers and alone == (len(doers) == 1 and number(doers[0]) != "Plur") else found


def concerned(scene: Scene, noun: Token, cases: frozenset[str]) -> list[Token]:
    """Return whose affairs a deal settles, who is then a party to it: «l'accord sur le nucléaire iranien»."""
    things = [c for c in complements(scene, noun, cases) if c.lemma_ in words("own-affair")]
    return [nation for thing in things for nation in nationalities(thing)[:1]]


def beneficiaries(scene: Scene, noun: Token) -> list[Token]:
    """Return who has it: «le maréchal bénéficie du soutien de Moscou»."""
    verb = noun.head
    if noun.dep_ not in {"obj", "obl:arg", "obl:mod"} or verb.lemma_ not in support_verbs("receives"):
        return []
    return [] if passive(verb) else subjects(scene, verb)


def engaged(noun: Token) -> list[Token]:
    """Return who is at it: «les forces en guerre contre», «un pays en conflit»."""
    return [noun.head] if noun.dep_ == "nmod" and preposition(noun) == "en" else []


def whose(scene: Scene, noun: Token) -> list[Token]:
    """Return whose a clause says that it is: «Angela Merkel, dont c'était la première visite», «dont la visite»."""
    for word in noun.doc[max(noun.i - REACH, 1) : noun.i]:
        if word.lower_ == "dont" and (word.nbor().lower_ in {"c'", "c’", "ce"} or word.nbor().head.i == noun.i):
            named = scene.spans.names.get(word.i - 1 - (word.nbor(-1).text == ","))
            antecedent = [noun.head] if noun.dep_ == "acl:relcl" else []
            return [noun.doc[named.start : named.end].root] if named is not None else antecedent
    return []


def hosts(scene: Scene, noun: Token) -> list[Token]:
    """Return where it takes place: «Berlin accueille une conférence»."""
    verb = noun.head
    if noun.dep_ != "obj" or verb.lemma_ not in words("hosting"):
        return []
    return subjects(scene, verb)


def holders(scene: Scene, verb: Token) -> list[Token]:
    """Return who holds it now: «tombée aux mains des rebelles», «passé sous le contrôle de Kiev»."""
    things = children(verb, "obl:arg", "obl:mod", "obl", "nmod")
    return [holder for thing in things for holder in complements(scene, thing, frozenset({"de"}))]

"""A noun that names an event -> who stands around it: complements, adjectives, possessives, its verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events.complements import complements, deciding, is_framed
from kg.extract.events.lexicon import speaking
from kg.extract.events.scene import Scene, preposition
from kg.extract.events.strays import claimed, stray_object_of
from kg.extract.events.verbs import objects, passive, subjects
from kg.extract.modality import support_verbs
from kg.extract.office_phrases import is_national
from kg.extract.syntax import children, conjuncts
from kg.extract.words import words
from kg.phrases import is_definite

if TYPE_CHECKING:
    from spacy.tokens import Token


def nationalities(noun: Token) -> list[Token]:
    """Return the national adjectives of a noun: «russe», «franco-allemand» not.

    One behind another phrase is that phrase's: «des sanctions contre onze responsables chinois», but «les avions de
    combat américains».
    """
    found = [c for child in children(noun, "amod", "acl") for c in conjuncts(child) if is_national(c)]
    return [c for c in found if not any(_begins_phrase(t) for t in noun.doc[noun.i + 1 : c.i])]


def _begins_phrase(token: Token) -> bool:
    return token.pos_ == "DET" or (token.pos_ == "ADP" and token.lower_ not in {"de", "d'", "d’"})


def possessives(noun: Token) -> list[Token]:
    """Return the possessive determiner: «son offensive»."""
    return [c for c in noun.children if c.dep_ == "det" and c.morph.get("Poss", [])]


def by(scene: Scene, noun: Token) -> list[Token]:
    """Return who does it: «l'invasion par la Russie», «l'offensive menée par Ankara», «attribuée à des rebelles»."""
    found = complements(scene, noun, frozenset({"par", "de la part"}))
    found += [
        c
        for verb in _verbs_above(noun)
        for c in children(verb, "obl")
        if preposition(c) == "par" and _is_claimed(c, noun)
    ]
    for participle in children(noun, "acl"):
        if passive(participle) and participle.lemma_ not in speaking().keys() | words("escorting") | words("undergone"):
            found += subjects(scene, participle)
            if participle.lemma_ in {"attribuer", "imputer"}:
                found += complements(scene, participle, frozenset({"à", "au", "aux"}))
    return found


def _verbs_above(noun: Token) -> list[Token]:
    return [t for t in noun.ancestors if t.pos_ in {"VERB", "AUX"}][:1]


def _is_claimed(agent: Token, noun: Token) -> bool:
    owner = claimed(agent)
    return owner is not None and owner.i == noun.i


def carriers(scene: Scene, noun: Token) -> list[Token]:
    """Return the subject of the verb that carries or decides it: «mène une offensive», «a ordonné le retrait»."""
    verb = _verb(noun, "obj", "obl:arg")
    if verb is None and preposition(noun) in {"à", "de"}:
        # «procéder à une évacuation», «décider de sanctions»
        verb = _verb(noun, "obl:mod")
    if verb is not None and verb.lemma_ in support_verbs("does") | deciding():
        if noun.dep_ != "obj" and children(verb, "obj") and verb.lemma_ == "faire":
            # «faire état d'un retrait»
            return []
        found = [] if passive(verb) and noun.dep_ != "obl:arg" else subjects(scene, verb)
        return found if verb.lemma_ in support_verbs("does") else [_state_of(scene, one) for one in found]
    verb = _verb(noun, "nsubj", "nsubj:pass")
    if verb is not None and passive(verb) and verb.lemma_ in support_verbs("does") | deciding():
        return subjects(scene, verb)
    return _relative_subjects(scene, noun)


def _relative_subjects(scene: Scene, noun: Token) -> list[Token]:
    """«les sanctions que Washington a imposées», «que pourraient prendre les Européens»."""
    carrying = support_verbs("does") | deciding()
    for clause in children(noun, "acl:relcl"):
        if not any(t.lower_ in {"que", "qu'", "qu’"} for t in noun.doc[noun.i + 1 : clause.i]):
            continue
        deeds = [v for v in [clause, *children(clause, "xcomp")] if v.lemma_ in carrying and not passive(v)]
        if deeds:
            behind = [c for c in children(deeds[0], "obj", "nsubj") if c.i > deeds[0].i and not _is_dative(c)]
            return [one for one in subjects(scene, clause) if one.i != noun.i] or behind
    return []


def _state_of(scene: Scene, person: Token) -> Token:
    """«le président américain a annoncé le retrait»: what a state's officer decides, his state does.

    A spokesperson announces what others do: «le porte-parole du maréchal a annoncé un redéploiement».
    """
    voice = next((t for t in [person, *children(person, "appos")] if t.lemma_ in words("voice")), None)
    if voice is not None:
        behind = [c for c in children(voice, "nmod") if preposition(c) == "de" and "actor" in scene.classes(c)]
        return next(iter([*behind, *nationalities(voice)]), person)
    if "office" not in scene.classes(person) and person.i not in scene.spans.descriptions:
        return person
    return next(iter(nationalities(person)), person)


def carried_to(scene: Scene, noun: Token) -> list[Token]:
    """Return to whom a carried event is done: «imposer des sanctions à la Russie»."""
    verb = _verb(noun, "obj", "nsubj:pass", "nsubj")
    found: list[Token] = []
    if verb is not None and verb.lemma_ in support_verbs("does"):
        found = complements(scene, verb, frozenset({"à", "au", "aux", "contre"}))
    for clause in children(noun, "acl", "acl:relcl"):
        for verb in [clause, *children(clause, "xcomp")]:
            found += complements(scene, verb, frozenset({"à", "au", "aux", "contre"}))
            # «qu'elle veut infliger aux dirigeants»: the parser takes «aux» for an article now and then
            found += [one for one in objects(verb) if one.i > verb.i and _is_dative(one)]
    return found


def _is_dative(noun: Token) -> bool:
    return any(c.lower_ in {"à", "au", "aux"} for c in noun.lefts)


def targets(noun: Token) -> list[Token]:
    """Return what an attack that is the subject of its clause hits: «des tirs ont visé la base»."""
    verb = _verb(noun, "nsubj")
    found = objects(verb) if verb is not None and verb.lemma_ in words("targeting") else []
    for participle in children(noun, "acl"):
        if participle.lemma_ in words("targeting") and not passive(participle):
            found += objects(participle)
    return found


def clause_subjects(scene: Scene, noun: Token) -> list[Token]:
    """Return who says or does something during the event: «lors d'un appel avec Lavrov, Blinken a dit»."""
    if preposition(noun) == "en" and noun.lemma_ in words("trip"):
        # «le ministre, en visite à Kiev», «le ministre est en visite à Kiev»
        travellers = children(noun, "nsubj") if children(noun, "cop") else [noun.head]
        if leaders := [one for one in travellers if "leader" in scene.classes(one)]:
            return leaders
    elif not _is_during(noun) or (is_definite(noun) and not possessives(noun) and not _is_meanwhile(noun)):
        return []
    for verb in noun.ancestors:
        if verb.pos_ in {"VERB", "AUX"}:
            # «a estimé la ministre»: behind a verb of speech the parser takes the subject for an object
            said = [c for c in children(verb, "obj") if c.i > verb.i] if verb.lemma_ in speaking() else []
            found = [one for one in subjects(scene, verb) or said if "actor" in scene.classes(one)]
            if found or verb.dep_ == "parataxis":
                return found
    return []


def _is_meanwhile(noun: Token) -> bool:
    """«lors de cette rencontre, X a dit»: who spoke was there; «après cette visite» somebody else may have."""
    frame = noun.head.lemma_.lower() if is_framed(noun) else preposition(noun)
    return noun.lemma_ not in words("trip") and frame in words("meanwhile")


def _is_during(noun: Token) -> bool:
    """«lors d'une visite», «à l'issue d'un entretien», «après un appel»."""
    framed = is_framed(noun) and noun.head.lemma_.lower() in words("framing-during")
    return framed or preposition(noun).replace("’", "'").replace("' ", "'") in words("during")


def addressees(scene: Scene, noun: Token) -> list[Token]:
    """Return to whom it is said during a call: «l'a dit à M. Poutine lors d'un appel»."""
    if not _is_during(noun):
        return []
    verb = next((t for t in noun.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    if verb is None:
        return []
    things = [verb, *objects(verb)]
    return [c for thing in things for c in complements(scene, thing, frozenset({"à", "au", "aux"})) if c.i < noun.i]


def _verb(noun: Token, *relations: str) -> Token | None:
    """Return the verb on which a noun hangs by a relation, a noun of quantity between them skipped («une série de»)."""
    if noun.dep_ == "nmod" and preposition(noun) == "de" and noun.head.lemma_ in words("series") | words("phase"):
        noun = noun.head
    if (verb := stray_object_of(noun)) is not None:
        return verb if "obj" in relations else None
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    return noun.head if noun.dep_ in relations and noun.head.pos_ in {"VERB", "AUX"} else None

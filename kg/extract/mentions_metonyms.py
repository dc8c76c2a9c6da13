"""A place's name in its sentence -> whether it acts («Washington a ordonné») or only lies there («à Washington»)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import lexicon
from kg.phrases import OF, case, coordinated

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def _contexts() -> dict[tuple[str, str], str]:
    return {(row["word"], row["position"]): row["sense"] for row in lexicon("metonym_contexts")}


@cache
def _state_verbs() -> frozenset[str]:
    return frozenset(row["verb"] for row in lexicon("state_verbs"))


#: what a subject without preposition becomes where the parse fails
BARE_ACTORS = frozenset({"obl:agent", "nmod", "flat:name", "dep"})
#: functions that the parse gives a name as a part of a clause
FUNCTIONS = frozenset({"nsubj", "nsubj:caus", "nsubj:pass", "obj", "iobj", "obl:arg", "obl:agent", "xcomp"})
CLITICS = frozenset({"ne", "n'", "se", "s'", "y", "en", "lui", "leur", "le", "la", "les", "l'"})


def _sense(word: Token, position: str) -> str | None:
    """Return the sense of a word in a position, by its lemma, its form, or the infinitive that the lemma lacks."""
    contexts = _contexts()
    for form in (word.lemma_, word.lower_, f"{word.lemma_}r"):
        if sense := contexts.get((form, position)):
            return sense
    return None


def acts(name: Token) -> bool:
    """Tell whether a capital stands for its state, by its function in the sentence; a bare name lies there."""
    if name.i >= 2 and name.nbor(-1).lower_ in {"et", "ou"} and name.nbor(-2).pos_ == "PROPN":
        return acts(name.nbor(-2))
    if name.dep_ not in FUNCTIONS and (verb := _verb_after(name)) is not None:
        return _sense(verb, "subject-verb") != "place"
    head = coordinated(name)
    preposition = case(head) or _unaccented(head)
    if preposition:
        return _acts_after(head, preposition)
    return _acts_bare(head, head.head)


def _acts_bare(head: Token, verb: Token) -> bool:
    """Tell whether a name without preposition acts, by its function."""
    if head.dep_ in {"nsubj", "nsubj:caus"}:
        return _sense(verb, "subject-verb") != "place" and not _is_described(verb)
    if head.dep_ == "nsubj:pass":
        return _sense(verb, "passive-verb") == "actor"
    if head.dep_ in {"obj", "iobj", "obl:arg", "xcomp"}:
        return verb.pos_ == "VERB" and _sense(verb, "object-verb") != "place"
    return head.dep_ in BARE_ACTORS


def _verb_after(name: Token) -> Token | None:
    """Return the verb whose subject stands right before it, whatever the parse says: «, Paris et Berlin ont réagi»."""
    doc = name.doc
    if name.i and (name.nbor(-1).pos_ not in {"PUNCT", "SPACE", "CCONJ", "SCONJ"}):
        return None
    index = name.i + 1
    if index + 1 < len(doc) and doc[index].lower_ == "et" and doc[index + 1].pos_ == "PROPN":
        index += 2
    while index < len(doc) and doc[index].lower_ in CLITICS:
        index += 1
    if index >= len(doc) or "VerbForm=Fin" not in str(doc[index].morph):
        return None
    return doc[index].head if doc[index].pos_ == "AUX" else doc[index]


def acts_as_state(people: Token) -> bool:
    """Tell whether a people stands for its state: «les Russes n'ont pas l'intention», not «les Russes manifestent»."""
    head = coordinated(people)
    if head.dep_ == "obl:agent":
        return True
    if head.dep_ != "nsubj":
        return False
    verb = head.head
    return verb.lemma_ in _state_verbs() or any(c.lemma_ in _state_verbs() for c in verb.children if c.dep_ == "xcomp")


def _is_described(verb: Token) -> bool:
    """Tell whether a clause says what a place is («Kiev est la capitale», «Kiev sous les bombes»)."""
    return any(child.dep_ == "cop" for child in verb.children) and verb.pos_ == "NOUN" and _noun_of_place(verb)


def _noun_of_place(noun: Token) -> bool:
    return _sense(noun, "noun") == "place"


def _unaccented(name: Token) -> str:
    """Return «à» for the capital «A» that begins a sentence: «A Paris, le masque est obligatoire»."""
    return "à" if name.i and name.nbor(-1).text == "A" else ""


def _acts_after(head: Token, preposition: str) -> bool:
    governor = head.head
    if preposition in OF:
        if governor.pos_ == "VERB":
            return _sense(governor, "source-verb") == "actor"
        return not _noun_of_place(governor)
    if preposition in {"à", "au", "aux"}:
        return _receives(head, governor)
    return _contexts().get((preposition, "preposition")) == "actor"


def _receives(head: Token, governor: Token) -> bool:
    """«reproche à Washington», «face à Moscou»: the state; «arrivé à Moscou», «l'ambassade à Kiev»: the city."""
    if _sense(governor, "governor") == "actor":
        return True
    dative = governor.pos_ == "VERB" and _sense(governor, "dative-verb") == "actor"
    return dative and head.dep_ in {"obl:arg", "iobj", "obl:mod", "obj"}


def is_venue(name: Token) -> bool:
    """Tell whether somebody is received at a palace: «reçu à la Maison Blanche»."""
    return case(name) in {"à", "au", "dans"} and _sense(name.head, "venue-verb") == "place"

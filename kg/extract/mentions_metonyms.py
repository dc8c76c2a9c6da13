"""A place's name in its sentence -> whether it acts («Washington a ordonné») or only lies there («à Washington»)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import gazetteer, lexicon, records
from kg.model import EntityType
from kg.phrases import MARKS, OF, case, coordinated, determiner, noun_class

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
#: what else begins a clause
CLAUSES = frozenset({"quand", "où", "comme", "que", "qu'", "qu’", "si", "dont"})
QUE = frozenset({"que", "qu'", "qu’"})
REFLEXIVE = frozenset({"se", "s'", "s’"})
#: how the adjectives begin of what belongs to a city: «le conseil municipal de Paris»
LOCAL = ("municipal", "local", "locaux", "urbain")
CLITICS = frozenset({"ne", "n'", "se", "s'", "y", "en", "lui", "leur", "le", "la", "les", "l'"})


def _sense(word: Token, position: str) -> str | None:
    """Return the sense of a word in a position, by its lemma, its form, or the infinitive that the lemma lacks.

    «X se trouve en Libye» is not «X trouve un allié».
    """
    contexts = _contexts()
    own = "se " if any(child.lower_ in REFLEXIVE for child in word.lefts) else ""
    for form in (own + word.lemma_, word.lemma_, word.lower_, f"{word.lemma_}r"):
        if sense := contexts.get((form, position)):
            return sense
    return None


def acts(name: Token) -> bool:
    """Tell whether a capital stands for its state, by its function in the sentence; a bare name lies there."""
    if _is_beside_a_city(name) or _is_named_by_a_noun(name) or _is_feminine(name):
        return False
    before = _listed_before(name)
    if before is not None:
        return acts(before)
    if _has_to_act(name) or _is_faced(name):
        return True
    if name.dep_ not in FUNCTIONS and (verb := _verb_after(name)) is not None:
        return _sense(verb, "subject-verb") != "place"
    first = coordinated(name)
    head = name if case(name) else first
    preposition = case(head) or _before(name)
    if preposition:
        return _acts_after(head, first.head, preposition)
    return _begins_a_clause(name) or _acts_bare(head, head.head)


def _is_faced(name: Token) -> bool:
    """Tell whether a preposition of several words makes somebody of a name, however it is parsed: «face à Moscou»."""
    if name.i < 2 or name.nbor(-1).lower_ not in {"à", "au"}:
        return False
    return name.nbor(-2).pos_ != "VERB" and _sense(name.nbor(-2), "governor") == "actor"


def _begins_a_clause(name: Token) -> bool:
    """Tell whether a name follows «que» as a subject does, whatever the parse makes of its verb: «dit qu'Oslo ment»."""
    doc, before, after = name.doc, name.i - 1, name.i + 1
    if before > 0 and doc[before].text in MARKS:
        before -= 1
    if before < 0 or after >= len(doc) or doc[before].lower_ not in QUE:
        return False
    return doc[after].is_alpha and doc[after].pos_ not in {"ADP", "DET", "CCONJ", "PROPN"}


def _listed_before(name: Token) -> Token | None:
    """Return the capital before a capital in a list: «Paris et | Londres», «Paris, | Berlin et Londres»."""
    if name.i < 2 or name.nbor(-2).pos_ != "PROPN":
        return None
    before, between = name.nbor(-2), name.nbor(-1).lower_
    ended = between == "," and name.i + 1 < len(name.doc) and name.nbor().lower_ in {"et", "ou", ","}
    return before if between in {"et", "ou"} or (ended and _is_capital(before)) else None


def _is_beside_a_city(name: Token) -> bool:
    """Tell whether a name is coordinated with a city that governs no state: «Madrid et Barcelone»."""
    doc, index = name.doc, name.i
    after = index + 2 < len(doc) and doc[index + 1].lower_ in {"et", "ou"} and _is_city(doc[index + 2])
    return after or (index > 1 and doc[index - 1].lower_ in {"et", "ou"} and _is_city(doc[index - 2]))


def _is_feminine(name: Token) -> bool:
    """Tell whether what completes a name is feminine, as cities are and what stands for a state is not."""
    return any(
        child.dep_ in {"acl", "amod"} and child.i == name.i + 1 and "Gender=Fem|Number=Sing" in str(child.morph)
        for child in name.rights
    )


def _is_city(token: Token) -> bool:
    known = [records()[entry.key] for entry in gazetteer().find(token.text)] if token.pos_ == "PROPN" else []
    return any(r.type is EntityType.PLACE for r in known) and not _is_capital(token)


def _is_capital(token: Token) -> bool:
    """Tell whether a name is that of a city that may stand for its state, or for the Union."""
    keys = {entry.key for entry in gazetteer().find(token.text)}
    return any(key in metonyms() or records()[key].capital_of for key in keys)


@cache
def metonyms() -> dict[str, tuple[str, str]]:
    """Return what a place or palace acts as and where one is when one is there, by its key."""
    return {row["place"]: (row["acts_as"], row["venue"]) for row in lexicon("metonyms")}


def _is_named_by_a_noun(name: Token) -> bool:
    """Tell whether a noun says at once what the name is: «la capitale ukrainienne | Kiev»."""
    index = name.i - 1
    while index > 0 and name.doc[index].pos_ == "ADJ":
        index -= 1
    return index >= 0 and name.doc[index].pos_ == "NOUN" and _noun_of_place(name.doc[index])


def _has_to_act(name: Token) -> bool:
    """Tell whether it is accused of doing something: «accuse depuis mardi | Moscou | d'attiser le conflit»."""
    if case(name) or name.i + 2 >= len(name.doc) or name.nbor().lower_ not in {"de", "d'", "d’"}:
        return False
    return "VerbForm=Inf" in str(name.nbor(2).morph) and any(t.pos_ == "VERB" for t in name.ancestors)


def _acts_bare(head: Token, verb: Token) -> bool:
    """Tell whether a name without preposition acts, by its function."""
    if head.dep_ in {"nsubj", "nsubj:caus"}:
        return _sense(verb, "subject-verb") != "place" and not _is_described(verb)
    if head.dep_ == "nsubj:pass":
        return not _is_passive(verb) or _sense(verb, "passive-verb") == "actor"
    if head.dep_ in {"obj", "iobj", "obl:arg", "xcomp"}:
        return _sense(verb, "object-verb") != "place" and not _noun_of_place(verb)
    return head.dep_ in BARE_ACTORS and not _noun_of_place(verb)


def _is_passive(verb: Token) -> bool:
    return any(child.lemma_ == "être" for child in verb.children if child.dep_.startswith("aux"))


def _verb_after(name: Token) -> Token | None:
    """Return the verb whose subject stands right before it, whatever the parse says: «, Paris et Berlin ont réagi»."""
    doc = name.doc
    before = name.nbor(-1) if name.i else None
    if before is not None and before.pos_ not in {"PUNCT", "SPACE", "CCONJ", "SCONJ"} and before.lower_ not in CLAUSES:
        return None
    index = name.i + 1
    if index + 1 < len(doc) and doc[index].lower_ == "et" and doc[index + 1].text[:1].isupper():
        index += 2
    while index < len(doc) and doc[index].lower_ in CLITICS:
        index += 1
    form = str(doc[index].morph) if index < len(doc) else ""
    if "VerbForm=Fin" not in form and "Tense=Pres|VerbForm=Part" not in form:
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


def _before(name: Token) -> str:
    """Return the preposition right before a name that the parse gives it none: «A Paris, …», «avec | Abou | Dhabi»."""
    start = name.i
    while start and name.doc[start - 1].pos_ == "PROPN" and name.doc[start - 1].is_title:
        start -= 1
    word = name.doc[start - 1] if start else name
    return "à" if word.text == "A" else word.lower_ if (word.lower_, "preposition") in _contexts() else ""


def _acts_after(head: Token, governor: Token, preposition: str) -> bool:
    if preposition in OF:
        return _possesses(head, governor)
    if preposition in {"à", "au", "aux"}:
        return _receives(head, governor)
    if _contexts().get((preposition, "preposition")) != "actor":
        return False
    return not any(_leads_somewhere(word, preposition) for word in (governor, governor.head, *_before_case(head)))


def _possesses(head: Token, governor: Token) -> bool:
    """«la décision de Pékin»: the state; «le maire de Pékin», «près de Pékin», «la cour d'appel de Paris»: the city."""
    if governor.pos_ == "VERB" and governor.dep_ in {"acl", "amod", "xcomp"} and governor.head.pos_ == "NOUN":
        governor = governor.head
    if governor.pos_ == "VERB" and noun_class(governor) is None:
        before = _before_case(head)
        if not before or before[0].pos_ != "NOUN":
            return _sense(governor, "source-verb") == "actor"
        governor = before[0]
    local = any(child.lower_.startswith(LOCAL) for child in governor.rights)
    return not (
        local
        or _is_name(governor)
        or _is_near(head)
        or _noun_of_place(governor)
        or _noun_of_place(_completed(governor))
    )


def _is_name(noun: Token) -> bool:
    """Tell whether a noun has the capital of a name, not that of a sentence, heading or quotation."""
    return (
        noun.pos_ == "PROPN"
        and noun.text[:1].isupper()
        and noun.i > 0
        and noun.nbor(-1).pos_ in {"DET", "ADP", "PROPN"}
    )


def _completed(noun: Token) -> Token:
    """Return the noun that a bare complement belongs to: «cour» for «d'appel»."""
    return noun.head if noun.dep_ == "nmod" and case(noun) in OF and determiner(noun) is None else noun


def _is_near(head: Token) -> bool:
    """Tell whether a preposition of several words says where: «près de», «au large de»."""
    return any("place" in {_sense(word, "preposition"), _sense(word, "noun")} for word in _before_case(head))


def _before_case(head: Token) -> list[Token]:
    """Return the word before the preposition of a noun, none at the start of a text."""
    first = next((child.i for child in head.lefts if child.dep_ == "case"), 0)
    return [head.doc[first - 1]] if first else []


def _leads_somewhere(governor: Token, preposition: str) -> bool:
    """Tell whether one goes there: «un vol pour Paris», «la route entre Alep et Damas», «l'offensive sur Tripoli»."""
    return "place" in {_sense(governor, f"{preposition}-governor"), _sense(governor, "way")}


def _receives(head: Token, governor: Token) -> bool:
    """«reproche à Washington», «face à Moscou»: the state; «arrivé à Moscou», «l'ambassade à Kiev»: the city."""
    if _sense(governor, "governor") == "actor":
        return True
    dative = governor.pos_ == "VERB" and _sense(governor, "dative-verb") == "actor"
    return dative and head.dep_ in {"obl:arg", "iobj", "obl:mod", "obj"}


def is_venue(name: Token) -> bool:
    """Tell whether somebody is received at a palace, or it is one: «reçu à la Maison Blanche», «la cour du Kremlin»."""
    if case(name) in OF:
        return _sense(name.head, "venue-noun") == "place"
    return case(name) in {"à", "au", "dans"} and _sense(name.head, "venue-verb") == "place"

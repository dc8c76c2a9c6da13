"""A place's name in its sentence -> whether it acts («Washington a ordonné») or only lies there («à Washington»)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract.metonyms_cities import REFLEXIVE, contexts, is_capital, is_place_noun, is_told_as_a_city, sense
from kg.knowledge import lexicon
from kg.phrases import MARKS, OF, case, coordinated, determiner, noun_class

if TYPE_CHECKING:
    from spacy.tokens import Token


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
#: how the adjectives begin of what belongs to a city: «le conseil municipal de Paris»
LOCAL = ("municipal", "local", "locaux", "urbain")
#: what stands after «que» and a name that is no subject: «plus que Paris à midi»
NOT_BEGUN = frozenset({"ADP", "CCONJ", "DET", "PROPN"})
ARTICLES = frozenset({"La", "Le"})
SENDING = frozenset({"envoyer", "renvoyer"})
#: prepositions of a noun without determiner that says of what kind another is
BARE_CASES = OF | {"en", "à"}
CLITICS = frozenset({"ne", "n'", "se", "s'", "y", "en", "lui", "leur", "le", "la", "les", "l'"})


def acts(name: Token) -> bool:
    """Tell whether a capital stands for its state, by its function in the sentence; a bare name lies there."""
    if is_told_as_a_city(name):
        return False
    before = _listed_before(name)
    if before is not None:
        return acts(before)
    if _has_to_act(name) or _is_faced(name):
        return True
    if name.dep_ not in FUNCTIONS and (verb := _verb_after(name)) is not None:
        return sense(verb, "subject-verb") != "place"
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
    before = name.nbor(-2)
    return before.pos_ != "VERB" and sense(before, "governor") == "actor" and not _is_adverbial(before)


def _begins_a_clause(name: Token) -> bool:
    """Tell whether a name follows «que» as a subject does, whatever the parse makes of its verb: «dit qu'Oslo ment»."""
    doc, before, after = name.doc, _start(name) - 1, name.i + 1
    if before > 0 and doc[before].text in MARKS:
        before -= 1
    if before < 0 or after >= len(doc) or doc[before].lower_ not in QUE:
        return False
    return doc[after].is_alpha and (doc[after].lower_ == "et" or doc[after].pos_ not in NOT_BEGUN)


def _listed_before(name: Token) -> Token | None:
    """Return the capital before a capital in a list: «Paris et | Londres», «Paris, | Berlin et Londres»."""
    if name.i < 2 or name.nbor(-2).pos_ != "PROPN":
        return None
    before, between = name.nbor(-2), name.nbor(-1).lower_
    ended = between == "," and name.i + 1 < len(name.doc) and name.nbor().lower_ in {"et", "ou", ","}
    return before if between in {"et", "ou"} or (ended and is_capital(before)) else None


def _has_to_act(name: Token) -> bool:
    """Tell whether it is accused of doing something: «accuse depuis mardi | Moscou | d'attiser le conflit»."""
    if case(name) or name.i + 2 >= len(name.doc) or name.nbor().lower_ not in {"de", "d'", "d’"}:
        return False
    return "VerbForm=Inf" in str(name.nbor(2).morph) and any(t.pos_ == "VERB" for t in name.ancestors)


def _acts_bare(head: Token, verb: Token) -> bool:
    """Tell whether a name without preposition acts, by its function."""
    if head.dep_ in {"nsubj", "nsubj:caus"}:
        return sense(verb, "subject-verb") != "place" and not _is_described(verb)
    if head.dep_ == "nsubj:pass":
        return not _is_passive(verb) or sense(verb, "passive-verb") == "actor"
    if head.dep_ in {"obj", "iobj", "obl:arg", "xcomp"}:
        return sense(verb, "object-verb") != "place" and not is_place_noun(verb)
    return head.dep_ in BARE_ACTORS and not is_place_noun(verb)


def _is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive; «s'est engagé» is not, though «être» helps it."""
    if any(child.lower_ in REFLEXIVE for child in verb.lefts):
        return False
    return any(child.lemma_ == "être" for child in verb.children if child.dep_.startswith("aux"))


def _start(name: Token) -> int:
    """Return where a name begins that has an article of its own: «Le | Caire»."""
    return name.i - 1 if name.i and name.nbor(-1).text in ARTICLES else name.i


def _verb_after(name: Token) -> Token | None:
    """Return the verb whose subject stands right before it, whatever the parse says: «, Paris et Berlin ont réagi»."""
    doc = name.doc
    start = _start(name)
    before = doc[start - 1] if start else None
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
    return any(child.dep_ == "cop" for child in verb.children) and verb.pos_ == "NOUN" and is_place_noun(verb)


def _before(name: Token) -> str:
    """Return the preposition right before a name that the parse gives it none: «A Paris, …», «avec | Abou | Dhabi»."""
    start = name.i
    while start and name.doc[start - 1].pos_ == "PROPN" and name.doc[start - 1].is_title:
        start -= 1
    word = name.doc[start - 1] if start else name
    return "à" if word.text == "A" else word.lower_ if (word.lower_, "preposition") in contexts() else ""


def _acts_after(head: Token, governor: Token, preposition: str) -> bool:
    if preposition in OF:
        return _possesses(head, governor)
    if preposition in {"à", "au", "aux"}:
        return _receives(head, governor)
    if contexts().get((preposition, "preposition")) != "actor":
        return False
    return not any(_leads_somewhere(word, preposition) for word in (governor, governor.head, *_before_case(head)))


def _possesses(head: Token, governor: Token) -> bool:
    """«la décision de Pékin»: the state; «le maire de Pékin», «près de Pékin», «la cour d'appel de Paris»: the city."""
    if governor.pos_ == "VERB" and governor.dep_ in {"acl", "amod", "xcomp"} and governor.head.pos_ == "NOUN":
        governor = governor.head
    if governor.pos_ == "VERB" and noun_class(governor) is None:
        before = _before_case(head)
        if not before or before[0].pos_ != "NOUN":
            return sense(governor, "source-verb") == "actor"
        governor = before[0]
    local = any(child.lower_.startswith(LOCAL) for child in governor.rights)
    return not (
        local
        or any(_is_name(word) for word in (governor, *_before_case(head)))
        or _is_near(head)
        or any(is_place_noun(word) for word in (governor, _completed(governor), _described(governor)))
    )


def _is_name(noun: Token) -> bool:
    """Tell whether a noun has the capital of a name, not that of a sentence or heading, or an acronym: «(INSS)»."""
    if noun.text == ")":
        return True
    if not noun.text[:1].isupper() or not noun.i or (noun.pos_ != "PROPN" and noun_class(noun) is not None):
        return False
    before = noun.nbor(-1)
    return before.pos_ in {"DET", "ADP", "PROPN"} or (before.is_title and not before.is_sent_start)


def _completed(noun: Token) -> Token:
    """Return the noun that a bare complement belongs to: «cour» for «d'appel», «heure» for «en voiture»."""
    bare = noun.dep_ == "nmod" and case(noun) in BARE_CASES and determiner(noun) is None
    return noun.head if bare else noun


def _described(adjective: Token) -> Token:
    """Return the noun of an adjective that «de» completes: «ville» for «proche»."""
    return adjective.head if adjective.pos_ == "ADJ" and adjective.dep_ == "amod" else adjective


def _is_near(head: Token) -> bool:
    """Tell whether a preposition of several words says where: «près de», «au large de»."""
    return any("place" in {sense(word, "preposition"), sense(word, "noun")} for word in _before_case(head))


def _before_case(head: Token) -> list[Token]:
    """Return the word before the preposition of a noun, none at the start of a text."""
    first = next((child.i for child in head.lefts if child.dep_ == "case"), 0)
    return [head.doc[first - 1]] if first else []


def _leads_somewhere(governor: Token, preposition: str) -> bool:
    """Tell whether one goes there: «un vol pour Paris», «la route entre Alep et Damas», «l'offensive sur Tripoli»."""
    return "place" in {sense(governor, f"{preposition}-governor"), sense(governor, "way")}


def _receives(head: Token, governor: Token) -> bool:
    """«reproche à Washington», «face à Moscou»: the state; «arrivé à Moscou», «l'ambassade à Kiev»: the city."""
    verbs = any(token.pos_ in {"AUX", "VERB"} for token in head.doc[governor.i + 1 : head.i])
    if sense(governor, "governor") == "actor" and not verbs and not _is_adverbial(governor):
        return True
    dative = governor.pos_ == "VERB" and sense(governor, "dative-verb") == "actor" and not _sends_somebody(governor)
    return dative and head.dep_ in {"obl:arg", "iobj", "obl:mod", "obj"}


def _is_adverbial(noun: Token) -> bool:
    """Tell whether a noun says how something is done: «condamné en appel à Paris»."""
    return noun.pos_ == "NOUN" and noun.i > 0 and noun.nbor(-1).lower_ == "en"


def _sends_somebody(verb: Token) -> bool:
    """Tell whether somebody is sent somewhere: «le volontaire, envoyé à Niamey», not «un message envoyé à Kiev»."""
    if verb.lemma_ not in SENDING:
        return False
    sent = [child for child in verb.children if child.dep_ in {"obj", "nsubj:pass"}]
    if verb.dep_ == "xcomp":
        sent += [child for child in verb.head.lefts if child.dep_ == "nsubj"]
    sent += [verb.head] if verb.dep_ == "acl" else []
    if not sent and _is_passive(verb):
        return True
    return any(child.pos_ == "PROPN" or noun_class(child) is not None for child in sent)


def is_venue(name: Token) -> bool:
    """Tell whether somebody is received at a palace, or it is one: «reçu à la Maison Blanche», «la cour du Kremlin»."""
    if case(name) in OF:
        return sense(name.head, "venue-noun") == "place"
    return case(name) in {"à", "au", "dans"} and sense(name.head, "venue-verb") == "place"

"""A mention's head -> whether it is the subject of its clause, as the parser says or as the order of words shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EntityType
from kg.phrases import case, determiner, noun_class

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.resolve.state import Node

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
OBJECTS = frozenset({"obj", "iobj", "obl:arg"})
SOURCES = frozenset({"selon", "pour"})
NAMES = frozenset({"appos", "flat:name", "flat:foreign"})
SUBORDINATE = frozenset({"acl:relcl", "acl", "advcl", "ccomp"})
#: relations of a phrase without preposition that the parser takes for no subject: «X, elle, est restée prudente»
LOOSE = frozenset({"obl:mod", "dislocated", "dep", "parataxis"})
CLITICS = frozenset({"l'", "le", "la", "les", "lui", "n'", "ne", "s'", "se", "y"})
ONE = frozenset({"un", "une", "l'un", "l'une"})


def is_subject(name: Token, node: Node) -> bool:
    """Tell whether somebody or something is what its clause is about."""
    head = whole(name)
    if head.dep_ in SUBJECTS:
        return True
    if node.type is not EntityType.PERSON:
        return False
    if _is_inverted(name) or _is_inverted(head) or case(head) in SOURCES:
        return True
    after_verb = head.head.pos_ == "VERB" and head.head.i < head.i
    if (head.dep_ in LOOSE and not case(head) and not after_verb) or _begins_clause(name):
        return True
    # «Même ton chez le ministre X.»: a sentence without verb has no subject, nor has «Il faut se tourner vers X.»
    sentence = head.sent
    if any(child.dep_ == "expl:subj" for child in sentence.root.lefts):
        return True
    return not any(t.pos_ in {"VERB", "AUX"} for t in sentence)


def is_object(name: Token) -> bool:
    """Tell whether somebody is what the verb before is done to: «il a critiqué X pour avoir menti»."""
    return name.dep_ in OBJECTS


def is_passing(name: Token) -> bool:
    """Tell whether a subject is one beside the main one: in a clause inside the sentence, or after «par»."""
    head = whole(name)
    if head.dep_ == "obl:agent":
        return True
    verb = head.head
    while verb.dep_ in {"conj", "xcomp", "aux", "cop"} and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ in SUBORDINATE


def is_around(head: Token, token: Token) -> bool:
    """Tell whether a pronoun stands inside the clause of a subject: «X dit que des soldats ont fui parce qu'ils…»."""
    verb = whole(head).head
    return verb.i != token.head.i and head.sent == token.sent and verb.is_ancestor(token)


def is_inside(token: Token) -> bool:
    """Tell whether a pronoun stands in a clause inside its sentence: «la réponse de M. X, qu'il a qualifiée de…»."""
    verb = token.head.head if token.head.dep_.startswith("aux") else token.head
    return verb.dep_ in SUBORDINATE and not token.text.startswith("-")


def whole(head: Token) -> Token:
    """Return the head of the phrase that a name stands in: «le président russe | Vladimir Poutine a dit».

    «Un de ses porte-parole, X» is one of them, and X; «l'épouse du maire, X,» is the wife.
    """
    aside = head.dep_ == "appos" and head.i > 1 and head.pos_ == "PROPN" and head.left_edge.nbor(-1).text == ","
    while head.head.i < head.i and (head.dep_ in NAMES or (head.dep_ == "nmod" and (aside or head.head.lower_ in ONE))):
        head = head.head
    return _described(head)


def _described(name: Token) -> Token:
    """Return the noun that a name stands right after, where a preposition governs both: «A son ami X, il a dit»."""
    noun = name.nbor(-1) if name.i and name.pos_ == "PROPN" and name.dep_ == "nsubj" else name
    beside = noun.pos_ == "NOUN" and noun.head.i == name.head.i and case(noun)
    kind = noun_class(noun) if beside else None
    return noun if kind is not None and kind.type is EntityType.PERSON else name


def _begins_clause(name: Token) -> bool:
    """Tell whether a name after a comma has a finite verb after it that has no other subject.

    «Après le vote de la loi, X a redit…», «Après l'attaque, un de leurs chefs, X, a menacé…»
    """
    doc, end = name.doc, name.i + 1
    if name.pos_ != "PROPN" or not name.i or name.nbor(-1).text != ",":
        return False
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    end += end < len(doc) and doc[end].text == ","
    while end < len(doc) and doc[end].lower_ in CLITICS:
        end += 1
    if end >= len(doc) or "Fin" not in doc[end].morph.get("VerbForm", []):
        return False
    verb = doc[end].head if doc[end].dep_.startswith(("aux", "cop")) else doc[end]
    return not any(child.dep_ in SUBJECTS or child.dep_ == "expl:subj" for child in verb.lefts)


def _is_inverted(head: Token) -> bool:
    """Tell whether somebody follows a verb of speech: «…, note X»; the verb may be taken for a noun."""
    start = head.left_edge.i
    while start < head.i and head.doc[start].text in {",", '"', "»"}:
        start += 1
    verb = head.doc[start - 1] if start > 1 else head
    # «, accusant X de mentir» has another subject
    if verb.pos_ not in {"VERB", "NOUN"} or determiner(verb) is not None or verb.lower_.endswith("ant"):
        return False
    first = verb.i - 1
    while first and head.doc[first].pos_ in {"AUX", "ADV"}:
        first -= 1
    return head.doc[first].text == ","

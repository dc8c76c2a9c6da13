"""A possessive -> whose: the subject of the clause around it, or whom an infinitive or a participle is said of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EntityType
from kg.phrases import case, noun_class, number, object_control

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
SEVERAL = frozenset({"leur", "leurs"})
#: how many clauses around it a possessive may look through
DEPTH = 6
#: who owns what follows, even where nothing more is known of them
OWNERS = frozenset({EntityType.PERSON, EntityType.GROUP, EntityType.ARMED_FORCE})


def owners(token: Token) -> list[Token]:
    """Return the heads of the phrases that a possessive may refer back or, from before its clause, forward to.

    «Après son départ, X a parlé» means X; «le maire, critiqué pour sa lenteur» the mayor; «X presse Y d'ouvrir ses
    frontières» those of Y.
    """
    child, verb = token, token.head
    for _ in range(DEPTH):
        found = _subject(verb, child, token)
        if found is not None and found.i != token.head.i:
            return [found]
        if verb.head.i == verb.i:
            return []
        if said := _said_of(verb, token):
            return said
        child, verb = verb, verb.head
    return []


def owns(subject: Token, count: str) -> bool:
    """Tell whether a subject of whom nothing is known owns what follows: «les joueurs ont salué leurs partisans»."""
    noun = noun_class(subject)
    if subject.pos_ != "NOUN":
        return False
    return number(subject) == count and (count == "Plur" or (noun is not None and noun.type in OWNERS))


def _subject(verb: Token, child: Token, token: Token) -> Token | None:
    """Return the subject of a verb before a possessive, or after the phrase that begins its sentence."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None or subject.i < token.i:
        return subject
    begins = (
        token.lower_ not in SEVERAL
        and child.dep_.startswith(("obl", "advcl"))
        and child.left_edge.i == verb.left_edge.i
    )
    return subject if begins and child.right_edge.i < subject.i < verb.i else None


def _said_of(verb: Token, token: Token) -> list[Token]:
    """Return of whom a participle or an infinitive is said that has no subject of its own."""
    above, form = verb.head, verb.morph.get("VerbForm", [])
    if verb.dep_ == "acl" and "Part" in form and "Past" in verb.morph.get("Tense", []):
        agents = [c for c in verb.children if c.dep_ == "obl:agent" and c.i < token.i]
        return [above, *agents] if verb.nbor(-1).text != "," else agents
    if verb.dep_ == "xcomp" and "Inf" in form and above.lemma_ in object_control():
        # the parser may take a name after the verb for a second subject
        asked = [c for c in above.children if c.dep_ in {"obj", "iobj"} or (c.dep_ == "nsubj" and c.i > above.i)]
        return asked[:1] or [c for c in above.children if case(c) in {"à", "au", "aux"}][:1]
    return []

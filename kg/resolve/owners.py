"""A possessive -> whose: the subject of the clause around it, or whom an infinitive or a participle is said of."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import lexicon
from kg.model import EntityType
from kg.phrases import case, noun_class, number, object_control

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
SEVERAL = frozenset({"leur", "leurs"})
#: how many clauses around it a possessive may look through
DEPTH = 6
#: what opens a phrase before its clause: «Lors de sa visite, X…», «Tout en menant ses opérations, X…»
OPENING = frozenset({"après", "avant", "dans", "depuis", "dès", "durant", "en", "lors", "pendant", "pour"})
#: how many words such a phrase may take, on both sides of a possessive
REACH = 10
OF = frozenset({"de", "d'", "du", "des"})
#: what ties a phrase to a deed rather than to a thing: «le retour de X après son élection»
WITHIN = frozenset({"après", "avant", "dans", "depuis", "durant", "lors", "pendant", "pour"})
#: who owns what follows, even where nothing more is known of them
OWNERS = frozenset({EntityType.PERSON, EntityType.GROUP, EntityType.ARMED_FORCE})


def owners(token: Token) -> list[Token]:
    """Return the heads of the phrases that a possessive may refer back or, from before its clause, forward to.

    «Après son départ, X a parlé» means X; «le maire, critiqué pour sa lenteur» the mayor; «X presse Y d'ouvrir ses
    frontières» those of Y.
    """
    if (following := _subject_after(token)) is not None:
        return [following]
    child, verb = token, token.head
    for _ in range(DEPTH):
        found = _subject(verb, child, token)
        if found is not None and found.i != token.head.i:
            return [found]
        if verb.head.i == verb.i:
            return []
        if said := _said_of(verb, token) or _within(verb, token) or _helped(verb, token):
            return said
        child, verb = verb, verb.head
    return []


def owns(subject: Token, count: str) -> bool:
    """Tell whether a subject of whom nothing is known owns what follows: «les joueurs ont salué leurs partisans»."""
    noun = noun_class(subject)
    if subject.pos_ != "NOUN":
        return False
    return number(subject) == count and (count == "Plur" or (noun is not None and noun.type in OWNERS))


def _subject_after(token: Token) -> Token | None:
    """Return the subject that follows right behind the phrase before the clause, wherever the parser hung that."""
    doc, sent = token.doc, token.sent
    before = [word for word in doc[max(sent.start, token.i - REACH) : token.i] if word.lower_ in OPENING]
    opening = before[0] if before and token.lower_ not in SEVERAL else None
    if opening is None or not (opening.i == sent.start or _may_open(opening)):
        return None
    for word in doc[token.i + 1 : min(token.i + REACH, sent.end - 1)]:
        if word.text == ",":
            subject = next((c for c in doc[word.i + 1 : sent.end] if c.dep_ in SUBJECTS), None)
            return subject if subject is not None and subject.left_edge.i == word.i + 1 else None
        if word.dep_ in SUBJECTS:
            return None
    return None


def _may_open(word: Token) -> bool:
    """Tell whether a clause may begin with a word: «Le mois dernier, lors de», «Tout en menant»."""
    before = word.nbor(-1)
    first = word.doc[word.sent.start : word.i]
    return not any(t.pos_ in {"VERB", "AUX"} or t.dep_ in SUBJECTS for t in first) and (
        before.is_punct or before.lower_ in {"tout", "peu", "juste"}
    )


def _within(noun: Token, token: Token) -> list[Token]:
    """Return whose the noun is on which the phrase of a possessive hangs.

    «l'arrestation de X et sa libération», «l'échec des rebelles dans leur offensive».
    """
    joined = noun.dep_ == "conj" or (noun.dep_ == "nmod" and case(noun) in WITHIN)
    if not joined or noun.head.pos_ != "NOUN" or token.i < noun.head.i:
        return []
    return [c for c in noun.head.children if c.dep_ == "nmod" and c.i < noun.left_edge.i and case(c) in OF][:1]


def _helped(phrase: Token, token: Token) -> list[Token]:
    """«La Russie aide le régime dans sa guerre»: it is the war of who is helped."""
    verb = phrase.head
    if not phrase.dep_.startswith("obl") or case(phrase) != "dans" or verb.lemma_ not in _helping():
        return []
    return [c for c in verb.children if c.dep_ == "obj" and c.i < token.i][:1]


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


@cache
def _helping() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("word_uses") if row["use"] == "helping")

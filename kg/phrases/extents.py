"""The head of a noun phrase -> its extent in the text: determiner, adjectives and complements, no apposition."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge.gazetteer import gazetteer
from kg.knowledge.tables import lexicon
from kg.phrases.heads import MARKS, OF, SIDES, case, determiner, is_direction, is_finite, noun_class, number, possessive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

INSIDE = frozenset({"amod", "flat:name", "flat:foreign", "flat", "fixed", "compound", "nummod", "nmod"})
BEFORE = frozenset({"det", "amod", "nummod", "advmod"})
COMPLEMENT_CASES = frozenset({"de", "du", "des", "d'", "d’", "à", "a", "au", "aux", "en", "pour", "auprès", "chargé"})
#: who is nobody «à»: what follows is where or to whom he speaks
NOT_AT = frozenset(
    {"chef", "cheffe", "dirigeant", "homologue", "opposition", "président", "présidente", "roi", "équipe"}
)
#: how the adjectives begin that «à» completes: «les forces fidèles au général X»
LOYAL = ("loyal", "fidèle", "favorable", "rallié", "dévoué", "hostile", "opposé")
#: what makes a place of what follows: «20 personnes | à travers le pays»
THROUGH = "travers"
SINGLE = frozenset({"un", "une"})
#: adverbs that make a place of what follows: «des soldats | près du marché»
AROUND = frozenset({"près", "loin", "lors", "autour", "hors"})


def extent(head: Token) -> tuple[int, int]:
    """Return the first token and the end of the phrase of a head: determiner, adjectives, complements; no apposition.

    A complement with «de», «à», «en», «pour» belongs to it; relative clauses, participles and coordination do not.
    """
    start = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ in BEFORE and child.i == start - 1 and child.dep_ != "advmod":
            start = child.left_edge.i if child.dep_ == "amod" else child.i
    end = _cut(head, _name_end(head, phrase_end(head)))
    return start, end + 1 if end < len(head.doc) and _agrees(head, head.doc[end]) else end


def _agrees(head: Token, word: Token) -> bool:
    """Tell whether the adjective after a phrase is its own: «des habitants et élus | locaux».

    The parser hangs it on the noun before, with which it may not agree, or takes a nation's for a participle or a name.
    """
    if word.pos_ not in {"ADJ", "PROPN"} or not word.text.islower():
        return False
    mine, own = number(head), word.morph.get("Number", [])
    if own and mine and own[0] != mine:
        return False
    if any(entry.sense == "adjective" for entry in gazetteer().find(word.text)):
        return word.i == head.i + 1 or word.head.i in {head.i, head.head.i}
    if word.dep_ != "amod" or word.head.i != head.head.i or not own:
        return False
    return head.dep_ == "conj" or (head.dep_ == "nmod" and number(head.head) not in {"", own[0]})


def core(head: Token) -> Span:
    """Return the phrase of a head without its article: «haut responsable américain»."""
    start, end = extent(head)
    article = determiner(head)
    return head.doc[article.i + 1 if article is not None and start <= article.i < head.i else start : end]


def phrase_end(head: Token) -> int:
    """Return the end of the phrase of a head (excluded)."""
    end = head.i + 1
    for child in head.rights:
        if child.dep_ not in INSIDE or child.left_edge.i != end or _is_apposed_name(child):
            if child.i >= end:
                break
            continue
        if child.dep_ == "nmod":
            if not _completes(child) or _is_left(head, child) or _belongs_elsewhere(head, child):
                break
            end = phrase_end(child)
        else:
            end = phrase_end(child) if child.dep_ == "amod" else child.right_edge.i + 1
    return end


def _name_end(head: Token, end: int) -> int:
    """Return the end of an institution's name with the second of its tasks: «le Centre de contrôle | et de prévention».

    What it works against belongs to its name too: «l'Institut de recherche | contre le cancer».
    """
    doc = head.doc
    if not head.is_title or end < head.i + 3 or end + 2 >= len(doc):
        return end
    task = doc[end + 1 if (both := doc[end].lower_ == "et" and doc[end + 1].lower_ in OF) else end].head
    if not (both or doc[end].lower_ == "contre") or task.pos_ != "NOUN" or not head.i <= task.head.i < end:
        return end
    return phrase_end(task)


def _cut(head: Token, end: int) -> int:
    """Return where a phrase ends that goes no further than its clause and quotation, and not inside a word.

    The parser may hang what follows on it: «l'association X | juge que …», «le député des Alpes | -Maritimes»,
    «les juristes | comme un recul», «le porte-parole | en montrant la carte».
    """
    if end == head.i + 1:
        return end
    doc = head.doc
    marks = [token.i for token in doc[head.i + 1 : end] if token.text in MARKS]
    if len(marks) % 2:
        end = end + 1 if end < len(doc) and doc[end].text in MARKS else marks[0]
    end = next((token.i for token in doc[head.i + 1 : end] if is_finite(token) or _leaves(token)), end)
    while end > head.i + 1 and (doc[end - 1].pos_ in {"ADP", "DET", "CCONJ"} or _governs(doc, end)):
        end -= 1
    if end == head.i + 1:
        return end
    while end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].ent_type_ == "LOC" and doc[end].is_title:
        end += 1
    while end + 1 < len(doc) and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_):
        end += 2
    return end


def _leaves(token: Token) -> bool:
    """Tell whether a word begins what is said of a phrase: a comparison or a gerund with its «en».

    The parser takes «en participant» for a preposition and its noun now and then.
    """
    gerund = token.i + 1 < len(token.doc) and token.nbor().text.islower() and token.nbor().text.endswith("ant")
    return token.lower_ == "comme" or (token.lower_ == "en" and gerund)


def _governs(doc: Doc, end: int) -> bool:
    """Tell whether a phrase ends in an adjective with a complement of its own: «l'envoyé | présent à l'audience»."""
    return doc[end - 1].lower_ in _governing() and end < len(doc) and doc[end].pos_ == "ADP"


@cache
def _governing() -> frozenset[str]:
    """Return the adjectives that say where somebody is or what something is about, by what follows them."""
    return frozenset(row["word"] for row in lexicon("word_uses") if row["use"] == "governing")


def _completes(noun: Token) -> bool:
    """Tell whether a noun is a complement, not somebody spoken to: «le directeur du port | aux journalistes»."""
    preposition = case(noun)
    if noun.left_edge.lower_ in AROUND or (preposition == "pour" and not _is_aim(noun)):
        return False
    if noun.left_edge.i < noun.i and noun.left_edge.nbor().lower_ == THROUGH:
        return False
    if preposition not in COMPLEMENT_CASES:
        return noun.lower_.startswith(SIDES)
    if preposition not in {"à", "au", "aux"}:
        return True
    if any(child.dep_ == "det" and child.lower_ in {"un", "une", "des"} for child in noun.lefts):
        return False
    known = noun_class(noun)
    return noun.lower_ not in _adjuncts() and (known is None or known.kind not in {"individual", "group"})


def _is_aim(noun: Token) -> bool:
    """Tell whether «pour» says what people stand for: «militants pour la paix», not «libérés | pour Noël»."""
    head = noun.head
    return number(head) == "Sing" or (possessive(noun) is None and noun.text.islower())


def _belongs_elsewhere(head: Token, noun: Token) -> bool:
    """Tell whether what looks like a complement is one of the verb or noun before the phrase.

    A name takes no further complement («libérer l'Irak | des occupants»), nor a nation's body that has its nation
    («l'adoption par le parlement italien | d'une loi»); an army or a chief is not «à» («l'armée | à Lyon»).
    """
    known, preposition = noun_class(head), case(noun)
    national = known is not None and bool(known.canonical)
    if preposition in {"à", "au", "aux"}:
        loyal = noun.doc[noun.left_edge.i - 1].lower_.startswith(LOYAL)
        return not loyal and (national or head.lemma_ in NOT_AT or (known is not None and known.kind == "force"))
    if preposition not in OF or not noun.text.islower() or is_direction(noun):
        return False
    if noun.lower_ == "nom" or (head.pos_ == "PROPN" and head.dep_ == "nmod"):
        return preposition in {"du", "des"}
    other = noun_class(noun)
    single = any(child.lower_ in SINGLE for child in noun.lefts)
    people = other is not None and other.kind in {"office", "individual"}
    if people and case(head) == "par" and (national or (single and number(head) == "Plur")):
        return True
    if not national or not any(child.dep_ == "amod" and child.i < noun.i for child in head.rights):
        return False
    return case(head) == "par" or any("Definite=Ind" in str(child.morph) for child in noun.lefts)


def _is_left(head: Token, noun: Token) -> bool:
    """Tell whether a noun is what somebody's country leaves or joins: «retirer son pays | du traité»."""
    left = possessive(head) is not None and case(noun) in OF and determiner(noun) is not None
    return left and (known := noun_class(head)) is not None and known.kind == "state"


@cache
def _adjuncts() -> frozenset[str]:
    """Return the nouns of circumstances of speech: «au sujet de», «à l'issue de»."""
    return frozenset(row["noun"] for row in lexicon("adjunct_nouns"))


def _is_apposed_name(child: Token) -> bool:
    """Tell whether a name only follows the noun that it hangs on: «le ministre Jean-Marc Ayrault».

    Inside a complement it belongs to the phrase: «les soldats de l'opération Barkhane».
    """
    noun = child.head
    if child.pos_ != "PROPN" or not child.dep_.startswith("flat") or noun.text.endswith("."):
        return False
    if noun.pos_ == "NOUN" and noun.dep_ != "nmod":
        return True
    return child.ent_type_ == "PER" and noun.ent_type_ != "PER"

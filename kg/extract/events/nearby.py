"""A word that names an event -> the complements that follow it in its clause, whatever the parser hung them on.

The parser often hangs «avec X», «contre X» or «à Genève» on a date, a name or a participle in between.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract.dates import WEEKDAYS
from kg.extract.events.complements import INSIDE, complements
from kg.extract.events.lexicon import speaking, triggers
from kg.extract.events.relatives import RELATIVE
from kg.extract.events.scene import Scene
from kg.extract.modality import support_verbs
from kg.extract.syntax import conjuncts
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 20
#: how far from the first of two the second may be
NEAR = 9
#: prepositions that go with too many words to say more than their neighbour
VAGUE = frozenset({"de", "sur"})
CLAUSES = RELATIVE | {"dont", "où", "lorsque", "quand", "alors", "tandis", "mais", "car", "si", "pour", "afin"}
CLAUSES |= {"après", "avant", "depuis", "selon", "malgré", "dès"}
HOLDERS = frozenset({"office", "diplomat", "staff", "body"})
ENDS = frozenset({":", ";", "(", ")", ".", "?", "!", "–", "—", "-", "\n"})
#: with these a sentence says first where it happens; the relations of its main words
FRONTED = frozenset({"à", "a", "au", "aux", "en"})
MAIN = frozenset({"ROOT", "nsubj", "nsubj:pass", "obj", "conj"})
CONTRACTED = {"au": "à", "aux": "à", "a": "à"}


def following(
    scene: Scene, token: Token, ahead: list[Token], cases: frozenset[str], classes: frozenset[str]
) -> list[Token]:
    """Return the nouns of some classes behind one of the prepositions between a word and the end of its clause.

    Only the first phrase counts: «imposées par Washington après la décision prise par X».
    """
    asked = cases - VAGUE
    firsts = _first_words(asked)
    for word in ahead:
        if word.lower_ in CLAUSES and word.lower_ not in cases:
            break
        if word.lower_ not in firsts:
            continue
        index = word.i
        length = 0 if _is_spoken(token, index) else _preposition(token, index, asked)
        head = _head(scene, token, index + length) if length else None
        if head is not None and classes & scene.classes(head):
            return _with_others(scene, head, both=token.doc[index].lower_ == "entre")
    return []


def fronted(scene: Scene, token: Token) -> Token | None:
    """Return the place with which the sentence begins, for what its main clause tells: «A Alger, la marche a réuni»."""
    sentence = token.sent
    first = sentence[0]
    if first.lower_ not in FRONTED or token.dep_ not in MAIN or (token.dep_ != "ROOT" and token.head.dep_ != "ROOT"):
        return None
    if token.pos_ == "NOUN" and token.dep_ == "obj" and token.head.lemma_ in speaking():
        # «A Alger, le ministre a condamné l'attaque»
        return None
    head = _head(scene, token, first.i + 1)
    span = scene.spans.names.get(head.i) if head is not None else None
    closed = span is not None and span.end < sentence.end and token.doc[span.end].text == ","
    return head if head is not None and closed and "place" in scene.classes(head) else None


def on_trip(scene: Scene, token: Token) -> list[Token]:
    """Return where somebody travels meanwhile: «un accord signé lors d'une visite à Pékin»."""
    doc = token.doc
    for word in doc[token.i + 1 : min(token.i + REACH, token.sent.end)]:
        if word.text in ENDS or word.text == "," or word.lower_ in CLAUSES or _is_verb(word):
            break
        if word.lemma_ in words("trip"):
            meanwhile = {t.lower_ for t in doc[word.i - 3 : word.i]} & words("meanwhile")
            return [c for c in complements(scene, word, INSIDE) if c.i in scene.spans.names] if meanwhile else []
    return []


def beside_holder(scene: Scene, place: Token) -> bool:
    """Tell whether a place says where somebody holds an office: «l'ambassadeur russe à Washington»."""
    start = scene.spans.names[place.i].start if place.i in scene.spans.names else place.i
    for word in reversed(place.doc[max(start - 5, 0) : start]):
        if word.pos_ in {"NOUN", "PROPN"}:
            return bool(scene.classes(word) & HOLDERS)
        if word.pos_ not in {"ADJ", "ADP", "DET"}:
            return False
    return False


def clause_ahead(_scene: Scene, token: Token) -> list[Token]:
    """Return the tokens behind a word up to the next verb, event or comma."""
    ahead: list[Token] = []
    for word in token.doc[token.i + 1 : min(token.i + REACH, token.sent.end)]:
        if word.text in ENDS or _is_verb(word) or _is_event(word) or (word.text == "," and not _dated(word)):
            break
        ahead.append(word)
    return ahead


def _is_verb(word: Token) -> bool:
    """Tell whether a verb begins another clause: «aura lieu», «s'est tenu», «menée» go with the noun before them."""
    if word.pos_ not in {"VERB", "AUX"}:
        return False
    verb = word.head if word.pos_ == "AUX" and "VerbForm=Fin" in str(word.morph) else word
    if verb.lemma_ in support_verbs("occurs") or (verb.lemma_ in support_verbs("does") and verb is not word):
        return False
    return word.pos_ == "AUX" or "Tense=Past" not in str(word.morph) or "VerbForm=Fin" in str(word.morph)


def _is_event(word: Token) -> bool:
    return word.pos_ == "NOUN" and ("noun", word.lemma_) in triggers()


def _dated(comma: Token) -> bool:
    """«une rencontre, mardi à Paris»: a date may stand between commas."""
    following = comma.doc[comma.i + 1 : comma.i + 3]
    before = comma.doc[comma.i - 1]
    return any(t.lower_ in WEEKDAYS for t in following) or before.lower_ in WEEKDAYS


def _preposition(token: Token, index: int, cases: frozenset[str]) -> int:
    """Return of how many words the preposition that begins at ``index`` is, none if it is not asked for."""
    doc = token.doc
    for length in (3, 2, 1):
        text = doc[index : index + length].text.lower().replace("’", "'")
        if text in cases or CONTRACTED.get(text) in cases:
            return length
    return 0


def _is_spoken(token: Token, index: int) -> bool:
    """«l'attaque condamnée mardi par Paris», «subie par la ville», «le scrutin remporté par X»: they do not do it."""
    if token.doc[index].lower_ != "par":
        return False
    verbs = [word for word in token.doc[token.i + 1 : index] if word.pos_ == "VERB"]
    return bool(verbs) and (verbs[-1].lemma_ in speaking() or verbs[-1].lemma_ in words("undergone"))


@cache
def _first_words(cases: frozenset[str]) -> frozenset[str]:
    """Return the words with which the prepositions begin, contracted ones included («à l'encontre de», «au»)."""
    firsts = {case.split()[0] for case in cases} | {short for short, long in CONTRACTED.items() if long in cases}
    return frozenset(firsts)


def _head(scene: Scene, token: Token, index: int) -> Token | None:
    """Return the noun or name that follows a preposition, its article and adjectives skipped."""
    for word in token.doc[index : min(index + 5, token.sent.end)]:
        span = scene.spans.names.get(word.i)
        if span is not None:
            return word.doc[span.start : span.end].root
        if word.pos_ in {"NOUN", "PROPN"}:
            return word
        article = word.i == index and word.lower_ in {"de", "d'", "d’", "du", "des"}
        if not article and (word.pos_ not in {"DET", "ADJ", "NUM", "PUNCT"} or word.text == ","):
            return None
    return None


def _with_others(scene: Scene, head: Token, *, both: bool) -> list[Token]:
    """Return a noun and what is coordinated with it; «entre» takes two, which the parser may not see."""
    found = [one for one in conjuncts(head) if one.pos_ in {"NOUN", "PROPN"}]
    if not both or len(found) > 1:
        return found
    for word in head.doc[head.i + 1 : min(head.i + NEAR, head.sent.end)]:
        if word.lower_ == "et":
            second = _head(scene, head, word.i + 1)
            return found if second is None else [*found, second]
        if word.text == "," or _is_verb(word):
            break
    return found

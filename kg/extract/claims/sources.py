"""A cue -> the phrases of those who speak: subject, inverted subject, agent, antecedent; ranked, never a thing or a date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.claims.conjugation import Shape
from kg.extract.claims.cues import Cue
from kg.extract.claims.lexicon import words
from kg.extract.claims.view import View
from kg.extract.syntax import conjuncts, reference
from kg.model import Form, Reference

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:caus", "expl:subj")
NOMINAL = ("NOUN", "PROPN", "PRON", "X", "NUM", "ADJ")
RELATIVE = frozenset({"qui", "lequel", "laquelle", "lesquels", "lesquelles"})
IMPERSONAL = frozenset(
    ["ce", "c'", "cela", "ça", "ceci", "que", "qu'", "dont", "où", "quoi", "rien", "se", "s'", "on", "-on"]
)


def references(view: View, heads: list[int]) -> tuple[Reference, ...]:
    """Return the references of phrases by their heads."""
    return tuple(_reference(view, view.token(head)) for head in heads)


def _reference(view: View, head: Token) -> Reference:
    found = reference(view.document, head)
    if head.pos_ in ("X", "ADV", "ADJ", "VERB") and head.is_title and head.i > view.sentence(head.i)[0]:
        return replace(found, form=Form.NAME)
    return found


def source_heads(view: View, cue: Cue, *, inverted: bool, earlier: list[tuple[Cue, list[int]]]) -> list[int]:
    """Return the heads of the source's phrases, empty if unknown.

    ``inverted`` tells that the content stands before the cue; ``earlier`` are the cues before this one with their sources.
    """
    if cue.passive:
        return _agent(view, cue)
    if cue.clitic is not None:
        return [cue.clitic] if view.word(cue.clitic) != "-on" else []
    if inverted:
        return _after(view, cue)
    if cue.shape is Shape.FINITE and not cue.shared:
        return _subject(view, cue)
    return _borrowed(view, cue, earlier)


def _coordinated(view: View, head: Token) -> list[int]:
    return [token.i for token in conjuncts(head) if token.pos_ in NOMINAL and not view.time(token.i)]


def _speaks(view: View, token: Token) -> bool:
    """Tell whether a token may head the phrase of a speaker."""
    if token.pos_ not in NOMINAL and not token.is_title:
        return False
    if token.lower_ in IMPERSONAL or view.time(token.i):
        return False
    return token.pos_ == "PROPN" or token.lemma_.lower() not in words("not_speakers", "noun")


def _agent(view: View, cue: Cue) -> list[int]:
    for index in range(cue.head + 1, min(cue.head + 14, view.size)):
        if view.word(index) == "par":
            head = view.token(index).head
            if head.i < index:
                head = _phrase_head(view, index + 1) or head
            return _coordinated(view, head) if head.i > index and _speaks(view, head) else []
    return []


def _after(view: View, cue: Cue) -> list[int]:
    """Return the subject after an inverted verb: the first noun phrase without preposition."""
    position = cue.end
    _, end = view.sentence(cue.head)
    while position < end:
        token = view.token(position)
        if (token.is_title and token.pos_ not in ("ADP", "DET", "ADV")) or token.pos_ in (
            "NOUN",
            "PROPN",
            "PRON",
            "DET",
            "X",
        ):
            head = _phrase_head(view, position)
            if head is None:
                return []
            if not view.time(head.i) and not _in_adjunct(view, position, cue.end):
                return _coordinated(view, head) if _speaks(view, head) else []
            position = max(head.i, position)
        elif token.text == "." or view.finite(position):
            return []
        position += 1
    return []


def _in_adjunct(view: View, position: int, start: int) -> bool:
    """Tell whether a phrase stands behind a preposition: «à l'AFP», «dans un communiqué»."""
    before = position - 1
    while before >= start and view.pos(before) in ("DET", "ADJ", "NUM"):
        before -= 1
    return before >= start and (
        view.pos(before) == "ADP" or view.word(before) in ("lors", "auprès", "du", "au", "aux", "des")
    )


def _phrase_head(view: View, position: int) -> Token | None:
    """Return the head of the noun phrase that begins at a token."""
    for index in range(position, min(position + 6, view.size)):
        token = view.token(index)
        if token.pos_ in ("NOUN", "PROPN", "PRON", "X") or (token.is_title and token.pos_ not in ("DET", "ADP")):
            while token.head.i != token.i and position <= token.head.i < token.i and token.head.pos_ in NOMINAL:
                token = token.head
            if token.dep_.startswith("flat") and token.head.i >= position:
                token = token.head
            return token
        if token.pos_ not in ("DET", "ADJ", "NUM", "ADV", "PUNCT") and index not in view.marks:
            return None
    return None


def _subject(view: View, cue: Cue) -> list[int]:
    first, _ = view.sentence(cue.head)
    verbs = [view.token(cue.head)]
    if cue.auxiliary is not None:
        verbs.append(view.token(cue.auxiliary))
    verbs += [view.token(i) for i in range(cue.head + 1, cue.end)]
    for verb in verbs:
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS and first <= c.i < cue.start]
        for subject in reversed(subjects):
            if subject.lower_ in RELATIVE:
                return _antecedent(view, subject)
            if _speaks(view, subject) and not _preposed(view, subject):
                return _coordinated(view, subject)
    return _linear_subject(view, cue.start, first)


def _preposed(view: View, token: Token) -> bool:
    return any(c.dep_ == "case" for c in token.children)


def _antecedent(view: View, relative: Token) -> list[int]:
    verb = relative.head
    while verb.dep_ not in ("acl:relcl", "ROOT") and verb.head.i != verb.i:
        verb = verb.head
    head = verb.head if verb.dep_ == "acl:relcl" else None
    position = relative.i - 1
    if view.word(position) == ",":
        position -= 1
    if head is None or head.i > relative.i or not _speaks(view, head):
        head = _left_head(view, position)
    return [head.i] if head is not None and _speaks(view, head) else []


def _left_head(view: View, position: int) -> Token | None:
    """Return the head of the noun phrase that ends at a token."""
    for index in range(position, max(position - 6, -1), -1):
        token = view.token(index)
        if token.pos_ in ("NOUN", "PROPN", "X"):
            while token.dep_ in ("flat:name", "flat:foreign", "nmod", "appos", "conj") and token.head.i < token.i:
                token = token.head
            return token
    return None


def _linear_subject(view: View, start: int, first: int) -> list[int]:
    """Return the subject that the parser has missed: the noun phrase without preposition nearest to the clause's start."""
    position = start - 1
    if view.word(position) in RELATIVE:
        head = _left_head(view, position - (2 if view.word(position - 1) == "," else 1))
        return [head.i] if head is not None and _speaks(view, head) else []
    begin = _clause_start(view, start, first)
    for index in range(begin, start):
        token = view.token(index)
        if token.pos_ not in ("NOUN", "PROPN", "PRON", "X") and not (token.is_title and index > begin):
            continue
        if (
            view.word(index) in ("n'", "ne", "se", "s'")
            or view.time(index)
            or (token.head.i < token.i and token.head.i >= begin and token.dep_ not in SUBJECTS)
        ):
            continue
        if _in_adjunct(view, index, begin) or not _speaks(view, token):
            continue
        return _coordinated(view, token)
    return []


def _clause_start(view: View, start: int, first: int) -> int:
    for index in range(start - 1, first, -1):
        if view.word(index) in (";", ":", "que", "qu'", "où", "dont", "alors", "tandis", "mais"):
            return index + 1
        if view.finite(index):
            later = next((i for i in range(index, start) if view.word(i) in (",", "et")), None)
            if later is not None and not _inside_relative(view, index, first):
                return later + 1
    return first


def _inside_relative(view: View, index: int, first: int) -> bool:
    return any(view.word(i) in (*RELATIVE, "dont", "où") for i in range(max(first, index - 6), index))


def _borrowed(view: View, cue: Cue, earlier: list[tuple[Cue, list[int]]]) -> list[int]:
    """Return the source of a participle, gerund or infinitive: its own subject, else that of the clause it belongs to."""
    first, end = view.sentence(cue.head)
    if cue.shape is Shape.GERUND and (own := _own_subject(view, cue)):
        return own
    same = [heads for known, heads in earlier if first <= known.head < cue.head]
    verb = view.token(cue.head)
    for _ in range(4):
        if verb.head.i == verb.i:
            break
        verb = verb.head
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.i >= first and c.i < max(cue.start, verb.i)]
        if verb.pos_ in ("VERB", "AUX", "ADJ", "NOUN") and subjects and not any(k.head == verb.i for k, _ in earlier):
            subject = subjects[-1]
            if subject.lower_ in RELATIVE:
                return _antecedent(view, subject)
            if _speaks(view, subject):
                return _coordinated(view, subject)
    if same:
        return same[-1]
    if cue.start - first <= 3:
        return _later_subject(view, cue, end)
    return _linear_subject(view, cue.start, first)


def _own_subject(view: View, cue: Cue) -> list[int]:
    """Return the noun phrase right before a participle: «, le Kremlin démentant…», «un communiqué annonçant…»."""
    verb = view.token(cue.head)
    own = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < cue.start and view.word(c.i) not in RELATIVE]
    if own and _speaks(view, own[-1]) and own[-1].pos_ != "PRON":
        return _coordinated(view, own[-1])
    if view.word(cue.start - 1) == "," or view.word(cue.start) in ("en", "tout"):
        return []
    head = _left_head(view, cue.start - 1)
    return [head.i] if head is not None and _speaks(view, head) and cue.start - head.i < 4 else []


def _later_subject(view: View, cue: Cue, end: int) -> list[int]:
    """Return the subject of the clause after a gerund that opens the sentence: «Confirmant son départ, le ministre a…»."""
    comma = next((i for i in range(cue.end, end) if view.word(i) == ","), None)
    if comma is None:
        return []
    head = _phrase_head(view, comma + 1)
    return _coordinated(view, head) if head is not None and _speaks(view, head) else []

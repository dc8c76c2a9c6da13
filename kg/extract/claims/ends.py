"""Where a content that begins after its cue ends: before the next speech clause and the journalist's own asides."""

from __future__ import annotations

from kg.extract.claims.conjugation import Shape
from kg.extract.claims.cues import Cue
from kg.extract.claims.lexicon import verbs, words
from kg.extract.claims.view import CLITIC_SUBJECTS, FINAL, HAVE, View

RELATIVES = frozenset(
    ["qui", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles", "duquel", "desquels", "auquel", "auxquels"]
)
SUBORDINATORS = RELATIVES | frozenset(
    ["que", "qu'", "si", "s'", "lorsque", "lorsqu'", "quand", "comme", "puisque", "puisqu'", "car"]
)
COORDINATORS = frozenset(["et", "mais", "puis", "ou"])


def clause_end(view: View, start: int, cue: Cue) -> int:
    """Return the end of a clause or infinitive that is the content of ``cue``."""
    return _trim(view, start, _scan(view, start, cue, nominal=view.infinitive(start)))


def noun_end(view: View, start: int, cue: Cue) -> int:
    """Return the end of a nominal content: before the first finite verb that is not in a relative clause."""
    return _trim(view, start, _scan(view, start, cue, nominal=True))


def sentence_end(view: View, start: int) -> int:
    """Return the end of a sentence without its final mark and without white space."""
    return _trim(view, start, view.sentence(start)[1])


def _scan(view: View, start: int, cue: Cue, *, nominal: bool) -> int:
    end = view.sentence(cue.head)[1]
    index = start
    while index < end:
        if quotation := view.quotation[index]:
            index = max(quotation.end, index + 1)
            continue
        if (
            view.word(index) == ";"
            or _leaves(view, start, index, cue, end)
            or (nominal and _new_clause(view, start, index, cue))
        ):
            return index
        index += 1
    return end


def _leaves(view: View, start: int, index: int, cue: Cue, end: int) -> bool:
    """Tell whether the content ends before ``index``."""
    word, following = view.word(index), view.word(index + 1)
    if word == "tout" and following == "en":
        return True
    if word == ",":
        return _aside(view, index, end) or _speech_clause(view, index + 1, cue)
    if word in COORDINATORS and index > start + 1:
        return _coordinated_cue(view, index + 1, cue)
    return False


def _aside(view: View, comma: int, end: int) -> bool:
    """Tell whether an aside of the journalist follows a comma."""
    first, second = view.word(comma + 1), view.word(comma + 2)
    if (
        first in words("asides")
        or f"{first} {second}" in words("asides")
        or f"{first} {second} {view.word(comma + 3)}" in words("asides")
    ):
        return True
    rest = range(comma + 1, end)
    if any(i in view.marks for i in rest):
        return False
    if first in RELATIVES:
        return not any(view.word(i) == "," for i in rest)
    if first in ("un", "une") and view.pos(comma + 2) in ("NOUN", "ADJ"):
        return not any(view.word(i) == "," or (view.finite(i) and view.word(i - 1) not in RELATIVES) for i in rest)
    return False


def _speech_clause(view: View, index: int, cue: Cue) -> bool:
    """Tell whether a participle or an inverted clause of speech begins: «, soulignant», «, a-t-il dit», «, rapporte X»."""
    while view.word(index) in ("en", "tout", "se", "s'") or view.pos(index) == "ADV":
        index += 1
    shapes = {shape for _, shape in verbs().get(view.word(index), ())}
    if Shape.GERUND in shapes and view.pos(index) in ("VERB", "AUX"):
        return True
    if view.word(index) in HAVE and (
        view.word(index + 1) in CLITIC_SUBJECTS | {"-t"} or view.word(index + 1) in verbs()
    ):
        return True
    return (
        Shape.FINITE in shapes and view.pos(index) == "VERB" and view.pos(index + 1) in ("DET", "PROPN", "PRON", "NOUN")
    )


def _coordinated_cue(view: View, index: int, cue: Cue) -> bool:
    """Tell whether a verb of speech in the cue's own tense follows: «a salué l'accord et a appelé», «affirme … et accuse»."""
    while view.pos(index) == "ADV" or view.word(index) in ("se", "s'", ","):
        index += 1
    if cue.auxiliary is not None:
        same = view.word(index) == view.word(cue.auxiliary) and any(
            w in verbs() for w in view.low[index + 1 : index + 5]
        )
        shapes = {shape for _, shape in verbs().get(view.word(index), ())}
        bare = Shape.PARTICIPLE in shapes and view.pos(index) == "VERB" and view.pos(index - 1) != "DET"
        return same or bare
    shapes = {shape for _, shape in verbs().get(view.word(index), ())}
    return cue.shape in shapes and view.pos(index) == "VERB"


def _new_clause(view: View, start: int, index: int, cue: Cue) -> bool:
    """Tell whether after a nominal content a clause of its own begins at a comma or coordinator."""
    if view.word(index) not in COORDINATORS | {","} or index <= start:
        return False
    position = index + 1
    while view.word(position) in COORDINATORS or view.pos(position) == "ADV":
        position += 1
    for later in range(position, min(position + 12, view.size)):
        if view.word(later) in SUBORDINATORS or view.word(later) in (",", ";", ".") or view.quotation[later]:
            return False
        if view.finite(later):
            return True
    return False


def _trim(view: View, start: int, end: int) -> int:
    """Return the end without white space and final punctuation; a closing mark stays."""
    while end > start + 1:
        last = end - 1
        if view.doc[last].is_space or (
            last not in view.marks and view.word(last) in (*FINAL, ",", ";", ":", "-", "–", "et", "mais")
        ):
            end -= 1
        else:
            break
    return end

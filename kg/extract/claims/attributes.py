"""A cue and where its object begins -> the object with what is said of it, as one content.

«a jugé l'arrestation "inadmissible"», «présente Untel comme un sage», «a qualifié Untel de "menteur"».
"""

from __future__ import annotations

from kg.extract.claims.cues import Cue
from kg.extract.claims.ends import noun_end
from kg.extract.claims.function_words import CONTRACTED, DE, OF, QUE, RELATIVES
from kg.extract.claims.span import Span
from kg.extract.claims.view import View

LONGEST_OBJECT = 25
LONGEST_JUDGED = 18
#: what links an object and what is said of it: «rend Untel responsable de…»
LINKS = ("comme", "à", "responsable")
#: so many words after «comme» or «à» are the quotation marks that a frame may need
NEAR = 9


def judged(view: View, cue: Cue, position: int, end: int) -> Span | None:
    """Return «l'arrestation "inadmissible"», «l'Alliance en état de "mort"»: an object with a quoted attribute."""
    for index in range(position + 1, min(position + LONGEST_JUDGED, end) if cue.entry.takes("attr") else position):
        if view.finite(index):
            return None
        if view.opens(index):
            bare = view.pos(index - 1) in ("NOUN", "PROPN", "ADJ", "ADV") or view.infinitive(index - 1)
            return _whole(view, cue, position, index) if bare or "en" in view.low[position:index] else None
    return None


def likened(view: View, cue: Cue, position: int, end: int) -> Span | None:
    """Return «Untel comme un sage», «Untel à un rat»: an object and what somebody compares it with."""
    frames = {word: frame for word in LINKS if (frame := cue.entry.takes("obj+" + word))}
    for index in range(position + 1, min(position + LONGEST_OBJECT, end) if frames else position):
        if view.quotation[index]:
            continue
        if view.finite(index):
            return None
        word = CONTRACTED.get(view.word(index), view.word(index)).removesuffix("s")
        if (frame := frames.get(word)) and (word != "responsable" or view.word(index + 1) in OF):
            near = range(index, min(index + NEAR, end))
            said = frame == "yes" or any(i in view.marks for i in near)
            return _whole(view, cue, position, index + 1) if said else None
    return None


def likeness_end(view: View, cue: Cue, position: int) -> int:
    """Return the end of «comme un allié»: a verb ends it («ceux que X décrit comme fous | sont»)."""
    end = noun_end(view, position, cue)
    inner = next((i for i in range(position, end) if view.word(i) in RELATIVES | QUE), end)
    return next((i for i in range(position + 1, inner) if view.finite(i) and not view.quotation[i]), end)


def predicated(view: View, cue: Cue, position: int, end: int) -> Span | None:
    """Return «Untel de "menteur"», «les contestataires de voyous»: an object and what it is called."""
    bare: int | None = None
    for index in range(position + 1, min(position + LONGEST_OBJECT, end)):
        if view.finite(index):
            break
        if view.word(index) not in DE:
            continue
        if view.opens(index + 1) or view.pos(index + 1) == "ADJ":
            return _whole(view, cue, position, index + 1)
        if view.pos(index + 1) == "NOUN":
            # the last noun without article
            bare = index + 1
    return _whole(view, cue, position, bare) if bare is not None else None


def _whole(view: View, cue: Cue, start: int, attribute: int) -> Span:
    return Span(((start, noun_end(view, attribute, cue)),))

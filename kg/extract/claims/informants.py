"""A cue without a speaker of its own -> from whom the news comes: «a-t-on appris auprès du parquet»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.claims.cues import Cue
from kg.extract.claims.function_words import DE, OF, QUE
from kg.extract.claims.speakers import head_after, is_agent
from kg.extract.claims.view import View

if TYPE_CHECKING:
    from spacy.tokens import Token

FARTHEST = 16
#: the nouns of «de source judiciaire»
SOURCES = frozenset(["source", "sources"])
#: before the body where somebody unnamed speaks: «indique-t-on à la présidence»; a place has no article («à Oslo»)
WHERE = frozenset(["au", "aux"])
ARTICLES = frozenset(["la", "l'"])


def informants(view: View, cue: Cue) -> list[int]:
    """Return the head of whom something is learnt from or of the body where «on» speaks, empty if unsaid."""
    learnt = cue.entry.takes("from") is not None
    _, stop = view.sentence(cue.head)
    for index in range(cue.end, min(cue.end + FARTHEST, stop)):
        if view.finite(index) or view.opens(index) or view.word(index) in QUE | {":", ";"}:
            return []
        head = _told_by(view, index) or (None if learnt else _speaking_at(view, index))
        if head is not None:
            return [head.i]
    return []


def _told_by(view: View, index: int) -> Token | None:
    """Return who is named by «de source…», «auprès de…», «du côté de…»."""
    word = view.word(index)
    if word in DE:
        near = range(index + 1, index + 3)
        return next((view.token(i) for i in near if view.word(i) in SOURCES), None)
    if word == "des" and view.word(index + 1) in SOURCES:
        return view.token(index + 1)
    if (word == "auprès" or view.low[index - 1 : index + 1] == ["du", "côté"]) and view.word(index + 1) in OF:
        head = head_after(view, index + 1 + (view.word(index + 1) != "des"))
        return head if head is not None and is_agent(view, head) else None
    return None


def _speaking_at(view: View, index: int) -> Token | None:
    """Return the body in which «on» speaks: «à l'Elysée», «au ministère», «dans l'entourage de X»."""
    word = view.word(index)
    if not (word in WHERE or (word in ("à", "dans") and view.word(index + 1) in ARTICLES)):
        return None
    head = head_after(view, index + 1)
    silent = head is None or view.named_outlet(head.i) or not (head.pos_ == "NOUN" or view.named(head.i))
    return None if silent or head is None or not is_agent(view, head) else head

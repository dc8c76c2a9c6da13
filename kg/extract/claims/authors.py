"""A document or figure as source -> the heads of who made it: «un bilan établi par l'AFP», «le rapport de l'ONU»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.claims.coordination import coordinated
from kg.extract.claims.function_words import OF, function
from kg.extract.claims.speakers import head_after, is_agent
from kg.extract.claims.view import View

if TYPE_CHECKING:
    from spacy.tokens import Token

#: what somebody has made and speaks for: «selon les estimations de l'ONU»
MADE = function("made")
#: who has read a document has not made it: «un rapport consulté par l'AFP»
SEEN = function("seen")
LONGEST_PARTICIPLE = 8


def author(view: View, head: Token) -> list[int]:
    """Return the heads of whose a document or figure is, or by whom it was made, empty if its phrase does not say."""
    if head.lemma_.lower() not in MADE and head.lower_ not in MADE:
        # who proposes a resolution or a bill does not speak in it
        return []
    return _owner(view, head) or _maker(view, head)


def _owner(view: View, head: Token) -> list[int]:
    index = head.i + 1
    while view.pos(index) == "ADJ":
        index += 1
    if view.word(index) not in OF:
        return []
    owner = head_after(view, index + 1)
    return coordinated(view, owner) if owner is not None and is_agent(view, owner) else []


def _maker(view: View, head: Token) -> list[int]:
    _, stop = view.sentence(head.i)
    for index in range(head.i + 1, min(head.i + LONGEST_PARTICIPLE, stop)):
        if view.word(index) == "par" and view.word(index - 1) not in SEEN:
            maker = head_after(view, index + 1)
            return coordinated(view, maker) if maker is not None and is_agent(view, maker) else []
        if view.word(index) in (",", ".") or view.finite(index):
            break
    return []

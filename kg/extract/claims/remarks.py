"""A comma in a content -> whether the journalist's own remark begins there: «, sans évoquer X», «, l'un des…»."""

from __future__ import annotations

from kg.extract.claims.function_words import COORDINATORS, QUE, RELATIVES, SUBORDINATORS
from kg.extract.claims.lexicon import asides, verbs
from kg.extract.claims.view import View

ONE = (["l'", "un", "des"], ["l'", "une", "des"])


def begins_aside(view: View, start: int, comma: int, last: int, *, nominal: bool) -> bool:
    """Tell whether an aside of the journalist follows a comma of the content from ``start`` to ``last``."""
    following = view.low[comma + 1 : comma + 4]
    if any(" ".join(following[:n]) in asides(nominal=nominal) for n in (1, 2, 3)) or _leaves_unsaid(following):
        return True
    rest = range(comma + 1, last)
    if any(i in view.marks for i in rest):
        return False
    described = nominal and view.word(comma + 1) in QUE and view.pos(comma - 1) in ("NOUN", "PROPN")
    if view.word(comma + 1) in RELATIVES or described:
        # «des soldats décédés, dont les treize morts au Mali» goes on with a list
        listed = view.word(comma + 1) == "dont" and not any(view.finite(i) for i in rest)
        return not listed and not any(view.word(i) == "," for i in rest)
    one = view.word(comma + 1) in ("un", "une") and view.pos(comma + 2) in ("NOUN", "ADJ")
    if one or following in ONE:
        return not has_main_verb(view, comma + 1, last)
    bare = view.pos(comma + 1) in ("NOUN", "ADJ") and nominal
    if not bare or any(view.word(i) in COORDINATORS | {","} for i in [*range(start, comma), *rest]):
        return False
    return not has_main_verb(view, comma + 1, last)


def _leaves_unsaid(words: list[str]) -> bool:
    """Tell whether the words begin what somebody does not say: «sans évoquer l'épidémie»."""
    return words[:1] == ["sans"] and any(word in verbs() and word.endswith(("er", "ir", "re")) for word in words)


def has_main_verb(view: View, start: int, last: int) -> bool:
    """Tell whether more finite verbs than subordinating words stand between two tokens."""
    finite = sum(view.finite(i) for i in range(start, last))
    return finite > sum(view.word(i) in SUBORDINATORS for i in range(start, last))

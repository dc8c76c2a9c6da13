"""A comma or dash in a content -> whether the journalist's remark begins there: «, sans évoquer X», «- même si…»."""

from __future__ import annotations

from kg.extract.claims.function_words import COORDINATORS, DASHES, QUE, RELATIVES, SUBORDINATORS
from kg.extract.claims.lexicon import asides, verbs
from kg.extract.claims.view import View

ONE = (["l'", "un", "des"], ["l'", "une", "des"])

#: what somebody may go on with as well as the journalist
CIRCUMSTANCES = frozenset(["alors", "après", "avant"])


def quoted_on(view: View, start: int, last: int) -> bool:
    """Tell whether the source goes on in words of its own: more than a name is quoted before any verb of speech."""
    for index in range(start, last):
        if view.quotation[index]:
            return view.quoted(index)
        if view.word(index) in verbs():
            return False
    return False


def after_dash(view: View, start: int, dash: int, last: int) -> bool:
    """Tell whether a remark follows a content's only dash: «être "un Etat de droit" - même si la justice…»."""
    if view.word(dash) not in DASHES or not (view.doc[dash - 1].whitespace_ and view.doc[dash].whitespace_):
        return False
    alone = not any(view.word(i) in DASHES for i in range(start, last) if i != dash)
    return alone and not any(i in view.marks for i in range(dash + 1, last))


def begins_aside(view: View, start: int, comma: int, last: int, *, nominal: bool) -> bool:
    """Tell whether an aside of the journalist follows a comma of the content from ``start`` to ``last``."""
    following = view.low[comma + 1 : comma + 4]
    if any(" ".join(following[:n]) in asides(nominal=nominal) for n in (1, 2, 3)) or _leaves_unsaid(following):
        return following[0] not in CIRCUMSTANCES or not quoted_on(view, comma + 1, last)
    rest = range(comma + 1, last)
    one = view.word(comma + 1) in ("un", "une") and view.pos(comma + 2) in ("NOUN", "ADJ")
    one = one or following in ONE
    relative = view.word(comma + 1) in RELATIVES or _pied_piped(view, comma + 1)
    if any(i in view.marks for i in rest) and not ((one or relative) and _others_words(view, rest)):
        return False
    described = nominal and view.word(comma + 1) in QUE and view.pos(comma - 1) in ("NOUN", "PROPN")
    if relative or described:
        # «des soldats décédés, dont les treize morts au Mali» goes on with a list
        listed = view.word(comma + 1) == "dont" and not any(view.finite(i) for i in rest)
        return not listed and not any(view.word(i) == "," for i in rest)
    if one:
        return not has_main_verb(view, comma + 1, last)
    bare = view.pos(comma + 1) in ("NOUN", "ADJ") and (nominal or view.closes(comma - 1) is not None)
    if not bare or any(view.word(i) in COORDINATORS | {","} for i in [*range(start, comma), *rest]):
        return False
    return not has_main_verb(view, comma + 1, last)


def _others_words(view: View, rest: range) -> bool:
    """Tell whether a verb of speech comes before any quotation: «, un vote qualifié de "farce" par l'opposition»."""
    return next((not view.quotation[i] for i in rest if view.quotation[i] or view.word(i) in verbs()), False)


def _pied_piped(view: View, index: int) -> bool:
    """Tell whether a relative clause begins with a preposition: «, avec lequel…», «, auprès de qui…»."""
    return view.pos(index) == "ADP" and any(view.word(i) in RELATIVES for i in (index + 1, index + 2))


def _leaves_unsaid(words: list[str]) -> bool:
    """Tell whether the words begin what somebody does not say: «sans évoquer l'épidémie»."""
    return words[:1] == ["sans"] and any(word in verbs() and word.endswith(("er", "ir", "re")) for word in words)


def has_main_verb(view: View, start: int, last: int) -> bool:
    """Tell whether more finite verbs than subordinating words stand between two tokens."""
    finite = sum(view.finite(i) for i in range(start, last))
    return finite > sum(view.word(i) in SUBORDINATORS for i in range(start, last))

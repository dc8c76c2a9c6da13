"""A token of a content -> the end of what is set off there and after which the clause goes on.

«le bilan -- 300 morts, dont dix soldats -- aurait pu…», «l'émir (né en 1961, au pouvoir depuis) a dit…», «il
organiserait, au cours de la semaine, une conférence».
"""

from __future__ import annotations

from kg.extract.claims.function_words import CLITICS, DASHES
from kg.extract.claims.view import View

LONGEST = 45
LONGEST_PHRASE = 14
#: what may stand for the complement that a verb still lacks
COMPLEMENTS = frozenset(["DET", "NOUN", "PROPN", "PRON", "NUM"])


def past_set_off(view: View, index: int, last: int, *, nominal: bool) -> int:
    """Return the end of what is set off at a token before ``last``, the token itself if the clause does not go on.

    After a ``nominal`` content dashes set off the journalist's own remark, with which he goes on.
    """
    word = view.word(index)
    if word == ",":
        return _past_phrase(view, index, last)
    if nominal:
        return index
    if word == "(":
        return view.past_parenthesis(index, min(index + LONGEST, last))
    if word not in DASHES and word != "--":
        return index
    pair = word == "--" or bool(view.doc[index - 1].whitespace_)
    ends = range(index + 2, min(index + LONGEST, last - 1)) if pair else ()
    close = next((i for i in ends if view.word(i) == word and not view.quotation[i]), index)
    return close + 1 if close > index else index


def resumes(view: View, comma: int, last: int) -> bool:
    """Tell whether a verb comes right after the phrase between two commas: «la trêve, fragile, a tenu»."""
    for index in range(comma + 1, min(comma + LONGEST_PHRASE, last - 1)):
        if view.word(index) == ",":
            verb = index + 1
            while view.word(verb) in CLITICS:
                verb += 1
            return view.finite(verb)
        if view.finite(index) or view.quotation[index]:
            return False
    return False


def _past_phrase(view: View, comma: int, last: int) -> int:
    """Return where a verb's complement begins that an adjunct separates from it: «vouloir, …, arriver»."""
    before = comma - 1
    if not (view.finite(before) or view.infinitive(before)):
        return comma
    for index in range(comma + 2, min(comma + LONGEST_PHRASE, last - 1)):
        if view.finite(index) or view.quotation[index]:
            break
        if view.word(index) == ",":
            goes_on = view.pos(index + 1) in COMPLEMENTS or view.infinitive(index + 1) or view.opens(index + 1)
            return index + 1 if goes_on else comma
    return comma

"""Where the phrase of a source begins -> the comma that ends it, appositions and relative clauses included."""

from __future__ import annotations

from kg.extract.claims.function_words import DE, OF, TITLES
from kg.extract.claims.speakers import head_after, is_person
from kg.extract.claims.view import View


def closing_comma(view: View, start: int, stop: int) -> int | None:
    """Return the comma that ends the source's phrase: one before which no apposition or relative clause goes on."""
    depth = 0
    for index in range(start, stop):
        word = view.word(index)
        depth += {"(": 1, ")": -1}.get(word, 0)
        if word == "," and depth == 0:
            following = view.pos(index + 1)
            relative = view.word(index + 1) in ("qui", "dont", "cité", "citée", "cités", "publié", "publiée")
            later = any(view.word(i) == "," for i in range(index + 1, stop))
            if view.word(index + 1)[:1].isdigit() and view.word(index + 2) != "ans":
                # the tagger takes a number for anything: «D'après M. Berg, 9.397 des malades ont quitté l'hôpital»
                return index
            apposed = later and following in ("NOUN", "ADJ") and not view.named(index + 1)
            apposed = apposed or (later and (belongs(view, index + 1) or _graded(view, index + 1)))
            apposed = apposed or _apposed_name(view, start, index + 1) or _apposed_before_quotation(view, index, stop)
            if not relative and not apposed and following != "VERB":
                return index
    return None


def belongs(view: View, index: int) -> bool:
    """Tell whether the body follows that somebody is of: «Selon Mme Berg, de l'université d'Oslo, …»."""
    article = view.word(index) in DE and view.word(index + 1) in ("l'", "la")
    return (article or view.word(index) == "du") and view.pos(index + 1 + article) in ("NOUN", "PROPN", "X")


def _graded(view: View, index: int) -> bool:
    """Tell whether an adverb and an adjective describe somebody: «Selon Mme Berg, très engagée contre la loi, …»."""
    described = view.pos(index + 1) in ("ADJ", "VERB") and not view.finite(index + 1)
    return view.pos(index) == "ADV" and described and view.pos(index + 2) == "ADP"


def _apposed_before_quotation(view: View, comma: int, stop: int) -> bool:
    """Tell whether an apposition follows a comma, and a quotation that: «Selon X, de l'Institut, un club, "…"»."""
    if view.word(comma + 1) not in ("un", "une"):
        return False
    later = next((i for i in range(comma + 1, stop) if view.word(i) == "," or view.finite(i)), None)
    return later is not None and view.word(later) == "," and view.opens(later + 1) is not None


def _apposed_name(view: View, start: int, index: int) -> bool:
    """Tell whether a person's name between commas follows an office or «l'un d'eux»: «Selon X, Jens Hansen, …»."""
    head = head_after(view, start)
    one = head is not None and head.lower_ in ("un", "une") and view.word(head.i + 1) in OF
    if (
        head is None
        or not (one or (head.pos_ == "NOUN" and is_person(head)))
        or any(view.named_person(i) for i in range(start, index))
    ):
        return False
    end = index
    while (view.pos(end) in ("PROPN", "X") or view.named_person(end)) and not view.time(end):
        end += 1
    listed = view.pos(end + 1) == "PROPN" or view.word(end + 1) in TITLES
    return end - index > 1 and view.word(end) == "," and not listed

"""A sentence with quoted words but no cue, after a claim -> whether the source goes on: «La trêve "ne tient plus"»."""

from __future__ import annotations

from kg.document import Quotation
from kg.extract.claims.build import Draft
from kg.extract.claims.function_words import BE, DASHES, FIRST_PERSON, PERSONAL
from kg.extract.claims.lexicon import words
from kg.extract.claims.speakers import is_agent
from kg.extract.claims.subjects import subject_of
from kg.extract.claims.view import View


def goes_on(view: View, quotation: Quotation, last: Draft, sentence: range) -> bool:
    """Tell whether who has just been quoted is quoted again in a sentence about things.

    A sentence about somebody else tells rather what that one says or does: «Le ministre refuse "de reculer d'un pas"».
    """
    inside = range(quotation.inner_start, quotation.inner_end)
    partial = not quotation.masked and not view.doc[inside.start].is_title and view.quoted(inside.start)
    quoted = any(view.quotation[i] for start, end in last.span.parts for i in range(start, end))
    if not partial or not (quoted or any(view.word(i) in FIRST_PERSON for i in inside)):
        return False
    if not any(view.pos(i) in ("VERB", "AUX") for i in inside):
        return False
    if _is_described(view, quotation):
        return True
    verbs = [i for i in sentence if view.finite(i) and view.quotation[i] is None]
    subjects = [head for verb in verbs for head in subject_of(view, verb, sentence.start)]
    return not any(_speaks(view, head) for head in subjects)


def _is_described(view: View, quotation: Quotation) -> bool:
    """Tell whether quoted words say what somebody is or does: «Ils sont "à bout de force"», «Le général "a fui"»."""
    before = quotation.start - 1
    while view.pos(before) == "ADV":
        before -= 1
    subject = view.pos(before) in ("NOUN", "PROPN", "PRON") or view.word(before) in DASHES | {","}
    return (subject and view.finite(quotation.inner_start)) or (view.word(before) in BE and view.finite(before))


def _speaks(view: View, head: int) -> bool:
    """Tell whether a subject may be who is quoted: somebody, or words of somebody else («Un appel a été lancé»)."""
    token = view.token(head)
    return view.word(head) in PERSONAL or is_agent(view, token) or token.lemma_.lower() in words("cues_nouns", "noun")

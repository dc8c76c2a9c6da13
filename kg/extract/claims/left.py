"""An inverted speech clause -> the content before it: «A», a déclaré X · La réunion aura lieu jeudi, a précisé X."""

from __future__ import annotations

from kg.document import Quotation
from kg.extract.claims.conjugation import Shape
from kg.extract.claims.cues import Cue
from kg.extract.claims.ends import sentence_end
from kg.extract.claims.function_words import (
    BULLETS,
    COORDINATORS,
    DASHES,
    EUPHONIC,
    OPENERS,
    QUE,
    RELATIVES,
    SUBORDINATORS,
)
from kg.extract.claims.lexicon import words
from kg.extract.claims.span import Span
from kg.extract.claims.speakers import head_after, is_agent, may_speak, plural_after
from kg.extract.claims.view import View
from kg.phrases import number

#: what leaves a clause unfinished before «, a-t-il dit, …»
DANGLING = RELATIVES | QUE | frozenset(["et", "mais", "afin"])
#: what may stand before a subject: «a-t-elle», «le ministre lui-même»
SKIPPED = EUPHONIC | frozenset(["même", "quant"])
SEPARATORS = DASHES | frozenset([","])
LEAST_SENTENCE = 6
#: how many words a speech clause may have between the two parts of a quotation
LONGEST_CLAUSE = 24


def content_before(view: View, cue: Cue) -> Span | None:
    """Return the content before an inverted speech clause, None if the clause is not inverted."""
    if cue.shape is not Shape.FINITE or cue.passive or cue.shared:
        return None
    position = view.skip_back(cue.start - 1)
    if position < 0:
        return None
    first, _ = view.sentence(cue.head)
    comma = view.word(position) in SEPARATORS
    last = view.skip_back(position - 1) if comma else position
    quotation = view.closes(last) if last >= 0 else None
    if quotation is None and (not comma or last < first):
        return None
    if cue.clitic is None and not _is_inverted(view, cue, quotation, comma=comma):
        return None
    if quotation:
        return _quoted(view, cue, quotation, min(first, quotation.start))
    return _unquoted(view, cue, first, last)


def _is_inverted(view: View, cue: Cue, quotation: Quotation | None, *, comma: bool) -> bool:
    """Tell whether a verb stands before its subject; after a quoted sentence and a comma nothing else does."""
    if quotation is None:
        # «Untel, qui, à sa demande, avait établi une liste»: the relative pronoun is the subject
        first = view.sentence(cue.head)[0]
        earlier = next((i for i in range(cue.start - 2, first, -1) if view.word(i) == ","), first)
        sayable = cue.entry.sayable and view.word(earlier - 1) not in RELATIVES
        return sayable and _subject_follows(view, cue, quoted=False)
    # «le "Bobcat", menaçait d'engloutir»: what is no sentence is no speech
    inside = range(quotation.inner_start, quotation.inner_end)
    sentence = quotation.masked or any(view.finite(i) for i in inside)
    adjunct = view.word(quotation.start - 1) in words("prepositions")
    if sentence and comma and len(inside) > LEAST_SENTENCE and not adjunct:
        return True
    return (sentence or cue.entry.sayable) and _subject_follows(view, cue, quoted=True)


def _quoted(view: View, cue: Cue, quotation: Quotation, first: int) -> Span:
    """Return the quotation, or the whole clause that it is part of: «La voie "reste ouverte", a dit X»."""
    first = _after_colon(view, _start(view, first), quotation.end - 1)
    if view.word(first) in OPENERS:
        first += 1
    if quotation.start <= first or _is_sentence(view, quotation, first):
        return with_rest(view, cue.end, quotation.inner_start, quotation.inner_end)
    if view.pos(first) == "DET" and not _has_verb(view, first, quotation.end) and (rest := _after_clause(view, cue)):
        return Span(((first, quotation.end), *rest.parts), inverted=True)
    return with_rest(view, cue.end, first, quotation.end)


def _is_sentence(view: View, quotation: Quotation, first: int) -> bool:
    """Tell whether a quotation is a sentence of its own: after a colon or full stop, or by its capital letter."""
    before = view.skip_back(quotation.start - 1)
    if before >= first and view.word(before) in (":", ".", "!", "?", "…"):
        return True
    start, end = quotation.inner_start, quotation.inner_end
    capital = view.doc[start].text[:1].isupper() and view.pos(start) not in ("PROPN", "X")
    return capital and end - start > LEAST_SENTENCE and any(view.finite(i) for i in range(start, end))


def _unquoted(view: View, cue: Cue, first: int, last: int) -> Span | None:
    first = _after_colon(view, _start(view, first), last)
    if view.word(last) in words("prepositions") or view.word(last) in DANGLING:
        return _after_clause(view, cue)
    if not _has_main_verb(view, first, last + 1):
        if view.pos(first) in ("DET", "PROPN") and (rest := _after_clause(view, cue)):
            return Span(((first, last + 1), *rest.parts), inverted=True)
        if not any(i in view.marks for i in range(first, last + 1)):
            return _after_clause(view, cue)
        if cue.clitic is None and cue.entry.takes("obj") == "yes":
            return None
    return with_rest(view, cue.end, first, last + 1)


def _after_colon(view: View, first: int, last: int) -> int:
    """Return where a clause begins that a journalist's own one announces: «Kiev n'a rien confirmé: A, a-t-il dit»."""
    colon = next((i for i in range(first, last) if view.word(i) == ":" and not view.quotation[i]), None)
    both = colon is not None and _has_verb(view, first, colon) and _has_main_verb(view, colon + 1, last + 1)
    return view.skip(colon + 1) if colon is not None and both else first


def _after_clause(view: View, cue: Cue) -> Span | None:
    """Return the content after a clause that an adverbial precedes: «En outre, dit-il, la voie est ouverte»."""
    _, end = view.sentence(cue.head)
    comma = next((i for i in range(cue.end, min(cue.end + 12, end)) if view.word(i) == ","), None)
    if comma is None or comma + 1 >= end:
        return None
    start = view.skip(comma + 1)
    if view.pos(start) == "NOUN":
        # «En outre, note Anna Berg, analyste à Oslo, la voie est ouverte»: a bare noun is an apposition
        start = next((i + 1 for i in range(start, end - 1) if view.word(i) == ","), start)
    if (quotation := view.opens(start)) and quotation.end + 2 >= end:
        return Span(((quotation.inner_start, quotation.inner_end),), inverted=True)
    return Span(((start, sentence_end(view, start)),), inverted=True) if _has_main_verb(view, start, end) else None


def _start(view: View, first: int) -> int:
    """Return the first word of a sentence, after white space, stray marks and an intertitle between dashes."""
    while view.doc[first].is_space or view.word(first) in BULLETS | {",", "."}:
        first += 1
    if view.word(first) not in DASHES:
        return first
    for index in range(first + 1, min(first + 14, view.size - 1)):
        if view.word(index) in DASHES and (view.doc[index + 1].is_title or view.opens(index + 1)):
            return index + 1
    return first + 1


def _has_main_verb(view: View, first: int, end: int) -> bool:
    """Tell whether a clause stands between two tokens: more finite verbs than subordinating words."""
    verbs = [i for i in range(first, end) if view.finite(i)]
    doubled = sum(view.pos(i) == "AUX" and any(j in verbs for j in (i + 1, i + 2)) for i in verbs)
    return len(verbs) - doubled > sum(_subordinates(view, i, end) for i in range(first, end))


def _has_verb(view: View, first: int, end: int) -> bool:
    return any(view.finite(i) for i in range(first, end))


def _subordinates(view: View, index: int, end: int) -> bool:
    if view.word(index) in QUE | {"dont"} and not any(view.finite(i) for i in range(index + 1, end)):
        # «ne … qu'à un garde», «le même que le leur», «dont sept blessés» begin no clause
        return False
    if view.word(index) == "s'":
        return view.word(index + 1) in ("il", "ils")
    # «en tant que membre» begins no clause
    return view.word(index) in SUBORDINATORS and view.word(index - 1) != "tant"


def _subject_follows(view: View, cue: Cue, *, quoted: bool) -> bool:
    """Tell whether a speaker's noun phrase without preposition follows the verb, adverbs, dates, adjuncts between."""
    position = cue.end
    for _ in range(25):
        position = view.adverbial(view.skip(position))
        if position >= view.size:
            return False
        word, pos = view.word(position), view.pos(position)
        if (pos == "ADV" and not view.doc[position].is_title) or view.time(position) or word in SKIPPED:
            position += 1
        elif pos == "DET" and view.time(position + 1):
            position += 2
        elif plural_after(view, position, cue.end) is not None:
            return not view.quotation[position]
        elif pos == "ADP" or word in words("prepositions"):
            if view.begins_infinitive(position + 1):
                return False
            position = _past_adjunct(view, position)
        elif word == "(":
            position = view.past_parenthesis(position, position + 9)
        elif word == "," and (position > cue.end or view.word(position + 1) in words("prepositions")):
            position += 1
        else:
            return not view.quotation[position] and _is_speaker(view, cue, position, quoted=quoted)
    return False


def _is_speaker(view: View, cue: Cue, position: int, *, quoted: bool) -> bool:
    """Tell whether the phrase after a verb is its subject: it may speak and, without a quotation, is no object."""
    if not quoted and _clause_follows(view, position):
        return False
    nominal = view.pos(position) in ("DET", "NOUN", "PROPN", "PRON", "NUM", "X", "ADJ")
    head = head_after(view, position) if nominal or view.doc[position].is_title else None
    if head is None or not may_speak(view, head):
        return False
    certain = is_agent(view, head) or head.pos_ == "PRON" or _is_of_others(view, cue)
    return quoted or cue.entry.takes("obj") != "yes" or certain


def _is_of_others(view: View, cue: Cue) -> bool:
    """Tell whether the subject before a verb is not its own: «Les élèves restent inquiets, souligne le proviseur»."""
    verb = view.doc[cue.head]
    before = [c for c in verb.head.children if c.dep_ == "nsubj" and c.i < cue.start and c.i != verb.i]
    one = verb.dep_ in ("parataxis", "conj") and verb.morph.get("Number", []) == ["Sing"]
    return one and bool(before) and all(number(subject) == "Plur" for subject in before)


def _clause_follows(view: View, position: int) -> bool:
    """Tell whether «que» comes before any comma: the content follows, so the clause is not inverted."""
    for index in range(position, min(position + 9, view.size)):
        if view.word(index) in (",", "."):
            return False
        if view.word(index) in ("que", "qu'"):
            return True
    return False


def _past_adjunct(view: View, position: int) -> int:
    """Return the end of «à l'AFP», «dans un communiqué», «à des journalistes»."""
    position += 1
    while view.pos(position) in ("DET", "ADJ", "NUM"):
        position += 1
    named = view.pos(position) == "PROPN" or view.word(position) in words("adjunct_nouns", "noun")
    person = view.named_person(position)
    position += 1
    while position < view.size:
        flat = view.doc[position].dep_.startswith("flat") or view.word(position - 1) in words("adjunct_nouns", "noun")
        name = named and flat and view.pos(position) in ("PROPN", "X") and view.named_person(position) == person
        if name or (view.pos(position) == "ADJ" and not view.doc[position].is_title):
            position += 1
        elif view.word(position) in ("de", "d'", "du"):
            position = _past_adjunct(view, position)
        else:
            break
    return position


def with_rest(view: View, cue_end: int, start: int, end: int) -> Span:
    """Return a content with the second part of a broken quotation: «A», a-t-il dit, «B»."""
    parts = [(start, end)]
    _, stop = view.sentence(cue_end - 1)
    for index in range(cue_end, min(cue_end + LONGEST_CLAUSE, stop + 1, view.size)):
        if quotation := view.opens(index):
            before = view.skip_back(index - 1)
            before -= view.word(before) in OPENERS
            parted = view.word(before) in SEPARATORS or view.word(index + 1) in COORDINATORS
            quoted = view.quotation[start] or view.quotation[end - 1] or quotation.masked
            if parted and quoted and not any(view.finite(i) for i in range(cue_end, index)):
                parts.append((quotation.inner_start, quotation.inner_end))
            break
        if view.word(index) in (".", ";", "que", "qu'", ":"):
            break
    return Span(tuple(parts), inverted=True)

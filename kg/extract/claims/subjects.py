"""A finite verb -> the heads of its subject, which stands before it: parsed, or the first noun phrase of its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.claims.coordination import coordinated
from kg.extract.claims.function_words import COORDINATORS, OF, QUE, SUBJECT_RELATIVES, TITLES
from kg.extract.claims.lexicon import words
from kg.extract.claims.speakers import (
    STRONG_PRONOUNS,
    head_after,
    head_before,
    in_adjunct,
    is_agent,
    is_person,
    may_speak,
)
from kg.extract.claims.view import View
from kg.phrases import extent

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:caus", "expl:subj")
#: what opens a clause before the main one: «Si A, X a dit», «Alors que A, X exhorte»
CLAUSES = frozenset(["si", "s'", "lorsque", "lorsqu'", "quand"])
CONTRASTS = frozenset(["alors", "tandis", "bien", "après"])
OTHER_RELATIVES = QUE | frozenset(["dont", "où"])


def subject_of(view: View, verb: int, first: int) -> list[int]:
    """Return the heads of the subject of a finite verb whose clause begins at a token."""
    token = view.token(verb)
    return subject_of_verbs(view, [token, token.head] if token.pos_ == "AUX" else [token], verb, first)


def subject_of_verbs(view: View, verbs: list[Token], start: int, first: int) -> list[int]:
    """Return the heads of the subject of one of several verbs of a group that begins at ``start``."""
    for verb in verbs:
        for subject in reversed(subjects(view, verb, first, start)):
            if subject.lower_ in SUBJECT_RELATIVES:
                return antecedent(view, subject, first)
            if _is_of_relative(view, subject, start):
                continue
            name = _apposed_name(view, subject, first) if subject.pos_ != "PRON" else name_after(view, subject.i, start)
            if name is not None:
                return [name]
            if (later := _name_after_epithet(view, subject, start)) is not None:
                return [later]
            if may_speak(view, subject) and not _has_case(view, subject, first):
                return coordinated(view, subject, before=start)
    return linear_subject(view, start, first)


def subjects(view: View, verb: Token, first: int, end: int) -> list[Token]:
    """Return the subjects that the parser has found for a verb."""
    found = [c for c in verb.children if c.dep_ in SUBJECTS and first <= c.i < end and not view.quoted(c.i)]
    # «l'administration | Berg a dit»: the name belongs to the noun
    bodies = {c.i for c in found if c.pos_ == "NOUN" and not is_person(c)}
    return [c for c in found if c.pos_ != "PROPN" or c.i - 1 not in bodies]


def _is_of_relative(view: View, subject: Token, start: int) -> bool:
    """Tell whether a «subject» is that of a clause before the verb: «X, que des sondages donnent battu, a dit»."""
    if view.word(extent(subject)[0] - 1) not in OTHER_RELATIVES:
        return False
    for index in range(subject.i + 1, start):
        if view.word(index) == "," or view.word(index) in SUBJECT_RELATIVES | OTHER_RELATIVES:
            return False
        if view.finite(index):
            return True
    return False


def _apposed_name(view: View, subject: Token, first: int) -> int | None:
    """Return the name before an apposition taken for the subject: «Untel, numéro un du parti, a dit»."""
    comma = subject.left_edge.i - 1
    bare = subject.pos_ == "NOUN" and not view.named(subject.i) and subject.lower_ not in TITLES
    bare = bare and not any(c.dep_ == "det" for c in subject.children)
    if not bare or comma <= first or view.word(comma) != "," or not view.named_person(comma - 1):
        return None
    head = head_before(view, comma - 1, first)
    return head.i if head is not None else None


def name_after(view: View, pronoun: int, stop: int) -> int | None:
    """Return the name in apposition to a pronoun: «L'un des otages, Jens Hansen, a rendu hommage»."""
    comma = next((i for i in range(pronoun, min(pronoun + 9, stop)) if view.word(i) == ","), None)
    named = comma is not None and view.word(pronoun + 1) in OF and view.named_person(comma + 1)
    return comma + 1 if comma is not None and named else None


def _name_after_epithet(view: View, subject: Token, stop: int) -> int | None:
    """Return who follows a bare noun in apposition: «Grand allié d'Oslo, la Suède a appelé».

    After a comma it may describe a thing: «Reçu à l'hôtel de Brienne, siège du ministère, le chef de l'État a dit».
    """
    start, end = extent(subject)
    first = view.skip(view.sentence(subject.i)[0])
    bare = subject.pos_ == "NOUN" and subject.lower_ not in TITLES and not view.named(subject.i)
    thing = view.word(start - 1) == "," and not is_agent(view, subject)
    if not bare or not (start <= first + 1 or thing) or any(c.dep_ in ("det", "nummod") for c in subject.children):
        return None
    comma = next((i for i in range(subject.i + 1, min(end + 2, stop)) if view.word(i) == ","), stop)
    head = head_after(view, comma + 1) if comma < stop else None
    if head is None or head.i >= stop:
        return None
    return head.i if view.named(head.i) or (thing and is_agent(view, head)) else None


def _has_case(view: View, subject: Token, first: int) -> bool:
    """Tell whether a «subject» stands behind a preposition after all: «Dans le livre, Untel assure»."""
    cases = [c.i for c in subject.children if c.dep_ == "case" and c.i < subject.i]
    return any(in_adjunct(view, i + 1, first) for i in cases) or in_adjunct(view, subject.i, first)


def antecedent(view: View, relative: Token, first: int) -> list[int]:
    """Return the noun that a relative clause describes: the nearest phrase; the name before an apposition."""
    position = relative.i - 1
    if view.word(position) in COORDINATORS:
        return _last_name(view, position, first)
    if view.word(position) in STRONG_PRONOUNS:
        # «lui qui a estimé»
        return [position]
    while view.word(position) == "," or view.closes(position):
        position -= 1
    head = head_before(view, position, first)
    verb = relative.head
    while verb.dep_ != "acl:relcl" and verb.head.i != verb.i:
        verb = verb.head
    parsed = verb.head if verb.dep_ == "acl:relcl" and first <= verb.head.i < relative.i else None
    if parsed is not None and is_agent(view, parsed) and not (head is not None and is_agent(view, head)):
        head = parsed
    described = head is not None and head.dep_ == "appos" and head.pos_ == "NOUN" and head.head.pos_ == "PROPN"
    if head is not None and described and is_agent(view, head.head):
        head = head.head
    if head is None or not may_speak(view, head):
        return []
    several = any("Plur" in t.morph.get("Number", []) for t in (verb, *verb.children) if view.finite(t.i))
    # «Untel et Untel, qui ont défendu»
    return coordinated(view, head) if several and head.pos_ == "PROPN" else [head.i]


def _last_name(view: View, position: int, first: int) -> list[int]:
    """Return the name before the first of two coordinated relative clauses: «Untel, au pouvoir, et qui clame»."""
    for index in range(position, first - 1, -1):
        if view.word(index) == "," and view.named(index - 1):
            head = head_before(view, index - 1, first)
            return [head.i] if head is not None else []
    return []


def linear_subject(view: View, start: int, first: int) -> list[int]:
    """Return the subject that the parser has missed: the first noun phrase without preposition in the clause."""
    before = start - 1
    if view.word(before) in SUBJECT_RELATIVES:
        return antecedent(view, view.token(before), first)
    found: int | None = None
    open_for_new = True
    index = first
    while index < start:
        word = view.word(index)
        if quotation := view.quotation[index]:
            index = max(quotation.end, index + 1)
            continue
        if word == "(":
            index = view.past_parenthesis(index, start)
            continue
        described = view.pos(index - 1) in ("NOUN", "PROPN", "PRON", "ADJ") or (found and view.word(index - 1) == ",")
        if word in QUE and not described:
            # a clause of its own: «alors que X affirme», «a dit que X estime»; «X, que Y soutient, affirme» is none
            found, open_for_new, index = None, True, index + 1
            continue
        if word in SUBJECT_RELATIVES | OTHER_RELATIVES and index > first:
            later = _past_relative(view, index, start)
            # without a verb before, the verb is that of the relative clause: «la base d'où Untel a annoncé»
            found, open_for_new = (found, open_for_new) if later else (None, True)
            index = later or index + 1
            continue
        if view.finite(index) or word in COORDINATORS or word in (";", ":"):
            open_for_new = not view.finite(index)
            found = found if view.finite(index) or word in COORDINATORS else None
        elif found is None and (comma := _past_opening(view, index, first, start)):
            index = comma
            continue
        elif open_for_new and _is_subject(view, index, first):
            found, open_for_new = index, False
        index += 1
    return coordinated(view, view.token(found), before=start) if found is not None else []


def _past_opening(view: View, index: int, first: int, start: int) -> int | None:
    """Return the comma that ends an adjunct, an epithet or a clause with «si» before the subject."""
    if view.word(index) in CLAUSES or (view.word(index) in CONTRASTS and view.word(index + 1) in QUE):
        return _clause_comma(view, index, start)
    if view.word(index) in words("prepositions"):
        return _next_comma(view, index, start)
    # «Europhile convaincu, le ministre insiste»
    bare = index == view.skip(first) and view.pos(index) == "NOUN" and view.token(index).lower_ not in TITLES
    comma = _next_comma(view, index, start) if bare else None
    return comma if comma is not None and view.pos(comma + 1) == "DET" else None


def _next_comma(view: View, index: int, start: int) -> int | None:
    """Return the comma that ends an adjunct before the subject: «Selon le journal, X a…»."""
    for later in range(index, start):
        if view.word(later) == ",":
            return later
        if view.finite(later) or view.quotation[later] or view.word(later) in (":", ";"):
            return None
    return None


def _clause_comma(view: View, index: int, start: int) -> int | None:
    """Return the comma that ends a clause before the subject: «Interrogé pour savoir si A, X a répondu»."""
    verb = next((i for i in range(index, start) if view.finite(i)), start)
    return next((i for i in range(verb, start) if view.word(i) == ","), None)


def _is_subject(view: View, index: int, first: int) -> bool:
    token = view.token(index)
    if token.dep_.startswith("flat") and token.head.i < token.i:
        return False
    if view.word(index - 1) == "," and token.pos_ == "NOUN" and not is_agent(view, token):
        # «à l'hôtel de Brienne, siège du ministère, le chef de l'État a promis»: a bare noun is an apposition
        return False
    return may_speak(view, token) and not in_adjunct(view, index, first)


def _past_relative(view: View, index: int, start: int) -> int | None:
    """Return where a relative clause ends: at the comma after its verb if a comma opened it, else after its verb.

    None if it has no verb before ``start``; «dix pays, dont le Chili, ont» is no clause.
    """
    set_off = "," in (view.word(index - 1), view.word(index - 2))
    verb = next((i for i in range(index + 1, start) if view.finite(i)), None)
    if verb is None and view.word(index) == "dont":
        return next((i + 1 for i in range(index, start) if view.word(i) == ","), None)
    if verb is None:
        return None
    if not set_off:
        return verb + 1
    return next((i + 1 for i in range(verb, start) if view.word(i) == ","), start)

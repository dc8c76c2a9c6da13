"""A cue -> the heads of the phrases of those who speak: subject, inverted subject, agent, antecedent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.claims.conjugation import Shape
from kg.extract.claims.cues import Cue
from kg.extract.claims.function_words import COORDINATORS, DE, OF, QUE, SUBJECT_RELATIVES, TITLES
from kg.extract.claims.lexicon import words
from kg.extract.claims.speakers import (
    coordinated,
    head_after,
    head_before,
    in_adjunct,
    is_agent,
    is_document,
    is_text,
    may_speak,
    past_name,
)
from kg.extract.claims.view import View
from kg.phrases import extent, is_definite

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:caus", "expl:subj")
OTHER_RELATIVES = QUE | frozenset(["dont", "où"])
#: how far back the speaker of «le communiqué» is looked for
LAST_CLAIMS = 4
INDEFINITE = frozenset({"-on", "-t-on"})

Earlier = Sequence[tuple[Cue, list[int]]]


def source_heads(view: View, cue: Cue, *, inverted: bool, earlier: Earlier) -> list[int]:
    """Return the heads of the source's phrases, empty if unknown.

    ``inverted`` tells that the content stands before the cue; ``earlier`` are the cues before it with their sources.
    """
    if cue.passive or cue.urged is not None:
        return [cue.urged] if cue.urged is not None else agent_after(view, cue.head + 1, view.size)
    if cue.clitic is not None:
        return [] if view.word(cue.clitic) in INDEFINITE else [cue.clitic]
    if inverted:
        return _after(view, cue)
    first, end = view.sentence(cue.head)
    if cue.shape is Shape.GERUND and cue.start > first:
        own = _own_subject(view, cue, first)
        if own or _describes_noun(view, cue, first):
            return own
    if cue.shape is Shape.FINITE and not cue.shared and not _coordinated(view, cue):
        return _subject(view, cue, first)
    return _borrowed(view, cue, earlier, first, end)


def issuer(view: View, heads: list[int], earlier: Earlier) -> list[int]:
    """Return who has issued a document that speaks («précise le communiqué»): the last speaker «dans un communiqué»."""
    if len(heads) != 1 or view.token(heads[0]).lemma_.lower() not in words("speaking_documents", "noun"):
        return []
    document = view.token(heads[0])
    if not is_definite(document) or next(document.rights, document).dep_ == "nmod":
        return []
    for cue, speakers in reversed(earlier[-LAST_CLAIMS:]):
        first, end = view.sentence(cue.head)
        if speakers and end <= heads[0] and document.lower_ in view.low[first:end]:
            return speakers
    return []


def _coordinated(view: View, cue: Cue) -> bool:
    """Tell whether a verb follows a coordinator at once: it has no subject of its own."""
    position = cue.start - 1
    while view.pos(position) == "ADV":
        position -= 1
    return view.word(position) in COORDINATORS


def agent_after(view: View, start: int, stop: int) -> list[int]:
    """Return the heads of the agent («par Moscou») that follows a participle."""
    for index in range(start, min(start + 13, stop)):
        if view.word(index) == "par":
            head = head_after(view, index + 1)
            return coordinated(view, head) if head is not None and may_speak(view, head) else []
    return []


def _after(view: View, cue: Cue) -> list[int]:
    """Return the subject after an inverted verb: the first noun phrase without preposition."""
    position = cue.end
    _, end = view.sentence(cue.head)
    while position < end:
        position = min(view.past_parenthesis(view.adverbial(position), end), end - 1)
        token = view.token(position)
        nominal = token.pos_ in ("NOUN", "PROPN", "PRON", "DET", "X", "NUM")
        if nominal or (token.is_title and token.pos_ not in ("ADP", "ADV")):
            head = head_after(view, position)
            if head is None:
                return []
            if not view.time(head.i) and not in_adjunct(view, position, cue.end):
                return coordinated(view, head) if may_speak(view, head) else []
            position = past_name(view, max(head.i, position))
        elif token.text == "." or view.finite(position):
            return []
        position += 1
    return []


def subject_of(view: View, verb: int, first: int) -> list[int]:
    """Return the heads of the subject of a finite verb whose clause begins at a token."""
    token = view.token(verb)
    return _subject_of(view, [token, token.head] if token.pos_ == "AUX" else [token], verb, first)


def _subject(view: View, cue: Cue, first: int) -> list[int]:
    verbs = [view.token(i) for i in (cue.head, cue.auxiliary, *range(cue.head + 1, cue.end)) if i is not None]
    return _subject_of(view, verbs, cue.start, first)


def _subject_of(view: View, verbs: list[Token], start: int, first: int) -> list[int]:
    for verb in verbs:
        for subject in reversed(_subjects(view, verb, first, start)):
            if subject.lower_ in SUBJECT_RELATIVES:
                return _antecedent(view, subject, first)
            if (name := _apposed_name(view, subject, first)) is not None:
                return [name]
            if may_speak(view, subject) and not _has_case(view, subject, first):
                return coordinated(view, subject, before=start)
    return _linear_subject(view, start, first)


def _subjects(view: View, verb: Token, first: int, end: int) -> list[Token]:
    return [c for c in verb.children if c.dep_ in SUBJECTS and first <= c.i < end and not view.quoted(c.i)]


def _apposed_name(view: View, subject: Token, first: int) -> int | None:
    """Return the name before an apposition taken for the subject: «Untel, numéro un du parti, a dit»."""
    comma = subject.left_edge.i - 1
    bare = subject.pos_ == "NOUN" and not view.named(subject.i) and subject.lower_ not in TITLES
    bare = bare and not any(c.dep_ == "det" for c in subject.children)
    if not bare or comma <= first or view.word(comma) != "," or not view.named_person(comma - 1):
        return None
    head = head_before(view, comma - 1, first)
    return head.i if head is not None else None


def _has_case(view: View, subject: Token, first: int) -> bool:
    """Tell whether a «subject» stands behind a preposition after all: «Dans le livre, Untel assure»."""
    cases = [c.i for c in subject.children if c.dep_ == "case" and c.i < subject.i]
    return any(in_adjunct(view, i + 1, first) for i in cases) or in_adjunct(view, subject.i, first)


def _antecedent(view: View, relative: Token, first: int) -> list[int]:
    """Return the noun that a relative clause describes: the nearest phrase; the name before an apposition."""
    position = relative.i - 1
    if view.word(position) in COORDINATORS:
        return _last_name(view, position, first)
    while view.word(position) == "," or view.closes(position):
        position -= 1
    head = head_before(view, position, first)
    verb = relative.head
    while verb.dep_ != "acl:relcl" and verb.head.i != verb.i:
        verb = verb.head
    parsed = verb.head if verb.dep_ == "acl:relcl" and first <= verb.head.i < relative.i else None
    if parsed is not None and is_agent(view, parsed) and not (head is not None and is_agent(view, head)):
        head = parsed
    if head is not None and head.dep_ == "appos" and head.pos_ == "NOUN" and head.head.pos_ == "PROPN":
        head = head.head
    return [head.i] if head is not None and may_speak(view, head) else []


def _last_name(view: View, position: int, first: int) -> list[int]:
    """Return the name before the first of two coordinated relative clauses: «Untel, au pouvoir, et qui clame»."""
    for index in range(position, first - 1, -1):
        if view.word(index) == "," and view.named(index - 1):
            head = head_before(view, index - 1, first)
            return [head.i] if head is not None else []
    return []


def _linear_subject(view: View, start: int, first: int) -> list[int]:
    """Return the subject that the parser has missed: the first noun phrase without preposition in the clause."""
    before = start - 1
    if view.word(before) in SUBJECT_RELATIVES:
        return _antecedent(view, view.token(before), first)
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
        if word in ("que", "qu'") and view.pos(index - 1) not in ("NOUN", "PROPN", "PRON", "ADJ"):
            # a clause of its own: «alors que X affirme», «a dit que X estime»
            found, open_for_new, index = None, True, index + 1
            continue
        if word in SUBJECT_RELATIVES | OTHER_RELATIVES and index > first:
            index = _past_relative(view, index, start)
            continue
        if view.finite(index) or word in COORDINATORS or word in (";", ":"):
            open_for_new = not view.finite(index)
            found = found if view.finite(index) or word in COORDINATORS else None
        elif word in words("prepositions") and found is None and (comma := _next_comma(view, index, start)):
            index = comma
            continue
        elif open_for_new and _is_subject(view, index, first):
            found, open_for_new = index, False
        index += 1
    return coordinated(view, view.token(found), before=start) if found is not None else []


def _next_comma(view: View, index: int, start: int) -> int | None:
    """Return the comma that ends an adjunct before the subject: «Selon le journal, X a…»."""
    for later in range(index, start):
        if view.word(later) == ",":
            return later
        if view.finite(later) or view.quotation[later]:
            return None
    return None


def _is_subject(view: View, index: int, first: int) -> bool:
    token = view.token(index)
    if token.dep_.startswith("flat") and token.head.i < token.i:
        return False
    return may_speak(view, token) and not in_adjunct(view, index, first)


def _past_relative(view: View, index: int, start: int) -> int:
    """Return where a relative clause ends: at the comma after its verb if a comma opened it, else after its verb."""
    set_off = "," in (view.word(index - 1), view.word(index - 2))
    verb = next((i for i in range(index + 1, start) if view.finite(i)), None)
    if verb is None:
        return start
    if not set_off:
        return verb + 1
    return next((i + 1 for i in range(verb, start) if view.word(i) == ","), start)


def _borrowed(view: View, cue: Cue, earlier: Earlier, first: int, end: int) -> list[int]:
    """Return the source of a participle, gerund, infinitive or coordinated verb: that of the clause it belongs to."""
    goes_on = view.word(cue.start) in DE or (cue.shared and cue.start - 1 == view.skip(first))
    if goes_on and view.word(cue.start - 1) == "et":
        # «Et d'ajouter: …», «X a estimé que A. Et martelé que B.»: the last speaker goes on
        return earlier[-1][1] if earlier else []
    same = [(known, heads) for known, heads in earlier if first <= known.head < cue.head and heads]
    finite = [heads for known, heads in same if known.shape is Shape.FINITE]
    if finite and (_coordinated(view, cue) or _set_off(view, cue)):
        return finite[-1]
    if climbed := _climbed(view, cue, earlier, first):
        return climbed
    if same:
        return same[-1][1]
    if cue.start - first <= 3:
        return _later_subject(view, cue, end)
    return _linear_subject(view, cue.start, first)


def _set_off(view: View, cue: Cue) -> bool:
    """Tell whether a gerund is set off by a comma or «tout en»: it belongs to the main clause."""
    before = cue.start - 1
    if view.word(before) in DE and view.word(before - 1) == "avant":
        return True
    while view.pos(before) == "ADV":
        before -= 1
    return view.word(before) == "," or view.word(cue.start) == "tout" or view.closes(before) is not None


def _climbed(view: View, cue: Cue, earlier: Earlier, first: int) -> list[int]:
    """Return the subject of the nearest verb above the cue that has one."""
    verb = view.token(cue.head)
    for _ in range(4):
        if verb.head.i == verb.i:
            return []
        verb = verb.head
        if known := next((heads for k, heads in earlier if k.head == verb.i and heads), None):
            return known
        for subject in reversed(_subjects(view, verb, first, max(cue.start, verb.i))):
            if subject.lower_ in SUBJECT_RELATIVES:
                return _antecedent(view, subject, first)
            if may_speak(view, subject):
                return coordinated(view, subject, before=max(cue.start, verb.i))
    return []


def _own_subject(view: View, cue: Cue, first: int) -> list[int]:
    """Return the noun phrase right before a participle: «, le Kremlin démentant…», «un communiqué annonçant…»."""
    if cue.start <= first or view.word(cue.start) in ("en", "tout") or view.word(cue.start - 1) == ",":
        return []
    own = [c for c in _subjects(view, view.token(cue.head), first, cue.start) if c.lower_ not in SUBJECT_RELATIVES]
    if own and may_speak(view, own[-1]) and own[-1].pos_ != "PRON":
        return coordinated(view, own[-1], before=cue.start)
    head = head_before(view, cue.start - 1, first)
    if head is None or not is_agent(view, head) or (not is_text(head) and _behind(view, head, first)):
        return []
    return [head.i]


def _behind(view: View, head: Token, first: int) -> bool:
    """Tell whether a noun stands in an adjunct: «a remercié son hôte à la tête du parti | saluant un ami»."""
    start = extent(head)[0]
    return in_adjunct(view, start, first) and view.word(start - 1) not in OF and not is_document(head)


def _describes_noun(view: View, cue: Cue, first: int) -> bool:
    """Tell whether a participle stands right after a noun: «des prédictions annonçant» is nobody's speech."""
    if view.pos(cue.start - 1) not in ("NOUN", "PROPN", "ADJ") or view.word(cue.start) in ("en", "tout"):
        return False
    head = head_before(view, cue.start - 1, first)
    return head is None or not (is_agent(view, head) and _behind(view, head, first))


def _later_subject(view: View, cue: Cue, end: int) -> list[int]:
    """Return the subject after a gerund that opens the sentence: «Confirmant son départ, le ministre a…»."""
    index = cue.end
    while index < end:
        if quotation := view.quotation[index]:
            index = quotation.end
            continue
        if view.word(index) == ",":
            head = head_after(view, index + 1)
            if head is not None and may_speak(view, head):
                return coordinated(view, head)
        index += 1
    return []

"""A cue -> the heads of the phrases of those who speak: subject, inverted subject, agent, antecedent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.claims.authors import author
from kg.extract.claims.conjugation import Shape
from kg.extract.claims.coordination import coordinated
from kg.extract.claims.cues import Cue
from kg.extract.claims.function_words import BE, COORDINATORS, DE, HAVE, OF, SUBJECT_RELATIVES
from kg.extract.claims.informants import informants
from kg.extract.claims.lexicon import words
from kg.extract.claims.speakers import (
    head_after,
    head_before,
    in_adjunct,
    is_agent,
    is_document,
    is_person,
    is_text,
    may_speak,
    past_name,
    plural_after,
)
from kg.extract.claims.subjects import antecedent, linear_subject, name_after, subject_of_verbs, subjects
from kg.extract.claims.view import View
from kg.phrases import extent, is_definite

if TYPE_CHECKING:
    from spacy.tokens import Token

#: how far back the speaker of «le communiqué» is looked for
LAST_CLAIMS = 4
#: before a document that has been named already
DEMONSTRATIVES = frozenset({"ce", "cet", "cette", "ces"})
INDEFINITE = frozenset({"-on", "-t-on"})
#: pronouns that begin an absolute clause: «des milliers de gens ont défilé, certains accusant Oslo de…»
OTHERS = frozenset({"certains", "certaines", "celui-ci", "celle-ci", "ceux-ci", "celles-ci", "beaucoup", "plusieurs"})

Earlier = Sequence[tuple[Cue, list[int]]]


def source_heads(view: View, cue: Cue, *, inverted: bool, earlier: Earlier) -> list[int]:
    """Return the heads of the source's phrases, empty if unknown.

    ``inverted`` tells that the content stands before the cue; ``earlier`` are the cues before it with their sources.
    """
    if cue.passive or cue.urged is not None:
        return [cue.urged] if cue.urged is not None else agent_after(view, cue.head + 1, view.size)
    if cue.entry.takes("from") or (cue.clitic is not None and view.word(cue.clitic) in INDEFINITE):
        return informants(view, cue)
    if cue.clitic is not None:
        return [cue.clitic]
    if inverted:
        return _after(view, cue)
    first, end = view.sentence(cue.head)
    if cue.shape is Shape.FINITE and not cue.shared and not _coordinated(view, cue):
        return _subject(view, cue, first)
    own = _own(view, cue, first)
    return _borrowed(view, cue, earlier, first, end) if own is None else own


def _own(view: View, cue: Cue, first: int) -> list[int] | None:
    """Return the subject that a participle or infinitive has apart from the main clause, None if it has none."""
    if cue.shape is Shape.INFINITIVE and cue.auxiliary is not None:
        return _blamed(view, cue, first)
    if cue.shape is not Shape.GERUND or cue.start <= first:
        return None
    own = _own_subject(view, cue, first)
    return own if own or _describes_noun(view, cue, first) else None


def issuer(view: View, heads: list[int], earlier: Earlier) -> list[int]:
    """Return who has issued a document that speaks («précise le communiqué»): the last speaker «dans un communiqué»."""
    if len(heads) != 1:
        return []
    document = view.token(heads[0])
    if made_by := author(view, document):
        return made_by
    if document.lemma_.lower() not in words("speaking_documents", "noun"):
        return []
    if not is_definite(document) or next(document.rights, document).dep_ == "nmod":
        return []
    for cue, speakers in reversed(earlier[-LAST_CLAIMS:]):
        first, end = view.sentence(cue.head)
        if speakers and end <= heads[0] and _was_in(view, document.lower_, first, end):
            return speakers
    return []


def _was_in(view: View, document: str, first: int, end: int) -> bool:
    """Tell whether a sentence introduces a document: «dans un communiqué»; not «ce communiqué», «selon un sondage»."""
    places = [i for i in range(first, end) if view.word(i) == document]
    return any(view.word(i - 1) not in DEMONSTRATIVES and view.word(i - 2) != "selon" for i in places)


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
        if view.word(position) == "il" and view.word(position + 1) == "y":
            # «…, avait écrit il y a une semaine | le ministre»
            position += 3
        position = min(view.past_parenthesis(view.adverbial(position), end), end - 1)
        token = view.token(position)
        if (several := plural_after(view, position, cue.end)) is not None:
            return coordinated(view, several)
        nominal = token.pos_ in ("NOUN", "PROPN", "PRON", "DET", "X", "NUM")
        if nominal or (token.is_title and token.pos_ not in ("ADP", "ADV")):
            head = head_after(view, position)
            # «dans un message | vidéo en direct»
            compound = token.pos_ == "NOUN" == view.pos(position - 1) and token.is_lower
            adjunct = in_adjunct(view, position, cue.end) or (compound and position > cue.end)
            if head is None and not adjunct:
                return []
            if head is not None and not adjunct and not view.time(head.i):
                name = name_after(view, head.i, end) if head.pos_ == "PRON" else None
                return [name] if name is not None else coordinated(view, head) if may_speak(view, head) else []
            position = past_name(view, max(head.i, position)) if head is not None else position
        elif token.text == "." or view.finite(position):
            return []
        position += 1
    return []


def _subject(view: View, cue: Cue, first: int) -> list[int]:
    verbs = [view.token(i) for i in (cue.head, cue.auxiliary, *range(cue.head + 1, cue.end)) if i is not None]
    return subject_of_verbs(view, verbs, cue.start, first)


def _blamed(view: View, cue: Cue, first: int) -> list[int] | None:
    """Return whose past speech is blamed or praised, None if none is: «un médecin réprimandé pour avoir révélé…».

    The speaker is the subject of a passive, the noun of a participle, the object of another verb.
    """
    preposition = cue.start - 1
    verb = next((t for t in view.token(cue.head).ancestors if t.pos_ in ("VERB", "ADJ")), None)
    if view.word(preposition) != "pour" or verb is None or not first <= verb.i < preposition:
        return None
    passive = any(child.lower_ in BE and child.i < verb.i for child in verb.children)
    if passive:
        return subject_of_verbs(view, [verb], verb.i, first)
    if verb.dep_.startswith("acl") and not any(child.lower_ in HAVE for child in verb.children):
        return [verb.head.i] if may_speak(view, verb.head) else []
    objects = [child for child in verb.children if child.dep_ in ("obj", "iobj", "obl:arg") and child.i < preposition]
    return [child.i for child in objects[:1] if child.pos_ == "PRON" or may_speak(view, child)]


def _borrowed(view: View, cue: Cue, earlier: Earlier, first: int, end: int) -> list[int]:
    """Return the source of a participle, gerund, infinitive or coordinated verb: that of the clause it belongs to."""
    opens = cue.start - 1 == view.skip(first)
    goes_on = view.word(cue.start) in DE or (opens and (cue.shared or cue.shape is Shape.FINITE))
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
    return linear_subject(view, cue.start, first)


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
        # the tagger takes some objects for subjects: «le ministre a haussé le ton, affirmant que…»
        for subject in sorted(subjects(view, verb, first, max(cue.start, verb.i)), key=lambda s: (s.i > verb.i, -s.i)):
            if subject.lower_ in SUBJECT_RELATIVES:
                return antecedent(view, subject, first)
            if may_speak(view, subject):
                return coordinated(view, subject, before=max(cue.start, verb.i))
    return []


def _own_subject(view: View, cue: Cue, first: int) -> list[int]:
    """Return the noun phrase right before a participle: «, le Kremlin démentant…», «un communiqué annonçant…»."""
    if cue.start <= first or view.word(cue.start) in ("en", "tout"):
        return []
    if view.word(cue.start - 1) in OTHERS:
        return [cue.start - 1]
    if view.word(cue.start - 1) == ",":
        return _before_name(view, cue.start - 1, first)
    own = [c for c in subjects(view, view.token(cue.head), first, cue.start) if c.lower_ not in SUBJECT_RELATIVES]
    if own and may_speak(view, own[-1]) and own[-1].pos_ != "PRON":
        return coordinated(view, own[-1], before=cue.start)
    head = head_before(view, cue.start - 1, first)
    if head is None or not is_agent(view, head) or (not is_text(head) and _behind(view, head, first)):
        return []
    return [head.i]


def _before_name(view: View, comma: int, first: int) -> list[int]:
    """Return the subject that a name set off by commas follows: «Oslo s'est tu, un porte-parole, Untel, assurant…»."""
    name = comma - 1
    while name > first and view.named_person(name):
        name -= 1
    head = head_before(view, name - 1, first) if name < comma - 1 and view.word(name) == "," else None
    if head is None or not is_person(head):
        return []
    start = extent(head)[0]
    return [head.i] if view.pos(start) == "DET" and view.word(start - 1) == "," and start - 1 > first else []


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
        if view.word(index) == "," and not view.opens(index + 1):
            head = head_after(view, index + 1)
            if head is not None and may_speak(view, head):
                return coordinated(view, head)
        index += 1
    return []

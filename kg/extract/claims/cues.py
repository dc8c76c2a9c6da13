"""Tokens -> the verbs by which the journalist reports that somebody has spoken, with auxiliary, clitics and adverbs.

Negated, future, conditional and merely possible speech is none: «n'a pas précisé», «pourrait annoncer», «annoncera».
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.claims.agents import after_noun, in_passive, said_of
from kg.extract.claims.conjugation import Shape
from kg.extract.claims.function_words import (
    BE,
    CLITIC_SUBJECTS,
    CLITICS,
    COORDINATORS,
    FIRST_OR_SECOND_PERSON,
    HAVE,
    NEGATIONS,
    QUE,
)
from kg.extract.claims.infinitives import after_quotation, lightly, narrated, protests, urged
from kg.extract.claims.lexicon import Entry, other_senses, verbs
from kg.extract.claims.speakers import is_agent
from kg.extract.claims.verb_group import (
    auxiliary_of,
    first_clitic,
    has_particle,
    inverted_subject,
    is_negated,
    is_reflexive,
    reads_as_gerund,
    tail_end,
)
from kg.extract.claims.view import View

#: what may follow a verb that the tagger takes for a noun
COMPLEMENTS = QUE | frozenset(["à", "au", "aux", "de", "d'", "sans", "avec", "sur"])
#: how far the words stand that give a verb another sense
NEAR_BEFORE = 5
NEAR_AFTER = 9
#: before a verb without subject: «si», «que» and «comme» take its object («ce que dément Moscou», «comme l'a dit X»)
UNSAID = QUE | frozenset(["si", "s'", "comme"])


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of speech as tokens ``start`` to ``end`` (excluded); ``head`` is the verb, ``auxiliary`` its first one.

    ``clitic`` is the inverted subject of «a-t-il dit»; ``shared`` tells that the auxiliary is that of an earlier verb
    («a salué … et dénoncé»); ``passive`` that the speaker is the agent («condamné par Paris»); ``urged`` is whom
    something makes speak («pousse Paris à condamner»).
    """

    entry: Entry
    shape: Shape
    head: int
    start: int
    end: int
    auxiliary: int | None = None
    clitic: int | None = None
    passive: bool = False
    shared: bool = False
    urged: int | None = None


def find_cues(view: View) -> list[Cue]:
    """Return the cues of a document in text order, those inside long quotations left out."""
    found: list[Cue] = []
    for index in range(view.size):
        entries = verbs().get(view.low[index])
        if entries and view.reads(index) and (cue := _cue(view, index, entries, found)):
            found.append(cue)
    return found


def _cue(view: View, index: int, entries: tuple[tuple[Entry, Shape], ...], before: list[Cue]) -> Cue | None:
    reflexive = is_reflexive(view, index)
    for entry, shape in entries:
        end = tail_end(view, index, entry)
        said = shape is not Shape.INFINITIVE or not entry.negated
        if not said or _is_other_sense(view, index, entry):
            continue
        if end is None or entry.reflexive != reflexive or not has_particle(view, index, entry, shape):
            continue
        cue = _READERS[shape](view, index, entry, end, before)
        if cue:
            return cue
    return None


def _is_other_sense(view: View, index: int, entry: Entry) -> bool:
    """Tell whether a word near a verb makes it something else than speech: «condamné à deux ans de prison»."""
    if entry.verb not in other_senses():
        return False
    first, end = view.sentence(index)
    near = range(max(first, index - NEAR_BEFORE), min(end, index + NEAR_AFTER))
    text = " ".join(["", *(view.low[i] for i in near if not view.quotation[i]), ""])
    return any(f" {phrase} " in text for phrase in other_senses()[entry.verb])


def _finite(view: View, index: int, entry: Entry, end: int, _: list[Cue]) -> Cue | None:
    before = index - 1
    while view.pos(before) == "ADV":
        before -= 1
    adjective = view.word(before) in BE or view.word(index - 1) in HAVE
    verb = _is_expression(view, index, entry) or _reads_as_verb(view, index)
    if adjective or not verb or _is_participle(view, index) or _so_called(view, index):
        return None
    start = first_clitic(view, index)
    if is_negated(view, start, index) != entry.negated or view.word(start - 1) in UNSAID:
        # after «que» without a subject the verb's object is what came before: «ce que dément Moscou»
        return None
    if view.word(start - 1) in FIRST_OR_SECOND_PERSON or view.word(index + 1) in ("-je", "-nous", "-vous"):
        return None
    clitic, stop = inverted_subject(view, index + 1)
    if entry.negated and view.word(end) in NEGATIONS:
        end += 1
    return Cue(entry, Shape.FINITE, index, start, max(end, stop), clitic=clitic)


def _is_expression(view: View, index: int, entry: Entry) -> bool:
    """Tell whether the words after a form make it a verb, whatever it is tagged: «pointe du doigt»."""
    return bool(entry.tail) and view.pos(index - 1) != "DET"


def _so_called(view: View, index: int) -> bool:
    """Tell whether a thing is only called something in marks: «le bateau dit "de secours"»."""
    thing = view.pos(index - 1) == "NOUN" and not is_agent(view, view.token(index - 1))
    return thing and view.word(index).rstrip("es") == "dit" and view.opens(index + 1) is not None


def _is_participle(view: View, index: int) -> bool:
    """Tell whether a form that is also a participle («dit», «fait») has an auxiliary; «souligne» is none."""
    participle = any(shape is Shape.PARTICIPLE for _, shape in verbs()[view.low[index]])
    return participle and auxiliary_of(view, index) is not None


def _reads_as_verb(view: View, index: int) -> bool:
    pos, before = view.pos(index), view.word(index - 1)
    if pos in ("VERB", "AUX"):
        return view.pos(index - 1) != "DET"
    if before in ("le", "la", "les", "l'") and view.opens(index + 1):
        # «Oslo la juge "inopportune"»
        return view.doc[index - 2].is_title and view.word(index - 2) != "."
    alone = before == "," and (_agent_ends(view, index) or (view.closes(index - 2) and pos != "ADP"))
    if before in ("se", "s'") or alone:
        # «s'enthousiasme», «…», note le quotidien: nothing else stands there
        return True
    if before in COORDINATORS and view.pos(index + 1) == "DET" and pos in ("NOUN", "ADJ"):
        # «dénonce un accord et critique une dérive»: a noun would have an article, an adjective nothing after it
        return True
    nominal = pos in ("NOUN", "ADJ") and view.word(index) != "critique"
    if nominal and (_governs_subject(view, index) or _follows_agent(view, index)):
        return True
    # the tagger takes rare forms («dément», «martèle») for adverbs and names
    return pos in ("ADV", "X", "PROPN") and view.pos(index - 1) not in ("DET", "ADP", "ADV", "VERB", "AUX", "NUM")


def _agent_ends(view: View, index: int) -> bool:
    """Tell whether a speaker follows and the sentence ends: «la trêve est morte, note l'anthropologue.»."""
    end = view.sentence(index)[1]
    if view.named_person(index + 1) and view.doc[index + 1].is_title:
        return True
    speaker = view.pos(index + 1) == "DET" and index + 2 < end and is_agent(view, view.token(index + 2))
    return speaker and index + 4 >= end


def _governs_subject(view: View, index: int) -> bool:
    """Tell whether a «noun» has a subject and no article: «le gouvernement américain menace de…»."""
    deps = {child.dep_ for child in view.token(index).children if child.i < index}
    return "nsubj" in deps and not deps & {"det", "case", "amod"}


def _follows_agent(view: View, index: int) -> bool:
    """Tell whether a «noun» stands between a speaker and a complement: «le ministre reproche à…»."""
    before = view.token(index - 1)
    following = index + 2 if view.pos(index + 1) == "ADV" else index + 1
    if before.text == "," and view.word(following) in QUE:
        # after a relative clause: «Untel, qui a lu le livre, juge que…»
        return True
    complement = view.word(index + 1) in COMPLEMENTS or view.pos(index + 1) == "DET" or view.word(following) in QUE
    return complement and before.pos_ in ("NOUN", "PROPN") and is_agent(view, before)


def _participle(view: View, index: int, entry: Entry, end: int, before: list[Cue]) -> Cue | None:
    auxiliary = auxiliary_of(view, index)
    if (auxiliary is None and entry.negated) or (entry.stative and view.word(auxiliary or 0) not in BE):
        return None
    if auxiliary is None:
        agentive = Cue(entry, Shape.PARTICIPLE, index, index, end, passive=True)
        if said_of(view, entry, index, end):
            return agentive
        shared = _shared(view, index, entry, end, before)
        return shared or (agentive if after_noun(view, entry, index, end) else None)
    start = first_clitic(view, auxiliary)
    if is_negated(view, start, index) != entry.negated or view.word(start - 1) in UNSAID:
        return None
    passive = not (entry.reflexive or entry.stative) and (
        view.word(auxiliary) in BE or "été" in view.low[auxiliary:index]
    )
    if passive and not in_passive(view, entry, end):
        return None
    clitic = next((i for i in range(auxiliary + 1, index) if view.low[i] in CLITIC_SUBJECTS), None)
    shape = Shape.INFINITIVE if view.word(auxiliary) in ("avoir", "être") else Shape.FINITE
    if view.word(auxiliary) in ("ayant", "étant"):
        shape = Shape.GERUND
    return Cue(entry, shape, index, start, end, auxiliary, clitic, passive)


def _shared(view: View, index: int, entry: Entry, end: int, before: list[Cue]) -> Cue | None:
    """Return a participle that shares the auxiliary of an earlier one: «a lancé … et pointé …»."""
    position = index - 1
    while view.pos(position) == "ADV":
        position -= 1
    listed = view.word(position) == "," and _is_listed(view, index)
    first, _ = view.sentence(index)
    goes_on = view.word(position) == "et" and position == view.skip(first)
    tagged = view.pos(index) in ("VERB", "AUX", "ADJ") or (goes_on and view.word(end) in QUE)
    if not (listed or view.word(position) in COORDINATORS) or not tagged:
        return None
    if goes_on:
        # «X a estimé que A. Et martelé que B.»
        first, _ = view.sentence(max(first - 1, 0))
    verb = view.token(index).head
    for earlier in reversed(before):
        if earlier.head < first:
            break
        if earlier.auxiliary is not None and not earlier.passive and not entry.reflexive:
            return Cue(entry, earlier.shape, index, index, end, earlier.auxiliary, shared=True)
    has = any(child.lower_ in HAVE for child in verb.children)
    if view.token(index).dep_ == "conj" and verb.i < index and has:
        return Cue(entry, Shape.FINITE, index, index, end, verb.i, shared=True)
    return None


def _is_listed(view: View, index: int) -> bool:
    """Tell whether a participle goes on with a list of verbs: «a qualifié…, exhorté les forces… et promis…»."""
    invariable = view.low[index].endswith(("é", "i", "u", "it", "is"))
    return invariable and view.pos(index) == "VERB" and view.pos(index + 1) == "DET"


def _gerund(view: View, index: int, entry: Entry, end: int, _: list[Cue]) -> Cue | None:
    determined = view.pos(index - 1) == "DET" and view.word(index - 1) not in CLITICS
    if not reads_as_gerund(view, index) or determined:
        return None
    start = first_clitic(view, index)
    if is_negated(view, start, index) != entry.negated:
        return None
    while view.word(start - 1) in ("en", "tout"):
        start -= 1
    return Cue(entry, Shape.GERUND, index, start, end)


def _infinitive(view: View, index: int, entry: Entry, end: int, _: list[Cue]) -> Cue | None:
    """Return an infinitive that has happened: «a tenu à dénoncer», «avant d'ajouter»."""
    start = first_clitic(view, index)
    preposition = view.word(start - 1).replace("d'", "de")
    position = start - 2
    if view.word(position) == "jusqu'" and preposition == "à":
        # «n'est pas allé jusqu'à dénoncer»
        preposition, position = "" if "pas" in view.low[position - 3 : position] else "jusqu'à", position - 1
    if preposition == "de" and narrated(view, position):
        return Cue(entry, Shape.INFINITIVE if view.word(position) == "et" else Shape.FINITE, index, start - 1, end)
    if (inverted := after_quotation(view, start)) is not None:
        return Cue(entry, Shape.FINITE, index, inverted, end, inverted)
    made = urged(view, position) if preposition == "à" else None
    later = preposition == "de" and view.word(position) == "avant"
    purpose = preposition == "pour" and protests(view, start - 1, entry)
    happened = made is not None or later or purpose or lightly(view, position, preposition)
    return Cue(entry, Shape.INFINITIVE, index, start, end, urged=made) if happened else None


_READERS = {
    Shape.FINITE: _finite,
    Shape.PARTICIPLE: _participle,
    Shape.GERUND: _gerund,
    Shape.INFINITIVE: _infinitive,
}

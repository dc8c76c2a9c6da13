"""Nouns of speech with a claim and a source -> claims: «sa promesse de partir», «l'affirmation de X selon laquelle…».

A noun without a claim («les accusations») is no statement, nor is one without a source in its own phrase.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extract.claims.build import Draft
from kg.extract.claims.conjugation import Shape
from kg.extract.claims.coordination import coordinated
from kg.extract.claims.cues import Cue
from kg.extract.claims.ends import clause_end, noun_end
from kg.extract.claims.function_words import DE, LAUNCHED, OF, QUE, RELATIVES
from kg.extract.claims.lexicon import Entry
from kg.extract.claims.span import Span
from kg.extract.claims.speakers import head_after, is_agent, may_speak, references
from kg.extract.claims.view import View
from kg.knowledge import lexicon
from kg.model import Act, EntityType, Reference
from kg.phrases import possessive


@cache
def _nouns() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for row in lexicon("cues_nouns"):
        entry = Entry(row["noun"], Act(row["act"]), tuple(row["frames"].split()), "")
        for form in {row["noun"], row["plural"]}:
            found[form] = entry
    return found


def by_noun(view: View) -> Iterator[Draft]:
    """Yield the claims that nouns report."""
    adjectives = _national(view)
    for index in range(view.size):
        entry = _nouns().get(view.low[index])
        if entry is None or view.pos(index) != "NOUN" or view.quoted(index):
            continue
        draft = _read(view, index, entry, adjectives)
        if draft:
            yield draft


def _national(view: View) -> dict[int, Reference]:
    """Return the references of adjectives of countries by the offset of their first character."""
    return {
        mention.reference.evidence.start: mention.reference
        for mention in view.document.mentions
        if mention.type is EntityType.COUNTRY and mention.reference.evidence.exact[:1].islower()
    }


def _read(view: View, index: int, entry: Entry, adjectives: dict[int, Reference]) -> Draft | None:
    position = index + 1
    sources: tuple[Reference, ...] = ()
    owner = possessive(view.token(index))
    if owner is not None:
        sources = references(view, [owner.i])
    cue = Cue(entry, Shape.FINITE, index, index, index + 1)
    for _ in range(4):
        if (span := _content(view, position, cue, entry, known=bool(sources))) is not None:
            return Draft(span, entry.act, (index, index + 1), sources) if sources else None
        made = None if sources else _launched(view, position, cue, entry) or _made(view, position, entry, cue)
        if made is not None:
            return made
        adjective = adjectives.get(view.document.offset(view.token(position))) if position < view.size else None
        if adjective and not sources:
            sources, position = (adjective,), position + 1
            continue
        following = _owner(view, position)
        if following is None:
            if view.pos(position) in ("ADJ", "ADV") or view.time(position):
                position += 1
                continue
            return None
        heads, position = following
        sources = sources or references(view, heads, before=[position])
    return None


def _launched(view: View, position: int, cue: Cue, entry: Entry) -> Draft | None:
    """Return the claim of a noun whose maker follows its content: «un appel à la trêve lancé par l'Égypte»."""
    _, stop = view.sentence(position)
    for verb in range(position + 2, min(position + 14, stop)):
        if view.low[verb] in LAUNCHED and view.word(verb + 1) == "par":
            span = _content(view, position, cue, entry, known=True)
            maker = head_after(view, verb + 2)
            if span is None or maker is None or not (is_agent(view, maker) and may_speak(view, maker)):
                return None
            sources = references(view, coordinated(view, maker))
            return Draft(Span(((span.start, verb),)), entry.act, (cue.start, cue.end), sources)
    return None


def _made(view: View, position: int, entry: Entry, cue: Cue) -> Draft | None:
    """Return the claim of a noun whose maker follows a bare complement: «la promesse d'aide de Moscou (pour agir)»."""
    noun = position + 1 + (view.opens(position + 1) is not None)
    following = noun + 1 + (view.closes(noun + 1) is not None)
    bare = view.word(position) in DE and view.pos(noun) == "NOUN" and not is_agent(view, view.token(noun))
    maker = _owner(view, following) if bare and entry.act in (Act.PROMISE, Act.THREATEN) else None
    if maker is None or not view.named(maker[0][0]):
        return None
    heads, end = maker
    purpose = ((end, noun_end(view, end, cue)),) if view.word(end) == "pour" else ()
    span = Span(((noun, noun + 1), *purpose))
    return Draft(span, entry.act, (cue.start, cue.end), references(view, heads, before=[end]))


def _owner(view: View, position: int) -> tuple[list[int], int] | None:
    """Return the heads and the end of «de Moscou», «par le président», «du ministre de la Défense»."""
    if view.word(position) not in OF | {"par"}:
        return None
    start = position if view.word(position) in ("du", "des") else position + 1
    head = head_after(view, start + (1 if start == position else 0))
    if head is None or not is_agent(view, head) or not may_speak(view, head):
        return None
    heads = coordinated(view, head)
    last = view.token(heads[-1])
    end = last.i + 1
    name = view.named(last.i)
    while end < view.size and (
        view.token(end).dep_.startswith("flat") or view.pos(end) in ("PROPN", "ADJ") or (name and view.named(end))
    ):
        end += 1
    completes = view.word(end) in OF and view.token(end).head.head.i == last.i and view.word(position) != "par"
    if completes and not _infinitive(view, end + 1):
        end = max(view.token(end).head.right_edge.i + 1, end)
    return heads, end


def _infinitive(view: View, position: int) -> bool:
    while (
        view.word(position) in ("ne", "pas", "n'", "se", "s'", "les", "la", "le", "y", "en") or position in view.marks
    ):
        position += 1
    return position < view.size and view.infinitive(position)


def _content(view: View, position: int, cue: Cue, entry: Entry, *, known: bool) -> Span | None:
    word = view.word(position)
    if word == "selon" and view.word(position + 1) in RELATIVES:
        return _span(position + 2, clause_end(view, position + 2, cue))
    if word in QUE and "que" in entry.frames and known and view.token(position).head.dep_ != "acl:relcl":
        # not «l'avis du conseil qu'il réunit»
        return _span(position + 1, clause_end(view, position + 1, cue))
    if word in ("de", "d'", "à") and _infinitive(view, position + 1):
        frame = "à" if word == "à" else "de"
        return _span(position + 1, noun_end(view, position + 1, cue)) if frame in entry.frames else None
    plain = {"d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à"}.get(word, word)
    if known and "n:" + plain in entry.frames and view.pos(position) in ("ADP", "DET"):
        start = position if word == "des" else position + 1
        return _span(start, noun_end(view, start, cue))
    return None


def _span(start: int, end: int) -> Span | None:
    return Span(((start, end),)) if start < end else None

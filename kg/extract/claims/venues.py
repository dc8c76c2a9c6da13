"""Drafts -> the same with where they were said: «dans un communiqué», «sur Twitter», «lors d'un appel avec X»."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kg.extract.claims.build import Draft
from kg.extract.claims.function_words import function
from kg.extract.claims.speakers import head_after, is_agent, is_person, references
from kg.extract.claims.view import View
from kg.knowledge import lexicon
from kg.model import EntityType, Form, Medium, Mention, Reference, Venue
from kg.phrases import extent

FARTHEST = 30
LONGEST_PHRASE = 8
#: what stands at the head of an adjunct of speech: «lors de», «dans», «auprès de»
PLACING = function("placing")
#: after these the press is whom somebody speaks to: «à l'AFP», «au journal»
TO = function("to")
#: what a noun needs beside it to be a medium: «conférence de presse», «coup de fil»
NEEDED = {"conférence": "presse", "point": "presse", "réseau": "sociaux", "coup": "fil", "appel": "téléphonique"}
TELEPHONE = frozenset(["téléphonique", "téléphoniques", "téléphone"])
#: what is no call without a telephone
BY_TELEPHONE = frozenset([Medium.INTERVIEW, Medium.CALL])
#: what no thing that is announced or denied takes place in
OUTSIDE = frozenset(
    [Medium.COMMUNIQUE, Medium.INTERVIEW, Medium.NEWS_MEDIUM, Medium.PRESS_CONFERENCE, Medium.SOCIAL_NETWORK]
)
WITH = frozenset(["avec", "à", "au", "aux", "de", "du", "d'"])


@cache
def _media() -> dict[str, Medium]:
    return {row["noun"]: Medium(row["medium"]) for row in lexicon("media")}


#: after these an outlet is who asks: «interrogé par la BBC»
ASKED = function("asked")
BY_PREPOSITION = {"sur": Medium.BROADCAST, "dans": Medium.PUBLICATION, "par": Medium.INTERVIEW}
#: after these the preposition itself stands before: «au cours de», «à l'issue de», «en marge de»
INNER = {"cours": "au", "issue": "l'", "marge": "en"}


def placed(view: View, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with the medium or the occasion that their own clause names."""
    outlets = _outlets(view)
    found = {i: venue for i in range(view.size) if view.low[i] in PLACING and (venue := _venue(view, i, outlets))}
    return [_placed(view, draft, found) for draft in drafts] if found else drafts


def _placed(view: View, draft: Draft, found: dict[int, Venue]) -> Draft:
    """Return a draft with its venue, which is no part of the noun before it: «a annoncé sa démission | sur X»."""
    if draft.cue and len(draft.span.parts) == 1 and not draft.span.inverted:
        start, end = draft.span.parts[0]
        last = next((i for i in range(start + 1, end) if i in found and _ends_at(view, found[i], end)), None)
        verbless = not any(view.finite(i) for i in range(start, end))
        if last is not None and verbless and found[last].medium in OUTSIDE and not _describes_noun(view, last):
            return replace(draft, span=replace(draft.span, parts=((start, last),)), venue=found[last])
    return replace(draft, venue=_nearest(view, draft, found))


def _ends_at(view: View, venue: Venue, end: int) -> bool:
    return venue.evidence.end == view.document.evidence(end - 1, end).end


def _outlets(view: View) -> dict[int, Mention]:
    """Return the names of media by the offset of their first character."""
    named = (m for m in view.document.mentions if m.type is EntityType.MEDIA_OUTLET and m.reference.form is Form.NAME)
    return {mention.reference.evidence.start: mention for mention in named}


def _nearest(view: View, draft: Draft, found: dict[int, Venue]) -> Venue | None:
    """Return the nearest venue outside the content that no other verb parts from the cue."""
    if draft.cue is None:
        return None
    start, end = draft.cue
    if view.low[end - 1].endswith("ant"):
        return found.get(end)
    first, last = view.sentence(start)
    inside = {i for low, high in draft.span.parts for i in range(low, high)}
    near = [i for i in found if first <= i < last and i not in inside and abs(i - start) <= FARTHEST]
    near = [i for i in near if not any(view.finite(j) for j in (range(end, i) if i >= end else range(i, start)))]
    near = [i for i in near if i == end or not _describes_noun(view, i)]
    return found[min(near, key=lambda i: abs(i - start))] if near else None


def _describes_noun(view: View, index: int) -> bool:
    """Tell whether a venue is that of a thing: «une vidéo diffusée sur Twitter», «un bilan établi par l'AFP»."""
    participle = view.pos(index - 1) == "VERB" and not view.finite(index - 1) and not view.infinitive(index - 1)
    return participle and view.low[index - 1] not in ASKED


def _venue(view: View, index: int, outlets: dict[int, Mention]) -> Venue | None:
    """Return the venue whose preposition a token is; its first noun tells the medium."""
    if INNER.get(view.low[index], view.word(index - 1)) != view.word(index - 1):
        return None
    for noun in range(index + 1, min(view.sentence(index)[1], index + LONGEST_PHRASE)):
        outlet = outlets.get(view.document.offset(view.token(noun)))
        if outlet is not None:
            medium = _media().get(view.low[noun]) or BY_PREPOSITION.get(view.low[index], Medium.NEWS_MEDIUM)
            stop = noun
            while view.document.offset(view.token(stop)) < outlet.reference.evidence.end and stop < view.size - 1:
                stop += 1
            return Venue(view.document.evidence(index, stop), medium, outlet.reference)
        if (known := _medium(view, index, noun)) is not None:
            end, reference = _partner(view, noun, known)
            if known is Medium.INTERVIEW and reference and view.low[noun + 1] == "avec":
                known = Medium.MEETING
            return Venue(view.document.evidence(_first(view, index), end), known, reference)
        if view.quotation[noun] or view.pos(noun) in ("NOUN", "PROPN", "VERB", "AUX", "PUNCT", "PRON"):
            return None
    return None


def _first(view: View, index: int) -> int:
    """Return where an expression such as «à l'issue de» begins."""
    while view.low[index] in INNER or view.low[index] == "l'":
        index -= 1
    return index


def _medium(view: View, preposition: int, noun: int) -> Medium | None:
    lemma = view.token(noun).lemma_.lower()
    medium = _media().get(lemma) or _media().get(view.low[noun])
    following = view.low[noun + 1 : noun + 3]
    if medium is None or (lemma in NEEDED and NEEDED[lemma] not in following):
        return None
    if medium in BY_TELEPHONE:
        return Medium.CALL if lemma in NEEDED or not TELEPHONE.isdisjoint(following) else _not_called(medium)
    to = view.low[preposition] in TO
    if medium is Medium.NEWS_MEDIUM:
        # «à la presse» is said to it, «dans la presse» is printed there
        return Medium.PRESS_CONFERENCE if view.low[preposition] == "devant" else medium if to else None
    spoken = Medium.SPEECH if view.low[preposition] == "devant" else Medium.BROADCAST
    return None if to and medium is not spoken else medium


def _not_called(medium: Medium) -> Medium | None:
    return None if medium is Medium.CALL else medium


def _partner(view: View, noun: int, medium: Medium) -> tuple[int, Reference | None]:
    """Return the end of a venue's phrase, and the assembly, interlocutor or outlet that it names."""
    token = view.token(noun)
    end = extent(token)[1]
    if medium is Medium.NEWS_MEDIUM:
        return end, references(view, [noun])[0] if view.named(noun) or view.named(noun + 1) else None
    if medium is Medium.SPEECH and is_agent(view, token):
        return end, references(view, [noun])[0]
    position = noun + 1
    while view.pos(position) == "ADJ" or view.low[position : position + 2] == ["de", "presse"]:
        position += 1
    if view.word(position) not in WITH or (medium is Medium.MEETING and view.word(position) != "avec"):
        return end, None
    head = head_after(view, position + 1)
    printed = medium is Medium.INTERVIEW and head is not None and head.pos_ == "PROPN"
    if head is None or not (printed or is_person(head) or view.named(head.i)):
        return end, None
    return max(end, extent(head)[1]), references(view, [head.i])[0]

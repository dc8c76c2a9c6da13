"""A passive cue -> its content: what somebody condemns, denies, demands, as subject or noun before a participle."""

from __future__ import annotations

from kg.extract.claims.conjugation import Shape
from kg.extract.claims.cues import Cue
from kg.extract.claims.right import content_after
from kg.extract.claims.span import Span
from kg.extract.claims.speakers import in_adjunct
from kg.extract.claims.view import View
from kg.phrases import extent

SUBJECTS = ("nsubj:pass", "nsubj")
#: verbs whose object is not said but spoken of: what follows «comme» or the attribute is said of it
ATTRIBUTIVE = ("attr", "attr?", "comme", "pred")


def passive_content(view: View, cue: Cue) -> Span | None:
    """Return the content of «A est condamné par X», «A, considéré comme "B" par X», «A est accusé par X de B»."""
    noun = _noun(view, cue)
    if cue.entry.addressee == "obj":
        after = content_after(view, cue)
        return Span(after.parts, noun) if after else None
    if noun is None:
        return None
    start, end = extent(view.token(noun))
    part = (start, min(end, cue.start) if start < cue.start else end)
    attribute = _attribute(view, cue)
    if attribute:
        return Span((part, attribute))
    if any(frame in cue.entry.frames for frame in ATTRIBUTIVE) and not cue.entry.takes("obj"):
        return None
    return Span((part,))


def _noun(view: View, cue: Cue) -> int | None:
    first, _ = view.sentence(cue.head)
    verb = view.token(cue.head)
    if cue.shape is Shape.PARTICIPLE:
        return _described(view, cue, first)
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS and first <= c.i < cue.start]
    if subjects and subjects[-1].pos_ in ("NOUN", "PROPN") and not in_adjunct(view, subjects[-1].left_edge.i, first):
        return int(subjects[-1].i)
    return None


def _described(view: View, cue: Cue, first: int) -> int | None:
    """Return the nearest noun before a participle that agrees with it: «des forces kurdes, qualifiées de…»."""
    form = view.word(cue.head)
    plural = "Plur" if form.endswith("s") else "Sing"
    gender = "Fem" if form.endswith(("e", "es")) else "Masc"
    before = range(cue.start - 1, max(cue.start - 9, first - 1), -1)
    nouns = [view.token(i) for i in before if view.pos(i) in ("NOUN", "PROPN")]
    agreeing = [t for t in nouns if t.morph.get("Number", []) == [plural] and t.morph.get("Gender", []) == [gender]]
    unmarked = [t for t in nouns if not t.morph.get("Number", [])]
    found = next((int(token.i) for token in [*agreeing, *unmarked]), None)
    while (
        found is not None
        and view.named(found)
        and view.named(view.token(found).head.i)
        and view.token(found).head.i < found
    ):
        # the head of a name: «l'Organisation mondiale de la santé»
        found = int(view.token(found).head.i)
    return found


def _attribute(view: View, cue: Cue) -> tuple[int, int] | None:
    """Return what stands between the participle and its agent: «considérées comme "ennemies" par Minsk»."""
    agent = next((i for i in range(cue.end, min(cue.end + 14, view.size)) if view.word(i) == "par"), None)
    if agent is None or agent <= cue.end:
        return None
    start = cue.end + 1 if view.word(cue.end) in ("comme", "de", "d'") else cue.end
    if not any(frame in cue.entry.frames for frame in ATTRIBUTIVE) or start >= agent:
        return None
    return (start, agent)

"""A passive cue -> its content: what somebody condemns, denies, demands, as subject or noun before a participle."""

from __future__ import annotations

from kg.extract.claims.conjugation import Shape
from kg.extract.claims.cues import Cue
from kg.extract.claims.ends import noun_end
from kg.extract.claims.function_words import COORDINATORS
from kg.extract.claims.right import content_after
from kg.extract.claims.span import Span
from kg.extract.claims.speakers import in_adjunct
from kg.extract.claims.view import View
from kg.model import Act
from kg.phrases import extent

LINKS = ("comme", "de", "d'")
SUBJECTS = ("nsubj:pass", "nsubj")
LONGEST_PHRASE = 13
#: verbs whose object is not said but spoken of: what follows «comme» or the attribute is said of it
ATTRIBUTIVE = ("attr", "comme", "pred", "obj+comme")


def passive_content(view: View, cue: Cue) -> Span | None:
    """Return the content of «A est condamné par X», «A, considéré comme "B" par X», «A est accusé par X de B»."""
    noun = _noun(view, cue)
    if cue.entry.addressee == "obj":
        after = content_after(view, cue)
        return Span(after.parts, noun) if after else None
    attribute = _attribute(view, cue)
    if noun is None:
        return Span((attribute,)) if attribute else None
    start, end = extent(view.token(noun))
    part = (start, min(end, cue.start) if start < cue.start else end)
    if attribute:
        return Span((part, attribute))
    if any(cue.entry.takes(frame) for frame in ATTRIBUTIVE) and not cue.entry.takes("obj"):
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
    farthest = max(cue.start - LONGEST_PHRASE, first - 1)
    before = range(cue.start - 1, next((i for i in range(cue.start - 1, farthest, -1) if view.finite(i)), farthest), -1)
    # «un vote critiqué en Norvège et qualifié de…», «révélée par X et confirmée» describe no country and no X
    joined = view.word(cue.start - 1) in COORDINATORS | {","}
    nouns = [view.token(i) for i in before if view.pos(i) in ("NOUN", "PROPN") and not (joined and _aside(view, i))]
    agreeing = [t for t in nouns if t.morph.get("Number", []) == [plural] and t.morph.get("Gender", []) == [gender]]
    if cue.entry.act not in (Act.ACCUSE, Act.JUDGE):
        # what is announced or confirmed is no state: «les relations avec Oslo, annoncées par…»
        agreeing = [t for t in agreeing if not view.named(t.i)]
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


def _aside(view: View, noun: int) -> bool:
    return view.word(noun - 1) in ("en", "par") or (view.pos(noun - 1) == "DET" and view.word(noun - 2) == "par")


def _attribute(view: View, cue: Cue) -> tuple[int, int] | None:
    """Return what is said of the noun: «jugés "ennemis" par Minsk», «présentés par Minsk comme "ennemis"»."""
    agent = next((i for i in range(cue.end, min(cue.end + 14, view.size)) if _at(view, i, ("par",))), None)
    if agent == cue.end and cue.entry.takes("with:à"):
        return _receiver(view, cue, agent)
    if agent is None or not any(cue.entry.takes(frame) for frame in ATTRIBUTIVE):
        return None
    marks = [i for i in range(cue.end, agent) if view.opens(i)]
    if agent <= cue.end:
        link = next((i for i in range(agent, min(agent + 14, view.size)) if _links(view, i)), None)
        return (link + 1, noun_end(view, link + 1, cue)) if link is not None else None
    start = cue.end + 1 if _at(view, cue.end, LINKS) else marks[0] if marks else cue.end
    return (start, agent) if start < agent else None


def _receiver(view: View, cue: Cue, agent: int) -> tuple[int, int] | None:
    """Return to whom an agent ascribes a deed: «une frappe attribuée par Oslo | au régime syrien»."""
    near = range(agent + 2, min(agent + 8, view.size))
    start = next((i for i in near if _at(view, i, ("à", "au", "aux"))), None)
    return (start, noun_end(view, start, cue)) if start is not None else None


def _links(view: View, index: int) -> bool:
    """Tell whether what follows an agent is said of the noun: «qualifié par le chef de l'État de "scandale"»."""
    # «qualifié par ses rivaux de dirigeant "autoritaire"»
    noun = view.pos(index + 1) == "NOUN" and view.opens(index + 2) is not None
    return _at(view, index, ("comme",)) or (_at(view, index, LINKS) and (noun or view.opens(index + 1) is not None))


def _at(view: View, index: int, words: tuple[str, ...]) -> bool:
    """Tell whether one of the words stands at a token, outside quotations."""
    return view.word(index) in words and not view.quotation[index]

"""Drafts -> the same, a denial or reply linked to the claim it answers: «un scénario démenti par X», «a répliqué Y»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.claims.build import Draft
from kg.extract.claims.function_words import function
from kg.extract.claims.lexicon import verbs
from kg.extract.claims.span import Span
from kg.extract.claims.view import View
from kg.model import Act
from kg.phrases import determiner

#: what takes up a claim: «ces accusations», «une version contestée par X»
CLAIMED = function("claimed")
#: verbs by which somebody answers
REPLIES = function("reply")
ASKED = function("asked")
#: acts that take up what somebody has said
TAKING_UP = frozenset([Act.DENY, Act.ACCUSE, Act.JUDGE])
#: acts that claim something to be so
CLAIMING = frozenset([Act.SAY, Act.ACCUSE, Act.JUDGE, Act.WARN, Act.THREATEN, Act.DENY])
#: how many sentences a reply may stand away from what it answers
FARTHEST = 4


def answering(view: View, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts, each reply with the span of the claim before it that it answers."""
    return [replace(draft, answers=_answered(view, draft, drafts)) if draft.cue else draft for draft in drafts]


def _answered(view: View, draft: Draft, drafts: Sequence[Draft]) -> Span | None:
    others = [d for d in drafts if d.cue and d.sources and not _same(d, draft)]
    if draft.act is Act.DENY and (said := [d.span for d in others if d.act is not Act.DENY and _shares(d, draft)]):
        return said[0]
    if not (_replies(view, draft) or (draft.act in TAKING_UP and _takes_up(view, draft))):
        return None
    start = min(draft.span.start, draft.cue[0] if draft.cue else draft.span.start)
    before = [d for d in others if _end(d) <= start and d.act in CLAIMING and _near(view, _end(d), start)]
    return max(before, key=_end).span if before else None


def _same(one: Draft, other: Draft) -> bool:
    """Tell whether two claims have a source in common, or one of them none: nobody answers himself."""
    words = [{source.evidence.exact.lower() for source in draft.sources} for draft in (one, other)]
    return one is other or not words[1] or not words[0].isdisjoint(words[1])


def _shares(one: Draft, denial: Draft) -> bool:
    """Tell whether a denial shares the content of a claim; one that is itself said («X dit que Y nie») does not."""
    cue = denial.cue[0] if denial.cue else denial.span.start
    inside = any(start <= cue < end for start, end in one.span.parts)
    return not inside and any(a < d and c < b for a, b in one.span.parts for c, d in denial.span.parts)


def _end(draft: Draft) -> int:
    return max(draft.span.end, draft.cue[1] if draft.cue else 0)


def _near(view: View, end: int, start: int) -> bool:
    for _ in range(FARTHEST):
        end = view.sentence(min(end, view.size - 1))[1]
        if end > start or end >= view.size:
            return True
    return False


def _replies(view: View, draft: Draft) -> bool:
    """Tell whether the verb is one of answering: «a répliqué», «a répondu à Paris»; not to who asks questions."""
    cue = range(*draft.cue) if draft.cue else range(0)
    if not ASKED.isdisjoint(view.low[slice(*view.sentence(cue.start))]):
        return False
    lemmas = {entry.verb for i in cue for entry, _ in verbs().get(view.low[i], ())}
    return not REPLIES.isdisjoint(lemmas) or ("répondre" in lemmas and draft.addressee is not None)


def _takes_up(view: View, draft: Draft) -> bool:
    """Tell whether a content is what somebody has claimed: «ces accusations», «, un scénario démenti»."""
    head = next((view.token(i) for i in range(draft.span.start, draft.span.end) if view.pos(i) == "NOUN"), None)
    if head is None or head.i - draft.span.start > 2 or head.lemma_.lower() not in CLAIMED:
        return False
    article = determiner(head)
    demonstrative = article is not None and article.lower_ in ("ce", "cet", "cette", "ces")
    return demonstrative or view.word(draft.span.start - 1) == ","

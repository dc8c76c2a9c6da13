"""A participle -> whether «par X» after it names who speaks: «condamné par Oslo», «jugé "hostile" par Oslo»."""

from __future__ import annotations

from kg.extract.claims.function_words import DE
from kg.extract.claims.lexicon import Entry
from kg.extract.claims.view import View
from kg.model import Act

LONGEST_ATTRIBUTE = 12
#: frames in which something is said of the object: «qualifié de menteur par Paris»
ATTRIBUTIVE = ("pred", "comme", "obj+comme")
#: what ends the search for an agent
BREAKS = frozenset([".", ";", ":", "et", "que", "qu'"])


def in_passive(view: View, entry: Entry, end: int) -> bool:
    """Tell whether a passive whose participle ends at a token has somebody who speaks: «a été condamné par Oslo»."""
    objective = entry.takes("obj") == "yes" or entry.addressee == "obj"
    return (objective or _described(view, entry, end)) and _agent_follows(view, end)


def after_noun(view: View, entry: Entry, index: int, end: int) -> bool:
    """Tell whether a participle after a noun has somebody who speaks: «un scénario démenti par Moscou»."""
    attributive = any(entry.takes(frame) for frame in ATTRIBUTIVE)
    if entry.act in (Act.SAY, Act.PROMISE, Act.PROPOSE) and not (attributive or entry.takes("by")):
        return False
    accused = entry.act is Act.ACCUSE and entry.addressee == "obj"
    described = attributive or _described(view, entry, end)
    objective = view.pos(index) in ("VERB", "ADJ") and (entry.takes("obj") == "yes" or described or entry.takes("by"))
    return bool(accused or objective) and _agent_follows(view, end)


def said_of(view: View, entry: Entry, index: int, end: int) -> bool:
    """Tell whether a participle says something of a noun: «critiqué par X et qualifié de "mensonge" par Y»."""
    return (view.word(end) == "comme" or view.word(end) in DE) and after_noun(view, entry, index, end)


def _described(view: View, entry: Entry, end: int) -> bool:
    """Tell whether an attribute follows: «jugé "hostile" par X», «considéré par X comme un allié»."""
    if entry.takes("attr") == "yes" and not entry.reflexive:
        return view.opens(end) is not None or view.pos(end) in ("ADJ", "ADV")
    if not any(entry.takes(frame) for frame in ATTRIBUTIVE):
        return False
    if view.word(end) == "par":
        return "comme" in view.low[end : end + LONGEST_ATTRIBUTE]
    return view.word(end) == "comme" or (view.word(end) in DE and entry.takes("pred") is not None)


def _agent_follows(view: View, position: int) -> bool:
    for index in range(position, min(position + LONGEST_ATTRIBUTE, view.size)):
        if view.quotation[index]:
            continue
        if view.low[index] == "par":
            return True
        if view.low[index] in BREAKS or view.finite(index):
            return False
        if view.pos(index) == "VERB":
            # the agent is that of another verb: «accusé de vouloir voler un plan gardé par l'armée»
            return False
    return False

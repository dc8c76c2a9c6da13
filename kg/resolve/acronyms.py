"""A short name in brackets -> the thing whose name stands before them: «Droit et Justice (PiS)»."""

from __future__ import annotations

from kg.knowledge import pieces, records
from kg.model import EntityType, Form, Mention
from kg.resolve.state import State

#: how many letters of a word tell it from others
STEM = 4


def join_acronyms(state: State) -> None:
    """Join the name before a short one in brackets to it: they are the same thing, whichever is known."""
    doc = state.document.doc
    for index, mention in enumerate(state.mentions):
        start, end = state.spans[index]
        if index not in state.keys or mention.reference.form is not Form.NAME or mention.type is EntityType.PERSON:
            continue
        if start < 2 or doc[start - 1].text != "(" or end >= len(doc) or doc[end].text not in {")", ","}:
            continue
        before = _before_bracket(state, start)
        if before is not None and _is_short(state, index, before) and state.keys.get(before) != state.keys[index]:
            _join(state, index, before)


def _join(state: State, index: int, before: int) -> None:
    mention, node = state.mentions[index], state.nodes[state.keys[index]]
    spelt = _is_spelt(state.document.doc[state.spans[index][0]].text, state.mentions[before])
    if not mention.candidates and before in state.keys:
        state.merge(node.key, state.nodes[state.keys[before]])
    elif spelt and _is_another(state, index, before):
        longer = state.nil(state.mentions[before].type, state.mentions[before].name, unique=False)
        longer = state.nodes[state.keys[before]] if before in state.keys else longer
        state.add(before, longer)
        for other, key in list(state.keys.items()):
            if key == node.key and state.mentions[other].reference.evidence.exact == mention.reference.evidence.exact:
                state.add(other, longer)
    elif spelt and before in state.keys:
        state.merge(state.keys[before], node)
    elif spelt:
        state.add(before, node if mention.candidates else state.retype(node, state.mentions[before].type))


def _is_short(state: State, index: int, before: int) -> bool:
    """Tell whether a name is one word, of capitals or the first letter of a word before it."""
    start, end = state.spans[index]
    text = state.document.doc[start].text
    return end - start == 1 and (sum(c.isupper() for c in text) >= 2 or _is_spelt(text, state.mentions[before]))


def _before_bracket(state: State, start: int) -> int | None:
    """Return the mention that ends where a bracket opens, not a person; the longest that begins like the short name."""
    found = state.covering.get(start - 2)
    if found is None:
        ends = [i for i, span in enumerate(state.spans) if span[1] == start - 1]
        short = state.document.doc[start].text[:1].lower()
        first = [i for i in ends if "".join(pieces(state.mentions[i].reference.evidence.exact))[:1] == short]
        found = max(first or ends, key=lambda i: state.spans[i][1] - state.spans[i][0], default=None)
    if found is None or state.mentions[found].type is EntityType.PERSON:
        return None
    return found


def _is_spelt(short: str, mention: Mention) -> bool:
    """Tell whether a name of three words or more has one that begins like its short name, and is nothing known."""
    words = pieces(mention.reference.evidence.exact)
    return not mention.candidates and len(words) > 2 and any(word[0] == short[0].lower() for word in words)


def _is_another(state: State, index: int, before: int) -> bool:
    """Tell whether a short name is known for another: «Conseil national du sida (CNS)» is no national council of X.

    The initials of all long words before it spell the short name, and one of them is in no name of the known thing.
    """
    key = state.keys[index]
    words = [word for word in pieces(state.mentions[before].reference.evidence.exact) if len(word) >= STEM]
    initials = "".join(word[0] for word in words)
    if key not in records() or initials != state.mentions[index].reference.evidence.exact.lower():
        return False
    known = {word[:STEM] for name in (records()[key].label, *records()[key].names) for word in pieces(name)}
    return any(word[:STEM] not in known for word in words)

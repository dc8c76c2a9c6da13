"""A government that goes by who leads it -> its name and the government of the country: «l'administration Trump»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.knowledge import country_adjective, entity_key, gazetteer, held
from kg.model import EntityType
from kg.phrases import OF, core, extent, noun_class
from kg.resolve.forces import RULERS
from kg.resolve.spelling import family_first
from kg.resolve.state import Node, State, country_of

if TYPE_CHECKING:
    from spacy.tokens import Token

#: what goes by the name of who leads it
DOING = frozenset({"nsubj", "nsubj:pass", "obj", "obl:agent"})
LED = frozenset({"administration", "cabinet", "gouvernement"})


def led(state: State, index: int, head: Token) -> Node | None:
    """Return the body that a phrase calls by its leader: «l'administration Trump»."""
    found = _leader(state, head)
    if found is None:
        return None
    noun = head.text if head.lower_ in LED else core(head).text
    node = state.nil(state.mentions[index].type, f"{noun} {_family(state, found)}", unique=False)
    node.within = node.within or (_ruled(state, found) if head.lower_ in LED else None)
    return node


def join_governments(state: State) -> None:
    """Join the government that goes by its leader to that of his country, if the article speaks of both."""
    for key, node in list(state.nodes.items()):
        if node.within is None or node.type is not EntityType.GOVERNMENT_BODY:
            continue
        name = f"gouvernement {country_adjective(node.within, 'm')}"
        known = (*gazetteer().find(name), *gazetteer().find(name.capitalize()))
        national = known[0].key if known else entity_key(EntityType.GOVERNMENT_BODY, name)
        if national in state.nodes and national != key:
            state.merge(key, state.nodes[national])


def _ruled(state: State, index: int) -> str | None:
    """Return the country that the person of a mention rules on the article's date."""
    key, date = state.keys.get(index), (state.document.article.date or "")[:7]
    ruled = (
        of
        for name, of, time in (held(key) if key and date else ())
        if name in RULERS and time.start[:7] <= date <= (time.end or "9999")[:7] and country_of(of) == of
    )
    return next(ruled, None)


def _leader(state: State, head: Token) -> int | None:
    """Return the mention of who leads a body: «l'administration Trump», «le gouvernement de Boris Johnson»."""
    end = extent(head)[1]
    owner = noun_class(head.head) if head.dep_ == "nmod" else None
    spoken_for = owner is not None and owner.kind == "office"
    other = None if spoken_for else state.covering.get(end)
    if other is None or state.mentions[other].type is not EntityType.PERSON or state.spans[other][0] != end:
        return _owner(state, head)
    # «la porte-parole du gouvernement Marie Dupont»: what belongs to something else goes by a family name
    full = " " in state.mentions[other].reference.evidence.exact
    return None if full and head.dep_ not in DOING and len(core(head)) == 1 else other


def _owner(state: State, head: Token) -> int | None:
    """Return the mention of the person whose government a phrase names: «l'administration de Donald Trump»."""
    doc, index = head.doc, head.i + 2
    if head.lower_ not in LED or index >= len(doc) or doc[index - 1].lower_ not in OF:
        return None
    other = state.covering.get(index)
    return None if other is None or state.mentions[other].type is not EntityType.PERSON else other


def _family(state: State, index: int) -> str:
    """Return the family name of a person, as the article writes it if it is all that it says."""
    words = state.mentions[index].reference.evidence.exact.split()
    if len(words) > 1 and index in state.keys:
        words = state.nodes[state.keys[index]].label.split()
    return words[0] if words[0] in family_first() else words[-1]

"""A phrase that the parser hung on the wrong word -> the word that it belongs to."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract.dates import months
from kg.extract.events.lexicon import triggers
from kg.extract.events.scene import preposition
from kg.extract.syntax import case, children

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEDS = frozenset({"conquest", "capture"})


def stray_object_of(noun: Token) -> Token | None:
    """Return the verb whose object the parser hung on a date: «ont lancé le 6 juin une offensive»."""
    date = noun.head
    if noun.dep_ != "nmod" or noun.i < date.i or date.lower_ not in months() or case(noun) not in {"", "des"}:
        return None
    if not case(noun) and not any(c.dep_ == "det" for c in noun.children):
        return None
    verb = next((t for t in date.ancestors if t.pos_ == "VERB"), None)
    return verb if verb is not None and verb.i < date.i and not children(verb, "obj") else None


def claimed(agent: Token) -> Token | None:
    """Return the noun to which an agent beside it belongs: «en cas d'invasion de l'Ukraine par la Russie»."""
    before = agent.left_edge.i - 1
    if before < 0:
        return None
    node = agent.doc[before]
    while node.head.i != node.i and node.head.i > agent.head.i:
        node = node.head
        if node.pos_ == "NOUN" and any(preposition(c) == "de" and c.i < agent.i for c in children(node, "nmod")):
            return node if node.lemma_ in deeds() else None
    return None


@cache
def deeds() -> frozenset[str]:
    """Return the nouns that say that something is done to somebody: «invasion», «arrestation»."""
    return frozenset(
        w for (pos, w), rows in triggers().items() if pos == "noun" and any(r.frame in DEEDS for r in rows)
    )

"""«Les insurgés», «les rebelles» -> the only armed group of the article that is known to be called so."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import records
from kg.model import EntityType
from kg.phrases import is_definite, number, possessive
from kg.resolve.roles import belongs_to
from kg.resolve.state import Node, State, country_of

if TYPE_CHECKING:
    from spacy.tokens import Token

#: how the nouns begin of those who rise against a government
RISING = ("insurg", "rebel")
#: what tells some insurgents from others
TELLING = frozenset({"amod", "nmod", "acl", "acl:relcl", "nummod", "appos"})


def insurgents(state: State, head: Token) -> Node | None:
    """Return the armed group that insurgents are; with a nation's adjective it must be of that nation."""
    if not head.lower_.startswith(RISING) or number(head) != "Plur" or not is_definite(head) or possessive(head):
        return None
    nations = belongs_to(state, head)
    if any(child.dep_ in TELLING and child.i not in state.covering for child in head.children):
        return None
    found = [key for key in state.nodes if key in _rising() and (not nations or country_of(key) in nations)]
    return state.nodes[found[0]] if len(found) == 1 else None


@cache
def _rising() -> frozenset[str]:
    """Return the armed groups one of whose names begins with such a noun: «insurgés talibans»."""
    forces = (record for record in records().values() if record.type is EntityType.ARMED_FORCE)
    return frozenset(r.key for r in forces if any(name.lower().startswith(RISING) for name in r.names))

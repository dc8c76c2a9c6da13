"""A force in its phrase -> the forces of the person or body that it belongs to or fights for: «les hommes de M. X»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.knowledge import entity_key, office, pieces
from kg.model import EntityType
from kg.phrases import OF, SIDES, determiner, noun_class
from kg.resolve.roles import offices_on
from kg.resolve.state import Node, State, country_of

if TYPE_CHECKING:
    from spacy.tokens import Token

OWNERS = frozenset(
    {EntityType.PERSON, EntityType.GOVERNMENT_BODY, EntityType.INTERNATIONAL_ORGANIZATION, EntityType.POLITICAL_PARTY}
)
LOYAL = ("loyal", "fidèle", "favorable", "rallié", "dévoué")
#: people in the plural who are the forces of the person whom they follow
FOLLOWERS = frozenset({"hommes", "combattants", "soldats", "miliciens", "milices", "milice", "mercenaires"})
DATIVE = {"à": "de", "au": "du", "aux": "des"}
RULERS = frozenset({"head-of-state", "head-of-government", "supreme-leader"})


def is_force(head: Token) -> bool:
    """Tell whether a noun may stand for somebody's forces: «troupes», «armée», «hommes»."""
    noun = noun_class(head)
    canonical = noun is not None and noun.canonical == "armée"
    return canonical or head.lower_ in FOLLOWERS or head.lower_.startswith("pro-")


def followed(state: State, head: Token) -> tuple[Node, str] | None:
    """Return the person, government or organisation whose forces a phrase names, and the name that it gives them."""
    found = _sided(state, head) or _owner(state, head)
    if found is None:
        return None
    owner, complement = found
    if owner.type is not EntityType.PERSON and head.lower_ in FOLLOWERS:
        return None
    word = "forces" if head.lower_ in FOLLOWERS or head.lower_.startswith(SIDES) else head.text
    return owner, f"{word} {complement}"


def forces_of(state: State, owner: Node, label: str = "") -> Node:
    """Return the forces of somebody, by the ``label`` that the article first gives them."""
    canonical = f"forces de {owner.label}"
    key = entity_key(EntityType.ARMED_FORCE, canonical)
    return state.nodes.get(key) or Node(key, EntityType.ARMED_FORCE, label or canonical)


def state_of(state: State, owner: Node) -> str | None:
    """Return the country that somebody rules by what the article or knowledge says."""
    told = [(t.office, of) for t in state.tenancies if t.person == owner.key for of in t.of]
    for name, of in (*told, *offices_on(owner.key, state.document.article.date)):
        if office(name).name in RULERS and country_of(of) == of:
            return of
    return None


def joined(state: State, head: Token) -> Node | None:
    """Return the forces of the government, for «les forces progouvernementales», if the article has one only."""
    if not any("gouvernementa" in child.lower_ or child.lower_ == "loyalistes" for child in head.rights):
        return None
    bodies = [n for n in state.nodes.values() if n.type is EntityType.GOVERNMENT_BODY]
    found = [state.nodes[key] for n in bodies if (key := forces_of(state, n).key) in state.nodes]
    return found[0] if len(found) == 1 else None


def _sided(state: State, head: Token) -> tuple[Node, str] | None:
    """Return whom «les forces pro-X» and «les pro-X» are for."""
    for token in (head, *head.rights):
        if token.lower_.startswith(SIDES[0]) and (determiner(token) is not None or token.i != head.i):
            name = pieces(token.text)[1:]
            for node in state.nodes.values():
                forms = (node.label, *node.aliases)
                if node.type in OWNERS and any(name and pieces(form)[-len(name) :] == name for form in forms):
                    return node, token.text
    return None


def _owner(state: State, head: Token) -> tuple[Node, str] | None:
    doc, index, loyal = state.document.doc, head.i + 1, False
    while index < len(doc) and (doc[index].pos_ == "ADJ" or doc[index].lower_.startswith(LOYAL)):
        if index in state.covering:
            return None
        loyal = loyal or doc[index].lower_.startswith(LOYAL)
        index += 1
    if index >= len(doc) or not (doc[index].lower_ in OF or (loyal and doc[index].lower_ in DATIVE)):
        return None
    preposition = DATIVE.get(doc[index].lower_, doc[index].lower_)
    for position in range(index + 1, min(index + 4, len(doc))):
        other = state.covering.get(position)
        if other is not None:
            key = state.keys.get(other)
            node = state.nodes[key] if key else None
            if node is None or node.type not in OWNERS:
                return None
            rest = doc[index + 1 : state.spans[other][1]].text
            return node, f"{preposition} {rest}".replace("' ", "'")
        if doc[position].pos_ not in {"DET", "NOUN", "ADJ"}:
            return None
    return None

"""A plural pronoun or «les deux X» -> the two entities that it stands for: the last that were named together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EntityType, Form
from kg.phrases import coordinated, is_definite, noun_class
from kg.resolve.state import State

if TYPE_CHECKING:
    from spacy.tokens import Token

PLURAL = frozenset({"ils", "elles", "eux", "-ils", "-elles", "-t-ils", "-t-elles"})
EXAMPLES = frozenset({"dont", "comme", "notamment"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
SENTENCES_BACK = 6
#: how many sentences back two persons are spoken of
NEAR = 3
#: how often a country is named that an article is about
LEAST = 3
#: what may speak or act together: «l'AIEA et l'agence iranienne … Elles ont souligné»
BODIES = frozenset({EntityType.GOVERNMENT_BODY, EntityType.INTERNATIONAL_ORGANIZATION})
STATES = frozenset(
    {"pays", "capitales", "etats", "états", "nations", "puissances", "alliés", "voisins", "parties", "géants", "rivaux"}
)


def pair(state: State, token: Token) -> tuple[str, ...]:
    """Return the keys of two entities of one kind, none where anything else in the plural stands nearer."""
    if token.lower_ in PLURAL:
        return () if _goes_on(state, token) else _together(state, token, None)
    kind = kind_of_two(token)
    return (_opposite(state, token, kind) or _together(state, token, kind) or _leading(state, kind)) if kind else ()


def _goes_on(state: State, token: Token) -> bool:
    """Tell whether «ont-ils ajouté» goes on with a group that has just spoken."""
    last = next((key for head, key in reversed(state.turns) if head < token.i), None)
    return token.text.startswith("-") and last is not None and state.nodes[last].type is EntityType.GROUP


def _opposite(state: State, token: Token, kind: EntityType) -> tuple[str, ...]:
    """Return the only two persons last spoken of, in as few sentences as it takes: «X a quitté Y. Les deux hommes…»."""
    if kind is not EntityType.PERSON:
        return ()
    found: dict[str, None] = {}
    home, reached = state.sentence(token.i), 0
    for index in state.before(token.i):
        distance = home - state.sentence(state.heads[index].i)
        if distance > NEAR or (distance > reached and len(found) > 1):
            break
        reached = distance
        key = state.keys.get(index)
        if key is not None and state.nodes[key].type is kind:
            found[key] = None
    return tuple(sorted(found)) if len(found) == 2 else ()


def _leading(state: State, kind: EntityType) -> tuple[str, ...]:
    """Return the two countries that the article names far oftener than any third."""
    first, second, third = [*state.countries.most_common(3), ("", 0), ("", 0), ("", 0)][:3]
    led = kind is EntityType.COUNTRY and second[1] >= max(LEAST, 2 * third[1])
    both = tuple(sorted((first[0], second[0])))
    return both if led and all(key in state.nodes for key in both) else ()


def kind_of_two(token: Token) -> EntityType | None:
    """Return what «les deux dirigeants», «les deux pays» are two of."""
    if not is_definite(token) or not any(c.lower_ == "deux" and c.i < token.i for c in token.children):
        return None
    if token.lower_ in STATES:
        return EntityType.COUNTRY
    if any(c.dep_ == "acl" for c in token.rights):
        # «les deux militaires tués» are told apart by what happened to them, not by who was named before
        return None
    noun = noun_class(token)
    return EntityType.PERSON if noun is not None and noun.kind in {"office", "individual"} else None


def _together(state: State, token: Token, kind: EntityType | None) -> tuple[str, ...]:
    home = state.sentence(token.i)
    for index in state.before(token.i):
        head, mention = state.heads[index], state.mentions[index]
        if home - state.sentence(head.i) > SENTENCES_BACK:
            return ()
        if mention.reference.form is Form.ADJECTIVE or state.reported(head.i, token.i):
            continue
        if kind is None and _is_example(head):
            continue
        found = _pair_at(state, index)
        if found and (kind is None or (len(found) == 2 and kind is state.nodes[found[0]].type)):
            return found
        if kind is not None or coordinated(head).dep_ not in SUBJECTS:
            continue
        if of_two := kind_of_two(head):
            return _together(state, head, of_two)
        if "Plur" in head.morph.get("Number", []):
            return ()
    return ()


def _is_example(head: Token) -> bool:
    """Tell whether names are told as some of many: «six élus, dont X et Y», «comme X et Y»."""
    first = coordinated(head).left_edge
    return EXAMPLES & {first.lower_, first.nbor(-1).lower_ if first.i else ""} != set()


def _pair_at(state: State, index: int) -> tuple[str, ...]:
    """Return the entities of names of one type that «et» joins: «X et Y», «X, Y et Z»."""
    key = state.keys.get(index)
    if key is None:
        return ()
    start = state.spans[index][0]
    before = state.document.doc[start - 1] if start else None
    while before is not None and before.i and (before.pos_ in {"DET", "ADP"} or before.text in {"M.", "Mme"}):
        before = before.nbor(-1)
    if before is None or before.lower_ != "et" or not before.i:
        return ()
    other = state.covering.get(before.i - 1)
    first = state.keys.get(other) if other is not None else None
    if other is None or first is None or first == key:
        return ()
    kinds = {state.nodes[first].type, state.nodes[key].type}
    if not (kinds <= BODIES or kinds in ({EntityType.PERSON}, {EntityType.COUNTRY})):
        return ()
    listed = _listed_before(state, other, kinds)
    foremost = state.key_at(coordinated(state.heads[other]))
    if not listed and foremost not in {first, key, None} and kinds == {EntityType.COUNTRY}:
        # «de l'ONU, de Paris et de Londres»
        return ()
    return (*listed, first, key)


def _listed_before(state: State, index: int, kinds: set[EntityType]) -> tuple[str, ...]:
    """Return the entities of the names that commas join before another: «X, Y | et Z»."""
    found: tuple[str, ...] = ()
    head = coordinated(state.heads[index])
    while True:
        before = state.document.doc[max(state.spans[index][0] - 1, 0)]
        while before.pos_ == "DET" and before.i:
            before = before.nbor(-1)
        other = state.covering.get(before.i - 1) if before.text == "," else None
        key = state.keys.get(other) if other is not None else None
        if other is None or key is None or state.nodes[key].type not in kinds:
            return found
        if coordinated(state.heads[other]) != head:
            return found
        index, found = other, (key, *found)

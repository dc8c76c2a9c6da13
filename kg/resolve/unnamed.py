"""Descriptions that nothing resolves -> entities of their own, where they belong to a state, place or organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.knowledge import office, pieces
from kg.model import EntityType, Form
from kg.phrases import OF, case, core, determiner, extent, is_definite, is_pointed_at, noun_class, number, possessive
from kg.resolve.bodies import is_charge, is_elsewhere
from kg.resolve.neighbours import is_relation
from kg.resolve.roles import RULERS, belongs_to, national
from kg.resolve.state import Node, State, named

if TYPE_CHECKING:
    from spacy.tokens import Token

FREE = frozenset({EntityType.GROUP, EntityType.DOCUMENT})
#: establishments and organs that a name beside them tells from others of their kind
PARTICULAR = frozenset({"site", "mission", "body", "force"})
PERSONS = frozenset({"office", "individual"})
LONGEST_LABEL = 10
#: places that are what their complement names: «la ville de X»
TOWNS = frozenset({"ville", "village", "localité", "cité"})
NAMED_AFTER = TOWNS | {"île", "province"}


def keep_unnamed(state: State) -> None:
    """Make entities of the groups, documents, bodies, sites and persons of somebody («des responsables américains»)."""
    for index, mention in enumerate(state.mentions):
        if index in state.keys or mention.reference.form is not Form.DESCRIPTION or named(mention):
            continue
        head = state.heads[index]
        node = _same_place(state, index, head) or _particular(state, index, head)
        if node is None and not _is_predicate(head) and _noteworthy(state, mention.type, head):
            node = state.nil(mention.type, described(head), unique=True)
        if node is not None:
            state.add(index, node)


def described(head: Token) -> str:
    """Return the words of a description without article; a bare noun keeps what follows: «diplomate sous anonymat»."""
    phrase = core(head)
    doc, start, end = head.doc, phrase.start, phrase.end
    while end < len(doc) and doc[end].is_title and doc[end].pos_ == "PROPN" and doc[end].ent_type_ != "PER":
        end += 1
    if end + 1 < len(doc) and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_):
        # «l'enseignant|-chercheur»
        end += 2
    elif end - start == 1 and number(head) == "Sing":
        end = _restricted(head, end)
    return " ".join(doc[start:end].text.split())


def same_group(state: State, head: Token) -> Node | None:
    """Return the only group that the same noun has named, for a bare «les députés» after «les députés iraniens»."""
    told = any(child.dep_ in {"nmod", "amod"} or child.dep_.startswith("acl") for child in head.children)
    if told or number(head) != "Plur" or not is_definite(head) or possessive(head):
        return None
    before = (other for other in state.before(head.i) if state.heads[other].lower_ == head.lower_)
    keys = {key for other in before if (key := state.keys.get(other))}
    groups = [key for key in keys if state.nodes[key].type is EntityType.GROUP]
    return state.nodes[groups[0]] if len(groups) == 1 else None


def _restricted(head: Token, end: int) -> int:
    """Return the end of the participle that restricts a noun; clauses do not belong to a label."""
    doc, stop = head.doc, end
    if "VerbForm=Part" not in "".join(str(t.morph) for t in doc[stop : stop + 2] if t.pos_ in {"VERB", "PRON"}):
        return end
    while stop < len(doc) and stop - end < LONGEST_LABEL and doc[stop].pos_ not in {"PUNCT", "AUX", "SPACE", "SCONJ"}:
        stop += 1
    return stop if stop < len(doc) and doc[stop].pos_ == "PUNCT" else end


def _same_place(state: State, index: int, head: Token) -> Node | None:
    """Return the place that «la ville de X» is, or the one last named for «la ville», «cette ville du Minnesota»."""
    if head.lower_ not in NAMED_AFTER or not is_definite(head):
        return None
    of = next(((case(noun), key) for noun in head.rights if case(noun) in OF and (key := state.key_at(noun))), None)
    if of is None:
        return _last_city(state, index, head) if len(core(head)) == 1 else None
    preposition, key = of
    node = state.nodes[key]
    # «cette ville du Minnesota» lies there; «la ville du Havre» is so called
    lies = head.lower_ in TOWNS and preposition == "du" and not node.label.startswith(("Le ", "La ", "L'"))
    if node.type is EntityType.PLACE and lies:
        return _last_city(state, index, head) if is_pointed_at(head) else None
    return node if node.type is EntityType.PLACE else None


def _last_city(state: State, index: int, head: Token) -> Node | None:
    """Return the city last named, at most two sentences back."""
    home = state.sentence(head.i)
    for other in reversed(range(index)):
        if home - state.sentence(state.heads[other].i) > 2:
            return None
        key = state.keys.get(other)
        if key and state.nodes[key].type is EntityType.PLACE and _may_be_a_city(state, other):
            return state.nodes[key]
    return None


def _may_be_a_city(state: State, index: int) -> bool:
    """Tell whether a place is named as cities are, without article and common noun: not «le Texas», «place Tahrir»."""
    mention, name = state.mentions[index], state.heads[index]
    bare = determiner(name) is None and case(name) not in {"en", "au", "aux", "du"}
    return mention.reference.form is Form.NAME and bare and mention.reference.evidence.exact[:1].isupper()


def _particular(state: State, index: int, head: Token) -> Node | None:
    """Return the establishment or organ that a name or a nation in its phrase tells from others."""
    noun = noun_class(head)
    if noun is None or noun.kind not in PARTICULAR or number(head) == "Plur" or is_charge(head):
        return None
    if noun.kind in {"force", "body"} and is_elsewhere(head):
        return None
    label = described(head)
    words, definite, form = set(pieces(label)), is_definite(head), head.lower_
    for other in reversed(range(index)) if definite else ():
        key = state.keys.get(other) if state.heads[other].lower_ == form else None
        if key and words <= set(pieces(state.nodes[key].label)):
            return state.nodes[key]
    if _individual(state, index, head):
        return state.nil(noun.type, label, unique=not definite)
    return None


def _individual(state: State, index: int, head: Token) -> bool:
    """Tell whether a phrase holds a name or a national adjective, goes on with a proper noun, or has a capital."""
    _, end = extent(head)
    doc = state.document.doc
    if head.text[:1].isupper() and not head.is_sent_start and is_definite(head) and len(core(head)) > 1:
        return True
    inside = any(state.covering.get(i, index) != index or doc[i].pos_ == "PROPN" for i in range(head.i + 1, end))
    return inside or (end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper())


def _noteworthy(state: State, kind: EntityType, head: Token) -> bool:
    if kind in FREE:
        return not is_relation(head) and not _is_shared(head) and bool(belongs_to(state, head))
    noun = noun_class(head)
    if noun is None or noun.kind not in PERSONS or is_any_ruler(head):
        return False
    return _is_one(head) and len(core(head)) > 1 and bool(belongs_to(state, head))


def _is_shared(head: Token) -> bool:
    """Tell whether several each have a nation of their own: «ses homologues tchèque X et polonais Y»."""
    return number(head) == "Plur" and any(
        child.dep_ == "amod" and child.morph.get("Number", []) == ["Sing"] and national(child) for child in head.rights
    )


def is_any_ruler(head: Token) -> bool:
    """Tell whether a ruler is any of them, or whose is not known: «un président en exercice», «leur président»."""
    return (_is_one(head) or possessive(head) is not None) and office(head.lower_).name in RULERS


def _is_predicate(head: Token) -> bool:
    """Tell whether a noun says what somebody is: «l'Egypte est un allié de X», «Allié de X, le pays…»."""
    bare = determiner(head) is None and not case(head) and number(head) == "Sing"
    copula = any(child.dep_ == "cop" for child in head.lefts)
    return copula or (bare and head.dep_ in {"appos", "advcl", "acl", "xcomp", "dep"})


def _is_one(head: Token) -> bool:
    """Tell whether somebody is introduced: «un haut responsable»."""
    article = determiner(head)
    return article is not None and article.lower_ in {"un", "une"}

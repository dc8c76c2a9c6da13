"""A general noun -> the organisation, company, party or medium that it means again: «l'ONG», «la chaîne italienne»."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import Record, fold, lexicon, pieces, records
from kg.knowledge.nouns import Noun, general_nouns, head_nouns
from kg.model import EntityType
from kg.phrases import case, core, determiner, extent, is_definite, noun_class, number, possessive
from kg.resolve.roles import belongs_to
from kg.resolve.state import Node, State, country_of, named

if TYPE_CHECKING:
    from spacy.tokens import Token

#: how many sentences back a general noun points
NEAR = 2
#: kinds of nouns that name one thing throughout an article: «l'éditeur»
ENTERPRISES = frozenset({"company", "media", "organisation"})
#: kinds of nouns that stay themselves with any adjective: «la chaîne conservatrice», not «le groupe parlementaire»
FIRM = frozenset({"company", "media"})
#: how the names of a nation's forces begin, which are no groups
NATIONAL = frozenset({"armee", "armees", "etat", "force", "forces", "garde", "marine", "troupes"})
#: what parts a clause that only tells more from its noun
APART = frozenset({",", "(", "-", "–"})
#: how much oftener than others the company is named that an article is about
FAR_OFTENER = 2
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def meant_again(state: State, head: Token, noun: Noun) -> Node | None:
    """Return what a definite description in the singular names again: the nearest thing of its types."""
    compound = head_nouns().get(head.lower_) is not noun
    types = _types(head, noun, compound=compound)
    if not types or not _may_point(state, head):
        return None
    nations = belongs_to(state, head)
    plain = compound or all(child.i in state.covering for child in head.children if child.dep_ == "amod")
    if not plain and noun.kind not in FIRM:
        return None
    found = None
    if compound or noun.kind in FIRM or head.lower_ in general_nouns() or head.lower_ in _anaphors():
        found = _last(state, head, types, nations)
    found = found or _of_its_name(state, head, types, nations)
    return _beside(state, head) if found is None and noun.kind in ENTERPRISES and plain and not nations else found


def _types(head: Token, noun: Noun, *, compound: bool) -> frozenset[EntityType]:
    """Return what a noun may mean again; a compound («groupe jihadiste») means what it says."""
    own = frozenset({noun.type}) if noun.kind in {*ENTERPRISES, "party"} else frozenset()
    if compound:
        return frozenset({noun.type}) if head.lower_ in _anaphors() else own
    return _anaphors().get(head.lower_, own)


@cache
def _anaphors() -> dict[str, frozenset[EntityType]]:
    return {row["noun"]: frozenset(map(EntityType, row["types"].split())) for row in lexicon("anaphors")}


def _may_point(state: State, head: Token) -> bool:
    """Tell whether a phrase can mean what was named before: one definite thing that nothing tells from another."""
    doc, end = head.doc, extent(head)[1]
    if not is_definite(head) or number(head) == "Plur" or (end < len(doc) and _begins_name(doc[end])):
        return False
    owner, noun = possessive(head), noun_class(head)
    if noun is None or (owner is not None and noun.kind != "party"):
        return False
    for child in head.children:
        if child.dep_ in {"nummod", "appos"} or child.dep_.startswith("flat") or child.lemma_.lower() in _contrasting():
            return False
        if child.dep_ == "nmod" and not _is_kind(state, child, firm=noun.kind in FIRM):
            return False
        if child.dep_.startswith("acl") and doc[child.left_edge.i - 1].text not in APART:
            return False
    return True


def _begins_name(token: Token) -> bool:
    return token.text[:1].isupper() or token.text[:1].isdigit()


@cache
def _contrasting() -> frozenset[str]:
    """Return the adjectives that tell a thing from others of its kind: «la principale chaîne», «le journal unique»."""
    return frozenset(row["word"] for row in lexicon("word_uses") if row["use"] == "contrasting")


def _is_kind(state: State, complement: Token, *, firm: bool) -> bool:
    """Tell whether a complement only says of what kind a thing is: «le géant de la chimie», not «l'éditeur de X»."""
    named = any(token.i in state.covering or token.pos_ == "PROPN" for token in complement.subtree)
    return complement.text.islower() and not named and (firm or determiner(complement) is None)


def _candidates(
    state: State, head: Token, types: frozenset[EntityType], nations: tuple[str, ...]
) -> Iterator[tuple[Token, str]]:
    """Yield what is named before and may be meant, nearest first."""
    for other in state.before(head.i):
        key = state.keys.get(other)
        node = state.nodes[key] if key else None
        if key is None or node is None or node.type not in types or not node.aliases:
            continue
        if nations and country_of(key) not in {*nations, None}:
            continue
        if node.type is EntityType.ARMED_FORCE and NATIONAL.intersection(pieces(node.label)[:1]):
            continue
        if node.type is EntityType.MEDIA_OUTLET and case(state.heads[other]) in {"à", "au"}:
            continue
        yield state.heads[other], key


def _last(state: State, head: Token, types: frozenset[EntityType], nations: tuple[str, ...]) -> Node | None:
    """Return the thing last spoken of in the sentences before; of several companies the last that does something."""
    home, near, subjects = state.sentence(head.i), Counter[str](), []
    for token, key in _candidates(state, head, types, nations):
        if home - state.sentence(token.i) > NEAR:
            break
        near[key] += 1
        if token.dep_ in SUBJECTS:
            subjects.append(key)
    if not near:
        return None
    if EntityType.COMPANY not in types or len(near) == 1:
        return state.nodes[next(iter(near))]
    if subjects and not nations:
        return state.nodes[subjects[0]]
    first, second = Counter(key for key in state.keys.values() if key in near).most_common(2)
    return state.nodes[first[0]] if first[1] >= FAR_OFTENER * second[1] else None


def _of_its_name(state: State, head: Token, types: frozenset[EntityType], nations: tuple[str, ...]) -> Node | None:
    """Return what has the noun in its name («l'Alliance»), or the only enterprise of its nation named before."""
    found = {key for _, key in _candidates(state, head, types, nations)}
    if nations:
        theirs = {key for key in found if country_of(key) in nations}
        kinds = {
            key for key in theirs if state.nodes[key].type is EntityType.COMPANY or _has_noun(records()[key], head)
        }
        return state.nodes[kinds.pop()] if len(kinds) == 1 == len(theirs) else None
    for _, key in _candidates(state, head, types, nations):
        if len(core(head)) == 1 and key in records() and _has_noun(records()[key], head):
            return state.nodes[key]
    return None


def _beside(state: State, head: Token) -> Node | None:
    """Return the only thing that the same noun names elsewhere: «l'éditeur» beside «son éditeur X»."""
    same = {
        key
        for index, key in state.keys.items()
        if state.heads[index].lower_ == head.lower_ and not named(state.mentions[index])
    }
    return state.nodes[same.pop()] if len(same) == 1 else None


def _has_noun(record: Record, head: Token) -> bool:
    return any(fold(head.text) in pieces(name) for name in record.names)

"""A description of a body or force -> its entity: «les troupes russes», «le gouvernement», «l'administration Trump»."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import Entry, country_adjective, gazetteer, lexicon, office, pieces, records
from kg.knowledge.nouns import Noun
from kg.model import EntityType, Form
from kg.phrases import OF, case, core, is_definite, noun_class, number, possessive
from kg.resolve.focus import focus, told
from kg.resolve.forces import OWNERS, forces_of, is_force, state_of
from kg.resolve.led import led
from kg.resolve.ministries import ministry
from kg.resolve.roles import MINISTERS, RULERS, belongs_to
from kg.resolve.state import Node, State, country_of

if TYPE_CHECKING:
    from spacy.tokens import Token

#: bodies that one state has in another, or several of: their own words name them for good
#: what is one body in the plural
MANY = frozenset({"autorités", "armées"})
#: what is an office or an art as often as a body, and what not every country has
ABSTRACT, HOUSES = frozenset({"présidence", "diplomatie"}), frozenset({"sénat", "parquet"})
POLITICS = frozenset({EntityType.GOVERNMENT_BODY, EntityType.POLITICAL_PARTY})
ACTING = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
#: how the adjectives begin of what is less than a nation
LOCAL = ("local", "municipal", "provincia", "région", "départemental", "cantonal")
#: what an organ of an organisation is called
AGENCIES = frozenset({"agence", "instance", "organe"})
#: how the adjectives begin of what is no nation's own
ABROAD = ("étrang", "internationa")
PROPER = ("ambassade", "ministère", "consulat")
#: how a supreme court is called again
HIGH = "haute"
#: where an abstract noun is a body that speaks
SPEAKING = frozenset({"porte-parole", "communiqué"})


def body(state: State, index: int, head: Token) -> Node | None:
    """Return a nation's body by its canonical name, or the last of its kind for a bare «le gouvernement»."""
    mention, text = state.mentions[index], core(head).text
    if leads := led(state, index, head):
        return leads
    foreign = any(child.lower_.startswith(ABROAD) for child in head.rights if child.dep_ == "amod")
    if foreign or (head.lower_ == "diplomatie" and is_charge(head)):
        return None
    if _is_local(state, head):
        return state.nil(mention.type, text, unique=False)
    if not is_elsewhere(head) and (of := belongs_to(state, head)):
        return ministry(state, head, of[0]) or _owned_by(state, index, head, of[0])
    if not is_definite(head) or possessive(head):
        return None
    return (
        _same_words(state, text)
        or _same_noun(state, index, head)
        or ministry(state, head, None)
        or _of_focus(state, head)
    )


def _is_of_several(owner: str) -> bool:
    """Tell whether an owner is an organisation of several states, whose organs are international."""
    return owner in records() and records()[owner].type is EntityType.INTERNATIONAL_ORGANIZATION


def _owned_by(state: State, index: int, head: Token, owner: str) -> Node:
    """Return the body of a country or organisation."""
    if _is_of_several(owner) and state.mentions[index].type is EntityType.GOVERNMENT_BODY:
        return _agency(state, index, head, owner)
    return national(state, head, owner, state.mentions[index].type)


def _agency(state: State, index: int, head: Token, owner: str) -> Node:
    """Return the organ of an organisation: «l'agence onusienne» is the one last named, if it is not the whole."""
    for other in reversed(range(index)) if head.lower_ in AGENCIES and is_definite(head) else ():
        key = state.keys.get(other)
        if key and key != owner and _is_of_several(key) and state.mentions[other].reference.form is Form.NAME:
            return state.nodes[key]
    return national(state, head, owner, EntityType.INTERNATIONAL_ORGANIZATION)


def is_elsewhere(head: Token) -> bool:
    """Tell whether a noun is followed by where it is, which names no other one: «l'armée en territoire ennemi»."""
    return head.i + 1 < len(head.doc) and head.nbor().lower_ in {"en", "dans", "sur"}


def _is_local(state: State, head: Token) -> bool:
    """Tell whether a body is a province's or a town's, not the nation's: «la police de Washington»."""
    if not is_force(head) and any(c.lower_.startswith(LOCAL) for c in head.rights if c.dep_ == "amod"):
        return True
    names = (state.covering.get(child.i) for child in head.rights if child.dep_ == "nmod" and case(child) in OF)
    towns = (gazetteer().find(state.mentions[name].reference.evidence.exact) for name in names if name is not None)
    return head.lower_ == "police" and any(records()[entry.key].capital_of for town in towns for entry in town)


def owned(state: State, head: Token, owner: str) -> Node | None:
    """Return the body of a state that a possessive belongs to: «ses troupes», said of Russia or of who rules it."""
    noun = noun_class(head)
    node = state.nodes.get(owner)
    if node is not None and node.type is not EntityType.COUNTRY and is_force(head):
        ruled = state_of(state, node)
        if ruled is None:
            return _forces_of(state, node)
        owner = ruled
    if noun is None or not _canonical(head, owner):
        return None
    return national(state, head, owner, noun.type)


def national(state: State, head: Token, of: str, kind: EntityType = EntityType.ARMED_FORCE) -> Node:
    """Return a nation's body by its noun, the known one if there is one."""
    return _known(state, kind, head, of) or _new(state, kind, head, of)


def _forces_of(state: State, owner: Node) -> Node | None:
    """Return the forces of somebody, themselves where forces speak of «nos forces»."""
    if owner.type in OWNERS:
        return forces_of(state, owner)
    return owner if pieces(owner.label)[:1] in {("forces",), ("armee",), ("troupes",)} else None


def armed_forces(state: State, country: str) -> Node | None:
    """Return the armed forces of a country."""
    adjective = country_adjective(country, "f")
    if not adjective:
        return None
    for entry in _entries(f"armée {adjective}"):
        if records()[entry.key].type is EntityType.ARMED_FORCE:
            return state.node_of(entry.key)
    return state.nil(EntityType.ARMED_FORCE, f"armée {adjective}", unique=False)


def _of_focus(state: State, head: Token) -> Node | None:
    """Return the body of the country that the text speaks of: «le gouvernement», «l'armée»."""
    noun = noun_class(head)
    if noun is None or not noun.canonical or not _is_whole(head) or is_charge(head) or head.lower_ == "force":
        return None
    if number(head) == "Plur" and head.lower_ not in MANY:
        return None
    acts = head.dep_ in ACTING or head.head.lower_ in SPEAKING or case(head) == "selon"
    if head.lower_ in ABSTRACT and not acts:
        return None
    if head.lower_ in HOUSES and (house := _beside_politics(state, head, noun)):
        return house
    country = focus(state, head)
    if country is None:
        return None
    return _known(state, noun.type, head, country) or (
        None if head.lower_ in HOUSES else _new(state, noun.type, head, country)
    )


def _beside_politics(state: State, head: Token, noun: Noun) -> Node | None:
    """Return the house of the country whose parliament, government or party is named last before it."""
    for other in state.before(head.i):
        key = state.keys.get(other)
        country = country_of(key) if key and state.nodes[key].type in POLITICS else None
        if country and (house := _known(state, noun.type, head, country)):
            return house
    return None


def is_charge(head: Token) -> bool:
    """Tell whether a noun says only of what somebody is the chief: «le chef de la diplomatie»."""
    office_noun = noun_class(head.head) if head.dep_ == "nmod" else None
    if office_noun is None or office_noun.kind != "office":
        return False
    return office(f"{head.head.text} {_phrase(head)}").name in MINISTERS | RULERS


def _phrase(head: Token) -> str:
    return str(head.doc[head.left_edge.i : head.i + 1].text)


def _entries(name: str) -> tuple[Entry, ...]:
    """Return what bears a name, which may be known with a capital: «Gouvernement turc»."""
    return (*gazetteer().find(name), *gazetteer().find(name[:1].upper() + name[1:]))


def _canonical(head: Token, of: str) -> str:
    """Return the canonical name of a nation's body: «armée ukrainienne» for «les troupes de Kiev»."""
    noun = noun_class(head)
    adjective = country_adjective(of, noun.agreement) if noun and noun.canonical else ""
    return f"{noun.canonical} {adjective}" if noun and adjective else ""


def _known(state: State, kind: EntityType, head: Token, of: str) -> Node | None:
    text, canonical = core(head).text, _canonical(head, of)
    # «l'armée de l'air» is not the army
    whole = len(text.split()) <= 3 or canonical.startswith("gouvernement")
    for name in (text, canonical) if whole else (text,):
        for entry in _entries(name):
            if entry.key in records() and records()[entry.key].type is kind:
                return state.node_of(entry.key)
    return None


def _new(state: State, kind: EntityType, head: Token, of: str) -> Node:
    text, canonical = core(head).text, _canonical(head, of)
    if canonical and len(text.split()) <= 3:
        node = state.nil(kind, canonical, unique=False)
        if node.key not in state.nodes:
            node.label = _as_written(state, canonical, of)
        return node
    return state.nil(kind, text, unique=not text.lower().startswith(PROPER))


def _as_written(state: State, canonical: str, country: str) -> str:
    """Return a body's name with the adjective of the article: «police bélarusse» for «police biélorusse»."""
    noun, _, adjective = canonical.rpartition(" ")
    forms = [
        m.reference.evidence.exact
        for m in state.mentions
        if m.reference.form is Form.ADJECTIVE and country in m.candidates
    ]
    if not forms or any(form[:4].lower() == adjective[:4].lower() for form in forms):
        return canonical
    stem = forms[0].removesuffix("s")
    plural = "s" if adjective.endswith("s") else ""
    return f"{noun} {stem}{plural}" if stem.endswith("e") else canonical


def _same_words(state: State, text: str) -> Node | None:
    """Return the body of the article whose name has all the words of a longer description, if there is one only."""
    words = set(pieces(text))
    bodies = {
        key: node
        for key, node in state.nodes.items()
        if node.type is EntityType.GOVERNMENT_BODY and words <= set(pieces(node.label)) and len(words) > 2
    }
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def _same_noun(state: State, index: int, head: Token) -> Node | None:
    """Return the last body of the same kind for a bare noun: «le gouvernement» after «le gouvernement italien».

    Where a sentence is told of or by a country, the body is that country's. «La Commission» with a capital may be an
    organ of an organisation, which is the last so called.
    """
    mine = noun_class(head) if head.lower_ != "force" else None
    if not _is_whole(head):
        return None
    kinds = {state.mentions[index].type, *([EntityType.INTERNATIONAL_ORGANIZATION] if head.text[:1].isupper() else [])}
    sentence = state.sentence(head.i) if told(state, head) else 0
    for other in reversed(range(index)):
        if state.sentence(state.heads[other].i) < sentence:
            return None
        key = state.keys.get(other)
        if key is None or state.mentions[other].type not in kinds:
            continue
        called = state.mentions[other].reference.form is Form.NAME or mine is None or not mine.canonical
        same = called and pieces(state.nodes[key].label)[:1] == pieces(head.text)
        same = same or (mine is not None and bool(mine.canonical) and noun_class(state.heads[other]) == mine)
        if same or state.heads[other].lower_ == head.lower_:
            return state.nodes[key]
    return None


def _is_whole(head: Token) -> bool:
    """Tell whether a noun stands alone or with what tells no body from another: «le nouveau Parlement»."""
    words = [word for word in core(head) if word.i != head.i]
    if head.lower_ == "police" and head.i + 1 < len(head.doc) and head.nbor().lower_ in OF:
        # of whom the parser may tell another noun: «le porte-parole de la police | de la province»
        return False
    if len(words) == 1 and words[0].i < head.i and words[0].lower_ == HIGH:
        return head.lower_ == "cour"
    return not words or (head.lower_ != "police" and all(word.lower_ in _transparent() for word in words))


@cache
def _transparent() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("word_uses") if row["use"] == "transparent")

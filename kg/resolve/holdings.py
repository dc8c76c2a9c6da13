"""Office holdings with bare references -> the same with their persons, and with what each office is of.

What an office is of is said in its phrase, elsewhere in the article, or by knowledge; for ministers and members of
parliament it may follow from the country that the article speaks of there.
"""

from __future__ import annotations

from dataclasses import replace

from kg.knowledge import held, office, pieces
from kg.model import EntityType, Form, OfficeHolding, Reference
from kg.resolve.forces import state_of
from kg.resolve.genders import given_gender, noun_gender
from kg.resolve.offices_of import made_body, parliament
from kg.resolve.references import resolve_reference
from kg.resolve.roles import MINISTERS, RULERS, offices_on
from kg.resolve.state import Node, State, country_of

#: words that begin the offices of a state
NATIONAL = frozenset({"ministre", "premier", "premiere", "vice", "guide", "chancelier", "chanceliere"})
#: offices of a state whose words are those of many other offices
PARTICULAR = frozenset({"security-adviser", "foreign", "defence", "treasury", "homeland", "head-of-government"})
#: who knows something, which is no office of his country
LEARNED = ("analyste", "chercheu", "expert", "historien", "politologue", "professeur", "spécialiste")
BODIES = frozenset({EntityType.COUNTRY, EntityType.PLACE, EntityType.GOVERNMENT_BODY})
#: within how many sentences offices of one state follow each other
NEAR = 2


def resolved_holdings(state: State, holdings: tuple[OfficeHolding, ...]) -> tuple[OfficeHolding, ...]:
    """Return the holdings of persons who are known by name, with their persons and bodies."""
    done: list[OfficeHolding] = []
    named = {key for index, key in state.keys.items() if state.mentions[index].reference.form is Form.NAME}
    for holding in holdings:
        token = state.tokens.get(holding.person.head)
        key = state.key_at(token) if token is not None else None
        if key is not None and key in named and _may_hold(state, holding, state.nodes[key]):
            of = _body(state, holding, key)
            if of is None or of.entity != key:
                done.append(replace(holding, person=replace(holding.person, entity=key), of=of))
    return tuple(_completed(state, holding, done) for holding in done)


def _may_hold(state: State, holding: OfficeHolding, node: Node) -> bool:
    """Tell whether an entity is a person, and no man beside a woman's office: «surprise par X, l'ancienne ministre»."""
    if node.type is not EntityType.PERSON or given_gender(node.label) != "m":
        return node.type is EntityType.PERSON
    start, end = state.bounds(holding.evidence)
    word = holding.role.split()[0]
    noun = next((token for token in state.document.doc[start:end] if token.text == word), None)
    return noun is None or noun_gender(noun) != "f"


def _body(state: State, holding: OfficeHolding, person: str) -> Reference | None:
    """Return what an office is of: a state for its ministers, and what the article or knowledge says if unsaid."""
    name = office(holding.role).name
    if holding.of is not None:
        said = _said(state, holding, person, holding.of)
        # «un porte-parole de la diplomatie»: whose it is may be known
        if said.entity is not None or holding.of.form is Form.NAME:
            return said
    elif holding.role.startswith(LEARNED):
        return None
    told = [of for t in state.tenancies if t.person == person and t.office == name for of in t.of[:1]]
    known = [of for known, of in offices_on(person, state.document.article.date) if known == name]
    for key in (*told, *known):
        if key in state.nodes:
            return _inferred(state, holding, key)
    return None if holding.of is None else said


def _said(state: State, holding: OfficeHolding, person: str, of: Reference) -> Reference:
    found = resolve_reference(state, of)
    if of.form is Form.PRONOUN and _is_national(holding.role):
        # «son ministre»: whose minister he is may be known better than who «son» is
        ever = _ever(person)
        if len(ever) == 1 and ever <= state.nodes.keys():
            return replace(found, entity=state.present(next(iter(ever))))
    if found.entity is None:
        found = replace(found, entity=made_body(state, of))
    node = state.nodes.get(found.entity or "")
    country = None
    if node is not None and node.type is EntityType.PERSON and holding.role.startswith("vice-président"):
        # «vice-président de X» is his country's
        ever = _ever(node.key) & state.nodes.keys()
        return replace(found, entity=state.present(next(iter(ever))) if len(ever) == 1 else None)
    if node is not None and node.type is EntityType.PERSON and _is_national(holding.role):
        country = state_of(state, node)
    elif node is not None and _is_of_state(office(holding.role).name, node.type, node.label):
        country = country_of(node.key)
    return replace(found, entity=state.present(country)) if country in state.nodes else found


def _completed(state: State, holding: OfficeHolding, every: list[OfficeHolding]) -> OfficeHolding:
    """Return a holding with what it is of, where only the rest of the article tells."""
    if holding.of is not None and holding.of.entity:
        return holding
    key = _elsewhere(holding, every)
    if key is None and holding.of is None:
        key = parliament(state, holding) or (_state(state, holding, every) if _is_national(holding.role) else None)
    return holding if key is None else replace(holding, of=_inferred(state, holding, key))


def _elsewhere(holding: OfficeHolding, every: list[OfficeHolding]) -> str | None:
    """Return what the same office of the same person is said to be of."""
    same = (other for other in every if other.person.entity == holding.person.entity and other.of is not None)
    return next((other.of.entity for other in same if other.of and office(other.role) == office(holding.role)), None)


def _state(state: State, holding: OfficeHolding, every: list[OfficeHolding]) -> str | None:
    """Return the state of a minister: where he ever held office, else that of the officials named just before."""
    ever = _ever(holding.person.entity or "")
    if ever or pieces(holding.role)[0] not in NATIONAL:
        return next((key for key in ever if len(ever) == 1 and key in state.nodes), None)
    head = state.tokens[holding.person.head].i
    home = state.sentence(head)
    if key := _companion(state, head):
        return key
    for other in reversed([one for one in every if one.evidence.start < holding.evidence.start]):
        of = other.of.entity if other.of is not None else None
        distance = home - state.sentence(state.tokens[other.person.head].i)
        if distance <= NEAR and of and country_of(of) == of and not other.former:
            return of
    ranked = [*state.countries.most_common(2), ("", 0)]
    return ranked[0][0] if ranked[0][0] in state.nodes and ranked[0][1] >= 2 * ranked[1][1] else None


def _companion(state: State, head: int) -> str | None:
    """Return the state of who is accompanied: «M. X était accompagné du ministre des Finances»."""
    home = state.document.doc[head].sent
    if not any(token.lower_.startswith("accompagn") for token in home if token.i < head):
        return None
    near = [_ever(state.keys.get(i, "")) for i in state.before(head) if state.heads[i].i >= home.start]
    return next((key for ever in near if len(ever) == 1 for key in ever if key in state.nodes), None)


def _ever(person: str) -> set[str]:
    """Return the states of which a person ever held an office."""
    return {country for _, of, _ in held(person) if (country := country_of(of))}


def _is_national(role: str) -> bool:
    return office(role).name in MINISTERS | PARTICULAR or pieces(role)[0] in NATIONAL


def _is_of_state(office_name: str, kind: EntityType, label: str) -> bool:
    """Tell whether an office of a body is its state's: a ministry's minister, not a parliament's president.

    A government with a name of its own («Gouvernement d'union nationale») has ministers of its own.
    """
    if office_name in MINISTERS:
        return kind in BODIES and not label.startswith("Gouvernement")
    return office_name in RULERS and kind in BODIES - {EntityType.GOVERNMENT_BODY}


def _inferred(state: State, holding: OfficeHolding, key: str) -> Reference:
    return Reference(holding.evidence, holding.person.head, Form.DESCRIPTION, state.present(key))

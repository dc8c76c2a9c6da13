"""A describing noun -> its role in words and the country or body that the role is of."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import gazetteer, held, is_office, lexicon, office, pieces, records
from kg.model import EntityType, Form
from kg.phrases import OF, case, extent, possessive
from kg.resolve.state import State, country_of

if TYPE_CHECKING:
    from spacy.tokens import Token

MINISTERS = frozenset({"foreign", "defence", "interior"})
RULERS = frozenset({"head-of-state", "head-of-government", "leader", "supreme-leader"})
#: how the adjective begins that makes another office of an office: «le secrétaire d'Etat adjoint»
DEPUTY = "adjoint"
#: bare nouns that stand for any of several offices
GENERAL = {"ministre": MINISTERS, "dirigeant": RULERS, "dirigeante": RULERS}


def belongs_to(state: State, head: Token) -> tuple[str, ...]:
    """Return the keys of the country or body in a description, by adjective or «de», best first."""
    _, end = extent(head)
    for index in (*range(head.i + 1, end), *(child.i for child in head.lefts)):
        covering = state.covering.get(index)
        if covering is None or state.heads[covering].i == head.i:
            continue
        mention, name = state.mentions[covering], state.heads[covering]
        if mention.reference.form is Form.ADJECTIVE:
            return mention.candidates
        if mention.type is not EntityType.PERSON and covering in state.keys and (case(name) or "de") in OF:
            return (state.keys[covering],)
    return ()


def role_and_body(state: State, head: Token) -> tuple[str, tuple[str, ...]]:
    """Return a role in words, without nationality and organisation, and the country or body it is of.

    A listed office keeps all its words: «chef de la diplomatie» is of a country, not of its ministry. «Sa femme» and
    «son épouse» are one role.
    """
    if (relation := kin().get(head.lower_)) and possessive(head) is not None:
        return relation, ()
    start, end = head.i, _whole_names(state, extent(head)[1])
    words = [token for token in state.document.doc[start:end] if not national(token)]
    nations = [key for token in state.document.doc[start:end] for key in national(token)]
    whole = "".join(token.text_with_ws for token in words).strip()
    if not is_office(whole):
        # «le ministre conservateur de l'Intérieur», «le président sortant»
        kept = [t for t in words if t.dep_ != "amod" or t.head.i != head.i or t.lower_.startswith(DEPUTY)]
        plain = "".join(t.text_with_ws for t in kept).strip()
        whole = plain if is_office(plain) else whole
    if is_office(whole):
        fixed = office(whole).of
        if fixed or nations:
            return whole, (fixed,) if fixed else tuple(nations)
        return whole, tuple(country_of(key) or key for key in belongs_to(state, head))
    return role_words(state, head), belongs_to(state, head)


@cache
def kin() -> dict[str, str]:
    """Return what somebody is to a member of the family, by the noun."""
    return {row["noun"]: row["kin"] for row in lexicon("kin")}


def _whole_names(state: State, end: int) -> int:
    """Return the end of a phrase that stops inside a name moved to the end of the name: «de la Maison | Blanche»."""
    span = state.spans[state.covering[end]] if end in state.covering else (end, end)
    return span[1] if span[0] < end else end


def national(token: Token) -> tuple[str, ...]:
    """Return the countries that a word may be the adjective of; none for a name."""
    if not token.text.islower():
        return ()
    return tuple(entry.key for entry in gazetteer().find(token.text) if entry.sense == "adjective")


def role_words(state: State, head: Token) -> str:
    """Return the words of a role without nationality and without the organisation it is of."""
    _, end = extent(head)
    start = min((child.i for child in head.lefts if child.dep_ == "amod" and child.text[:1].isupper()), default=head.i)
    words: list[Token] = []
    for token in state.document.doc[start:end]:
        covering = state.covering.get(token.i)
        if covering is None:
            words.append(token)
        elif state.mentions[covering].reference.form is not Form.ADJECTIVE:
            break
    while words and words[-1].pos_ in {"ADP", "DET"}:
        words.pop()
    return "".join(token.text_with_ws for token in words).strip()


def same_office(words: str, other: str) -> bool:
    """Tell whether a role in words may be an office: «le ministre» is any minister, «le porte-parole» anybody's."""
    mine = office(words).name
    if mine == other or other in GENERAL.get(words.lower(), ()) or other.startswith(f"{mine}-"):
        return True
    short = pieces(words)
    return len(short) == 1 and pieces(other)[:1] == short


def offices_on(person: str, date: str | None) -> list[tuple[str, str]]:
    """Return the offices of a person in a year, as (office, country or body)."""
    if not date or person not in records():
        return []
    year = date[:4]
    return [(name, of) for name, of, t in held(person) if t.start[:4] <= year <= (t.end or "9999")[:4]]


def offices_of_person(state: State, person: str, *, ruling: bool = False) -> list[str]:
    """Return the offices that the article or knowledge gives a person; ``ruling`` leaves out who presides a body."""
    told = [t.office for t in state.tenancies if t.person == person and not (ruling and _is_body(t.of))]
    return told + [name for name, _ in offices_on(person, state.document.article.date)]


def _is_body(of: tuple[str, ...]) -> bool:
    return bool(of) and all(country_of(key) != key for key in of)

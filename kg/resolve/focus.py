"""A place in the text -> the country that the article speaks of there: «le gouvernement», «l'armée», «la capitale»."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.knowledge import held, records
from kg.model import EntityType, Reference
from kg.phrases import OF, case
from kg.resolve.state import State, country_of

if TYPE_CHECKING:
    from spacy.tokens import Token

#: how many sentences back a country is spoken of
NEAR = 2
#: how much oftener than all others together a country must be named
PREVAILING = 1.5
LEAST = 3
#: prepositions of countries
WHERE = frozenset({"en", "au", "aux"})
#: what speaks for a country
SPEAKING = frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT_BODY})


def focus(state: State, head: Token) -> str | None:
    """Return the only country of the sentence, else of the sentences before, else the one the article is about.

    Of several countries one counts that the article names far oftener than the others.
    """
    if (country := told(state, head)) is not None:
        return country
    found: Counter[str] = Counter()
    home = state.sentence(head.i)
    for index, key in state.near(head.i, NEAR):
        country = country_spoken_for(state, key)
        if country is not None and index != state.by_head.get(head.i):
            found[country] += 2 if state.sentence(state.heads[index].i) == home else 1
    if len(found) == 1:
        return next(iter(found))
    most = state.countries.most_common(2)
    if not most or most[0][1] < LEAST or (found and most[0][0] not in found):
        return None
    others = sum(count for country, count in state.countries.items() if country != most[0][0] and country in found)
    rival = max(others, most[1][1] if len(most) > 1 else 0)
    return most[0][0] if most[0][1] >= PREVAILING * rival else None


def told(state: State, head: Token) -> str | None:
    """Return the country that a sentence begins with or that says what is told: «En Allemagne, le gouvernement …».

    «Kigali a indiqué que le gouvernement …» is about Rwanda's.
    """
    for noun in (*_subjects_above(head), *_openings(head)):
        key = state.key_at(noun)
        if key is not None and state.nodes[key].type in SPEAKING and (country := country_of(key)):
            return country
    return None


def _subjects_above(head: Token) -> Iterator[Token]:
    """Yield the subjects of the clauses that a noun's clause completes."""
    verb = head.head
    while verb.head.i != verb.i:
        if verb.dep_ == "ccomp":
            yield from (c for c in verb.head.children if c.dep_ == "nsubj" and c.i < verb.head.i)
        verb = verb.head


def _openings(head: Token) -> Iterator[Token]:
    """Yield where the sentence of a noun is set by its first words: «En X,»."""
    first = head.sent[0]
    noun = first.head
    if first.lower_ in WHERE and first.i < noun.i < head.i and noun.nbor().text == ",":
        yield noun


def country_spoken_for(state: State, key: str) -> str | None:
    """Return the country of an entity: itself, a body's, a capital's, the only one of which somebody held an office."""
    if state.nodes[key].type is not EntityType.PERSON:
        return country_of(key)
    ever = {country for _, of, _ in held(key) if (country := country_of(of))}
    ever |= {country for t in state.tenancies if t.person == key for of in t.of if (country := country_of(of))}
    return ever.pop() if len(ever) == 1 else None


def governed(state: State, reference: Reference) -> tuple[int | None, str | None]:
    """Return the mention that a reference lies in, and the country of which the city that it names is the capital."""
    token = state.tokens.get(reference.head)
    index = state.index_at(token) if token is not None else None
    city = records().get(state.keys.get(index, "")) if index is not None else None
    return index, city.capital_of if city is not None else None


def is_by_the_way(name: Token) -> bool:
    """Tell whether a country only takes part in what is told of another: «soutenus par l'Iran», «X et Y».

    «Allié de la Russie, le pays» is the ally.
    """
    beside = name.dep_ == "conj" or any(child.dep_ == "conj" for child in name.rights)
    of_ally = case(name) in OF and name.head.is_sent_start and name.head.pos_ in {"ADJ", "NOUN"}
    return case(name) == "par" or beside or bool(of_ally)

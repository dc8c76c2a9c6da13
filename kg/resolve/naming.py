"""Mentions by name -> entities: candidates chosen by context, short names of persons joined to full ones."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kg.knowledge import Record, gazetteer, held, pieces, records, ruling, titles
from kg.knowledge.nouns import head_nouns
from kg.model import EntityType, Form, Mention
from kg.phrases import noun_class
from kg.resolve.acronyms import join_acronyms
from kg.resolve.bodies import is_charge
from kg.resolve.spelling import family_first, sound
from kg.resolve.state import Node, State, country_of, named

#: what begins the names of bodies that many nations have
ASSEMBLIES = frozenset({"assemblée", "chambre", "conseil", "cour"})
#: how much more an article speaks of the country whose body it means by a general name
OUTSPOKEN = 2
#: a family name that is no longer may sound like another's
SHORT = 4
#: a shorter name in full may sound like another's
LEAST_NAME = 9


#: how sure it is who bears a name: one of homonyms, somebody named in full elsewhere, whom only knowledge tells
CHOSEN, NAMESAKE, OUTSIDE = 0.8, 0.95, 0.7


def resolve_names(state: State) -> None:
    """Give every named mention its entity; a lone surname that no full name explains stays without one."""
    for index, mention in enumerate(state.mentions):
        if mention.type is EntityType.PERSON or not named(mention) or _charge(state, index):
            continue
        if _is_common(mention):
            reference = replace(mention.reference, form=Form.DESCRIPTION)
            state.mentions[index] = replace(mention, reference=reference)
        else:
            state.add(index, _thing(state, mention), _sure(mention))
    persons = [i for i, m in enumerate(state.mentions) if m.type is EntityType.PERSON and named(m)]
    full = [i for i in persons if len(pieces(_words(state.mentions[i]))) > 1 and not _title(state.mentions[i])]
    for index in sorted(full, key=lambda i: (-len(pieces(_words(state.mentions[i]))), i)):
        mention = state.mentions[index]
        longer = None if mention.candidates else _namesake(state, index, pieces(_words(mention)), "")
        state.add(index, longer or _person(state, mention), _sure(mention))
    for index in persons:
        if index not in state.keys:
            _short(state, index)
    join_acronyms(state)


def _charge(state: State, index: int) -> bool:
    """Make a nation's body the nation where it only says of what somebody is the chief: «la diplomatie allemande»."""
    mention, head = state.mentions[index], state.heads[index]
    country = records()[mention.candidates[0]].country if mention.candidates else None
    if mention.reference.form is Form.NAME or head.lower_ != "diplomatie" or country is None or not is_charge(head):
        return False
    end = state.spans[index][1]
    reference = replace(mention.reference, evidence=state.document.evidence(end - 1, end), form=Form.ADJECTIVE)
    state.mentions[index] = replace(mention, reference=reference)
    state.add(index, state.node_of(country))
    return True


def _is_common(mention: Mention) -> bool:
    """Tell whether a name is the common noun of a body that every nation may have: «les élus du Sénat»."""
    noun = head_nouns().get(mention.reference.evidence.exact.lower()) if not mention.candidates else None
    return noun is not None and bool(noun.canonical) and noun.type is mention.type is EntityType.GOVERNMENT_BODY


def _sure(mention: Mention) -> float:
    """Return how sure a name is: of homonyms one was chosen."""
    return CHOSEN if len(mention.candidates) > 1 else 1.0


def _thing(state: State, mention: Mention) -> Node:
    key = _choose(state, mention)
    if key:
        return state.node_of(key)
    label = " ".join(mention.reference.evidence.exact.split())
    return state.nil(mention.type, label, unique=label.lower() in head_nouns())


def _choose(state: State, mention: Mention) -> str | None:
    """Return the candidate whose country the article speaks of; None if a general name fits no country of it."""
    keys = mention.candidates
    if mention.reference.form is Form.ADJECTIVE or not keys:
        return next(iter(keys), None)
    if len(keys) > 1:
        counted = {key: state.countries[country_of(key) or ""] for key in keys}
        best = max(counted.values())
        leaders = [key for key in keys if counted[key] == best]
        kinds = {records()[key].type for key in keys}
        return leaders[0] if len(leaders) == 1 or len(kinds) > 1 else None
    if (twin := _twins().get(keys[0])) and _is_region(state, mention, twin):
        return twin.key
    return keys[0] if _fits(state, mention, keys[0]) else None


@cache
def _twins() -> dict[str, Record]:
    """Return the regions that are called as a country is, by the country: «Géorgie (États-Unis)»."""
    countries = {record.label: record.key for record in records().values() if record.type is EntityType.COUNTRY}
    regions = [record for record in records().values() if record.type is EntityType.PLACE and record.country]
    named = ((record.label.partition(" (")[0], record) for record in regions if record.label.endswith(")"))
    return {countries[name]: record for name, record in named if name in countries}


def _is_region(state: State, mention: Mention, region: Record) -> bool:
    """Tell whether the article speaks most of the region's country, and of the other by no more than this name."""
    words, country = mention.reference.evidence.exact, mention.candidates[0]
    others = [one for one in state.mentions if country in one.candidates and one.reference.evidence.exact != words]
    most = max(state.countries, key=lambda key: state.countries[key] * (key != country), default=None)
    return not others and most == region.country


def _fits(state: State, mention: Mention, key: str) -> bool:
    """Tell whether a body with a general name («Assemblée nationale») may be the known one."""
    record = records()[key]
    if record.type is not EntityType.GOVERNMENT_BODY or not record.country:
        return True
    first = next(iter(mention.reference.evidence.exact.split()), "").lower()
    if first in ASSEMBLIES and _is_anothers(state, mention, record.country):
        return False
    return (first not in head_nouns() and first not in ASSEMBLIES) or state.countries[record.country] > 0


def _is_anothers(state: State, mention: Mention, country: str) -> bool:
    """Tell whether a body is another nation's: the adjective after it says so, else the country most spoken of."""
    end = mention.reference.evidence.end + 1
    after = (m for m in state.mentions if m.reference.form is Form.ADJECTIVE and m.reference.evidence.start == end)
    adjective = next(after, None)
    if adjective is not None:
        return country not in adjective.candidates
    most = max(state.countries, key=lambda key: state.countries[key])
    return most != country and state.countries[most] > OUTSPOKEN * state.countries[country]


def _words(mention: Mention) -> str:
    text = mention.reference.evidence.exact
    return text.removeprefix(_title(mention)).strip()


def _title(mention: Mention) -> str:
    first = mention.reference.evidence.exact.split(maxsplit=1)[0]
    return first if first in titles() else ""


def _sex(mention: Mention) -> str:
    title = _title(mention)
    return titles()[title]["gender"] if title else ""


def _person(state: State, mention: Mention) -> Node:
    """Return the node of a full name; of homonyms the one in office on the article's date."""
    if mention.candidates:
        return state.node_of(_in_office(state, mention.candidates))
    label = " ".join(_words(mention).split())
    spelt = _full_names().get(sound(pieces(label)))
    return state.node_of(spelt) if spelt else state.nil(EntityType.PERSON, label, unique=False)


@cache
def _full_names() -> dict[tuple[str, ...], str]:
    """Return the known persons by the sounds of their full names, where no two sound alike: «Tayip» for «Tayyip»."""
    found: dict[tuple[str, ...], set[str]] = {}
    for record in records().values():
        if record.type is EntityType.PERSON:
            for name in (record.label, *record.names):
                if len(words := pieces(name)) > 1 and len(name) > LEAST_NAME:
                    found.setdefault(sound(words), set()).add(record.key)
    return {sounds: next(iter(keys)) for sounds, keys in found.items() if len(keys) == 1}


def join_surnames(state: State) -> None:
    """Join «M. Pompeo» to the only known person of that family name whom a description of the article means."""
    for key, node in list(state.nodes.items()):
        words = pieces(node.label)
        if node.type is not EntityType.PERSON or key in records() or len(words) != 1:
            continue
        same = [
            other
            for other in state.nodes.values()
            if other.type is EntityType.PERSON
            and other.key in records()
            and words[0] in {pieces(other.label)[-1], pieces(other.label)[0]}
            and (not node.gender or other.gender in {"", node.gender})
        ]
        if len(same) == 1:
            state.merge(key, same[0])


def _in_office(state: State, keys: tuple[str, ...]) -> str:
    date = state.document.article.date or ""
    active = [key for key in keys if any(t.start[:4] <= date[:4] <= (t.end or "9999")[:4] for _, _, t in held(key))]
    return (active or list(keys))[0]


def _short(state: State, index: int) -> None:
    """Join «M. Esper» to the Mark Esper of the article; knowledge second; else a person of that name."""
    mention = state.mentions[index]
    words = pieces(_words(mention))
    sex = _sex(mention)
    node, certainty = _namesake(state, index, words, sex), NAMESAKE
    if node is None:
        certainty = OUTSIDE
    if node is None and _is_introduced(state, index):
        node = state.nil(EntityType.PERSON, _words(mention), unique=False)
    if node is None and mention.candidates:
        node = state.node_of(_in_office(state, mention.candidates))
    if node is None and (ruler := ruling(words, state.document.article.date)):
        node = state.node_of(ruler) if not sex or records()[ruler].gender in {"", sex} else None
    if node is None and (mention.score >= 0.8 or _title(mention)):
        node, certainty = state.nil(EntityType.PERSON, _words(mention), unique=False), 1.0
    if node is not None:
        node.gender = node.gender or sex
        state.add(index, node, certainty)


def _is_introduced(state: State, index: int) -> bool:
    """Tell whether a lone name is said to be somebody's whom nobody knows: «Merkel, une jeune Danoise, …»."""
    doc, end = state.document.doc, state.spans[index][1]
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in {"un", "une"}:
        return False
    noun = next((token for token in doc[end + 2 : end + 5] if token.pos_ in {"NOUN", "PROPN"}), None)
    known = noun_class(noun) if noun is not None else None
    people = noun is not None and any(entry.sense == "people" for entry in gazetteer().find(noun.text))
    return people or (known is not None and known.kind == "individual")


def _namesake(state: State, index: int, words: tuple[str, ...], sex: str) -> Node | None:
    """Return the person of the article whose name ends in these words, the nearest before the mention first.

    A Chinese or Korean family name begins the name; other letters for the same sounds count as the same name.
    """
    found: list[tuple[int, Node]] = []
    first = sex or (state.mentions[index].reference.evidence.exact in family_first())
    sounds = sound(words)
    for other, key in state.keys.items():
        node = state.nodes[key]
        if node.type is EntityType.PERSON and (not sex or node.gender in {"", sex}):
            every = {pieces(node.label), pieces(_words(state.mentions[other]))}
            if any(
                _ends(full, words, sounds) or _spans(full, words) or (first and full[: len(words)] == words)
                for full in every
            ):
                found.append((other, node))
    before = [pair for pair in found if pair[0] < index]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _ends(full: tuple[str, ...], words: tuple[str, ...], sounds: tuple[str, ...]) -> bool:
    tail = full[-len(words) :]
    return tail == words or (len(words[-1]) > SHORT and sound(tail) == sounds)


def _spans(full: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether a given and a family name leave out what a fuller name has between: «Ann Mary Lee», «Ann Lee»."""
    return len(words) == 2 and len(full) == 3 and (full[0], full[-1]) == words

"""A person described in passing («ce diplomate», «l'ancienne ministre», «le jeune homme») -> who was just spoken of."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import lexicon, office, records
from kg.knowledge.nouns import general_nouns
from kg.model import EntityType, Form
from kg.phrases import OF, case, complements, core, is_definite, is_pointed_at, noun_class, number, possessive
from kg.resolve.agreement import Pronoun
from kg.resolve.genders import noun_gender
from kg.resolve.roles import RULERS, belongs_to, offices_of_person
from kg.resolve.salience import salient
from kg.resolve.state import Node, State
from kg.resolve.subjects import is_object
from kg.resolve.unnamed import described

if TYPE_CHECKING:
    from spacy.tokens import Token

#: how many letters of a party's adjective are the same for a man and a woman
STEM = 6
#: how many sentences back a speaker is described in passing
NEAR = 3
AGES = frozenset({"an", "ans"})
#: how many sentences back the subject stands whom a bare office means
CLOSE = 2


def is_pointed(head: Token) -> bool:
    """Tell whether a phrase points to somebody: «ce diplomate»; «cette source» may be any."""
    return head.lower_ != "source" and is_pointed_at(head)


def is_former(head: Token) -> bool:
    """Tell whether somebody no longer holds an office: «l'ancien président», «l'ex-ministre»."""
    if head.lower_.startswith("ex-"):
        return True
    return head.lemma_ != "combattant" and any(child.lower_ in {"ancien", "ancienne"} for child in head.lefts)


def is_ranked(head: Token) -> bool:
    """Tell whether an ordinal says that somebody is one of several: «le troisième dirigeant à y être invité»."""
    ordinals = (child for child in head.lefts if child.lower_.endswith("ième") or child.is_digit)
    return next(ordinals, None) is not None and noun_class(head) is not None


def is_relatives(head: Token) -> bool:
    """Tell whether somebody is told of as the kin of another: «fille de l'ancien vice-président»."""
    return head.dep_ == "nmod" and head.head.lower_ in uses("kin") and case(head) in OF


def is_told_apart(state: State, head: Token) -> bool:
    """Tell whether a description says of what or whom somebody is something, so that it may be the first mention."""
    if is_pointed(head) or is_former(head) or possessive(head):
        return False
    if belongs_to(state, head):
        return True
    return not is_anybody(head) and any(case(noun) in OF and noun.lower_ not in AGES for noun in complements(head))


def is_anybody(head: Token) -> bool:
    """Tell whether a phrase says no more of somebody than sex or age: «l'homme», «la jeune femme»."""
    if head.lower_ not in uses("anybody"):
        return False
    # «la jeune femme de 37 ans», «la jeune femme, membre d'un comité»
    told = (child for child in head.rights if child.pos_ == "NOUN" and child.dep_ not in {"appos", "conj"})
    return all(child.lower_ in AGES for child in told)


def is_of_another_party(state: State, head: Token, key: str) -> bool:
    """Tell whether somebody is said to be of another party than a description: «le président démocrate»."""
    mine = _parties(described(head))
    if not mine:
        return False
    said = {party for i, known in state.keys.items() if known == key for party in _said_of(state, i)}
    return bool(said) and not mine & said


def _said_of(state: State, index: int) -> set[str]:
    return _parties(state.mentions[index].reference.evidence.exact)


def _parties(words: str) -> set[str]:
    """Return the beginnings of the words that say of what party somebody is, the same for a man and a woman."""
    return {word[:STEM] for word in words.lower().split() if word in uses("partisan")}


def is_to_come(head: Token) -> bool:
    """Tell whether nobody holds an office yet: «le prochain président»."""
    return any(child.lower_ in uses("to come") for child in head.lefts)


def is_crowned(head: Token) -> bool:
    """Tell whether a noun is the title of a sovereign by birth: «le roi»."""
    return head.lower_ in uses("crowned")


def serves_a_state(head: Token) -> bool:
    """Tell whether a noun is said of those who serve a state: «le diplomate», not «le détenu»."""
    noun = noun_class(head)
    return (noun is not None and noun.kind == "office") or head.lower_ in uses("official")


@cache
def uses(use: str) -> frozenset[str]:
    """Return the nouns of persons of a kind: «anybody», «crowned», «official»."""
    return frozenset(row["noun"] for row in lexicon("person_nouns") if row["use"] == use)


def same_noun(state: State, index: int, head: Token) -> Node | None:
    """Return whom the article introduced by the same noun, for «cette source», «le diplomate», «le jeune homme».

    «Un homme d'affaires» is not whom «l'homme» means.
    """
    noun = noun_class(head)
    if noun is None or noun.kind != "individual" or possessive(head):
        return None
    anybody = is_anybody(head)
    if len(core(head)) > 1 and not (anybody or is_pointed_at(head)):
        return None
    for other in reversed(range(index)):
        before = state.heads[other]
        if before.lower_ != head.lower_ or state.mentions[other].type is not EntityType.PERSON:
            continue
        if anybody and not is_anybody(before):
            continue
        if other in state.keys:
            return state.nodes[state.keys[other]]
        if not is_definite(before) and number(before) == "Sing":
            node = state.nil(EntityType.PERSON, described(before), unique=True)
            state.add(other, node)
            return node
    return None


def last_person(state: State, index: int, head: Token) -> Node | None:
    """Return the person last spoken of as a subject, for a bare «l'élu», «ce diplomate» in the next sentences."""
    noun, pointed = noun_class(head), is_pointed(head)
    if noun is None or len(core(head)) > 1 or not (pointed or noun.kind == "office") or possessive(head):
        return None
    if (not pointed and head.lower_ in uses("opposite")) or _is_done_to(head):
        return None
    home = state.sentence(head.i)
    quoted = state.document.quotation_at(head.i)
    for other in reversed(range(index)):
        key, subject = state.keys.get(other), state.heads[other]
        if home - state.sentence(subject.i) > CLOSE:
            return None
        if quoted is None and state.document.quotation_at(subject.i) is not None:
            continue
        if key is None or state.nodes[key].type is not EntityType.PERSON or not subject.dep_.startswith("nsubj"):
            continue
        once_ruled = office(head.lower_.removeprefix("ex-")).name in RULERS and is_former(head)
        # «l'ex-président» is not his lawyer
        if (not pointed and offices_of_person(state, key)) or (once_ruled and key not in records()):
            return None
        sex = noun_gender(head)
        return None if sex and state.nodes[key].gender not in {"", sex} else state.nodes[key]
    return None


def _is_done_to(head: Token) -> bool:
    """Tell whether a phrase is what another subject does something to: «il a accusé cette figure du parti»."""
    return is_object(head) and any(child.dep_.startswith("nsubj") and child.i < head.i for child in head.head.lefts)


def goes_on(state: State, head: Token) -> str | None:
    """Return the only person who has just spoken, for a speaker described in passing: «a ajouté le parlementaire».

    A noun that is not known for persons must have the same gender: «a ajouté ce faucon».
    """
    if head.lower_ == "source" and any(child.lower_ == "même" for child in head.lefts):
        return _last_source(state, head)
    noun = noun_class(head)
    if noun is not None and noun.type is not EntityType.PERSON:
        return None
    if not is_definite(head) or number(head) == "Plur" or possessive(head) or _is_new(state, head):
        return None
    if is_anybody(head):
        return _only_named(state, head) or _last_speaker(state, head)
    anaphoric = is_pointed(head) or is_former(head)
    if not anaphoric and head.lower_ not in general_nouns():
        return None
    key = _only_speaker(state, head) or (_meant(state, head) if anaphoric and noun is not None else None)
    # «l'avocat de X» is not X
    inside = any(state.key_at(child) == key for child in head.rights)
    return None if key is None or inside or is_of_another_party(state, head, key) else key


def _is_new(state: State, head: Token) -> bool:
    """Tell whether somebody may be new to the text, or is another's: «l'avocat de M. Hansen» is not M. Hansen."""
    owners = (state.index_at(noun) for noun in complements(head) if case(noun) in OF)
    another = any(one is not None and state.mentions[one].type is EntityType.PERSON for one in owners)
    return another or is_told_apart(state, head)


def _only_speaker(state: State, head: Token) -> str | None:
    """Return the only person who has spoken in the sentences before."""
    home, sex = state.sentence(head.i), noun_gender(head)
    persons = [key for key in sorted(state.spoken(head.i, NEAR)) if state.nodes[key].type is EntityType.PERSON]
    if len(persons) != 1 or any(state.sentence(one.i) in range(home - NEAR, home + 1) for one in state.silent):
        return None
    known = state.nodes[persons[0]].gender
    return persons[0] if known == sex or (noun_class(head) is not None and not (known and sex)) else None


def _meant(state: State, head: Token) -> str | None:
    """Return whom a pronoun in that place would mean; before anybody is named, the only one of that sex hereafter."""
    sex = noun_gender(head)
    if not sex:
        return None
    key = salient(state, Pronoun(head, sex, "Sing", human=True)) or _heralded(state, head, sex)
    if key is None or (key in state.nodes and state.nodes[key].gender not in {"", sex}):
        return None
    return None if RULERS & set(offices_of_person(state, key)) else key


def _last_speaker(state: State, head: Token) -> str | None:
    """Return the only speaker, if nobody else of that sex came since; of a ruler more is said than sex or age."""
    key, sex = _only_speaker(state, head), noun_gender(head)
    last = (one for index in state.before(head.i) if (one := state.keys.get(index)) and _is_he(state, one, sex))
    return key if key == next(last, None) and key and not RULERS & set(offices_of_person(state, key)) else None


def _is_he(state: State, key: str, sex: str) -> bool:
    return state.nodes[key].type is EntityType.PERSON and state.nodes[key].gender in {"", sex}


def _only_named(state: State, head: Token) -> str | None:
    """Return the only person of no known office who is named in the sentences before, for «le jeune homme»."""
    sex = noun_gender(head)
    named = {
        key
        for index, key in state.near(head.i, NEAR)
        if state.heads[index].i < head.i
        and state.mentions[index].reference.form is Form.NAME
        and state.nodes[key].type is EntityType.PERSON
        and state.nodes[key].gender in {"", sex}
        and not offices_of_person(state, key)
    }
    return named.pop() if len(named) == 1 else None


def _heralded(state: State, head: Token, sex: str) -> str | None:
    """Return the only person of a sex, named after a description that begins the article: «l'ancienne ministre»."""
    if any(state.nodes[state.keys[i]].type is EntityType.PERSON for i in state.before(head.i) if i in state.keys):
        return None
    persons = [node for node in state.nodes.values() if node.type is EntityType.PERSON and node.gender in {"", sex}]
    return persons[0].key if len(persons) == 1 and persons[0].gender else None


def _last_source(state: State, head: Token) -> str | None:
    """Return who spoke last, for «selon la même source»."""
    offsets = state.document.offsets
    start, _, key = next((one for one in reversed(state.claimed) if one[2]), (0, 0, None))
    unknown = any(start < offsets[one.idx] < offsets[head.idx] for one in state.silent)
    return None if unknown else key

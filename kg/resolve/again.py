"""A definite description that nothing else resolves -> the person of the article whom it takes up, or nobody known."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from kg.knowledge import gazetteer, pieces, records
from kg.knowledge.nouns import general_nouns
from kg.model import EntityType, Form
from kg.phrases import case, coordinated, determiner, extent, is_definite, noun_class, number, possessive
from kg.resolve.agreement import Pronoun
from kg.resolve.genders import noun_gender
from kg.resolve.passing import is_anybody, is_former, is_of_another_party, is_told_apart, uses
from kg.resolve.roles import belongs_to, kin, offices_on
from kg.resolve.salience import salient
from kg.resolve.state import State, country_of
from kg.resolve.subjects import is_passing, is_subject, whole
from kg.resolve.unnamed import described

if TYPE_CHECKING:
    from spacy.tokens import Token

#: how many sentences back somebody spoke who is then called by an office
NEAR = 2
#: in the first sentences somebody may be described who is introduced later
OPENING = 2
#: what stands before who says something
SPEAKING = frozenset({"", "selon", "d'après", "pour"})
#: words of a complement that tell nothing are shorter: «de», «du», «aux»
LEAST_WORD = 4


def is_one_person(head: Token) -> bool:
    """Tell whether a phrase speaks of one person as known: «le député du Finistère», not «un député», «son frère»."""
    noun = noun_class(head)
    if noun is None or noun.type is not EntityType.PERSON or not is_definite(head) or number(head) == "Plur":
        return False
    return head.lower_ in uses("counterpart") or (possessive(head) is None and head.lower_ not in kin())


def again(state: State, head: Token, *, speaks: bool) -> str | None:
    """Return whom a definite description takes up: who is named beside or called by its noun, else who was spoken of.

    Who ``speaks`` may be called by an office or trade that the article has not told: «…, a dénoncé le député».
    """
    if possessive(head):
        return None
    if beside := _beside(state, head):
        return beside
    called = _called(state, head)
    key = called.pop() if len(called) == 1 else None
    if not called and key is None:
        key = _meant(state, head, speaks=speaks)
    return key if key is None or not is_of_another_party(state, head, key) else None


def also(state: State, head: Token) -> str | None:
    """Return who is something else as well: «le vice-Premier ministre italien et | chef de file du mouvement».

    «La juge, | icône du mouvement» is one person too.
    """
    first = head.head if head.dep_ == "appos" else coordinated(head)
    noun = noun_class(first) if first.i != head.i and determiner(head) is None and not case(head) else None
    if noun is None or noun.type is not EntityType.PERSON or "Plur" in {number(head), number(first)}:
        return None
    key = state.key_at(first)
    return key if key is not None and state.nodes[key].type is EntityType.PERSON else None


def named_next(state: State, head: Token) -> str | None:
    """Return who speaks next by a name that nothing else in the article explains.

    «…», a déclaré un porte-parole de la police. «…», a ajouté X.
    """
    sex, home = noun_gender(head), state.sentence(head.i)
    known = is_definite(head) and not is_former(head)
    for place in range(bisect_right(state.ordered, (head.i, len(state.heads))), len(state.ordered)):
        index = state.ordered[place][1]
        key, name = state.keys.get(index), state.heads[index]
        distance = state.sentence(name.i) - home
        if distance > NEAR:
            return None
        if not distance or state.mentions[index].type is not EntityType.PERSON or key is None:
            continue
        opens = known and distance == 1 and state.document.doc[state.spans[index][0]].is_sent_start
        speaks = is_subject(name, state.nodes[key]) and whole(name).head.i < name.i and not is_passing(name)
        return key if (opens or speaks) and _is_new(state, head, index, sex) else None
    return None


def _is_new(state: State, head: Token, index: int, sex: str) -> bool:
    """Tell whether a full name is that of somebody whom nothing else explains, nor knowledge in another way."""
    key, known = state.keys[index], is_definite(head)
    if state.mentions[index].reference.form is not Form.NAME or len(pieces(state.nodes[key].label)) < 2:
        return False
    offices = offices_on(key, state.document.article.date)
    fits = key not in records() or (known and all(name.startswith(head.lower_) for name, _ in offices))
    return fits and state.nodes[key].gender in {"", sex} and not _is_known(state, index, key)


def _is_known(state: State, index: int, key: str) -> bool:
    """Tell whether a person was named before a mention, or is described anywhere."""
    before = (other for other, known in state.keys.items() if known == key)
    return _is_explained(state, key) or any(state.heads[other].i < state.heads[index].i for other in before)


def _is_explained(state: State, key: str) -> bool:
    """Tell whether the article says anywhere who somebody is; of what people he is says little: «l'Italien X»."""
    known = (i for i, other in state.keys.items() if other == key)
    heads = (state.heads[i] for i in known if state.mentions[i].reference.form is Form.DESCRIPTION)
    return any(t.person == key for t in state.tenancies) or any(noun_class(head) is not None for head in heads)


def _beside(state: State, head: Token) -> str | None:
    """Return whose name follows at once: «le conseiller du Premier ministre X»."""
    end = extent(head)[1]
    index = state.covering.get(end)
    if index is None or state.mentions[index].type is not EntityType.PERSON or state.spans[index][0] != end:
        return None
    return state.keys.get(index)


def _called(state: State, head: Token) -> set[str]:
    """Return the persons whom the article calls by the same noun; of what he is that must not differ."""
    sex, apart = noun_gender(head), is_told_apart(state, head)
    phrase, early = described(head), state.sentence(head.i) <= OPENING
    return {
        key
        for index, key in state.keys.items()
        if state.heads[index].lower_ == head.lower_
        and (state.heads[index].i < head.i or (early and state.heads[index].i > head.i))
        and state.nodes[key].type is EntityType.PERSON
        and state.nodes[key].gender in {"", sex}
        and (not apart or _may_be_same(phrase, state.mentions[index].reference.evidence.exact, head))
    }


def _restricting(phrase: str, head: Token) -> set[str]:
    """Return the words of a phrase that tell of what somebody is something, nationality apart."""
    words = (word for word in phrase.split() if not _nations(word))
    told = {piece for word in words for piece in pieces(word) if len(piece) >= LEAST_WORD}
    return told - set(pieces(head.text))


def _nations(phrase: str) -> set[str]:
    """Return the states whose adjectives a phrase holds: «le ministre italien»."""
    return {one.key for word in phrase.split() for one in gazetteer().find(word) if one.sense == "adjective"}


def _may_be_same(phrase: str, other: str, head: Token) -> bool:
    """Tell whether of what somebody is something in one phrase is in another, and no other state's."""
    if (here := _nations(phrase)) and (there := _nations(other)) and not here & there:
        return False
    words, others = _restricting(phrase, head), _restricting(other, head)
    return words <= others or (bool(others) and others <= words)


def _meant(state: State, head: Token, *, speaks: bool) -> str | None:
    """Return whom a pronoun in that place would mean, where nothing known of him speaks against it."""
    apart, trade = is_told_apart(state, head), _is_trade(head)
    acts = head.dep_.startswith("nsubj") or (speaks and case(head) in SPEAKING)
    if not acts or head.lower_ in uses("opposite") or is_anybody(head):
        return None
    if trade and not speaks:
        return None
    key = salient(state, Pronoun(head, noun_gender(head), "Sing", human=True))
    if key is None or not _may_be(state, head, key) or (apart and not _goes_on(state, head, key)):
        return None
    spoken = state.spoken(head.i, NEAR)
    sole = not any(_may_be(state, head, other) for other in spoken - {key})
    vague = (
        apart or (trade and key in records()) or (len(described(head).split()) == 1 and head.lower_ in general_nouns())
    )
    return key if sole and (not vague or key in spoken or key in _same_noun(state, head)) else None


def _goes_on(state: State, head: Token, key: str) -> bool:
    """Tell whether a description of somebody's own place may be of who was just spoken of.

    «…», a dénoncé le député du Finistère. Who began a sentence is new, unless it tells at last who somebody is.
    """
    if head.head.i < head.i:
        return True
    begins = head.left_edge.is_sent_start
    if not _is_trade(head):
        return bool(begins)
    main = bool(begins) or head.head.dep_ == "ROOT"
    return main and not _is_explained(state, key) and all(known != key for _, known in state.near(head.i, 0))


def _same_noun(state: State, head: Token) -> set[str]:
    """Return whom the article has called by a noun: «l'élu républicain X» before «l'élu de l'Ohio»."""
    return {key for index, key in state.keys.items() if state.heads[index].lower_ == head.lower_}


def _is_trade(head: Token) -> bool:
    """Tell whether a noun says what somebody's office or trade is, not only that he leads or is of a party or age."""
    return not (head.lower_ in uses("politician") or is_anybody(head) or is_former(head))


def _may_be(state: State, head: Token, key: str) -> bool:
    """Tell whether somebody is a person by name, of no other office and state than those of a description.

    Only a source may be somebody without a name: «un militaire… », «selon cette source».
    """
    node = state.nodes[key]
    if node.type is not EntityType.PERSON or not (node.aliases or head.lower_ == "source"):
        return False
    if node.gender not in {"", noun_gender(head) or node.gender}:
        return False
    if any(state.key_at(child) == key for child in head.subtree if child.i != head.i):
        return False
    held = offices_on(key, state.document.article.date)
    if held and _is_trade(head):
        return False
    bodies = [of for t in state.tenancies if t.person == key for of in t.of] + [of for _, of in held]
    served = {country for of in bodies if (country := country_of(of))}
    of = {country for one in belongs_to(state, head) if (country := country_of(one))}
    return not (of and served) or bool(of & served)

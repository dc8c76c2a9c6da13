"""A pronoun with its gender and number -> the entity that the text is about there: a subject or speaker before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import EntityType, Form
from kg.phrases import case, determiner, gender, number
from kg.resolve.state import Node, State

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEECHLESS = frozenset({EntityType.PLACE, EntityType.DOCUMENT})
VOICES = frozenset({EntityType.MEDIA_OUTLET, EntityType.COUNTRY})
SENTENCES_BACK = 5
#: within how many sentences a speaker goes on
CONTINUED = 3
#: within how many sentences somebody is meant who is no subject
NEAR = 2
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
SOURCES = frozenset({"selon", "pour"})
NAMES = frozenset({"appos", "flat:name", "flat:foreign"})
SUBORDINATE = frozenset({"acl:relcl", "acl", "advcl", "ccomp"})


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A token that stands for an entity of a gender («m», «f» or empty) and a number."""

    token: Token
    sex: str
    number: str

    @property
    def goes_on(self) -> bool:
        """Tell whether it goes on with who speaks: «a-t-il ajouté», «selon lui»."""
        return self.token.text.startswith("-") or self.token.lower_ == "lui"


@dataclass(frozen=True, slots=True)
class _Candidate:
    head: Token
    node: Node
    speaks: bool


def salient(state: State, pronoun: Pronoun) -> str | None:
    """Return the last subject or speaker that agrees; else the last person that does, not far back.

    The subject of a main clause outdoes those of the clauses inside its sentence.
    """
    deferred: _Candidate | None = None
    fallback: _Candidate | None = None
    home = state.sentence(pronoun.token.i)
    for one in _candidates(state, pronoun):
        here = state.sentence(one.head.i)
        if deferred is not None and here != state.sentence(deferred.head.i):
            break
        if one.speaks or _is_subject(one):
            if here != home and fallback and _is_inside(pronoun.token) and state.sentence(fallback.head.i) == home:
                break
            if not _is_weak(one, pronoun):
                return one.node.key
            deferred = deferred or one
        elif fallback is None and one.node.type is EntityType.PERSON and home - here <= NEAR:
            fallback = one
    chosen = deferred or fallback
    return chosen.node.key if chosen else None


def nearest(state: State, pronoun: Pronoun) -> str | None:
    """Return the last entity that agrees: «celui-ci», «ce dernier»."""
    found = next(_candidates(state, pronoun), None)
    return found.node.key if found else None


def agrees(node: Node, sex: str, count: str) -> bool:
    """Tell whether an entity may have a gender and number; what is unknown agrees, except a person with «ils»."""
    own = "Sing" if node.type is EntityType.PERSON else node.number
    return (not sex or not node.gender or node.gender == sex) and (not own or own == count)


def _candidates(state: State, pronoun: Pronoun) -> Iterator[_Candidate]:
    """Yield what agrees, nearest first, up to where somebody unknown spoke who may be meant."""
    quoted = state.document.quotation_at(pronoun.token.i)
    unknown = _unknown_speaker(state, pronoun)
    for head, key, form in _before(state, pronoun.token):
        if head.i < unknown:
            return
        if form is Form.ADJECTIVE or state.is_own(head.i, pronoun.token.i):
            continue
        if quoted is None and (state.document.quotation_at(head.i) or state.reported(head.i, pronoun.token.i)):
            continue
        node = state.nodes[key]
        if node.type in SPEECHLESS or _differs(head, pronoun.sex) or not agrees(node, pronoun.sex, pronoun.number):
            continue
        if not _is_outdone(state, pronoun, node):
            yield _Candidate(head, node, form is None)


def _before(state: State, token: Token) -> Iterator[tuple[Token, str, Form | None]]:
    """Yield mentions and speakers (without form) before a token, not too far back, nearest first."""
    home = state.sentence(token.i)
    doc = state.document.doc
    turns = [(head, key) for head, key in state.turns if head < token.i]
    for index in state.before(token.i):
        head = state.heads[index]
        while turns and turns[-1][0] >= head.i:
            turn, key = turns.pop()
            yield doc[turn], key, None
        if home - state.sentence(head.i) > SENTENCES_BACK:
            return
        if index in state.keys:
            yield head, state.keys[index], state.mentions[index].reference.form


def _is_subject(one: _Candidate) -> bool:
    head = _whole(one.head)
    if head.dep_ in SUBJECTS:
        return True
    if one.node.type is not EntityType.PERSON:
        return False
    # «Même ton chez le ministre X.»: a sentence without verb has no subject
    return _is_inverted(head) or case(head) in SOURCES or not any(t.pos_ in {"VERB", "AUX"} for t in head.sent)


def _is_inverted(head: Token) -> bool:
    """Tell whether somebody follows a verb of speech: «…, note X»; the verb may be taken for a noun."""
    verb = head.doc[head.left_edge.i - 1] if head.left_edge.i > 1 else head
    if verb.pos_ not in {"VERB", "NOUN"} or determiner(verb) is not None:
        return False
    first = verb.i - 1
    while first and head.doc[first].pos_ in {"AUX", "ADV"}:
        first -= 1
    return head.doc[first].text == ","


def _is_weak(one: _Candidate, pronoun: Pronoun) -> bool:
    """Tell whether a subject may be another's: in a clause inside the sentence, or a thing of unknown gender."""
    if one.speaks:
        return False
    if one.node.type is not EntityType.PERSON and pronoun.sex and not one.node.gender:
        return True
    verb = _whole(one.head).head
    while verb.dep_ in {"conj", "xcomp", "aux", "cop"} and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ in SUBORDINATE


def _is_inside(token: Token) -> bool:
    """Tell whether a pronoun stands in a clause inside its sentence: «la réponse de M. X, qu'il a qualifiée de…»."""
    verb = token.head.head if token.head.dep_.startswith("aux") else token.head
    return verb.dep_ in SUBORDINATE and not token.text.startswith("-")


def _whole(head: Token) -> Token:
    """Return the head of the phrase that a name stands in: «le président russe | Vladimir Poutine a dit»."""
    while head.dep_ in NAMES and head.head.i < head.i:
        head = head.head
    return head


def _differs(head: Token, sex: str) -> bool:
    """Tell whether an article gives a name another gender, whatever is known of it: «le Bélarus», «la Biélorussie»."""
    article = determiner(head)
    own = article.morph.get("Gender", []) if article is not None and sex else []
    return bool(own) and own[0][0].lower() != sex


def _is_outdone(state: State, pronoun: Pronoun, node: Node) -> bool:
    """Tell whether somebody who goes on speaking is meant rather than a thing, or a person of unknown gender.

    A body that has spoken itself may go on; not a medium, which tells what others say, nor a country.
    """
    doubtful = pronoun.sex == "f" and node.type is EntityType.PERSON and not node.gender
    thing = pronoun.goes_on and node.type is not EntityType.PERSON
    if thing and node.type not in VOICES and node.key in state.spoken(pronoun.token.i, 1):
        return False
    return (doubtful or thing) and any(
        state.nodes[key].type is EntityType.PERSON and state.nodes[key].gender == pronoun.sex
        for key in state.spoken(pronoun.token.i, CONTINUED)
        if key != node.key
    )


def _unknown_speaker(state: State, pronoun: Pronoun) -> int:
    """Return where somebody last spoke who is no entity but agrees with a pronoun: it may mean him."""
    return max(
        (
            head.i
            for head in state.silent
            if head.i < pronoun.token.i
            and number(head) in {"", pronoun.number}
            and (not pronoun.sex or gender(head) in {"", pronoun.sex})
        ),
        default=-1,
    )

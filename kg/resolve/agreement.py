"""An entity as it is called somewhere -> whether a pronoun may mean it: gender, number, what speaks, how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import EntityType
from kg.phrases import case, determiner, gender, number
from kg.resolve.genders import noun_gender
from kg.resolve.state import Node, State
from kg.resolve.subjects import SOURCES, is_passing, whole

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEECHLESS = frozenset({EntityType.PLACE, EntityType.DOCUMENT})
VOICES = frozenset({EntityType.MEDIA_OUTLET, EntityType.COUNTRY})
#: what takes up a text
TOLD = frozenset({"il", "elle"})
#: «selon lui, selon elle»
DISJOINT = frozenset({"lui", "elle", "eux", "elles"})
#: within how many sentences a speaker goes on
CONTINUED = 3


GOING_ON = frozenset({"lui", "celui", "celle"})


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A token that stands for an entity of a gender («m», «f» or empty) and a number; ``human``, for people only."""

    token: Token
    sex: str
    number: str
    human: bool = False

    @property
    def points(self) -> bool:
        """Tell whether it points to the last named, wherever that is: «ce dernier», «celle-ci»."""
        return self.token.lower_.startswith(("ce", "dern")) and not self.goes_on

    @property
    def goes_on(self) -> bool:
        """Tell whether it goes on with who speaks: «a-t-il ajouté», «selon lui», «explique celle qui fut…»."""
        return self.token.text.startswith("-") or self.token.lower_ in GOING_ON


def agrees(node: Node, sex: str, count: str) -> bool:
    """Tell whether an entity may have a gender and number; what is unknown agrees, except with «ils»."""
    own = "Sing" if node.type is EntityType.PERSON else node.number
    return (not sex or not node.gender or node.gender == sex) and (own or "Sing") == count


def fits(node: Node, pronoun: Pronoun) -> bool:
    """Tell whether an entity is one person, where only one can be meant: «sa libération»."""
    return node.type is EntityType.PERSON or not (pronoun.human and pronoun.number == "Sing")


def agrees_here(head: Token, node: Node, pronoun: Pronoun) -> bool:
    """Tell whether an entity agrees as it is called there: «l'armée» is no «ils», «les forces irakiennes» are."""
    if not fits(node, pronoun) or _differs(head, pronoun.sex):
        return False
    if node.type is EntityType.PERSON or (head.pos_ != "PRON" and determiner(head) is None):
        return agrees(node, pronoun.sex, pronoun.number)
    if head.pos_ == "PRON" and (number(head), node.number) == ("Plur", "Sing"):
        # «elles» of two bodies is neither of them alone
        return False
    sex, count = gender(head) or node.gender, number(head) or node.number
    return (not pronoun.sex or not sex or sex == pronoun.sex) and (count or "Sing") == pronoun.number


def _differs(head: Token, sex: str) -> bool:
    """Tell whether an article gives a name another gender, whatever is known of it: «le Bélarus», «la Biélorussie»."""
    article = determiner(head)
    own = article.morph.get("Gender", []) if article is not None and sex else []
    return bool(own) and own[0][0].lower() != sex


def _called(name: Token) -> str:
    """Return the gender of what somebody is called beside a name: «sa petite amie, X»."""
    noun = whole(name)
    return noun_gender(noun) if noun.i != name.i and noun.pos_ == "NOUN" else ""


def is_outdone(state: State, pronoun: Pronoun, head: Token, node: Node) -> bool:
    """Tell whether somebody who goes on speaking is meant rather than a thing, or a person of unknown gender.

    A body that has spoken itself may go on; a medium, which tells what others say, and a country only where no such
    person has spoken.
    """
    doubtful = pronoun.sex == "f" and node.type is EntityType.PERSON and not (node.gender or _called(head))
    thing = pronoun.goes_on and node.type is not EntityType.PERSON
    spoken = state.spoken(pronoun.token.i, 1) if thing else frozenset()
    if node.key in spoken and node.type not in VOICES:
        return False
    return (doubtful or thing) and any(
        state.nodes[key].type is EntityType.PERSON and state.nodes[key].gender == pronoun.sex
        for key in state.spoken(pronoun.token.i, CONTINUED)
        if key != node.key
    )


def is_far(state: State, pronoun: Pronoun, head: Token, node: Node, *, speaks: bool) -> bool:
    """Tell whether a thing stands too far back for «il» or «elle», which mean people there.

    «Moscou dément. Il…» is somebody else; what has no known gender does not go on speaking.
    """
    distance = state.sentence(pronoun.token.i) - state.sentence(head.i)
    if node.type in SPEECHLESS:
        return distance > 1 or not _is_told(pronoun, head, node)
    if node.type is EntityType.PERSON or pronoun.number == "Plur" or not pronoun.sex:
        return False
    if determiner(head) is None and head.pos_ != "PRON":
        by_capital = node.type is EntityType.COUNTRY and head.text not in node.label
        unknown = not (node.gender or gender(head))
        if by_capital or (unknown and (pronoun.goes_on or distance > 1)):
            return True
    if speaks:
        return distance > CONTINUED
    if pronoun.goes_on and node.type is EntityType.MEDIA_OUTLET:
        return True
    return distance > (1 if pronoun.sex == "m" else 2)


def _is_told(pronoun: Pronoun, head: Token, node: Node) -> bool:
    """Tell whether a text goes on: «La résolution appelle à une trêve. Elle demande…»."""
    subject = whole(head).dep_ == "nsubj" and not is_passing(head)
    return node.type is EntityType.DOCUMENT and subject and pronoun.token.lower_ in TOLD


def is_in_own_words(state: State, pronoun: Pronoun, head: Token) -> bool:
    """Tell whether somebody stands in the words that the pronoun says, and is not named there as who says them.

    «M. X dénonce des gens qui sont, selon lui, armés» and «Pour M. X, "tout va bien", a-t-il dit» are M. X's words.
    """
    token = pronoun.token
    if not state.is_own(head.i, token.i):
        return False
    if head.sent != token.sent:
        return True
    if whole(head).left_edge.is_sent_start and case(whole(head)) in SOURCES:
        return False
    if state.document.offsets[head.idx] not in state.sources:
        return True
    inside = head.doc[head.i + 1 : token.i]
    return token.lower_ not in DISJOINT or sum("Fin" in word.morph.get("VerbForm", []) for word in inside) < 2

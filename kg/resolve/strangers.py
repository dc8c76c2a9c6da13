"""A pronoun -> where somebody stands whom nobody knows but whom it may mean, and whom it cannot mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EntityType, Form, Reference
from kg.phrases import determiner, gender, is_pointed_at, noun_class, number
from kg.resolve.genders import noun_gender
from kg.resolve.state import State
from kg.resolve.subjects import ONE, is_passing

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.resolve.agreement import Pronoun


def is_somebody(head: Token, pronoun: Pronoun) -> bool:
    """Tell whether a phrase is a subject that may be meant, but is nobody known: «l'homme a fui. Il a été arrêté»."""
    if head.dep_ not in {"nsubj", "nsubj:pass"} or "Plur" in {pronoun.number, number(head)}:
        return False
    article, noun = determiner(head), noun_class(head)
    if article is None or is_pointed_at(head) or noun is None or noun.type is not EntityType.PERSON:
        return False
    return noun_gender(head) in {"", pronoun.sex} and not is_passing(head)


def unknown_speaker(state: State, pronoun: Pronoun) -> int:
    """Return where somebody last spoke who is no entity but agrees with a pronoun: it may mean him."""
    return max(
        (
            head.i
            for head in state.silent
            if head.i < pronoun.token.i
            and number(head) in {"", pronoun.number}
            and (not pronoun.sex or gender(head) in {"", pronoun.sex})
            and not is_pointed_at(head)
            and not (state.is_own(head.i, pronoun.token.i) or state.reported(head.i, pronoun.token.i))
        ),
        default=-1,
    )


def is_taken_up(state: State, source: Reference) -> bool:
    """Tell whether a pronoun takes up who was named before: «il», «X, l'un des otages», not «l'un d'eux»."""
    token = state.tokens[source.head]
    return source.form is Form.PRONOUN and (token.lower_ not in ONE or token.dep_ == "appos")


def named_within(state: State, token: Token) -> frozenset[str]:
    """Return who is named in the clause of «celui qui fut le ministre de X», whom it does not mean."""
    inside = (state.covering.get(i) for i in range(token.i + 1, token.right_edge.i + 1))
    return frozenset(state.keys[index] for index in inside if index in state.keys)

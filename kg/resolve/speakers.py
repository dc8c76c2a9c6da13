"""A speaker that recognition has not seen -> the name in the phrase, or a person of that name: «l'élue Ann Bor»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.knowledge import pieces
from kg.model import EntityType, Form, Mention, Reference
from kg.phrases import noun_class, number
from kg.resolve.state import State

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_NAME = 4


def named_inside(state: State, reference: Reference) -> str | None:
    """Return whom the name at the end of a phrase means: «la figure du mouvement Greta Thunberg»."""
    head = state.tokens[reference.head]
    noun = noun_class(head)
    if reference.form is not Form.DESCRIPTION or noun is None or noun.type is not EntityType.PERSON:
        return None
    last = state.covering.get(state.bounds(reference.evidence)[1] - 1)
    if last is None or state.mentions[last].type is not EntityType.PERSON or number(head) == "Plur":
        return None
    start, end = state.spans[last]
    before = state.document.doc[start - 1]
    # «un responsable de l'administration Martin» is nobody of that name
    whole = end - start > 1 or before.i == head.i
    joined = head.i < start and before.pos_ not in {"ADP", "DET", "CCONJ", "PUNCT"}
    return state.keys.get(last) if whole and joined else None


def introduced(state: State, reference: Reference) -> str | None:
    """Return the person whom a speaker's name means, new where the article has none of that name.

    >>> from kg.annotate import annotate
    >>> from kg.extract import extract
    >>> from kg.model import Article
    >>> from kg.resolve import resolve
    >>> for document in annotate([Article("a", "«C'est faux», répète Jurmet à l'AFP.")]):
    ...     [entity.label for entity in resolve(document, extract(document)).entities]
    ['AFP', 'Jurmet']
    """
    start, end = state.bounds(reference.evidence)
    if reference.form is not Form.NAME or not _is_name(list(state.document.doc[start:end])):
        return None
    label = " ".join(reference.evidence.exact.split())
    persons = (node for node in state.nodes.values() if node.type is EntityType.PERSON)
    node = next((node for node in persons if _same(pieces(node.label), pieces(label))), None)
    node = node or state.nil(EntityType.PERSON, label, unique=False)
    state.add(state.introduce(Mention(reference, EntityType.PERSON, node.label, score=0.6)), node)
    return node.key


def _same(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Tell whether a name begins or ends a longer one."""
    return full[-len(short) :] == short or full[: len(short)] == short


def _is_name(words: list[Token]) -> bool:
    """Tell whether words look like a person's name; one alone must not stand where any word has a capital."""
    first = words[0]
    if len(words) > LONGEST_NAME or not all(t.is_alpha or t.text in {"-", "'", "’"} for t in words):
        return False
    if not first.is_title or not all(t.is_title or not t.is_alpha for t in words):
        return False
    if len(words) > 1:
        return first.pos_ not in {"DET", "ADP", "VERB", "ADV"}
    return first.pos_ in {"PROPN", "X"} and len(first) > 2 and first.i > 0 and not first.is_sent_start

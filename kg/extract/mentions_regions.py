"""Document -> parts of countries by their direction: «l'ouest libyen», «le nord-est de la Syrie», «le Sud»."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from kg.document import Document
from kg.model import EntityType, Form, Mention, Reference
from kg.phrases import core, determiner, extent, is_direction, noun_class

if TYPE_CHECKING:
    from spacy.tokens import Token


def regions(document: Document, named: Collection[int]) -> Iterator[Mention]:
    """Yield the regions of a document; ``named`` are the tokens that belong to a name."""
    for token in document.doc:
        if is_direction(token) and token.i not in named and _is_region(token):
            reference = Reference(document.evidence(*extent(token)), document.offset(token), Form.DESCRIPTION)
            yield Mention(reference, EntityType.PLACE, core(token).text, score=0.8)


def _is_region(token: Token) -> bool:
    """Tell whether a direction is a place («dans l'est du pays»), neither «à l'est de Tripoli» nor an institute."""
    article = determiner(token)
    if token.pos_ not in {"NOUN", "PROPN"} or article is None or noun_class(token) is not None:
        return False
    first = min(article.i, token.i)
    before = token.doc[first - 1].lower_ if first else ""
    return article.lower_ not in {"au", "aux"} and before not in {"à", "plein"}

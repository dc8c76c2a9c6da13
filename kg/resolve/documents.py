"""A document that speaks («le rapport», «la lettre») -> who has issued it, where the article says so."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import lexicon
from kg.model import EntityType
from kg.phrases import OF, case, complements, determiner, is_definite
from kg.resolve.state import State

if TYPE_CHECKING:
    from spacy.tokens import Token

#: what issues no document
MUTE = frozenset({EntityType.PLACE, EntityType.DOCUMENT})


def issuer(state: State, document: Token) -> str | None:
    """Return who has issued a document, said in its phrase or where the same document was named before."""
    family = _family(document)
    if not family:
        return None
    own = _own_issuer(state, document)
    if own or not _points_back(document):
        return own
    for token in reversed(document.doc[: document.i]):
        if _family(token) == family:
            own = _own_issuer(state, token)
            if own or not _points_back(token):
                return own
    return None


def _own_issuer(state: State, document: Token) -> str | None:
    """Return whom «le rapport de X», «une lettre envoyée par X» name."""
    owners = [noun for noun in complements(document) if case(noun) in OF]
    for participle in document.rights:
        if participle.dep_ == "acl" and participle.lemma_ in _issuing_verbs():
            owners += [noun for noun in participle.rights if case(noun) == "par"]
    key = state.key_at(owners[0]) if owners else None
    return None if key is None or state.nodes[key].type in MUTE else key


def _points_back(document: Token) -> bool:
    """Tell whether a document was spoken of: «le rapport»; an ordinal goes on with a series («un second rapport»).

    A document without article («dans un tweet», «par lettre») is another one.
    """
    ordinal = any("Ord" in child.morph.get("NumType", []) for child in document.lefts)
    return determiner(document) is not None and (is_definite(document) or ordinal)


def _family(token: Token) -> str:
    """Return the noun for which a document may be named again by another: «lettre» for «missive»."""
    return _families().get(token.lower_, "") if token.pos_ == "NOUN" else ""


@cache
def _families() -> dict[str, str]:
    return {row["noun"]: row["family"] for row in lexicon("issued_documents")}


@cache
def _issuing_verbs() -> frozenset[str]:
    return frozenset(row["verb"] for row in lexicon("issuing_verbs"))

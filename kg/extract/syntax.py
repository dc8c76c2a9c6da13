"""Tokens of a dependency tree -> the phrases, subjects and objects that extractors ask for.

The labels are those of Universal Dependencies for French. «-t» of «a-t-il» and clitics count as pronouns.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.document import Document
from kg.model import Form, Reference

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:caus", "expl:subj")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
#: what may stand between a noun and the rest of the sentence without being part of its phrase
OUTSIDE = ("cc", "conj", "punct", "parataxis", "acl:relcl", "appos", "advcl", "mark", "cop", "nsubj", "ccomp", "dep")


def children(token: Token, *deps: str) -> list[Token]:
    """Return the children of ``token`` with one of the relations, in text order; ``obl`` covers ``obl:mod`` too."""
    return [c for c in token.children if (dep := c.dep_) in deps or dep.partition(":")[0] in deps]


def first_child(token: Token, *deps: str) -> Token | None:
    """Return the first child with one of the relations."""
    return next(iter(children(token, *deps)), None)


def case(token: Token) -> str:
    """Return the preposition of a phrase, lower-case («de», «selon», «en cas de»), empty if it has none."""
    words: list[str] = []
    for preposition in children(token, "case"):
        fixed = children(preposition, "fixed")
        words += [t.lower_ for t in sorted([preposition, *fixed], key=lambda t: t.i)] if fixed else [preposition.lower_]
    return " ".join(words)


def conjuncts(token: Token) -> Iterator[Token]:
    """Yield ``token`` and what is coordinated with it («la France et l'Allemagne»), in text order."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from conjuncts(child)


def auxiliaries(verb: Token) -> list[Token]:
    """Return the auxiliaries and copulas of a verb."""
    return [c for c in verb.children if c.dep_.startswith("aux") or c.dep_ == "cop"]


def is_passive(verb: Token) -> bool:
    """Tell whether a verb stands in the passive («a été démenti par Moscou», «un scénario démenti par Moscou»)."""
    return any(c.dep_ in ("aux:pass", "nsubj:pass", "obl:agent") for c in verb.children)


def phrase(token: Token, *, inner: bool = True) -> tuple[int, int]:
    """Return the bounds (token indices, end excluded) of the noun phrase headed by ``token``, its determiner included.

    Relative clauses, appositions and coordinated phrases stay outside; with ``inner`` false the phrase stops
    before the first complement too.
    """
    start = end = token.i
    for child in token.children:
        if child.dep_ in OUTSIDE or child.dep_ == "case":
            continue
        if (
            not inner
            and child.i > token.i
            and child.dep_ not in ("flat:name", "flat:foreign", "fixed", "amod", "compound")
        ):
            continue
        first, last = _bounds(child)
        if child.i < token.i:
            start = min(start, first)
        else:
            end = max(end, last)
    return start, end + 1


def _bounds(token: Token) -> tuple[int, int]:
    """Return the first and last token of a subtree without trailing clauses and punctuation."""
    first = last = token.i
    for child in token.children:
        if child.dep_ in ("punct", "parataxis", "acl:relcl", "dep", "advcl"):
            continue
        low, high = _bounds(child)
        first, last = min(first, low), max(last, high)
    return first, last


def reference(document: Document, token: Token) -> Reference:
    """Return the unresolved reference of the phrase headed by ``token``.

    A determiner such as «ses» or an adjective such as «russe» is a reference of one word.
    """
    if token.pos_ == "PRON" or (token.pos_ == "DET" and "Poss=Yes" in str(token.morph)):
        form, (start, end) = Form.PRONOUN, (token.i, token.i + 1)
    elif token.pos_ == "ADJ":
        form, (start, end) = Form.ADJECTIVE, (token.i, token.i + 1)
    else:
        form = Form.NAME if token.pos_ == "PROPN" else Form.DESCRIPTION
        start, end = phrase(token)
    return Reference(document.evidence(start, end), document.offset(token), form)

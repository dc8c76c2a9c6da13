"""Words -> what they say of the facts: governors, adjectives, prepositions and conjunctions, negations, light verbs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract.syntax import case
from kg.knowledge import lexicon
from kg.model import Factuality

if TYPE_CHECKING:
    from spacy.tokens import Token

_BARE = {"d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à"}
_VOWELS = "aeiouyhéèêâîôû"


@cache
def effects_of(kind: str) -> dict[str, Factuality]:
    """Return the effects of the words of a kind.

    Verb, modal and noun govern, an adjective describes or governs, an attitude («prêt à») only governs.
    """
    return {row["word"]: Factuality(row["effect"]) for row in lexicon("modality") if row["kind"] == kind}


@cache
def _negations() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("negation"))


@cache
def support_verbs(kind: str) -> frozenset[str]:
    """Return the verbs that only carry an event's noun: «mener une attaque» does it, «a lieu» lets it occur."""
    return frozenset(row["verb"] for row in lexicon("support_verbs") if row["kind"] == kind)


def mark_effect(child: Token) -> Factuality | None:
    """Return what a conjunction says of its clause («si»; not «même si»)."""
    if child.i and child.nbor(-1).lower_ in {"comme", "même"}:
        return None
    return effects_of("mark").get(child.lower_.replace("’", "'"))


def bare_preposition(noun: Token) -> str:
    """Return the preposition of a noun without «de» and articles: «en cas», «en vue», «sans»."""
    words = case(noun).replace("’", "'").split()
    while len(words) > 1 and words[-1] in {"de", "d'", "du", "des", "à"}:
        words.pop()
    return " ".join(words)


def base_form(adjective: Token) -> str:
    """Return the masculine singular of an adjective or participle, near enough for the lexicon."""
    for form in (
        adjective.lower_,
        adjective.lemma_,
        adjective.lower_.rstrip("s"),
        adjective.lower_.rstrip("s").removesuffix("e"),
    ):
        if any(form in effects_of(kind) for kind in ("adjective", "attitude", "modal")):
            return str(form)
    return str(adjective.lemma_)


def is_negated(token: Token) -> bool:
    """Tell whether «ne … pas», «aucun», «ni» or «sans» denies a word.

    >>> from kg.annotate import annotate
    >>> from kg.model import Article
    >>> stream = annotate([Article("a", "Aucune troupe ne sera envoyée.")])
    >>> is_negated(next(stream).doc[4])
    True
    """
    for child in token.children:
        if child.dep_ in {"advmod", "det"} and child.lower_ in _negations() and not _is_more(child):
            return True
        if (
            child.dep_ in {"nsubj", "nsubj:pass", "obj", "obl:arg"}
            and token.pos_ == "VERB"
            and any(
                c.dep_ in {"det", "advmod"} and c.lower_ in {"aucun", "aucune", "nul", "nulle"} for c in child.children
            )
        ):
            return True
    return False


def _is_more(child: Token) -> bool:
    """«plus de soldats», «plus fort» count; only «ne … plus» denies."""
    if child.lower_ != "plus":
        return False
    return not any(c.lower_ in {"ne", "n'", "n’"} for c in child.head.children)


def link(node: Token) -> str:
    """Return the small word that ties a complement to its governor: «de», «à», «pour», empty if there is none."""
    ties = [_BARE.get(c.lower_.replace("’", "'"), c.lower_) for c in node.children if c.dep_ in {"case", "mark"}]
    return ties[0] if ties else ""


def governing_effect(governor: Token, node: Token) -> Factuality | None:
    """Return what a verb, noun or adjective says of what it governs («menacer de», «projet de», «prêt à»).

    A row of the lexicon may name the preposition («engager à») or the clitic («s'opposer»); a modal word governs
    infinitives only: «doit partir», not «doit sa libération».
    """
    modal = effects_of("modal") if node.pos_ in {"VERB", "AUX"} else {}
    if governor.pos_ == "NOUN":
        return effects_of("noun").get(governor.lemma_) or modal.get(governor.lemma_)
    if governor.pos_ not in {"VERB", "AUX"}:
        form = base_form(governor)
        return effects_of("attitude").get(form) or effects_of("adjective").get(form) or modal.get(form)
    # the lemmatizer leaves «compte» as it is now and then
    for lemma in (governor.lemma_, f"{governor.lemma_}r"):
        forms = [f"{lemma} {link(node)}", lemma]
        if any(c.lower_ in {"se", "s'", "s’"} for c in governor.children):
            reflexive = f"{'s' + chr(39) if lemma[:1] in _VOWELS else 'se '}{lemma}"
            forms[:0] = [f"{reflexive} {link(node)}", reflexive]
        found = next((effect for form in forms if (effect := effects_of("verb").get(form))), None)
        if found or lemma in modal:
            return found or modal[lemma]
    return None

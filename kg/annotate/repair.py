"""A parse with the parser's known faults -> the same parse put right.

The French model ends sentences in the middle («Selon le New York Times | , l'état-major…») and takes the first of
several coordinated subjects for the root («La France, l'Allemagne et la Russie tiendront»).
"""

from __future__ import annotations

from itertools import pairwise

from kg.annotate.words import Parse, Word

FINAL = tuple('.!?…:»”"')
SUBJECTS = ("nsubj", "nsubj:pass", "expl:subj")


def repair(parse: Parse) -> None:
    """Change the heads of ``parse`` in place; no word gets into a cycle, since only roots and their children move."""
    if len(parse.roots) > 1:
        _join_fragments(parse)
    for root in parse.roots:
        _promote_verb(parse, root)


def _join_fragments(parse: Parse) -> None:
    """Join sentences of one paragraph whose first does not end like a sentence."""
    words = parse.all
    root_of: dict[int, Word] = {id(word): _root(word) for word in words}
    for before, after in pairwise(words):
        first, second = _root(root_of[id(before)]), _root(root_of[id(after)])
        if first is second or before.text.endswith(FINAL) or before in parse.placeholders.values():
            continue
        _join(parse, first, second, comma=after.text == ",")


def _root(word: Word) -> Word:
    while word.head is not None:
        word = word.head
    return word


def _join(parse: Parse, first: Word, second: Word, *, comma: bool) -> None:
    if not (_is_clause(parse, second) and not _is_clause(parse, first)):
        second.hang(first, "punct" if second.pos == "PUNCT" else "dep")
        return
    deps = {child.dep for child in parse.children(first)}
    if first.pos == "PUNCT":
        first.hang(second, "punct")
    elif "case" in deps:
        first.hang(second, "obl:mod")
    elif not comma and first.pos in ("NOUN", "PROPN", "PRON") and not _has_subject(parse, second):
        first.hang(second, "nsubj")
    else:
        first.hang(second, "dep")


def _is_clause(parse: Parse, word: Word) -> bool:
    return word.pos in ("VERB", "AUX") or any(
        child.dep in ("cop", "aux:tense", *SUBJECTS) for child in parse.children(word)
    )


def _has_subject(parse: Parse, verb: Word) -> bool:
    return any(child.dep in SUBJECTS for child in parse.children(verb))


def _promote_verb(parse: Parse, root: Word) -> None:
    """Make a finite verb that is «coordinated» with a noun at the root the root, the noun its first subject."""
    if root.pos not in ("NOUN", "PROPN"):
        return
    children = parse.children(root)
    if any(child.dep in ("cop", *SUBJECTS) for child in children):
        return
    verb = next((c for c in children if c.dep == "conj" and c.pos == "VERB" and _is_finite(parse, c)), None)
    if verb is None:
        return
    last = next((c for c in parse.children(verb) if c.dep in SUBJECTS), None)
    if last is None or not any(c.dep == "cc" for c in parse.children(last)):
        return
    dep = last.dep
    verb.hang(None, "ROOT")
    root.hang(verb, dep)
    last.hang(root, "conj")


def _is_finite(parse: Parse, verb: Word) -> bool:
    return verb.finite or any(child.dep.startswith("aux") and child.finite for child in parse.children(verb))


def invert_subject(parse: Parse, verb: Word, quotation: Word) -> None:
    """Make the noun after a verb that follows its quotation its subject («…», a dit le ministre), not its object."""
    if quotation.start > verb.start or _has_subject(parse, verb):
        return
    noun = next((c for c in parse.children(verb) if c.dep == "obj" and c.start > verb.start), None)
    if noun is not None and noun.pos in ("NOUN", "PROPN"):
        noun.dep = "nsubj"

"""A verb in its clause -> its auxiliary, clitics, negation, inverted subject, and the fixed words of its expression."""

from __future__ import annotations

from kg.extract.claims.conjugation import Shape
from kg.extract.claims.function_words import BE, CLITIC_SUBJECTS, CLITICS, EUPHONIC, HAVE, NEGATIONS, QUE
from kg.extract.claims.lexicon import Entry
from kg.extract.claims.view import View

FARTHEST_AUXILIARY = 20
FARTHEST_NOBODY = 12
NOBODY = frozenset(["aucun", "aucune", "nul", "nulle", "personne", "ni"])
ARTICLES = frozenset(["un", "son"])


def tail_end(view: View, index: int, entry: Entry) -> int | None:
    """Return the end of an expression whose other words follow its verb, adverbs between («met aussi en garde»)."""
    position = index + 1
    if not entry.tail:
        return position
    for _ in range(3):
        if (stop := _tail_at(view, position, entry.tail)) is not None:
            return stop
        passed = view.pos(position) in ("ADV", "PRON") or view.word(position) in CLITIC_SUBJECTS or view.time(position)
        if not passed:
            return None
        position += 1
    return None


def _tail_at(view: View, position: int, tail: tuple[str, ...]) -> int | None:
    """Return the end of the words of an expression; its article may vary, adjectives may precede its noun.

    «lance un appel», «lance un nouvel appel»; «apporte son soutien», «apporte leur plein soutien».
    """
    for word in tail:
        article = word in ARTICLES and view.pos(position) == "DET"
        while view.word(position) != word and not article and len(tail) > 1 and view.pos(position) == "ADJ":
            position += 1
        if view.word(position) != word and not article:
            return None
        position += 1
    return position


def has_particle(view: View, index: int, entry: Entry, shape: Shape) -> bool:
    """Tell whether «en» or «y» stands before the verb where the expression asks for it: «s'en prend à», «y voit»."""
    if shape is Shape.GERUND and entry.particle == "en":
        # the «en» of «en appelant» makes the gerund
        return view.word(index - 1) == "en" and view.word(index - 2) in ("en", "s'")
    return not entry.particle or entry.particle in view.low[max(index - 4, 0) : index]


def is_reflexive(view: View, index: int) -> bool:
    """Tell whether «se» or «s'» belongs to the verb: «se félicite», «s'est encore félicité»."""
    position = index - 1
    while position >= 0 and (view.pos(position) == "ADV" or view.word(position) in CLITIC_SUBJECTS | EUPHONIC):
        position -= 1
    if view.word(position) in BE:
        position -= 1
    while view.word(position) in ("y", "en"):
        position -= 1
    if view.word(position) in ("se", "s'"):
        return True
    auxiliary = auxiliary_of(view, index)
    return auxiliary is not None and view.word(auxiliary - 1) in ("se", "s'")


def auxiliary_of(view: View, index: int) -> int | None:
    """Return the auxiliary of a participle: before it, only adverbs, clitics and set-off adjuncts between."""
    for position in range(index - 1, max(-1, index - FARTHEST_AUXILIARY), -1):
        word = view.word(position)
        if view.quoted(position) and view.quotation[position] is not view.quotation[index]:
            return None
        if word in HAVE or (word in BE and word != "été"):
            return position if _open_gap(view, position + 1, index) else None
        if word in ("que", "qu'", "qui", ";", ":", ".") or view.finite(position):
            return None
    return None


def _open_gap(view: View, start: int, index: int) -> bool:
    """Tell whether what stands between an auxiliary and its participle may stand there."""
    while start < index:
        counted = view.pos(start) == "DET" and view.time(start + 1)
        if (later := view.adverbial(start)) > start or counted:
            # «a plusieurs fois menacé», «a de son côté menacé»
            start = max(later, start + 2 if counted else later)
        elif view.word(start) in CLITIC_SUBJECTS | EUPHONIC or view.pos(start) == "ADV":
            start += 1
        else:
            break
    if start == index or (start in view.marks and start + 1 == index):
        return True
    if view.low[start].endswith(("-même", "-mêmes")):
        return _open_gap(view, start + 1, index)
    if view.word(start) == "été":
        return _open_gap(view, start + 1, index)
    if start in view.marks:
        # «est "grave", mais prévient»: the verb before is a copula
        return False
    if view.pos(start) not in ("ADP", "PUNCT") and view.word(start) not in ("tout", "elle", "lui", "eux", "elles"):
        return False
    return not any(view.pos(i) == "VERB" and i != index for i in range(start, index))


def reads_as_gerund(view: View, index: int) -> bool:
    """Tell whether a form in -ant is a verb; the tagger takes rare ones for nouns («, avertissant que…»)."""
    governs = view.word(index + 1) in QUE and view.word(index - 1) in (",", "en") and view.low[index].endswith("ant")
    return view.pos(index) in ("VERB", "AUX") or governs


def first_clitic(view: View, index: int) -> int:
    negated = index - 1
    while view.word(negated) in NEGATIONS:
        negated -= 1
    if view.infinitive(index) and view.word(negated) in ("ne", "n'"):
        # «ne rien avoir proposé»
        index = negated
    while index > 0 and view.word(index - 1) in CLITICS:
        index -= 1
    return index


def is_negated(view: View, start: int, index: int) -> bool:
    """Tell whether a verb is negated: «n'a pas précisé», «aucun pays ne brandit», «n'en ont revendiqué aucune»."""
    if view.word(start) not in ("ne", "n'"):
        return False
    before = view.low[max(start - FARTHEST_NOBODY, 0) : start]
    return any(view.word(i) in NEGATIONS | NOBODY for i in range(start, index + 5)) or not NOBODY.isdisjoint(before)


def inverted_subject(view: View, position: int) -> tuple[int | None, int]:
    """Return the inverted clitic subject after a verb and where it ends."""
    for index in range(position, min(position + 2, view.size)):
        if view.low[index] in CLITIC_SUBJECTS:
            return index, index + 1
        if view.low[index] not in EUPHONIC:
            break
    return None, position

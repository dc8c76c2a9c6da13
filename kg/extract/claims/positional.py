"""A quoted sentence before an inverted verb of any kind -> its claim: «Je savais», s'est justifiée la ministre."""

from __future__ import annotations

from kg.document import Quotation
from kg.extract.claims.build import Draft
from kg.extract.claims.coordination import coordinated
from kg.extract.claims.function_words import BE, CLITIC_SUBJECTS, EUPHONIC, HAVE, function
from kg.extract.claims.left import with_rest
from kg.extract.claims.speakers import head_after, is_agent, may_speak, references
from kg.extract.claims.view import View
from kg.model import Act

#: what makes the quotation itself the subject: «"Partir", reste le mot d'ordre du parti»
COPULAS = function("copula")
LONGEST_GROUP = 6
HEARSAY = frozenset(["aurait", "auraient", "serait", "seraient"])
DEFINITE = frozenset(["le", "la", "l'", "les"])
INSTEAD_OF_COMMA = ("!", "?", "…", "...")


def by_position(view: View, quotation: Quotation) -> Draft | None:
    """Return the claim of a quoted sentence that an inverted clause follows, whatever its verb.

    A comma parts them; a question or exclamation mark or a row of points stands for it: «"Partez !" a lancé X». What
    somebody «aurait dit» is told by others, but in his words.
    """
    start = view.skip(quotation.end)
    comma = view.word(start) == ","
    if not quotation.masked:
        return None
    end, clitic = _group(view, start + comma)
    if not (comma or clitic is not None or view.word(quotation.inner_end - 1).endswith(INSTEAD_OF_COMMA)):
        return None
    heads = [clitic] if clitic is not None else _subject(view, end) if end else []
    if not heads:
        return None
    span = with_rest(view, end, quotation.inner_start, quotation.inner_end)
    return Draft(span, Act.SAY, (start + comma, end), references(view, heads))


def _group(view: View, index: int) -> tuple[int, int | None]:
    """Return the end of a verb with auxiliary and adverbs, 0 if none begins at a token, and its clitic subject.

    «s'est aussitôt justifiée», «a-t-il encore égrené», «tonne-t-elle».
    """
    if view.word(index) in ("s'", "se"):
        index += 1
    if not _reads_as_verb(view, index) or view.token(index).lemma_.lower() in COPULAS:
        return 0, None
    compound = view.word(index) in HAVE | BE | HEARSAY
    clitic = None
    for later in range(index + 1, min(index + LONGEST_GROUP, view.size)):
        if view.word(later) in CLITIC_SUBJECTS:
            clitic = later
        elif compound and view.pos(later) in ("VERB", "ADJ") and _is_participle(view, later):
            return later + 1, clitic
        elif view.word(later) not in EUPHONIC and (not compound or view.pos(later) != "ADV"):
            break
    done = not compound and view.pos(index) != "AUX"
    return (index + 1 if clitic is None else clitic + 1, clitic) if done else (0, None)


def _is_participle(view: View, index: int) -> bool:
    """Tell whether a word after an auxiliary is a participle; the tagger takes «assumé» for a finite verb."""
    return not view.finite(index) or view.low[index].endswith("é")


def _reads_as_verb(view: View, index: int) -> bool:
    """Tell whether a word is a finite verb by its tag, its clitic or its place: «tweete-t-il», «, tweete le maire»."""
    if view.finite(index):
        return True
    if index + 1 >= view.size or not view.low[index].isalpha() or view.doc[index].is_title:
        return False
    unknown = view.pos(index) in ("NOUN", "ADJ", "ADV", "PROPN", "X") and view.low[index].endswith(("e", "t"))
    named = view.pos(index + 1) == "PROPN" and view.named_person(index + 1)
    return view.word(index + 1) in CLITIC_SUBJECTS | EUPHONIC or (
        unknown and (view.word(index + 1) in DEFINITE or named)
    )


def _subject(view: View, position: int) -> list[int]:
    while view.adverbial(position) > position or view.pos(position) == "ADV" or view.time(position):
        position = max(view.adverbial(position), position + 1)
    head = head_after(view, position)
    return coordinated(view, head) if head is not None and is_agent(view, head) and may_speak(view, head) else []

"""«A, comme l'a dit X», «Comme le rappelle X, A», «A, comme il le dit»: attribution by a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.claims.build import Draft
from kg.extract.claims.conjugation import Shape
from kg.extract.claims.coordination import coordinated
from kg.extract.claims.function_words import HAVE, PERSONAL, QUE
from kg.extract.claims.lexicon import Entry, verbs
from kg.extract.claims.prepositions import content_at
from kg.extract.claims.span import Span
from kg.extract.claims.speakers import head_after, is_agent, references
from kg.extract.claims.view import View
from kg.model import Act

#: what stands for the content in «comme l'a dit X»
OBJECTS = frozenset(["l'", "le", "la"])
ACTS = frozenset([Act.SAY, Act.ANNOUNCE, Act.PROMISE, Act.WARN])


def by_comparison(view: View, inverted: Sequence[Span]) -> Iterator[Draft]:
    """Yield the claims of «comme» with an object clitic and a verb of speech; ``inverted`` are those of other cues."""
    for index in range(view.size):
        if view.low[index] != "comme" or view.quoted(index) or view.word(view.sentence(index)[1] - 1) == "?":
            continue
        pronoun = index + 1 if view.word(index + 1) in PERSONAL else None
        found = _verb(view, index + 1 if pronoun is None else index + 2)
        if found is None:
            continue
        entry, end = found
        heads = _subject(view, end) if pronoun is None else _announced(view, index, end) or [pronoun]
        span = _said(view, content_at(view, index, end)) if heads else None
        if span and not any(span.start <= other.start and other.end < index for other in inverted):
            yield Draft(span, entry.act, (index, end), references(view, heads))


def _said(view: View, span: Span | None) -> Span | None:
    """Return the quoted clause of a content, all of it if none is: «montre qu'ils sont "frères", comme il l'a dit»."""
    if span is None:
        return None
    start, end = span.parts[-1]
    marked = next((i for i in range(start, end) if view.quotation[i]), start)
    clause = next((i + 1 for i in range(marked - 1, start, -1) if view.word(i) in QUE), start)
    return Span(((clause, end),)) if clause > start and len(span.parts) == 1 else span


def _verb(view: View, position: int) -> tuple[Entry, int] | None:
    """Return the verb of speech after an object clitic, and its end: «l'a encore dit», «le laisse entendre»."""
    if view.word(position) not in OBJECTS:
        return None
    position += 1
    shape = Shape.PARTICIPLE if view.word(position) in HAVE else Shape.FINITE
    position += shape is Shape.PARTICIPLE
    while view.pos(position) == "ADV":
        position += 1
    for entry, known in verbs().get(view.word(position), ()):
        end = position + 1 + len(entry.tail)
        # «comme l'a qualifiée X» describes; «comme l'espérait X», «comme le demande X» say what X wished
        says = entry.act in ACTS if entry.takes("que") else bool(entry.takes("pred"))
        if known is shape and says and tuple(view.low[position + 1 : end]) == entry.tail:
            return entry, end
    return None


def _announced(view: View, index: int, end: int) -> list[int]:
    """Return the subject to which the pronoun of «Comme il l'avait dit, M. Untel a signé» looks forward."""
    opens = index == view.skip(view.sentence(index)[0])
    head = head_after(view, end + 1) if opens and view.word(end) == "," else None
    return [head.i] if head is not None and is_agent(view, head) else []


def _subject(view: View, position: int) -> list[int]:
    position = view.adverbial(position)
    while view.time(position) or view.pos(position) == "ADV":
        position += 1
    head = head_after(view, position)
    return coordinated(view, head) if head is not None and is_agent(view, head) else []

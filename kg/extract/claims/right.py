"""A cue -> the content that follows it: a quotation, a clause, an infinitive, a noun, an attribute.

Adverbs, dates and adjuncts may stand between («a expliqué jeudi, dans un communiqué, que…»), and so may the addressee.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.document import Quotation
from kg.extract.claims.conjugation import Shape
from kg.extract.claims.cues import Cue
from kg.extract.claims.ends import clause_end, noun_end
from kg.extract.claims.function_words import CLITICS, DE, OTHER_QUE, QUE, RELATIVES
from kg.extract.claims.lexicon import verbs
from kg.extract.claims.span import Span
from kg.extract.claims.speakers import head_after, is_agent, is_person
from kg.extract.claims.view import View
from kg.model import Act

if TYPE_CHECKING:
    from spacy.tokens import Token

#: a frame that needs quotation marks needs them among so many words of the content's beginning
NEAR = 9
NEAREST = 2
LEAST_SENTENCE = 5
LONGEST_GAP = 45
MOST_STEPS = 9


def content_after(view: View, cue: Cue) -> Span | None:
    """Return the content after a cue, None if nothing there may be one."""
    return _Reader(view, cue).read()


class _Reader:
    """Steps over what may stand between a cue and its content."""

    def __init__(self, view: View, cue: Cue) -> None:
        self.view = view
        self.cue = cue
        self.entry = cue.entry
        self.end = view.sentence(cue.end - 1)[1]
        self.addressee: int | None = None
        self.nearest_at = -1

    def read(self) -> Span | None:
        position = self.cue.end
        for _ in range(MOST_STEPS):
            position = self.view.adverbial(self.view.skip(position))
            if position >= self.view.size or position - self.cue.end > LONGEST_GAP:
                break
            if (span := self._content(position)) is not None:
                return span
            following = self._step(position)
            if following is None or following <= position:
                break
            position = following
        return self._later_colon()

    def _later_colon(self) -> Span | None:
        """Return a quotation after a colon further on: «a détaillé les principes de l'accord: "Ce texte…"»."""
        for index in range(self.cue.end, min(self.cue.end + LONGEST_GAP, self.end)):
            if self.view.word(index) == ":" and (quotation := self.view.opens(self.view.skip(index + 1))):
                return Span(((quotation.inner_start, quotation.inner_end),), self.addressee)
            if self.view.finite(index) or self.view.quotation[index] or self.view.word(index) == ";":
                return None
        return None

    def _content(self, position: int) -> Span | None:
        view, word = self.view, self.view.word(position)
        if word == ":":
            return self._colon(position)
        if position >= self.end:
            return None
        if quotation := view.opens(position):
            inside = self._content(quotation.inner_start) if not view.opens(quotation.inner_start) else None
            if inside and view.word(quotation.inner_start) in (*QUE, *DE, "à"):
                return inside
            return self._quoted(position)
        if word in QUE:
            return self._clause(position)
        if word in ("si", "comment", "pourquoi") and self.entry.takes("si" if word == "si" else "comment"):
            return self._span(position, clause_end(view, position, self.cue), "yes")
        if span := self._preposition(position):
            return span
        if self._begins_infinitive(position):
            frame = self.entry.takes("inf")
            self.nearest_at = position
            return self._span(position, noun_end(view, position, self.cue), frame) if frame else None
        return self._nominal(position)

    def _span(self, start: int, end: int, frame: str | None) -> Span | None:
        if frame is None or start >= end:
            return None
        near = NEAREST if start == self.nearest_at else NEAR
        if frame == "quoted" and not any(i in self.view.marks for i in range(start, min(end + 1, start + near))):
            return None
        return Span(((start, end),), self.addressee)

    def _colon(self, position: int) -> Span | None:
        start = self.view.skip(position + 1)
        if quotation := self.view.opens(start):
            return Span(((quotation.inner_start, quotation.inner_end),), self.addressee)
        if start >= self.end or self.cue.passive:
            return None
        return self._span(start, clause_end(self.view, start, self.cue), self.entry.takes("que"))

    def _quoted(self, position: int) -> Span | None:
        """Return a quotation that follows the verb at once: a sentence of its own, or the beginning of an object."""
        view = self.view
        quotation = view.opens(position)
        if quotation is None:
            return None
        if quotation.masked:
            return Span(((quotation.inner_start, quotation.inner_end),), self.addressee)
        if self.entry.addressee == "obj" and (span := self._object_addressee(position)):
            return span
        if not any(self.entry.takes(f) for f in ("obj", "attr", "pred")) and not self._is_sentence(quotation):
            return None
        return Span(((position, noun_end(view, position, self.cue)),), self.addressee)

    def _only_adverbs(self, position: int) -> bool:
        """Tell whether only an adverb of affirmation stands between cue and «que»: «précise bien que»."""
        between = self.view.low[self.cue.end : position]
        return len(between) == 1 and between[0] in ("bien", "aussi", "ainsi", "même", "encore")

    def _is_sentence(self, quotation: Quotation) -> bool:
        inside = range(quotation.inner_start, quotation.inner_end)
        return len(inside) > LEAST_SENTENCE and any(self.view.finite(i) for i in inside)

    def _clause(self, position: int) -> Span | None:
        view = self.view
        frame = self.entry.takes("que")
        if not frame or (view.word(position - 1) in OTHER_QUE and not self._only_adverbs(position)):
            return None
        end = clause_end(view, position + 1, self.cue)
        if view.word(end) == ":" and not any(view.finite(i) for i in range(position + 1, end)):
            return self._colon(end)
        return self._span(position + 1, end, frame)

    def _begins_infinitive(self, position: int) -> bool:
        view = self.view
        while view.word(position) in CLITICS or view.pos(position) == "ADV" or position in view.marks:
            position += 1
        return position < view.size and view.infinitive(position)

    def _preposition(self, position: int) -> Span | None:
        view, entry = self.view, self.entry
        word = view.word(position)
        plain = {"d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à"}.get(word, word)
        if word == "à" and view.word(position + 1) == "ce" and entry.takes("à"):
            after = position + 3 if view.word(position + 2) in QUE else position + 2
            return self._span(after, clause_end(view, after, self.cue), "yes")
        if word in (*DE, "à") and self._begins_infinitive(position + 1):
            frame = entry.takes(plain)
            return self._span(position + 1, noun_end(view, position + 1, self.cue), frame)
        frame = entry.takes("n:" + plain)
        if frame and view.pos(position) in ("ADP", "DET") and not self._is_time(position + 1):
            start = position if word in ("du", "des", "au", "aux") else position + 1
            start = position + 1 if word in ("du", "au") or (word in ("des", "aux") and plain == "à") else start
            return self._span(start, noun_end(view, start, self.cue), frame)
        if word in DE and entry.takes("pred"):
            return self._span(position + 1, noun_end(view, position + 1, self.cue), "yes")
        if word == "comme" and entry.takes("comme"):
            return self._span(position, noun_end(view, position, self.cue), "yes")
        return None

    def _is_time(self, position: int) -> bool:
        if self.view.word(position) in ("un", "une", "des"):
            return False
        while self.view.pos(position) == "DET":
            position += 1
        return self.view.time(position)

    def _nominal(self, position: int) -> Span | None:
        view, entry = self.view, self.entry
        pos = view.pos(position)
        if self._is_time(position):
            return None
        if frame := entry.takes("attr"):
            if pos in ("ADJ", "VERB", "ADV", "NOUN"):
                return self._span(position, noun_end(view, position, self.cue), frame)
        determined = pos in ("DET", "NOUN", "PROPN", "NUM", "PRON", "ADJ") or view.word(position) == "des"
        if not determined or (pos == "PRON" and view.word(position) in CLITICS):
            return None
        if "pred" in entry.frames:
            return self._predicated(position)
        if entry.takes("attr") and (span := self._judged(position)):
            return span
        if entry.addressee == "obj" and (span := self._object_addressee(position)):
            return span
        frame = entry.takes("obj")
        if self._is_person(position) and entry.act not in (Act.ACCUSE, Act.JUDGE, Act.DENY):
            return None
        self.nearest_at = position
        return self._span(position, noun_end(view, position, self.cue), frame) if frame else None

    def _judged(self, position: int) -> Span | None:
        """Read «a jugé l'arrestation "inadmissible"»: the object with a quoted attribute."""
        for index in range(position + 1, min(position + 18, self.end)):
            if self.view.finite(index):
                return None
            if self.view.opens(index):
                bare = self.view.pos(index - 1) in ("NOUN", "PROPN", "ADJ", "ADV")
                return Span(((position, noun_end(self.view, index, self.cue)),)) if bare else None
        return None

    def _is_person(self, position: int) -> bool:
        """Tell whether an object is somebody, who cannot be said: «rappelle son ambassadeur»."""
        head = head_after(self.view, position)
        return head is not None and not self.view.quotation[position] and is_person(head)

    def _predicated(self, position: int) -> Span | None:
        """Read «a qualifié Untel de "menteur"»: the object with what is said of it."""
        for index in range(position + 1, min(position + 25, self.end)):
            if self.view.finite(index):
                return None
            if self.view.word(index) in DE and (self.view.opens(index + 1) or self.view.pos(index + 1) == "ADJ"):
                return Span(((position, noun_end(self.view, index + 1, self.cue)),))
        return None

    def _object_addressee(self, position: int) -> Span | None:
        """Read «accuse Paris de soutenir», «exhorte les parties à négocier»: the object is addressed."""
        view = self.view
        limit = min(self.end, position + 25)
        for index in range(position + 1, limit):
            word = view.word(index)
            if (view.finite(index) and view.word(index - 1) not in RELATIVES) or self._is_other_cue(index):
                return None
            if word == ":" or (word in QUE and view.word(index - 1) not in OTHER_QUE):
                span = self._content(index)
            elif word in (*DE, "à", "au", "aux", "contre", "pour", "sur", "du", "des"):
                span = self._preposition(index) if self._separates(position, index) else None
            else:
                continue
            if span:
                return Span(span.parts, self._head(position, index))
        return None

    def _is_other_cue(self, index: int) -> bool:
        shapes = {shape for _, shape in verbs().get(self.view.word(index), ())}
        return Shape.GERUND in shapes and self.view.pos(index) == "VERB"

    def _separates(self, start: int, index: int) -> bool:
        """Tell whether a preposition leaves the object: it does before an infinitive; before a noun if it hangs on the verb."""
        view = self.view
        if self._begins_infinitive(index + 1):
            return True
        head = view.token(index).head
        governor = head.head if head.i > index else head
        return not (start <= governor.i < index) or view.opens(index + 1) is not None

    def _head(self, start: int, end: int) -> int:
        heads = [i for i in range(start, end) if self.view.pos(i) in ("NOUN", "PROPN", "PRON")]
        return next((i for i in heads if not start <= self.view.token(i).head.i < end), heads[0] if heads else start)

    def _step(self, position: int) -> int | None:
        """Return the end of an adverb, a date, a parenthesis or an adjunct that begins at ``position``."""
        view = self.view
        word, pos = view.word(position), view.pos(position)
        if word == ",":
            return self._parenthesis(position)
        if word == "-" or pos == "ADV" or (word in ("quant", "même", "lui-même", "elle-même")):
            return position + 1
        if view.time(position) or (pos in ("DET", "ADJ", "ADP") and self._is_time(position + 1)):
            return self._past_time(position)
        if pos == "ADP" or word in ("lors", "auprès", "via", "devant", "dès"):
            return self._adjunct(position)
        if self.cue.clitic is None and self.cue.entry.addressee != "obj" and pos in ("DET", "NOUN", "PROPN"):
            return self._inverted_subject(position)
        return None

    def _adjunct(self, position: int) -> int | None:
        """Return the end of a prepositional phrase: the next place where a content may begin, or its noun's edge."""
        view = self.view
        if view.word(position) in ("à", "au", "aux") and self.entry.addressee.startswith("à"):
            head = head_after(view, position + 1)
            self.addressee = head.i if head is not None and is_agent(view, head) else None
        noun = self._adjunct_noun(position)
        edge = self._phrase_edge(noun)
        agent = view.word(position) == "par"
        for index in range(position + 1, min(edge + 12, self.end)):
            if self._may_begin(index, noun.i, agent=agent):
                return index
            stops = view.pos(index) in ("DET", "ADP", "ADV", "PROPN") and index >= edge
            if view.finite(index) or stops or view.opens(index):
                return index if index > noun.i else None
        return edge

    def _adjunct_noun(self, position: int) -> Token:
        """Return the noun of a prepositional phrase, the next noun where the parser has missed it."""
        view = self.view
        noun = view.token(position).head
        if position <= noun.i and view.pos(noun.i) != "VERB":
            return noun
        nominal = (i for i in range(position, min(position + 6, self.end)) if view.pos(i) in ("NOUN", "PROPN", "PRON"))
        return view.token(next(nominal, noun.i))

    def _may_begin(self, index: int, noun: int, *, agent: bool) -> bool:
        """Tell whether a content may begin inside what the parser takes for an adjunct («a dit à Paris que…»)."""
        view, word = self.view, self.view.word(index)
        if word in (":", ","):
            return True
        if word in QUE:
            return index >= noun and view.word(index - 1) not in OTHER_QUE
        if index <= noun:
            return False
        if word in (*DE, "à"):
            plain = "de" if word in DE else "à"
            infinitive = self._begins_infinitive(index + 1) and self.entry.takes(plain)
            return bool(infinitive or (agent and self.entry.takes("n:" + plain)))
        return word in ("avoir", "être", "vouloir") and self.entry.takes("inf") is not None

    def _phrase_edge(self, noun: Token) -> int:
        """Return the end of an adjunct's noun phrase, never past an article that no preposition precedes."""
        view = self.view
        last = max(noun.i, min(noun.right_edge.i, self.end - 1))
        for index in range(noun.i + 1, last + 1):
            if view.word(index) == "des" and view.pos(index - 1) == "PROPN":
                return index
            if view.pos(index) == "DET" and view.pos(index - 1) not in ("ADP", "DET", "CCONJ", "ADV"):
                return index
        return last + 1

    def _inverted_subject(self, position: int) -> int | None:
        """Step over «le ministre» of «Dans un communiqué, a ajouté le ministre: …» up to a colon."""
        for index in range(position, min(position + 30, self.end)):
            if self.view.word(index) == ":":
                return index
            if self.view.finite(index) and self.view.word(index - 1) not in RELATIVES:
                return None
        return None

    def _past_time(self, position: int) -> int:
        view = self.view
        while position < self.end and (view.time(position) or view.pos(position) in ("DET", "NUM", "ADJ", "ADP")):
            if (
                view.pos(position) in ("DET", "ADP", "ADJ")
                and not self._is_time(position + 1)
                and not view.time(position)
            ):
                return position
            position += 1
        return position

    def _parenthesis(self, position: int) -> int | None:
        limit = min(position + 30, self.end)
        if "que" in self.entry.frames:
            for index in range(position + 2, limit):
                if self.view.word(index - 1) == "," and self.view.word(index) in QUE:
                    return index
        for index in range(position + 1, limit):
            if self.view.opens(index) and self.view.word(index - 1) == ",":
                return index
            if self.view.word(index) == ",":
                return index + 1
            if self.view.word(index) == ":" or (
                self.view.finite(index) and self.view.word(position + 1) not in RELATIVES
            ):
                return None
        return None

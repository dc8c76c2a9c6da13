"""A cue -> the content that follows it: a quotation, a clause, an infinitive, a noun, an attribute.

Adverbs, dates and adjuncts may stand between («a expliqué jeudi, dans un communiqué, que…»), and so may the addressee.
"""

from __future__ import annotations

from kg.document import Quotation
from kg.extract.claims.adjuncts import Adjuncts
from kg.extract.claims.attributes import LONGEST_OBJECT, NEAR, judged, likened, likeness_end, predicated
from kg.extract.claims.conjugation import Shape
from kg.extract.claims.cues import Cue
from kg.extract.claims.ends import clause_end, noun_end
from kg.extract.claims.function_words import (
    CLITICS,
    CONTRACTED,
    DE,
    INDIRECT_QUESTIONS,
    NEGATIONS,
    OTHER_QUE,
    QUE,
    RELATIVES,
    SILENCE,
)
from kg.extract.claims.infinitives import says
from kg.extract.claims.objects import (
    bare_charge,
    counts,
    deed_follows,
    determined,
    has_speech,
    is_speech,
    leaves_object,
    object_head,
    restricts,
    seen_in,
)
from kg.extract.claims.span import Span
from kg.extract.claims.speakers import head_after, is_person
from kg.extract.claims.view import View
from kg.model import Act

BEFORE_CONTENT = frozenset(["de", "à", "contre", "pour", "sur", *CONTRACTED])
NEAREST = 2
LEAST_SENTENCE = 5
LONGEST_GAP = 45
MOST_STEPS = 9
#: adverbs of affirmation that make no conjunction with «que»: «précise bien que»
AFFIRMED = (["bien"], ["aussi"], ["ainsi"], ["même"], ["encore"])


def content_after(view: View, cue: Cue) -> Span | None:
    """Return the content after a cue, None if nothing there may be one."""
    return _Reader(view, cue).read()


class _Reader:
    """Steps over what may stand between a cue and its content."""

    def __init__(self, view: View, cue: Cue) -> None:
        self.view = view
        self.cue = cue
        self.entry = cue.entry
        self.adjuncts = Adjuncts(view, cue)
        self.end = self.adjuncts.end
        self.nearest_at = -1

    def read(self) -> Span | None:
        position = self.cue.end
        while self.view.closes(position):
            # the cue itself stands in marks: ont "exhorté" les parties
            position += 1
        for _ in range(MOST_STEPS):
            position = self.view.adverbial(self.view.skip(position))
            if position >= self.view.size or position - self.cue.end > LONGEST_GAP:
                break
            if (span := self._content(position)) is not None:
                return span
            following = self.adjuncts.step(position)
            if following is None or following <= position:
                break
            position = following
        return self._later_colon()

    def _later_colon(self) -> Span | None:
        """Return a quotation after a colon further on: «a détaillé les principes de l'accord: "Ce texte…"»."""
        for index in range(self.cue.end, min(self.cue.end + LONGEST_GAP, self.end)):
            if self.view.word(index) == ":" and (quotation := self.view.opens(self.view.skip(index + 1))):
                return Span(((quotation.inner_start, quotation.inner_end),), self.adjuncts.addressee)
            if self.view.finite(index) or self.view.quotation[index] or self.view.word(index) == ";":
                return None
        return None

    def _content(self, position: int) -> Span | None:
        if self.view.word(position) == ":":
            return self._colon(position)
        if position >= self.end:
            return None
        if quotation := self.view.opens(position):
            adverb = all(self.view.pos(i) == "ADV" for i in range(quotation.inner_start, quotation.inner_end))
            return None if adverb else self._inside(quotation) or self._quoted(quotation)
        some = self.view.word(position) == "des" and deed_follows(self.view, self.entry, position, self.end)
        return (
            # «accuse | des voisins d'avoir menti»
            (self._object_addressee(position) if some else None)
            or self._clause(position)
            or self._preposition(position)
            or self._infinitive(position)
            or self._nominal(position)
        )

    def _inside(self, quotation: Quotation) -> Span | None:
        """Return a content whose conjunction or preposition stands inside the marks: «demandé "de ne pas partir"»."""
        start = quotation.inner_start
        introduced = self.view.word(start) in QUE | DE | {"à"} and not self.view.opens(start)
        span = self._content(start) if introduced else None
        short = quotation.inner_end - quotation.inner_start <= LEAST_SENTENCE
        if span is None or (short and self.view.word(quotation.end).isalpha()):
            return span
        return Span(((span.start, min(span.end, quotation.inner_end)),), span.addressee)

    def _infinitive(self, position: int) -> Span | None:
        frame = self.entry.takes("inf")
        aside = self.view.pos(position) == "ADV" and self.view.word(position) not in NEGATIONS | CLITICS
        if not frame or aside or not self.view.begins_infinitive(position):
            # an adverb before the infinitive belongs to the cue: «dit souvent vouloir»
            return None
        self.nearest_at = position
        return self._span(position, noun_end(self.view, position, self.cue), frame)

    def _span(self, start: int, end: int, frame: str | None) -> Span | None:
        around = self.view.quotation[start]
        if around and not self.view.opens(start) and not self.view.word(around.end).isalpha():
            # «accuse Berlin "de retarder l'enquête", avec des pièces…»
            end = min(end, around.inner_end)
        if frame is None or start >= end:
            return None
        later = None if self.view.infinitive(start) else self.view.opens(start + NEAREST)
        # «une trêve "fragile"», not «une campagne "Je porte un masque"»
        nearest = NEAREST + (later is not None and not self.view.doc[later.inner_start].is_title)
        marked = range(start, min(end + 1, start + (nearest if start == self.nearest_at else NEAR)))
        quoted = self.view.quotation[start] is not None and self.view.quotation[self.cue.head] is None
        if frame == "quoted" and not quoted and not any(i in self.view.marks for i in marked):
            return None
        return Span(((start, end),), self.adjuncts.addressee)

    def _colon(self, position: int) -> Span | None:
        start = self.view.skip(position + 1)
        if quotation := self.view.opens(start):
            return Span(((quotation.inner_start, quotation.inner_end),), self.adjuncts.addressee)
        if start >= self.end or self.cue.passive:
            return None
        return self._span(start, clause_end(self.view, start, self.cue), self.entry.takes("que"))

    def _quoted(self, quotation: Quotation) -> Span | None:
        """Return a quotation that follows the verb at once: a sentence of its own, or the beginning of an object."""
        if quotation.masked:
            return Span(((quotation.inner_start, quotation.inner_end),), self.adjuncts.addressee)
        if span := self._object_addressee(quotation.start):
            return span
        first, long = quotation.inner_start, self.view.quoted(quotation.inner_start)
        predicate = long and self.view.finite(first) and not self.view.doc[first].is_title
        clausal = any(self.entry.takes(f) for f in ("obj", "obj~", "attr", "pred")) or self._is_sentence(quotation)
        clausal = clausal or bool(self.entry.takes("inf") and self.view.begins_infinitive(first))
        if predicate or not clausal:
            # «un site sur lequel elle s'interroge "a été nettoyé"» says nothing of the cue
            return None
        return self._noun(quotation.start, "yes")

    def _is_sentence(self, quotation: Quotation) -> bool:
        inside = range(quotation.inner_start, quotation.inner_end)
        return len(inside) > LEAST_SENTENCE and any(self.view.finite(i) for i in inside)

    def _clause(self, position: int) -> Span | None:
        view = self.view
        word = view.word(position)
        if any(self.entry.takes(frame) == "yes" for frame in INDIRECT_QUESTIONS.get(word, ())):
            return self._span(position, clause_end(view, position, self.cue), "yes")
        frame = self.entry.takes("que") if word in QUE and not restricts(view, self.cue, position, self.end) else None
        affirmed = view.low[self.cue.end : position] in AFFIRMED or view.adverbial(self.cue.end) == position
        if not frame or (view.word(position - 1) in OTHER_QUE and not affirmed):
            return None
        end = clause_end(view, position + 1, self.cue)
        if view.word(end) == ":" and not any(view.finite(i) for i in range(position + 1, end)):
            return self._colon(end)
        return self._span(position + 1, end, frame)

    def _preposition(self, position: int) -> Span | None:
        view, entry = self.view, self.entry
        word = view.word(position)
        plain = CONTRACTED.get(word, word)
        if word == "à" and view.word(position + 1) == "ce" and entry.takes("à"):
            after = position + 3 if view.word(position + 2) in QUE else position + 2
            return self._span(after, clause_end(view, after, self.cue), "yes")
        if word in DE | {"à", "pour"} and view.begins_infinitive(position + 1):
            # «refuse de commenter» says nothing
            silent = entry.act is Act.DENY and not SILENCE.isdisjoint(view.low[position + 1 : position + 4])
            frame = (
                entry.takes(plain) or entry.takes(plain + "=") or ("pour" in plain and entry.takes("n:pour")) or None
            )
            if entry.takes(plain + "~") and says(view, position + 1):
                # who refuses to recognise speaks; who refuses to take part acts
                frame = "yes"
            return None if silent else self._noun(position + 1, frame)
        return self._complement(position, plain)

    def _complement(self, position: int, plain: str) -> Span | None:
        """Return a noun after a preposition: «appelle à la retenue», «parlent de 200 morts», «qualifie d'absurde»."""
        view, entry, word = self.view, self.entry, self.view.word(position)
        if entry.takes("with:" + plain) and (
            counts(view, position, self.end) or has_speech(view, entry, position, self.end)
        ):
            return self._noun(position, "yes")
        counted = entry.takes(f"n:{plain}#") and counts(view, position, self.end)
        frame = "yes" if counted else entry.takes("n:" + plain)
        if frame and view.pos(position) in ("ADP", "DET") and not view.begins_time(position + 1):
            return self._noun(position if word == "des" else position + 1, frame)
        if word in DE and entry.takes("pred"):
            return self._noun(position + 1, "yes")
        if word != "comme":
            return None
        return self._span(position, likeness_end(view, self.cue, position), entry.takes("comme"))

    def _noun(self, start: int, frame: str | None) -> Span | None:
        return self._span(start, noun_end(self.view, start, self.cue), frame) if frame else None

    def _nominal(self, position: int) -> Span | None:
        view, entry = self.view, self.entry
        pos = view.pos(position)
        if view.begins_time(position) or (pos == "PROPN" and view.named(position) and view.named(position - 1)):
            return None
        if attribute := self._attribute(position):
            return attribute
        if not determined(view, position) or (pos == "PRON" and view.word(position) in CLITICS | {"il"}):
            return None
        if "pred" in entry.frames:
            return predicated(view, self.cue, position, self.end)
        said = judged(view, self.cue, position, self.end) or likened(view, self.cue, position, self.end)
        return said or self._object_addressee(position) or self._object(position)

    def _attribute(self, position: int) -> Span | None:
        """Return what somebody is or finds: «se dit très inquiet», «se montre favorable à une trêve»."""
        view, entry, pos = self.view, self.entry, self.view.pos(position)
        graded = pos == "ADV" and view.pos(position + 1) in ("ADJ", "VERB", "ADV")
        if entry.takes("attr~") and is_speech(entry, view.token(position + 1 if graded else position)):
            return self._noun(position, "yes")
        described = pos in ("ADJ", "VERB", "NOUN") or (pos in ("PROPN", "X") and not view.doc[position].is_title)
        return self._noun(position, entry.takes("attr")) if graded or described else None

    def _object(self, position: int) -> Span | None:
        """Return a direct object; somebody is no content: «rappelle son ambassadeur»."""
        head = head_after(self.view, position)
        person = head is not None and (is_person(head) or self.view.named_person(head.i))
        somebody = person and not self.view.quotation[position] and not is_speech(self.entry, head)
        somebody = somebody and not self.entry.takes("who")
        if somebody and self.entry.act not in (Act.ACCUSE, Act.JUDGE, Act.DENY):
            return None
        self.nearest_at = position
        frame = self.entry.takes("obj") or self.entry.takes("obj=")
        if self.entry.takes("obj@dans") and seen_in(self.view, self.cue, position):
            frame = "yes"
        counted = self.entry.takes("obj#") and counts(self.view, position - 1, self.end)
        # «en a manifesté l'intention» leaves unsaid what somebody intends
        elsewhere = (
            self.cue.shape is Shape.FINITE
            and "en" in self.view.low[self.cue.start : self.cue.auxiliary or self.cue.head]
        )
        spoken = is_speech(self.entry, head) and not elsewhere
        return self._noun(position, "yes" if counted or spoken else frame)

    def _object_addressee(self, position: int) -> Span | None:
        """Read «accuse Paris de soutenir», «exhorte les parties à négocier»: the object is addressed."""
        view = self.view
        if self.entry.addressee != "obj":
            return None
        limit = min(self.end, position + LONGEST_OBJECT)
        named = view.opens(position)
        # «appelle "ceux qui tiennent à la paix" à voter»
        asked = named and view.word(named.end) in BEFORE_CONTENT and view.begins_infinitive(named.end + 1)
        for index in range(named.end if named and asked else position + 1, limit):
            word = view.word(index)
            if (view.finite(index) and view.word(index - 1) not in RELATIVES) or self.adjuncts.speaks(index):
                return None
            if word == ":" or (word in QUE and view.word(index - 1) not in OTHER_QUE):
                span = self._content(index)
            elif word in BEFORE_CONTENT and view.adverbial(index) == index:
                left = leaves_object(view, position, index) and not deed_follows(view, self.entry, index, limit)
                span = self._preposition(index) if left else None
            else:
                continue
            if span:
                return Span(span.parts, object_head(view, position, index))
        charge = bare_charge(view, position, limit) if self.entry.act is Act.ACCUSE else None
        frame = self.entry.takes("n:de")
        if charge is None or not frame or not (span := self._noun(charge, frame)):
            return None
        return Span(span.parts, object_head(view, position, charge - 1))

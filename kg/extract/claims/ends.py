"""Where a content that begins after its cue ends: before the next speech clause and the journalist's own asides."""

from __future__ import annotations

from kg.document import Quotation
from kg.extract.claims.conjugation import Shape
from kg.extract.claims.cues import Cue
from kg.extract.claims.function_words import (
    CLITICS,
    COORDINATORS,
    DE,
    FINAL,
    PERSONAL,
    QUE,
    RELATIVES,
    SUBORDINATORS,
)
from kg.extract.claims.lexicon import verbs, words
from kg.extract.claims.next_cue import (
    absolute,
    coordinated_cue,
    coordinated_participle,
    gerund_cue,
    inverted_clause,
    listed,
    others_speak,
    speech_clause,
    unreported,
)
from kg.extract.claims.remarks import after_dash, begins_aside, has_main_verb, quoted_on
from kg.extract.claims.set_off import past_set_off, resumes
from kg.extract.claims.view import View
from kg.model import Act

#: prepositions that the tagger takes for verbs
NO_VERBS = frozenset(["envers", "hors", "outre", "vers"])
CONTRAST = frozenset(["tandis", "alors"])
#: prepositions before a relative pronoun («dans lequel»)
PIED_PIPED = frozenset(["dans", "par", "pour", "sur"])
DEFINITE = frozenset(["le", "la", "l'", "les"])


def clause_end(view: View, start: int, cue: Cue) -> int:
    """Return the end of a clause that is the content of ``cue``."""
    return _trim(view, start, _Scan(view, cue, start, nominal=False).end())


def noun_end(view: View, start: int, cue: Cue) -> int:
    """Return the end of a nominal or infinitive content: before a new clause begins."""
    return _trim(view, start, _Scan(view, cue, start, nominal=True).end())


def sentence_end(view: View, start: int) -> int:
    """Return the end of a sentence without its final mark, white space and the speech clause that it may end in."""
    end = view.sentence(start)[1]
    commas = (i for i in range(start + 1, end) if view.word(i) == "," and inverted_clause(view, start, i, end))
    return _trim(view, start, next(commas, end))


class _Scan:
    """Walks over a content, quotations at one step, until something ends it."""

    def __init__(self, view: View, cue: Cue, start: int, *, nominal: bool) -> None:
        self.view = view
        self.cue = cue
        self.start = start
        self.nominal = nominal
        self.first, self.last = view.sentence(cue.head)
        enclosing = view.quotation[cue.head]
        if enclosing and start < enclosing.inner_end and not view.word(enclosing.end).isalpha():
            self.last = min(self.last, enclosing.inner_end)
        self.last = self._closing_dash()
        self.leading = _is_leading(view, cue, self.first)
        # «Connu pour ses livres dénonçant A, X a dit»
        opens = view.pos(view.skip(self.first)) in ("VERB", "ADJ") and cue.shape is Shape.GERUND
        self.opening = opens and not any(view.finite(i) for i in range(self.first, cue.start))
        self.commas: list[int] = []
        self.interposed = cue.shape is Shape.GERUND or view.word(cue.start - 1) in RELATIVES

    def end(self) -> int:
        """Return the end without the aside that comes last: «salue l'accord, | qui sera signé à Oslo, mais dit…»."""
        end = self._walk()
        inside = (i for i in self.commas if i < end < self.last)
        return next((i for i in inside if begins_aside(self.view, self.start, i, end, nominal=self.nominal)), end)

    def _walk(self) -> int:
        view, index = self.view, self.start
        while index < self.last:
            if quotation := view.quotation[index]:
                if self.nominal and index > self.start and self._begins_sentence(quotation):
                    return index
                index = max(quotation.end, index + 1)
                if index < self.last and (gerund_cue(view, index) or self._others_speak(index, quoted=True)):
                    return index
                continue
            if (past := past_set_off(view, index, self.last, nominal=self.nominal)) > index > self.start:
                index = past
                continue
            if index > self.start and self._ends_at(index):
                return self._before_unfinished(index)
            index += 1
        return self.last

    def _closing_dash(self) -> int:
        """Return the dash that ends the remark in which the cue stands: «les tirs --qu'Oslo juge anodins-- ont…»."""
        view = self.view
        opened = sum("--" in view.low[i] for i in range(self.first, self.cue.start)) % 2
        dashes = (i for i in range(self.start, self.last) if view.word(i) == "--")
        return next(dashes, self.last) if opened else self.last

    def _others_speak(self, comma: int, *, quoted: bool = False) -> bool:
        """Tell whether somebody speaks anew after a clause: «a dit que "A", et le Kremlin a demandé B»."""
        return not self.nominal and others_speak(self.view, self.cue, comma + 1, self.last, quoted=quoted)

    def _begins_sentence(self, quotation: Quotation) -> bool:
        """Tell whether a quoted sentence follows a noun without any mark between: «… en Libye"Ces armes étaient…"»."""
        view, before = self.view, quotation.start - 1
        noun = view.pos(before) in ("NOUN", "PROPN")
        return quotation.masked and noun and view.doc[quotation.inner_start].is_title

    def _before_unfinished(self, end: int) -> int:
        """Return the end without a relative clause that lacks its verb's rest: «un échec | qui a, selon elle, …»."""
        unfinished = self.view.finite(end - 1) and self.view.word(end - 2) in RELATIVES and end - 2 > self.start
        return end - 2 if unfinished and self.nominal else end

    def _ends_at(self, index: int) -> bool:
        word, following = self.view.word(index), self.view.word(index + 1)
        if word == ",":
            self.commas.append(index)
            return self._comma_ends(index)
        if word == ":":
            return self.nominal or self.view.opens(self.view.skip(index + 1)) is not None
        if word in COORDINATORS:
            verb = coordinated_cue(self.view, self.cue, index + 1)
            verb = verb or (self.nominal and coordinated_participle(self.view, self.cue, index + 1))
            return verb or (self.nominal and self._new_clause(index)) or self._others_speak(index - 1)
        # «a dit que A alors que "B"»: who is quoted goes on; who reproaches a deed names its circumstances
        deed = self.cue.entry.act is Act.ACCUSE and self.view.begins_infinitive(self.start)
        contrast = word in CONTRAST and following in QUE and not deed and not quoted_on(self.view, index + 2, self.last)
        breaks = contrast or word == ";" or (word == "tout" and following == "en") or self._by_saying(index)
        breaks = breaks or after_dash(self.view, self.start, index, self.last)
        if breaks or (word == "avant" and following in DE and self.view.word(index + 2) in verbs()):
            return True
        if self.view.pos(self.cue.head) == "NOUN" and not self.nominal:
            # «l'exigence de Paris que l'aide soit versée | a suscité des critiques»
            return self._main_verb_of_outer_clause(index, opened=1)
        return self.nominal and (self._relates(index) or self._main_verb_of_outer_clause(index))

    def _by_saying(self, index: int) -> bool:
        """Tell whether «en» and a participle of speech follow a noun: «souligne son refus | en rappelant que…»."""
        view = self.view
        if not self.nominal or view.word(index) != "en" or not gerund_cue(view, index + 1):
            return False
        # «vante sa décision de partir | en lançant: "…"»
        announced = view.word(index + 2) == ":" or view.opens(index + 2)
        return bool(announced) or not any(view.finite(i) or view.infinitive(i) for i in range(self.start, index))

    def _relates(self, index: int) -> bool:
        """Tell whether a relative clause restricts nothing: «lors d'un vote au cours duquel», «M. X qu'il a vu»."""
        view, word = self.view, self.view.word(index)
        # «rebaptiser la rue dans laquelle…» says which one
        restricts = view.pos(index - 1) == "NOUN" and view.word(index - 2) in DEFINITE
        pied = word in PIED_PIPED and view.word(index + 1) in RELATIVES and not restricts
        during = word == "au" and "lors" in view.low[self.start : index]
        during = during and not RELATIVES.isdisjoint(view.low[index + 2 : index + 4])
        named = word in QUE and view.named_person(index - 1) and view.word(index + 1) in PERSONAL
        return bool(pied or during or named)

    def _comma_ends(self, index: int) -> bool:
        view = self.view
        if (self.cue.shape is Shape.GERUND and view.word(index + 1) in QUE) or self._goes_on(index):
            return True
        if (
            begins_aside(view, self.start, index, self.last, nominal=self.nominal)
            or speech_clause(view, index + 1)
            or absolute(view, index + 1, self.last)
            or listed(view, self.cue, index + 1)
            or self._others_speak(index)
            or (not self.nominal and unreported(view, self.cue, self.start, index, self.last))
        ):
            return True
        if self.nominal and view.word(index + 1) == "mais" and "pas" not in view.low[self.start : index]:
            return "non" not in view.low[self.start : index]
        if self.leading and view.pos(index + 1) in ("DET", "PROPN", "PRON", "NOUN"):
            return True
        if self.opening and view.pos(index + 1) in ("DET", "PROPN") and has_main_verb(view, index + 1, self.last):
            return True
        return self.nominal and (self._is_relative() or self._new_clause(index) or self._trailing_gerund(index))

    def _is_relative(self) -> bool:
        """Tell whether a relative pronoun is the object of an infinitive: «ce vote qu'elle dit avoir gagné, | X…»."""
        view, before = self.view, self.cue.start - 2
        relative = view.pos(before) == "PRON" or view.token(self.cue.head).dep_ == "acl:relcl"
        return relative and view.begins_infinitive(self.start) and view.word(before) in QUE

    def _goes_on(self, comma: int) -> bool:
        """Tell whether the clause around the cue's goes on: «X, jugeant que A, | a signé», «X, qui dit que A, | a»."""
        view, verb = self.view, comma + 1
        while view.word(verb) in CLITICS:
            verb += 1
        told = any(view.finite(i) for i in range(self.start, comma))
        return self.interposed and told and view.finite(verb) and not self._lacking(comma)

    def _new_clause(self, index: int) -> bool:
        """Tell whether a clause with a verb of its own begins at a comma or coordinator after a nominal content."""
        view = self.view
        position = index + 1
        joined = view.word(index) == "," and view.word(position) in COORDINATORS
        while view.word(position) in COORDINATORS or view.pos(position) == "ADV":
            position += 1
        if view.word(position) in words("prepositions") or _subordinates(view, position):
            return False
        verb = position
        while view.word(verb) in CLITICS:
            verb += 1
        lacking = self._lacking(index)
        if view.finite(verb) and lacking:
            return False
        while position < self.last:
            word = view.word(position)
            if quotation := view.quotation[position]:
                position = quotation.end
                continue
            if _subordinates(view, position):
                verb = next((i for i in range(position, self.last) if view.finite(i)), self.last)
                position = verb + 1
                continue
            if word in COORDINATORS | {","} and not joined:
                return word == "," != view.word(index) and resumes(view, position, self.last) and not lacking
            if view.finite(position):
                return not lacking
            position += 1
        return False

    def _lacking(self, index: int) -> bool:
        """Tell whether a clause in the content still lacks its verb: «croire que le virus, né ailleurs, | a fui»."""
        # «décrit comme…» opens no clause
        before = range(self.start + (self.view.word(self.start) == "comme"), index)
        opened = sum(_subordinates(self.view, i) for i in before)
        return opened > sum(self.view.finite(i) for i in before)

    def _trailing_gerund(self, comma: int) -> bool:
        index = comma + 1
        while self.view.pos(index) == "ADV" or self.view.word(index) in ("s'", "se"):
            index += 1
        gerund = self.view.pos(index) == "VERB" and self.view.word(index).endswith("ant")
        return gerund and not (quoted_on(self.view, index + 1, self.last) or has_main_verb(self.view, index, self.last))

    def _main_verb_of_outer_clause(self, index: int, *, opened: int = 0) -> bool:
        """Tell whether the verb of the clause around a relative clause comes: «X, qui dit avoir vu Y, est parti»."""
        view = self.view
        if view.word(index) in NO_VERBS or (view.word(index) == "quitte" and view.word(index + 1) == "à"):
            return False
        if not view.finite(index) or (view.word(index - 1) in ("ne", "n'", "se", "s'") and view.finite(index - 2)):
            return False
        if view.word(index - 1) in ("ne", "n'") and view.pos(index - 2) == "PRON":
            return False
        before = range(self.start, index)
        opened += sum(view.word(i) in SUBORDINATORS for i in before)
        # of two verbs side by side the tagger has made the first of an adjective: «une mention explicite était faite»
        closed = sum(view.finite(i) and not view.finite(i + 1) for i in before)
        # «un excellent élève»
        noun = view.pos(index - 1) in ("DET", "PRON") or (view.pos(index - 1) == "ADJ" and view.pos(index - 2) == "DET")
        return opened <= closed and view.pos(index) in ("VERB", "AUX") and not noun


def _subordinates(view: View, index: int) -> bool:
    if view.word(index) == "s'":
        return view.word(index + 1) in ("il", "ils")
    return view.word(index) in SUBORDINATORS and view.word(index - 1) not in ("ainsi", "tant")


def _is_leading(view: View, cue: Cue, first: int) -> bool:
    """Tell whether the cue stands in a clause before the main one: «Confirmant…, X a», «S'il admet…, X»."""
    if cue.shape is Shape.GERUND and cue.start - first <= 2:
        return True
    return view.word(view.skip(first)) in ("si", "s'", "alors", "tandis", "après") and cue.start - first <= 8


def _trim(view: View, start: int, end: int) -> int:
    """Return the end without white space and final punctuation; a closing mark stays."""
    edges = (*FINAL, ",", ";", ":", "-", "–", "ne", "n'", *COORDINATORS)
    while end > start + 1:
        last = end - 1
        if not view.doc[last].is_space and (last in view.marks or view.word(last) not in edges):
            break
        end -= 1
    return end

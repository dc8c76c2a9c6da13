"""Between a cue and its content -> how far adverbs, dates, parentheses and adjuncts reach; the addressee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.claims.conjugation import Shape
from kg.extract.claims.cues import Cue
from kg.extract.claims.function_words import DE, OTHER_QUE, QUE, RELATIVES
from kg.extract.claims.lexicon import verbs
from kg.extract.claims.speakers import head_after, is_agent
from kg.extract.claims.verb_group import reads_as_gerund
from kg.extract.claims.view import View

if TYPE_CHECKING:
    from spacy.tokens import Token

#: words that may stand alone between a cue and its content
STEPPED = frozenset(["-", "quant", "même", "lui-même", "elle-même", "lui", "eux"])


class Adjuncts:
    """Steps over what may stand after a cue and before its content; ``addressee`` is the noun after «à», once met."""

    def __init__(self, view: View, cue: Cue) -> None:
        self.view = view
        self.cue = cue
        self.entry = cue.entry
        self.end = view.sentence(cue.end - 1)[1]
        self.addressee: int | None = None

    def step(self, position: int) -> int | None:
        """Return the end of an adverb, a date, a parenthesis or an adjunct that begins at ``position``."""
        view = self.view
        word, pos = view.word(position), view.pos(position)
        if word == ",":
            return self._parenthesis(position)
        if quotation := view.opens(position):
            return quotation.end
        limits = word in QUE and view.word(self.cue.start) in ("ne", "n'")
        solemn = self.entry.tail and pos == "ADJ" and position == self.cue.end
        if word in STEPPED or pos == "ADV" or limits or solemn:
            return position + 1
        if view.low[position : position + 3] == ["il", "y", "a"]:
            # «a évoqué il y a un an le retrait»
            position, pos = position + 3, view.pos(position + 3)
        if view.time(position) or (pos in ("DET", "ADJ", "ADP") and self.view.begins_time(position + 1)):
            return self._past_time(position)
        if pos == "ADP" or word in ("lors", "auprès", "via", "devant", "dès"):
            # «a répliqué en accusant Paris de "mentir"»: what follows is said by the gerund
            return None if word == "en" and self.speaks(position + 1) else self._adjunct(position)
        subject = self.cue.clitic is None and self.entry.addressee != "obj" and pos in ("DET", "NOUN", "PROPN")
        return self._inverted_subject(position) if subject else None

    def speaks(self, index: int) -> bool:
        """Tell whether a gerund of speech stands at a token."""
        gerund = any(shape is Shape.GERUND for _, shape in verbs().get(self.view.word(index), ()))
        return gerund and reads_as_gerund(self.view, index)

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
            infinitive = self.view.begins_infinitive(index + 1) and self.entry.takes(plain)
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
            dated = view.time(position) or self.view.begins_time(position + 1) or self._is_hour_or_year(position)
            if not dated:
                # «a annoncé mardi | 48 décès»
                return position
            position += 1
        return position

    def _is_hour_or_year(self, position: int) -> bool:
        """Tell whether a number is one of time: «à 14h30», «en février 2022»."""
        word = self.view.word(position)
        clock = word[:1].isdigit() and not word.replace(".", "").isdigit()
        return clock or (len(word) == len("2022") and word[:2] in ("19", "20") and self.view.time(position - 1))

    def _parenthesis(self, position: int) -> int | None:
        limit = min(position + 30, self.end)
        if (adverb := self.view.adverbial(position + 1)) > position + 1:
            # «se déclare, quant à elle satisfaite»
            return adverb
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

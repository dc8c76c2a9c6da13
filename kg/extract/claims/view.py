"""A document -> what the extraction of claims asks of its tokens: words, sentences, quotations, kinds of words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from kg.document import Document, Quotation
from kg.extract.claims.function_words import CLITICS, DASHES, DE, FINAL, HAVE, NEGATIONS
from kg.extract.claims.lexicon import words
from kg.model import EntityType, Form

if TYPE_CHECKING:
    from spacy.tokens import Token

#: where a time or a thing ends and begins
ENDS = ("fin", "début")
STOPS = (".", "!", "?", "…")
#: types of entities that do not speak
SILENT = (EntityType.PLACE, EntityType.DOCUMENT)
#: partial quotations of fewer words are names and scare quotes: a cue inside them is still the journalist's
SHORT = 4


class View:
    """The tokens of one document with their quotations and sentences.

    ``inside`` looks into the quotations: their marks are the bounds of its sentences, and only there are cues read.
    """

    def __init__(self, document: Document, *, inside: bool = False) -> None:
        self.document = document
        self.doc = document.doc
        self.low = document.low
        self.size = len(self.low)
        enclosing = _outermost(document.quotations)
        self.scope = [q for q in enclosing if q.masked] if inside else None
        self.outer = _outermost(tuple(q for q in document.quotations if q not in enclosing)) if inside else enclosing
        self.quotation: list[Quotation | None] = [None] * self.size
        self.marks: set[int] = set()
        for quotation in self.outer if inside else document.quotations:
            self.marks.update(range(quotation.start, quotation.inner_start))
            self.marks.update(range(quotation.inner_end, quotation.end))
        for quotation in self.outer:
            for index in range(quotation.start, quotation.end):
                self.quotation[index] = quotation
        self._bounds = self._sentences()
        self._names: set[int] = set()
        self._persons: set[int] = set()
        self._outlets: set[int] = set()
        self._read_names()

    def _read_names(self) -> None:
        """Note the tokens of names of those who can speak, and which are persons'."""
        offsets = self.document.starts
        for mention in self.document.mentions:
            if mention.type in SILENT or mention.reference.form is not Form.NAME:
                continue
            evidence = mention.reference.evidence
            tokens = range(bisect_left(offsets, evidence.start), bisect_left(offsets, evidence.end))
            self._names.update(tokens)
            if mention.type is EntityType.PERSON:
                self._persons.update(tokens)
            elif mention.type is EntityType.MEDIA_OUTLET:
                self._outlets.update(tokens)

    def named(self, index: int) -> bool:
        """Tell whether a token belongs to the name of somebody or some body."""
        return index in self._names

    def named_person(self, index: int) -> bool:
        """Tell whether a token belongs to the name of a person."""
        return index in self._persons

    def named_outlet(self, index: int) -> bool:
        """Tell whether a token belongs to the name of a news medium."""
        return index in self._outlets

    def _sentences(self) -> list[int]:
        """Return where sentences begin; a piece that does not end like a sentence is joined with the next one."""
        starts = [0]
        parsed = {sentence.start for sentence in self.doc.sents}
        edges = {i for quotation in self.scope or () for i in (quotation.inner_start, quotation.inner_end)}
        edges.add(self.document.body)
        starts.extend(
            i for i in range(1, self.size) if i in edges or ((i in parsed or self._begins(i)) and self._ends_before(i))
        )
        return starts

    def reads(self, index: int) -> bool:
        """Tell whether cues are read at a token."""
        if self.scope is None:
            return not self.quoted(index) or self._opens_with(index)
        return any(q.inner_start <= index < q.inner_end for q in self.scope) and not self.quoted(index)

    def _begins(self, index: int) -> bool:
        """Tell whether a word after a full stop begins a sentence that the parser has joined to the one before."""
        before = self.skip_back(index - 1)
        if before < 0:
            return False
        closed = before in self.marks and self.closes(before) is not None
        if (self.low[before] not in STOPS and not closed) or self.low[index].isspace():
            return False
        if closed:
            return self.opens(index) is not None and self.low[before - 1].endswith(FINAL)
        return self.opens(index) is not None or self.doc[index].is_title

    def _ends_before(self, index: int) -> bool:
        if self._is_glued(index):
            return True
        if (quotation := self.quotation[index]) and quotation.start < index:
            return False
        while index > 0:
            index -= 1
            if self.low[index].isspace():
                if "\n" in self.low[index]:
                    return True
            elif index not in self.marks:
                # an intertitle ends with a dash glued to what follows: «- Sans issue -Le ministre»
                glued = self.low[index] in DASHES and not self.doc[index].whitespace_
                return glued or self.low[index].endswith(FINAL)
        return True

    def _is_glued(self, index: int) -> bool:
        """Tell whether a heading ends before a sentence without a space: «La fin d'une ère|Le ministre est parti»."""
        if self.doc[index - 1].whitespace_ or not self.doc[index].is_title:
            return False
        before = self.doc[index - 2 if index > 1 and self.closes(index - 1) else index - 1]
        return before.is_lower and before.is_alpha

    def sentence(self, index: int) -> tuple[int, int]:
        """Return the bounds of the sentence that holds a token."""
        place = bisect_right(self._bounds, index)
        end = self._bounds[place] if place < len(self._bounds) else self.size
        return self._bounds[place - 1], end

    def _opens_with(self, index: int) -> bool:
        """Tell whether a verb stands first in marks that begin inside its clause: la résolution «exige une trêve».

        Its auxiliary or the «en» of a gerund may stand before them: «a "salué le vote"», «en "rendant hommage"».
        """
        quotation = self.quotation[index]
        if quotation is None or quotation.inner_start != index or quotation.masked:
            return False
        if self.finite(index):
            return self.pos(quotation.start - 1) in ("NOUN", "PROPN", "ADJ", "PRON")
        return self.word(quotation.start - 1) in HAVE | {"en"}

    def adverbial(self, index: int) -> int:
        """Return the end of a fixed adverbial that begins at a token («de son côté»), the token itself if none does."""
        for length in (5, 4, 3, 2, 1):
            if " ".join(self.low[index : index + length]) in words("adverbials", "phrase"):
                return index + length
        return index

    def past_parenthesis(self, index: int, end: int) -> int:
        """Return the token after the parenthesis that opens at a token, the token itself if none does."""
        if self.word(index) != "(":
            return index
        return next((i for i in range(index, min(end, self.size)) if self.low[i] == ")"), index) + 1

    def token(self, index: int) -> Token:
        """Return a token."""
        return self.doc[index]

    def pos(self, index: int) -> str:
        """Return the part of speech of a token, empty outside the text."""
        return str(self.doc[index].pos_) if 0 <= index < self.size else ""

    def word(self, index: int) -> str:
        """Return a token in small letters, empty outside the text."""
        return self.low[index] if 0 <= index < self.size else ""

    def quoted(self, index: int) -> bool:
        """Tell whether a token stands inside a quotation that is more than a name or a word."""
        quotation = self.quotation[index] if 0 <= index < self.size else None
        return quotation is not None and quotation.inner_end - quotation.inner_start > SHORT

    def opens(self, index: int) -> Quotation | None:
        """Return the quotation whose opening mark a token is."""
        quotation = self.quotation[index] if 0 <= index < self.size else None
        return quotation if quotation and quotation.start <= index < quotation.inner_start else None

    def closes(self, index: int) -> Quotation | None:
        """Return the quotation whose closing mark a token is."""
        quotation = self.quotation[index] if 0 <= index < self.size else None
        return quotation if quotation and quotation.inner_end <= index < quotation.end else None

    def finite(self, index: int) -> bool:
        """Tell whether a token is a verb with person and tense."""
        return self.pos(index) in ("VERB", "AUX") and "VerbForm=Fin" in str(self.doc[index].morph)

    def infinitive(self, index: int) -> bool:
        """Tell whether a token is an infinitive."""
        if self.pos(index) not in ("VERB", "AUX"):
            # the tagger takes rare ones for nouns: «propose d'amender le texte»
            rare = self.pos(index) == "NOUN" and self.low[index].endswith(("er", "ir")) and self.pos(index + 1) == "DET"
            return rare and self.word(index - 1) in DE
        return "VerbForm=Inf" in str(self.doc[index].morph) or self.low[index].endswith(("er", "ir", "oir", "re"))

    def time(self, index: int) -> bool:
        """Tell whether a token is a word of time."""
        word = self.word(index)
        return word in words("time_words") or (word.isdigit() and self.word(index + 1) in words("time_words"))

    def begins_time(self, index: int) -> bool:
        """Tell whether a date or time begins at a token: «jeudi», «la veille»; «des jours» is none."""
        if self.word(index) in ("un", "une", "des"):
            return False
        start = index
        while self.pos(index) == "DET":
            index += 1
        if index > start and self.word(index) in ENDS and self.word(index + 1) in ("de", "d'", "du", "des"):
            # «la fin de l'année» is a time, «la fin du moratoire» is none
            return self.time(index + 2) or self.time(index + 3)
        return index < self.size and self.time(index)

    def begins_infinitive(self, index: int) -> bool:
        """Tell whether an infinitive begins at a token, clitics, negation and adverbs before it («ne pas y aller»)."""
        if self.word(index) in ("le", "les") and self.word(index - 1) in ("de", "à"):
            # before an article «de le» would be «du»: «a promis de le venger», whatever it is tagged
            return self.word(index + 1).endswith(("er", "ir", "re"))
        while self.word(index) in CLITICS | NEGATIONS or self.pos(index) == "ADV" or index in self.marks:
            index += 1
        return index < self.size and self.infinitive(index)

    def skip_back(self, index: int) -> int:
        """Return the first token at or before ``index`` that is no white space."""
        while index >= 0 and self.low[index].isspace():
            index -= 1
        return index

    def skip(self, index: int) -> int:
        """Return the first token at or after ``index`` that is no white space."""
        while index < self.size and self.low[index].isspace():
            index += 1
        return index


def _outermost(quotations: tuple[Quotation, ...]) -> list[Quotation]:
    chosen: list[Quotation] = []
    for quotation in quotations:
        if not chosen or quotation.start >= chosen[-1].end:
            chosen.append(quotation)
    return chosen

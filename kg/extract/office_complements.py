"""What follows the words of an office -> the rest of the role, and the country or body that it is an office of.

Read from left to right. A nationality or a body is what the office is of; a portfolio («de la Défense»), a common
complement («de campagne», «du programme turc») and a few adjectives («spécial») belong to the role; other adjectives
(«démocrate») do not.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.spans import Span, Spans
from kg.extract.syntax import reference
from kg.knowledge import knowledge, lexicon, several
from kg.model import Form, Reference
from kg.phrases import noun_class, number

if TYPE_CHECKING:
    from spacy.tokens import Token

DE = frozenset({"de", "du", "des", "d'", "d’"})
A = frozenset({"à", "au", "aux"})
FOR = frozenset({"pour", "auprès", "chargé", "chargée", "en", "sur"})
ARTICLES = frozenset({"le", "la", "les", "l'", "l’", "un", "une", "son", "sa", "ses", "leur", "leurs", "ce", "cette"})
OPENING = frozenset({"«", '"', "“"})
BODIES = frozenset({"body", "force", "organisation", "party", "media", "company", "state", "stand-in", "polity"})
SITES = frozenset({"site", "service", "group", "office", "individual"})
#: kinds of things that those who think and teach are «à»
AT = frozenset({"body", "site", "organisation", "company", "media"})
#: who knows something of a country: «experte de la Russie»
TOPICAL = frozenset({"expert", "experte", "spécialiste"})
#: what tells a government from others of its country
PARTICULAR = frozenset({"d'union", "d’union", "d'accord", "d’accord", "de transition", "de salut"})
#: «ministre du temps de X» is no portfolio
TIMES = frozenset({"temps", "époque", "moment"})
#: who speaks to others, not «à» a place or body
CHIEFS = ("chef", "président", "premier", "Premier", "roi", "chancel", "porte-parole")
SCHOLARS = ("professeur", "cherche", "analyste", "expert", "spécialiste", "historien", "politologue")


@cache
def _complements() -> frozenset[tuple[str, str]]:
    return frozenset((row["role"], row["complement"]) for row in lexicon("office_complements"))


@cache
def _organs() -> frozenset[str]:
    return frozenset(row["noun"] for row in lexicon("office_bodies"))


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(row["adjective"] for row in lexicon("office_adjectives"))


@cache
def _nations() -> frozenset[str]:
    known = {form for row in knowledge("countries") for form in several(row["adj_forms"])}
    return frozenset(known | {row["form"] for row in lexicon("adjectives") if row["sense"] == "adjective"})


def is_national(token: Token) -> bool:
    """Tell whether a word is a national adjective: «américain», «européenne»."""
    return token.text in _nations()


class Complements:
    """Reads on from an office's last word."""

    def __init__(self, document: Document, found: Spans, role: str, kind: str, end: int) -> None:
        self.document, self.doc, self.found = document, document.doc, found
        self.role, self.kind, self.end = role, kind, end
        self.words: list[str] = []
        self.of: Reference | None = None

    def read(self) -> None:
        """Read adjectives and complements until something else stands there."""
        while self.end < len(self.doc) and (self._adjective() or self._bracket() or self._complement()):
            pass

    def _adjective(self) -> bool:
        token = self.doc[self.end]
        if is_national(token):
            learned = self.role in TOPICAL or self.role.startswith(SCHOLARS)
            self.of = self.of or (None if learned else reference(self.document, token))
            self.end += 1
        elif token.lower_ in _adjectives():
            self.words.append(token.text)
            self.end += 1
        elif self._is_aside(token) or (token.lower_ == "et" and self._joins_adjective(self.end)):
            self.end += 1
        else:
            return False
        return True

    def _is_aside(self, token: Token) -> bool:
        return (token.pos_ == "ADJ" or token.dep_ == "amod") and token.text.islower() and token.is_alpha

    def _joins_adjective(self, conjunction: int) -> bool:
        before, after = self.doc[conjunction - 1], self.doc[min(conjunction + 1, len(self.doc) - 1)]
        return before.pos_ == "ADJ" and after.pos_ == "ADJ" and after.text.islower()

    def _bracket(self) -> bool:
        """«le président (égyptien) Sissi», «le ministre (de la Défense)»."""
        if self.doc[self.end].text != "(":
            return False
        inner = Complements(self.document, self.found, self.role, self.kind, self.end + 1)
        inner.of = self.of
        inner.read()
        while inner.end > self.end + 1 and self.doc[inner.end : inner.end + 1].text.istitle():
            inner.end += 1
        if inner.end == self.end + 1 or inner.end >= len(self.doc) or self.doc[inner.end].text != ")":
            return False
        self.end, self.of = inner.end + 1, inner.of
        self.words += inner.words
        return True

    def _complement(self) -> bool:
        token = self.doc[self.end]
        if token.lower_ in FOR and self.kind != "rank":
            return self._circumstance()
        if token.lower_ not in DE | A or self.kind == "rank" or self.end + 1 >= len(self.doc):
            return False
        return self._belongs(token)

    def _belongs(self, preposition: Token) -> bool:
        noun = self._noun_after(self.end + 1)
        if noun >= len(self.doc):
            return False
        name = self.found.names.get(noun)
        # «a dit le chef de l'Etat | aux Sénégalais»
        if name and preposition.lower_ in A and self.role.startswith(CHIEFS):
            return False
        # «le ministre français de l'Europe»: whose minister he is has been said
        portfolio = self.kind == "minister" and self.of is not None and not self.words
        # «le président de la République démocratique du Congo»
        if name and not portfolio and (not self._is_portfolio(noun) or name.end - name.start > 2):
            return self._name(name)
        token = self.doc[noun]
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "X"} or is_national(token) or token.lower_ in TIMES:
            return False
        if preposition.lower_ in A and not (token.text[:1].isupper() or self._is_portfolio(noun) or _is_at(token)):
            return False
        return self._nouns(preposition, noun)

    def _noun_after(self, index: int) -> int:
        """Return the first noun or name after articles, opening marks and an adjective that precedes its noun."""
        doc = self.doc
        while index < len(doc) and (
            doc[index].pos_ == "DET"
            or doc[index].lower_ in ARTICLES
            or doc[index].text in OPENING
            or (doc[index].pos_ == "ADJ" and index not in self.found.names and doc[index].head.i == index + 1)
        ):
            index += 1
        return index

    def _is_portfolio(self, noun: int) -> bool:
        """Tell whether a noun belongs to the role; a government of a kind of its own has a chief of its own."""
        particular = (
            self.doc[noun].lower_ == "gouvernement" and self.doc[noun + 1 : noun + 3].text.lower() in PARTICULAR
        )
        return (self.role, self.doc[noun].text) in _complements() and not particular

    def _name(self, name: Span) -> bool:
        if name.start > self.end + 3:
            return False
        if self.role in TOPICAL and self.doc[self.end].lower_ in DE:
            self.words.append(self.doc[self.end : name.end].text)
            self.end = name.end
            return True
        self.of = self.of or name.mention.reference
        self.end = name.end
        return True

    def _nouns(self, preposition: Token, noun: int) -> bool:
        """Read a complement of common nouns: part of the role, or the body that the office is of."""
        kept = self._is_portfolio(noun)
        end, nation, name = self._noun_phrase(noun, linked=not kept or self.kind == "minister")
        if not kept and self._is_body(noun, nation):
            if self.of is None:
                evidence = self.document.evidence(self.end + 1, end)
                self.of = Reference(evidence, self.document.offset(self.doc[noun]), Form.DESCRIPTION)
        elif name is not None and self.kind != "minister":
            # «chef des opérations extérieures | des Gardiens de la révolution»
            self.words.append(self.doc[preposition.i : self._before_name(name, noun)].text)
            self.of = self.of or name.mention.reference
        else:
            self.words.append(self.doc[preposition.i : self._role_end(noun, nation.i if nation else end)].text)
            if nation:
                self.of = self.of or reference(self.document, nation)
        self.end = end
        return True

    def _is_body(self, noun: int, nation: Token | None) -> bool:
        token = self.doc[noun]
        known = noun_class(token)
        if self.role in TOPICAL and self.doc[self.end].lower_ in DE:
            return False
        if self.kind == "minister":
            known = known if token.text.islower() and not nation else None
            return known is not None and known.kind in {"body", "party", "organisation"}
        if known is not None and known.kind in BODIES | SITES:
            return True
        return token.lower_ in _organs() or (token.text[:1].isupper() and not self._is_discipline(token))

    def _is_discipline(self, token: Token) -> bool:
        """«professeur de Sciences politiques»."""
        return self.role.startswith(SCHOLARS) and self.doc[self.end].lower_ in DE and token.pos_ == "NOUN"

    def _role_end(self, noun: int, end: int) -> int:
        """Return the end of what belongs to a role: of a discipline its noun, with adjectives in the plural."""
        if not self.role.startswith(SCHOLARS):
            return end
        index, plural = noun + 1, number(self.doc[noun]) == "Plur"
        while plural and index < end and self.doc[index].pos_ == "ADJ" and not is_national(self.doc[index]):
            index += 1
        return index

    def _before_name(self, name: Span, noun: int) -> int:
        """Return where the complement ends before the name in it, with its preposition, article and adjective."""
        index = name.start
        while index > noun + 1 and self.doc[index - 1].lower_ not in DE | A:
            index -= 1
        return index - 1 if index > noun + 1 else noun + 1

    def _noun_phrase(self, noun: int, *, linked: bool) -> tuple[int, Token | None, Span | None]:
        """Return the end of a complement, the nationality in it, and the name that stands in it."""
        index = noun + 1
        name: Span | None = None
        nation: Token | None = None
        while index < len(self.doc):
            token = self.doc[index]
            if is_national(token):
                nation = nation or token
                index += 1
            elif token.pos_ == "ADJ" and (token.text.islower() or index not in self.found.names):
                index += 1
            elif token.lower_ == "et" and self._joins_adjective(index):
                index += 2
            elif linked and (step := self._linked(index, own=self._is_body(noun, nation))) is not None:
                name = name or next((self.found.names[i] for i in range(index, step) if i in self.found.names), None)
                index = step
            elif token.text == "-" and not self.doc[index - 1].whitespace_:
                index += 2
            else:
                break
        return min(index, len(self.doc)), nation, name

    def _linked(self, index: int, *, own: bool) -> int | None:
        """Return the end of «de l'Otan», «et des Finances», «, du Travail» that goes on with a complement.

        ``own`` tells that it completes a body, not a part of a role: «professeur de droit | à l'université».
        """
        start = index
        if self.kind == "minister" and self.doc[index].lower_ in {"et", ","}:
            start += 1
        if start >= len(self.doc) or self.doc[start].lower_ not in DE | A:
            return None
        noun = self._noun_after(start + 1)
        if noun >= len(self.doc):
            return None
        if noun in self.found.names:
            return None if self.kind == "minister" else self.found.names[noun].end
        if self._ends_before(start, noun, own=own):
            return None
        return noun + 1 if self.doc[noun].pos_ in {"NOUN", "PROPN"} else None

    def _ends_before(self, preposition: int, noun: int, *, own: bool) -> bool:
        """«ministre de la Défense | à l'automne», «professeur de droit | à l'université»."""
        if self.kind == "minister":
            at = self.doc[preposition].lower_ in A and self.doc[noun].text.islower()
            return at and not self._is_portfolio(noun)
        return not own and _is_at(self.doc[noun])

    def _circumstance(self) -> bool:
        """Read over «pour la Russie», «auprès de l'Otan», «en Ukraine»: where an envoy is sent is not what he is of."""
        index = self.end + 1
        while index < len(self.doc) and (self.doc[index].pos_ == "DET" or self.doc[index].lower_ in DE | ARTICLES):
            index += 1
        name = self.found.names.get(index)
        if name is None or name.is_person:
            return False
        self.end = name.end
        return True


def _is_at(token: Token) -> bool:
    """Tell whether somebody may work there: «chercheur à l'université de X»."""
    known = noun_class(token)
    return token.lower_ in _organs() or (known is not None and known.kind in AT)

"""A document with what the reading of events asks of it again and again: mentions, classes of nouns, numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.dates import Dated, dates
from kg.extract.events.lexicon import noun_classes
from kg.extract.office_phrases import is_national
from kg.extract.quantities import Counted, quantities
from kg.extract.spans import Spans, spans
from kg.extract.syntax import case, children
from kg.knowledge.names import fold, pieces
from kg.model import EntityType
from kg.phrases import SIDES, determiner, noun_class

if TYPE_CHECKING:
    from spacy.tokens import Token

#: what reads the tokens that stand to a token in some relation
Reader = Callable[["Scene", "Token"], list["Token"]]
ACTOR = "actor"
TYPES = {
    EntityType.PERSON: frozenset({"person", "leader", "people", ACTOR}),
    EntityType.COUNTRY: frozenset({"country", "place", ACTOR}),
    EntityType.GOVERNMENT_BODY: frozenset({"body", "government", "officials", ACTOR}),
    EntityType.INTERNATIONAL_ORGANIZATION: frozenset({"organisation", "officials", ACTOR}),
    EntityType.ARMED_FORCE: frozenset({"force", "troops", ACTOR}),
    EntityType.POLITICAL_PARTY: frozenset({"party", ACTOR}),
    EntityType.PLACE: frozenset({"place", "region"}),
    EntityType.GROUP: frozenset({"people", ACTOR}),
}
#: pronouns may stand for anybody; «on», «ce», «cela» and «y» for nobody
PRONOUNS = frozenset({"il", "elle", "ils", "elles", "lui", "eux", "nous", "je", "le", "la", "les", "l'", "l’", "leur"})
PRONOUNS |= {"se", "s'", "-il", "-elle", "-ils", "-elles", "me", "m'", "m’"}
PRONOUN = frozenset({"pronoun", ACTOR, "people", "person", "leader"})
CAMP = frozenset({"people", "assailants", ACTOR})
CASE_ARTICLES = {"du": "de", "des": "de", "d'": "de", "d’": "de"}


class Scene:
    """A document, its mentions by token and its quantities by the noun that they count."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.doc = document.doc
        self.spans: Spans = document.once(spans)
        self._read: dict[tuple[Reader, int], list[Token]] = {}
        self._classes: dict[int, frozenset[str]] = {}

    @cached_property
    def counted(self) -> dict[int, Counted]:
        """The quantities of the document by the tokens of the number and of the noun that it counts."""
        return {index: one for one in quantities(self.document) for index in range(one.start, one.end)}

    @property
    def dates(self) -> list[Dated]:
        """The dates of the document."""
        return self.document.once(dates)

    @cached_property
    def surnames(self) -> dict[str, str]:
        """The keys of the persons whom the document names in full, by the last part of their names."""
        found: dict[str, str] = {}
        for span in self.spans.names.values():
            *given, last = pieces(span.mention.name) or ("",)
            if span.is_person and given:
                found.setdefault(
                    last, span.mention.candidates[0] if span.mention.candidates else fold(span.mention.name)
                )
        return found

    def once(self, reader: Reader, token: Token) -> list[Token]:
        """Return what a reader finds at a token, read once a document: trigger after trigger asks for it."""
        found = self._read.get((reader, token.i))
        if found is None:
            found = self._read[reader, token.i] = reader(self, token)
        return found

    def classes(self, token: Token) -> frozenset[str]:
        """Return the classes of a noun or pronoun: «milliers de soldats» are troops, «Paris» is a place or an actor."""
        known = self._classes.get(token.i)
        if known is None:
            known = self._classes[token.i] = self._read_classes(token)
        return known

    def _read_classes(self, token: Token) -> frozenset[str]:
        if token.lower_ == "y":
            return frozenset({"pronoun"})
        if token.dep_ == "det":
            return PRONOUN if token.morph.get("Poss", []) else frozenset()
        if token.pos_ == "PRON" and token.lower_ in PRONOUNS:
            return PRONOUN
        if token.pos_ == "ADJ" and is_national(token):
            return TYPES[EntityType.COUNTRY]
        if "thing" in noun_classes().get(token.text, ()):
            return frozenset()
        found = self._by_word(token)
        if "quantifier" in found or token.pos_ in {"NUM", "PRON"}:
            for child in children(token, "nmod", "obl:arg", "amod"):
                found |= self.classes(child)
        return found | self._by_mention(token)

    def is_quantifier(self, token: Token) -> bool:
        """Tell whether a noun only counts: «une dizaine», «la majorité»."""
        return "quantifier" in self._by_word(token)

    def _by_word(self, token: Token) -> frozenset[str]:
        known = noun_classes()
        for form in (token.lower_, token.lemma_, token.lemma_.lower(), token.text, token.lower_.rstrip("s")):
            if form in known:
                return known[form]
        # «les pro-Haftar», «des anti-Assad»: those of a camp
        return CAMP if token.lower_.startswith(SIDES) and determiner(token) is not None else frozenset()

    def _by_mention(self, token: Token) -> frozenset[str]:
        span = self.spans.at(token.i)
        if span is not None:
            return self._by_type(span.mention.type, token, named=span.is_name)
        known = noun_class(token)
        if known is None or token.pos_ not in {"NOUN", "PROPN"}:
            return frozenset()
        return self._by_type(known.type, token, named=False)

    def _by_type(self, kind: EntityType, token: Token, *, named: bool) -> frozenset[str]:
        """Of persons, those with a name or an office lead; «ses ressortissants» do not."""
        types = TYPES.get(kind, frozenset())
        if "person" not in types:
            return types
        known = noun_class(token)
        if named:
            return types | {"officer"}
        if known is not None and known.kind == "office":
            return types | {"officer", "office"}
        return types - {"leader"}


def preposition(token: Token) -> str:
    """Return the preposition of a phrase without articles: «de», «au sein», «en dehors», «près»."""
    words = [CASE_ARTICLES.get(word, word) for word in case(token).split()]
    while len(words) > 1 and words[-1] in {"de", "à", "le", "la", "les"}:
        words.pop()
    return " ".join(words)


def has_article(token: Token) -> bool:
    """Tell whether a noun has an article, one swallowed by «du» or «des» included."""
    if any(child.dep_ == "det" for child in token.children):
        return True
    return bool(set(case(token).split()) & {"du", "des", "au", "aux"})

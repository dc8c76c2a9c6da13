"""Tokens -> whether they may head the phrase of a speaker; the heads of noun phrases before and after a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.claims.function_words import FIRST_OR_SECOND_PERSON, OF, QUANTITIES, SUBORDINATORS, TITLES, function
from kg.extract.claims.lexicon import words
from kg.extract.claims.view import View
from kg.extract.syntax import reference
from kg.knowledge import lexicon
from kg.model import EntityType, Form, Reference
from kg.phrases import extent, noun_class

if TYPE_CHECKING:
    from spacy.tokens import Token

NOMINAL = ("NOUN", "PROPN", "PRON", "X")
#: what the tagger takes rare names for
MISTAGGED = ("ADJ", "ADV", "AUX", "VERB")
#: endings of nouns that name no speaker unless a lexicon says so («la visite», «l'annexion»)
ABSTRACT = ("tion", "sion", "xion", "ment", "ité", "ance", "ence", "isme", "ure", "age", "tude", "esse", "ise")
#: «l'un d'eux» speaks, «l'un des feux» does not
STRONG_PRONOUNS = function("strong pronoun")
#: pronouns that «de» and a noun complete
CALLED = frozenset(["celui", "celle", "ceux", "celles"])
LATTER = frozenset(["dernier", "dernière", "derniers", "dernières"])
#: prepositions that hide no article
BARE = frozenset(["en", "de", "d'", "à"])
NOT_PLACES = frozenset({"Place", "Country"})


@cache
def _persons() -> frozenset[str]:
    return frozenset(row["noun"].lower() for row in lexicon("head_nouns") if row["type"] == "Person")


@cache
def _agents() -> frozenset[str]:
    """Return the nouns of persons, groups, bodies and documents: what speaks."""
    known = frozenset(row["noun"].lower() for row in lexicon("head_nouns") if row["type"] not in NOT_PLACES)
    return known | words("speakers", "noun")


@cache
def _outlets() -> frozenset[str]:
    """Return the nouns that the name of an outlet may follow: «a expliqué au quotidien Libération | Anna Berg»."""
    return frozenset(row["noun"] for row in lexicon("media") if row["medium"] in {"news_medium", "broadcast"})


def references(view: View, heads: list[int], *, before: Sequence[int] = ()) -> tuple[Reference, ...]:
    """Return the references of phrases by their heads, participles and relative clauses left out.

    No phrase reaches a token of ``before``, where a cue or a content begins.
    """
    return tuple(_reference(view, _whole_pronoun(view, view.token(head)), before) for head in heads)


def _whole_pronoun(view: View, token: Token) -> Token:
    """Return the first of the three tokens of a «Ceux-ci» that begins a sentence."""
    while token.lower_ in ("-", "ci") and token.i:
        token = view.token(token.i - 1)
    return token


def _reference(view: View, head: Token, before: Sequence[int]) -> Reference:
    found = reference(view.document, head)
    form = found.form
    if head.pos_ in ("X", *MISTAGGED) and head.is_title and head.i > view.sentence(head.i)[0]:
        form = Form.NAME
    if form is Form.PRONOUN:
        return found
    start, end = extent(head)
    start, end = _whole_name(view, head.i, start, end)
    end = _without_adjuncts(view, head.i, end)
    end = min([end, *(bound for bound in before if head.i < bound)])
    while end > head.i + 1 and (view.pos(end - 1) == "ADP" or end - 1 in view.marks):
        end -= 1
    return replace(found, evidence=view.document.evidence(start, end), form=form)


def _without_adjuncts(view: View, head: int, end: int) -> int:
    """Return the end of a speaker's phrase without whom and where: «le ministre | à son homologue»."""
    for index in range(head + 1, end):
        if view.word(index) not in ("à", "au", "aux", "en", "dans", "lors"):
            continue
        noun = head_after(view, index + 1)
        person = noun is not None and (noun.lemma_.lower() in _persons() or noun.lower_ in TITLES)
        if person or (view.pos(index + 1) == "DET" and "Poss=Yes" in str(view.token(index + 1).morph)):
            return index
        if noun is not None and noun.lower_ in words("adjunct_nouns", "noun"):
            return index
    return _with_name(view, end)


def _with_name(view: View, end: int) -> int:
    """Return the end with a name that follows at once: «la compagnie allemande | Lufthansa»."""
    while end < view.size and view.pos(end) in ("PROPN", "X") and not view.quotation[end] and view.word(end - 1) != ",":
        end += 1
    return end


def _whole_name(view: View, head: int, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of a phrase without cutting a name: «un responsable de la Maison | Blanche»."""
    while view.named(end - 1) and view.named(end):
        end += 1
    # «a dit à l'AFP | Jens Hansen»: whom somebody told is no part of the name
    person = view.named_person(head)
    while view.named(head) and view.named(start) and view.named(start - 1) and view.named_person(start - 1) == person:
        start -= 1
    return start, end


def is_agent(view: View, token: Token) -> bool:
    """Tell whether a token names somebody for certain: a name, a person's or body's noun."""
    # the tagger takes rare verbs for names: «a tweeté»
    named = (token.pos_ in ("PROPN", "X") and not token.text[0].islower()) or view.named(token.i)
    if named or token.lower_ in TITLES or _is_ministry(view, token):
        return True
    # «nombre de militants», not «le nombre de militants»
    counting = token.lower_ in QUANTITIES and not (token.lower_ == "nombre" and view.word(token.i - 1) == "le")
    if counting and view.word(token.i + 1) in OF:
        counted = head_after(view, token.i + (1 if view.word(token.i + 1) == "des" else 2))
        if counted is None or counted.i <= token.i:
            return False
        # «86% des Norvégiens»
        return (counted.is_title and counted.lower_.endswith("s")) or counted.lemma_.lower() in _persons() | _agents()
    return token.lemma_.lower().removeprefix("ex-").removeprefix("co-") in _agents() or is_document(token)


def _is_ministry(view: View, token: Token) -> bool:
    """Tell whether a token heads «les Affaires étrangères», which stand for their ministry."""
    return token.text == "Affaires" and view.word(token.i + 1) == "étrangères"


def is_document(token: Token) -> bool:
    """Tell whether a token is a noun of documents and media («communiqué»)."""
    return token.lemma_.lower() in words("speaking_documents", "noun")


def is_text(token: Token) -> bool:
    """Tell whether a token is a noun of treaties, laws and other texts («accord»)."""
    known = noun_class(token)
    return known is not None and known.type is EntityType.DOCUMENT


def is_person(token: Token) -> bool:
    """Tell whether a token is a noun of persons («ambassadeur»)."""
    return token.lemma_.lower().removeprefix("ex-") in _persons()


def is_nominal(view: View, token: Token) -> bool:
    """Tell whether a token is a noun, name or pronoun; the tagger takes «l'opposant», «l'exécutif» for other words."""
    if token.pos_ in NOMINAL or (view.named(token.i) and token.is_title and token.pos_ != "DET"):
        # not the article of «Le Monde»
        return True
    hidden = token.pos_ in ("VERB", "ADJ") and view.pos(token.i - 1) == "DET" and view.pos(token.i + 1) != "NOUN"
    return hidden and token.lower_ in _agents()


def may_speak(view: View, token: Token) -> bool:
    """Tell whether a token may head the phrase of a speaker: no date, no thing, no first person."""
    low = token.lower_
    inside = token.i > view.skip(view.sentence(token.i)[0])
    if is_anaphoric(view, token.i):
        return True
    if low in ("ayant", "étant") or (low in CALLED and view.word(token.i - 1) == "," and view.word(token.i + 1) in OF):
        # «le dossier, celui de l'Iran» names nobody
        return False
    if not is_nominal(view, token) and not (inside and token.is_title and token.pos_ in MISTAGGED):
        return False
    if low in words("silent_pronouns") or low in FIRST_OR_SECOND_PERSON or view.time(token.i):
        return False
    if token.pos_ == "PRON" and view.word(token.i + 1) in OF and not token.lower_.startswith("celui"):
        start = token.i + (1 if view.word(token.i + 1) == "des" else 2)
        # «l'un d'entre eux»
        whole = head_after(view, start + (view.word(start) == "entre"))
        return whole is not None and (is_agent(view, whole) or whole.lower_ in STRONG_PRONOUNS)
    lemma = token.lemma_.lower()
    abstract = lemma.endswith(ABSTRACT) and not (inside and token.is_title)
    return is_agent(view, token) or not (lemma in words("not_speakers", "noun") or abstract)


def is_anaphoric(view: View, index: int) -> bool:
    """Tell whether an adjective stands for somebody just named: «ce dernier»; not «ce dernier accord»."""
    return (
        view.word(index) in LATTER
        and view.word(index - 1) in ("ce", "cette", "ces")
        and view.pos(index + 1) not in ("NOUN", "PROPN", "ADJ")
    )


def head_after(view: View, position: int) -> Token | None:
    """Return the head of the noun phrase that begins at a token."""
    for index in range(position, min(position + 7, view.size)):
        token = view.token(index)
        if is_anaphoric(view, index):
            return token
        if is_nominal(view, token) or (token.is_title and token.pos_ not in ("DET", "ADP") and not _is_epithet(token)):
            return _top(token, position)
        article = index == position and token.lower_ == "des"
        if token.pos_ not in ("DET", "ADJ", "NUM", "ADV", "PUNCT") and index not in view.marks and not article:
            return None
    return None


def _is_epithet(token: Token) -> bool:
    """Tell whether a capital stands before a common noun: «la Première ministre»."""
    noun = token.head
    return token.pos_ == "ADJ" and noun.i == token.i + 1 and noun.pos_ == "NOUN" and noun.is_lower


def _top(token: Token, position: int) -> Token:
    while position <= token.head.i < token.i and (token.head.pos_ in NOMINAL or token.dep_.startswith("flat")):
        token = token.head
    return token


def head_before(view: View, position: int, first: int) -> Token | None:
    """Return the head of the noun phrase that ends at a token: the widest one that may speak.

    «le porte-parole de l'armée» is the spokesman, «les déclarations de M. Untel» is M. Untel.
    """
    for index in range(position, max(position - 6, first - 1), -1):
        token = view.token(index)
        if (token.pos_ in NOMINAL and token.pos_ != "PRON") or view.named(index):
            best = token
            while token.dep_ in ("flat:name", "flat:foreign", "nmod", "appos") and first <= token.head.i < token.i:
                flat = token.dep_.startswith("flat")
                person = token.dep_ == "appos" and is_person(token)
                if person and token.head.pos_ == "PROPN" and not view.named_person(token.head.i):
                    # «dans le Nord, l'ancien maire, qui»: a person is no apposition to a place
                    break
                token = token.head
                # «en soutien à la Norvège, qui»: a bare noun behind a preposition is nobody
                bare = view.word(token.i - 1) in BARE and "Sing" in token.morph.get("Number", [])
                known = is_agent(view, token) and not (bare and token.pos_ == "NOUN" and token.lower_ not in TITLES)
                if flat or (known and not (is_agent(view, best) and is_document(token))):
                    best = token
            return best if is_agent(view, best) else token
        if token.pos_ not in ("ADJ", "NUM", "PUNCT", "ADV") or token.text in (",", ";"):
            return None
    return None


def _is_partitive(view: View, index: int, start: int) -> bool:
    """Tell whether «de» is an article: «, d'anciens élèves ont appelé», «où des élèves appellent»."""
    clause = index == start or view.word(index - 1) == "," or view.word(index - 1) in SUBORDINATORS
    return clause and view.word(index) in ("d'", "des") and view.pos(index + 1) in ("ADJ", "NOUN")


def plural_after(view: View, position: int, verb_end: int) -> Token | None:
    """Return the head of «des experts» after a verb, a date or a name, whose «des» is an article: no noun precedes it.

    «…, ont indiqué mercredi à l'AFP des sources proches du dossier.»
    """
    free = position == verb_end or view.pos(position - 1) in ("PROPN", "ADV") or view.time(position - 1)
    head = head_after(view, position) if free and view.word(position) == "des" else None
    return head if head is not None and is_agent(view, head) else None


def in_adjunct(view: View, position: int, start: int) -> bool:
    """Tell whether the phrase that begins at a token stands behind a preposition: «à l'AFP», «dans un communiqué»."""
    before = position - 1
    while before >= start and (view.pos(before) in ("DET", "ADJ", "NUM") or before in view.marks):
        before -= 1
    particle = view.named_person(before) and view.named_person(position)
    if before < start or particle or _is_partitive(view, before, start):
        # «, de Vries a appelé»
        return False
    return view.pos(before) == "ADP" or view.word(before) in words("prepositions")


def past_name(view: View, index: int) -> int:
    """Return the last word of a name that is no person's: «a dit sur Public Sénat | le député»."""
    if view.token(index).lemma_.lower() in _outlets():
        # «à la télévision nationale NRK | l'épidémiologiste»
        after = index + 1 + (view.pos(index + 1) == "ADJ")
        index = after if view.named(after) and not view.named_person(after) else index
    person = view.named_person(index)
    while view.pos(index) == "PROPN" and view.pos(index + 1) == "PROPN" and view.named_person(index + 1) == person:
        index += 1
    return index

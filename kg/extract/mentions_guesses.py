"""Names of a document -> the same without guesses that are none: parts of headings, peoples; one type for one word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extract.mentions_found import Found, is_place, not_names, things
from kg.extract.mentions_parts import in_a_title, is_family_name, is_part, is_said_of_a_place, joins_two
from kg.knowledge import gazetteer, records
from kg.knowledge.names import acronym
from kg.model import EntityType
from kg.phrases import OF, determiner, number

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OPENING = frozenset({"-", "–", "—", '"', "«", "“", "(", ":", "."})
#: how the peoples and townsfolk end that the model takes for places: «les Bavarois», «les Moscovites»
PEOPLES = ("ains", "ans", "ènes", "ais", "ois", "iens", "éens", "iris", "ites", "ards", "istes")
#: how one of them ends after «ce», «un»: «ce Marseillais de 40 ans»
ONE_OF_THEM = re.compile(r".*(?:ain|ais|ois|ien|éen)(?:ne|e)?")
#: a kind of laboratory, machine or route
KIND = re.compile(r"[A-Z]\d")
ONE = frozenset({"ce", "cet", "cette", "un", "une"})
#: of two peoples, whatever stands before it: «une Franco-Marocaine», «Afro-Américains»
TWO_PEOPLES = re.compile(r"[A-ZÀ-Ý]\w+o-\w+(?:ain|ais|ois|ien|éen|ique|it|ard|ist)(?:ne|e)?s?")
LEAST_HEADING = 5
QUOTES = frozenset({'"', "«", "»", "“", "”"})
GLUED = re.compile(r"(.*[a-zà-ÿ])[A-ZÀ-Ý][a-zà-ÿ]+")
#: how sure a place is at most that nothing but the model tells
GUESSED = 0.5
#: what stands before one of several, as before no firm: «un Boeing», «deux Airbus»
COUNTING = frozenset({"un", "deux", "trois", "quatre", "cinq", "dix", "cet", "chaque"})
ARTICLES = frozenset({"le", "l'", "l’", "du", "au"})


def without_wrong_guesses(doc: Doc, every: list[Found]) -> list[Found]:
    """Return the names without those that only the model holds for such and that their sentence speaks against."""
    longer = {doc[i].text for found in every if found.end - found.start > 1 for i in range(found.start, found.end)}
    guesses = {doc[found.start].text for found in every if is_guess(found)}
    inside = {token.text for token in doc if token.text in guesses and not _opens(token)}
    countries = {country for found in every for key in found.keys[:1] for country in _countries(key)}
    models = {doc[found.start].text for found in every if _is_a_model(doc, found)}
    persons = {
        doc[i].text
        for found in every
        if found.type is EntityType.PERSON and found.end - found.start > 1
        for i in range(found.start, found.end)
    }
    taken = {index for found in every for index in range(found.start, found.end)}
    kept = [
        found
        for found in every
        if not _in_a_street(doc, found)
        and not _is_a_machine(doc, found, models)
        and not (found.sense == "members" and countries.isdisjoint(_countries(found.keys[0])))
        and not _names_a_thing(doc, found)
        and not is_part(doc, found, taken)
        and not joins_two(doc, found, persons)
        and not in_a_title(doc, found)
        and not is_said_of_a_place(doc, found)
        and not _is_a_doer(doc, found)
        and not (is_guess(found) and (_is_doubtful(doc, found, longer, inside) or _is_people(doc[found.start])))
        and not (not found.keys and _is_no_name(doc[found.start : found.end].text))
        and not (not found.keys and found.type is not EntityType.PERSON and _in_a_heading(doc, found))
        and not (not found.keys and (_only_opens(doc, found) or _is_glued(doc, found)))
    ]
    return _agreeing(doc, kept)


def _is_a_model(doc: Doc, found: Found) -> bool:
    """Tell whether a maker's name is that of what it makes: «un Boeing», «Airbus | A320»."""
    if found.type is not EntityType.COMPANY or not found.keys or found.end - found.start > 1:
        return False
    number_after = found.end < len(doc) and any(c.isdigit() for c in doc[found.end].text)
    return number_after or (found.start > 0 and doc[found.start - 1].lower_ in COUNTING)


def _is_a_machine(doc: Doc, found: Found, models: set[str]) -> bool:
    """Tell whether a name is that of a machine: a maker's after an article, a place with a number."""
    if found.type is EntityType.PLACE and not found.keys:
        return any(c.isdigit() for c in doc[found.start : found.end].text)
    if doc[found.start].text not in models or found.end - found.start > 1:
        return False
    return _is_a_model(doc, found) or (found.start > 0 and doc[found.start - 1].lower_ in ARTICLES)


def _countries(key: str) -> set[str | None]:
    """Return the country that a record is, governs or belongs to; no party alone tells of its country."""
    record = records()[key]
    return {record.key, record.capital_of, record.country} - {None}


def is_guess(found: Found) -> bool:
    """Tell whether a name is one word that only the model holds for a thing or a place."""
    return found.end - found.start == 1 and not found.keys and found.type is not EntityType.PERSON


def _agreeing(doc: Doc, every: Iterable[Found]) -> list[Found]:
    """Give the guesses of one text one type: that with the best evidence, of equals the most frequent."""
    every = list(every)
    seen: dict[str, Counter[tuple[float, EntityType]]] = {}
    for found in every:
        if not found.keys and found.type is not EntityType.PERSON:
            seen.setdefault(doc[found.start : found.end].text, Counter())[(found.score, found.type)] += 1
    best = {text: max(counts, key=lambda pair: (pair[0], counts[pair]))[1] for text, counts in seen.items()}
    return [
        Found(f.start, f.end, best[text], f.keys, f.sense, f.title, f.score)
        if not f.keys and (text := doc[f.start : f.end].text) in best and f.type is not EntityType.PERSON
        else f
        for f in every
    ]


def _is_doubtful(doc: Doc, found: Found, longer: set[str], inside: set[str]) -> bool:
    """Tell whether a guess is part of a longer name, joins two of them, or only begins sentences or headings."""
    word = doc[found.start].text
    parts = word.split("-")
    return word in longer or word not in inside or (len(parts) > 1 and any(is_family_name(p, longer) for p in parts))


def _is_people(token: Token) -> bool:
    """Tell whether a word with a plural article is a people, «les Bavarois», or a word joins two of them."""
    article = determiner(token)
    if article is None:
        # «Madrilènes et Barcelonais ont retrouvé leurs parcs»: no article, and the verb has several subjects
        return token.dep_ in {"nsubj", "conj"} and token.text.endswith(PEOPLES) and _among_peoples(token)
    if article.lower_ in ONE:
        return ONE_OF_THEM.fullmatch(token.text) is not None
    return token.text.endswith(PEOPLES) and number(token) == "Plur"


def _is_a_doer(doc: Doc, found: Found) -> bool:
    """Tell whether a place that only the model sees does something or is one of several: it is none.

    «Le Dragon s'amarrera», «un Tigre et un Cougar»; a place is somewhere, or is spoken of.
    """
    if not is_guess(found) or found.type is not EntityType.PLACE or found.score > GUESSED:
        return False
    token = doc[found.start]
    article = determiner(token)
    if article is not None and article.lower_ in {"un", "une"}:
        return True
    return token.dep_ == "nsubj" and token.head.pos_ == "VERB" and "-" not in token.text


def _is_no_name(text: str) -> bool:
    """Tell whether words only look like a name: two peoples in one, a kind («P4»), a phrase («Fake News»)."""
    return text in not_names() or KIND.fullmatch(text) is not None or TWO_PEOPLES.fullmatch(text) is not None


def _among_peoples(token: Token) -> bool:
    """Tell whether a word stands beside another people: «Madrilènes et Barcelonais»."""
    near = token.doc[max(0, token.i - 2) : token.i + 3]
    return any(other.i != token.i and other.is_title and other.text.endswith(PEOPLES) for other in near)


def _in_a_heading(doc: Doc, found: Found) -> bool:
    """Tell whether a word in capitals only stands beside another: «UN MESSAGE DE LA GAUCHE»."""
    if not acronym(doc[found.start].text):
        return False
    around = [doc[i] for i in (found.start - 1, found.end) if 0 <= i < len(doc)]
    beside = [token.is_alpha and len(token) > 1 and token.text.isupper() for token in around]
    return any(beside) if len(doc[found.start : found.end].text) >= LEAST_HEADING else beside == [True, True]


def _only_opens(doc: Doc, found: Found) -> bool:
    """Tell whether the only capital of a phrase is that of a heading or sentence: «Affront diplomatique»."""
    first, *rest = doc[found.start : found.end]
    quoted = _opens(first) and first.i > 0 and first.nbor(-1).text in QUOTES
    if not rest:
        return quoted and found.end < len(doc) and doc[found.end].text in QUOTES and not _repeats(doc, first)
    return found.type is not EntityType.PERSON and _opens(first) and all(t.text.islower() for t in rest)


def _repeats(doc: Doc, word: Token) -> bool:
    return any(token.text == word.text and token.i != word.i for token in doc)


def _is_glued(doc: Doc, found: Found) -> bool:
    """Tell whether a name has lost the blank before the next sentence: «BrésilLe», «Kim Jong UnOutre»."""
    match = GLUED.fullmatch(doc[found.start : found.end].text)
    return match is not None and bool(gazetteer().find(match[1]))


def _names_a_thing(doc: Doc, found: Found) -> bool:
    """Tell whether a place is part of the name of a thing: «le Tour de France», «la Coupe d'Allemagne»."""
    if not is_place(found) or found.start < 2 or doc[found.start - 1].lower_ not in OF:
        return False
    before = doc[found.start - 2]
    return before.is_title and not _opens(before) and before.lower_ in things()


def _opens(token: Token) -> bool:
    """Tell whether a word begins a sentence, a quotation or a heading, where any word has a capital."""
    return bool(token.is_sent_start) or token.i == 0 or token.nbor(-1).is_space or token.nbor(-1).text in OPENING


def _in_a_street(doc: Doc, found: Found) -> bool:
    """Tell whether a name is part of a street's: «rue de Moscou», «avenue Charles de Gaulle»."""
    return any(t.lower_ in {"rue", "avenue", "boulevard"} for t in doc[max(0, found.start - 2) : found.start])

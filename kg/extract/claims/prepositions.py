"""«Selon X, …» and «…, d'après X»: attribution by a preposition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kg.document import Quotation
from kg.extract.claims.apposition import belongs, closing_comma
from kg.extract.claims.authors import author
from kg.extract.claims.build import Draft
from kg.extract.claims.coordination import coordinated
from kg.extract.claims.ends import sentence_end
from kg.extract.claims.function_words import (
    HAVE,
    OF,
    OPENERS,
    QUE,
    RELATIVES,
    SUBJECT_RELATIVES,
    TITLES,
    function,
)
from kg.extract.claims.left import _start, with_rest
from kg.extract.claims.lexicon import verbs, words
from kg.extract.claims.span import Span
from kg.extract.claims.speakers import head_after, head_before, is_agent, is_person, references
from kg.extract.claims.view import View
from kg.knowledge import lexicon
from kg.model import Act
from kg.phrases import extent, possessive

WORDS_OF = frozenset(["mot", "mots", "terme", "termes", "propos", "dire", "dires", "expression", "formule"])
LONGEST_SOURCE = 14
#: a source alone in brackets («(selon la police)») speaks for what stands before them
LEAST_CLAUSE = 3
JUDGED = (["il", "s'"], ["il", "est"], ["c'", "est"], ["il", "faut"])
#: «Toutefois, pour les experts, …»
NEAREST_LINK = 2
#: before «, selon X,» these open the clause that X is made to say
LINKS = OPENERS | QUE | frozenset(["où", "pourquoi", "puis"])
POSSESSIVES = frozenset(["son", "sa", "ses", "leur", "leurs"])
NO_SOURCE = RELATIVES | QUE
STRONG_PRONOUNS = function("strong pronoun")
#: what may follow somebody before the comma: «Pour un diplomate s'exprimant sous couvert d'anonymat, …»
DESCRIBING = function("describing")


def by_preposition(view: View, inverted: Sequence[Span]) -> Iterator[Draft]:
    """Yield the claims attributed by «selon» and its like; ``inverted`` are contents of other speakers."""
    for index in range(view.size):
        end = _cue_end(view, index) or _opinion_end(view, index)
        if end is None and view.word(index) == "pour" and view.word(index + 1) == "qui":
            end = index + 1
        if end is None or view.quoted(index):
            continue
        if view.word(end) in SUBJECT_RELATIVES:
            yield from _by_relative(view, index, end)
            continue
        if view.word(end) in NO_SOURCE:
            continue
        heads = _heads(view, end)
        span = content_at(view, index, end) if heads else None
        if span is None or any(span.start <= other.start and other.end < index for other in inverted):
            continue
        yield Draft(span, Act.SAY, (index, end), references(view, heads))


def _by_relative(view: View, index: int, end: int) -> Iterator[Draft]:
    """Yield the claim of «…, selon qui A» and «…, selon lequel A», whose source is the noun before the comma."""
    if view.word(index - 1) != ",":
        return
    head = head_before(view, index - 2, view.sentence(index)[0])
    if head is not None and is_agent(view, head):
        span = Span(((end + 1, sentence_end(view, end + 1)),))
        yield Draft(span, Act.SAY, (index, end), references(view, [head.i]))


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the expressions that introduce a source, longest first, by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in lexicon("cues_prepositions"):
        phrase = tuple(row["phrase"].split())
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in found.items()}


def _cue_end(view: View, index: int) -> int | None:
    """Return the end of an expression such as «selon», «de l'aveu de»; its last «de» may be «du» or «des»."""
    for phrase in _phrases().get(view.low[index], ()):
        end = index + len(phrase)
        *first, last = view.low[index:end]
        if tuple(first) == phrase[:-1] and (last == phrase[-1] or (phrase[-1] == "de" and last in OF and first)):
            return end
    return None


def _opinion_end(view: View, index: int) -> int | None:
    """Return the end of a «Pour» that opens a sentence before somebody: «(Mais) pour Mme Durand, c'est un échec»."""
    if view.low[index] != "pour":
        return None
    first = view.skip(view.sentence(index)[0])
    linked = index - first <= NEAREST_LINK and (view.word(index - 1) == "," or view.word(first) in OPENERS)
    if not (index == first or (linked and index > first)):
        return None
    if view.word(index + 1) in STRONG_PRONOUNS:
        return index + 1 if view.word(index + 2) == "," else None
    head = head_after(view, index + 1)
    if head is None or not (is_agent(view, head) or head.lower_ in TITLES):
        return None
    end = extent(head)[1]
    while view.named(end) or view.pos(end) == "PROPN":
        end += 1
    stop = view.sentence(index)[1]
    end = view.past_parenthesis(end, stop)
    comma = closing_comma(view, end, stop)
    ends = view.word(end) == "," or view.word(end) in DESCRIBING
    if comma is None or not ends or any(_anothers(view, i) for i in range(comma + 1, stop)):
        return None
    somebody = is_person(head) or view.named_person(head.i) or (comma > end and is_person(view.token(end + 1)))
    # «Pour la Norvège, il s'agit de…»
    judged = view.opens(comma + 1) is not None or view.low[comma + 1 : comma + 3] in JUDGED
    # «Pour le ministère, ces craintes "ne sont pas fondées"»
    quoted = (head.pos_ == "NOUN" or view.named(head.i)) and any(view.quoted(i) for i in range(comma, stop))
    return index + 1 if somebody or quoted or (judged and view.named(head.i)) else None


def _anothers(view: View, start: int) -> bool:
    """Tell whether another says the quotation that opens at a token: «Pour le peuple, | "c'est dur", a dit X»."""
    quotation = view.opens(start)
    if quotation is None or view.word(quotation.end) != ",":
        return False
    return view.word(quotation.end + 1) in HAVE or view.word(quotation.end + 1) in verbs()


def _heads(view: View, position: int) -> list[int]:
    if view.word(position - 2) in POSSESSIVES or view.word(position - 3) in POSSESSIVES:
        # «à ses yeux», «de son propre aveu»
        return [position - 2 if view.word(position - 2) in POSSESSIVES else position - 3]
    head = head_after(view, position)
    if head is not None and head.lemma_.lower() in WORDS_OF:
        owner = possessive(head)
        return [owner.i] if owner is not None else _heads(view, head.i + 2) if view.word(head.i + 1) in OF else []
    if head is not None and (made_by := author(view, head)):
        return made_by
    if head is None or view.time(head.i) or head.lemma_.lower() in words("not_sources", "noun"):
        return []
    _, stop = view.sentence(position)
    return coordinated(view, head, before=closing_comma(view, head.i, stop) or stop)


def content_at(view: View, index: int, end: int) -> Span | None:
    """Return what is said around «selon X» whose preposition stands from ``index`` to ``end``."""
    first, stop = _around(view, index)
    first = _start(view, first)
    if view.doc[index].text[:1].isupper() or (
        index - first <= 2 and (view.pos(first) == "ADV" or view.word(first) in OPENERS | {view.word(index)})
    ):
        comma = closing_comma(view, end, stop)
        bare = _source_end(view, end)
        begins = view.pos(bare) in ("DET", "PRON") and view.word(bare) not in RELATIVES | QUE
        if begins and any(view.finite(i) for i in range(bare, comma or stop)):
            # «Selon les autorités | l'avion est parti, …»
            return _clause_after(view, bare)
        start = _quotation_after(view, end, comma or stop) or (comma + 1 if comma is not None else stop)
        return Span(((start, sentence_end(view, start)),)) if start < stop else None
    span = _content_around(view, index, end, (first, stop))
    return Span(tuple((start, min(last, stop)) for start, last in span.parts)) if span else None


def _around(view: View, index: int) -> tuple[int, int]:
    """Return the bounds of the parenthesis around a token, or else of its sentence."""
    first, stop = view.sentence(index)
    bracket = next((i for i in range(index - 1, first - 1, -1) if view.word(i) in ("(", ")")), None)
    if bracket is None or view.word(bracket) == ")" or index - bracket < LEAST_CLAUSE:
        return first, stop
    return bracket + 1, next((i for i in range(index, stop) if view.word(i) == ")"), stop)


def _content_around(view: View, index: int, end: int, sentence: tuple[int, int]) -> Span | None:
    """Return the content before a «selon» inside or at the end of its sentence, and what goes on after it."""
    first, stop = sentence
    before = view.skip_back(index - 1)
    after = closing_comma(view, end, stop)
    if view.word(before) == "," and view.word(before - 1) in SUBJECT_RELATIVES:
        # «des pirates qui, selon l'ambassade, volent»: the verb of the clause comes after the next comma
        after = next((i for i in range(end, stop) if view.word(i) == ","), None)
    if view.word(before) == "," and view.word(before - 1) in LINKS | SUBJECT_RELATIVES:
        return Span(((after + 1, sentence_end(view, after + 1)),)) if after is not None and after + 1 < stop else None
    if view.word(before) in LINKS and before > first:
        return _clause_after(view, _source_end(view, end))
    comma = view.word(before) in (",", "(", "-", "–")
    quotation = view.closes(view.skip_back(before - 1) if comma else before)
    if not comma and quotation is None:
        if view.word(end - 2) in POSSESSIVES:
            # «des mesures inutiles à leurs yeux»
            return None
        return _unmarked(view, index, end, after or sentence_end(view, end))
    if quotation and (view.word(quotation.start - 1) == ":" or (not comma and _stands_apart(view, quotation))):
        return Span(((quotation.inner_start, quotation.inner_end),))
    left = (first, before) if comma else (first, before + 1)
    return _set_off(view, left, end, after) if left[1] - left[0] > 1 else None


def _set_off(view: View, left: tuple[int, int], end: int, after: int | None) -> Span | None:
    """Return the content around a «selon» after a comma, and where it goes on after the next comma."""
    stop = view.sentence(left[0])[1]
    if view.finite(left[1] - 1) and view.word(left[1]) == ",":
        return _between_verb_and_complement(view, left, end, stop)
    if (quotation := view.closes(left[1] - 1)) and quotation.masked and left[0] >= quotation.start:
        return with_rest(view, end, quotation.inner_start, quotation.inner_end)
    if after is not None and view.word(after + 1) in QUE:
        # «par le fait, selon lui, que la trêve tient»
        return _clause_after(view, after + 2)
    if after is not None and after - end < LONGEST_SOURCE and _is_parenthesis(view, left, after + 1, stop):
        return Span((left, (after + 1, sentence_end(view, after + 1))))
    return Span((left,))


def _clause_after(view: View, start: int) -> Span | None:
    """Return the clause that begins at a token: «où selon le médecin | il a été empoisonné»."""
    start += view.word(start) == ","
    end = sentence_end(view, start)
    return Span(((start, end),)) if any(view.finite(i) for i in range(start, end)) else None


def _source_end(view: View, start: int) -> int:
    """Return the end of the phrase of a source that no comma ends."""
    head = head_after(view, start)
    end = extent(head)[1] if head is not None else start
    while view.named(end) or view.pos(end) == "PROPN":
        end += 1
    if view.word(end) == "(":
        # «selon le Haut Commissariat aux réfugiés (HCR), | …»
        end = view.past_parenthesis(end, end + LONGEST_SOURCE)
    return next((i for i in range(start, end) if view.word(i) in QUE), end)


def _between_verb_and_complement(view: View, left: tuple[int, int], end: int, stop: int) -> Span:
    """Return the clause around «selon» after a verb that lacks its complement: «Une erreur qui a, selon lui, coûté»."""
    verb = left[1] - 1
    clause = next((i for i in range(verb - 1, left[0], -1) if view.finite(i) or view.word(i) in RELATIVES), left[0])
    start = clause + 1 if view.word(clause) in RELATIVES else left[0]
    comma = next((i for i in range(end, min(end + LONGEST_SOURCE, stop)) if view.word(i) == ","), None)
    if comma is None:
        return Span((left,))
    return Span(((start, left[1]), (comma + 1, sentence_end(view, comma + 1))))


def _unmarked(view: View, index: int, end: int, stop: int) -> Span | None:
    """Return the clause around a «selon» without commas: «A est mort selon la police», «n'est selon Oslo que B»."""
    head = head_after(view, end)
    described = (i for i in range(end, stop) if view.word(i) == "," and view.word(i + 1) in RELATIVES)
    stop = next(described, stop)
    if head is None or not is_agent(view, head) or any(view.finite(i) for i in range(end, stop)):
        return None
    if stop - end > LONGEST_SOURCE or view.pos(index - 1) not in ("NOUN", "PROPN", "ADJ", "VERB", "NUM"):
        return None
    first = _start(view, view.sentence(index)[0])
    after = range(first, index)
    links = [i + 1 for i in after if view.word(i) in LINKS and (i == first or view.word(i - 1) == "," or _so(view, i))]
    results = [i for i in after if view.low[i - 1 : i + 2] == [",", "ce", "qui"]]
    first = max([first, *links, *results])
    rest = _source_end(view, end)
    complement = view.pos(rest) == "ADP" and (view.word(rest) not in OF or view.begins_infinitive(rest + 1))
    complement = complement or view.opens(rest) is not None or (view.finite(index - 1) and view.pos(rest) == "DET")
    goes_on = rest < stop and (view.word(rest) in QUE or complement)
    parts = ((first, index), (rest, stop)) if goes_on else ((first, index),)
    return Span(parts) if any(view.finite(i) for i in range(first, index)) else None


def _so(view: View, index: int) -> bool:
    """Tell whether «que» ends «d'autant plus … que»: what follows is a clause of its own."""
    return view.word(index) in QUE and "autant" in view.low[view.sentence(index)[0] : index]


def _stands_apart(view: View, quotation: Quotation) -> bool:
    """Tell whether a quotation is no part of the clause: «Il part en vacances, "calmes et studieuses" selon X»."""
    inside = range(quotation.inner_start, quotation.inner_end)
    return view.word(quotation.start - 1) in (",", "(") and not any(view.finite(i) for i in inside)


def _quotation_after(view: View, end: int, stop: int) -> int | None:
    """Return a quotation that follows the source at once: Selon lui «beaucoup partiront»."""
    return next((i for i in range(end + 1, min(end + 4, stop)) if view.opens(i) and view.pos(i - 1) == "PRON"), None)


def _is_parenthesis(view: View, left: tuple[int, int], start: int, stop: int) -> bool:
    """Tell whether a clause goes on after «, selon X,»: «M. Untel prépare, selon son entourage, un voyage à Paris»."""
    if view.infinitive(left[1] - 1) or (view.finite(start) and view.pos(start) == "AUX"):
        # a verb lacks its complement, a subject its verb: «La hausse est, selon X, "forte"», «Le risque, selon X, est»
        return True
    if any(view.finite(i) for i in range(start, stop)):
        return not any(view.finite(i) for i in range(*left))
    head = head_after(view, start) if view.pos(start) in ("DET", "NOUN", "PROPN") else None
    return (view.pos(start) == "ADP" and not belongs(view, start)) or (head is not None and not is_agent(view, head))

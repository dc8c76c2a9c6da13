"""Extraction -> the quads of its article's named graph; the same extraction, the same quads."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Quad

from kg.model import Article, Extraction, Mention, OfficeHolding
from kg.rdf import iris, literals
from kg.rdf.claims import add_answers, add_claim
from kg.rdf.direct import add_direct
from kg.rdf.events import add_event
from kg.rdf.graph import Graph, ordered
from kg.rdf.places import Places
from kg.rdf.vocab import LABEL, TYPE, WAS_GENERATED_BY, dep


@dataclass(frozen=True, slots=True)
class Run:
    """What an article was read with: two runs that agree in it write the same graph."""

    version: str
    model: str
    knowledge: str


def quads(extraction: Extraction, *, base: str, run: Run, with_text: bool = True) -> list[Quad]:
    """Return the graph of an article, each quad once.

    References without an entity are left out; so are holdings without a holder, and no claim is. Raises GraphError when
    a value cannot become RDF, or an evidence is not in the text to the letter.
    """
    graph = Graph(extraction, base)
    _add_article(graph, run, with_text=with_text)
    _add_run(graph, run)
    for mention in ordered(extraction.mentions):
        _add_mention(graph, mention)
    for holding in ordered(extraction.holdings):
        _add_holding(graph, holding)
    events = [(add_event(graph, event), event) for event in ordered(extraction.events)]
    mentioned = Places((mention.reference.evidence, mention.reference) for mention in extraction.mentions)
    reported = Places((mention.trigger, (node, event)) for node, event in events for mention in event.mentions)
    claims = ordered(extraction.claims)
    for claim in claims:
        add_claim(graph, claim, mentioned, reported)
    add_answers(graph, claims)
    return graph.quads()


def header(article: Article, *, base: str, run: Run, with_text: bool = True) -> list[Quad]:
    """Return what the graph says about the article itself, whatever is read out of it.

    An article whose header is stored already was read by the same run, and need not be read again.
    """
    graph = Graph(Extraction(article), base)
    _add_article(graph, run, with_text=with_text)
    return graph.quads()


def _add_article(graph: Graph, run: Run, *, with_text: bool) -> None:
    article, node = graph.article, graph.name
    facts = {
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "text": article.text if with_text else None,
    }
    graph.add(node, TYPE, dep("Article"))
    graph.add(node, dep("source"), literals.text(article.source))
    graph.add(node, dep("language"), literals.text(article.language))
    graph.add(node, dep("date"), literals.day(article.date) if article.date else None)
    for name, value in facts.items():
        graph.add(node, dep(name), literals.text(value) if value else None)
    graph.add(node, dep("textDigest"), literals.text(iris.sha256(article.text)))
    graph.add(node, WAS_GENERATED_BY, iris.run(graph.base, run.version, run.model, run.knowledge))


def _add_run(graph: Graph, run: Run) -> None:
    node = iris.run(graph.base, run.version, run.model, run.knowledge)
    graph.add(node, TYPE, dep("Run"))
    graph.add(node, dep("softwareVersion"), literals.text(run.version))
    graph.add(node, dep("model"), literals.text(run.model))
    graph.add(node, dep("knowledgeDigest"), literals.text(run.knowledge))


def _add_mention(graph: Graph, mention: Mention) -> None:
    reference = mention.reference
    entity = graph.entity(reference)
    if entity is None:
        return
    evidence = reference.evidence
    node = graph.number(f"{graph.name.value}#mention={evidence.start},{evidence.end}", entity)
    if graph.first(node):
        graph.span(node, "Mention", evidence)
        graph.add(node, dep("refersTo"), entity)
        graph.add(node, dep("form"), dep(reference.form.value))
        graph.add(node, dep("score"), literals.decimal(mention.score))


def _add_holding(graph: Graph, holding: OfficeHolding) -> None:
    holder = graph.entity(holding.person)
    if holder is None:
        return
    body = graph.entity(holding.of)
    office = iris.office(graph.base, holding.of.entity if holding.of else None, holding.role)
    node = graph.numbered("holding", holding.evidence, holding)
    if graph.first(office):
        graph.add(office, TYPE, dep("Office"))
        graph.add(office, LABEL, literals.french(holding.role))
        graph.add(office, dep("of"), body)
    graph.add(node, TYPE, dep("OfficeHolding"))
    graph.add(node, dep("holder"), holder)
    graph.add(node, dep("office"), office)
    graph.add(node, dep("evidence"), graph.evidence(holding.evidence))
    graph.add(node, dep("former"), literals.boolean(holding.former))
    add_direct(graph, "holding", "former" if holding.former else "present", {"holder": [holder], "office": [office]})

"""Claims -> their nodes: sources, parts, medium, what they mention, report and answer, and the source's stance."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from kg.errors import GraphError
from kg.model import Act, Claim, Event, Evidence, Factuality, Reference
from kg.rdf import literals
from kg.rdf.direct import add_direct
from kg.rdf.graph import Graph
from kg.rdf.places import Places
from kg.rdf.vocab import TYPE, dep

#: what the speaker commits to about what the claim reports; acts that are not here assert.
_STANCES = {
    Act.DENY: "denies",
    Act.ASK: "demands",
    Act.ORDER: "demands",
    Act.PROMISE: "promises",
    Act.WARN: "warnsOf",
    Act.THREATEN: "warnsOf",
    Act.RECOMMEND: "recommends",
    Act.PROPOSE: "proposes",
}
#: how far into the content the word that names what is asked for, denied or promised may stand, in characters
_OPENING = 24
#: to say that an event is denied, demanded or only conceivable is not to assert it.
_FACTUAL_STANCES = {
    Factuality.ACTUAL: "asserts",
    Factuality.PLANNED: "asserts",
    Factuality.DENIED: "denies",
    Factuality.DEMANDED: "demands",
}


def add_claim(graph: Graph, claim: Claim, mentions: Places[Reference], events: Places[tuple[NamedNode, Event]]) -> None:
    """Add a claim; ``mentions`` and ``events`` are those of the whole article, an event at each of its triggers."""
    if not claim.content:
        raise GraphError(f"{graph.article.source}: a claim without content at character {claim.evidence.start}")
    node = graph.numbered("claim", claim.content[0], claim)
    speakers = graph.entities(claim.sources)
    addressee = graph.entity(claim.addressee)
    graph.add(node, TYPE, dep("Claim"))
    for speaker in speakers:
        graph.add(node, dep("saidBy"), speaker)
    graph.add(node, dep("addressee"), addressee)
    graph.add(node, dep("kind"), dep(claim.kind.value))
    graph.add(node, dep("act"), dep(claim.act.value))
    graph.date(node, claim.date)
    _add_wording(graph, node, claim)
    _add_venue(graph, node, claim)
    for entity in graph.entities(mentions.within(claim.content)):
        graph.add(node, dep("mentions"), entity)
    for event_node, event in events.within(claim.content):
        _add_report(graph, node, claim, event_node, event)
    add_direct(
        graph,
        "claim",
        claim.act.value,
        {"speaker": speakers, "addressee": [addressee] if addressee else [], "claim": [node]},
    )


def _add_wording(graph: Graph, node: NamedNode, claim: Claim) -> None:
    graph.add(node, dep("content"), literals.text(" ".join(part.exact for part in claim.content)))
    for part in claim.content:
        graph.add(node, dep("part"), graph.evidence(part))
    graph.add(node, dep("evidence"), graph.evidence(claim.evidence))
    if claim.cue:
        graph.add(node, dep("cue"), literals.text(claim.cue.exact))
        graph.add(node, dep("cueEvidence"), graph.evidence(claim.cue))


def _add_venue(graph: Graph, node: NamedNode, claim: Claim) -> None:
    if claim.venue:
        graph.add(node, dep("medium"), dep(claim.venue.medium.value))
        graph.add(node, dep("mediumEvidence"), graph.evidence(claim.venue.evidence))
        graph.add(node, dep("venue"), graph.entity(claim.venue.reference))


def add_answers(graph: Graph, claims: Sequence[Claim]) -> None:
    """Add, once all claims have their nodes, which claim another one denies or answers."""
    nodes: dict[Evidence, NamedNode] = {}
    for claim in claims:
        nodes.setdefault(claim.content[0], graph.numbered("claim", claim.content[0], claim))
    for claim in claims:
        answered = nodes.get(claim.answers) if claim.answers else None
        node = graph.numbered("claim", claim.content[0], claim)
        if answered and answered != node:
            graph.add(node, dep("contradicts" if claim.act is Act.DENY else "answers"), answered)


def _add_report(graph: Graph, node: NamedNode, claim: Claim, event_node: NamedNode, event: Event) -> None:
    graph.add(node, dep("reports"), event_node)
    stance = _stance(claim, event)
    if stance:
        graph.add(node, dep(stance), event_node)


def _stance(claim: Claim, event: Event) -> str | None:
    """Return what the source commits to about an event inside its claim, None if to nothing.

    What is asked for, promised or warned of is still to come, or it is what the content begins with («la libération
    de …»); who asks for justice «après l'arrestation» does not ask for the arrest.
    """
    told = _FACTUAL_STANCES.get(event.factuality)
    acted = _STANCES.get(claim.act)
    if acted is None:
        return told
    if event.factuality is Factuality.DENIED:
        return "denies" if claim.act is Act.DENY else None
    if event.factuality is not Factuality.ACTUAL or _opens(claim, event):
        return acted
    return told if claim.act is Act.WARN else None


def _opens(claim: Claim, event: Event) -> bool:
    """Tell whether the content begins with the event."""
    start = claim.content[0].start
    return any(0 <= mention.trigger.start - start <= _OPENING for mention in event.mentions)

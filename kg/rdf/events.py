"""Events -> their nodes, with mentions, participants, quantities and the direct triples of what did happen."""

from __future__ import annotations

from collections import defaultdict
from textwrap import shorten

from pyoxigraph import NamedNode

from kg.model import Event, EventMention, Factuality, Qualifier, Quantity
from kg.rdf import iris, literals
from kg.rdf.direct import add_direct, moves_troops
from kg.rdf.graph import Graph
from kg.rdf.vocab import LABEL, TYPE, dep, qualifier

LABEL_LENGTH = 120
_QUALIFIED = {
    Qualifier.EXACT: "{value} {unit}",
    Qualifier.UP_TO: "jusqu’à {value} {unit}",
    Qualifier.AT_LEAST: "au moins {value} {unit}",
    Qualifier.ABOUT: "environ {value} {unit}",
    Qualifier.RANGE: "{value} à {max} {unit}",
}


def add_event(graph: Graph, event: Event) -> NamedNode:
    """Add an event; return its node."""
    mentions = sorted(event.mentions, key=lambda mention: (mention.trigger, mention.evidence))
    start = mentions[0].trigger.start
    node = graph.number(f"{graph.name.value}/event/{event.type}-{start}", event)
    graph.add(node, TYPE, dep(event.type.value))
    graph.add(node, LABEL, literals.french(shorten(mentions[0].evidence.exact, LABEL_LENGTH, placeholder=" …")))
    graph.add(node, dep("factuality"), dep(event.factuality.value))
    graph.date(node, event.date)
    for mention in mentions:
        graph.add(node, dep("mentionedIn"), _add_mention(graph, event, mention))
    ends = _add_participants(graph, node, event)
    if event.quantity:
        quantity = _add_quantity(graph, node, event.quantity, troops=moves_troops(event.type.value))
        ends["troops"] = [quantity]
    if event.factuality is Factuality.ACTUAL:
        add_direct(graph, "event", event.type.value, ends)
    return node


def _add_participants(graph: Graph, node: NamedNode, event: Event) -> dict[str, list[NamedNode]]:
    ends: dict[str, list[NamedNode]] = defaultdict(list)
    for participant in event.participants:
        entity = graph.entity(participant.reference)
        if entity is not None:
            graph.add(node, dep(participant.role.value), entity)
            ends[participant.role.value].append(entity)
    return ends


def _add_mention(graph: Graph, event: Event, mention: EventMention) -> NamedNode:
    trigger = mention.trigger
    node = graph.number(f"{graph.name.value}#event={trigger.start},{trigger.end}-{event.type}", mention)
    graph.span(node, "EventMention", mention.evidence)
    graph.add(node, dep("trigger"), literals.text(trigger.exact))
    graph.add(node, dep("triggerStart"), literals.integer(trigger.start))
    graph.add(node, dep("triggerEnd"), literals.integer(trigger.end))
    return node


def _add_quantity(graph: Graph, event: NamedNode, quantity: Quantity, *, troops: bool) -> NamedNode:
    node = iris.node(f"{event.value}/quantity")
    graph.add(node, TYPE, dep("Troops" if troops else "Quantity"))
    graph.add(node, LABEL, literals.french(in_words(quantity)))
    graph.add(node, dep("value"), literals.decimal(quantity.value))
    graph.add(node, dep("max"), None if quantity.max is None else literals.decimal(quantity.max))
    graph.add(node, dep("unit"), literals.text(quantity.unit))
    graph.add(node, dep("qualifier"), qualifier(quantity.qualifier))
    graph.add(event, dep("quantity"), node)
    return node


def in_words(quantity: Quantity) -> str:
    """Return a quantity as a French reader writes it.

    >>> in_words(Quantity(8500, "militaires", Qualifier.UP_TO))
    'jusqu’à 8\u202f500 militaires'
    """
    form = _QUALIFIED[quantity.qualifier if quantity.max is not None else _without_max(quantity.qualifier)]
    return form.format(value=_number(quantity.value), max=_number(quantity.max or 0), unit=quantity.unit)


def _without_max(value: Qualifier) -> Qualifier:
    return Qualifier.EXACT if value is Qualifier.RANGE else value


def _number(value: float) -> str:
    return f"{value:,.6f}".rstrip("0").rstrip(".").replace(",", "\u202f").replace(".", ",")

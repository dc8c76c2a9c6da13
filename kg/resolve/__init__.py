"""Extraction -> the same with entities: every mention and, where certain, every reference has its own."""

from __future__ import annotations

from dataclasses import replace

from kg.document import Document
from kg.model import Extraction, Form, Mention
from kg.resolve.describing import resolve_descriptions
from kg.resolve.holdings import resolved_holdings
from kg.resolve.naming import join_surnames, resolve_names
from kg.resolve.references import resolved_claims, resolved_events
from kg.resolve.same_events import joined
from kg.resolve.state import State
from kg.resolve.unnamed import keep_unnamed

__all__ = ["resolve"]


def resolve(document: Document, extraction: Extraction) -> Extraction:
    """Return an extraction with entities; mentions that mean nothing of note are left out.

    >>> from kg.annotate import annotate
    >>> from kg.extract import extract
    >>> from kg.model import Article
    >>> text = "Mark Esper a quitté Washington. M. Esper se rendra à Kiev."
    >>> for document in annotate([Article("a", text, date="2020-07")]):
    ...     [mention.reference.entity for mention in resolve(document, extract(document)).mentions]
    ['Q33190271', 'Q61', 'Q33190271', 'Q1899']
    """
    state = State(document, extraction)
    resolve_names(state)
    resolve_descriptions(state)
    join_surnames(state)
    keep_unnamed(state)
    claims = resolved_claims(state, extraction.claims)
    holdings = resolved_holdings(state, extraction.holdings)
    events = joined(state, resolved_events(state, extraction.events))
    mentions = tuple(_mentions(state))
    used = {mention.reference.entity for mention in mentions}
    entities = tuple(state.nodes[key].entity() for key in sorted(state.nodes) if key in used)
    return replace(extraction, mentions=mentions, claims=claims, holdings=holdings, events=events, entities=entities)


def _mentions(state: State) -> list[Mention]:
    """Return the mentions with their entities; an adjective counts only where its country is needed and not named."""
    named = {key for i, key in state.keys.items() if state.mentions[i].reference.form is not Form.ADJECTIVE}
    kept = []
    for index, mention in enumerate(state.mentions):
        key = state.keys.get(index)
        if key is None or (mention.reference.form is Form.ADJECTIVE and (key in named or key not in state.needed)):
            continue
        node = state.nodes[key]
        reference = replace(mention.reference, entity=key)
        score = round(mention.score * state.certainty[index], 2)
        kept.append(replace(mention, reference=reference, type=node.type, name=node.label, score=score))
    return sorted(kept, key=lambda m: (m.reference.evidence.start, m.reference.evidence.end))

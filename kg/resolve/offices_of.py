"""What an office is of, where no entity of the article is named for it: a body of that description, a parliament."""

from __future__ import annotations

from kg.knowledge import pieces
from kg.model import EntityType, Form, Mention, OfficeHolding, Reference
from kg.phrases import noun_class
from kg.resolve.state import State, country_of

BODIES = frozenset(
    {
        EntityType.GOVERNMENT_BODY,
        EntityType.INTERNATIONAL_ORGANIZATION,
        EntityType.COMPANY,
        EntityType.POLITICAL_PARTY,
        EntityType.ARMED_FORCE,
        EntityType.MEDIA_OUTLET,
    }
)
#: how the two houses of parliaments begin
UPPER, LOWER = ("senat",), ("chambre", "assemblee", "parlement", "bundestag", "knesset", "douma")
MEMBERS = {
    **dict.fromkeys(("senateur", "senatrice"), UPPER),
    **dict.fromkeys(("depute", "deputee", "elu", "elue", "parlementaire"), LOWER),
}
#: parties whose members sit in the Congress of the United States
PARTIES = frozenset({"democrate", "republicain", "republicaine"})
UNITED_STATES = "Q30"


def made_body(state: State, of: Reference) -> str | None:
    """Return a new entity for the body that an office is of, if a name or a nation tells it from others."""
    token = state.tokens.get(of.head)
    if token is None or of.form is not Form.DESCRIPTION:
        return None
    start, end = state.bounds(of.evidence)
    words = state.document.doc[start:end]
    named = any(i in state.covering for i in range(token.i + 1, end)) or any(t.text[:1].isupper() for t in words[1:])
    if not named and not token.text[:1].isupper():
        return None
    noun = noun_class(token)
    kind = noun.type if noun is not None and noun.type in BODIES else EntityType.GOVERNMENT_BODY
    first = token.i if start < token.i and words[0].pos_ == "DET" else start
    evidence = state.document.evidence(first, end)
    node = state.nil(kind, " ".join(evidence.exact.split()), unique=False)
    index = state.index_at(token)
    if index is None or state.heads[index].i != token.i:
        index = state.introduce(Mention(Reference(evidence, of.head, Form.DESCRIPTION), kind, node.label, score=0.6))
    state.add(index, node)
    return state.present(node.key)


def parliament(state: State, holding: OfficeHolding) -> str | None:
    """Return the house that somebody sits in, if the article names one; the United States for a Democrat."""
    house = MEMBERS.get(pieces(holding.role)[0])
    if house is None:
        return None
    american = bool(PARTIES & set(pieces(holding.evidence.exact)))
    found = [
        node
        for node in state.nodes.values()
        if node.type is EntityType.GOVERNMENT_BODY
        and pieces(node.label)[:1] in {(word,) for word in house}
        and (not american or country_of(node.key) in {UNITED_STATES, None})
    ]
    known = [node for node in found if node.qid] or found
    if len(known) == 1:
        return known[0].key
    return UNITED_STATES if american and UNITED_STATES in state.nodes and not found else None

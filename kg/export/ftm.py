"""A store -> entities of FollowTheMoney, one JSON object a line, for Aleph, OpenAleph and their tools.

Articles, entities, offices, holdings and events that happened; a claim has no place in that model and stays out.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from hashlib import sha1
from itertools import groupby
from typing import IO

import pyoxigraph as ox

from kg.answer import short
from kg.export.rdf import triples
from kg.model import EntityType, EventType
from kg.namespaces import DEP, WIKIDATA
from kg.store import Store

Facts = Mapping[str, list[str]]
Properties = dict[str, list[str]]
_LEGAL = {
    EntityType.PERSON: "Person",
    EntityType.COUNTRY: "PublicBody",
    EntityType.GOVERNMENT_BODY: "PublicBody",
    EntityType.INTERNATIONAL_ORGANIZATION: "Organization",
    EntityType.ARMED_FORCE: "Organization",
    EntityType.POLITICAL_PARTY: "Organization",
    EntityType.COMPANY: "Company",
    EntityType.MEDIA_OUTLET: "Organization",
    EntityType.GROUP: "Organization",
}
_SCHEMATA = {
    **_LEGAL,
    EntityType.PLACE: "Address",
    EntityType.DOCUMENT: "Document",
}
#: what can have offices.
_BODIES = frozenset(_LEGAL.values()) - {"Person"}
_EVENTS = frozenset(EventType)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def write_ftm(store: Store, output: IO[bytes]) -> None:
    """Write the entities of a store as lines of JSON, in an order that depends on nothing but what is stored."""
    schemata = _schemata(store)
    for subject, group in groupby(triples(store), key=lambda fact: fact.subject):
        facts: dict[str, list[str]] = defaultdict(list)
        for fact in group:
            if isinstance(fact.object, (ox.Literal, ox.NamedNode)):
                facts[short(fact.predicate)].append(_CONTROL.sub(" ", fact.object.value))
        assert isinstance(subject, ox.NamedNode)
        if made := _entity(subject.value, facts, schemata):
            schema, properties = made
            filled = {name: values for name, values in properties.items() if values}
            entity = {"id": key(subject.value), "schema": schema, "properties": filled}
            output.write(json.dumps(entity, ensure_ascii=False, sort_keys=True).encode() + b"\n")


def key(iri: str) -> str:
    """Return the identifier of a thing: that model wants one without signs."""
    return f"depeche-{sha1(iri.encode(), usedforsecurity=False).hexdigest()}"


def _schemata(store: Store) -> dict[str, str]:
    """Return the schema of each entity; of one that articles take for different things, the first by name."""
    classes = " ".join(f"dep:{kind}" for kind in _SCHEMATA)
    rows = store.query(f"SELECT DISTINCT ?entity ?type {{ VALUES ?type {{ {classes} }} ?entity a ?type }}")
    assert isinstance(rows, ox.QuerySolutions)
    found: dict[str, str] = {}
    for entity, kind in rows:
        assert isinstance(entity, ox.NamedNode)
        schema = _SCHEMATA[EntityType(short(kind))]
        found[entity.value] = min(schema, found.get(entity.value, schema))
    return found


def _entity(iri: str, facts: Facts, schemata: Mapping[str, str]) -> tuple[str, Properties] | None:
    """Return the schema and the properties of a thing, None for one that the model does not know."""
    kind = facts["rdf:type"][0].removeprefix(DEP) if facts["rdf:type"] else ""
    if iri in schemata:
        return schemata[iri], _named(schemata[iri], facts)
    if kind == "Article":
        return "Article", _article(facts)
    if kind == "Office":
        bodies = [key(body) for body in facts["of"] if schemata.get(body) in _BODIES]
        return "Position", {"name": facts["rdfs:label"], "organization": bodies}
    if kind == "OfficeHolding":
        return "Occupancy", {
            "holder": [key(holder) for holder in facts["holder"]],
            "post": [key(post) for post in facts["office"]],
            "status": ["ended" if former == "true" else "current" for former in facts["former"]],
            "proof": _articles(facts["evidence"]),
        }
    if kind in _EVENTS and DEP + "actual" in facts["factuality"]:
        return "Event", _event(kind, facts, schemata)
    return None


def _named(schema: str, facts: Facts) -> Properties:
    label = facts["rdfs:label"]
    return {
        "name": label,
        "full": label if schema == "Address" else [],
        "alias": facts["skos:altLabel"],
        "wikidataId": [iri.removeprefix(WIKIDATA) for iri in facts["owl:sameAs"] if iri.startswith(WIKIDATA)],
    }


def _article(facts: Facts) -> Properties:
    return {
        "title": facts["title"],
        "fileName": facts["source"],
        "language": ["fra" if language == "fr" else language for language in facts["language"]],
        "publishedAt": facts["date"],
        "publisher": facts["publisher"],
        "sourceUrl": facts["url"],
        "bodyText": facts["text"],
    }


def _event(kind: str, facts: Facts, schemata: Mapping[str, str]) -> Properties:
    actors = sorted({*facts["agent"], *facts["patient"]})
    places = sorted({*facts["place"], *facts["to"], *facts["from"]})
    return {
        "name": facts["rdfs:label"],
        "keywords": [kind],
        "date": facts["date"],
        "involved": [key(actor) for actor in actors if schemata.get(actor) in {*_BODIES, "Person"}],
        "addressEntity": [key(place) for place in places if schemata.get(place) == "Address"],
        "proof": _articles(facts["mentionedIn"]),
    }


def _articles(evidence: list[str]) -> list[str]:
    """Return the keys of the articles in which evidence lies: its IRI begins with theirs."""
    return sorted({key(iri.partition("#")[0]) for iri in evidence})

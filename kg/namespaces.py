"""The namespaces of the graph, as strings: what is data to the store, the queries and the exports alike."""

from __future__ import annotations

DEP = "https://w3id.org/depeche/ns#"
BASE = "https://w3id.org/depeche/id/"
WIKIDATA = "http://www.wikidata.org/entity/"
WIKIDATA_ENDPOINT = "https://query.wikidata.org/sparql"

#: prefix -> namespace, as written in queries and exports.
PREFIXES = {
    "dep": DEP,
    "wd": WIKIDATA,
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

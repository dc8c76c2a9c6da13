"""What is known beforehand: countries, organisations, institutions, persons, offices, places and lexicons, as typed values."""

from kg.knowledge.gazetteer import Entry, Gazetteer, Match, gazetteer
from kg.knowledge.names import fold, pieces, slug
from kg.knowledge.offices import holders, office
from kg.knowledge.records import Record, capital_of, country_adjective, entity_key, records
from kg.knowledge.tables import digest, knowledge, lexicon, several

__all__ = [
    "Entry",
    "Gazetteer",
    "Match",
    "Record",
    "capital_of",
    "country_adjective",
    "digest",
    "entity_key",
    "fold",
    "gazetteer",
    "holders",
    "knowledge",
    "lexicon",
    "office",
    "pieces",
    "records",
    "several",
    "slug",
]

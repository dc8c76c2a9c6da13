"""What is known beforehand, as typed values: countries, organisations, bodies, persons, offices, places, words."""

from kg.knowledge.gazetteer import Entry, Gazetteer, Match, gazetteer
from kg.knowledge.names import fold, pieces, slug
from kg.knowledge.nouns import Noun
from kg.knowledge.offices import held, holders, is_office, office, ruling
from kg.knowledge.records import Record, capital_of, country_adjective, entity_key, records, titles
from kg.knowledge.tables import digest, knowledge, lexicon, several

__all__ = [
    "Entry",
    "Gazetteer",
    "Match",
    "Noun",
    "Record",
    "capital_of",
    "country_adjective",
    "digest",
    "entity_key",
    "fold",
    "gazetteer",
    "held",
    "holders",
    "is_office",
    "knowledge",
    "lexicon",
    "office",
    "pieces",
    "records",
    "ruling",
    "several",
    "slug",
    "titles",
]

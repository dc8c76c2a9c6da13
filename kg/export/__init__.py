"""A store, a network or an answer -> a file of another program's format, written whole or not at all.

RDF 1.1 only; the same graph gives the same bytes, on every machine and in every run.
"""

from kg.export.files import opened, write
from kg.export.formats import FORMATS, NETWORKS, OTHERS, RDF, SUFFIXES, TABLES, TARGETS, check_target, format_of
from kg.export.ftm import write_ftm
from kg.export.networks import edge_table, network, node_table
from kg.export.profiles import PROFILES
from kg.export.rdf import rdf, write_rdf
from kg.export.tables import write_tables

__all__ = [
    "FORMATS",
    "NETWORKS",
    "OTHERS",
    "PROFILES",
    "RDF",
    "SUFFIXES",
    "TABLES",
    "TARGETS",
    "check_target",
    "edge_table",
    "format_of",
    "network",
    "node_table",
    "opened",
    "rdf",
    "write",
    "write_ftm",
    "write_rdf",
    "write_tables",
]

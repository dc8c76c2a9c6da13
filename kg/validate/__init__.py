"""The graph of one article -> what in it breaks the ontology's shapes.

`validate` runs checks compiled from ``ontology/shapes.ttl``, fast enough for every article of a build;
`kg.validate.reference.validate` asks pySHACL the same, slowly. A test checks that both always agree.
"""

from kg.validate.checker import Graph, validate
from kg.validate.ontology import declared_terms
from kg.validate.report import Violation

__all__ = ["Graph", "Violation", "declared_terms", "validate"]

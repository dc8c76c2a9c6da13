"""What can go wrong, as one small tree; every message says what is wrong, where, and what to do.

DepecheError
├── ReadError        a file or one of its articles cannot be read
├── AnnotationError  the language model is missing or fails
├── GraphError       a value cannot become RDF (a bad IRI, a bad date)
├── ViolationError   a graph breaks the ontology's shapes
├── StoreError       the store directory is missing, foreign, locked or read-only
├── QueryError       unknown query, bad parameter, SPARQL syntax, a remote endpoint that fails
│   └── EndpointError    the endpoint is busy or too slow: it may answer later
├── KnowledgeError   a table of knowledge is missing or faulty
└── ExportError      unknown format, a file that cannot be written
"""

from __future__ import annotations


class DepecheError(Exception):
    """The root: catching it catches everything that this package raises on purpose.

    ``exit_code`` is what the command line ends with: 1 when something is refused, 2 when the usage is wrong.
    """

    exit_code = 1


class ReadError(DepecheError):
    """A file, or one article in it, cannot be read."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class AnnotationError(DepecheError):
    """The language model is missing or cannot process a text."""


class GraphError(DepecheError):
    """A value cannot become RDF."""


class ViolationError(DepecheError):
    """A graph breaks the shapes of the ontology."""


class StoreError(DepecheError):
    """The store cannot be opened, read or written."""


class QueryError(DepecheError):
    """A query cannot be found, bound, parsed or answered."""

    exit_code = 2


class EndpointError(QueryError):
    """An endpoint is busy, broken or too slow for now.

    ``status`` is its HTTP code, None when no answer came; ``wait`` is how many seconds it asks to wait, if it does.
    """

    exit_code = 1

    def __init__(self, message: str, *, status: int | None = None, wait: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.wait = wait


class KnowledgeError(DepecheError):
    """A table of knowledge is missing or faulty."""


class ExportError(DepecheError):
    """An export cannot be written."""

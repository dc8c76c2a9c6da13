"""An RDF file, or a store -> the graphs in it, each with the name of its article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ReadError
from kg.store import Store

Named = tuple[str, list[ox.Quad]]
_OTHERS = (
    "SELECT DISTINCT ?graph WHERE { VALUES ?kind { dep:WikidataItem dep:EventLink } GRAPH ?graph { ?one a ?kind } }"
)
SUFFIXES = (".ttl", ".trig", ".nt", ".nq", ".n3", ".jsonld", ".json", ".rdf", ".xml")


def from_file(path: Path) -> list[Named]:
    """Return the named graphs of a file, and its default graph with an empty name. Raises ReadError."""
    form = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise ReadError(str(path), f"'{path.suffix}' is no suffix of an RDF file: use one of {', '.join(SUFFIXES)}")
    found: dict[str, list[ox.Quad]] = defaultdict(list)
    try:
        for quad in ox.parse(path=path, format=form):
            name = quad.graph_name
            found["" if isinstance(name, ox.DefaultGraph) else name.value].append(quad)
    except OSError as error:
        raise ReadError(
            str(path), f"it cannot be read ({error.strerror}): check the path and its permissions"
        ) from error
    except SyntaxError as error:
        where = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise ReadError(where, f"this is not valid {form.name} ({error.msg}): correct it") from error
    return list(found.items())


def from_store(path: Path) -> Iterator[Named]:
    """Yield the graph of each article of a store, what Wikidata says, and the links between events."""
    with Store.reader(path) as store:
        for article in store.articles():
            yield article.value, list(store.quads(graph=article))
        answer = store.query(_OTHERS)
        assert isinstance(answer, ox.QuerySolutions)
        for row in answer:
            name = row["graph"]
            assert isinstance(name, ox.NamedNode)
            yield name.value, list(store.quads(graph=name))

"""A directory -> the graph it holds: an embedded Oxigraph store, one transaction an article, one writer at a time.

The directory holds ``depeche.json`` (the mark that it is ours), ``graph/`` (the database) and ``runs.jsonl`` (when each
build began, how long it took, what it did). Any number of readers may open it beside the writer; each sees the articles
that were stored when it opened.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.namespaces import DEP, PREFIXES

if TYPE_CHECKING:
    import rdflib

MARK = "depeche.json"
FORMAT = {"depeche": "store", "format": 1}
_ARTICLE = ox.NamedNode(DEP + "Article")
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
#: a writer that tidies its files may pull one away from under a reader that is opening them: the reader tries again.
_ATTEMPTS = 20
_PAUSE_SECONDS = 0.05

#: a query that names its graphs between its form and its first bracket, comments apart.
_COMMENTS = re.compile(r"^\s*#.*$", re.MULTILINE)
_NAMES_GRAPHS = re.compile(r"[^{]*?(?<![\w?$:@.-])FROM\s+(?:NAMED\s+)?(?:<|[\w.-]*:)", re.IGNORECASE)

#: how the system and RocksDB name a trouble -> what it means and what to do.
_BUSY = "another process is writing the store {path}: wait until it ends, or give another directory with --store"
_TROUBLES = {
    "Permission denied": "no permission to write {path}: change its permissions, or give another --store",
    "Read-only file system": "{path} lies on a read-only disk: give another directory with --store",
    "No space left": "the disk of the store {path} is full: free some space and run again; what is stored is kept",
    "While lock file": _BUSY,
    "lock hold by current process": _BUSY,
}

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Store:
    """The graph in a directory, or in memory.

    >>> with Store.memory() as store:
    ...     graph = ox.NamedNode("https://example.org/article")
    ...     store.put(graph, [ox.Quad(graph, ox.NamedNode("https://example.org/p"), ox.Literal("Kiev"), graph)])
    ...     len(store)
    True
    1
    """

    def __init__(self, database: ox.Store, path: Path | None = None) -> None:
        self._database: ox.Store | None = database
        self.path = path

    @classmethod
    def memory(cls) -> Self:
        """Return an empty store that lives in memory only."""
        return cls(ox.Store())

    @classmethod
    def writer(cls, path: Path | str) -> Self:
        """Return the store in ``path``, created where there is none, for reading and writing.

        Raises StoreError when the directory is something else, cannot be written, or has a writer already.
        """
        path = Path(path)
        with _plain(path):
            _claim(path)
            return cls(ox.Store(path / "graph"), path)

    @classmethod
    def reader(cls, path: Path | str) -> Self:
        """Return the store in ``path`` as it is now, for reading. Raises StoreError when there is none."""
        path = Path(path)
        with _plain(path):
            if not path.exists():
                raise StoreError(f"no store at {path}: build one with 'kg build PATH... --store {path}'")
            _check_mark(path)
            if not (path / "graph" / "CURRENT").exists():
                raise StoreError(f"the store {path} is empty: fill it with 'kg build PATH... --store {path}'")
            return cls(_open_reader(path / "graph"), path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Save everything and let the next writer in."""
        self._database = None

    def __len__(self) -> int:
        """Return how many quads are stored."""
        return len(self._opened())

    def articles(self) -> Iterator[ox.NamedNode]:
        """Yield the IRI of each stored article, which is also the name of its graph."""
        for quad in self._opened().quads_for_pattern(None, _TYPE, _ARTICLE, None):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject == quad.graph_name:
                yield quad.subject

    def graphs(self) -> list[ox.NamedNode]:
        """Return the names of the graphs that hold something, in order."""
        named = (name for name in self._opened().named_graphs() if isinstance(name, ox.NamedNode))
        return sorted((name for name in named if any(self.quads(graph=name))), key=str)

    def quads(self, *, subject: ox.NamedNode | None = None, graph: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
        """Yield the stored quads, all of them or those of one subject or graph; the same graph, the same order."""
        return iter(self._opened().quads_for_pattern(subject, None, None, graph))

    def query(
        self,
        sparql: str,
        *,
        default_graphs: Sequence[ox.NamedNode] | None = None,
        named_graphs: Sequence[ox.NamedNode] | None = None,
    ) -> Results:
        """Return the results of a SPARQL query over all graphs: the default graph is their union.

        A query that names its graphs (FROM) is asked on those; ``default_graphs`` and ``named_graphs`` come before
        what it names. Raises QueryError when the query is not SPARQL or fails.
        """
        chosen: dict[str, Any] = {"use_default_graph_as_union": not _NAMES_GRAPHS.match(_COMMENTS.sub("", sparql))}
        if default_graphs is not None or named_graphs is not None:
            chosen = {"default_graph": list(default_graphs or ()), "named_graphs": list(named_graphs or ())}
        try:
            return self._opened().query(sparql, prefixes=PREFIXES, **chosen)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the query is not valid SPARQL: {error}") from error
        except (OSError, RuntimeError) as error:
            raise QueryError(f"the query failed: {error}") from error

    def dataset(self) -> rdflib.Dataset:
        """Return an rdflib Dataset that reads this store; its default graph is the union of all graphs."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self._opened()), default_union=True)

    def put(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> bool:
        """Make the quads the whole content of the graph, at once or not at all; return whether that changed it."""
        database = self._opened()
        new = set(quads)
        with _plain(self.path):
            old = set(database.quads_for_pattern(None, None, None, graph))
            return _change(database, graph, old - new, new - old)

    def describe(self, graph: ox.NamedNode, subjects: Iterable[ox.NamedNode], quads: Iterable[ox.Quad]) -> bool:
        """Make the quads all that the graph says of the subjects, at once or not at all; return whether it changed.

        What the quads say of others is added, and nothing that the graph says of others is removed.
        """
        database = self._opened()
        new = set(quads)
        with _plain(self.path):
            old = {quad for one in subjects for quad in database.quads_for_pattern(one, None, None, graph)}
            return _change(database, graph, old - new, new - old)

    def flush(self) -> None:
        """Save to disk what was put since the last flush, so that a power cut does not lose it."""
        with _plain(self.path):
            self._opened().flush()

    def dump(self, output: IO[bytes], format: ox.RdfFormat) -> None:
        """Write the whole graph to ``output``; formats without named graphs get each triple once."""
        if format.supports_datasets:
            ox.serialize(self.quads(), output, format, prefixes=PREFIXES)
        else:
            triples = dict.fromkeys(quad.triple for quad in self.quads())
            ox.serialize(triples, output, format, prefixes=PREFIXES)

    def record(self, run: Mapping[str, object]) -> None:
        """Append a line about one build to ``runs.jsonl``."""
        if self.path is None:
            return
        with _plain(self.path), (self.path / "runs.jsonl").open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(run, ensure_ascii=False) + "\n")

    def _opened(self) -> ox.Store:
        if self._database is None:
            raise StoreError(f"the store {self.path or 'in memory'} is closed")
        return self._database


def _claim(path: Path) -> None:
    """Create the directory and its mark, or check that the mark is there. Touches nothing that is not ours."""
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file, not a store: give a directory with --store")
    path.mkdir(parents=True, exist_ok=True)
    if any(path.iterdir()):
        _check_mark(path)
    else:
        (path / MARK).write_text(json.dumps(FORMAT) + "\n", encoding="utf-8")


def _check_mark(path: Path) -> None:
    try:
        mark = json.loads((path / MARK).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise StoreError(
            f"{path} is not a Dépêche store (no readable {MARK} in it): give a new or an empty directory with --store"
        ) from error
    if mark != FORMAT:
        raise StoreError(
            f"the store {path} was written by another version of this program: build a new one in another directory"
        )


def _change(database: ox.Store, graph: ox.NamedNode, gone: set[ox.Quad], come: set[ox.Quad]) -> bool:
    """Take some quads out of a graph and put others in, as one transaction; return whether there were any."""
    if gone:
        database.update(f"DELETE DATA {{ {_block(graph, gone)} }}; INSERT DATA {{ {_block(graph, come)} }}")
    elif come:
        database.extend(come)
    return bool(gone or come)


def _open_reader(path: Path) -> ox.Store:
    for _ in range(_ATTEMPTS):
        try:
            return ox.Store.read_only(str(path))
        except (FileNotFoundError, RuntimeError):
            time.sleep(_PAUSE_SECONDS)
    return ox.Store.read_only(str(path))


def _block(graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> str:
    return f"GRAPH {graph} {{ {' . '.join(str(quad.triple) for quad in quads)} }}"


@contextmanager
def _plain(path: Path | None) -> Iterator[None]:
    """Turn what the database and the disk say into a StoreError in plain words."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        said = str(error)
        for sign, words in _TROUBLES.items():
            if sign in said:
                raise StoreError(f"{words.format(path=path)} ({error})") from error
        raise StoreError(
            f"the store {path} cannot be read or written: check the disk, then run again ({error})"
        ) from error

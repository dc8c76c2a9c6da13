"""A store that builds may write to -> the store as it is now, opened again only when something was written."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from kg.store import Store


class Reader:
    """The newest state of the store in a directory."""

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, Lock()
        self._stamp: object = None
        self._store: Store | None = None

    def store(self) -> Store:
        """Return the store as it is now. Raises StoreError when there is none."""
        with self._lock:
            stamp = self.stamp()
            if self._store is None or stamp != self._stamp:
                self._store, self._stamp = Store.reader(self._path), stamp
            return self._store

    def stamp(self) -> object:
        """Return what changes when the store does: the names, sizes and times of the files of its database."""
        found = []
        for file in sorted((self._path / "graph").glob("*")):
            try:
                state = file.stat()
            except FileNotFoundError:  # a writer tidied it away
                continue
            found.append((file.name, state.st_size, state.st_mtime_ns))
        return tuple(found)

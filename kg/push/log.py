"""What was sent where -> lines of ``pushed.jsonl`` beside the store, and back."""

from __future__ import annotations

import json
from pathlib import Path

from kg.errors import StoreError

NAME = "pushed.jsonl"


class Log:
    """The graphs that pushes to one endpoint sent.

    ``digests`` holds the digest of what each graph got, an empty one where a push was cut off and nobody knows.
    """

    def __init__(self, store: Path | None, endpoint: str) -> None:
        self._path = store / NAME if store else None
        self._endpoint = endpoint
        self.digests: dict[str, str] = {}
        for entry in self._entries():
            self._apply(entry["graph"] or "", entry.get("digest"))

    def note(self, graph: str, digest: str | None) -> None:
        """Note what a graph holds from now on: an empty digest for a doubt, None when it is deleted."""
        self._apply(graph, digest)
        if self._path is None:
            return
        line = json.dumps({"endpoint": self._endpoint, "graph": graph, "digest": digest})
        try:
            with self._path.open("a", encoding="utf-8") as lines:
                lines.write(line + "\n")
        except OSError as error:
            raise StoreError(f"{self._path} cannot be written, so no push can be resumed: {error.strerror}") from error

    def _apply(self, graph: str, digest: str | None) -> None:
        if digest is None:
            self.digests.pop(graph, None)
        else:
            self.digests[graph] = digest

    def _entries(self) -> list[dict[str, str | None]]:
        if self._path is None or not self._path.exists():
            return []
        entries = []
        for line in self._path.read_text(encoding="utf-8").splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                continue  # a line that was being written when the power went
            if entry["endpoint"] == self._endpoint:
                entries.append(entry)
        return entries

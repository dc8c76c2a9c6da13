"""Where a content lies, before it becomes evidence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """The parts of a content as token bounds (ends excluded), and the addressee's head if the cue names one."""

    parts: tuple[tuple[int, int], ...]
    addressee: int | None = None
    inverted: bool = False

    @property
    def start(self) -> int:
        """The first token."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """The end of the last part."""
        return self.parts[-1][1]

"""Things with their places in a text -> those that lie within some passages, without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from kg.model import Evidence

T = TypeVar("T")


class Places(Generic[T]):
    """Things by where they stand.

    >>> places = Places([(Evidence(0, 5, "Paris"), "France"), (Evidence(12, 16, "Kiev"), "Ukraine")])
    >>> list(places.within([Evidence(10, 20, "…")]))
    ['Ukraine']
    """

    def __init__(self, things: Iterable[tuple[Evidence, T]]) -> None:
        self._things = sorted(things, key=lambda thing: thing[0])
        self._starts = [evidence.start for evidence, _ in self._things]

    def within(self, passages: Iterable[Evidence]) -> Iterator[T]:
        """Yield each thing that lies within one of the passages."""
        for passage in passages:
            first, last = (bisect_left(self._starts, place) for place in (passage.start, passage.end))
            for evidence, thing in self._things[first:last]:
                if evidence.end <= passage.end:
                    yield thing

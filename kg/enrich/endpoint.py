"""A SPARQL query -> its rows from an endpoint that is asked politely: pauses, time-outs, patience when it is busy."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import EndpointError, QueryError
from kg.namespaces import WIKIDATA, WIKIDATA_ENDPOINT
from kg.remote import ask

logger = logging.getLogger(__name__)

#: codes by which a server asks to come back later.
_BUSY = frozenset({429, 503})
_ATTEMPTS = {True: 5, False: 2}
#: seconds before the second attempt when the server names none; each further wait is twice as long.
_FIRST_WAIT = 2.0
#: seconds that a server may ask to wait before this counts as a refusal.
_LONGEST_WAIT = 600.0
_PLACE = "{ }  # items"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Mapping[str, Term]


@dataclass(slots=True)
class Endpoint:
    """A SPARQL endpoint, asked one query at a time.

    ``timeout`` is how many seconds an answer may take, ``pause`` how many lie between two queries.
    """

    address: str = WIKIDATA_ENDPOINT
    timeout: float = 60
    pause: float = 1.0
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)
    _asked: bool = field(default=False, init=False, repr=False)

    def rows(self, sparql: str) -> list[Row]:
        """Return the rows of a SELECT, without what is unbound.

        A busy endpoint is asked again, after the time that it asks for. Raises QueryError; an EndpointError when it
        stays busy, or fails at this query.
        """
        attempt = 1
        while True:
            if self._asked:
                self.sleep(self.pause)
            self._asked = True
            try:
                return self._select(sparql)
            except EndpointError as error:
                if attempt >= _ATTEMPTS[error.status in _BUSY]:
                    raise
                self._wait(error, attempt)
                attempt += 1

    def _select(self, sparql: str) -> list[Row]:
        answer = ask(self.address, sparql, timeout=self.timeout)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError(f"{self.address} answered a SELECT with something else: is it a SPARQL endpoint?")
        names = [variable.value for variable in answer.variables]
        return [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in answer]

    def _wait(self, error: EndpointError, attempt: int) -> None:
        seconds = _FIRST_WAIT * 2 ** (attempt - 1) if error.wait is None else error.wait
        if seconds > _LONGEST_WAIT:
            raise QueryError(f"{error}, and asks to wait {seconds:.0f} s: run the same command again then") from error
        logger.info("%s; asking again in %.0f s", error, seconds)
        self.sleep(seconds)


def about(query: str, items: Iterable[str]) -> str:
    """Return a query of this folder, by name, about some items, by Q-id.

    >>> "{ wd:Q212 wd:Q30 }" in about("names", ["Q212", "Q30"])
    True
    """
    text = Path(__file__).with_name(f"{query}.rq").read_text(encoding="utf-8")
    return text.replace(_PLACE, f"{{ {' '.join(f'wd:{item}' for item in items)} }}")


def qid(term: Term | None) -> str | None:
    """Return the Q-id of an item, None for anything else: a property, an unknown value, a string.

    >>> qid(ox.NamedNode("http://www.wikidata.org/entity/Q212")), qid(ox.Literal("Q212"))
    ('Q212', None)
    """
    if not isinstance(term, ox.NamedNode) or not term.value.startswith(f"{WIKIDATA}Q"):
        return None
    found = term.value.removeprefix(WIKIDATA)
    return found if found[1:].isdecimal() else None


def in_order(items: Iterable[str]) -> list[str]:
    """Return Q-ids by their numbers.

    >>> in_order({"Q142", "Q30"})
    ['Q30', 'Q142']
    """
    return sorted(items, key=lambda item: int(item[1:]))

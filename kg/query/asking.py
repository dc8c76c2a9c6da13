"""A question and the values of its parameters -> the answer, from a local store or a remote SPARQL endpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import matching
from kg.answer import Answer
from kg.errors import QueryError
from kg.query.files import Query
from kg.query.syntax import check_nesting, explained
from kg.store import Store

if TYPE_CHECKING:
    from kg.access import Credentials

Asks = Callable[[str], Answer]


def ask(
    query: Query,
    values: Mapping[str, str] | None = None,
    *,
    store: Store | None = None,
    endpoint: str | None = None,
    timeout: float = 60,
    who: Credentials | None = None,
) -> Answer:
    """Return the answer to a question, from the store or, where given, from the endpoint; graphs as sorted triples.

    ``timeout``, in seconds, and ``who`` asks are for the endpoint. Raises QueryError.
    """
    return answer(query, values or {}, asker(query.name, store=store, endpoint=endpoint, timeout=timeout, who=who))


def answer(query: Query, values: Mapping[str, str], asks: Asks) -> Answer:
    """Return the answer to a question from what answers queries."""
    text = query.bound(values)
    check_nesting(text)
    patterns = dict(_meant(query, values, asks))
    return asks(query.bound(values, patterns) if patterns else text)


def asker(
    name: str,
    *,
    store: Store | None = None,
    endpoint: str | None = None,
    timeout: float = 60,
    who: Credentials | None = None,
) -> Asks:
    """Return what answers a query's text, from the store or the endpoint. Raises QueryError where neither is given."""
    if endpoint:
        from kg.remote import ask as ask_endpoint

        return partial(ask_endpoint, endpoint, timeout=timeout, who=who)
    if store is None:
        raise QueryError("a question needs a store or an endpoint")
    return partial(_ask_store, store, name)


def _ask_store(store: Store, name: str, text: str) -> Answer:
    try:
        results = store.query(text)
    except QueryError as error:
        raise explained(name, text, error) from error
    return sorted(results, key=str) if isinstance(results, ox.QueryTriples) else results


def _meant(query: Query, values: Mapping[str, str], asks: Asks) -> Iterator[tuple[str, str]]:
    """Yield the parameters that are names, each with a pattern of the labels of what the graph calls so."""
    for parameter in query.parameters:
        value = values.get(parameter.name, parameter.default)
        if parameter.type == "name" and value.strip():
            found = asks(matching.SPARQL.format(pattern=ox.Literal(matching.pattern(value))))
            assert isinstance(found, ox.QuerySolutions)
            pairs = [(row["label"], row["name"]) for row in found]
            yield parameter.name, matching.meant(value, [(label.value, name.value) for label, name in pairs])

"""The facts of a store -> pages as HTML, in French or English. Every fact leads to the sentence that says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg import resources
from kg.network import term_labels
from kg.query import catalogue
from kg.site import facts
from kg.site.facts import Row, Thing
from kg.site.highlight import Span, paragraphs
from kg.site.links import Links
from kg.site.names import Name
from kg.store import Store

_HERE = Path(__file__).parent
LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Pages:
    """Writes the pages of a store in one language, for a server, or ``static`` for a folder of files."""

    store: Store
    links: Links
    language: str = "fr"
    static: bool = False

    def home(self) -> str:
        """Return the page that says what is in the graph."""
        latest, cited = facts.rows(self.store, "articles"), facts.rows(self.store, "speakers")
        return self._page("home", None, counts=facts.counts(self.store), latest=latest, cited=cited)

    def search(self, typed: str, found: Sequence[Name]) -> str:
        """Return the page of what was found for the words that somebody typed."""
        return self._page("search", None, typed=typed, found=found)

    def query(self) -> str:
        """Return the page on which SPARQL is written, with the questions that come with the program."""
        return self._page("query", None, questions=list(catalogue()))

    def missing(self) -> str:
        """Return the page that stands where there is none."""
        return self._page("missing", None)

    def thing(self, iri: str) -> str | None:
        """Return the page of what an IRI names, None where the store says nothing of it."""
        found = facts.thing(self.store, iri)
        if found is None:
            return None
        writers: Mapping[str, Callable[[Thing], str]] = {"Article": self._article, "Claim": self._claim}
        write = writers.get(found.type)
        if write is None and facts.rows(self.store, "event", iri):
            write = self._event
        elif write is None and facts.rows(self.store, "where", iri):
            write = self._entity
        return (write or self._other)(found)

    def _entity(self, thing: Thing) -> str:
        ask = self._asker(thing)
        said, about = _by(ask("said"), "claim"), _by(ask("about"), "claim")
        called = ask("called")
        return self._page(
            "entity",
            thing,
            same=[row["value"] for row in called if row["property"].endswith("#sameAs")],
            aliases=[row["value"] for row in called if row["property"].endswith("#altLabel")],
            offices=_by(ask("offices"), "role", "holder", "body", "former"),
            said=said,
            acts=Counter(rows[0]["act"] for rows in said).most_common(),
            months=sorted(Counter(rows[0]["published"][:7] for rows in said if rows[0]["published"]).items()),
            about=[rows for rows in about if all(row["speaker"] != thing.iri for row in rows)],
            took=_by(ask("took-part"), "event", "role"),
            near=ask("near"),
            where=ask("where"),
        )

    def _article(self, thing: Thing) -> str:
        ask = self._asker(thing)
        claims, events, mentions = _by(ask("claims"), "claim"), _by(ask("events"), "event"), ask("mentions")
        article = ask("article")[0]
        return self._page(
            "article",
            thing,
            article=article,
            paragraphs=paragraphs(article["text"], _spans(claims, events, mentions)),
            claims=claims,
            events=events,
            entities=_by(sorted(mentions, key=lambda row: (row["label"], row["start"])), "entity"),
        )

    def _claim(self, thing: Thing) -> str:
        ask = self._asker(thing)
        return self._page(
            "claim", thing, claim=ask("claim"), events=ask("claim-events"), claims=_by(ask("claim-claims"), "claim")
        )

    def _event(self, thing: Thing) -> str:
        ask = self._asker(thing)
        return self._page(
            "event",
            thing,
            event=ask("event"),
            participants=ask("participants"),
            claims=_by(ask("event-claims"), "claim"),
            elsewhere=_by(ask("event-elsewhere"), "event"),
        )

    def _other(self, thing: Thing) -> str:
        return self._page("thing", thing, stated=list(facts.properties(self.store, thing.iri)))

    def _asker(self, thing: Thing) -> Callable[[str], list[Row]]:
        return lambda question: facts.rows(self.store, question, thing.iri)

    def _page(self, template: str, thing: Thing | None, **values: Any) -> str:
        words = {key: row[self.language] for key, row in _words().items()}
        other = next(language for language in LANGUAGES if language != self.language)
        terms = term_labels(self.language)
        return (
            _environment()
            .get_template(f"{template}.html")
            .render(
                thing=thing,
                links=self.links,
                language=self.language,
                static=self.static,
                other=other,
                words=words,
                term=lambda name: terms.get(name, name),
                **values,
            )
        )


def _by(rows: Iterable[Row], *keys: str) -> list[list[Row]]:
    """Return the rows in groups that agree in some columns, in the order of the first of each."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[key] for key in keys), []).append(row)
    return list(groups.values())


def _spans(claims: list[list[Row]], events: list[list[Row]], mentions: list[Row]) -> Iterable[Span]:
    for number, rows in enumerate(claims):
        for row in rows:
            yield Span(int(row["start"]), int(row["end"]), "claim", f"c{number}")
            if row["cueStart"]:
                yield Span(int(row["cueStart"]), int(row["cueEnd"]), "cue", f"c{number}")
    for number, rows in enumerate(events):
        for row in rows:
            yield Span(int(row["start"]), int(row["end"]), "event", f"v{number}")
    for row in mentions:
        yield Span(int(row["start"]), int(row["end"]), "entity", row["entity"])


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return {row["key"]: row for row in resources.rows(_HERE / "words.tsv")}


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

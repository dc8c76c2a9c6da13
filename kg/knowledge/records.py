"""Tables of knowledge in, records out: everything known by name, with type, key, country and names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.knowledge.names import bare, slug
from kg.knowledge.tables import Row, knowledge, lexicon, several
from kg.model import EntityType

TYPES = {"CentralBank": EntityType.GOVERNMENT_BODY}
#: by the article of a country; behind «l'» and without article, names in -e are feminine
GENDERS = {"la": "f", "le": "m"}
GONE = frozenset({"SU"})


@dataclass(frozen=True, slots=True)
class Record:
    """A thing known by name. ``country`` is the key of its country; ``capital_of`` of the country a city governs."""

    key: str
    type: EntityType
    label: str
    qid: str | None
    names: tuple[str, ...]
    country: str | None = None
    capital_of: str | None = None
    gender: str = ""


def entity_key(kind: EntityType, label: str, qid: str | None = None) -> str:
    """Return the key of an entity: its Q-id, or its type and name.

    >>> entity_key(EntityType.PERSON, "John Kirby")
    'person-john-kirby'
    """
    return qid or f"{kind.value.lower()}-{slug(label)}"


@cache
def country_keys() -> dict[str, str]:
    """Return the key of each country by its two-letter code."""
    return {row["iso2"]: row["qid"] for row in knowledge("countries") if row["iso2"]}


@cache
def records() -> dict[str, Record]:
    """Return all records by key; of two with one key the first counts."""
    found: dict[str, Record] = {}
    for record in (*_countries(), *_organisations(), *_institutions(), *_persons(), *_places()):
        found.setdefault(record.key, record)
    return found


def _make(kind: EntityType, row: Row, names: Iterator[str] | tuple[str, ...], **more: str | None) -> Record:
    label, qid = row["name_fr"], row["qid"] or None
    every = tuple(dict.fromkeys([label, *(bare(name) for name in names)]))
    country = country_keys().get(row.get("country_iso2", ""))
    gender = row.get("gender", "")
    return Record(entity_key(kind, label, qid), kind, label, qid, every, country, more.get("capital_of"), gender)


def _countries() -> Iterator[Record]:
    for row in knowledge("countries"):
        sex = GENDERS.get(row["article"]) or ("f" if row["name_fr"].endswith("e") else "m")
        yield _make(EntityType.COUNTRY, row | {"gender": sex}, several(row["aliases_fr"]))


def _organisations() -> Iterator[Record]:
    for row in knowledge("organisations"):
        names = (*several(row["acronyms_fr"]), *several(row["aliases_fr"]))
        yield _make(EntityType.INTERNATIONAL_ORGANIZATION, row, names)


def _institutions() -> Iterator[Record]:
    for row in knowledge("institutions"):
        kind = TYPES.get(row["type"]) or EntityType(row["type"])
        yield _make(kind, row, (*several(row["aliases_fr"]), *several(row["metonyms_fr"])))


def _persons() -> Iterator[Record]:
    for row in knowledge("persons"):
        yield _make(EntityType.PERSON, row, several(row["aliases_fr"]))


def _places() -> Iterator[Record]:
    capitals = {r["capital_qid"]: r for r in knowledge("countries") if r["capital_qid"] and r["iso2"] not in GONE}
    for row in knowledge("places"):
        country = capitals.get(row["qid"])
        if country is None:
            yield _make(EntityType.PLACE, row, several(row["aliases"]))
        else:
            names = (*several(row["aliases"]), country["capital_fr"], *several(country["capital_aliases"]))
            yield _make(EntityType.PLACE, row, names, capital_of=country["qid"])


@cache
def _capitals() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for record in records().values():
        if record.capital_of:
            found[record.capital_of] = (*found.get(record.capital_of, ()), record.key)
    return found


def capital_of(country: str) -> tuple[str, ...]:
    """Return the keys of a country's capitals.

    >>> capital_of("Q30")
    ('Q61',)
    """
    return _capitals().get(country, ())


@cache
def _adjectives() -> dict[str, tuple[str, ...]]:
    return {row["qid"]: several(row["adj_forms"]) for row in knowledge("countries")}


def country_adjective(country: str, agreement: str) -> str:
    """Return the adjective of a country as ``m``, ``f`` or ``fp`` (feminine plural); empty if it has none.

    >>> country_adjective("Q30", "f"), country_adjective("Q159", "fp")
    ('américaine', 'russes')
    """
    forms = _adjectives().get(country, ())
    if not forms:
        return ""
    if forms[0].endswith("e"):
        feminine, plural = 0, 1
    else:
        feminine, plural = 1, 2 if forms[0][-1] in "sx" else 3
    return forms[min({"m": 0, "f": feminine, "fp": plural}[agreement], len(forms) - 1)]


@cache
def titles() -> dict[str, Row]:
    """Return the titles of persons («M.», «général») with their ``gender`` and ``kind``."""
    return {row["title"]: row for row in lexicon("persons_titles")}

"""A folder of annotated articles (JSON) -> Gold values, and the rules that say when two names mean the same thing."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ReadError

#: words that many names share: one of them alone does not identify anything
GENERIC = {
    *("president", "ministre", "premier", "general", "gouvernement", "etat", "etats", "ministere", "armee", "pays"),
    *("ambassade", "parlement", "monsieur", "madame", "conseil", "union", "porte", "parole", "chef", "secretaire"),
    *("autorites", "forces", "nations", "republique"),
}
STOP = {
    *("le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "et", "a", "au", "aux", "en", "dans", "par", "pour"),
    *("sur", "que", "qu", "qui"),
}
LISTS = ("entities", "roles", "statements", "events")


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotation of one article, as its file has it."""

    name: str
    entities: Mapping[str, Mapping[str, Any]]
    roles: Sequence[Mapping[str, Any]]
    statements: Sequence[Mapping[str, Any]]
    events: Sequence[Mapping[str, Any]]


def read_gold(folder: Path) -> list[Gold]:
    """Return the annotations of a folder, by file name; ReadError for a folder or a file that holds none."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise ReadError(str(folder), "no annotated article (*.json) in this folder")
    return [_read(path) for path in files]


def _read(path: Path) -> Gold:
    try:
        data = json.loads(path.read_text("utf-8"))
        entities, roles, statements, events = (data[name] for name in LISTS)
        return Gold(path.stem, {entity["id"]: entity for entity in entities}, roles, statements, events)
    except (ValueError, KeyError, TypeError) as error:
        raise ReadError(path.name, f"not an annotated article with {', '.join(LISTS)}: {error}") from error


def normalised(text: str | None) -> str:
    """Return lower-case words without accents and punctuation.

    >>> normalised("L’État-major")
    'l etat major'
    """
    decomposed = unicodedata.normalize("NFKD", text or "").lower()
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def overlap(left: str | None, right: str | None) -> float:
    """Return the F1 of two strings as bags of words, from 0 to 1.

    >>> overlap("le retrait", "le retrait des troupes")
    0.6666666666666666
    """
    a, b = Counter(normalised(left).split()), Counter(normalised(right).split())
    shared = (a & b).total()
    return 2 * shared / (a.total() + b.total()) if shared else 0.0


def wikidata_id(iri: str | None) -> str | None:
    """Return the Q-id at the end of an IRI."""
    found = re.search(r"Q\d+$", iri or "")
    return found.group() if found else None


def same_entity(gold: Mapping[str, Any], label: str | None, iri: str | None) -> bool:
    """Tell whether a label and a Wikidata IRI mean the annotated entity: by Q-id if both have one, else by name.

    A name of which only one word is shared counts if that word is a proper name.
    """
    if gold.get("wikidata") and wikidata_id(iri):
        return bool(gold["wikidata"] == wikidata_id(iri))
    words = _content_words(label)
    for name in (gold["name"], *gold["mentions"]):
        other = _content_words(name)
        if not words or not other:
            continue
        small, large, text = (words, other, label) if len(words) <= len(other) else (other, words, name)
        if words == other or (small <= large and (len(small) > 1 or _is_proper(text))):
            return True
    return False


def _content_words(text: str | None) -> set[str]:
    return set(normalised(text).split()) - STOP


def _is_proper(text: str | None) -> bool:
    words = (word for word in re.findall(r"\w+", text or "") if normalised(word) not in STOP)
    return any(word[:1].isupper() and normalised(word) not in GENERIC for word in words)

"""Lexicons of speech -> entries by form: which act a cue is, what may stand as its content, how it names its addressee.

Frames of a verb (a trailing «?» means: only if quotation marks stand in the content):
``que`` a clause, ``inf`` a bare infinitive, ``de`` and ``à`` an infinitive after that preposition, ``obj`` a direct
object, ``n:de``, ``n:contre`` … a noun after that preposition, ``attr`` an attribute («se dit prêt»), ``pred`` an
attribute after «de» («qualifie d'absurde»), ``comme``, ``si``, ``comment`` clauses, ``obj~`` and ``attr~`` an object or
attribute that is itself speech («offre ses condoléances»), ``de~`` such an infinitive («refuse de reconnaître»),
``obj=`` and ``de=`` the object or infinitive of a text («l'accord prévoit un retrait»), ``by`` a noun before its
participle («la victoire revendiquée par Untel»), ``who`` an object that may be somebody, ``obj@dans`` what somebody
sees in a thing, ``obj+comme`` and ``obj+à`` an object and what it is likened to,
``obj+un`` an indefinite object («évoque un retrait», not «évoque le scrutin»), ``n:de#`` and ``obj#`` a number,
``with:à`` a phrase with its preposition («estime à 200 le nombre des morts»). A direct quotation needs no frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.extract.claims.conjugation import Shape, forms, participles
from kg.knowledge import lexicon
from kg.model import Act

REFLEXIVE = ("se ", "s'")
NEGATION = "ne pas "
PARTICLES = ("en", "y")


@dataclass(frozen=True, slots=True)
class Entry:
    """A verb that reports speech.

    ``tail`` are the words after it («savoir» of «faire savoir»), ``particle`` the «en» of «s'en prendre»; ``negated``
    tells that only its negation speaks («n'a pas exclu un retrait»), ``stative`` that it is a participle («est
    convaincu»).
    """

    verb: str
    act: Act
    frames: tuple[str, ...]
    addressee: str
    tail: tuple[str, ...] = ()
    reflexive: bool = False
    particle: str = ""
    negated: bool = False
    stative: bool = False

    @property
    def sayable(self) -> bool:
        """Tell whether the verb may follow a clause that it reports: «A, affirme X», «A, accuse X»."""
        return self.takes("que") is not None or (self.act is Act.ACCUSE and self.addressee == "obj")

    def takes(self, frame: str) -> str | None:
        """Return ``"yes"``, ``"quoted"`` (only with quotation marks) or None."""
        if frame in self.frames:
            return "yes"
        return "quoted" if frame + "?" in self.frames else None


@cache
def verbs() -> dict[str, tuple[tuple[Entry, Shape], ...]]:
    """Return the entries that each form may stand for, the longest expressions first.

    >>> [(entry.verb, shape.value) for entry, shape in verbs()["soulignant"]]
    [('souligner', 'gerund')]
    """
    found: dict[str, list[tuple[Entry, Shape]]] = {}
    for row in lexicon("cues_verbs"):
        entry = _entry(row)
        for form, shape in participles(entry.verb) if entry.stative else forms(entry.verb):
            if (entry, shape) not in (known := found.setdefault(form, [])):
                known.append((entry, shape))
    return {form: tuple(sorted(known, key=_rank)) for form, known in found.items()}


def _rank(known: tuple[Entry, Shape]) -> tuple[int, bool, bool]:
    entry, _ = known
    return -len(entry.tail), not entry.particle, not entry.reflexive


def _entry(row: dict[str, str]) -> Entry:
    verb = row["verb"]
    bare = verb.removeprefix(NEGATION)
    reflexive = bare.startswith(REFLEXIVE)
    words = bare.removeprefix("se ").removeprefix("s'").split()
    stative = words[0] == "être"
    words = words[stative:]
    particle = words[0] if words[0] in PARTICLES else ""
    words = words[1:] if particle else words
    return Entry(
        verb=words[0],
        act=Act(row["act"]),
        frames=tuple(row["frames"].split()),
        addressee=row["addressee"],
        tail=tuple(words[1:]),
        reflexive=reflexive,
        particle=particle,
        negated=bare != verb,
        stative=stative,
    )


@cache
def light_verbs() -> dict[str, tuple[str, ...]]:
    """Return, by form, the prepositions after which an infinitive has happened («a tenu à dénoncer»)."""
    found: dict[str, set[str]] = {}
    for row in lexicon("light_verbs"):
        for form, _ in forms(row["verb"]):
            found.setdefault(form, set()).add(row["preposition"])
    return {form: tuple(sorted(prepositions)) for form, prepositions in found.items()}


@cache
def other_senses() -> dict[str, tuple[str, ...]]:
    """Return, by verb, the phrases near which it is no speech: «condamné à deux ans de prison», «accuse un recul»."""
    return {row["verb"]: tuple(row["phrases"].split("|")) for row in lexicon("other_senses")}


@cache
def asides(*, nominal: bool) -> frozenset[str]:
    """Return what begins an aside of the journalist after a comma; some words do so only after a noun or infinitive."""
    return frozenset(row["word"] for row in lexicon("asides") if nominal or row["after"] == "any")


@cache
def words(name: str, column: str = "word") -> frozenset[str]:
    """Return a column of a word list as a set."""
    return frozenset(row[column] for row in lexicon(name))


@cache
def speech_objects() -> dict[str, frozenset[str]]:
    """Return, by verb, the nouns that make it speak: «écarter» with «hypothèse», not with a rival."""
    found: dict[str, set[str]] = {}
    for row in lexicon("speech_objects"):
        found.setdefault(row["verb"], set()).update(row["nouns"].split())
    return {verb: frozenset(nouns) for verb, nouns in found.items()}

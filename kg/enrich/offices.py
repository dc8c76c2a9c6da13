"""A SPARQL endpoint in the shape of Wikidata -> tables of office holders and persons, renewed body by body.

French spellings of persons and wordings of offices stay as the tables have them: a tenure that the tables know also
tells how its position is worded, and so words the tenures of later holders.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox

from kg.enrich.endpoint import Endpoint, Row, about, in_order, qid
from kg.enrich.graph import by_item
from kg.enrich.tables import Tables
from kg.enrich.values import names, one_day
from kg.errors import EndpointError, KnowledgeError, QueryError
from kg.knowledge import is_office, knowledge, pieces, several
from kg.knowledge.tables import Row as Line

BATCH = 50
SINCE = 1990
#: bodies that fail one after another before the endpoint itself is taken to be at fault.
_FAILURES = 3
_GENDERS = {"Q6581097": "m", "Q6581072": "f"}
_LINKING = frozenset({"de", "du", "des", "d", "la", "le", "l", "les"})
Progress = Callable[[str], None]


@dataclass(slots=True)
class Renewal:
    """What a renewal did: tenures and persons that it added or changed, bodies that it passed over or could not ask."""

    bodies: int = 0
    passed_over: int = 0
    tenures: int = 0
    persons: int = 0
    failures: list[str] = field(default_factory=list)
    stopped: str | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held a position, as the endpoint says."""

    person: str
    name: str
    english: str
    gender: str
    position: str
    start: str
    end: str


def update(
    endpoint: Endpoint,
    folder: Path,
    *,
    of: Sequence[str] = (),
    since: int = SINCE,
    refresh: bool = False,
    progress: Progress | None = None,
) -> Renewal:
    """Write ``offices.tsv`` and ``persons.tsv`` with the tenures that the endpoint knows; return what was done.

    ``of`` are the Q-ids of countries and bodies, by default all that the tables give an office. The tables in the
    folder are gone on with, else those of the package; both are written anew after each body, and bodies that were
    renewed before are passed over unless they are named or ``refresh`` is given. Lines that the endpoint does not
    confirm stay. Raises KnowledgeError for a body that stands in no table.
    """
    tables = Tables.load(folder)
    known = {line["qid"]: line for name in ("countries", "organisations", "institutions") for line in knowledge(name)}
    for body in of:
        if body not in known:
            raise KnowledgeError(f"{body} is no country or body of the tables: add it to one of them first")
    before = set() if refresh or of else tables.renewed()
    todo = [body for body in in_order(of or tables.bodies() & known.keys()) if body not in before]
    renewal = Renewal(passed_over=len(before))
    in_a_row = 0
    for body in todo:
        try:
            _renew(_Body(endpoint, known[body], tables), since, renewal)
            tables.save()
            in_a_row = 0
        except QueryError as error:
            in_a_row += 1
            message = f"{body} ({known[body]['name_fr']}): {error}"
            busy = isinstance(error, EndpointError) and error.status not in {429, 503}
            if not busy or in_a_row >= _FAILURES:
                renewal.stopped = message
                break
            renewal.failures.append(message)
        if progress:
            progress(known[body]["name_fr"])
    return renewal


def _renew(body: _Body, since: int, renewal: Renewal) -> None:
    """Put all tenures of a body into the tables."""
    wordings = body.wordings()
    tenures = body.tenures(wordings)
    for tenure in tenures:
        if int(tenure.start[:4]) < since:
            continue
        renewal.persons += body.tables.add_person(tenure.person, tenure.name, tenure.english, tenure.gender)
        renewal.tenures += body.tables.add_office(_line(tenure, body, wordings))
    renewal.bodies += 1


def _line(tenure: Tenure, body: _Body, wordings: Mapping[str, Mapping[str, str]]) -> Line:
    words = wordings[tenure.position]
    return {
        "person_qid": tenure.person,
        "person_name_fr": body.tables.name_of(tenure.person),
        "office_fr": words.get(tenure.gender) or words[""],
        "of_qid": body.qid,
        "of_name_fr": body.line["name_fr"],
        "start": tenure.start,
        "end": tenure.end,
        "source": "wikidata" if tenure.end else f"wikidata; open {datetime.now(UTC):%Y-%m}",
        "checked": "yes",
    }


class _Body:
    """A country or body: its positions, how they are worded, who held them."""

    def __init__(self, endpoint: Endpoint, line: Line, tables: Tables) -> None:
        self.line = line
        self.qid = line["qid"]
        self.tables = tables
        self._endpoint = endpoint

    def wordings(self) -> dict[str, dict[str, str]]:
        """Return how each position that matters is worded: by the holder's gender, and under '' for any.

        Known tenures word their positions; of the others only those matter whose name is that of a listed office.
        """
        labels = {
            position: words
            for position, facts in by_item(self._endpoint.rows(about("positions", [self.qid]))).items()
            if (words := names(facts["label"]).get("fr", ""))
        }
        found = {
            position: {"": words}
            for position, label in labels.items()
            if is_office(words := without_body(label, self.line))
        }
        return found | self._learnt(labels)

    def _learnt(self, labels: Mapping[str, str]) -> dict[str, dict[str, str]]:
        counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        for part in _parts(self.tables.persons_of(self.qid)):
            for person, facts in by_item(self._endpoint.rows(about("items", part))).items():
                for position, words in self._worded(person, facts.get("tenure", ()), labels):
                    for gender in {"", self.tables.gender_of(person)}:
                        counts[position][gender][words] += 1
        return {
            position: {gender: min(words, key=lambda one: (-words[one], one)) for gender, words in genders.items()}
            for position, genders in counts.items()
        }

    def _worded(self, person: str, rows: Sequence[Row], labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield the positions of a person with the words of the one line that tells of a tenure begun then.

        Two offices taken on one day could be taken for each other, and teach nothing.
        """
        begun: dict[str, list[str]] = defaultdict(list)
        for statement in _by_statement(rows):
            position, start = qid(statement[0].get("value")), one_day(statement, "start")
            if position and position in labels and start:
                begun[start].append(position)
        for start, positions in begun.items():
            lines = self.tables.tenures(person, self.qid, start)
            if len(positions) == len(lines) == 1:
                yield positions[0], lines[0]["office_fr"]

    def tenures(self, positions: Iterable[str]) -> list[Tenure]:
        """Return who held the positions, where the beginning is known."""
        return [
            tenure
            for part in _parts(in_order(positions))
            for rows in _by_statement(self._endpoint.rows(about("holders", part)))
            if (tenure := _tenure(rows))
        ]


def _tenure(rows: Sequence[Row]) -> Tenure | None:
    row = rows[0]
    person, position, start = qid(row.get("person")), qid(row.get("position")), one_day(rows, "start")
    english, any_ = _text(row.get("english")), _text(row.get("any"))
    name = _text(row.get("french")) or any_ or english
    if not (person and position and start and name):
        return None
    genders = {_GENDERS.get(qid(one.get("gender")) or "", "") for one in rows}
    gender = genders.pop() if len(genders) == 1 else ""
    return Tenure(person, name, english or any_, gender, position, start, one_day(rows, "end") or "")


def without_body(label: str, body: Line) -> str:
    """Return the name of a position without its country or body at the end.

    >>> france = {"name_fr": "France", "aliases_fr": "", "adj_forms": "français|française"}
    >>> without_body("président de la République française", france), without_body("ambassadeur de France", france)
    ('président de la République', 'ambassadeur')
    """
    words = label.split()
    folded = [pieces(word) for word in words]
    forms = (body["name_fr"], *several(body.get("aliases_fr", "")), *several(body.get("adj_forms", "")))
    for form in sorted(map(pieces, forms), key=len, reverse=True):
        for start in range(1, len(words)):
            tail = [piece for pieces_ in folded[start:] for piece in pieces_]
            while tail and tail[0] in _LINKING:
                tail = tail[1:]
            if tuple(tail) == form:
                return " ".join(words[:start])
    return label


def _by_statement(rows: Iterable[Row]) -> list[list[Row]]:
    """Return the rows of each statement, in the order of the statements."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[str(row.get("statement"))].append(row)
    return [found[statement] for statement in sorted(found)]


def _parts(items: Sequence[str]) -> Iterable[Sequence[str]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def _text(term: object) -> str:
    return " ".join(term.value.split()) if isinstance(term, ox.Literal) else ""

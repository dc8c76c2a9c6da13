"""The tables of office holders and persons while they are renewed: from a folder or the package, to a folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.errors import ExportError
from kg.knowledge import knowledge, office
from kg.knowledge.check import columns, require_sound
from kg.knowledge.tables import Row, merged, read

_RENEWED = "wikidata"


class Tables:
    """``offices.tsv`` and ``persons.tsv``: what they say, what was added, and where to write them."""

    def __init__(self, folder: Path, offices: list[Row], persons: list[Row]) -> None:
        self._folder = folder
        self._offices: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in offices:
            self._offices[row["person_qid"] or row["person_name_fr"], row["of_qid"]].append(row)
        self._persons = persons
        self._by_qid = {row["qid"]: row for row in persons if row["qid"]}

    @classmethod
    def load(cls, folder: Path) -> Tables:
        """Return the tables of a folder over those of the package. Raises KnowledgeError when they are faulty."""
        given = [name for name in ("offices", "persons") if (folder / f"{name}.tsv").exists()]
        if given:
            require_sound(folder)
        own = {name: read(folder / f"{name}.tsv") for name in given}
        offices, persons = (merged(name, own.get(name, []), list(knowledge(name))) for name in ("offices", "persons"))
        return cls(folder, offices, persons)

    def bodies(self) -> set[str]:
        """Return the Q-ids of all countries and bodies that have an office."""
        return {of for _, of in self._offices if of}

    def renewed(self) -> set[str]:
        """Return the Q-ids of the bodies that were renewed before."""
        return {row["of_qid"] for row in self._lines() if row["source"].startswith(_RENEWED)}

    def persons_of(self, body: str) -> list[str]:
        """Return the Q-ids of the persons who hold or held an office of a body."""
        return sorted(person for person, of in self._offices if of == body and person in self._by_qid)

    def tenures(self, person: str, body: str, start: str) -> list[Row]:
        """Return the lines about a person's tenures at a body that began then, as far as both dates say."""
        return [
            row
            for row in self._offices.get((person, body), ())
            if row["start"] and all(one == other for one, other in zip(row["start"], start, strict=False))
        ]

    def name_of(self, person: str) -> str:
        """Return how the tables spell a person."""
        return self._by_qid[person]["name_fr"]

    def gender_of(self, person: str) -> str:
        """Return ``m``, ``f`` or an empty string."""
        row = self._by_qid.get(person)
        return row["gender"] if row else ""

    def add_person(self, person: str, name: str, english: str, gender: str) -> bool:
        """Add a person whom the tables do not have; return whether they had not."""
        if person in self._by_qid:
            return False
        alias = english if english != name and "|" not in english else ""
        row = dict(zip(columns("persons"), (person, name, alias, gender, _RENEWED, "yes"), strict=True))
        self._persons.append(row)
        self._by_qid[person] = row
        return True

    def add_office(self, row: Row) -> bool:
        """Add a tenure, in place of the line about the same one; return whether that changed the table.

        Such a line words the office better, and may know an end that the new one does not.
        """
        lines = self._offices[row["person_qid"], row["of_qid"]]
        for old in self.tenures(row["person_qid"], row["of_qid"], row["start"]):
            if office(old["office_fr"]).name == office(row["office_fr"]).name:
                if old["end"] and not row["end"]:
                    return False
                new = row | {"office_fr": old["office_fr"]}
                lines[lines.index(old)] = new
                return new != old
        lines.append(row)
        return True

    def _lines(self) -> Iterator[Row]:
        return (row for rows in self._offices.values() for row in rows)

    def save(self) -> None:
        """Write both tables, in order, each at once or not at all. Raises ExportError."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for name, rows in (("persons", self._persons), ("offices", self._lines())):
                lines = sorted({"\t".join(row.values()) for row in rows}, key=lambda line: line.split("\t"))
                path = self._folder / f"{name}.tsv"
                draft = path.with_suffix(".tsv.new")
                draft.write_text("\n".join(["\t".join(columns(name)), *lines]) + "\n", encoding="utf-8")
                draft.replace(path)
        except OSError as error:
            raise ExportError(f"{self._folder} cannot be written: {error.strerror or error}") from error

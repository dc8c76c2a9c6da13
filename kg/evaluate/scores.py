"""Rows of the four contract queries and Gold values -> figures.

Predictions and annotations are matched one to one, best score first (entities, roles, statements); an event is found
if a predicted evidence of its type holds the trigger of one of its mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.evaluate.gold import Gold, normalised, overlap, same_entity, wikidata_id

Row = Mapping[str, str]
Item = dict[str, Any]
LOOSE_TYPES = ("Group", "Document")
ACTORS = ("agent", "patient")
PLACES = ("from", "to", "place")


@dataclass(slots=True)
class Figure:
    """Counts of one measure: right and all of what was predicted, found and all of what was annotated."""

    right: int = 0
    predicted: int = 0
    found: int = 0
    annotated: int = 0

    def add(self, right: int, predicted: int, annotated: int, found: int | None = None) -> None:
        """Count one article's share."""
        self.right += right
        self.predicted += predicted
        self.found += right if found is None else found
        self.annotated += annotated

    @property
    def precision(self) -> float:
        """Right of predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Found of annotated."""
        return self.found / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Scores:
    """Figures by measure, and every miss and extra in words, by article."""

    figures: dict[str, Figure] = field(default_factory=lambda: defaultdict(Figure))
    errors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def ratio(self, measure: str, hits: int, total: int) -> None:
        """Count a measure that has one denominator only."""
        self.figures[measure].add(hits, total, total)


def score(rows: Mapping[str, Iterable[Row]], golds: Sequence[Gold], texts: Mapping[str, str]) -> Scores:
    """Return the scores of the rows of ``entities``, ``roles``, ``statements`` and ``events`` against annotations.

    ``texts`` holds the articles' texts by the name of their annotation; sources are matched by file stem.
    """
    scores = Scores()
    by_query = {query: _by_article(found) for query, found in rows.items()}
    for gold in golds:
        errors = scores.errors[gold.name]
        _score_entities(by_query["entities"].get(gold.name, []), gold, scores, errors)
        _score_roles(by_query["roles"].get(gold.name, []), gold, scores, errors)
        _score_statements(by_query["statements"].get(gold.name, []), gold, scores, errors)
        _score_events(by_query["events"].get(gold.name, []), gold, scores, errors)
        for query, column in (
            ("entities", "mention"),
            ("roles", "evidence"),
            ("statements", "evidence"),
            ("events", "evidence"),
        ):
            exact = [
                _is_exact(row, column, texts[gold.name]) for row in by_query[query].get(gold.name, []) if column in row
            ]
            scores.ratio("provenance.exact", sum(exact), len(exact))
    return scores


def _by_article(rows: Iterable[Row]) -> dict[str, list[Row]]:
    articles: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        articles[row["source"].rpartition(".")[0] or row["source"]].append(row)
    return articles


def _is_exact(row: Row, column: str, text: str) -> bool:
    return "start" in row and text[int(row["start"]) : int(row["end"])] == row[column]


def _local(iri: str | None) -> str:
    return (iri or "").rpartition("#")[2].rpartition("/")[2]


def _pairs(
    like: Callable[[Any, Any], float], left: Sequence[Any], right: Sequence[Any], least: float
) -> dict[int, int]:
    """Return a one-to-one matching of indices, greedily by score."""
    table = sorted(((like(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)), reverse=True)
    matched: dict[int, int] = {}
    for value, i, j in table:
        if value < least:
            break
        if i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def _grouped(rows: Iterable[Row], key: str) -> list[Item]:
    """Return one item a value of ``key``: its first row, and all its rows."""
    items: dict[str, Item] = {}
    for row in rows:
        items.setdefault(row[key], {**row, "rows": []})["rows"].append(row)
    return list(items.values())


def _score_entities(rows: Iterable[Row], gold: Gold, scores: Scores, errors: list[str]) -> None:
    predicted = _grouped(rows, "entity")
    named = [entity for entity in gold.entities.values() if entity["type"] not in LOOSE_TYPES]

    def like(item: Item, entity: Mapping[str, Any]) -> float:
        if entity.get("wikidata") and wikidata_id(item.get("sameAs")):
            return 2.0 if entity["wikidata"] == wikidata_id(item.get("sameAs")) else 0.0
        forms = {normalised(row.get("mention")) for row in item["rows"]}
        shared = len(forms & {normalised(mention) for mention in entity["mentions"]})
        return 1.0 + shared / 100 if same_entity(entity, item.get("label"), item.get("sameAs")) else 0.0

    matched = _pairs(like, predicted, named, 0.9)
    extra = [p for i, p in enumerate(predicted) if i not in matched and _local(p.get("type")) not in LOOSE_TYPES]
    scores.figures["entities"].add(len(matched), len(matched) + len(extra), len(named))
    typed = sum(_local(predicted[i].get("type")) == named[j]["type"] for i, j in matched.items())
    scores.ratio("entities.type", typed, len(matched))
    linked = {q for p in predicted if (q := wikidata_id(p.get("sameAs")))}
    every = {entity["wikidata"] for entity in gold.entities.values() if entity.get("wikidata")}
    wanted = {entity["wikidata"] for entity in named if entity.get("wikidata")}
    scores.figures["entities.linked"].add(len(linked & every), len(linked), len(wanted), found=len(linked & wanted))
    errors += [
        f"entity missed: {e['name']} {e['mentions'][:3]}" for j, e in enumerate(named) if j not in matched.values()
    ]
    errors += [f"entity extra: {p.get('label')} {_local(p.get('type'))} {p.get('sameAs', '')}" for p in extra]


def _score_roles(rows: Iterable[Row], gold: Gold, scores: Scores, errors: list[str]) -> None:
    columns = ("personLabel", "personSameAs", "role", "ofLabel", "ofSameAs")
    predicted = sorted({tuple(row.get(column, "") for column in columns) for row in rows})

    def like(role: tuple[str, ...], annotated: Mapping[str, Any]) -> float:
        person = gold.entities[annotated["person"]]
        return overlap(role[2], annotated["role"]) if same_entity(person, role[0], role[1]) else 0.0

    matched = _pairs(like, predicted, gold.roles, 0.5)
    scores.figures["roles"].add(len(matched), len(predicted), len(gold.roles))
    bodies = [(predicted[i], gold.entities[gold.roles[j]["of"]]) for i, j in matched.items() if gold.roles[j]["of"]]
    scores.ratio("roles.of", sum(same_entity(body, role[3], role[4]) for role, body in bodies), len(bodies))
    missed = [role for j, role in enumerate(gold.roles) if j not in matched.values()]
    errors += [f"role missed: {gold.entities[role['person']]['name']}, {role['role']}" for role in missed]
    errors += [f"role extra: {', '.join(filter(None, role))}" for i, role in enumerate(predicted) if i not in matched]


def _score_statements(rows: Iterable[Row], gold: Gold, scores: Scores, errors: list[str]) -> None:
    predicted = _grouped(rows, "statement")

    def spoken(item: Item, annotated: Mapping[str, Any]) -> bool:
        speakers = [gold.entities[speaker] for speaker in annotated["speaker"]]
        return any(
            same_entity(s, row.get("speakerLabel"), row.get("speakerSameAs")) for s in speakers for row in item["rows"]
        )

    def like(item: Item, annotated: Mapping[str, Any]) -> float:
        return overlap(item.get("content"), " ".join(annotated["content"])) + 0.01 * spoken(item, annotated)

    for least, measure in ((0.5, "statements.content"), (0.8, "statements.content@0.8")):
        scores.figures[measure].add(
            len(_pairs(like, predicted, gold.statements, least)), len(predicted), len(gold.statements)
        )
    matched = _pairs(like, predicted, gold.statements, 0.5)
    good = {i: j for i, j in matched.items() if spoken(predicted[i], gold.statements[j])}
    scores.figures["statements"].add(len(good), len(predicted), len(gold.statements))
    for kind in ("direct", "mixed", "indirect"):
        of_kind = {j for j, statement in enumerate(gold.statements) if statement["kind"] == kind}
        scores.ratio(f"statements.recall.{kind}", len(of_kind & set(good.values())), len(of_kind))
    scores.ratio("statements.speaker", len(good), len(matched))
    for column in ("act", "kind"):
        right = sum(_local(predicted[i].get(column)) == gold.statements[j][column] for i, j in good.items())
        scores.ratio(f"statements.{column}", right, len(good))
    errors += [
        f"statement missed ({s['kind']}): {s['cue']}: {' '.join(s['content'])[:100]}"
        for j, s in enumerate(gold.statements)
        if j not in matched.values()
    ]
    for i in sorted(set(range(len(predicted))) - set(good)):
        fault = "of the wrong speaker" if i in matched else "extra"
        content = predicted[i].get("content", "")[:100]
        errors.append(f"statement {fault}: {predicted[i].get('speakerLabel')}: {predicted[i].get('cue')}: {content}")


def _touches(item: Item, annotated: Mapping[str, Any]) -> float:
    """Return how well an evidence that holds a trigger of the annotated event fits that mention."""
    fits = [
        max(overlap(row["evidence"], mention["evidence"]), 0.3)
        for row in item["rows"]
        for mention in annotated["mentions"]
        if normalised(mention["trigger"]) in normalised(row.get("evidence"))
    ]
    return max(fits, default=0.0) if _local(item.get("type")) == annotated["type"] else 0.0


def _score_events(rows: Iterable[Row], gold: Gold, scores: Scores, errors: list[str]) -> None:
    predicted = _grouped(rows, "event")
    best = [max(((_touches(p, g), j) for j, g in enumerate(gold.events)), default=(0.0, -1)) for p in predicted]
    matched = {i: j for i, (value, j) in enumerate(best) if value >= 0.3}
    found = set(matched.values())
    scores.figures["events"].add(len(matched), len(predicted), len(gold.events), found=len(found))
    scores.figures["events.unique"].add(len(found), len(matched), len(found))
    for j, event in enumerate(gold.events):
        if j in found:
            _score_event([predicted[i] for i, jj in matched.items() if jj == j], event, gold, scores)
        else:
            errors.append(
                f"event missed ({event['type']}, {event['factuality']}): {event['mentions'][0]['evidence'][:100]}"
            )
    errors += [
        f"event extra ({_local(p.get('type'))}, {_local(p.get('factuality'))}): {p.get('evidence', '')[:100]}"
        for i, p in enumerate(predicted)
        if i not in matched
    ]


def _score_event(items: list[Item], event: Mapping[str, Any], gold: Gold, scores: Scores) -> None:
    rows = [row for item in items for row in item["rows"] if row.get("participantRole")]
    parts = {(_local(r["participantRole"]), r.get("participantLabel"), r.get("participantSameAs")) for r in rows}

    def takes_part(entity: str, roles: Sequence[str]) -> bool:
        return any(role in roles and same_entity(gold.entities[entity], label, iri) for role, label, iri in parts)

    people = [*event["agent"], *event["patient"]]
    said = [part for part in parts if part[0] in ACTORS]
    right = [part for part in said if any(same_entity(gold.entities[e], part[1], part[2]) for e in people)]
    hits = sum(takes_part(entity, ACTORS) for entity in people)
    scores.figures["events.participants"].add(len(right), len(said), len(people), found=hits)
    scores.ratio("events.agent.recall", sum(takes_part(e, ["agent"]) for e in event["agent"]), len(event["agent"]))
    places = [event[slot] for slot in PLACES if event.get(slot)]
    scores.ratio("events.places.recall", sum(takes_part(place, PLACES) for place in places), len(places))
    if event.get("quantity"):
        wanted = {event["quantity"]["value"], event["quantity"].get("max")} - {None}
        values = {float(item[column]) for item in items for column in ("quantity", "quantityMax") if item.get(column)}
        scores.ratio("events.quantity.recall", bool(values & wanted), 1)
    factualities = {_local(item.get("factuality")) for item in items}
    scores.ratio("events.factuality", event["factuality"] in factualities and len(factualities) <= 2, 1)

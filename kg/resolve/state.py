"""What resolution knows so far of one article: which mention is which entity, and what is known of each entity."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right, insort
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.document import Document
from kg.knowledge import Record, entity_key, records
from kg.model import Claim, Entity, EntityType, Evidence, Extraction, Form, Mention
from kg.phrases import gender, number
from kg.resolve.genders import given_gender, noun_gender

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True)
class Node:
    """An entity in the making; ``gender`` is «m», «f» or empty, ``number`` «Sing», «Plur» or empty.

    ``within`` is the key of the country that a region is part of, or that a leader's government governs.
    """

    key: str
    type: EntityType
    label: str
    qid: str | None = None
    gender: str = ""
    number: str = ""
    aliases: list[str] = field(default_factory=list)
    within: str | None = None

    def entity(self) -> Entity:
        """Return the entity, with the names that the article uses."""
        aliases = tuple(sorted({alias for alias in self.aliases if alias != self.label}))
        return Entity(self.key, self.type, self.label, self.qid, aliases)


@dataclass(frozen=True, slots=True)
class Tenancy:
    """A person's office as the article says: ``office`` of one of ``of`` (keys; empty if unsaid)."""

    person: str
    office: str
    of: tuple[str, ...]


class State:
    """One article's mentions and entities while they are resolved."""

    def __init__(self, document: Document, extraction: Extraction) -> None:
        self.document = document
        self.mentions = list(extraction.mentions)
        self.holdings = extraction.holdings
        self.tokens: dict[int, Token] = {document.offsets[t.idx]: t for t in document.doc}
        self.heads = [self.tokens[m.reference.head] for m in self.mentions]
        self.keys: dict[int, str] = {}
        self.nodes: dict[str, Node] = {}
        self.certainty: dict[int, float] = {}
        self.tenancies: list[Tenancy] = []
        self.needed: set[str] = set()
        self.silent: list[Token] = []
        self.claimed: list[tuple[int, int, str | None]] = []
        self.turns: list[tuple[int, str]] = []
        self.pending: deque[Token] = deque()
        self.topics: list[tuple[int, str]] = []
        self.own: tuple[tuple[int, int], ...] = ()
        self.sources = {source.head for claim in extraction.claims for source in claim.sources}
        self.sentences = [sent.start for sent in document.doc.sents]
        self.spans = [self.bounds(mention.reference.evidence) for mention in self.mentions]
        self.by_head = {head.i: index for index, head in enumerate(self.heads)}
        self.ordered = sorted((head.i, index) for index, head in enumerate(self.heads))
        self.covering = self._covering()
        self.countries: Counter[str] = Counter(
            country for mention in self.mentions for key in mention.candidates[:1] if (country := country_of(key))
        )

    def _covering(self) -> dict[int, int]:
        """Return the mention with a name or adjective that covers each token; the shortest wins."""
        found: dict[int, int] = {}
        spans: dict[int, int] = {}
        for index, mention in enumerate(self.mentions):
            if mention.reference.form is Form.DESCRIPTION and not mention.candidates:
                continue
            start, end = self.spans[index]
            for token in range(start, end):
                if token not in spans or end - start < spans[token]:
                    found[token], spans[token] = index, end - start
        return found

    def bounds(self, evidence: Evidence) -> tuple[int, int]:
        """Return the first token of a quotation and the end."""
        start = self.tokens[evidence.start].i
        end = start + 1
        doc, offsets = self.document.doc, self.document.offsets
        while end < len(doc) and offsets[doc[end].idx] < evidence.end:
            end += 1
        return start, end

    def sentence(self, token: int) -> int:
        """Return the number of the sentence of a token."""
        return bisect_right(self.sentences, token)

    def before(self, token: int) -> Iterator[int]:
        """Yield the mentions whose head stands before a token, nearest first."""
        for index in reversed(range(bisect_left(self.ordered, (token, -1)))):
            yield self.ordered[index][1]

    def near(self, token: int, back: int) -> Iterator[tuple[int, str]]:
        """Yield the resolved mentions of a token's sentence and of so many before it, with their entities."""
        home = self.sentence(token)
        first = self.sentences[max(home - 1 - back, 0)]
        stop = self.sentences[home] if home < len(self.sentences) else len(self.document.doc)
        start = bisect_left(self.ordered, (first, -1))
        for _, index in self.ordered[start : bisect_left(self.ordered, (stop, -1))]:
            if index in self.keys:
                yield index, self.keys[index]

    def index_at(self, token: Token) -> int | None:
        """Return the mention that a token heads or, for a name or adjective, lies in."""
        index = self.by_head.get(token.i)
        return self.covering.get(token.i) if index is None else index

    def key_at(self, token: Token) -> str | None:
        """Return the entity of the mention that a token heads or, for a name or adjective, lies in."""
        index = self.index_at(token)
        return None if index is None else self.keys.get(index)

    def speaks(self, head: int, key: str) -> None:
        """Remember who speaks where, for the pronouns that follow."""
        insort(self.turns, (self.tokens[head].i, key))

    def spoken(self, token: int, back: int) -> set[str]:
        """Return who has spoken in the sentence of a token or in so many before it."""
        home = self.sentence(token)
        return {key for head, key in self.turns if head < token and home - self.sentence(head) <= back}

    def claims(self, claim: Claim, key: str | None) -> None:
        """Remember who says what, for «je» and «nous» inside; None is somebody unknown."""
        self.claimed += [(part.start, part.end, key) for part in claim.content]

    def reported(self, head: int, token: int) -> bool:
        """Tell whether a head stands inside what somebody said, and a later token does not."""
        offsets, doc = self.document.offsets, self.document.doc
        first, second = offsets[doc[head].idx], offsets[doc[token].idx]
        return any(start <= first < end <= second for start, end, key in self.claimed if not self._is_medium(key))

    def _is_medium(self, key: str | None) -> bool:
        """Tell whether somebody tells what others say, who may go on speaking after it."""
        return key is not None and self.nodes[key].type is EntityType.MEDIA_OUTLET

    def is_own(self, head: int, token: int) -> bool:
        """Tell whether a head stands inside what is being attributed, and the speaker is named after all of it."""
        offsets, doc = self.document.offsets, self.document.doc
        first, second = offsets[doc[head].idx], offsets[doc[token].idx]
        return any(start <= first < end <= second for start, end in self.own)

    def speaker_at(self, token: int, *, plural: bool) -> str | None:
        """Return whom «je» or «nous» means inside a claim: the speaker, or the country or body that he speaks for."""
        offset = self.document.offsets[self.document.doc[token].idx]
        for start, end, key in reversed(self.claimed):
            if start <= offset < end and key is not None:
                if not plural or self.nodes[key].type is not EntityType.PERSON:
                    return key
                return next(
                    (t.of[0] for t in self.tenancies if t.person == key and t.of and t.of[0] in self.nodes), None
                )
        return None

    def introduce(self, mention: Mention) -> int:
        """Return the index of a mention that recognition has not seen."""
        index, head = len(self.mentions), self.tokens[mention.reference.head]
        self.mentions.append(mention)
        self.heads.append(head)
        self.spans.append(self.bounds(mention.reference.evidence))
        self.by_head[head.i] = index
        insort(self.ordered, (head.i, index))
        return index

    def add(self, index: int, node: Node, certainty: float = 1.0) -> None:
        """Say that a mention is an entity, and how sure that is; the first to say what the entity is wins."""
        self.certainty[index] = certainty
        known = self.nodes.setdefault(node.key, node)
        mention, head = self.mentions[index], self.heads[index]
        self.keys[index] = node.key
        if mention.reference.form is Form.NAME:
            known.aliases.append(mention.reference.evidence.exact)
        if mention.type is not EntityType.PERSON and not known.number:
            known.number = number(head)
        if not known.gender and mention.reference.form is not Form.ADJECTIVE:
            known.gender = _gender(mention, head)

    def present(self, key: str | None) -> str | None:
        """Return a key that a fact needs: a country that only an adjective names counts then."""
        if key is not None:
            self.needed.add(key)
        return key

    def merge(self, gone: str, kept: Node) -> None:
        """Say that two entities are one; whatever is known beforehand keeps its own."""
        if gone == kept.key or gone in records():
            return
        kept.aliases += self.nodes.pop(gone).aliases
        self.nodes.setdefault(kept.key, kept)
        self.keys = {index: kept.key if key == gone else key for index, key in self.keys.items()}

    def retype(self, node: Node, kind: EntityType) -> Node:
        """Return a node with a better type; its key says its type, so that it is another key."""
        if node.key in records() or node.type is kind:
            return node
        tail = node.key.removeprefix(f"{node.type.value.lower()}-")
        better = replace(node, key=f"{kind.value.lower()}-{tail}", type=kind, aliases=[])
        self.merge(node.key, self.nodes.get(better.key, better))
        return self.nodes[better.key]

    def node_of(self, key: str) -> Node:
        """Return the node of a key of knowledge, made if the article has none yet."""
        return self.nodes.get(key) or known_node(records()[key])

    def nil(self, kind: EntityType, label: str, *, unique: bool) -> Node:
        """Return a node that knowledge does not hold; ``unique`` keeps it apart from other articles' likes."""
        key = entity_key(kind, label)
        if unique:
            digest = hashlib.sha256(self.document.article.text.encode()).hexdigest()[:8]
            key = f"{key}-{digest}"
        sex = given_gender(label) if kind is EntityType.PERSON else ""
        return self.nodes.get(key) or Node(key, kind, label, gender=sex)


def _gender(mention: Mention, head: Token) -> str:
    """Return the gender that a mention shows: a name's first word shows none, «la cheffe de file» does."""
    if mention.type is not EntityType.PERSON:
        return gender(head)
    return noun_gender(head) if mention.reference.form is Form.DESCRIPTION else ""


def known_node(record: Record) -> Node:
    """Return the node of a record."""
    return Node(record.key, record.type, record.label, record.qid, record.gender)


def country_of(key: str) -> str | None:
    """Return the country that a record belongs to, itself for a country."""
    record = records().get(key)
    if record is None:
        return None
    return record.key if record.type is EntityType.COUNTRY else record.capital_of or record.country


def named(mention: Mention) -> bool:
    """Tell whether a mention is a name or known by its words, not a description to be resolved."""
    return mention.reference.form is Form.NAME or bool(mention.candidates)

"""A speaker that recognition has not seen -> the name in the phrase, or a person of that name: «l'élue Ann Bor»."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import gazetteer, lexicon, pieces
from kg.model import EntityType, Form, Mention, Reference
from kg.phrases import core, determiner, extent, is_definite, noun_class, number
from kg.resolve.state import Node, State

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_NAME = 4
#: how many words may stand between «l'un d'eux» and its name
MOST_BETWEEN = 5
#: how many sentences back what speaks again was named
NEAR = 4
#: what any document may be called again
ANY_DOCUMENT = frozenset({"texte", "document"})
ONE = frozenset({"un", "une", "l'un", "l'une"})
#: pronouns of people whom nobody has named
SOME = frozenset({"certains", "certaines", "beaucoup", "d'aucuns"})
#: the kind of what stands for a state or for who leads it: «le camp», «le pays»
STAND_IN = "stand-in"
FORMER = "ex-"
#: what may be called by a noun and a name: «l'ONG X», «la chaîne X», «le parti X»
BODIES = frozenset(
    {
        EntityType.INTERNATIONAL_ORGANIZATION,
        EntityType.COMPANY,
        EntityType.MEDIA_OUTLET,
        EntityType.POLITICAL_PARTY,
        EntityType.GOVERNMENT_BODY,
        EntityType.ARMED_FORCE,
    }
)
#: how nouns of persons end: «le commentateur», «la biologiste»
OF_PERSONS = ("eur", "euse", "trice", "iste", "logue", "ien", "ienne", "naute")


def named_inside(state: State, reference: Reference) -> str | None:
    """Return whom the name at the end of a phrase means: «la figure du mouvement Greta Thunberg», «l'ONG One»."""
    head = state.tokens[reference.head]
    noun = noun_class(head)
    last = state.covering.get(state.bounds(reference.evidence)[1] - 1)
    beside = last if last is not None and head.i < state.spans[last][0] and number(head) != "Plur" else None
    if beside is not None and _is_called(state, head, beside):
        return state.keys.get(beside)
    if reference.form is not Form.DESCRIPTION or (noun is not None and noun.type is not EntityType.PERSON):
        return None
    if noun is None:
        return _apposed(state, head)
    if beside is None or state.mentions[beside].type is not EntityType.PERSON:
        return None
    start, end = state.spans[beside]
    before = state.document.doc[start - 1]
    # «un responsable de l'administration Martin» is nobody of that name
    return state.keys.get(beside) if end - start > 1 and before.pos_ not in {"ADP", "DET", "CCONJ", "PUNCT"} else None


def _is_called(state: State, head: Token, index: int) -> bool:
    """Tell whether a name stands right behind a noun of its kind, or of no kind at all if a person's in full."""
    start, end = state.spans[index]
    if any(word.pos_ != "ADJ" for word in state.document.doc[head.i + 1 : start]):
        return False
    noun, kind = noun_class(head), state.mentions[index].type
    if kind is EntityType.PERSON:
        full = end - start > 1 and determiner(head) is not None
        return full if noun is None else noun.type is EntityType.PERSON
    return noun is not None and kind in BODIES and noun.type in BODIES


def _apposed(state: State, head: Token) -> str | None:
    """Return who is named beside a noun that nobody knows: «l'ex-marine X», «sa vice-Première ministre X»."""
    names = [child for child in head.rights if _is_apposed(child)] if number(head) != "Plur" else []
    names += [child for noun in names for child in noun.rights if child.dep_ in {"appos", "flat:name"}]
    for name in names:
        index = state.covering.get(name.i)
        if index in state.keys and state.mentions[index].type is EntityType.PERSON:
            return state.keys[index]
    return None


def _is_apposed(noun: Token) -> bool:
    """Tell whether a noun stands beside another; a name between commas may be taken for one more."""
    listed = any(child.dep_ == "cc" for child in noun.lefts)
    return noun.dep_ == "appos" or (noun.dep_ == "conj" and noun.pos_ == "PROPN" and not listed)


def introduced(state: State, reference: Reference) -> str | None:
    """Return the person whom a speaker's name means, new where the article has none of that name.

    >>> from kg.annotate import annotate
    >>> from kg.extract import extract
    >>> from kg.model import Article
    >>> from kg.resolve import resolve
    >>> for document in annotate([Article("a", "«C'est faux», répète Jurmet à l'AFP.")]):
    ...     [entity.label for entity in resolve(document, extract(document)).entities]
    ['AFP', 'Jurmet']
    """
    start, end = state.bounds(reference.evidence)
    if reference.form is not Form.NAME or not _is_name(list(state.document.doc[start:end])):
        return None
    label = " ".join(reference.evidence.exact.split())
    persons = (node for node in state.nodes.values() if node.type is EntityType.PERSON)
    node = next((node for node in persons if _same(pieces(node.label), pieces(label))), None)
    node = node or state.nil(EntityType.PERSON, label, unique=False)
    state.add(state.introduce(Mention(reference, EntityType.PERSON, node.label, score=0.6)), node)
    return node.key


def one_of(state: State, reference: Reference) -> str | None:
    """Return whom «l'un d'eux, X» names, or somebody new for «un de ses responsables»."""
    token = state.tokens[reference.head]
    several = next((c for c in token.children if c.dep_ == "nmod" and number(c) == "Plur"), None)
    if token.lower_ not in ONE or several is None:
        return None
    _, end = extent(several)
    if named := _named_after(state, end):
        return named
    noun = noun_class(several)
    if noun is None or noun.type not in {EntityType.PERSON, EntityType.GROUP}:
        return None
    evidence = state.document.evidence(token.i, end)
    node = state.nil(EntityType.PERSON, " ".join(evidence.exact.split()), unique=True)
    phrase = replace(reference, evidence=evidence, form=Form.DESCRIPTION)
    state.add(state.introduce(Mention(phrase, EntityType.PERSON, node.label, score=0.6)), node)
    return node.key


def several(state: State, reference: Reference) -> str | None:
    """Return a group for people who are only counted: «des centaines de personnes», «certains»."""
    head = state.tokens[reference.head]
    people = next((c for c in head.children if c.dep_ == "nmod" and number(c) == "Plur"), None)
    noun = noun_class(people) if people is not None else None
    counted = (
        noun is not None and noun.type in {EntityType.PERSON, EntityType.GROUP} and head.lower_ in _class("quantity")
    )
    if head.lower_ not in SOME and not counted:
        return None
    if counted and people is not None and (known := state.key_at(people)):
        return known
    label = _label(state, reference, head) if counted else head.lower_
    node = state.nil(EntityType.GROUP, label, unique=True)
    phrase = replace(reference, form=Form.DESCRIPTION)
    state.add(state.introduce(Mention(phrase, EntityType.GROUP, node.label, score=0.6)), node)
    return node.key


def described_only(state: State, reference: Reference) -> str | None:
    """Return a new entity for a speaker whose noun recognition has not seen: «un membre du comité», «deux études».

    One person whom the article seems to know («le sexagénaire») may be anybody that it names.
    """
    head = state.tokens[reference.head]
    noun = noun_class(head)
    unknown = noun is None or noun.kind == STAND_IN
    if reference.form is not Form.DESCRIPTION or not unknown:
        return None
    if nation := people(state, head):
        return nation
    kind = _spoken_as(head) if head.pos_ == "NOUN" else None
    label = _label(state, reference, head)
    bare = len(core(head)) == 1 and determiner(head) is not None and is_definite(head) and number(head) != "Plur"
    if bare and kind is not EntityType.GROUP:
        node = _told_before(state, head, kind)
    else:
        node = state.nil(kind, label, unique=True) if kind else None
    if node is None:
        return None
    known = state.index_at(head)
    state.add(state.introduce(Mention(reference, node.type, label, score=0.6)) if known is None else known, node)
    return node.key


def people(state: State, head: Token) -> str | None:
    """Return the state for which a people speaks or acts: «les Turcs ont rejeté le plan»."""
    known = state.index_at(head)
    article = determiner(head)
    every = article is not None and article.lower_ == "les" and len(core(head)) == 1
    state_key = next((one.key for one in gazetteer().find(head.text) if one.sense == "people"), None)
    if known is None or not every or state_key is None:
        return None
    node = state.node_of(state_key)
    state.add(known, node)
    return node.key


def _told_before(state: State, head: Token, kind: EntityType | None) -> Node | None:
    """Return what was last called by a noun («selon un sondage…, précise ce sondage»), any document for «le texte»."""
    home = state.sentence(head.i)
    for index in state.before(head.i):
        before, key = state.heads[index], state.keys.get(index)
        if home - state.sentence(before.i) > NEAR:
            return None
        called = before.lemma_ == head.lemma_ or head.lower_ in ANY_DOCUMENT
        if key is not None and called and state.nodes[key].type is kind:
            return state.nodes[key]
    return None


def _spoken_as(head: Token) -> EntityType | None:
    """Return as what a noun speaks: a document or figure, a group, a person."""
    noun = head.lemma_.lower().removeprefix(FORMER)
    if noun in _documents():
        return EntityType.DOCUMENT
    former = head.lower_.startswith(FORMER)
    kind = _speakers().get(noun) or (EntityType.PERSON if noun.endswith(OF_PERSONS) or former else None)
    if number(head) == "Plur" and (kind or noun in _class("speaking plural")):
        return EntityType.GROUP
    return kind


def _label(state: State, reference: Reference, head: Token) -> str:
    """Return the words of a phrase without its article."""
    start, end = state.bounds(reference.evidence)
    article = determiner(head)
    words = state.document.doc[article.i + 1 if article is not None and article.i == start else start : end]
    return " ".join(words.text.split())


@cache
def _documents() -> frozenset[str]:
    return _class("made") | frozenset({row["noun"] for row in lexicon("speaking_documents")})


@cache
def _class(name: str) -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("function_words") if row["class"] == name)


@cache
def _speakers() -> dict[str, EntityType]:
    return {row["noun"]: EntityType(row["type"]) for row in lexicon("speakers")}


def _named_after(state: State, end: int) -> str | None:
    """Return the person whose name stands after a comma: «l'un d'eux, X»."""
    doc = state.document.doc
    end = next((i for i in range(end, min(end + MOST_BETWEEN, len(doc) - 1)) if doc[i].text == ","), len(doc))
    if end + 1 >= len(doc):
        return None
    start = end + 1
    if doc[start].pos_ == "DET":
        # «l'un des auteurs, le député X»
        start = next((i for i in range(start, min(start + MOST_BETWEEN, len(doc))) if doc[i].pos_ == "PROPN"), start)
    known = state.covering.get(start)
    if known is not None:
        return state.keys.get(known) if state.mentions[known].type is EntityType.PERSON else None
    stop = start
    while stop < len(doc) and doc[stop].is_title:
        stop += 1
    if stop == start:
        return None
    name = state.document.evidence(start, stop)
    return introduced(state, Reference(name, name.start, Form.NAME))


def _same(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Tell whether a name begins or ends a longer one."""
    return full[-len(short) :] == short or full[: len(short)] == short


def _is_name(words: list[Token]) -> bool:
    """Tell whether words look like a person's name; one alone must not stand where any word has a capital."""
    first = words[0]
    if len(words) > LONGEST_NAME or not all(t.is_alpha or t.text in {"-", "'", "’"} for t in words):
        return False
    if not first.is_title or not all(t.is_title or not t.is_alpha for t in words):
        return False
    if len(words) > 1:
        return first.pos_ not in {"DET", "ADP", "VERB", "ADV"}
    return first.pos_ in {"PROPN", "X"} and len(first) > 2 and first.i > 0 and not first.is_sent_start

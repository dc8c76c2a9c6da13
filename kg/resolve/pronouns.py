"""Pronouns, clitics and possessives -> entities: the last salient entity of that gender and number, or nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EntityType, Form
from kg.phrases import determiner, gender, number
from kg.resolve.state import Node, State

if TYPE_CHECKING:
    from spacy.tokens import Token

THIRD = {
    "il": ("m", "Sing"),
    "elle": ("f", "Sing"),
    "ils": ("", "Plur"),
    "elles": ("f", "Plur"),
    "lui": ("", "Sing"),
    "celui-ci": ("m", "Sing"),
    "celle-ci": ("f", "Sing"),
    "son": ("", "Sing"),
    "sa": ("", "Sing"),
    "ses": ("", "Sing"),
    "leur": ("", "Plur"),
    "leurs": ("", "Plur"),
    "eux": ("", "Plur"),
}
RELATIVE = frozenset({"qui", "que", "qu'", "dont", "lequel", "laquelle", "lesquels", "lesquelles"})
POSSESSIVE = frozenset({"son", "sa", "ses", "leur", "leurs"})
SPEAKING = frozenset({EntityType.PLACE, EntityType.DOCUMENT})
SENTENCES_BACK = 5
#: within how many sentences a speaker goes on
CONTINUED = 3


def antecedent(state: State, token: Token) -> str | None:
    """Return the key of what a pronoun stands for; None where nothing agrees with it."""
    word = token.lower_.removeprefix("-t-").removeprefix("-")
    if word in RELATIVE:
        return _related(state, token)
    if word in POSSESSIVE and (owner := _clause_subject(state, token, THIRD[word][1])):
        return owner
    if word not in THIRD:
        return None
    sex, count = THIRD[word]
    return _salient(state, token, sex, count)


def _related(state: State, token: Token) -> str | None:
    """Return the entity of the noun that a relative clause is about."""
    verb = token.head
    while verb.dep_ in {"xcomp", "ccomp", "aux", "conj", "nsubj", "obj", "nmod"} and verb.head.i != verb.i:
        verb = verb.head
    return state.key_at(verb.head) if verb.dep_.startswith("acl") else None


def _clause_subject(state: State, token: Token, count: str) -> str | None:
    """Return the subject of the clause around a possessive, if it agrees in number."""
    verb = token.head
    for _ in range(6):
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass"} and c.i < token.i), None)
        if subject is not None and subject.i != token.head.i:
            key = state.key_at(subject)
            if key is None and subject.pos_ == "PRON" and subject.lower_ in THIRD:
                key = antecedent(state, subject)
            node = state.nodes.get(key or "")
            return key if node is not None and _agrees(node, "", count) else None
        if verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _agrees(node: Node, sex: str, count: str) -> bool:
    """Tell whether an entity may have a gender and number; what is unknown agrees, except a person with «ils»."""
    own = "Sing" if node.type is EntityType.PERSON else node.number
    return (not sex or not node.gender or node.gender == sex) and (not own or own == count)


def _salient(state: State, token: Token, sex: str, count: str) -> str | None:
    """Return the last subject or speaker that agrees; else the last person that does, not far back."""
    fallback = None
    home = state.sentence(token.i)
    quoted = state.document.quotation_at(token.i)
    unknown = _unknown_speaker(state, token, sex, count)
    for index in state.before(token.i):
        head, key = state.heads[index], state.keys.get(index)
        if home - state.sentence(head.i) > SENTENCES_BACK:
            break
        if head.i < unknown:
            return None
        if key is None or state.mentions[index].reference.form is Form.ADJECTIVE:
            continue
        if quoted is None and (state.document.quotation_at(head.i) is not None or state.reported(head.i, token.i)):
            continue
        node = state.nodes[key]
        if _differs(head, sex) or node.type in SPEAKING or not _agrees(node, sex, count):
            continue
        if _is_outdone(state, token, node, sex):
            continue
        if _function(head) in {"nsubj", "nsubj:pass", "obl:agent"} or index in state.speaking:
            return key
        if fallback is None and node.type is EntityType.PERSON and home - state.sentence(head.i) <= 2:
            fallback = key
    return fallback


def _differs(head: Token, sex: str) -> bool:
    """Tell whether an article gives a name another gender, whatever is known of it: «le Bélarus», «la Biélorussie»."""
    article = determiner(head)
    own = article.morph.get("Gender", []) if article is not None and sex else []
    return bool(own) and own[0][0].lower() != sex


def _is_outdone(state: State, token: Token, node: Node, sex: str) -> bool:
    """Tell whether somebody who goes on speaking is meant rather than a country, or a person of unknown gender."""
    doubtful = sex == "f" and node.type is EntityType.PERSON and not node.gender
    country = token.text.startswith("-") and node.type is EntityType.COUNTRY
    return (doubtful or country) and _has_spoken(state, token, sex)


def _has_spoken(state: State, token: Token, sex: str) -> bool:
    """Tell whether a person of that gender has spoken not far back: «a-t-elle poursuivi» goes on with her."""
    home = state.sentence(token.i)
    near = (i for i in state.speaking if 0 <= home - state.sentence(state.heads[i].i) <= CONTINUED)
    nodes = (state.nodes[state.keys[i]] for i in near if i in state.keys)
    return any(node.type is EntityType.PERSON and node.gender == sex for node in nodes)


def _unknown_speaker(state: State, token: Token, sex: str, count: str) -> int:
    """Return where somebody last spoke who is no entity but agrees with a pronoun: it may mean him."""
    return max(
        (
            head.i
            for head in state.silent
            if head.i < token.i and number(head) in {"", count} and (not sex or gender(head) in {"", sex})
        ),
        default=-1,
    )


def _function(head: Token) -> str:
    """Return the function of a name in its clause, through apposition: «le président russe Vladimir Poutine a dit»."""
    while head.dep_ in {"appos", "flat:name", "flat:foreign"} and head.head.i < head.i:
        head = head.head
    return str(head.dep_)

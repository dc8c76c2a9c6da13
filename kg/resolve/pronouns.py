"""Pronouns, clitics and possessives -> entities: the last salient entity of that gender and number, or nobody."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.knowledge import lexicon
from kg.model import EntityType
from kg.phrases import case
from kg.resolve.agreement import SPEECHLESS, Pronoun, agrees, fits
from kg.resolve.owners import OF, owners, owns
from kg.resolve.salience import NEAR, nearest, salient
from kg.resolve.state import State
from kg.resolve.subjects import SUBJECTS, whole

if TYPE_CHECKING:
    from spacy.tokens import Token

THIRD = {
    "il": ("m", "Sing"),
    "elle": ("f", "Sing"),
    "ils": ("", "Plur"),
    "elles": ("f", "Plur"),
    "lui": ("m", "Sing"),
    "son": ("", "Sing"),
    "sa": ("", "Sing"),
    "ses": ("", "Sing"),
    "leur": ("", "Plur"),
    "leurs": ("", "Plur"),
    "eux": ("", "Plur"),
}
#: what points to whoever was named last: «celui-ci», «ce dernier»
LAST = {
    "celui-ci": ("m", "Sing"),
    "celle-ci": ("f", "Sing"),
    "ceux-ci": ("", "Plur"),
    "celles-ci": ("f", "Plur"),
    "dernier": ("m", "Sing"),
    "dernière": ("f", "Sing"),
    "derniers": ("", "Plur"),
    "dernières": ("f", "Plur"),
}
#: who is called by what they did or were: «celui qui fut ministre»
FORMERLY = {"celui": "m", "celle": "f"}
#: how clauses begin that say of the subject of their main clause what that sets aside
CONCEDING = frozenset({"s'", "si", "même", "bien"})
DEMONSTRATIVES = frozenset({"ce", "cette", "ces"})
RELATIVE = frozenset({"qui", "que", "qu'", "dont", "lequel", "laquelle", "lesquels", "lesquelles"})
#: what stands for somebody even where nobody knows for whom
NOBODY = RELATIVE | {"l'", "le", "la", "les"}
POSSESSIVE = frozenset({"son", "sa", "ses", "leur", "leurs"})


def antecedent(state: State, token: Token, *, human: bool = False) -> str | None:
    """Return the key of what a pronoun stands for; None where nothing agrees with it. ``human``: for people only."""
    word = _bare(token)
    if word in RELATIVE:
        return _related(state, token)
    if word in LAST:
        return nearest(state, Pronoun(token, *LAST[word], human))
    if word not in THIRD:
        return None
    pronoun = Pronoun(token, *THIRD[word], human)
    if word not in POSSESSIVE:
        conceded = _announced(state, pronoun) if _concedes(token) else None
        return conceded or salient(state, pronoun) or _announced(state, pronoun)
    return None if human and word == "ses" else _owned_by(state, pronoun)


def once_called(state: State, token: Token) -> str | None:
    """Return who speaks that is called by what they once were: «explique celle qui fut ministre»."""
    sex = FORMERLY.get(token.lower_)
    if sex is None or not any(child.dep_ == "acl:relcl" for child in token.rights):
        return None
    return salient(state, Pronoun(token, sex, "Sing", human=True))


def _concedes(token: Token) -> bool:
    """Tell whether a pronoun stands in a clause that says what its main clause sets aside: «S'il regrette…, X…»."""
    return any(child.dep_ == "mark" and child.lower_ in CONCEDING for child in token.head.lefts)


def _announced(state: State, pronoun: Pronoun) -> str | None:
    """Return the subject that a clause before it is about, of whom the text had not spoken: «Alors qu'il part, X…»."""
    verb = pronoun.token.head
    while verb.dep_ in {"ccomp", "xcomp", "conj"} and verb.head.i < verb.i:
        verb = verb.head
    if verb.dep_ != "advcl" or verb.head.i < verb.i:
        return None
    subject = next((child for child in verb.head.lefts if child.dep_ in SUBJECTS and child.i > verb.i), None)
    key = state.key_at(subject) if subject is not None else None
    node = state.nodes[key] if key is not None else None
    is_meant = node is not None and node.type is EntityType.PERSON and agrees(node, pronoun.sex, pronoun.number)
    return key if is_meant else None


def _owned_by(state: State, pronoun: Pronoun) -> str | None:
    """Return whose something is: its clause's subject's, who may be nobody known; else what pronouns mean there."""
    if pronoun.human and pronoun.token.head.dep_ == "obj" and (told := _told_of(state, pronoun)):
        return told
    for holder in owners(pronoun.token):
        key = _holder(state, holder)
        if key is None and holder.i < pronoun.token.i and (holder.lower_ in NOBODY or owns(holder, pronoun.number)):
            return None
        node = state.nodes[key] if key is not None else None
        if node is None or not agrees(node, "", pronoun.number):
            continue
        if fits(node, pronoun) or node.type in SPEECHLESS:
            return key
    return salient(state, pronoun)


def is_victim(token: Token) -> bool:
    """Tell whether a possessive means somebody killed: «son assassinat»."""
    return token.lower_ in POSSESSIVE and token.head.lemma_ in _killing()


@cache
def _killing() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("word_uses") if row["use"] == "killing")


def _told_of(state: State, pronoun: Pronoun) -> str | None:
    """Return of whom the same noun was said before: «la nomination de X … Le juge a validé sa nomination»."""
    deed, home = pronoun.token.head, state.sentence(pronoun.token.i)
    for index in state.before(pronoun.token.i):
        head = whole(state.heads[index])
        if home - state.sentence(head.i) > NEAR:
            return None
        key = state.keys.get(index)
        if head.head.lemma_ == deed.lemma_ and case(head) in OF and key is not None:
            return key if state.nodes[key].type is EntityType.PERSON else None
    return None


def is_pronoun(token: Token) -> bool:
    """Tell whether a token stands for what was named before: «il», «son», «ce dernier»."""
    if token.pos_ in {"PRON", "DET"} or (token.text.startswith("-") and _bare(token) in THIRD):
        return True
    return token.lower_ in LAST and token.i > 0 and token.nbor(-1).lower_ in DEMONSTRATIVES


def _bare(token: Token) -> str:
    """Return a pronoun without the hyphens that tie it to its verb: «-il», «-t-elle»."""
    if token.lower_ + "-ci" in LAST and token.doc[token.i + 1 : token.i + 3].text == "-ci":
        return token.lower_ + "-ci"
    return token.lower_.removeprefix("-t-").removeprefix("-")


def _related(state: State, token: Token) -> str | None:
    """Return the entity of the noun that a relative clause is about."""
    verb = token.head
    while verb.dep_ in {"xcomp", "ccomp", "aux", "conj", "nsubj", "obj", "nmod"} and verb.head.i != verb.i:
        verb = verb.head
    return state.key_at(verb.head) if verb.dep_.startswith("acl") else None


def _holder(state: State, token: Token) -> str | None:
    """Return the entity of the phrase that a possessive refers to."""
    key = state.key_at(token)
    if key is None and token.pos_ == "PRON" and (token.lower_ in THIRD or token.lower_ in RELATIVE):
        return antecedent(state, token)
    return key

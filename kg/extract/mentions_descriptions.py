"""Document -> nouns that describe an entity: «le président russe», «un haut responsable», «l'ambassade à Kiev»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.mentions_found import Found
from kg.extract.words import words
from kg.model import EntityType, Form, Mention, Reference
from kg.phrases import OF, SIDES, case, core, determiner, extent, noun_class, number

if TYPE_CHECKING:
    from spacy.tokens import Token

#: what has a portfolio: «Justice» in «la ministre de la Justice» is nobody
MINISTRIES = frozenset({"ministre", "ministère", "secrétaire", "département"})
RIGHTS = frozenset({"droit", "droits"})
#: what goes by the name of who leads it
LED = frozenset({"administration", "cabinet", "camp", "clan", "gouvernement"})
#: who may have a presidency for a time
HOLDING = frozenset({EntityType.INTERNATIONAL_ORGANIZATION, EntityType.PERSON})
#: prepositions of what a noun without article is not somebody but a state or a manner: «sous commandement allemand»
MANNER = frozenset({"de", "d'", "d’", "en", "par", "sans", "sous"})
#: determiners of nobody
NOBODY = frozenset({"aucun", "aucune", "nul", "nulle"})
#: kinds of nouns that name a group in the plural
COUNTED = frozenset({"office", "individual", "organisation", "company", "party"})


def descriptions(document: Document, named: Mapping[int, Found]) -> Iterator[Mention]:
    """Yield the descriptions of a document; ``named`` are the names by the tokens that belong to them."""
    for token in document.doc:
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or token.i in named:
            continue
        if _is_side(token):
            reference = Reference(document.evidence(*_extent(token, named)), document.offset(token), Form.DESCRIPTION)
            yield Mention(reference, EntityType.GROUP, token.text, score=0.8)
            continue
        noun = noun_class(token)
        if noun and _heads_a_phrase(token) and not _is_a_term(token, named):
            several = noun.kind in COUNTED and number(token) == "Plur"
            reference = Reference(document.evidence(*_extent(token, named)), document.offset(token), Form.DESCRIPTION)
            yield Mention(reference, EntityType.GROUP if several else noun.type, core(token).text, score=0.8)


def _extent(head: Token, named: Mapping[int, Found]) -> tuple[int, int]:
    """Return the phrase of a head with its last name whole, without a person's name that is only apposed to it.

    «le locataire de la Maison | Blanche», but «le prince héritier | Salmane ben Hamad»; a government goes by its
    leader's: «l'administration Trump».
    """
    start, end = extent(head)
    following = named.get(end)
    long = following is not None and head.dep_ == "nmod" and following.end - following.start > 1
    if following and not long and head.lower_ in LED and following.type is EntityType.PERSON and not following.title:
        return start, following.end
    inside = [named[i] for i in range(head.i + 1, end) if i in named and named[i].start > head.i]
    cut = next((found.start for found in inside if _is_apposed(head, found)), None)
    return start, cut or max([end, *(found.end for found in inside)])


def _is_apposed(head: Token, found: Found) -> bool:
    """Tell whether a person's name stands beside a phrase; not «l'armée du général X», «le gouvernement X»."""
    before = head.doc[found.start - 1]
    if found.type is not EntityType.PERSON or before.pos_ in {"ADP", "DET", "CCONJ", "PUNCT"}:
        return False
    noun = noun_class(head)
    if found.title and before.i != head.i:
        return False
    return before.pos_ == "PROPN" or noun is None or noun.type is EntityType.PERSON


def _is_side(token: Token) -> bool:
    """Tell whether a word names those who are for somebody: «les pro-X»."""
    return token.lower_.startswith(SIDES[0]) and determiner(token) is not None


def _heads_a_phrase(token: Token) -> bool:
    """Tell whether a noun is more than a modifier: neither «armées» of «forces armées» nor «état» of «coup d'État»."""
    if (token.is_title and token.head.lower_ in MINISTRIES and case(token) in OF) or _is_other(token):
        return False
    article = determiner(token)
    if (article is not None and article.lower_ in NOBODY) or _is_an_act(token):
        return False
    if token.pos_ == "ADJ":
        return token.dep_ in {"nsubj", "obj", "obl:arg"}
    if _is_a_kind(token):
        return False
    if token.dep_ in {"amod", "nmod"} and not case(token):
        return token.i != token.head.i + 1
    return token.i == 0 or token.lower_ not in {"etat", "état"} or token.nbor(-1).lower_ not in {"d'", "d’"}


def _is_a_term(token: Token, named: Mapping[int, Found]) -> bool:
    """Tell whether a presidency is the time or turn of somebody: «sous la présidence de X», «la présidence de l'UE»."""
    if token.lower_ != "présidence":
        return False
    held = any(named[c.i].type in HOLDING for c in token.rights if c.i in named and case(c) in OF)
    return held or case(token) in {"sous", "pendant", "durant"}


def _is_an_act(token: Token) -> bool:
    """Tell whether an opposition is an act: «l'opposition du maire au projet»; a parliament has one in it."""
    if token.lower_ != "opposition":
        return False
    by = [child for child in token.rights if child.dep_ == "nmod" and case(child) in OF]
    against = any(case(child) in {"à", "au", "aux"} for child in token.rights)
    return bool(by) and (against or any(child.lower_ in LED or _is_office(child) for child in by))


def _is_office(token: Token) -> bool:
    noun = noun_class(token)
    return noun is not None and noun.kind == "office"


def _is_a_kind(token: Token) -> bool:
    """Tell whether a noun without article only says of what kind its head is: «conférence de presse»."""
    noun = noun_class(token)
    return (
        noun is not None
        and noun.type is not EntityType.PERSON
        and token.text.islower()
        and token.dep_ == "nmod"
        and case(token) in {"de", "d'", "d’"}
        and determiner(token) is None
        and number(token) == "Sing"
    )


def _is_other(token: Token) -> bool:
    """Tell whether a noun is part of a name, idiom or verb: «Air | Force One», «sur la base de», «elle juge que».

    «Les droits de l'homme» are nobody's; who is «rédacteur en | chef» is no chief.
    """
    before = token.doc[max(0, token.i - 2) : token.i]
    if token.is_title and before and before[-1].is_title and before[-1].pos_ in {"NOUN", "PROPN", "X"}:
        return True
    if before and before[-1].lower_ == "en" and token.lower_ == "chef":
        return True
    if token.head.lower_ in RIGHTS and case(token) in OF and number(token) == "Sing":
        return len(core(token)) == 1
    if token.lower_ == "base" and before.text.lower() == "sur la":
        return any(case(child) in OF for child in token.rights)
    if _is_manner(token):
        return True
    return token.lower_ in words("also a verb") and determiner(token) is None and not case(token)


def _is_manner(token: Token) -> bool:
    """Tell whether a force without article is how something is done: «enrôlés de force», «sous commandement allié»."""
    if determiner(token) is not None or case(token) not in MANNER or number(token) == "Plur":
        return False
    noun = noun_class(token)
    return noun is not None and noun.kind == "force" and (token.dep_ != "nmod" or case(token) == "sous")

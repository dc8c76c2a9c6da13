"""An entity of the language model -> a name with its type, where knowledge does not overrule it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.mentions_found import (
    Found,
    first_names,
    foreign_heads,
    given_names,
    is_place,
    name_like,
    not_names,
    particles,
    things,
)
from kg.extract.words import words
from kg.knowledge import gazetteer, records
from kg.knowledge.names import acronym
from kg.knowledge.nouns import head_nouns
from kg.model import EntityType
from kg.phrases import case, determiner, noun_class, number

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

LABELS = {
    "PER": EntityType.PERSON,
    "LOC": EntityType.PLACE,
    "ORG": EntityType.COMPANY,
}
QUOTES = frozenset({'"', "«", "“"})
#: how far before «baptisé» the noun may stand of what is called so
CALLED_WINDOW = 4
#: determiners and kinds of nouns that say after a comma what an organisation is
TELLING = frozenset({"l'", "l’", "la", "le", "un", "une"})
ORGANISED = frozenset({"body", "force", "media", "party"})
#: prepositions of places only
WHERE = frozenset({"à", "en", "vers", "près", "au", "aux", "jusqu'à"})
#: who has a portfolio: «le commissaire à la Fiscalité»
CHARGES = frozenset({"commissaire", "ministre", "ministère", "secrétaire"})
#: kinds of nouns that are no names by themselves («les Européens»)
UNNAMEABLE = frozenset({"office", "individual", "group", "state", "polity", "stand-in"})


def from_model(doc: Doc, ent: Span, known: list[Found]) -> Found | None:
    """Return an entity of the model that knowledge does not overrule."""
    inside = [found for found in known if found.start < ent.end and found.end > ent.start]
    inside = [found for found in inside if found.sense != "adjective"]
    if inside and inside[0].start <= ent.start and _stands_before_a_person(inside[0], ent):
        ent, inside = doc[inside[0].end : ent.end], inside[1:]
        ent.label_ = "PER"
    elif inside and _is_of_a_people(inside[0], ent):
        ent, inside = doc[inside[0].end : ent.end], inside[1:]
        ent.label_ = "ORG"
    if any(found.start <= ent.start and found.end >= ent.end for found in inside):
        return None
    if ent.label_ == "PER" and not _is_called_after_a_person(doc, ent):
        employer = not inside and _is_employer(doc, ent)
        return Found(ent.start, ent.end, EntityType.COMPANY, score=0.6) if employer else _person(doc, ent, inside)
    if ent.label_ == "ORG" and len(ent) > 1 and all(t.text[:1].isupper() and t.pos_ == "PROPN" for t in ent):
        inside = [found for found in inside if not is_place(found)]
    if inside or ent.label_ not in LABELS or _is_common(ent) or _is_a_charge(ent) or _is_a_people(doc, ent):
        return None
    if not any(_proper(t, ent.label_) for t in ent):
        return None
    return _thing(doc, ent)


def _is_of_a_people(found: Found, ent: Span) -> bool:
    """Tell whether a firm's name follows the people that it is of: «le Suédois | Astra»."""
    return found.sense == "people" and ent.label_ == "ORG" and found.start == ent.start and found.end == ent.end - 1


def _stands_before_a_person(found: Found, ent: Span) -> bool:
    """Tell whether a known name only precedes a person's: «l'Italien Mario X», «le sénateur Les Républicains Y Z»."""
    rest = ent.end - found.end
    if found.sense == "people":
        return len(ent) > 2 and rest > 0
    return ent.label_ == "PER" and not is_place(found) and found.type is not EntityType.PERSON and rest > 1


def _is_called_after_a_person(doc: Doc, ent: Span) -> bool:
    """Tell whether an establishment is named after a person: «l'université Hugo», not «le patron du parti X Y»."""
    nouns = list(_introducers(doc, ent.start))
    noun = noun_class(nouns[-1]) if nouns and not _describes_a_person(nouns[-1].head) else None
    return noun is not None and noun.kind in {"site", "company", "media", "party", "organisation"}


def _is_employer(doc: Doc, ent: Span) -> bool:
    """Tell whether somebody works there, who is named after a firm and not a person: «un responsable de Sensor X»."""
    before = doc[max(ent.start - 2, 0) : ent.start]
    if len(before) < 2 or ent[0].text in given_names() | first_names():
        return False
    return before[1].lower_ == "chez" or (
        before[1].lower_ in {"de", "d'", "d’"} and before[0].lower_ in words("employed")
    )


def names_a_thing(doc: Doc, ent: Span) -> bool:
    """Tell whether a thing is called so, which is nobody and nowhere: «deux avions Rafale», «le vaccin X»."""
    nouns = [*_introducers(doc, ent.start), *(() if ent.label_ == "PER" else _named_so(doc, ent))]
    return any(not things().isdisjoint({noun.lower_, noun.lemma_}) for noun in nouns)


def _named_so(doc: Doc, ent: Span) -> Iterator[Token]:
    """Yield the noun of what is called so or an example of it: «un programme baptisé X», «des aides comme X»."""
    before = doc[ent.start - 1] if ent.start else None
    if before is not None and before.text in QUOTES:
        before = before.nbor(-1) if before.i else None
    if before is None:
        return
    if before.lower_ in words("called"):
        yield from [token for token in doc[max(before.i - CALLED_WINDOW, 0) : before.i] if token.pos_ == "NOUN"][-1:]
    elif before.lower_ == "comme" or ent.root.dep_ == "appos":
        yield ent.root.head


def _is_common(ent: Span) -> bool:
    """Tell whether the only words with a capital are common ones: «l'Etat afghan»."""
    return all(t.text in not_names() for t in ent if t.text[:1].isupper())


def _is_a_charge(ent: Span) -> bool:
    """Tell whether a common noun is what somebody is in charge of: «le commissaire européen à la Fiscalité»."""
    noun = ent.root
    return noun.pos_ == "NOUN" and noun.head.lower_ in CHARGES and determiner(noun) is not None and case(noun) != ""


def _proper(token: Token, label: str) -> bool:
    """Tell whether a word is a proper noun: tagged so, or a place with a capital inside a sentence («les Alpes»)."""
    if token.text in not_names() or len(token) == 1:
        return False
    inside = token.text[:1].isupper() and not token.is_sent_start and token.pos_ == "NOUN" and label == "LOC"
    return token.pos_ == "PROPN" or inside


def _person(doc: Doc, ent: Span, inside: list[Found]) -> Found | None:
    """Return a person of two words or more; a single word is a person only if a longer name has it (see resolve)."""
    if any(found.type is EntityType.PERSON and found.end - found.start > 1 for found in inside):
        return None
    if (
        ent[0].text in {"Les", "Des"}
        or _is_common(ent)
        or (len(ent) == 1 and ent[0].is_sent_start and ent[0].pos_ != "PROPN" and not _is_repeated(doc, ent[0]))
        or not all(_is_of_a_name(t) for t in ent)
    ):
        return None
    return Found(ent.start, ent.end, EntityType.PERSON, score=0.8 if len(ent) > 1 else 0.4)


def _is_repeated(doc: Doc, word: Token) -> bool:
    return any(token.text == word.text and token.i != word.i for token in doc)


def _is_of_a_name(token: Token) -> bool:
    """Tell whether a word may be part of a person's name: «Ursula von der Leyen», «Lee Hyun-ju»."""
    if token.text[:1].isupper() or token.lower_ in particles() or token.text in {"-", "'"}:
        return True
    return token.i > 0 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_


def _is_person(doc: Doc, ent: Span) -> bool:
    """Tell whether a name of two words or more is a person's, whatever the model says.

    It stands beside somebody («Jean X et Anne Y»), between marks beside somebody's description («le directeur du
    port, X Y, …», «X Y, mère de …») or begins with a given name.
    """
    if len(ent) < 2 or not all((t.pos_ == "PROPN" and not acronym(t.text)) or t.lower_ in particles() for t in ent):
        return False
    near = [ent.root.head] if ent.root.dep_ == "appos" else []
    before = doc[ent.start - 2] if ent.start > 1 else None
    near += [before] if before is not None else []
    # «le rédacteur en chef de la revue, X Y, …»
    near += [before.head] if before is not None and before.dep_ == "nmod" else []
    apposed = doc[ent.start - 1].text in {",", "("} and any(_describes_a_person(noun) for noun in near)
    closed = ent.end < len(doc) and doc[ent.end].text in {",", ")", "."}
    beside = ent.root.dep_ == "conj" and ent.root.head.ent_type_ == "PER"
    described = closed and ent.end + 1 < len(doc) and _describes_a_person(doc[ent.end + 1])
    return (apposed and closed) or beside or described or (ent[0].text in given_names() and name_like(ent[1]))


def _describes_a_person(token: Token) -> bool:
    noun = noun_class(token)
    return noun is not None and noun.type is EntityType.PERSON


def _is_chief_of(noun: Token, ent: Span) -> bool:
    """Tell whether a name follows what its bearer is the chief of: «le chef de la diplomatie belge Sophie X»."""
    known = noun_class(noun)
    nation = known is not None and known.type is EntityType.GOVERNMENT_BODY and noun.i < ent.start - 1
    named = len(ent) > 1 and all(t.pos_ == "PROPN" and t.is_title for t in ent)
    return nation and named and noun.dep_ == "nmod" and _describes_a_person(noun.head)


def _is_a_people(doc: Doc, ent: Span) -> bool:
    """Tell whether a name after a noun says of what people they are: «les nomades Changpas», «la minorité Hazara»."""
    noun = next(_introducers(doc, ent.start), None) if ent.label_ == "LOC" else None
    known = noun_class(noun) if noun is not None else None
    if noun is None or known is None:
        return False
    return known.kind == "group" or (known.kind == "individual" and number(noun) == "Plur")


def _introducers(doc: Doc, start: int) -> Iterator[Token]:
    """Yield the nouns before a name, adjectives apart, the head last: «la firme privée X», «l'avion de chasse X»."""
    index = start - 1
    if index > 0 and doc[index].text in QUOTES:
        index -= 1
    while index >= 0:
        while index > 0 and _is_adjective(doc[index]):
            index -= 1
        if doc[index].pos_ not in {"NOUN", "PROPN"}:
            return
        yield doc[index]
        if index < 2 or doc[index - 1].lower_ not in {"de", "d'", "d’"}:
            return
        index -= 2


def _is_adjective(token: Token) -> bool:
    return token.pos_ == "ADJ" and token.text.islower()


def _has_a_leader(doc: Doc, ent: Span) -> bool:
    """Tell whether a plural is a party's name: «la patronne des Verts», not «le maire des Lilas»."""
    before = doc[max(ent.start - 2, 0) : ent.start]
    several = len(before) == 2 and before[1].lower_ == "des" and ent.text.endswith("s") and not acronym(ent.text)
    return several and len(ent) == 1 and before[0].lower_ in words("leading a party")


def _ambiguous(ent: Span) -> EntityType | None:
    """Return the type of what is also called like a common word: «les Verts», «au Parisien»."""
    senses = [entry for entry in gazetteer().find(ent.text) if entry.sense == "ambiguous"]
    kinds = {records()[entry.key].type for entry in senses} - {EntityType.PERSON}
    return next(iter(kinds)) if len(kinds) == 1 else None


def _told_beside(doc: Doc, ent: Span) -> EntityType | None:
    """Return the type that an apposition gives to an organisation: «le CFX, l'agence chargée de la sécurité»."""
    end = ent.end
    if ent.label_ != "ORG" or doc[end : end + 1].text != "," or doc[end + 1 : end + 2].text not in TELLING:
        return None
    noun = next((token for token in doc[end + 2 : end + 5] if token.pos_ == "NOUN"), None)
    known = noun_class(noun) if noun is not None and noun.dep_ in {"appos", "fixed"} else None
    return known.type if known is not None and known.kind in ORGANISED else None


def _told_by_its_words(doc: Doc, ent: Span) -> EntityType | None:
    """Return the type that the words of a name tell, or what stands beside them."""
    head = next((token.text for token in reversed(ent) if token.text in foreign_heads()), "")
    kind = _ambiguous(ent) or foreign_heads().get(head) or _told_beside(doc, ent)
    if kind is None and (_is_person(doc, ent) or _is_a_given_name(ent)):
        kind = EntityType.PERSON
    return kind or (EntityType.POLITICAL_PARTY if _has_a_leader(doc, ent) else None)


def _is_a_given_name(ent: Span) -> bool:
    """Tell whether a name is a common given name that stands alone: «s'indigne Sabrina»."""
    bare = not case(ent.root) and determiner(ent.root) is None
    return len(ent) == 1 and ent.text in first_names() and bare


def _thing(doc: Doc, ent: Span) -> Found | None:
    """Return an organisation or a place of the model, typed by its first noun or the noun that introduces it."""
    before = list(_introducers(doc, ent.start))
    first = noun_class(ent[0])
    if first and first.kind in UNNAMEABLE and (len(ent) == 1 or ent.text.lower() in head_nouns()):
        return None
    if before and _is_chief_of(before[-1], ent):
        return Found(ent.start, ent.end, EntityType.PERSON, score=0.7)
    for noun in (first, noun_class(before[-1]) if before else None):
        if noun and noun.kind not in UNNAMEABLE:
            return Found(ent.start, ent.end, noun.type, score=0.7)
    if kind := _told_by_its_words(doc, ent):
        # a given name alone is a person's only where it is common
        return Found(ent.start, ent.end, kind, score=0.8 if len(ent) == 1 and kind is EntityType.PERSON else 0.7)
    located = ent.label_ == "LOC" and case(ent.root) in WHERE
    return Found(ent.start, ent.end, LABELS[ent.label_], score=0.6 if located else 0.5)

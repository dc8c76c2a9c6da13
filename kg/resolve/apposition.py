"""A description -> the name beside it that names the same thing: apposition, copula, title."""

from __future__ import annotations

from kg.knowledge import is_office, office, titles
from kg.model import EntityType, Form, OfficeHolding
from kg.phrases import OF, SIDES, case, determiner, extent, is_definite, is_finite, noun_class, number
from kg.resolve.genders import noun_gender
from kg.resolve.roles import role_and_body
from kg.resolve.state import State

#: what stands before a name that is one of several, or another's
PARTING = frozenset({"-", "–", "—", "comme", "compris", "dont", "notamment", "sauf"})
#: what ends the name in an apposition
CLOSING = frozenset({",", ".", "(", ")", "»", ":", ";", '"'})
ARTICLES = frozenset({"le", "la", "l'", "l’"})
CLOSE = frozenset({"appos", "flat:name", "flat:foreign", "flat", "compound"})
#: before a name these make it somebody else's
JOINING = frozenset({"ADP", "CCONJ", "DET", "PUNCT"})
BRACKETS = frozenset("()")
#: how many words may stand between a description and the name apposed to it
LONGEST_REST = 12
LOOSE = CLOSE | {"nmod", "dep"}
#: kinds of nouns that a proper name may follow directly: «le groupe X», «la ville Y»
NAMEABLE = frozenset({"organisation", "company", "group", "party", "media", "force", "place", "body", "site"})


def apposed(state: State, index: int) -> int | None:
    """Return the mention, already resolved, that a description stands in apposition to."""
    beside = (*_by_tree(state, index), *_by_place(state, index), *_by_office(state, index))
    for candidate in (*_told_of(state, index), *beside):
        other = state.covering.get(candidate)
        if other is None or other not in state.keys or _parted(state, index, other):
            continue
        if _is_of_another(state, index, other) or _another_office(state, index, other):
            continue
        if _matches(state, index, other):
            return other
    return None


def _is_of_another(state: State, index: int, other: int) -> bool:
    """Tell whether a name beside a comma is that of who belongs to somebody: «le père du suspect, X,»."""
    head = state.heads[index]
    master = noun_class(head.head) if head.dep_ == "nmod" and case(head) in OF else None
    if master is None or master.type is not EntityType.PERSON or number(head.head) == "Plur":
        return False
    first, last = sorted((state.spans[index], state.spans[other]))
    return any(token.text == "," for token in state.document.doc[first[1] : last[0]])


def _told_of(state: State, index: int) -> list[int]:
    """Return the name before the comma of what only says who somebody is: «X, spécialiste du droit, Y et Z ont…»."""
    start = state.spans[index][0]
    told = start >= 2 and state.document.doc[start - 1].text == "," and _is_told(state, index)
    return [start - 2] if told else []


def _parted(state: State, index: int, other: int) -> bool:
    """Tell whether a word or dash parts a description from a name: «le chef de l'Etat - X, lui,», «le clan, dont X».

    A hyphen parts nothing: «la députée des sociaux-démocrates, X».
    """
    between = state.document.doc[state.spans[index][1] : state.spans[other][0]]
    return any(t.lower_ in PARTING and not (t.text == "-" and not t.nbor(-1).whitespace_) for t in between)


def _matches(state: State, index: int, other: int) -> bool:
    """A role goes with a person, a kind of thing with a thing of no other known kind; «de X», «à X» are neither."""
    mention, name = state.mentions[index], state.mentions[other]
    start = state.spans[other][0]
    # «la mort de X, un opposant»: what takes the name takes both
    free = start < state.heads[index].i and _is_told(state, index)
    if name.reference.form is not Form.NAME or (start and not free and _claimed(state, index, start - 1)):
        return False
    node = state.nodes[state.keys[other]]
    if mention.type is EntityType.PERSON or node.type is EntityType.PERSON:
        sex = noun_gender(state.heads[index])
        agrees = not sex or node.gender in {"", sex}
        return mention.type is node.type and agrees
    noun = noun_class(state.heads[index])
    if noun is None or noun.kind not in NAMEABLE:
        return False
    return (
        not name.candidates or node.type is mention.type or noun.kind in {"organisation", "company", "group", "party"}
    )


def _claimed(state: State, index: int, before: int) -> bool:
    """Tell whether the word before a name takes it: «de X», «de l'administration X», «un opposant au président X»."""
    token = state.document.doc[before]
    while token.pos_ == "ADJ" and token.head.i == token.i - 1:
        token = token.head
    if token.lower_ in OF or token.lower_ == "à":
        return True
    noun = noun_class(token) if token.i != state.heads[index].i and token.pos_ == "NOUN" else None
    if noun is None or not token.text.islower():
        return False
    # «le rédacteur en chef X» serves nobody
    master = noun.type is EntityType.PERSON and number(token) != "Plur" and case(token) not in {"", "en"}
    # «la diplomatie française X»: the adjective ends what the name is not of
    body = noun.kind == "body" and token.i == before
    return body or (master and state.heads[index].i < token.i)


def _by_tree(state: State, index: int) -> list[int]:
    head = state.heads[index]
    links = LOOSE if state.mentions[index].type is EntityType.PERSON else CLOSE
    found = [child.i for child in head.rights if child.dep_ in links and not case(child)]
    if head.dep_ == "appos":
        # «Anne Bor (Lyon) ou Jean Ora (Nice), le président»: the last of several
        listed = [one.i for one in head.head.conjuncts if head.head.i < one.i < head.i and one.pos_ == "PROPN"]
        found.append(max(listed, default=head.head.i))
    if any(child.dep_ == "cop" for child in head.children):
        found += [child.i for child in head.children if child.dep_ == "nsubj"]
    return found


def _by_place(state: State, index: int) -> list[int]:
    """«le ministre de la Défense Lloyd Austin»: the name follows; «John Kirby, porte-parole,»: it precedes."""
    doc = state.document.doc
    start, end = extent(state.heads[index])
    end = max(end, state.spans[index][1])
    while (other := state.covering.get(end)) is not None and state.mentions[other].reference.form is Form.ADJECTIVE:
        end += 1
    end = _rest(state, index, end)
    found = []
    if end < len(doc) and doc[end].text == "," and state.mentions[index].type is EntityType.PERSON:
        name = _past_rank(state, end + 1)
        closing = _name_end(state, name)
        if closing and closing < len(doc) and doc[closing].text in CLOSING:
            found.append(name)
    elif end < len(doc):
        found += [end - 1, end] if _ends_in_name(state, index, end) else [end]
    if start >= 2 and doc[start - 1].text == "," and end < len(doc) and doc[end].text in {",", "."}:
        found.append(start - 2)
    return found


def _ends_in_name(state: State, index: int, end: int) -> bool:
    """Tell whether a name is the last word of a description, taken for its adjective: «l'agence de presse X»."""
    other = state.covering.get(end - 1, index)
    before = state.document.doc[state.spans[other][0] - 1]
    return other != index and state.spans[other][1] == end and before.pos_ not in JOINING


def _is_told(state: State, index: int) -> bool:
    """Tell whether a description only says who somebody is: «X, un opposant arrêté par…», «X, auteur d'un livre»."""
    head = state.heads[index]
    told = not is_definite(head) and number(head) == "Sing" and not head.dep_.startswith("nsubj")
    return told and state.mentions[index].type is EntityType.PERSON


def _by_office(state: State, index: int) -> list[int]:
    """Return where the person stands whose office a description names: «X, un porte-parole de l'ONU (…)»."""
    words = state.mentions[index].reference.evidence
    return [
        state.bounds(holding.person.evidence)[0]
        for holding in state.holdings
        if holding.evidence.start <= words.start
        and words.end <= holding.evidence.end
        and (holding.role in words.exact or holding.evidence.start == words.start)
        and not words.start <= holding.person.evidence.start < words.end
        and not _serves_a_person(state, holding)
    ]


def _serves_a_person(state: State, holding: OfficeHolding) -> bool:
    """Tell whether an office serves a person, whose name may follow: «le conseiller du roi X»."""
    return holding.of is not None and any(
        mention.type is EntityType.PERSON and mention.reference.evidence == holding.of.evidence
        for mention in state.mentions
    )


def _another_office(state: State, index: int, name: int) -> bool:
    """Tell whether a name holds the office around this one, or that of the master: «le porte-parole du président X»."""
    words = state.mentions[index].reference.evidence
    start = state.mentions[name].reference.evidence.start
    follows = "," not in state.document.article.text[words.end : start]
    return any(
        (holding.evidence.start < words.start < words.end <= start and holding.role not in words.exact)
        or (holding.evidence.start == words.start and follows and _serves_a_person(state, holding))
        or (words.end < holding.evidence.start and not follows and _is_other(state, index, holding))
        for holding in state.holdings
        if holding.person.evidence.start == start
    )


def _is_other(state: State, index: int, holding: OfficeHolding) -> bool:
    """Tell whether two known offices stand side by side: «le président, | le vice-président X et sa page»."""
    words, _ = role_and_body(state, state.heads[index])
    return is_office(words) and is_office(holding.role) and office(words).name != office(holding.role).name


def _past_rank(state: State, index: int) -> int:
    """Return where a name begins after a rank or people: «le guide suprême, | l'ayatollah X», «…, | l'Italien Y»."""
    doc = state.document.doc
    if doc[index : index + 1].text.lower() not in ARTICLES or index + 1 >= len(doc):
        return index
    noun = noun_class(doc[index + 1])
    rank = doc[index + 1].lower_ in titles() or (noun is not None and noun.type is EntityType.PERSON)
    return index + 2 if rank or (doc[index + 1].is_title and _is_name(state, index + 2)) else index


def _rest(state: State, index: int, end: int) -> int:
    """Return where what describes somebody ends, at a comma or name: «la ministre chargée de l'aide à X | , Y, ».

    A second office goes on («le ministre de la Santé et des Sports», «le chef de l'Etat et du parti»), another person
    («le président et la ministre»), a verb or a mark does not; an acronym may explain the last words.
    """
    doc, comma = state.document.doc, end
    if state.mentions[index].type is not EntityType.PERSON or not is_definite(state.heads[index]):
        return end
    while comma < min(len(doc), end + LONGEST_REST) and doc[comma].text != ",":
        token = doc[comma]
        other = state.by_head.get(comma)
        if _is_name(state, comma):
            return comma if doc[comma - 1].pos_ not in JOINING else end
        inside = (
            token.text in BRACKETS
            or token.text.startswith(SIDES)
            or (token.text == "-" and not doc[comma - 1].whitespace_)
        )
        if is_finite(token) or (token.pos_ == "PUNCT" and not inside) or token.pos_ == "PRON":
            return end
        if other is not None and state.mentions[other].type is EntityType.PERSON and determiner(token) is not None:
            return end
        comma += 1
    return comma if comma < len(doc) and doc[comma].text == "," else end


def _is_name(state: State, token: int) -> bool:
    """Tell whether a person's name begins at a token."""
    other = state.covering.get(token)
    return other is not None and state.mentions[other].type is EntityType.PERSON and state.spans[other][0] == token


def _name_end(state: State, token: int) -> int | None:
    other = state.covering.get(token)
    return state.spans[other][1] if other is not None else None

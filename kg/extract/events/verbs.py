"""A verb -> its subjects and objects in meaning: passives turned, relatives replaced, infinitives controlled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events.lexicon import speaking
from kg.extract.events.lists import expanded
from kg.extract.events.relatives import antecedents
from kg.extract.events.scene import Scene, preposition
from kg.extract.events.strays import (
    before,
    claimed,
    described,
    displaced,
    followed,
    is_clause,
    is_span,
    late_object,
    opened,
    stray_object_of,
)
from kg.extract.office_phrases import is_national
from kg.extract.syntax import auxiliaries, case, children, conjuncts, is_passive
from kg.extract.words import words
from kg.phrases import object_control

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECT = ("nsubj", "nsubj:pass", "expl:subj")
#: acts of speech about what others do
JUDGING = frozenset({"accuse", "ask", "deny", "judge"})
#: acts of speech that want others to do something
CALLING = frozenset({"ask", "recommend"})
#: no subject, though the parser may say so
ME = frozenset({"me", "m'", "m’"})
STRESSED = frozenset({"lui", "elle", "eux", "elles"})
DEPTH = 5
#: who may do something, and who may be «le premier à» do it
DOERS = frozenset({"actor", "officials", "people", "troops"})
OF = frozenset({"de", "d'", "d’"})
#: relations of a verb that takes its subject from another verb
GOVERNED = frozenset({"acl", "advcl", "ccomp", "conj", "csubj", "obl:arg", "obl:mod", "xcomp"})


def subjects(scene: Scene, verb: Token, depth: int = 0) -> list[Token]:
    """Return who does what a verb says, in text order, coordinated ones each; empty if the text does not say."""
    if depth > DEPTH:
        return []
    if passive(verb):
        return expanded(_agents(verb))
    # «En riposte, Téhéran a tiré»: no subject stands behind a preposition
    found = [c for c in children(verb, *SUBJECT) if not _is_impersonal(c) and preposition(c) in {"", "de"}]
    # «A Bruxelles, des milliers»: the model takes the preposition without its accent for a name
    found = [c for c in found if c.text != "A" and c.lower_ not in ME]
    if found:
        late = displaced(verb)
        return [*_stranded(verb), *expanded(antecedents([c for c in found if c not in late]))]
    if verb.dep_ == "acl" and any(c.lower_ == "en" for c in children(verb, "mark")):
        # «vise des banques, en décrétant des sanctions»: who does it is the subject of the clause
        governor = next((t for t in verb.ancestors if t.pos_ == "VERB"), None)
        return subjects(scene, governor, depth + 1) if governor is not None else []
    opening = opened(verb)
    described = verb.dep_ == "acl" and "VerbForm=Part" in str(verb.morph) and not auxiliaries(verb)
    if described and opening is None and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return expanded([verb.head])
    # a finite verb is governed by none: «si le gouvernement annonce l'annexion»
    free = verb.dep_ == "xcomp" and "VerbForm=Fin" in str(verb.morph)
    found = before(verb) or (expanded([opening]) if opening is not None else [])
    return found or ([] if free else _controlled(scene, verb, depth))


def objects(verb: Token) -> list[Token]:
    """Return whom or what a verb is done to; the subject of a passive, the noun that a participle describes."""
    if passive(verb):
        found = antecedents(children(verb, "nsubj", "expl:subj"))
        opening = opened(verb)
        if not found and opening is None and verb.dep_ in {"acl", "amod"}:
            found = [described(verb)]
        if not found and (noun := opening or followed(verb)) is not None:
            found = [noun]
        if not found and verb.dep_ == "conj" and passive(verb.head):
            return objects(verb.head)
        if not found and verb.dep_ in {"xcomp", "advcl"}:
            found = antecedents(_raised(verb))
        return expanded(found or before(verb))
    found = [c for c in children(verb, "obj") if c.lower_ not in {"se", "s'", "s’"} and not is_span(c)]
    found = found or displaced(verb)
    # «a tué près de Damas le chef des rebelles»: that is where
    found = [c for c in found if not any(near.lower_ == "près" for near in children(c, "advmod")) or _is_numbered(c)]
    found += [c for c in children(verb, "obl:arg", "obl:mod") if _counts(c)]
    found += [c for more in children(verb, "advmod") for c in children(more, "obl:arg", "nmod") if case(c) in OF]
    found = found or [c for c in verb.children if c.dep_ == "dep" and c.pos_ == "NUM" and c.i > verb.i]
    if not found:
        # the parser takes «des» in «fournit des armes» for a preposition
        found = [
            c for c in children(verb, "obl:arg") if case(c) in {"des", "du"} and verb.lemma_ not in words("takes-de")
        ]
    found += [c for c in children(verb, "iobj") if c.lower_ in {"le", "la", "les", "l'", "l’"}]
    found = found or [c for c in verb.subtree if stray_object_of(c) == verb] or late_object(verb)
    return expanded(antecedents(found))


def objects_in(scene: Scene, verb: Token) -> list[Token]:
    """Return the objects of a verb, read once a document."""
    return scene.once(_objects_or_number, verb)


def _objects_or_number(scene: Scene, verb: Token) -> list[Token]:
    return objects(verb) or ([] if passive(verb) else _number_behind(scene, verb))


def _number_behind(scene: Scene, verb: Token) -> list[Token]:
    """«a tué près de 200 civils»: the parser takes the number for a name or an adverb."""
    for word in verb.doc[verb.i + 1 : min(verb.i + 5, verb.sent.end)]:
        counted = scene.counted.get(word.i)
        if counted is not None:
            return [verb.doc[counted.unit]]
        if word.pos_ not in {"ADV", "ADP", "DET"}:
            break
    return []


def _raised(verb: Token) -> list[Token]:
    """«les soldats pourraient être déployés»: the subject of the modal verb is that of the passive."""
    governor = verb.head
    if passive(governor) and verb.dep_ == "advcl":
        return objects(governor)
    while governor.dep_ == "xcomp" and not children(governor, "nsubj") and governor.head.i != governor.i:
        governor = governor.head
    return children(governor, "nsubj")


def passive(verb: Token) -> bool:
    """Tell whether a verb is done to its subject: a passive, or a past participle that describes a noun."""
    if verb.pos_ == "ADJ":
        return True
    if verb.lemma_ in words("being") or children(verb, "expl:comp") or doubled(verb):
        # «est tombée», «se sont entretenus»: the parser takes them for passives
        return False
    if is_passive(verb):
        # «a-t-il lancé» is parsed as a passive now and then; «avoir» forms none
        return not any(a.lemma_ == "avoir" for a in auxiliaries(verb)) or any(
            a.dep_ == "aux:pass" for a in verb.children
        )
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not is_clause(verb) and "Tense=Past" in str(verb.morph):
        # «a été inculpé et placé en détention»
        return passive(verb.head)
    if followed(verb) is not None or opened(verb) is not None:
        return True
    return verb.dep_ in {"acl", "amod", "advcl"} and "Tense=Past" in str(verb.morph) and not is_clause(verb)


def doubled(verb: Token) -> bool:
    """Tell whether a pronoun stands twice, as subject and as clitic: «nous nous sommes entretenus»."""
    return any(c.i and c.nbor(-1).lower_ == c.lower_ for c in children(verb, "iobj", "expl:comp"))


def is_made(verb: Token) -> bool:
    """«se faire réélire»: what is done to the subject."""
    return any(c.lemma_ == "faire" and c.i < verb.i for c in children(verb, "dep", "aux:caus", "aux"))


def _stranded(verb: Token) -> list[Token]:
    """Return the first members of a coordinated subject that the parser made the sentence («Paris, Rome et»)."""
    before = [c for c in children(verb, "dep") if c.pos_ in {"PROPN", "NOUN"} and c.right_edge.i + 1 < verb.i]
    joined = [c for c in before if c.doc[c.right_edge.i + 1].lower_ == "et" and not case(c)]
    if joined:
        # «Paris et Berlin fournissent»: the first of two names hangs loose
        return joined
    head = verb.head
    if verb.dep_ != "conj" or head.pos_ not in {"PROPN", "NOUN"} or head.dep_ != "ROOT":
        return []
    return [
        member for member in conjuncts(head) if member.pos_ in {"PROPN", "NOUN"} and member.i < verb.left_edge.i + 2
    ]


def _agents(verb: Token) -> list[Token]:
    # «les rebelles, soutenus eux par Téhéran»: the parser hangs the agent on the pronoun
    near = [verb, *(t for t in verb.doc[verb.i + 1 : verb.i + 2] if t.lower_ in STRESSED)]
    below = [c for word in near for c in word.children if c.dep_.startswith("obl")]
    found = [c for c in below if c.dep_ == "obl:agent" or preposition(c) == "par"]
    return [c for c in found if claimed(c) is None]


def _counts(token: Token) -> bool:
    """«envoyer jusqu'à 8.500 militaires»: an object behind a preposition that goes with the number."""
    first = preposition(token).split(" ")[0]
    return _is_numbered(token) and first in {"jusqu'", "jusqu’", "entre", "environ", "près"}


def _is_numbered(token: Token) -> bool:
    return token.pos_ in {"NUM", "PRON"} or any(c.dep_ == "nummod" for c in token.children)


def _is_impersonal(token: Token) -> bool:
    return (
        token.lower_ in {"il", "-il", "-t", "ce", "c'", "c’", "cela"}
        and token.dep_ == "expl:subj"
        and not _personal(token)
    )


def _personal(token: Token) -> bool:
    """«il pense» is parsed as impersonal more often than not; only a few verbs are."""
    return token.lower_ in {"il", "-il"} and token.head.lemma_ not in {
        "falloir",
        "avoir",
        "agir",
        "pleuvoir",
        "paraître",
    }


def _controlled(scene: Scene, verb: Token, depth: int) -> list[Token]:
    """Return the subject that a verb without one takes from its governor."""
    governor = verb.head
    if governor.i == verb.i or any(c.lower_ in {"que", "qu'", "qu’"} for c in children(verb, "mark")):
        return []
    if governor.pos_ in {"VERB", "AUX"} and verb.dep_ in GOVERNED:
        # «demande à rencontrer»: who demands it wants to do it, unlike «demande de»
        wanted = governor.lemma_ == "demander" and any(c.lower_ == "à" for c in children(verb, "mark"))
        found = _from_governor(scene, governor, depth, shared=verb.dep_ == "conj" or wanted)
        # «X dit que des discussions ont eu lieu et n'ont pas abouti»: the plural verb is not X's
        alone = len(found) == 1 and found[0].morph.get("Number", []) == ["Sing"]
        return [] if alone and verb.dep_ == "conj" and _is_plural(verb) else found
    if governor.i in scene.spans.names and verb.dep_ == "acl":
        # «accusent Ankara d'avoir bombardé»
        return [governor]
    if governor.pos_ == "ADJ":
        found = children(governor, "nsubj") or ([governor.head] if governor.dep_ in {"amod", "acl"} else [])
        return expanded(antecedents(found)) or _controlled(scene, governor, depth + 1)
    if governor.pos_ == "NOUN" and verb.dep_ in {"acl", "nmod", "xcomp", "ccomp"}:
        return _of_noun(scene, governor, verb, depth)
    return []


def _is_plural(verb: Token) -> bool:
    return any(
        t.morph.get("Number", []) == ["Plur"] and "VerbForm=Fin" in str(t.morph) for t in [verb, *auxiliaries(verb)]
    )


def _of_noun(scene: Scene, noun: Token, verb: Token, depth: int) -> list[Token]:
    """«le premier responsable américain à se rendre à Taïwan»: he himself does it; of «un projet de» whose it is."""
    if scene.classes(noun) & DOERS and any(c.lower_ == "à" for c in children(verb, "mark")):
        return [noun]
    return _owners(scene, noun) or _of_verb_above(scene, noun, depth)


def _from_governor(scene: Scene, governor: Token, depth: int, *, shared: bool) -> list[Token]:
    """Return whom a verb makes or lets do something, else its own subject."""
    if not shared and governor.lemma_ in object_control():
        addressed = _addressed(scene, governor)
        if addressed or (speaking().get(governor.lemma_) in CALLING and not passive(governor)):
            # «a appelé à ne plus signer»: who calls for it does not do it
            return addressed
    return objects(governor) if passive(governor) else subjects(scene, governor, depth + 1)


def _addressed(scene: Scene, governor: Token) -> list[Token]:
    found = [
        *children(governor, "obj", "iobj"),
        # «il m'a demandé de»: with «avoir» nothing is reflexive
        *(c for c in children(governor, "expl:comp") if any(a.lemma_ == "avoir" for a in auxiliaries(governor))),
        *(c for c in children(governor, "nsubj") if c.lower_ in ME),
        *(c for c in children(governor, "obl:arg") if preposition(c) in {"à", "au", "aux"}),
    ]
    if not found and passive(governor):
        found = objects(governor)
    return expanded(antecedents([c for c in found if "actor" in scene.classes(c) or scene.classes(c)]))


def _owners(scene: Scene, noun: Token) -> list[Token]:
    """«un projet russe d'envahir», «sa promesse de retirer», «la décision de Moscou d'envoyer»."""
    found = [
        c
        for c in noun.children
        if (c.dep_ == "amod" and is_national(c)) or (c.dep_ == "det" and c.morph.get("Poss", []))
    ]
    found += [c for c in children(noun, "nmod") if preposition(c) == "de" and "actor" in scene.classes(c)]
    return expanded(found[:1])


def _of_verb_above(scene: Scene, noun: Token, depth: int) -> list[Token]:
    if noun.dep_ == "obl:mod" and noun.lemma_ in words("time") and noun.head.pos_ == "VERB":
        # «a reproché à Ankara à l'automne d'avoir lancé»: the infinitive hung on the noun between it and its governor
        return _from_governor(scene, noun.head, depth, shared=False)
    if speaking().get(noun.head.lemma_) in JUDGING and not scene.classes(noun) & {"actor", "troops", "people"}:
        # «Paris a critiqué la décision d'envoyer des soldats»: somebody else's decision
        return []
    if noun.dep_ in {"obj", "obl:arg", "xcomp", "obl:mod"} and noun.head.pos_ in {"VERB", "AUX"}:
        return _from_governor(scene, noun.head, depth, shared=False)
    return []

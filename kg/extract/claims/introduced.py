"""A quotation -> who speaks, as the words before a colon or «peut-on lire dans…» tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.document import Quotation
from kg.extract.claims.coordination import coordinated
from kg.extract.claims.function_words import OF, PERSONAL, function
from kg.extract.claims.sources import agent_after
from kg.extract.claims.speakers import head_after, is_agent, is_document, is_person
from kg.extract.claims.subjects import subject_of
from kg.extract.claims.view import View

if TYPE_CHECKING:
    from spacy.tokens import Token

#: what somebody gives by speaking: «La réponse de Kiev: "Nous irons"»
ANSWERS = function("answer")
LEAST_SENTENCE = 4
#: «peut-on lire», «lit-on»
INDEFINITE = frozenset(["-on", "-t-on", "on", "lit-on", "peut-on", "pouvait-on"])
READ = frozenset(["lire", "lit", "lit-on"])


def introducer(view: View, quotation: Quotation) -> list[int]:
    """Return the heads of who speaks in a quoted sentence after a colon, empty if the words before do not say."""
    colon = view.skip_back(quotation.start - 1)
    if colon < 0 or view.word(colon) != ":" or not _is_sentence(view, quotation):
        return []
    first = view.skip(view.sentence(colon)[0])
    lead = range(first, colon)
    if any(view.quotation[i] for i in lead):
        return []
    if not any(view.finite(i) for i in lead):
        return owner_of_answer(view, lead) or _agent(view, lead) or _name(view, lead)
    return owner_of_answer(view, lead) or subject_in(view, lead)


def owner_of_answer(view: View, clause: range) -> list[int]:
    """Return whose the answer or reaction is that a clause begins with: «La réaction de Kiev n'a pas tardé»."""
    noun = clause.start + (view.pos(clause.start) == "DET")
    while noun < clause.stop and view.pos(noun) == "ADJ":
        noun += 1
    return owner_of(view, noun) if view.token(noun).lemma_.lower() in ANSWERS else []


def _is_sentence(view: View, quotation: Quotation) -> bool:
    inside = range(quotation.inner_start, quotation.inner_end)
    return quotation.masked or (len(inside) > LEAST_SENTENCE and any(view.finite(i) for i in inside))


def _name(view: View, lead: range) -> list[int]:
    """Return the name of «Anna Berg, ministre: "Je suis attristée"»: no verb, no noun before it."""
    name = next((i for i in lead if view.pos(i) == "PROPN" or view.named(i)), None)
    if name is None or any(view.pos(i) in ("ADP", "VERB", "NOUN") for i in range(lead.start, name)):
        return []
    return [name]


def _agent(view: View, lead: range) -> list[int]:
    """Return the agent of a participle: «Un échec jugé inquiétant par Anna Berg: "C'est la honte"»."""
    participle = next(
        (i for i in lead if view.pos(i) in ("VERB", "ADJ") and view.word(i).endswith(("é", "ée", "és"))), None
    )
    return agent_after(view, participle, lead.stop) if participle is not None else []


def subject_in(view: View, clause: range) -> list[int]:
    """Return the subject of a clause's main verb if it is a person: «Le député a une autre excuse: "J'étais las"»."""
    verb = next((i for i in clause if view.finite(i)), None)
    heads = subject_of(view, verb, clause.start) if verb is not None else []
    return heads if all(_is_person(view, head) for head in heads) else []


def _is_person(view: View, head: int) -> bool:
    return view.word(head) in PERSONAL or is_person(view.token(head)) or view.named_person(head)


def read_in(view: View, quotation: Quotation) -> Token | None:
    """Return the text in which a quotation is read: «"…", peut-on lire dans la lettre du ministre»."""
    position = view.skip(quotation.end)
    following = range(position, min(position + 9, view.sentence(quotation.end - 1)[1]))
    if not any(view.word(i) in INDEFINITE for i in following) or not any(view.word(i) in READ for i in following):
        return None
    place = next((i for i in following if view.word(i) in ("dans", "sur")), None)
    found = head_after(view, place + 1) if place is not None else None
    return found if found is not None and is_document(found) else None


def owner_of(view: View, noun: int) -> list[int]:
    """Return the heads of whose a thing is: «la lettre du ministre»."""
    if view.word(noun + 1) not in OF:
        return []
    head = head_after(view, noun + 2)
    return coordinated(view, head) if head is not None and is_agent(view, head) else []

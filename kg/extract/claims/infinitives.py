"""An infinitive of speech -> whether what governs it says that it has happened, and who is made to speak.

«a tenu à dénoncer», «a démissionné pour protester», «a poussé le ministre à exclure», «…», a tenté de rassurer X».
"""

from __future__ import annotations

from kg.extract.claims.function_words import CLITIC_SUBJECTS, HAVE
from kg.extract.claims.lexicon import Entry, light_verbs, verbs
from kg.extract.claims.speakers import head_after, is_agent
from kg.extract.claims.verb_group import is_reflexive
from kg.extract.claims.view import View

LONGEST_URGED = 12
LONGEST_CLITICS = 3
#: verbs whose mere purpose is speech
PROTEST = ("protester", "dénoncer")


def lightly(view: View, position: int, preposition: str) -> bool:
    """Tell whether a light verb governs the infinitive: «a tenu à dénoncer»."""
    for back in range(position, max(position - 4, -1), -1):
        if preposition in light_verbs().get(view.low[back], ()) and view.pos(back) in ("VERB", "AUX", "ADJ"):
            return True
        if view.pos(back) not in ("ADV", "NOUN", "PRON") and view.word(back) not in CLITIC_SUBJECTS:
            return False
    return False


def urged(view: View, position: int) -> int | None:
    """Return who is made to speak: «l'épidémie a poussé le ministre à exclure»."""
    first, _ = view.sentence(position)
    for back in range(position, max(position - LONGEST_URGED, first - 1), -1):
        if view.pos(back) == "VERB":
            urged = head_after(view, back + 1) if "obj à" in light_verbs().get(view.low[back], ()) else None
            return urged.i if urged is not None and is_agent(view, urged) else None
    return None


def protests(view: View, position: int, entry: Entry) -> bool:
    """Tell whether the purpose before which a «pour» stands is fulfilled: «ils ont défilé à Minsk pour dénoncer X».

    Whoever has done a thing to protest against another has protested: «il a démissionné pour protester contre X».
    """
    first, _ = view.sentence(position)
    for back in range(position - 1, max(position - 18, first - 1), -1):
        if view.pos(back) in ("VERB", "AUX"):
            done = entry.verb in PROTEST and not view.infinitive(back)
            return done or "pour" in light_verbs().get(view.low[back], ())
    return False


def narrated(view: View, position: int) -> bool:
    """Tell whether a sentence goes on with «Et de conclure…», «Et le ministre | de conclure: "…"»."""
    first = view.skip(view.sentence(position)[0])
    if view.word(first) != "et" or any(view.finite(i) for i in range(first, position + 1)):
        return False
    somebody = head_after(view, first + 1)
    return position == first or (somebody is not None and is_agent(view, somebody))


def says(view: View, start: int) -> bool:
    """Tell whether an infinitive is speech: «refuse de reconnaître un échec»; who refuses «de se présenter» acts."""
    for index in range(start, start + LONGEST_CLITICS):
        if entries := verbs().get(view.word(index)):
            reflexive = is_reflexive(view, index)
            return any(e.reflexive == reflexive and (e.takes("que") or e.takes("obj") == "yes") for e, _ in entries)
    return False


def after_quotation(view: View, start: int) -> int | None:
    """Return where the verb begins that governs an infinitive after a quotation: «…», a tenté de rassurer X."""
    for back in range(start - 2, max(start - 6, 0), -1):
        if view.word(back) == "," and view.closes(back - 1):
            verb = back + 1
            return verb if view.word(verb) in HAVE or view.finite(verb) else None
        if view.quotation[back] or view.pos(back) not in ("VERB", "AUX", "ADV", "PRON"):
            return None
    return None

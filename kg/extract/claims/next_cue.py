"""A token of a content -> whether the next speech begins there: «, soulignant que», «et a appelé», «, a-t-il dit»."""

from __future__ import annotations

from kg.extract.claims.conjugation import Shape
from kg.extract.claims.cues import Cue
from kg.extract.claims.function_words import CLITIC_SUBJECTS, COORDINATORS, EUPHONIC, HAVE, QUE, SUBORDINATORS
from kg.extract.claims.lexicon import verbs
from kg.extract.claims.remarks import has_main_verb
from kg.extract.claims.verb_group import reads_as_gerund
from kg.extract.claims.view import View

PRESENT_AUXILIARIES = frozenset(["a", "ont", "est", "sont"])


def gerund_cue(view: View, index: int) -> bool:
    """Tell whether a present participle of speech stands at a token."""
    return Shape.GERUND in _shapes(view, index) and reads_as_gerund(view, index)


def speech_clause(view: View, index: int) -> bool:
    """Tell whether a participle or inverted clause of speech begins: «, soulignant», «, a-t-il dit»."""
    while view.word(index) in ("en", "tout", "se", "s'") or view.pos(index) == "ADV":
        index += 1
    if gerund_cue(view, index):
        return True
    finite = Shape.FINITE in _shapes(view, index)
    following = view.word(index + 1)
    if finite and following in CLITIC_SUBJECTS | EUPHONIC:
        return True
    if view.word(index) in HAVE and (following in CLITIC_SUBJECTS | EUPHONIC or following in verbs()):
        return True
    noun = view.pos(index + 1) in ("DET", "PROPN", "PRON", "NOUN")
    return finite and view.pos(index) == "VERB" and noun


def inverted_clause(view: View, start: int, comma: int, end: int) -> bool:
    """Tell whether a clause ends in another's speech clause: «Selon X, l'homme est mort, | a dit une source»."""
    verb, following = view.word(comma + 1), view.word(comma + 2)
    if verb not in HAVE or view.quotation[comma] or (following not in EUPHONIC and following not in verbs()):
        return False
    goes_on = any(view.word(i) in QUE or view.opens(i) for i in range(comma + 2, end))
    return not goes_on and has_main_verb(view, start, comma)


def absolute(view: View, index: int, last: int) -> bool:
    """Tell whether a participle of speech with its own subject follows: «, l'opposition dénonçant…»."""
    for later in range(index, min(index + 8, last)):
        if view.finite(later) or view.word(later) == "," or view.quotation[later]:
            return False
        if later > index and gerund_cue(view, later):
            return view.pos(index) in ("DET", "PROPN", "NOUN", "ADJ", "PRON")
    return False


def listed(view: View, cue: Cue, index: int) -> bool:
    """Tell whether the next verb of a list comes: «a qualifié Untel de "rat", exhorté les forces à agir»."""
    invariable = not view.word(index).endswith(("e", "es", "s"))
    verb = Shape.PARTICIPLE in _shapes(view, index) and invariable and view.pos(index) == "VERB"
    return cue.auxiliary is not None and verb and view.pos(index + 1) == "DET"


def coordinated_cue(view: View, cue: Cue, index: int) -> bool:
    """Tell whether a verb of speech in the cue's own tense follows: «a salué l'accord et a appelé»."""
    while view.pos(index) == "ADV" or view.word(index) in ("se", "s'", ","):
        index += 1
    shapes = _shapes(view, index)
    if cue.auxiliary is None:
        return cue.shape in shapes and view.pos(index) in ("VERB", "ADJ")
    same = view.word(index) == view.word(cue.auxiliary)
    if same and any(w in verbs() for w in view.low[index + 1 : index + 5]):
        return True
    return Shape.PARTICIPLE in shapes and view.pos(index) == "VERB" and view.pos(index - 1) != "DET"


def coordinated_participle(view: View, cue: Cue, index: int) -> bool:
    """Tell whether the cue's auxiliary goes on with another verb: «a dénoncé l'attaque et suspendu ses ventes»."""
    form = view.word(index)
    invariable = form.endswith(("é", "i", "u", "is", "it")) and "VerbForm=Part" in str(view.token(index).morph)
    shared = cue.auxiliary is not None and view.pos(index) == "VERB"
    return shared and invariable and view.pos(index + 1) == "DET" and view.word(cue.auxiliary or 0) in HAVE


def others_speak(view: View, cue: Cue, coordinator: int, last: int, *, quoted: bool) -> bool:
    """Tell whether speech of its own comes after a clause: «a dit que A, et le Kremlin a demandé B».

    Where no quotation ends before, it has «que» and the cue's own tense: «a dit que A, mais il a ajouté que B».
    """
    if view.word(coordinator) not in COORDINATORS or view.word(coordinator + 1) in QUE:
        return False
    verb = next((i for i in range(coordinator + 1, last) if view.finite(i) or view.word(i) in QUE), last)
    if view.word(verb) in QUE:
        return False
    said = next((i for i in range(verb, min(verb + 4, last)) if view.word(i) in verbs()), None)
    if said is None:
        return False
    same = cue.auxiliary is not None and view.word(verb) == view.word(cue.auxiliary)
    return (quoted and said < verb + 3) or (same and view.word(said + 1) in QUE)


def unreported(view: View, cue: Cue, start: int, comma: int, last: int) -> bool:
    """Tell whether the journalist goes on in his own tense: «a dit qu'il plaisantait, mais on a vu le contraire»."""
    if cue.auxiliary is None or view.word(comma + 1) not in ("mais", "et") or view.word(comma + 2) in QUE:
        return False
    told = next((i for i in range(start, comma) if view.finite(i) and not view.quotation[i]), None)
    verb = next((i for i in range(comma + 2, last) if view.finite(i) or view.word(i) in SUBORDINATORS), last)
    if told is None or verb >= last or view.quotation[verb] or view.word(verb) not in PRESENT_AUXILIARIES:
        return False
    perfect = any("VerbForm=Part" in str(view.token(i).morph) for i in range(verb + 1, min(verb + 3, last)))
    return perfect and view.token(told).morph.get("Tense", []) == ["Imp"]


def _shapes(view: View, index: int) -> set[Shape]:
    return {shape for _, shape in verbs().get(view.word(index), ())}

"""The object of a cue -> what it is: speech itself, a number, a thing in which somebody sees another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.claims.cues import Cue
from kg.extract.claims.function_words import DE, QUANTITIES, QUE, RELATIVES
from kg.extract.claims.lexicon import Entry, speech_objects
from kg.extract.claims.speakers import head_after, is_agent
from kg.extract.claims.view import View
from kg.model import Act

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_COMPLEMENT = 9
#: «s'en prend à Untel à propos de la trêve»
REASONS = frozenset(["propos", "pour", "sur", "accusé", "accusée", "accusés", "accusées"])
#: «réclame davantage d'aide»
MEASURES = frozenset(["davantage", "plus", "moins", "beaucoup"])
#: what the tagger takes for an adverb: «exclut tout compromis»
ANY = frozenset(["tout", "toute"])
#: «annonce près de 3.000 cas», «au moins 12 morts»
ABOUT = MEASURES | frozenset(["près", "environ", "quelque", "au", "jusqu'", "autour"])


def determined(view: View, position: int) -> bool:
    """Tell whether an object may begin at a token: «des gaz», «de "vraies" aides», «de l'aide», «davantage d'aide»."""
    word = view.word(position)
    if view.pos(position) in ("DET", "NOUN", "PROPN", "NUM", "PRON", "ADJ") or word == "des":
        return True
    if word in ABOUT and any(view.word(i)[:1].isdigit() for i in range(position + 1, position + 3)):
        return True
    if word in ANY and view.pos(position + 1) in ("NOUN", "ADJ"):
        return True
    measured = word in MEASURES and view.word(position + 1) in DE
    partitive = word in DE and (view.pos(position + 1) == "ADJ" or view.opens(position + 1) is not None)
    some = word == "de" and view.word(position + 1) in ("la", "l'") and view.pos(position + 2) == "NOUN"
    return measured or partitive or (some and not is_agent(view, view.token(position + 2)))


def is_speech(entry: Entry, head: Token | None) -> bool:
    """Tell whether an object is itself speech: «offre ses condoléances», «exclut tout compromis», «évoque un retrait».

    What is known already is only what is talked about: «évoque les négociations».
    """
    nouns = speech_objects().get(entry.verb, frozenset())
    if head is None:
        return False
    whatever = entry.act is Act.DENY and entry.takes("obj~") and any(c.lower_ in ANY for c in head.children)
    told = entry.takes("obj+un") and any(c.dep_ == "det" and "Definite=Ind" in str(c.morph) for c in head.children)
    return bool(whatever or told) or head.lemma_.lower() in nouns or head.lower_.removesuffix("s") in nouns


def has_speech(view: View, entry: Entry, position: int, end: int) -> bool:
    """Tell whether an object that is speech follows a complement: «attribue à Paris la responsabilité de…»."""
    following = range(position + 1, min(position + LONGEST_COMPLEMENT, end))
    return any(is_speech(entry, view.token(i)) for i in following if view.pos(i) == "NOUN")


def is_target(view: View, entry: Entry, start: int, end: int) -> bool:
    """Tell whether an attack says no more than whom it hits: «s'en prend à Untel», not «s'en prend à un "traître"»."""
    if not entry.particle or entry.act is not Act.ACCUSE:
        return False
    head = head_after(view, start)
    reasoned = any(i in view.marks or view.word(i) in REASONS for i in range(start, end))
    return head is not None and is_agent(view, head) and not reasoned


def counts(view: View, position: int, end: int) -> bool:
    """Tell whether a number follows within a few words: «parlent de quelque 180.000 morts», «estime à 200 le…»."""
    following = range(position + 1, min(position + 5, end))
    return any(view.word(i)[:1].isdigit() or view.word(i) in QUANTITIES for i in following)


def seen_in(view: View, cue: Cue, position: int) -> bool:
    """Tell whether somebody sees one thing in another: «voit dans ce vote un échec», «dans lequel il voit un échec»."""
    before = view.low[max(cue.start - 4, 0) : cue.start]
    return "dans" in view.low[cue.end : position] or ("dans" in before and not RELATIVES.isdisjoint(before))


def leaves_object(view: View, start: int, index: int) -> bool:
    """Tell whether a preposition leaves the object: before an infinitive; before a noun if it hangs on the verb.

    «contre» does so always: «met en garde le ministre | contre une dérive».
    """
    if view.word(index) == "contre" or view.begins_infinitive(index + 1):
        return True
    head = view.token(index).head
    governor = head.head if head.i > index else head
    return not (start <= governor.i < index) or view.opens(index + 1) is not None


def deed_follows(view: View, entry: Entry, index: int, end: int) -> bool:
    """Tell whether «du» belongs to an object whose deed comes later: «accuse ce ténor du parti de mentir»."""
    if entry.act is not Act.ACCUSE or view.word(index) not in ("du", "des"):
        return False
    stop = next((i for i in range(index + 1, end) if view.word(i) == "," or view.finite(i)), end)
    return any(view.word(i) in DE and view.begins_infinitive(i + 1) for i in range(index + 1, stop))


def restricts(view: View, cue: Cue, position: int, end: int) -> bool:
    """Tell whether «que» limits («n'a évoqué que l'idée d'un retrait»): no clause follows."""
    negative = view.word(cue.start) in ("ne", "n'")
    return negative and not any(view.finite(i) for i in range(position + 1, min(position + 12, end)))


def bare_charge(view: View, position: int, end: int) -> int | None:
    """Return a charge without article, whatever it is parsed as: «accuse le pays de | dissimulation»."""
    for index in range(position + 1, end):
        if view.word(index) in (",", ":", *QUE) or view.finite(index):
            return None
        if view.word(index) in DE and view.pos(index + 1) == "NOUN":
            return index + 1
    return None


def object_head(view: View, start: int, end: int) -> int:
    """Return the head of the object between two tokens, its first token if it has no noun."""
    heads = [i for i in range(start, end) if view.pos(i) in ("NOUN", "PROPN", "PRON")]
    return next((i for i in heads if not start <= view.token(i).head.i < end), heads[0] if heads else start)

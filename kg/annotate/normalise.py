"""Text as given -> text that the language model reads well, with the offset of every character.

Composed accents (NFC), plain apostrophes and spaces, no invisible characters, Latin letters for their Cyrillic and
Greek look-alikes inside Latin words, UTF-8 read as Windows-1252 («Ã©») put right, and a space where two sentences
touch.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Sequence

Repair = Callable[[re.Match[str]], str]

SPACES = dict.fromkeys("\u00a0\u2007\u2008\u2009\u200a\u202f\u2002\u2003\u2004\u2005\u2006\u3000\t\x0b\x0c\x85", " ")
APOSTROPHES = dict.fromkeys("\u2019\u02bc\u2018\u00b4\u2032", "'")
LINES = dict.fromkeys("\u2028\u2029", "\n")
ONE_TO_ONE = str.maketrans({**SPACES, **APOSTROPHES, **LINES})

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\x00-\x08\x0e-\x1f]")
DECOMPOSED = re.compile("[^\\W_][\u0300-\u036f]+")
LOOK_ALIKES = str.maketrans("АВЕЅІЈКМНОРСТХУасеорхуіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTXYaceopxyijsABEZHIKMNOPTYXo")
FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
#: a lead byte of UTF-8 followed by its continuation bytes, all read as Windows-1252
MOJIBAKE = re.compile(
    "[ÂÃÅ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u2030]|â€[\u0080-\u00bf\u2122\u0153\u009d\u201c\u2013\u00a6]"
)


def _repair_mojibake(found: re.Match[str]) -> str:
    try:
        return found.group().encode("cp1252").decode("utf-8")
    except UnicodeError:
        return found.group()


def _repair_look_alikes(found: re.Match[str]) -> str:
    """Replace look-alikes in a word that also has Latin letters («с'est»); «Россия» keeps its own."""
    word = found.group()
    if not FOREIGN.search(word):
        return word
    latin = word.translate(LOOK_ALIKES)
    return latin if latin.isascii() or any("A" <= c <= "z" for c in word) else word


#: the first character of a sentence or an aside that touches what precedes it: «a-t-il dit.Le ministre», «Iran--»
GLUED = re.compile(r"(?<=[a-zß-ÿœ)»”\"][.?!])[A-ZÀ-ÝŒ](?=[\w'’ .])|(?<=[a-zß-ÿœ][.?!])-(?= )|(?<=\w)--|(?<=\w--)\w")

#: what is replaced, in this order, by what; each runs over the result of the one before
REPAIRS: tuple[tuple[re.Pattern[str], Repair], ...] = (
    (MOJIBAKE, _repair_mojibake),
    (DECOMPOSED, lambda found: unicodedata.normalize("NFC", found.group())),
    (INVISIBLE, lambda found: ""),
    (WORD, _repair_look_alikes),
    (GLUED, lambda found: f" {found.group()}"),
)


def normalise(text: str) -> tuple[str, Sequence[int]]:
    r"""Return the repaired text and, for each of its characters and its end, the offset in ``text``.

    >>> repaired, offsets = normalise("E\u0301lyse\u0301e, l’Ukraine")
    >>> repaired, offsets[6]
    ("Élysée, l'Ukraine", 8)
    """
    offsets: Sequence[int] = range(len(text) + 1)
    for pattern, repair in REPAIRS:
        if pattern is WORD and not FOREIGN.search(text):
            continue
        text, offsets = _substitute(pattern, repair, text, offsets)
    return text.translate(ONE_TO_ONE), offsets


def _substitute(
    pattern: re.Pattern[str], repair: Repair, text: str, offsets: Sequence[int]
) -> tuple[str, Sequence[int]]:
    parts: list[str] = []
    new = array("l")
    done = 0
    for found in pattern.finditer(text):
        replaced = repair(found)
        if replaced == found.group():
            continue
        start, end = found.span()
        parts += text[done:start], replaced
        new.extend(offsets[done:start])
        # a shorter replacement spreads over what it replaces: its last character still ends where the original ends
        new.extend(offsets[min(start + i, end - 1)] for i in range(len(replaced)))
        done = end
    if not parts:
        return text, offsets
    parts.append(text[done:])
    new.extend(offsets[done:])
    return "".join(parts), new

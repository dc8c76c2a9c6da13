"""Names in, comparable forms out: folded pieces for look-up, slugs for keys, agreement of capitals."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
WORD = re.compile(r"[^\W_]+")
ARTICLE = re.compile(r"(?:l['’]|les? |la )(?=\S)")
ARTICLES = frozenset({"le", "la", "les", "l", "un", "une", "des", "de", "du", "d", "et", "en", "au", "aux", "a"})


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Return the text without accents, case and foreign letters.

    >>> fold("États-Unis"), fold("Rafał")
    ('etats-unis', 'rafal')
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(LETTERS)
    return "".join(c for c in plain if not unicodedata.combining(c))


def pieces(text: str) -> tuple[str, ...]:
    """Return the folded words of a text; hyphens and apostrophes part words.

    >>> pieces("l’Arabie Saoudite"), pieces("Saint-Pétersbourg")
    (('l', 'arabie', 'saoudite'), ('saint', 'petersbourg'))
    """
    return tuple(WORD.findall(fold(text)))


def slug(text: str) -> str:
    """Return the words of a text joined by hyphens, ASCII only, for keys and IRIs.

    >>> slug("Abdel Fattah al-Sissi")
    'abdel-fattah-al-sissi'
    """
    return "-".join(word for word in pieces(text) if word.isascii()) or "sans-nom"


def bare(name: str) -> str:
    """Return a name without its small-letter article.

    >>> bare("l'Elysée"), bare("La Haye")
    ('Elysée', 'La Haye')
    """
    return ARTICLE.sub("", name, count=1) if ARTICLE.match(name) else name


def acronym(name: str) -> bool:
    """Tell whether a name is written in capitals only, like «ONU» or «M23»."""
    return len(name) > 1 and name.upper() == name and name[:1].isalpha()


def agrees(name: str, surface: str) -> bool:
    """Tell whether a surface form has the capitals that a name asks for: «Time» is not «time», «ANA» not «Ana».

    A name without capitals («armée américaine») asks for none; «Conseil de sécurité» asks for one of its own.

    >>> agrees("Conseil de sécurité", "Conseil de Sécurité"), agrees("Le Monde", "Le monde"), agrees("ANA", "Ana")
    (True, False, False)
    """
    if name == surface or name.islower():
        return True
    if acronym(name):
        return False
    if acronym(surface) and len(surface) <= 4:
        return False
    wanted, given = WORD.findall(name), WORD.findall(surface)
    if len(wanted) != len(given):
        return False
    pairs = [(a, b) for a, b in zip(wanted, given, strict=True) if a[:1].isupper() and fold(a) not in ARTICLES]
    return all(b[:1].isupper() for _, b in pairs[-1:]) if pairs else True

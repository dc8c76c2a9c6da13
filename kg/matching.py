"""A name as somebody types it -> a pattern of what the graph calls the same thing, for the filters of questions.

«Moscou» finds what an article calls Moscou, whose label is Russie; case, accents, apostrophes and hyphens do not count.
The patterns are regular expressions that every triplestore reads: classes, alternatives and escapes only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

#: the names of entities: the labels that articles give them, and all that any graph calls them.
SPARQL = """SELECT DISTINCT ?label ?name WHERE {{
  {{
    SELECT DISTINCT ?entity ?label WHERE {{
      GRAPH ?article {{ ?mention dep:refersTo ?entity . ?entity rdfs:label ?label }}
    }}
  }}
  {{
    SELECT DISTINCT ?entity ?name WHERE {{
      GRAPH ?graph {{ ?entity rdfs:label|skos:altLabel ?name }}
      FILTER(REGEX(STR(?name), {pattern}, "i"))
    }}
  }}
}}"""
_SPECIAL = re.compile(r"[.?*+^$|()\[\]{}\\]")
_ARTICLE = re.compile(r"l['’](?=.)|(?:le|la|les) (?=.)", re.IGNORECASE)
_SAME = {"'": "['’ʼ]", "’": "['’ʼ]", " ": "[ \u00a0-]", "-": "[ \u00a0-]"}


def pattern(text: str) -> str:
    """Return a pattern of the text wherever it stands, with or without its accents and the article before it.

    >>> [bool(re.search(pattern(text), "À l’Élysée", re.IGNORECASE)) for text in ("elysee", "L'ÉLYSÉE", "lysa")]
    [True, True, False]
    """
    typed = unicodedata.normalize("NFC", text.strip())
    article = _ARTICLE.match(typed)
    if article:
        return f"({_alike(article[0])})?{_alike(typed[article.end() :])}"
    return _alike(typed)


def meant(text: str, found: Iterable[tuple[str, str]]) -> str:
    """Return a pattern of the labels that a name means, given labels with their names that match its `pattern`.

    What bears just this name is meant, else what bears it as a part of its name.

    >>> meant("niger", [("Niger", "Niger"), ("Nigeria", "Nigeria")])
    '^(Niger)$'
    >>> meant("poutine", [("Vladimir Poutine", "Vladimir Poutine")])
    '^(Vladimir Poutine)$'
    """
    own = pattern(text)
    named = list(found)
    just = [label for label, name in named if re.fullmatch(own, name, re.IGNORECASE)]
    labels = sorted({*just} or {label for label, _ in named})
    return f"^({'|'.join(map(_escaped, labels))})$" if labels else own


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _alike(text: str) -> str:
    return "".join(map(_same, text))


def _same(char: str) -> str:
    letters = _letters().get(_bare(char))
    return f"[{letters}]" if letters else _SAME.get(char) or _escaped(char)


def _bare(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0].lower()


@cache
def _letters() -> dict[str, str]:
    """Return each plain letter with all its forms in Latin-1 and Latin Extended-A, the plain one first."""
    forms: dict[str, str] = {}
    for char in [*"abcdefghijklmnopqrstuvwxyz", *map(chr, range(0xC0, 0x180))]:
        if len(unicodedata.normalize("NFD", char)) > 1 or char.isascii():
            forms[_bare(char)] = forms.get(_bare(char), "") + char
    return forms

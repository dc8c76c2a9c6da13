"""The function words of French that the rules of speech ask for, by kind."""

from __future__ import annotations

from kg.knowledge import lexicon


def function(kind: str) -> frozenset[str]:
    """Return the words of a kind.

    >>> sorted(function("opener"))
    ['car', 'et', 'mais', 'or']
    """
    return frozenset(row["word"] for row in lexicon("function_words") if row["class"] == kind)


QUE = frozenset(["que", "qu'"])
DE = frozenset(["de", "d'"])
#: the preposition in what stands for it
CONTRACTED = {"d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à"}
OF = function("of")
RELATIVES = function("relative")
SUBJECT_RELATIVES = function("subject relative")
SUBORDINATORS = RELATIVES | function("subordinator")
COORDINATORS = function("coordinator")
#: the journalist's word before a quotation: Mais «il est clair…»
OPENERS = function("opener")
#: what makes «que» the second half of a conjunction or comparison
OTHER_QUE = function("before other que")
NEGATIONS = function("negation")
FIRST_OR_SECOND_PERSON = function("first or second person")
FIRST_PERSON = function("first person")
CLITICS = function("clitic")
CLITIC_SUBJECTS = function("clitic subject")
#: the t of «a-t-il», also where its hyphen is missing
EUPHONIC = function("euphonic t")
HAVE = function("avoir")
BE = function("être")
TITLES = function("title")
#: participles that name the maker of a call, a demand, a proposal
LAUNCHED = function("launched")
#: pronouns of somebody spoken of
PERSONAL = function("personal")
#: what somebody who says nothing refuses to do
SILENCE = function("silence")
#: nouns of number before those who speak: «des milliers de manifestants»
QUANTITIES = function("quantity")
DASHES = function("dash")
#: what an item of a list begins with
BULLETS = function("bullet")
FINAL = tuple(sorted(function("final")))
#: what begins an indirect question, and the frames of the verbs that report it
INDIRECT_QUESTIONS = {"si": ("si",), "comment": ("comment", "si"), "pourquoi": ("comment", "si"), "combien": ("que",)}

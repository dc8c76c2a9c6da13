"""French sentences and the mentions that must be recognised in them: words, type, first candidate or none."""

from __future__ import annotations

import pytest

from kg.annotate import annotate
from kg.extract.mentions import mentions
from kg.model import Article, EntityType, Form

CASES = [
    ("Washington a ordonné le retrait.", "Washington", "Country", "Q30"),
    ("Le président est arrivé à Washington.", "Washington", "Place", "Q61"),
    ("La Russie reproche à Washington de provoquer un conflit.", "Washington", "Country", "Q30"),
    ("Selon Moscou, la rencontre a échoué.", "Moscou", "Country", "Q159"),
    ("Il s'est rendu à Moscou et à Kiev.", "Kiev", "Place", "Q1899"),
    ("Les tensions entre Washington et Pékin augmentent.", "Pékin", "Country", "Q148"),
    ("Le scénario est démenti par Moscou.", "Moscou", "Country", "Q159"),
    ("A Paris, le masque est obligatoire.", "Paris", "Place", "Q90"),
    ("Le maire de Londres a démissionné.", "Londres", "Place", "Q84"),
    ("Bruxelles a proposé de nouvelles sanctions.", "Bruxelles", "InternationalOrganization", "Q458"),
    ("Le Pentagone a annoncé un retrait.", "Pentagone", "GovernmentBody", "Q11209"),
    ("L’Elysée a démenti.", "Elysée", "GovernmentBody", "governmentbody-presidence-de-la-republique-francaise"),
    ("Il a été reçu à la Maison Blanche.", "Maison Blanche", "Place", "Q35525"),
    ("Les Etats-Unis soutiennent l'OTAN.", "Etats-Unis", "Country", "Q30"),
    ("Les Etats-Unis soutiennent l'Otan.", "Otan", "InternationalOrganization", "Q7184"),
    ("Les Russes n'ont pas l'intention de partir.", "Les Russes", "Country", "Q159"),
    ("Les Russes célèbrent la fête nationale.", "Les Russes", "Group", None),
    ("M. Esper a démenti.", "M. Esper", "Person", None),
    ("Mme von der Leyen a répondu.", "Mme von der Leyen", "Person", None),
    ("Le général Kenneth Dupont a parlé.", "Kenneth Dupont", "Person", None),
    ("Le président Joe Biden a parlé.", "Joe Biden", "Person", "Q6279"),
    ("Un haut responsable américain a parlé.", "Un haut responsable américain", "Person", None),
    ("Des responsables américains ont parlé.", "Des responsables américains", "Group", None),
    ("L'ambassade américaine à Kiev a fermé.", "L'ambassade américaine à Kiev", "GovernmentBody", None),
    ("L'armée américaine se retire.", "armée américaine", "ArmedForce", "Q11211"),
    ("L’état-major américain a proposé des options.", "L’état-major américain", "ArmedForce", None),
    ("Le groupe Etat islamique a revendiqué l'attaque.", "groupe Etat islamique", "ArmedForce", "Q2429253"),
    ("L'invasion russe a commencé.", "russe", "Country", "Q159"),
    ("En fin de semaine, Pékin et Washington s'étaient accusés.", "Washington", "Country", "Q30"),
    ("Paris a été accusé de mentir.", "Paris", "Country", "Q142"),
    ("Paris a été bombardé.", "Paris", "Place", "Q90"),
    ("Il navigue en Méditerranée orientale.", "Méditerranée orientale", "Place", None),
    ("Il tient le Grand Tripoli.", "Grand Tripoli", "Place", None),
    ("M. Bassi-Mehr a parlé.", "M. Bassi-Mehr", "Person", None),
    ("Il a rappelé l'ambassadeur Du Fu.", "Du Fu", "Person", None),
    ("L'opération Rakoto a commencé.", "Rakoto", "ArmedForce", None),
    ("Selon le directeur du port, Jean Rakoto, tout va bien.", "Jean Rakoto", "Person", None),
    ("Des ONG ont protesté.", "Des ONG", "Group", None),
    ("François Hollande part. Promesse de Hollande.", "Hollande", "Person", None),
]


def _mentions(text):
    for document in annotate([Article("a", text, date="2022-02")]):
        return mentions(document)
    return ()


@pytest.mark.parametrize(("text", "words", "kind", "key"), CASES)
def test_a_mention_has_its_type_and_candidate(text, words, kind, key):
    found = {m.reference.evidence.exact: m for m in _mentions(text)}
    assert words in found, list(found)
    assert found[words].type is EntityType(kind)
    assert (found[words].candidates or (None,))[0] == key


ABSENT = [
    ("Le temps presse.", "temps"),
    ("Il habite rue de Moscou.", "Moscou"),
    ("Ils ont signé l'accord de Vienne.", "Vienne"),
    ("Un coup d'Etat a échoué.", "Etat"),
    ("Selon le magazine, c'est une bonne Force.", "Force"),
    ("«Nous\nsommes prêts», a dit Paris.", "Nous\nsommes"),
    ("- Offensives -\nLa guerre continue.", "Offensives"),
    ("Un sommet Trump-Kim aura lieu.", "Trump-Kim"),
]


@pytest.mark.parametrize(("text", "words"), ABSENT)
def test_a_common_word_is_no_mention(text, words):
    assert words not in {m.reference.evidence.exact for m in _mentions(text)}


def test_a_national_adjective_is_a_mention_of_its_own_form():
    forms = {m.reference.evidence.exact: m.reference.form for m in _mentions("Le ministre américain a parlé.")}
    assert forms == {"Le ministre américain": Form.DESCRIPTION, "américain": Form.ADJECTIVE}


def test_evidence_counts_in_the_text_as_given():
    text = "Les\u00a0Etats-Unis et l’Otan\r\n\r\nKiev attend."
    for mention in _mentions(text):
        evidence = mention.reference.evidence
        assert text[evidence.start : evidence.end] == evidence.exact


def test_names_do_not_cross_lines():
    words = {m.reference.evidence.exact for m in _mentions("Il est à Paris\n\nEmmanuel Macron parle.")}
    assert {"Paris", "Emmanuel Macron"} <= words

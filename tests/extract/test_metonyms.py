"""French sentences and what the capital in them is: the state that acts, or the city where something is."""

from __future__ import annotations

import pytest

from kg.annotate import annotate
from kg.extract.mentions import mentions
from kg.model import Article

CASES = [
    ("Un accord est possible, comme Le Caire l'a déjà dit à ses voisins.", "Le Caire", "Country"),
    ("Oslo s'est toutefois abstenu de commentaire.", "Oslo", "Country"),
    ("Plusieurs Etats ont apporté leur soutien à Lima.", "Lima", "Country"),
    ("Le réseau a supprimé des comptes liés à Hanoï depuis mardi.", "Hanoï", "Country"),
    ("Elle a remercié en retour Lima d'avoir aidé.", "Lima", "Country"),
    ("L'Union a envoyé un message à Rabat.", "Rabat", "Country"),
    ("La joute verbale Oslo-Rabat continue.", "Rabat", "Country"),
    ("Il assure que Lima et l'OMS se sont mis d'accord.", "Lima", "Country"),
    ("La décision de Lima est critiquée.", "Lima", "Country"),
    ("Le ministre, présent à ses côtés à Lima, a salué l'accord.", "Lima", "Place"),
    ("L'Union a envoyé une délégation à Rabat.", "Rabat", "Place"),
    ("L'avion a fait Rabat-Marseille dimanche.", "Rabat", "Place"),
    ("Il est arrivé en provenance directe de Lima.", "Lima", "Place"),
    ("L'ex-maire de Lisbonne a démissionné.", "Lisbonne", "Place"),
    ("Le porte-parole de la police de Nairobi a démenti.", "Nairobi", "Place"),
    ("Ses maisons sont typiques de Lisbonne.", "Lisbonne", "Place"),
    ("Le camp se trouve à une heure en voiture de Nairobi.", "Nairobi", "Place"),
    ("Ils sont détenus dans une ville proche de Nairobi.", "Nairobi", "Place"),
    ("Il est soigné à l'hôpital de la Charité de Berlin.", "Berlin", "Place"),
    ("Ils annoncent à Sanaa, la capitale, la naissance d'un Etat.", "Sanaa", "Place"),
    ("Il a été condamné mercredi en appel à Lisbonne à un an de prison.", "Lisbonne", "Place"),
    ("Les maires Anne Bor (Lisbonne) et Jean Ora sont venus.", "Lisbonne", "Place"),
    ("Une offensive contre Tripoli (Libye) a commencé.", "Tripoli", "Place"),
]


@pytest.mark.parametrize(("sentence", "words", "kind"), CASES)
def test_a_capital_acts_or_lies_there(sentence, words, kind):
    for document in annotate([Article("x", sentence)]):
        found = {mention.reference.evidence.exact: mention.type for mention in mentions(document)}
        assert found[words] == kind

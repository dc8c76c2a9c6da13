"""French sentences and the mentions that must be recognised in them: words, type, first candidate or none."""

from __future__ import annotations

import pytest

from kg.annotate import annotate
from kg.extract.mentions import mentions
from kg.model import Article, EntityType, Form

NUCLEAR = "document-accord-de-vienne-sur-le-nucleaire-iranien"

ORG = "InternationalOrganization"

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
    ("L'opposition de gauche a parlé.", "L'opposition de gauche", "Group", None),
    ("Il l'a dit au journal Libération.", "Libération", "MediaOutlet", "Q13717"),
    ("Des juristes comme un seul homme ont protesté.", "Des juristes", "Group", None),
    ("Il veut retirer son pays de l'accord.", "son pays", "Country", None),
    ("Il a parlé de son pays d'origine.", "son pays d'origine", "Country", None),
    ("La reconnaissance par Joe Biden de Kiev a surpris.", "Joe Biden", "Person", "Q6279"),
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
    ("Selon la Garde des Sceaux Jeanne Rakoto, tout va bien.", "Jeanne Rakoto", "Person", None),
    ("Selon la garde des Sceaux Anne Rakoto, tout va bien.", "Anne Rakoto", "Person", None),
    ("Selon le directeur du port, Jean Rakoto, tout va bien.", "Jean Rakoto", "Person", None),
    ("Des ONG ont protesté.", "Des ONG", "Group", None),
    ("François Hollande part. Promesse de Hollande.", "Hollande", "Person", None),
    # countries whose people are called alike
    ("L'Argentine a fermé ses frontières.", "Argentine", "Country", "Q414"),
    ("Il vit en Suisse.", "Suisse", "Country", "Q39"),
    ("La Somalie manque d'eau.", "Somalie", "Country", "Q1045"),
    ("Le roi Rakoto de Bahreïn arrive. Bahreïn a signé.", "Bahreïn", "Country", "Q398"),
    # capitals by what they do
    ("Une base militaire près de Téhéran a brûlé.", "Téhéran", "Place", "Q3616"),
    ("Le sénateur de Paris a protesté.", "Paris", "Place", "Q90"),
    ("L'avion assurait la liaison entre Alger et Rome.", "Rome", "Place", "Q220"),
    ("La capitale ukrainienne Kiev a rouvert ses parcs.", "Kiev", "Place", "Q1899"),
    ("La France rejette l'appel de Washington à négocier.", "Washington", "Country", "Q30"),
    ("Pékin n'avait pas confirmé lundi le retrait.", "Pékin", "Country", "Q148"),
    ("Pour Damas, ces sanctions sont illégales.", "Damas", "Country", "Q858"),
    ("Il s'est envolé pour Londres.", "Londres", "Place", "Q84"),
    ("L'Allemagne hésite face à Varsovie ou Rome.", "Rome", "Country", "Q38"),
    ("Le juge estime qu'Oslo viole le traité.", "Oslo", "Country", "Q20"),
    ("Elle habite Oslo.", "Oslo", "Place", "Q585"),
    ("Le conflit porte sur les mesures contre Oslo levées lundi.", "Oslo", "Country", "Q20"),
    ("Le régime d'Oslo, allié de Varsovie, poursuit ses efforts.", "Varsovie", "Country", "Q36"),
    ("Un tribunal de Varsovie l'a condamné.", "Varsovie", "Place", "Q270"),
    ("Ils déjeunent dans les jardins du Kremlin.", "Kremlin", "Place", "Q133274"),
    (
        "C'est la réponse du Kremlin.",
        "Kremlin",
        "GovernmentBody",
        "governmentbody-presidence-de-la-federation-de-russie",
    ),
    ("Il critique le ministre adjoint de la Justice Rakoto qui est parti.", "Rakoto", "Person", None),
    # whole phrases
    ("Des soldats de l'Otan près du marché ont parlé.", "Des soldats de l'Otan", "Group", None),
    ("Airbus a livré un avion.", "Airbus", "Company", "Q2311"),
    ("Le locataire de la Maison Blanche a tweeté.", "Le locataire de la Maison Blanche", "Person", None),
    ("Le député des Alpes-Maritimes a voté.", "Le député des Alpes-Maritimes", "Person", None),
    ("Le Premier ministre grec Kyriakos Mitsotakis a parlé.", "Le Premier ministre grec", "Person", None),
    # persons
    ("Le chercheur iranien Sohrab Rakoto est rentré.", "Sohrab Rakoto", "Person", None),
    ("La porte-parole du musée Lee Hyun-ju a parlé.", "Lee Hyun-ju", "Person", None),
    ("Selon M Rakoto, tout va bien.", "M Rakoto", "Person", None),
    ("Le président (français Emmanuel) Macron a tort.", "Macron", "Person", "Q3052772"),
    ("L'ancien chef de la diplomatie belge Didier Rakoto a parlé.", "Didier Rakoto", "Person", None),
    # what goes on after a known name
    ("Le Conseil européen des relations extérieures le dit.", "Conseil européen des relations extérieures", ORG, None),
    ("La Croix-Rouge libanaise est là.", "Croix-Rouge libanaise", ORG, None),
    ("La Croix-Rouge est là.", "Croix-Rouge", ORG, "Q5987345"),
    # bounds
    ("L'administration Biden a parlé.", "L'administration Biden", "GovernmentBody", None),
    ("Ils libèrent les pays d'Afrique des bandits.", "les pays d'Afrique", "Country", None),
    ("Il a vu son homologue à Lagos.", "son homologue", "Person", None),
    # capitals by what they do
    ("Selon lui, Ankara trouve là un allié.", "Ankara", "Country", "Q43"),
    ("Ankara se trouve au centre du pays.", "Ankara", "Place", "Q3640"),
    ("Le conseil municipal de Washington a voté.", "Washington", "Place", "Q61"),
    ("Une vidéo de Moscou bombardée circule.", "Moscou", "Place", "Q649"),
    # things by their words
    ("Il enseigne à la Rakoto University.", "Rakoto University", "GovernmentBody", None),
    ("Il l'a dit au Rakoto Examiner.", "Rakoto Examiner", "MediaOutlet", None),
    ("Le député XYZ de Lyon a voté.", "XYZ", "PoliticalParty", None),
    ("La loi Rakoto a été votée.", "loi Rakoto", "Document", None),
    ("Il a été décidé par la résolution 2254 de l'ONU.", "résolution 2254", "Document", None),
    ("Ils sont réunis place de l'Indépendance.", "place de l'Indépendance", "Place", None),
    ("Il vit dans les Pyrénées-Atlantiques.", "Pyrénées-Atlantiques", "Place", None),
    ("Il l'a dit dans un entretien au Monde.", "Monde", "MediaOutlet", "Q12461"),
    ("Les Etats-Unis votent, les démocrates protestent.", "les démocrates", "PoliticalParty", "Q29552"),
    ("L'Iran respecte l'accord de Vienne.", "accord de Vienne", "Document", NUCLEAR),
    ("Il dirige le Centre de soins et de recherche.", "le Centre de soins et de recherche", "GovernmentBody", None),
    ("Il a été reçu à Columbus Circle.", "Columbus Circle", "Place", None),
    ("Il l'a dit à la chaîne XYZ news.", "XYZ news", "MediaOutlet", None),
    ("Un homme en fuite avec Protais Rakotu est là.", "Protais Rakotu", "Person", None),
    ("La patronne des Verts, Eva Rakoto, a parlé.", "Verts", "PoliticalParty", None),
    ("Le directeur du syndicat (CFE-XYZ) a parlé.", "CFE-XYZ", "Company", None),
    ("Il vit dans la ville de Rakotoville.", "Rakotoville", "Place", None),
    ("Il a vu le prince Albert de Monaco.", "Albert de Monaco", "Person", None),
    ("L'Américain Dupont & Durand a signé.", "Dupont & Durand", "Company", None),
    ("Selon une information du Parisien, il part.", "Parisien", "MediaOutlet", "Q142348"),
    ("Les Verts sortent grands vainqueurs.", "Verts", "PoliticalParty", None),
    ('Il faut "agir", avance Lim Hyun-ju de Lagos.', "Lim Hyun-ju", "Person", None),
    ("Une enquête du CFIUX, l'agence américaine chargée de la sécurité, a commencé.", "CFIUX", "GovernmentBody", None),
    ("Pour Cheong Hwan-chang, directeur du Centre, rien ne va.", "Cheong Hwan-chang", "Person", None),
    ("Selon le rédacteur en chef de WikiLeaks, Kristjan Rakotsson.", "Kristjan Rakotsson", "Person", None),
    ("Le rachat du Britannique Vodatel par l'Espagnol Telenor.", "Telenor", "Company", None),
    ("L'Office national des Forêts a dit oui.", "Office national des Forêts", "GovernmentBody", None),
    ("Il nomme à la Cour suprême des juges hostiles.", "Cour suprême", "GovernmentBody", "Q11201"),
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
    ("Un Boeing est tombé.", "Boeing"),
    ("Un Airbus A330 est tombé. L'Airbus venait de Lyon.", "Airbus"),
    ("Le bateau Rakoto Be est rentré. Hier, on a vu le Rakoto Be au large.", "Rakoto Be"),
    ("Elle enseigne à l'Université de Varsovie.", "Varsovie"),
    ("L'enquête du parquet de Lyon avance.", "Lyon"),
    ("Le temps presse.", "temps"),
    ("Un Franco-Marocain est parti. Un autre Franco-Marocain reste.", "Franco-Marocain"),
    ("Le Garde des Sceaux s'est défendu.", "Garde des Sceaux"),
    ("Il habite rue de Moscou.", "Moscou"),
    ("Ils ont signé l'accord de Vienne.", "Vienne"),
    ("Il a suivi le Tour de France.", "France"),
    ("Il a reçu la légion d'honneur.", "la légion d'honneur"),
    ("Ils ont déployé deux avions Rakoto.", "Rakoto"),
    ("Ils négocient sur la base de l'accord.", "la base de l'accord"),
    ("Un coup d'Etat a échoué.", "Etat"),
    ("Selon le magazine, c'est une bonne Force.", "Force"),
    ("«Nous\nsommes prêts», a dit Paris.", "Nous\nsommes"),
    ("- Offensives -\nLa guerre continue.", "Offensives"),
    ("Un sommet Trump-Kim aura lieu.", "Trump-Kim"),
    ("Il a donné une conférence de presse à Lagos.", "presse"),
    ("C'était sous la présidence de Barack Obama.", "la présidence de Barack Obama"),
    ("Berlin prend la présidence de l'UE.", "la présidence de l'UE"),
    ("La Ligue des champions reprend en Italie.", "Ligue"),
    ("Aucun ministre belge n'est venu.", "Aucun ministre belge"),
    ("L'opposition du maire au projet est connue.", "L'opposition du maire"),
    ("Il rentre à Lyon à la Libération.", "Libération"),
    ("Ils ont visité le musée de Vienne.", "Vienne"),
    ("Les Ottomans ont régné sur les Balkans.", "Ottomans"),
    ("Le centre Time Warner est fermé.", "Time"),
    ("Le sommet Rakoto-Zafy a échoué, selon Jean Rakoto et Luc Zafy.", "Rakoto-Zafy"),
    ("Le commissaire européen à la Fiscalité, Jean Rakoto, est là.", "Fiscalité"),
    ("Un cadre du ministère de la Santé du Sindh parle.", "Santé du Sindh"),
    ("Il étudie à l'université américaine de Rakotoville.", "Rakotoville"),
    ('Son livre, intitulé "A Great Trust Story", est paru.', "A Great Trust Story"),
    ("Le laboratoire P4 de Wuhan est fermé.", "P4"),
    ("Les médias Fake News mentent.", "Fake News"),
    ("Ce Marseillais de 40 ans est là.", "Marseillais"),
    ("Riposte de Pékin après des mois de tensions.", "Riposte de Pékin"),
    ("Il a vu le Tout-Paris des affaires.", "Tout-Paris"),
    ("Deux hélicoptères, un Tigre et un Cougar, se sont heurtés.", "Cougar"),
    ("Le porte-avions Charles-de-Gaulle est parti.", "Charles-de-Gaulle"),
    ("Il a pris la place d'Emmanuel Macron dans la liste.", "place d'Emmanuel Macron"),
    ("Ils ont supprimé un programme, baptisé MEDEX, voté en 2012.", "MEDEX"),
    ("Les aides et programmes publics comme Medicaid coûtent cher.", "Medicaid"),
    ("Affront diplomatique\nLe ministre est parti.", "Affront diplomatique"),
    ("C'est ce que dit le rédacteur en chef de la revue.", "chef de la revue"),
    ("Royaume-Uni, Japon, BrésilLe pays négocie seul.", "BrésilLe"),
    ("Il l'a dit à la Britannico-iranienne Nazanin Rakoto.", "Britannico-iranienne"),
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

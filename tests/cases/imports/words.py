"""Words: scales, names, accents, apostrophes, duplicates, languages."""

import unicodedata
from functools import partial

from tests.cases.imports.expected import AnyOf, AwkwardFile, Maybe, Word, wide
from tests.cases.imports.writing import Page, text, xlsx

THREE = ["Navette gare", "Autopartage", "Covoiturage"]


def _apart(words):
    return unicodedata.normalize("NFD", words)


def files():
    yield AwkwardFile(
        "mots.csv",
        partial(
            text,
            [
                "Projet;Adhésion;Note;Accord",
                "Navette gare;Fort;A;défavorable",
                "Autopartage;FORT ;C;Favorable",
                "Vélo;faible;B;favorable",
                "Covoiturage;Moyen;E;n.d.",
                "Parking;moyen;A;partagé",
            ],
        ),
        "one word in several cases is one level; letters are levels",
        levers=["Navette gare", "Autopartage", "Vélo", "Covoiturage", "Parking"],
        criteria=["Adhésion", "Note", "Accord"],
        scores=wide(
            "B:D",
            "2:6",
            [
                [Word("Fort"), Word("A"), Word("défavorable")],
                [Word("Fort"), Word("C"), Word("Favorable")],
                [Word("faible"), Word("B"), Word("Favorable")],
                [Word("Moyen"), Word("E"), None],
                [Word("Moyen"), Word("A"), Word("partagé")],
            ],
        ),
        may_ask=["role"],
    )
    yield AwkwardFile(
        "niveaux numerotes.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Site", "Bruit", "Accès"],
                    ["Quai Sud", "1 - faible", "+++"],
                    ["Gare", "4 – très fort", "+"],
                    ["Plaine", "2 - moyen", "++"],
                    ["Mairie", "1 - faible", "+"],
                ],
            ),
        ),
        "levels with a figure before, and plus signs",
        sheet="Notes",
        levers=["Quai Sud", "Gare", "Plaine", "Mairie"],
        criteria=["Bruit", "Accès"],
        scores=wide(
            "B:C",
            "2:5",
            [
                [Word("1 - faible"), Word("+++")],
                [Word("4 – très fort"), Word("+")],
                [Word("2 - moyen"), Word("++")],
                [Word("1 - faible"), Word("+")],
            ],
        ),
    )
    yield AwkwardFile(
        "oui non.csv",
        partial(
            text,
            [
                "Projet,Foncier maîtrisé,Compatible PLU,Coût",
                "Navette gare,oui,Oui,210",
                "Autopartage,non,OUI,35",
                "Covoiturage,Oui,Non,15",
            ],
        ),
        "yes and no",
        levers=THREE,
        criteria=["Foncier maîtrisé", "Compatible PLU", "Coût"],
        scores=wide(
            "B:D",
            "2:4",
            [
                [Word("oui"), Word("Oui"), 210],
                [Word("non"), Word("Oui"), 35],
                [Word("oui"), Word("Non"), 15],
            ],
        ),
    )
    yield AwkwardFile(
        "vrai faux.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Projet", "Éligible", "Coût"],
                    ["Navette gare", True, 210],
                    ["Autopartage", False, 35],
                    ["Covoiturage", True, 15],
                ],
            ),
        ),
        "booleans of a workbook: words of any language, or asked; never 1 and 0",
        sheet="Notes",
        levers=THREE,
        criteria=["Éligible", "Coût"],
        scores=wide("B:C", "2:4", [[Maybe(Word("")), n] for n in (210, 35, 15)]),
        may_ask=["role"],
    )
    yield AwkwardFile(
        "accents decomposes.csv",
        partial(
            text,
            [
                _apart("Opération;Coût (k€);Adhésion"),
                _apart("Végétalisation;210;élevée"),
                "Rénovation;35;" + _apart("modérée"),
                _apart("Éclairage;15;") + "modérée",
            ],
        ),
        "accents apart from their letters, as a Mac writes them",
        levers=["Végétalisation", "Rénovation", "Éclairage"],
        criteria=[AnyOf("Coût (k€)", "Coût"), "Adhésion"],
        scores=wide(
            "B:C", "2:4", [[210, Word("élevée")], [35, Word("modérée")], [15, Word("modérée")]]
        ),
        units={0: ("k€",)},
    )
    yield AwkwardFile(
        "apostrophes.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Projet", "Part d’énergie", "Coût de l'opération"],
                    ["L’autopartage", 12, 210],
                    ["L'habitat", 30, 35],
                    ["Qu’en dire ?", 4, 15],
                ],
            ),
        ),
        "straight and curly apostrophes, as written",
        sheet="Notes",
        levers=["L’autopartage", "L'habitat", "Qu’en dire ?"],
        criteria=["Part d’énergie", "Coût de l'opération"],
        scores=wide("B:C", "2:4", [[12, 210], [30, 35], [4, 15]]),
    )

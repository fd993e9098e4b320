"""Long tables, exports of other programs, answers of people."""

from functools import partial

from tests.cases.imports.expected import (
    AnyOf,
    AwkwardFile,
    Maybe,
    Word,
    listed,
    wide,
)
from tests.cases.imports.writing import Page, text, xlsx

THREE = ["Navette gare", "Autopartage", "Covoiturage"]


def files():
    yield from _long()
    yield from _programs()
    yield from _people()


def _long():
    lines = [
        (0, 0, "210", 210),
        (0, 1, "fort", Word("fort")),
        (1, 0, "n.d.", None),
        (1, 1, "moyen", Word("moyen")),
        (2, 0, "15", 15),
        (2, 1, "fort", Word("fort")),
    ]
    criteria = ["Coût", "Adhésion"]
    yield AwkwardFile(
        "longue.csv",
        partial(
            text,
            ["Levier;Critère;Note;Source;Date"]
            + [f"{THREE[a]};{criteria[b]};{c};DREAL;12/03/2026" for a, b, c, _ in lines],
            "cp1252",
        ),
        "a row for each score, with its source and its day",
        levers=THREE,
        criteria=criteria,
        scores=listed("C", 2, [(a, b, v) for a, b, _, v in lines]),
        asked=[("orientation", "")],
        may_ask=["orientation"],
    )
    yield AwkwardFile(
        "longue fusionnee.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [["Projet", "Critère", "Valeur"]]
                + [
                    [THREE[a] if b == 0 else None, criteria[b], int(c) if c.isdigit() else c]
                    for a, b, c, _ in lines
                ],
                merged=["A2:A3", "A4:A5", "A6:A7"],
            ),
        ),
        "names of levers merged over their rows",
        sheet="Notes",
        levers=THREE,
        criteria=criteria,
        scores=listed("C", 2, [(a, b, v) for a, b, _, v in lines]),
        asked=[("orientation", "")],
        may_ask=["orientation", "role"],
    )
    yield AwkwardFile(
        "longue a trous.csv",
        partial(
            text,
            [
                "Projet;Critère;Valeur",
                "Navette gare;Coût;210",
                "Navette gare;Délai;6",
                "Autopartage;Coût;35",
                "Covoiturage;Délai;2",
                "Covoiturage;Coût;15",
            ],
        ),
        "what a long table does not mention is unknown",
        levers=THREE,
        criteria=["Coût", "Délai"],
        scores=[
            *listed("C", 2, [(0, 0, 210), (0, 1, 6), (1, 0, 35), (2, 1, 2), (2, 0, 15)]),
        ],
        asked=[("orientation", "")],
        may_ask=["orientation"],
    )
    yield AwkwardFile(
        "longue en double.csv",
        partial(
            text,
            [
                "Projet;Critère;Valeur",
                "Navette gare;Coût;210",
                "Navette gare;Délai;6",
                "Autopartage;Coût;35",
                "Autopartage;Délai;3",
                "Navette gare;Coût;190",
                "Covoiturage;Coût;15",
                "Covoiturage;Délai;2",
            ],
        ),
        "one score twice, that differ",
        unsure=True,
        problems=["C6|A6|B6|A6:C6"],
    )


def _programs():
    yield AwkwardFile(
        "tableau croise.xlsx",
        partial(
            xlsx,
            Page(
                "TCD",
                [
                    ["Somme de Note", "Étiquettes de colonnes", None, None, None],
                    ["Étiquettes de lignes", "Adhésion", "Coût", "Délai", "Total général"],
                    ["Autopartage", 4, 35, 3, 42],
                    ["Covoiturage", 2, 15, 2, 19],
                    ["Navette gare", 5, 210, 6, 221],
                    ["Total général", 11, 260, 11, 282],
                ],
            ),
        ),
        "what a pivot table leaves",
        sheet="TCD",
        levers=["Autopartage", "Covoiturage", "Navette gare"],
        criteria=["Adhésion", "Coût", "Délai"],
        scores=wide("B:D", "3:5", [[4, 35, 3], [2, 15, 2], [5, 210, 6]]),
        left_out={"E2:E6": "total", "A6:D6": "total"},
        may_ask=["header", "orientation"],
    )
    yield AwkwardFile(
        "sap.txt",
        partial(
            text,
            [
                "12.03.2026                 Liste dynamique                       1",
                "-----------------------------------------------------------------",
                "|Désignation              |    Coût (€)|  Délai|Statut|",
                "|-------------------------|------------|-------|------|",
                "|Navette gare             |  210.000,00|      6|OUV   |",
                "|Autopartage              |   35.500,50|      3|CLO   |",
                "|Covoiturage              |   15.000,00|      2|OUV   |",
                "|-------------------------|------------|-------|------|",
                "|* Total                  |  260.500,50|     11|      |",
                "-----------------------------------------------------------------",
            ],
            "cp1252",
        ),
        "bars around, rules of dashes, points between thousands, a total with a star",
        levers=THREE,
        criteria=[AnyOf("Coût (€)", "Coût"), "Délai", "Statut"],
        scores=wide(
            "C:E",
            "5:7",
            [
                [210000, 6, Word("OUV")],
                [35500.5, 3, Word("CLO")],
                [15000, 2, Word("OUV")],
            ],
        ),
        may_ask=["role", "header"],
        left_out={"B9:E9": "total"},
        units={0: ("€",)},
    )
    yield AwkwardFile(
        "google.csv",
        partial(
            text,
            [
                "Projet,Coût (k€),Part,Avis",
                'Navette gare,"1 210,5",12%,👍 favorable',
                'Autopartage,"35,0","7,5%",réservé',
                "Covoiturage,15,0%,réservé",
            ],
            "utf-8",
            "\r\n",
        ),
        "a sheet that is downloaded as a text",
        levers=THREE,
        criteria=[AnyOf("Coût (k€)", "Coût"), "Part", "Avis"],
        scores=wide(
            "B:D",
            "2:4",
            [
                [1210.5, 12, Maybe(Word("👍 favorable"))],
                [35, 7.5, Word("réservé")],
                [15, 0, Word("réservé")],
            ],
        ),
        units={0: ("k€",), 1: ("%",)},
    )


def _people():
    yield AwkwardFile(
        "formulaire.xlsx",
        partial(
            xlsx,
            Page(
                "Réponses au formulaire 1",
                [
                    [
                        "Horodateur",
                        "Adresse e-mail",
                        "Quel est votre avis sur la navette ?",
                        "Quel est votre avis sur l'autopartage ?",
                        "Remarques libres",
                    ],
                    ["2026/03/12 9:41:07 AM UTC+1", "a.martin@example.org", 4, 3, None],
                    ["2026/03/12 10:02:55 AM UTC+1", "b.durand@example.org", 5, 1, "trop cher"],
                    ["2026/03/13 8:15:30 AM UTC+1", "c.petit@example.org", 2, 4, None],
                ],
            ),
        ),
        "answers of people are no levers: asked",
        unsure=True,
    )
    yield AwkwardFile(
        "sondage.csv",
        partial(
            text,
            [
                "Répondant;Navette gare;Autopartage;Covoiturage",
                "Répondant 1;4;3;5",
                "Répondant 2;5;1;2",
                "Répondant 3;2;4;4",
                "Répondant 4;3;3;3",
            ],
        ),
        "people in rows, levers in columns: asked",
        unsure=True,
    )

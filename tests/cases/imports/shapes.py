"""Where the table is: titles, headers over two rows, tables beside, turned round, long."""

from functools import partial

from tests.cases.imports.expected import AnyOf, AwkwardFile, Grouped, turned, wide
from tests.cases.imports.opendocument import ods
from tests.cases.imports.writing import PANEL, Page, text, xlsx

PLAIN = [[210, 6, "fort"], [35, 3, "moyen"], [120, 9, "faible"], [15, 2, "fort"]]
COST = AnyOf("Coût (k€)", "Coût")
DELAY = AnyOf("Délai (mois)", "Délai")


def _rows(values=PLAIN, names=PANEL):
    return [[name, *line] for name, line in zip(names, values, strict=True)]


def files():
    yield AwkwardFile(
        "titres au-dessus.xlsx",
        partial(
            xlsx,
            Page(
                "Notation",
                [
                    ["Comité de pilotage mobilité – Communauté de communes", None, None, None],
                    ["Version provisoire du 12 mars 2026", None, None, None],
                    ["Rédaction : service Transports", None, "Diffusion restreinte", None],
                    [],
                    ["Projet", "Coût (k€)", "Délai (mois)", "Adhésion"],
                    *_rows(),
                ],
                merged=["A1:D1"],
            ),
        ),
        "three lines of titles, one merged, then a blank row",
        sheet="Notation",
        levers=PANEL,
        criteria=[COST, DELAY, "Adhésion"],
        scores=wide("B:D", "6:9", PLAIN),
        units={0: ("k€",), 1: ("mois",)},
        left_out={"A1": "title", "A2": "title", "A3": "title"},
    )
    yield AwkwardFile(
        "titres.csv",
        partial(
            text,
            "Direction de la transition;;;\r\nAppel à projets 2026;;;\r\n;;;\r\n"
            "Projet;Coût (k€);Délai (mois);Adhésion\r\n"
            + "".join(f"{n};{a};{b};{c}\r\n" for n, a, b, c in _rows()),
            "cp1252",
        ),
        "titles and a blank row above, in a text",
        levers=PANEL,
        criteria=[COST, DELAY, "Adhésion"],
        scores=wide("B:D", "5:8", PLAIN),
        left_out={"A1": "title", "A2": "title"},
    )
    double = [[4, 12, 3, 6], [2, 8, 4, 3], [5, 20, 2, 9], [1, 3, 5, 2]]
    yield AwkwardFile(
        "en-tete double.xlsx",
        partial(
            xlsx,
            Page(
                "Grille",
                [
                    ["Projet", "Environnement", None, "Société", None],
                    [None, "GES évités (kt)", "Surface rendue (ha)", "Accès", "Emplois créés"],
                    *_rows(double),
                ],
                merged=["A1:A2", "B1:C1", "D1:E1"],
            ),
        ),
        "a header over two merged rows",
        sheet="Grille",
        levers=PANEL,
        criteria=[
            Grouped("Environnement", "GES évités"),
            Grouped("Environnement", "Surface rendue"),
            Grouped("Société", "Accès"),
            Grouped("Société", "Emplois créés"),
        ],
        scores=wide("B:E", "3:6", double),
        units={0: ("kt",), 1: ("ha",)},
    )
    yield AwkwardFile(
        "en-tete double memes noms.ods",
        partial(
            ods,
            Page(
                "Phases",
                [
                    ["Projet", "Phase 1", None, "Phase 2", None],
                    [None, "Coût", "Délai", "Coût", "Délai"],
                    *_rows(double),
                ],
                merged=["A1:A2", "B1:C1", "D1:E1"],
            ),
        ),
        "two groups of the same criteria: their names need the group",
        sheet="Phases",
        levers=PANEL,
        criteria=[
            Grouped("Phase 1", "Coût", needed=True),
            Grouped("Phase 1", "Délai", needed=True),
            Grouped("Phase 2", "Coût", needed=True),
            Grouped("Phase 2", "Délai", needed=True),
        ],
        scores=wide("B:E", "3:6", double),
    )
    yield AwkwardFile(
        "a cote d'un bareme.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Projet", "Impact", "Adhésion", None, "Note", "Signification"],
                    ["Navette gare", 4, 5, None, 1, "très faible"],
                    ["Autopartage", 3, 2, None, 2, "faible"],
                    ["Vélo en libre-service", 5, 4, None, 3, "moyen"],
                    ["Covoiturage", 2, 3, None, 4, "bon"],
                    ["Parking relais", 1, 1, None, 5, "très bon"],
                ],
            ),
        ),
        "the meaning of marks beside the table",
        sheet="Notes",
        levers=[*PANEL, "Parking relais"],
        criteria=["Impact", "Adhésion", AnyOf("Note", None), AnyOf("Signification", None)],
        scores=wide("B:C", "2:6", [[4, 5], [3, 2], [5, 4], [2, 3], [1, 1]]),
        may_ask=["role"],
        doubted=["E1:F6"],
    )
    yield AwkwardFile(
        "criteres en lignes.xlsx",
        partial(
            xlsx,
            Page(
                "Comparatif",
                [
                    ["Critère", "Unité", *PANEL],
                    ["Coût", "k€", 210, 35, 120, 15],
                    ["Délai", "mois", 6, 3, 9, 2],
                    ["Adhésion", "", "fort", "moyen", "faible", "fort"],
                    ["CO2 évité", "t/an", 410.5, 120, 88, 37.25],
                ],
            ),
        ),
        "levers in columns, a column of units",
        sheet="Comparatif",
        levers=PANEL,
        criteria=["Coût", "Délai", "Adhésion", "CO2 évité"],
        scores=turned(
            "C:F",
            "2:5",
            [
                [210, 35, 120, 15],
                [6, 3, 9, 2],
                ["fort", "moyen", "faible", "fort"],
                [410.5, 120, 88, 37.25],
            ],
        ),
        units={0: ("k€",), 1: ("mois",), 3: ("t/an",)},
        left_out={"B1:B5": "unit"},
    )
    yield AwkwardFile(
        "criteres en lignes avec poids.csv",
        partial(
            text,
            "Critères;Poids;Site A;Site B;Site C;Total\r\n"
            "Distance à la gare (km);30 %;1,2;4,5;0,8;\r\n"
            "Surface (m²);50 %;3 200;12 000;8 450;\r\n"
            "Accord des riverains;20 %;partagé;favorable;défavorable;\r\n",
            "utf-8-sig",
        ),
        "levers in columns, weights in a column, an empty total",
        levers=["Site A", "Site B", "Site C"],
        criteria=[
            AnyOf("Distance à la gare (km)", "Distance à la gare"),
            AnyOf("Surface (m²)", "Surface"),
            "Accord des riverains",
        ],
        scores=turned(
            "C:E",
            "2:4",
            [[1.2, 4.5, 0.8], [3200, 12000, 8450], ["partagé", "favorable", "défavorable"]],
        ),
        left_out={"B1:B4": "weight", "F1": "total|empty"},
        may_ask=["role"],
    )
    undecidable = [[3, 4, 2, 5], [2, 2, 4, 1], [5, 3, 1, 4], [1, 4, 3, 3]]
    yield AwkwardFile(
        "un a cinq partout.csv",
        partial(
            text,
            ";Alpha;Bêta;Gamma;Delta\r\n"
            + "".join(
                f"{name};{';'.join(map(str, line))}\r\n"
                for name, line in zip(("Ro", "Sigma", "Tau", "Phi"), undecidable, strict=True)
            ),
            "utf-8",
        ),
        "nothing says which way round: asked",
        asked=[("orientation", "")],
        may_ask=["orientation"],
    )

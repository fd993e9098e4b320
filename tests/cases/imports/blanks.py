"""Where the table is: blank rows and columns, sections, groups, names that are missing."""

from functools import partial

from tests.cases.imports.expected import AnyOf, AwkwardFile, wide
from tests.cases.imports.writing import PANEL, Computed, Page, text, xlsx

PLAIN = [[210, 6, "fort"], [35, 3, "moyen"], [120, 9, "faible"], [15, 2, "fort"]]
COST = AnyOf("Coût (k€)", "Coût")
DELAY = AnyOf("Délai (mois)", "Délai")


def _rows(values=PLAIN, names=PANEL):
    return [[name, *line] for name, line in zip(names, values, strict=True)]


def files():
    yield AwkwardFile(
        "commence en C4.xlsx",
        partial(
            xlsx,
            Page(
                "Feuil1",
                [
                    [], [], [], [None, None, "Action", "Coût (€)", "Durée (j)"],
                    [None, None, "Haies", 1200, 12], [None, None, "Mares", 800.5, 20],
                    [None, None, "Nichoirs", 95, 2],
                ],
            ),
        ),
        "a blank first column and blank first rows",
        sheet="Feuil1",
        levers=["Haies", "Mares", "Nichoirs"],
        criteria=[AnyOf("Coût (€)", "Coût"), AnyOf("Durée (j)", "Durée")],
        scores=wide("D:E", "5:7", [[1200, 12], [800.5, 20], [95, 2]]),
        units={0: ("€",), 1: ("j",)},
    )  # fmt: skip
    yield AwkwardFile(
        "lignes et colonnes vides.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Projet", "Coût", None, "Délai", "Adhésion"],
                    ["Navette gare", 210, None, 6, "fort"],
                    [],
                    ["Autopartage", 35, None, 3, "moyen"],
                    ["Vélo en libre-service", 120, None, 9, "faible"],
                    [],
                    ["Covoiturage", 15, None, 2, "fort"],
                ],
            ),
        ),
        "blank rows and a blank column inside the table",
        sheet="Notes",
        levers=PANEL,
        criteria=["Coût", "Délai", "Adhésion"],
        scores=wide("B,D:E", "2,4:5,7", PLAIN),
        may_ask=["role"],
    )
    yield AwkwardFile(
        "sections.xlsx",
        partial(
            xlsx,
            Page(
                "Plan",
                [
                    ["Action", "Coût (k€)", "Gain (t)"],
                    ["Axe 1 – Se déplacer", None, None],
                    ["Navette gare", 210, 40],
                    ["Autopartage", 35, 12],
                    [
                        "Sous-total axe 1",
                        Computed("=SUM(B3:B4)", 245),
                        Computed("=SUM(C3:C4)", 52),
                    ],
                    ["Axe 2 – Se loger", None, None],
                    ["Isolation des écoles", 900, 300],
                    ["Réseau de chaleur", 2400, 1200],
                    ["Sous-total axe 2", Computed("=SUM(B7:B8)", 3300), Computed("=C7+C8", 1500)],
                    ["Total général", Computed("=B5+B9", 3545), Computed("=C5+C9", 1552)],
                ],
            ),
        ),
        "sections, their sums and the whole sum are no levers",
        sheet="Plan",
        levers=["Navette gare", "Autopartage", "Isolation des écoles", "Réseau de chaleur"],
        criteria=[AnyOf("Coût (k€)", "Coût"), AnyOf("Gain (t)", "Gain")],
        scores=wide("B:C", "3:4,7:8", [[210, 40], [35, 12], [900, 300], [2400, 1200]]),
        may_ask=["role"],
        left_out={"A5:C5": "total", "A9:C9": "total", "A10:C10": "total"},
        doubted=["A2", "A6"],
    )
    yield AwkwardFile(
        "axe fusionne.xlsx",
        partial(
            xlsx,
            Page(
                "Plan",
                [
                    ["Axe", "Action", "Coût", "Gain"],
                    ["Se déplacer", "Navette gare", 210, 40],
                    [None, "Autopartage", 35, 12],
                    ["Se loger", "Isolation des écoles", 900, 300],
                    [None, "Réseau de chaleur", 2400, 1200],
                    [None, "Pompes à chaleur", 310, 75],
                ],
                merged=["A2:A3", "A4:A6"],
            ),
        ),
        "a merged column of axes before the levers",
        sheet="Plan",
        levers=[
            "Navette gare",
            "Autopartage",
            "Isolation des écoles",
            "Réseau de chaleur",
            "Pompes à chaleur",
        ],
        criteria=["Coût", "Gain"],
        scores=wide("C:D", "2:6", [[210, 40], [35, 12], [900, 300], [2400, 1200], [310, 75]]),
        may_ask=["role"],
        doubted=["A2:A6"],
    )
    yield AwkwardFile(
        "en-tete repete.csv",
        partial(
            text,
            "Projet;Coût;Délai\r\nNavette gare;210;6\r\nAutopartage;35;3\r\n"
            "Projet;Coût;Délai\r\nVélo en libre-service;120;9\r\nCovoiturage;15;2\r\n",
            "cp1252",
        ),
        "the header again in the middle, as printed pages have it",
        levers=PANEL,
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:3,5:6", [[210, 6], [35, 3], [120, 9], [15, 2]]),
        doubted=["A4:C4"],
    )
    yield AwkwardFile(
        "second tableau dessous.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Projet", "Coût", "Délai"], *[line[:3] for line in _rows()], [], [],
                    ["Calendrier", None, None], ["Étape", "Date", "Responsable"],
                    ["Réunion 1", "mars", "DDT"], ["Réunion 2", "juin", "Région"],
                ],
            ),
        ),
        "a calendar below",
        sheet="Notes",
        levers=PANEL,
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:5", [line[:2] for line in PLAIN]),
        may_ask=["sheet", "join"],
        doubted=["A9:C11"],
    )  # fmt: skip
    yield AwkwardFile(
        "sans en-tete.csv",
        partial(text, "Navette gare;210;6\r\nAutopartage;35;3\r\nCovoiturage;15;2\r\n"),
        "no header: no lever is eaten without a word",
        unsure=True,
    )
    yield AwkwardFile(
        "cellule nommee.xlsx",
        partial(
            xlsx,
            Page(
                "Notes d'avril",
                [
                    ["Projet", "Coût", None, "Délai"],
                    ["Navette gare", 210, 4, 6],
                    [None, 35, 2, 3],
                    ["Covoiturage", 15, 5, 2],
                ],
            ),
        ),
        "scores under no name and beside no name",
        sheet="'Notes d''avril'",
        unsure=True,
        doubted=["A3", "C1"],
    )
    yield AwkwardFile(
        "noms sur deux lignes.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Projet", "Coût\n(k€)", "Délai de\nmise en œuvre"],
                    ["Navette\ngare", 210, 6],
                    ["Auto-\npartage", 35, 3],
                ],
            ),
        ),
        "line breaks in headers and names",
        sheet="Notes",
        levers=["Navette gare", AnyOf("Auto- partage", "Auto-partage", "Autopartage")],
        criteria=[COST, "Délai de mise en œuvre"],
        scores=wide("B:C", "2:3", [[210, 6], [35, 3]]),
        units={0: ("k€",)},
    )
    yield AwkwardFile(
        "fusion de notes.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Projet", "Coût", "Délai"],
                    ["Navette gare", 210, 6],
                    ["Autopartage", 35, None],
                    ["Covoiturage", 15, 2],
                ],
                merged=["C2:C3"],
            ),
        ),
        "one score merged over two levers: the file does not say whether it holds for each",
        refused="merged_scores",
    )

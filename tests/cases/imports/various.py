"""Long tables with units, texts of wikis and of programs, several sheets, far tables."""

from functools import partial

from tests.cases.imports.expected import AnyOf, AwkwardFile, Maybe, listed, wide
from tests.cases.imports.writing import Page, Shown, text, xlsx

COST = AnyOf("Coût (k€)", "Coût")
THREE = ["Navette gare", "Autopartage", "Covoiturage"]


def files():
    yield from _long()
    yield from _sheets()


def _long():
    for name, head in (
        ("indicateurs", "Action;Indicateur;Valeur;Unité"),
        ("mesures", "Projet;Critère;Score;Unité"),
    ):
        yield AwkwardFile(
            f"longue {name}.csv",
            partial(
                text,
                [
                    "Export du 12/03/2026;;;",
                    head,
                    "Navette gare;Coût;210;k€",
                    "Navette gare;Délai;6;mois",
                    "Autopartage;Coût;35;k€",
                    "Autopartage;Délai;n.d.;mois",
                    "Covoiturage;Coût;15;k€",
                    "Covoiturage;Délai;2 à 3;mois",
                ],
            ),
            f"a row for each score, with its unit: {head}",
            levers=THREE,
            criteria=["Coût", "Délai"],
            scores=listed(
                "C",
                3,
                [(0, 0, 210), (0, 1, 6), (1, 0, 35), (1, 1, None), (2, 0, 15), (2, 1, (2, 3))],
            ),
            units={0: ("k€",), 1: ("mois",)},
            left_out={"A1": "title"},
            asked=[("orientation", "")],
            may_ask=["orientation"],
        )
    yield AwkwardFile(
        "egal guillemet.csv",
        partial(
            text,
            [
                "Projet;Coût;Délai",
                'Navette gare;="210";6',
                'Autopartage;="35";3',
                'Covoiturage;="15";2',
                'Parking relais;="80";4',
            ],
        ),
        "texts as some programs export them: numbers, or told; never unknown",
        levers=[*THREE, "Parking relais"],
        criteria=["Coût", "Délai"],
        scores=wide(
            "B:C",
            "2:5",
            [
                [Maybe(210), 6],
                [Maybe(35), 3],
                [Maybe(15), 2],
                [Maybe(80), 4],
            ],
        ),
        may_ask=["role"],
    )
    yield AwkwardFile(
        "commentaires.csv",
        partial(
            text,
            [
                "# exporté le 12/03/2026",
                "# séparateur : point-virgule",
                "Projet;Coût;Délai",
                "Navette gare;210;6",
                "Autopartage;35;3",
                "Covoiturage;15;2",
            ],
        ),
        "lines of remarks above",
        levers=THREE,
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "4:6", [[210, 6], [35, 3], [15, 2]]),
        left_out={"A1": "", "A2": ""},
    )


def _sheets():
    table = [["Projet", "Coût", "Délai"], ["Navette gare", 210, 6], ["Autopartage", 35, 3]]
    yield AwkwardFile(
        "deux annees.xlsx",
        partial(
            xlsx,
            Page("2025", [*table, ["Covoiturage", 15, 2]]),
            Page("2026", [*table, ["Covoiturage", 18, 4]]),
        ),
        "two sheets that are alike: which one is asked",
        asked=[("sheet", "")],
        may_ask=["sheet"],
        levers=THREE,
        criteria=["Coût", "Délai"],
    )
    yield AwkwardFile(
        "loin.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    *[[] for _ in range(29)],
                    *[[None] * 26 + row for row in table],
                    [None] * 26 + ["Covoiturage", 15, 2],
                ],
            ),
        ),
        "a table that begins at AA30",
        sheet="Notes",
        levers=THREE,
        criteria=["Coût", "Délai"],
        scores=wide("AB:AC", "31:33", [[210, 6], [35, 3], [15, 2]]),
    )
    yield AwkwardFile(
        "formats de mesures.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Projet", "Emplois", "CO2"],
                    ["Navette gare", Shown(3.5, '0.0\\ "ETP"'), Shown(1200, '#,##0\\ "t"')],
                    ["Autopartage", Shown(0, '0.0\\ "ETP"'), Shown(88, '#,##0\\ "t"')],
                    ["Covoiturage", Shown(1, '0.0\\ "ETP"'), "n.d."],
                ],
            ),
        ),
        "units that formats write",
        sheet="Notes",
        levers=THREE,
        criteria=["Emplois", "CO2"],
        scores=wide("B:C", "2:4", [[3.5, 1200], [0, 88], [1, None]]),
        units={0: ("ETP",), 1: ("t",)},
    )
    yield AwkwardFile(
        "meme nom sous deux axes.xlsx",
        partial(
            xlsx,
            Page(
                "Plan",
                [
                    ["Axe", "Action", "Coût", "Délai"],
                    ["Se déplacer", "Animation", 210, 6],
                    [None, "Travaux", 35, 3],
                    ["Se loger", "Animation", 15, 2],
                    [None, "Travaux", 80, 9],
                ],
                merged=["A2:A3", "A4:A5"],
            ),
        ),
        "two levers of one name under two axes: told, or asked",
        sheet="Plan",
        unsure=True,
    )

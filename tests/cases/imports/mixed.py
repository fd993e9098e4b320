"""Files in which several things come together, as they do."""

from functools import partial

from tests.cases.imports.expected import AnyOf, AwkwardFile, Grouped, Word, turned, wide
from tests.cases.imports.opendocument import ods
from tests.cases.imports.writing import PANEL, Computed, Page, Shown, text, xlsx

COST = AnyOf("Coût (k€)", "Coût")
THREE = ["Navette gare", "Autopartage", "Covoiturage"]


def files():
    yield from _whole()
    yield from _turned()


def _whole():
    rows = [
        ["Plan de mobilité 2026-2030", None, None, None, None, None, None],
        ["Document de travail – ne pas diffuser", None, None, None, None, None, None],
        [],
        [None, None, "Économie", None, "Société", None, None],
        ["N°", "Projet", "Coût", "Gain", "Accord", "Part modale", "Total"],
        [None, "Unité", "k€", "k€/an", None, "%", None],
        [None, "Pondération", 3, 2, 3, 2, 10],
        [1, PANEL[0], 210, 12.5, "fort", Shown(0.12, "0%"), 14],
        [2, PANEL[1], 35, "6 à 9", "moyen", Shown(0.05, "0%"), 11],
        [3, PANEL[2], "n.d.", 20, "faible", Shown(0.2, "0%"), 12],
        [4, PANEL[3], 15, 0, "fort", "n.c.", 9],
        [None, "Total", Computed("=SUM(C8:C11)", 260), Computed("=SUM(D8:D11)", 32.5)],
        [None, "Moyenne", Computed("=AVERAGE(C8:C11)", 86.67), None],
        [],
        ["Sources : DREAL, 2025 ; enquête ménages, 2024."],
        ["n.c. : non communiqué"],
    ]
    expected = {
        "levers": PANEL,
        "criteria": [
            Grouped("Économie", "Coût"),
            Grouped("Économie", "Gain"),
            Grouped("Société", "Accord"),
            Grouped("Société", "Part modale"),
        ],
        "scores": wide(
            "C:F",
            "8:11",
            [
                [210, 12.5, Word("fort"), 12],
                [35, (6, 9), Word("moyen"), 5],
                [None, 20, Word("faible"), 20],
                [15, 0, Word("fort"), None],
            ],
        ),
        "units": {0: ("k€",), 1: ("k€/an",), 3: ("%",)},
        "left_out": {
            "A1": "title",
            "A2": "title",
            "A8:A11": "number",
            "B6:F6": "unit",
            "B7:G7": "weight",
            "G8:G11": "total",
            "B12:D12": "total",
            "B13:C13": "mean",
            "A15": "",
            "A16": "",
        },
        "may_ask": ["role"],
    }
    for name, writer in (("xlsx", xlsx), ("ods", ods)):
        page = Page("Grille", rows, merged=["A1:G1", "C4:D4", "E4:F4"])
        yield AwkwardFile(
            f"tout a la fois.{name}",
            partial(writer, page),
            "titles, groups, numbers, units, weights, totals, means, footnotes",
            sheet="Grille",
            **expected,
        )


def _turned():
    yield AwkwardFile(
        "en lignes, tout a la fois.xlsx",
        partial(
            xlsx,
            Page(
                "Sites",
                [
                    ["Choix du site de la ressourcerie", None, None, None, None, None],
                    [],
                    ["Thème", "Critère", "Unité", "Quai Sud", "Gare", "Plaine"],
                    ["Accès", "Distance au centre", "km", 1.2, 0.4, 6],
                    [None, "Lignes de bus", "nb", 3, 7, 0],
                    ["Foncier", "Surface", "m²", 1200, "n.d.", 5400],
                    [None, "Propriétaire d'accord", "-", "oui", "non", "oui"],
                    ["Total", None, None, 14, 12, 9],
                    ["Rang", None, None, 1, 2, 3],
                ],
                merged=["A1:F1", "A4:A5", "A6:A7"],
            ),
        ),
        "levers in columns, groups of criteria merged before them, units, total, rank",
        sheet="Sites",
        levers=["Quai Sud", "Gare", "Plaine"],
        criteria=[
            Grouped("Accès", "Distance au centre"),
            Grouped("Accès", "Lignes de bus"),
            Grouped("Foncier", "Surface"),
            Grouped("Foncier", "Propriétaire d'accord"),
        ],
        scores=turned(
            "D:F",
            "4:7",
            [
                [1.2, 0.4, 6],
                [3, 7, 0],
                [1200, None, 5400],
                [Word("oui"), Word("non"), Word("oui")],
            ],
        ),
        units={0: ("km",), 2: ("m²",)},
        may_ask=["role"],
        left_out={"A8:F8": "total", "A9:F9": "rank"},
    )
    yield AwkwardFile(
        "petit.csv",
        partial(text, ["Projet;Coût;Délai", "Navette gare;210;6", "Autopartage;35;3"]),
        "two levers, two criteria",
        levers=THREE[:2],
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:3", [[210, 6], [35, 3]]),
        may_ask=["orientation"],
    )

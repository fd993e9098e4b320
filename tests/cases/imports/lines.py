"""Beside scores: totals, means, ranks, weights, units, directions, sources, remarks."""

from functools import partial

from tests.cases.imports.expected import AnyOf, AwkwardFile, wide
from tests.cases.imports.writing import PANEL, Computed, Page, Shown, text, xlsx

DIRECTED = {"Coût": "min", "Emplois": "max"}


def _sums(letter, top, bottom, value):
    return Computed(f"=SUM({letter}{top}:{letter}{bottom})", value)


def files():
    yield AwkwardFile(
        "totaux moyennes rangs poids.xlsx",
        partial(
            xlsx,
            Page(
                "Notation",
                [
                    [
                        "N°", "Projet", "Impact", "Adhésion", "Faisabilité", "Total", "Moyenne",
                        "Rang",
                    ],
                    [None, "Pondération", Shown(0.5, "0%"), Shown(0.3, "0%"), Shown(0.2, "0%")],
                    *[
                        [n, name, *line, sum(line), sum(line) / 3, rank]
                        for n, (name, line, rank) in enumerate(
                            zip(
                                PANEL,
                                [[4, 5, 3], [2, 4, 1], [5, 1, 2], [3, 3, 3]],
                                [1, 4, 3, 2],
                                strict=True,
                            ),
                            1,
                        )
                    ],
                    [
                        None,
                        "Total",
                        *(_sums(x, 3, 6, v) for x, v in zip("CDE", (14, 13, 9), strict=True)),
                    ],
                    [None, "Moyenne", 3.5, 3.25, 2.25],
                    [None, "Écart-type", 1.1, 1.5, 0.8],
                ],
            ),
        ),
        "all that is computed of scores, above, below and beside",
        sheet="Notation",
        levers=PANEL,
        criteria=["Impact", "Adhésion", "Faisabilité"],
        scores=wide("C:E", "3:6", [[4, 5, 3], [2, 4, 1], [5, 1, 2], [3, 3, 3]]),
        left_out={
            "A1:A6": "number", "B2:E2": "weight", "F1:F6": "total", "G1:G6": "mean",
            "H1:H6": "rank", "B7:E7": "total", "B8:E8": "mean", "B9:E9": "",
        },
    )  # fmt: skip
    yield AwkwardFile(
        "mots pieges.csv",
        partial(
            text,
            "Projet;Coût total (k€);Importance écologique;Nombre de sites;"
            "Moyenne d'âge des usagers\r\n"
            "Total désherbage;210;4;3;41\r\nMoyenne vallée : desserte;35;2;12;38\r\n"
            "Poids lourds au gaz;120;5;1;52\r\nSens unique rue Thiers;15;1;7;29\r\n"
            "Source d'eau potable;80;3;2;60\r\nUnité de méthanisation;640;4;1;47\r\n"
            "Rang de haies;12;5;9;33\r\nNote aux riverains;2;1;20;44\r\n",
            "utf-8",
        ),
        "levers and criteria whose names begin as a total, a mean, a weight would",
        levers=[
            "Total désherbage", "Moyenne vallée : desserte", "Poids lourds au gaz",
            "Sens unique rue Thiers", "Source d'eau potable", "Unité de méthanisation",
            "Rang de haies", "Note aux riverains",
        ],
        criteria=[
            AnyOf("Coût total (k€)", "Coût total"),
            "Importance écologique",
            "Nombre de sites",
            "Moyenne d'âge des usagers",
        ],
        scores=wide(
            "B:E",
            "2:9",
            [
                [210, 4, 3, 41], [35, 2, 12, 38], [120, 5, 1, 52], [15, 1, 7, 29], [80, 3, 2, 60],
                [640, 4, 1, 47], [12, 5, 9, 33], [2, 1, 20, 44],
            ],
        ),
        may_ask=["role"],
    )  # fmt: skip
    yield AwkwardFile(
        "rangee d'unites et sens.xlsx",
        partial(
            xlsx,
            Page(
                "Données",
                [
                    ["Projet", "Coût", "Emplois", "Adhésion"],
                    ["Unité", "k€", "ETP", "-"],
                    ["Sens", "à minimiser", "à maximiser", None],
                    ["Navette gare", 210, 3.5, "forte"],
                    ["Autopartage", 35, 0, "moyenne"],
                    ["Covoiturage", 15, 1, "faible"],
                ],
            ),
        ),
        "a row of units and one of directions under the header",
        sheet="Données",
        levers=["Navette gare", "Autopartage", "Covoiturage"],
        criteria=["Coût", "Emplois", "Adhésion"],
        scores=wide("B:D", "4:6", [[210, 3.5, "forte"], [35, 0, "moyenne"], [15, 1, "faible"]]),
        directions=DIRECTED,
        units={0: ("k€",), 1: ("ETP",)},
        left_out={"A2:D2": "unit", "A3:D3": "direction"},
    )
    for name, row in {
        "min max": ("min", "max"),
        "fleches": ("↓", "↑"),
        "a reduire": ("à réduire", "à augmenter"),
    }.items():
        yield AwkwardFile(
            f"sens {name}.csv",
            lambda row=row: (
                f"Projet;Coût;Emplois\r\nSens;{row[0]};{row[1]}\r\n"
                "Navette gare;210;3,5\r\nAutopartage;35;0\r\nCovoiturage;15;1\r\n"
            ).encode(),
            f"a row of directions: {row}",
            levers=["Navette gare", "Autopartage", "Covoiturage"],
            criteria=["Coût", "Emplois"],
            scores=wide("B:C", "3:5", [[210, 3.5], [35, 0], [15, 1]]),
            directions=DIRECTED,
            left_out={"A2:C2": "direction"},
        )
    yield AwkwardFile(
        "poids en tete.csv",
        partial(
            text,
            "Projet;Coût (coef. 3);Délai (coef. 1);Adhésion (20 %)\r\n"
            "Coefficient;3;1;2\r\nNavette gare;4;2;5\r\nAutopartage;3;5;1\r\n"
            "Covoiturage;1;4;2\r\n",
            "utf-8",
        ),
        "weights in brackets and in a row: neither units nor a lever",
        levers=["Navette gare", "Autopartage", "Covoiturage"],
        criteria=[
            AnyOf("Coût (coef. 3)", "Coût"),
            AnyOf("Délai (coef. 1)", "Délai"),
            AnyOf("Adhésion (20 %)", "Adhésion"),
        ],
        scores=wide("B:D", "3:5", [[4, 2, 5], [3, 5, 1], [1, 4, 2]]),
        units={0: ("",), 1: ("",), 2: ("",)},
        left_out={"A2:D2": "weight"},
    )
    yield AwkwardFile(
        "sources et remarques.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Projet", "Porteur", "Coût (k€)", "Source", "Délai (mois)", "Commentaires"],
                    [
                        "Navette gare", "Région", 210, "DREAL 2025", 6,
                        "à revoir après l'enquête de juin",
                    ],
                    ["Autopartage", "Métropole", 35, "devis", 3, None],
                    ["Vélo en libre-service", "Ville", 120, "devis", 9, "marché à lancer"],
                    ["Covoiturage", "Région", 15, "estimation", 2, None],
                    ["Source : DREAL Normandie, 2025. Coûts hors taxes."],
                ],
            ),
        ),
        "who leads, sources and remarks are no criteria",
        sheet="Notes",
        levers=PANEL,
        criteria=[AnyOf("Coût (k€)", "Coût"), AnyOf("Délai (mois)", "Délai")],
        scores=wide("C,E", "2:5", [[210, 6], [35, 3], [120, 9], [15, 2]]),
        may_ask=["role"],
        doubted=["B1:B5"],
        left_out={"D1:D5": "source", "F1:F5": "remark|text", "A6": ""},
    )  # fmt: skip
    yield AwkwardFile(
        "notes de bas de page.csv",
        partial(
            text,
            "Projet (1);Coût (k€) (2);Délai\r\nNavette gare (a);210;6\r\nAutopartage;35;3\r\n"
            "Covoiturage*;15;2\r\n;;\r\n(1) Liste arrêtée en mars.;;\r\n(2) Hors taxes.;;\r\n"
            "* sous réserve d'accord;;\r\n",
            "cp1252",
        ),
        "marks of footnotes in names, footnotes below",
        levers=["Navette gare (a)", "Autopartage", "Covoiturage*"],
        criteria=[AnyOf("Coût (k€) (2)", "Coût (k€)", "Coût (2)", "Coût"), "Délai"],
        scores=wide("B:C", "2:4", [[210, 6], [35, 3], [15, 2]]),
        left_out={"A6": "", "A7": "", "A8": ""},
    )
    yield AwkwardFile(
        "tableau excel avec total.xlsx",
        partial(
            xlsx,
            Page(
                "Tableau",
                [
                    ["Projet", "Coût", "Délai", "Total ligne"],
                    *[
                        [name, a, b, Computed(f"=B{n}+C{n}", a + b)]
                        for n, (name, a, b) in enumerate(
                            zip(PANEL, (210, 35, 120, 15), (6, 3, 9, 2), strict=True), 2
                        )
                    ],
                    ["TOTAL", _sums("B", 2, 5, 380), _sums("C", 2, 5, 20), _sums("D", 2, 5, 400)],
                ],
            ),
        ),
        "sums on both sides",
        sheet="Tableau",
        levers=PANEL,
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:5", [[210, 6], [35, 3], [120, 9], [15, 2]]),
        may_ask=["role"],
        left_out={"A6:D6": "total", "D1:D5": "total"},
    )
    yield AwkwardFile(
        "moyenne au-dessus.csv",
        partial(
            text,
            "Commune;Revenu;Distance\r\nMoyenne régionale;21500;14\r\nCaen;23000;0\r\n"
            "Bayeux;22100;29\r\nVire;19800;61\r\n",
            "utf-8",
        ),
        "a mean just under the header: left out, or asked about",
        levers=AnyOf(["Caen", "Bayeux", "Vire"], ["Moyenne régionale", "Caen", "Bayeux", "Vire"]),
        criteria=["Revenu", "Distance"],
        may_ask=["role"],
        doubted=["A2:C2"],
    )
    yield AwkwardFile(
        "minimum maximum.csv",
        partial(
            text,
            "Projet;Coût;Délai\r\nNavette gare;210;6\r\nAutopartage;35;3\r\nCovoiturage;15;2\r\n"
            "Min;15;2\r\nMax;210;6\r\nMédiane;35;3\r\n",
            "utf-8",
        ),
        "the least, the greatest and the median are no levers",
        levers=["Navette gare", "Autopartage", "Covoiturage"],
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:4", [[210, 6], [35, 3], [15, 2]]),
        may_ask=["role"],
        doubted=["A5:C5", "A6:C6", "A7:C7"],
    )

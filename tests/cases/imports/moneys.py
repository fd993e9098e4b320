"""Percents, currencies, units: in cells, in headers, in the formats of numbers."""

from tests.cases.imports.columns import column, sheet
from tests.cases.imports.expected import AnyOf, Maybe
from tests.cases.imports.opendocument import ods
from tests.cases.imports.writing import Shown


def files():
    yield sheet(
        "quatre pour cent.xlsx",
        "Part modale",
        [
            (Shown(0.12, "0%"), 12),
            (Shown(0.125, "0.0%"), 12.5),
            ("12 %", 12),
            ("7%", 7),
            ("3,5\u00a0%", 3.5),
            (Shown(0, "0%"), 0),
            (Shown(1, "0%"), 100),
            (None, None),
        ],
        why="a format, a sign, a sign after a space: percents, each",
        units={0: ("%",)},
    )
    yield sheet(
        "pourcent en tete.xlsx",
        "Taux (%)",
        [(12, 12), (15.5, 15.5), (0, 0), ("18", 18), ("22 %", 22), (Shown(0.25, "0%"), 25)],
        why="the sign is in the header; cells may have it too",
        named=AnyOf("Taux (%)", "Taux"),
        units={0: ("%",)},
    )
    yield sheet(
        "pourcent et fractions.xlsx",
        "Taux",
        [
            (Shown(0.12, "0%"), Maybe(12)),
            (0.15, Maybe()),
            (Shown(0.4, "0%"), Maybe(40)),
            (0.33, Maybe()),
        ],
        why="plain fractions among percents: never silent",
        may_ask=["role"],
    )
    yield sheet(
        "pourcent.ods",
        "Part modale",
        [(Shown(0.12, "0%"), 12), ("7 %", 7), (Shown(0.5, "0%"), 50), ("n.d.", None)],
        why="percents as LibreOffice keeps them",
        writer=ods,
        units={0: ("%",)},
    )
    yield column(
        "euros dans les cellules.csv",
        "Budget",
        {
            "350 k€": 350000,
            "1,2 M€": 1200000,
            "80 000 €": 80000,
            "2,5 millions d'euros": 2500000,
            "1,5 million d’euros": 1500000,
            "90000 euros": 90000,
            "€ 300": 300,
            "0 €": 0,
            "250 à 300 k€": (250000, 300000),
            "0,8 à 1,2 M€": (800000, 1200000),
            "800 k€ à 1,2 M€": (800000, 1200000),
            "n.c.": None,
        },
        why="thousands and millions in cells are euros, all",
        units={0: ("€",)},
    )
    yield column(
        "euros en tete.csv",
        "Budget (k€)",
        {
            "350": 350,
            "1,2 M€": 1200,
            "80 000 €": 80,
            "45 k€": 45,
            "12,5": 12.5,
            "0": 0,
            "1 à 2 M€": (1000, 2000),
        },
        why="the header says thousands: all cells are in them",
        named=AnyOf("Budget (k€)", "Budget"),
        units={0: ("k€",)},
    )
    yield sheet(
        "formats monetaires.xlsx",
        "Coût",
        [
            (Shown(1200, '#,##0.00\\ "€"'), 1200),
            (Shown(350.5, "#,##0.00\\ [$€-40C]"), 350.5),
            (Shown(80, '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-'), 80),
            (Shown(-15, "#,##0\\ [$€-40C];[Red]\\-#,##0\\ [$€-40C]"), -15),
            (0, 0),
        ],
        why="formats of currencies, in four styles, and a bare zero",
        units={0: ("€",)},
    )
    yield sheet(
        "format k euros.xlsx",
        "Coût",
        [
            (Shown(350, '#,##0\\ "k€"'), AnyOf(350, 350000)),
            (Shown(12, '#,##0\\ "k€"'), AnyOf(12, 12000)),
        ],
        why="the format writes « k€ » after the number",
        units={0: ("k€", "€")},
    )
    yield sheet(
        "format qui divise.xlsx",
        "Coût (€)",
        [
            (Shown(350000, '#,##0,\\ "k€"'), Maybe(350000)),
            (Shown(1200000, '#,##0,\\ "k€"'), Maybe(1200000)),
            (80000, 80000),
        ],
        why="shown in thousands by its format, kept in euros: never 350 million",
        named=AnyOf("Coût (€)", "Coût"),
        units={0: ("€",)},
    )
    yield sheet(
        "nombres en texte.xlsx",
        "Coût",
        [("210", 210), ("35", 35), ("1 200", 1200), ("12,5", 12.5), ("15", 15), (80, 80)],
        why="numbers kept as texts, with green triangles",
    )
    yield column(
        "apostrophe devant.csv",
        "Coût",
        {"'210": Maybe(210), "'35": Maybe(35), "15": 15, "80": 80, "12": 12, "64": 64},
        why="the apostrophe that makes a text, written in the file",
    )

"""Cells that say less than a number: about, at least, not yet known, fractions, remarks."""

from tests.cases.imports.columns import column
from tests.cases.imports.expected import NOTICED, AnyOf, Ask, Maybe

ABOUT, BOUND = Ask("cell"), Ask("cell")
PLAIN = {"12": 12, "35": 35, "7": 7, "22": 22, "64": 64, "80": 80}


def files():
    yield column(
        "environ autrement.csv",
        "Emplois",
        {
            "de l'ordre de 40": ABOUT,
            "autour de 13": ABOUT,
            "près de 100": ABOUT,
            "40 environ": ABOUT,
            "~45": ABOUT,
            "approx. 50": ABOUT,
            "environ 1 200": ABOUT,
            "ENVIRON 60": ABOUT,
            "Env 70": ABOUT,
            "40 à 50 environ": NOTICED,
            **PLAIN,
            "13": 13,
            "14": 14,
            "16": 16,
            "17": 17,
        },
        why="about, in ten ways",
    )
    yield column(
        "bornes.csv",
        "Emplois",
        {
            "> 20": BOUND,
            "≤ 8": BOUND,
            "<= 9": BOUND,
            "jusqu'à 25": BOUND,
            "jusqu’à 26": BOUND,
            "20 maximum": BOUND,
            "max. 30": BOUND,
            "minimum 5": BOUND,
            "moins de 10": BOUND,
            "20 et plus": BOUND,
            "20+": NOTICED,
            **PLAIN,
            "13": 13,
            "14": 14,
            "16": 16,
            "17": 17,
            "18": 18,
        },
        why="at least and at most, in eleven ways",
    )
    yield column(
        "inconnus autrement.csv",
        "Coût",
        {
            "…": None,
            "...": None,
            "-": None,
            "--": None,
            "N/D": None,
            "non disponible": None,
            "Non connu": None,
            "à préciser": None,
            "A COMPLETER": None,
            "à déterminer": None,
            "donnée manquante": Maybe(None),
            "pas de donnée": Maybe(None),
            "en cours": Maybe(None),
            "en attente": Maybe(None),
            "/": Maybe(None),
            "X": Maybe(None),
            "RAS": Maybe(None),
            "TBD": Maybe(None),
            **PLAIN,
            "0": 0,
            "0,0": 0,
            "13": 13,
            "14": 14,
            "16": 16,
            "17": 17,
            "18": 18,
            "19": 19,
            "20": 20,
        },
        why="not known yet, in eighteen ways; zero twice",
    )
    yield column(
        "fractions.csv",
        "Part",
        {
            "1/2": NOTICED,
            "6/9": NOTICED,
            "5 ‰": NOTICED,
            "2x": NOTICED,
            "12,5,3": NOTICED,
            "XII": NOTICED,
            "10^3": NOTICED,
            "∞": NOTICED,
            "210 (estimé)": Maybe(210),
            "35 ?": Maybe(None),
            "7 à ?": NOTICED,
            **PLAIN,
            "13": 13,
            "14": 14,
            "16": 16,
            "17": 17,
            "18": 18,
        },
        why="what is no plain number is never read as another one",
    )
    yield column(
        "notes sur vingt.csv",
        "Note /20",
        {"12/20": 12, "8,5/20": 8.5, "20/20": 20, "0/20": 0, "n.n.": Maybe(None), "15/20": 15},
        why="marks out of twenty, half marks",
        named=AnyOf("Note /20", "Note"),
    )
    yield column(
        "notes parmi notes.csv",
        "Impact",
        {"3/5": 3, "4/5": 4, "12/20": NOTICED, "2/5": 2, "5/5": 5, "1/5": 1},
        why="a mark out of twenty among marks out of five",
    )
    yield column(
        "variation.csv",
        "Évolution",
        {"+12 %": 12, "-5 %": -5, "−3,5 %": -3.5, "0 %": 0, "+0,5%": 0.5, "n.s.": Maybe(None)},
        why="percents with a sign",
        units={0: ("%",)},
    )
    yield column(
        "prix unitaires.csv",
        "Prix",
        {"35 €/t": 35, "42,5 €/t": 42.5, "0 €/t": 0, "50 à 60 €/t": (50, 60), "12 €/m²": NOTICED},
        why="a price by another unit among others",
        units={0: ("€/t",)},
    )
    yield column(
        "intervalles autrement.csv",
        "Durée",
        {
            "1-2": (1, 2),
            "10/12": NOTICED,
            "6-9 mois": (6, 9),
            "6 mois à 9 mois": (6, 9),
            "entre 3 et 8 mois": (3, 8),
            "de 6 à 12 mois": (6, 12),
            "6 à 9 à 12": NOTICED,
            "6 ou 9": NOTICED,
            "12 mois": 12,
            "18 mois": 18,
            "24 mois": 24,
            "30 mois": 30,
        }
        | {"-3 à 5": (-3, 5)},
        why="ranges with their unit; two numbers that are none",
        units={0: ("mois",)},
    )

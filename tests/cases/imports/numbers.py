"""Numbers as people write them: spaces, signs, ranges, doubts, what is unknown."""

from tests.cases.imports.columns import column
from tests.cases.imports.expected import NOTICED, WRONG, AnyOf, Ask, Maybe


def files():
    yield column(
        "espaces.csv",
        "Population",
        {
            "1 234": 1234, "12\u00a0345": 12345, "1\u202f234\u202f567": 1234567,
            "3\u2009500": 3500, "3'500": 3500, "3’600": 3600, " 42 ": 42, "\u00a07\u00a0": 7,
            "1 234,5": 1234.5, "0": 0, "": None,
        },
        why="spaces of all kinds and Swiss apostrophes between thousands; zero is zero",
    )  # fmt: skip
    yield column(
        "moins.csv",
        "Solde",
        {
            "-12": -12, "−3,5": -3.5, "–8": Maybe(-8), "- 4": Maybe(-4), "(12)": Maybe(-12),
            "17-": Maybe(-17), "+6": 6, "-0,5": -0.5,
        },
        why="minus signs of several kinds, and an accountant's",
    )  # fmt: skip
    yield column(
        "inconnus.csv",
        "Coût",
        {
            "210": 210, "N.D.": None, "n.d.": None, "nd": None, "n.c.": None, "NSP": None,
            "?": None, "???": None, "—": None, "N/A": None, "à compléter": None, "À définir": None,
            "non renseigné": None, "Non communiqué": None, "inconnu": None, "": None, "35": 35,
            "0": 0,
        },
        why="what says that nothing is known is unknown, and never zero",
    )  # fmt: skip
    yield column(
        "sans objet.csv",
        "Coût",
        {
            "210": 210, "s.o.": Ask("cell"), "sans objet": Ask("cell"), "S.O.": Ask("cell"),
            "néant": Ask("cell"), "Néant": Ask("cell"), "aucun": Maybe(None), "35": 35, "15": 15,
            "80": 80, "64": 64, "12": 12,
        },
        why="« s.o. » and « néant » are asked",
    )  # fmt: skip
    yield column(
        "environ.csv",
        "Emplois",
        {
            "12": 12, "environ 40": Ask("cell"), "env. 15": Ask("cell"), "~ 8": Ask("cell"),
            "≈ 30": Ask("cell"), "une dizaine": NOTICED, "au moins 3": Ask("cell"),
            "≥ 5": Ask("cell"), "< 20": Ask("cell"), "plus de 100": Ask("cell"), "35": 35, "7": 7,
            "22": 22, "64": 64,
        },
        why="about, at least, less than: asked, each",
    )  # fmt: skip
    yield _ranges()
    yield column(
        "un point deux cent trente-quatre.csv",
        "Surface",
        {"1.234": Ask("cell"), "850": 850, "12": 12},
        why="« 1.234 » alone: a thousand or one and a bit, asked",
    )
    yield column(
        "point de milliers.csv",
        "Surface",
        {"1.234,5": 1234.5, "12.345.678": 12345678, "2.500": 2500, "850,25": 850.25},
        why="the column shows that its points separate thousands",
    )
    yield column(
        "notes sur cinq.csv",
        "Impact",
        {"3/5": 3, "4/5": 4, "2 sur 5": 2, "5/5": 5, "0/5": 0, "1,5/5": 1.5},
        why="marks out of five are no dates, no fractions",
        units={0: ("sur 5", "/5", "/ 5")},
    )
    yield column(
        "unites melees.csv",
        "Délai",
        {"6 mois": 6, "9 mois": 9, "1,5 an": NOTICED, "12 mois": 12, "3 mois": 3, "18 mois": 18},
        why="years among months",
        units={0: ("mois",)},
    )
    yield column(
        "mot parmi les nombres.csv",
        "Coût",
        {"210": 210, "quatre": WRONG, "35": 35, "oui": WRONG, "15": 15, "80": 80, "3": 3, "7": 7},
        why="words among numbers are wrong",
    )
    yield column(
        "renvois.csv",
        "Coût",
        {"12 (1)": Maybe(12), "35*": Maybe(35), "210": 210, "15 (2)": Maybe(15), "8": 8, "4": 4},
        why="marks of footnotes: never 121 nor 352",
    )
    yield column(
        "immenses.csv",
        "Énergie",
        {
            "1,25E+06": 1250000, "1e3": 1000, "1e400": WRONG, "999999999999": 999999999999,
            "0,000001": 0.000001, "42": 42,
        },
        why="exponents; what no machine can hold is wrong",
    )  # fmt: skip
    yield column(
        "chiffres d'ailleurs.csv",
        "Coût",
        {
            "２１０": Maybe(210), "٤٢": Maybe(42), "35": 35, "15": 15, "x²": NOTICED,
            "½": Maybe(0.5), "9": 9,
        },
        why="digits of other scripts: read, or asked, never dropped",
    )  # fmt: skip
    yield column(
        "signes invisibles.csv",
        "Coût",
        {
            "2\u200b10": Maybe(210), "\u200e35": Maybe(35), "\u00ad80": Maybe(80), "15": 15,
            "7": 7, "9": 9,
        },
        why="signs that nobody sees inside numbers",
    )  # fmt: skip
    yield column(
        "heures.csv",
        "Temps",
        {
            "1h30": Maybe(1.5, 90),
            "45 min": Maybe(45),
            "0:40": NOTICED,
            "20": Maybe(20),
            "2 h": Maybe(2),
        },
        why="durations: never 130, never 230",
        may_ask=["role"],
    )


def _ranges():
    cells = {
        "6 à 9": (6, 9), "3-8": (3, 8), "3–8": (3, 8), "3 - 8": (3, 8), '"[3 ; 8]"': (3, 8),
        "entre 3 et 8": (3, 8), "de 12 à 18": (12, 18), "5 ± 1": (4, 6), "1,5 à 2,5": (1.5, 2.5),
        "6 à 6": Maybe(6, (6, 6)), "12 à 18 mois": (12, 18), "8 à 3": WRONG, "4": 4,
    }  # fmt: skip
    return column(
        "intervalles.csv",
        "Délai (mois)",
        cells,
        why="ranges as they are written; the one that is reversed is wrong",
        named=AnyOf("Délai (mois)", "Délai"),
        units={0: ("mois",)},
    )

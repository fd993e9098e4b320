"""Names: duplicates, capitals, long ones, another language."""

import unicodedata
from functools import partial

from tests.cases.imports.expected import NOTICED, AnyOf, AwkwardFile, Word, wide
from tests.cases.imports.writing import Page, Struck, text, xlsx

THREE = ["Navette gare", "Autopartage", "Covoiturage"]


def _apart(words):
    return unicodedata.normalize("NFD", words)


def files():
    for why, first, second in (
        ("deux espaces", "Navette gare", "Navette  gare"),
        ("espace insecable", "Navette gare", "Navette\u00a0gare"),
        ("espace final", "Navette gare", "Navette gare "),
        ("capitales", "Navette gare", "NAVETTE GARE"),
        ("apostrophe courbe", "L'autopartage", "L’autopartage"),
        ("accent decompose", "Vélo", _apart("Vélo")),
    ):
        yield AwkwardFile(
            f"doublon {why}.csv",
            partial(
                text,
                ["Projet;Coût;Délai", f"{first};210;6", "Covoiturage;15;2", f"{second};35;3"],
            ),
            f"a lever twice: {why}",
            unsure=True,
            problems=["A4"],
        )
    yield AwkwardFile(
        "criteres en double.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Projet", "Coût", "Délai", "Coût "],
                    ["Navette gare", 210, 6, 220],
                    ["Autopartage", 35, 3, 30],
                    ["Covoiturage", 15, 2, 16],
                ],
            ),
        ),
        "a criterion twice, but for a space",
        sheet="Notes",
        unsure=True,
        problems=["D1"],
    )
    yield AwkwardFile(
        "CAPITALES.csv",
        partial(
            text,
            [
                "INTITULÉ DU PROJET;COÛT (K€);DÉLAI (MOIS)",
                "NAVETTE GARE;210;6",
                "AUTOPARTAGE;35;3",
                "COVOITURAGE;15;2",
                "TOTAL;260;11",
            ],
        ),
        "capitals stay as they are written; so does what is a total",
        levers=["NAVETTE GARE", "AUTOPARTAGE", "COVOITURAGE"],
        criteria=[AnyOf("COÛT (K€)", "COÛT"), AnyOf("DÉLAI (MOIS)", "DÉLAI")],
        scores=wide("B:C", "2:4", [[210, 6], [35, 3], [15, 2]]),
        units={0: ("k€", "K€")},
        left_out={"A5:C5": "total"},
    )
    yield AwkwardFile(
        "nom tres long.csv",
        partial(
            text,
            [
                "Projet;Coût;Délai",
                "Mise en place d'une navette entre la gare et le centre " * 4 + ";210;6",
                "Autopartage;35;3",
                "Covoiturage;15;2",
            ],
        ),
        "a name of more than 120 signs is wrong, never cut",
        unsure=True,
        problems=["A2"],
    )
    yield AwkwardFile(
        "english.csv",
        partial(
            text,
            [
                "Option,Cost (k€),CO2 saved (t),Feasibility,Comments",
                'Shuttle,"1,234.5",40,high,see annex',
                "Car sharing,35,n/a,medium,",
                "Bike hire,120,approx. 88,low,",
                "Car pooling,15,37.25,high,to check",
                "Total,1404.5,165.25,,",
                "Weight,30%,50%,20%,",
            ],
        ),
        "an English file",
        levers=["Shuttle", "Car sharing", "Bike hire", "Car pooling"],
        criteria=[AnyOf("Cost (k€)", "Cost"), AnyOf("CO2 saved (t)", "CO2 saved"), "Feasibility"],
        scores=wide(
            "B:D",
            "2:5",
            [
                [1234.5, 40, Word("high")],
                [35, None, Word("medium")],
                [120, NOTICED, Word("low")],
                [15, 37.25, Word("high")],
            ],
        ),
        units={0: ("k€",)},
        left_out={"A6:D6": "total", "A7:D7": "weight", "E1:E5": "remark|text"},
    )
    yield AwkwardFile(
        "phrases.xlsx",
        partial(
            xlsx,
            Page(
                "Fiches",
                [
                    ["Action", "Coût", "Description"],
                    ["Haies", 1200, "Planter deux kilomètres de haies le long du canal."],
                    ["Mares", 800, "Creuser quatre mares avec le lycée agricole."],
                    ["Nichoirs", 95, Struck("Poser des nichoirs sur les écoles volontaires.")],
                ],
            ),
        ),
        "sentences are no scale",
        sheet="Fiches",
        levers=["Haies", "Mares", "Nichoirs"],
        criteria=["Coût"],
        scores=wide("B", "2:4", [[1200], [800], [95]]),
        may_ask=["role", "cell"],
        left_out={"C1:C4": "remark|text|struck"},
    )

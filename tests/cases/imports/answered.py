"""What somebody answers about a file, and what must come out of it then."""

from dataclasses import replace
from functools import partial

from tests.cases.imports.expected import AwkwardFile, Place, Word, turned, wide
from tests.cases.imports.writing import Page, text, xlsx

THREE = ["Navette gare", "Autopartage", "Covoiturage"]
HEAD = "Projet;Coût;Accord"


def _csv(*lines):
    return partial(text, list(lines))


def _base():
    """A text whose cells ask, and are wrong, each in its way."""
    return AwkwardFile(
        "cellules.csv",
        _csv(
            HEAD,
            "Navette gare;environ 40;fort",
            "Autopartage;s.o.;faible",
            "Covoiturage;quatre;moyen",
            "Parking relais;néant;fort",
            "Télétravail;au moins 3;fort",
            "Vélo;12;faible",
            "Tram;90;moyen",
            "Bus;64;fort",
            "Car;35;faible",
        ),
        "cells that are asked about, and one that is wrong",
        levers=[*THREE, "Parking relais", "Télétravail", "Vélo", "Tram", "Bus", "Car"],
        criteria=["Coût", "Accord"],
        answers=(
            ("cell", "B2", "40"), ("cell", "B3", "?"), ("cell", "B4", "4"), ("cell", "B5", "0"),
            ("cell", "B6", "3 à 8"), ("direction", "Coût", "min"),
            ("order", "Accord", "faible", "moyen", "fort"),
        ),
        scores=[
            Place(lever, column, f"{'BC'[column]}{lever + 2}", value)
            for lever, line in enumerate(
                [
                    (40, Word("fort")), (None, Word("faible")), (4, Word("moyen")),
                    (0, Word("fort")), ((3, 8), Word("fort")), (12, Word("faible")),
                    (90, Word("moyen")), (64, Word("fort")), (35, Word("faible")),
                ]
            )
            for column, value in enumerate(line)
        ],
        directions={"Coût": "min"},
        orders={"Accord": ("faible", "moyen", "fort")},
    )  # fmt: skip


def files():
    base = _base()
    yield base
    yield replace(
        base,
        name="ordre a l'envers.csv",
        why="the order of words is what is answered, the worst first",
        answers=(*base.answers[:-1], ("order", "Accord", "fort", "moyen", "faible")),
        orders={"Accord": ("fort", "moyen", "faible")},
    )
    table = [["Projet", "Coût", "Délai"], ["Navette gare", 210, 6], ["Autopartage", 35, 3]]
    yield AwkwardFile(
        "feuille choisie.xlsx",
        partial(
            xlsx,
            Page("2025", [*table, ["Covoiturage", 15, 2]]),
            Page("2026", [*table, ["Covoiturage", 18, 4]]),
        ),
        "the second sheet is chosen",
        sheet="'2026'",
        levers=THREE,
        criteria=["Coût", "Délai"],
        answers=(("sheet", "", "2026"),),
        scores=wide("B:C", "2:4", [[210, 6], [35, 3], [18, 4]]),
        left_out={"'2025'!A1:C4": "other_sheet"},
    )
    square = _csv(";Alpha;Bêta;Gamma", "Ro;3;4;2", "Sigma;2;1;4", "Tau;5;3;1")
    values = [[3, 4, 2], [2, 1, 4], [5, 3, 1]]
    for way, names, heads, scores in (
        ("rows", ["Ro", "Sigma", "Tau"], ["Alpha", "Bêta", "Gamma"], wide("B:D", "2:4", values)),
        (
            "columns",
            ["Alpha", "Bêta", "Gamma"],
            ["Ro", "Sigma", "Tau"],
            turned("B:D", "2:4", values),
        ),
    ):
        yield AwkwardFile(
            f"un a cinq, en {way}.csv",
            square,
            "which way round is answered",
            levers=names,
            criteria=heads,
            answers=(("orientation", "", way),),
            scores=scores,
        )
    yield AwkwardFile(
        "colonne laissee.csv",
        _csv(
            "Projet;Coût;Confiance;Délai",
            "Navette gare;210;4;6",
            "Autopartage;35;2;3",
            "Covoiturage;15;5;2",
        ),
        "a column is left out by choice",
        levers=THREE,
        criteria=["Coût", "Délai"],
        answers=(("role", "C", "left_out"),),
        scores=wide("B,D", "2:4", [[210, 6], [35, 3], [15, 2]]),
        left_out={"C1:C4": "by_choice"},
    )
    yield AwkwardFile(
        "ligne laissee.csv",
        _csv(
            HEAD,
            "Navette gare;210;fort",
            "Autopartage;35;faible",
            "Essai;1;fort",
            "Covoiturage;15;moyen",
        ),
        "a row is left out by choice",
        levers=THREE,
        criteria=["Coût", "Accord"],
        answers=(("role", "4", "left_out"),),
        scores=wide(
            "B:C", "2:3,5", [[210, Word("fort")], [35, Word("faible")], [15, Word("moyen")]]
        ),
        left_out={"A4:C4": "by_choice"},
    )
    yield AwkwardFile(
        "total qui compte.csv",
        _csv("Projet;Coût;Délai", "Navette gare;210;6", "Autopartage;35;3", "Total;15;2"),
        "what is called a total is a lever, somebody says",
        levers=[*THREE[:2], "Total"],
        criteria=["Coût", "Délai"],
        answers=(("role", "4", "lever"),),
        scores=wide("B:C", "2:4", [[210, 6], [35, 3], [15, 2]]),
    )
    yield AwkwardFile(
        "sans titres.csv",
        _csv("Projet;Coût;Délai", "Navette gare;210;6", "Autopartage;35;3", "Covoiturage;15;2"),
        "the header is where somebody says",
        levers=THREE,
        criteria=["Coût", "Délai"],
        answers=(("header", "", "1"),),
        scores=wide("B:C", "2:4", [[210, 6], [35, 3], [15, 2]]),
    )
    yield AwkwardFile(
        "un virgule deux.csv",
        _csv(
            "Projet;Surface;Accord",
            "Navette gare;1.234;fort",
            "Autopartage;850;faible",
            "Covoiturage;12;fort",
        ),
        "the point is a decimal one, somebody says",
        levers=THREE,
        criteria=["Surface", "Accord"],
        answers=(("cell", "B2", "1.234"),),
        scores=wide(
            "B:C", "2:4", [[1.234, Word("fort")], [850, Word("faible")], [12, Word("fort")]]
        ),
    )
    yield AwkwardFile(
        "unite dite.csv",
        _csv("Projet;Coût;Délai", "Navette gare;210;6", "Autopartage;35;3", "Covoiturage;15;2"),
        "the unit is what somebody says",
        levers=THREE,
        criteria=["Coût", "Délai"],
        answers=(("unit", "Coût", "k€"), ("direction", "Délai", "open")),
        scores=wide("B:C", "2:4", [[210, 6], [35, 3], [15, 2]]),
        units={0: ("k€",)},
        directions={"Délai": "open"},
    )

"""Long tables, exports of other programs, answers of people."""

from functools import partial

from tests.cases.imports.expected import (
    AwkwardFile,
    Word,
    listed,
)
from tests.cases.imports.writing import Page, text, xlsx

THREE = ["Navette gare", "Autopartage", "Covoiturage"]


def files():
    yield from _long()


def _long():
    lines = [
        (0, 0, "210", 210),
        (0, 1, "fort", Word("fort")),
        (1, 0, "n.d.", None),
        (1, 1, "moyen", Word("moyen")),
        (2, 0, "15", 15),
        (2, 1, "fort", Word("fort")),
    ]
    criteria = ["Coût", "Adhésion"]
    yield AwkwardFile(
        "longue.csv",
        partial(
            text,
            ["Levier;Critère;Note;Source;Date"]
            + [f"{THREE[a]};{criteria[b]};{c};DREAL;12/03/2026" for a, b, c, _ in lines],
            "cp1252",
        ),
        "a row for each score, with its source and its day",
        levers=THREE,
        criteria=criteria,
        scores=listed("C", 2, [(a, b, v) for a, b, _, v in lines]),
        asked=[("orientation", "")],
        may_ask=["orientation"],
    )
    yield AwkwardFile(
        "longue fusionnee.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [["Projet", "Critère", "Valeur"]]
                + [
                    [THREE[a] if b == 0 else None, criteria[b], int(c) if c.isdigit() else c]
                    for a, b, c, _ in lines
                ],
                merged=["A2:A3", "A4:A5", "A6:A7"],
            ),
        ),
        "names of levers merged over their rows",
        sheet="Notes",
        levers=THREE,
        criteria=criteria,
        scores=listed("C", 2, [(a, b, v) for a, b, _, v in lines]),
        asked=[("orientation", "")],
        may_ask=["orientation", "role"],
    )
    yield AwkwardFile(
        "longue a trous.csv",
        partial(
            text,
            [
                "Projet;Critère;Valeur",
                "Navette gare;Coût;210",
                "Navette gare;Délai;6",
                "Autopartage;Coût;35",
                "Covoiturage;Délai;2",
                "Covoiturage;Coût;15",
            ],
        ),
        "what a long table does not mention is unknown",
        levers=THREE,
        criteria=["Coût", "Délai"],
        scores=[
            *listed("C", 2, [(0, 0, 210), (0, 1, 6), (1, 0, 35), (2, 1, 2), (2, 0, 15)]),
        ],
        asked=[("orientation", "")],
        may_ask=["orientation"],
    )
    yield AwkwardFile(
        "longue en double.csv",
        partial(
            text,
            [
                "Projet;Critère;Valeur",
                "Navette gare;Coût;210",
                "Navette gare;Délai;6",
                "Autopartage;Coût;35",
                "Autopartage;Délai;3",
                "Navette gare;Coût;190",
                "Covoiturage;Coût;15",
                "Covoiturage;Délai;2",
            ],
        ),
        "one score twice, that differ",
        unsure=True,
        problems=["C6|A6|B6|A6:C6"],
    )

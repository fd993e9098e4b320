"""Plain tables, the one of the issue, and large ones."""

import random
from functools import partial

from tests.cases.imports.expected import WRONG, AnyOf, AwkwardFile, Maybe, Word, letters, wide
from tests.cases.imports.opendocument import ods
from tests.cases.imports.writing import Computed, Page, text, xlsx

THREE = ["Navette gare", "Autopartage", "Covoiturage"]


def files():
    yield from _plain()
    yield from _large()


def _plain():
    yield AwkwardFile(
        "deux colonnes.csv",
        partial(text, ["Projet;Coût", "Navette gare;210", "Autopartage;35", "Covoiturage;15"]),
        "names and one criterion",
        levers=THREE,
        criteria=["Coût"],
        scores=wide("B", "2:4", [[210], [35], [15]]),
    )
    yield AwkwardFile(
        "fichier du cahier.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Projet", "Coût", "Accord"], ["Navette gare", 210, 4],
                    ["Autopartage", None, 2], ["Covoiturage", 15, "quatre"],
                    ["Vélo en libre-service", 120, 1], ["Parking relais", 80, 5],
                    ["Télétravail", 4, 3], [],
                    ["Total", Computed("=SUM(B2:B7)", 429), Computed("=SUM(C2:C7)", 15)],
                ],
            ),
        ),
        "an unknown, a word among numbers, a total under a blank row",
        sheet="Notes",
        levers=[*THREE, "Vélo en libre-service", "Parking relais", "Télétravail"],
        criteria=["Coût", "Accord"],
        scores=wide("B:C", "2:7", [[210, 4], [None, 2], [15, WRONG], [120, 1], [80, 5], [4, 3]]),
        left_out={"A9:C9": "total"},
    )  # fmt: skip
    yield AwkwardFile(
        "vide.xlsx",
        partial(xlsx, Page("Feuil1", [[]]), Page("Feuil2", [[None]])),
        "a workbook without a cell",
        refused="no_table|empty_file",
    )
    yield AwkwardFile(
        "tout inconnu.csv",
        partial(
            text,
            [
                "Projet;Coût;Délai;Accord",
                "Navette gare;;;favorable",
                "Autopartage;n.c.;;partagé",
                "Covoiturage;?;;favorable",
            ],
        ),
        "criteria of which nothing is known yet: never dropped without a word",
        levers=THREE,
        criteria=["Coût", AnyOf("Délai", None), "Accord"],
        scores=wide(
            "B:D",
            "2:4",
            [
                [None, Maybe(None), Word("favorable")],
                [None, Maybe(None), Word("partagé")],
                [None, Maybe(None), Word("favorable")],
            ],
        ),
        may_ask=["role"],
        doubted=["C1"],
    )


def _numbers(levers, criteria):
    draw = random.Random(17)  # noqa: S311
    return [
        [round(draw.uniform(0, 500), draw.choice((0, 1, 2))) for _ in range(criteria)]
        for _ in range(levers)
    ]


def _grid(levers, criteria):
    names = [f"Critère {n}" for n in range(1, criteria + 1)]
    return [
        ["Projet", *names],
        *([f"Projet {n}", *row] for n, row in enumerate(_numbers(levers, criteria), 1)),
    ]


def _large():
    for levers, criteria in ((30, 12), (1000, 20)):
        expected = {
            "levers": [f"Projet {n}" for n in range(1, levers + 1)],
            "criteria": [f"Critère {n}" for n in range(1, criteria + 1)],
            "scores": wide(
                f"B:{letters(criteria)}", f"2:{levers + 1}", _numbers(levers, criteria)
            ),
        }
        size = f"{levers} sur {criteria}"
        lines = [";".join(map(str, row)).replace(".", ",") for row in _grid(levers, criteria)]
        yield AwkwardFile(f"{size}.csv", partial(text, lines), size, **expected)
        for name, writer in (("xlsx", xlsx), ("ods", ods)):
            page = Page("Notes", _grid(levers, criteria))
            yield AwkwardFile(
                f"{size}.{name}", partial(writer, page), size, sheet="Notes", **expected
            )
    for levers, criteria, kind in ((1001, 3, "many_levers"), (12, 21, "many_criteria")):
        yield AwkwardFile(
            f"{levers} sur {criteria}.xlsx",
            partial(xlsx, Page("Notes", _grid(levers, criteria))),
            "beyond the limits",
            refused=kind,
        )

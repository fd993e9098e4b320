"""Dates that a program made, errors of formulas, formulas without a value."""

import datetime as dt
from functools import partial

from tests.cases.imports.expected import NOTICED, WRONG, AnyOf, AwkwardFile, wide
from tests.cases.imports.opendocument import ods
from tests.cases.imports.writing import (
    PANEL,
    Computed,
    Page,
    as_excel_keeps_texts,
    text,
    uncalculated,
    xlsx,
)

THREE = ["Navette gare", "Autopartage", "Covoiturage"]
BASE = [[210, 6], [35, 3], [120, 9], [15, 2]]


def _table(names=PANEL, values=BASE, head=("Projet", "Coût", "Délai")):
    return [list(head), *[[name, *line] for name, line in zip(names, values, strict=True)]]


def files():
    yield from _dates()
    yield from _errors()


def _dates():
    for name, writer in (("xlsx", xlsx), ("ods", ods)):
        yield AwkwardFile(
            f"dates de un a deux.{name}",
            partial(
                writer,
                Page(
                    "Notes",
                    _table(
                        values=[
                            [210, 6],
                            [35, dt.date(2026, 2, 1)],
                            [120, 9],
                            [15, dt.date(2026, 8, 3)],
                        ]
                    ),
                ),
            ),
            "« 1-2 » and « 3-8 » that the program made dates",
            sheet="Notes",
            levers=PANEL,
            criteria=["Coût", "Délai"],
            scores=wide("B:C", "2:5", [[210, 6], [35, WRONG], [120, 9], [15, WRONG]]),
        )
    yield AwkwardFile(
        "dates en texte.csv",
        partial(
            text,
            [
                "Projet;Coût;Délai", "Navette gare;210;02-janv", "Autopartage;35;3",
                "Vélo en libre-service;120;03/08/2026", "Covoiturage;15;2", "Parking relais;80;6",
                "Télétravail;4;12",
            ],
        ),
        "dates in a text, where numbers are",
        levers=[*PANEL, "Parking relais", "Télétravail"],
        criteria=["Coût", "Délai"],
        scores=wide(
            "B:C", "2:7", [[210, WRONG], [35, 3], [120, WRONG], [15, 2], [80, 6], [4, 12]]
        ),
    )  # fmt: skip
    yield AwkwardFile(
        "annee de debut.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                _table(THREE, [[210, 2027], [35, 2026], [15, 2030]], ("Projet", "Coût", "Début")),
            ),
        ),
        "years are numbers like others",
        sheet="Notes",
        levers=THREE,
        criteria=["Coût", "Début"],
        scores=wide("B:C", "2:4", [[210, 2027], [35, 2026], [15, 2030]]),
        may_ask=["role"],
    )
    days = [dt.date(2027, 1, 4), dt.date(2026, 9, 1), dt.date(2030, 6, 15)]
    yield AwkwardFile(
        "dates de debut.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [["Projet", "Coût", "Délai", "Date de début"]]
                + [[n, *v, d] for n, v, d in zip(THREE, BASE[:3], days, strict=True)],
            ),
        ),
        "a column of real dates: left out, asked or wrong, never day 46 000",
        sheet="Notes",
        levers=THREE,
        criteria=["Coût", "Délai", AnyOf("Date de début", None)],
        scores=wide("B:D", "2:4", [[*v, NOTICED] for v in BASE[:3]]),
        may_ask=["role"],
        doubted=["D1:D4"],
    )
    yield AwkwardFile(
        "heures.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                _table(
                    THREE,
                    [[210, dt.time(0, 45)], [35, dt.time(1, 30)], [15, dt.time(0, 20)]],
                    ("Projet", "Coût", "Trajet"),
                ),
            ),
        ),
        "times of a workbook: never 0.03",
        sheet="Notes",
        levers=THREE,
        criteria=["Coût", AnyOf("Trajet", None)],
        scores=wide("B:C", "2:4", [[210, NOTICED], [35, NOTICED], [15, NOTICED]]),
        may_ask=["role"],
    )


def _errors():
    bad = [
        [210, 6],
        [Computed("=1/0", "#DIV/0!"), 3],
        [120, Computed("=#REF!+1", "#REF!")],
        [15, 2],
    ]
    for name, writer in (("xlsx", xlsx), ("ods", ods)):
        yield AwkwardFile(
            f"erreurs.{name}",
            partial(writer, Page("Notes", _table(values=bad))),
            "errors of formulas are wrong, and never unknown",
            sheet="Notes",
            levers=PANEL,
            criteria=["Coût", "Délai"],
            scores=wide("B:C", "2:5", [[210, 6], [WRONG, 3], [120, WRONG], [15, 2]]),
        )
    yield AwkwardFile(
        "erreurs en texte.csv",
        partial(
            text,
            [
                "Projet;Coût;Délai", "Navette gare;210;6", "Autopartage;#DIV/0!;3",
                "Vélo en libre-service;120;#VALEUR!", "Covoiturage;15;2", "Parking relais;80;4",
            ],
        ),
        "errors as a text has them, in French too",
        levers=[*PANEL, "Parking relais"],
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:6", [[210, 6], [WRONG, 3], [120, WRONG], [15, 2], [80, 4]]),
    )  # fmt: skip
    yield AwkwardFile(
        "formules sans valeur.xlsx",
        partial(uncalculated, "Notes", _table(values=[[210, 6], ["=B2/2", 3], [120, 9], [15, 2]])),
        "a formula whose value nobody computed",
        sheet="Notes",
        levers=PANEL,
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:5", [[210, 6], [WRONG, 3], [120, 9], [15, 2]]),
    )
    yield AwkwardFile(
        "formules avec valeur.xlsx",
        lambda: as_excel_keeps_texts(
            xlsx(
                Page(
                    "Notes",
                    _table(
                        values=[
                            [210, 6],
                            [Computed("=B2/2", 105), 3],
                            [120, 9],
                            [Computed("=15*1", 15), Computed('=""', "")],
                        ]
                    ),
                )
            )
        ),
        "formulas that have their value are numbers; one that gives nothing is unknown",
        sheet="Notes",
        levers=PANEL,
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:5", [[210, 6], [105, 3], [120, 9], [15, None]]),
    )

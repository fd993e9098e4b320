"""What a workbook hides or has beside its table: rows, sheets, struck cells, macros, lists."""

from functools import partial

from tests.cases.imports.expected import (
    NOTICED,
    WRONG,
    AnyOf,
    Ask,
    AwkwardFile,
    Maybe,
    Place,
    Word,
    wide,
)
from tests.cases.imports.opendocument import ods
from tests.cases.imports.writing import PANEL, Page, Shown, Struck, with_macros, xlsx

THREE = ["Navette gare", "Autopartage", "Covoiturage"]
BASE = [[210, 6], [35, 3], [120, 9], [15, 2]]


def _table(names=PANEL, values=BASE, head=("Projet", "Coût", "Délai")):
    return [list(head), *[[name, *line] for name, line in zip(names, values, strict=True)]]


def files():
    yield from _hidden()
    yield from _others()


def _hidden():
    for name, writer in (("xlsx", xlsx), ("ods", ods)):
        yield AwkwardFile(
            f"lignes cachees.{name}",
            partial(
                writer,
                Page(
                    "Notes",
                    [
                        ["Projet", "Coût", "Ancien coût", "Délai"],
                        ["Navette gare", 210, 190, 6],
                        ["Tramway", 90000, 80000, 72],
                        ["Autopartage", 35, 30, 3],
                        ["Covoiturage", 15, 12, 2],
                    ],
                    hidden_rows="3",
                    hidden_columns="C",
                ),
                Page("Version 1", _table(), hidden=True),
            ),
            "a hidden row, a hidden column, a hidden sheet",
            sheet="Notes",
            levers=THREE,
            criteria=["Coût", "Délai"],
            scores=wide("B,D", "2,4:5", [[210, 6], [35, 3], [15, 2]]),
            left_out={
                "A3:D3": "hidden",
                "C1:C2": "hidden",
                "C4:C5": "hidden",
                "'Version 1'!A1:C5": "hidden_sheet",
            },
        )
    yield AwkwardFile(
        "filtre.xlsx",
        partial(xlsx, Page("Notes", _table(), hidden_rows="4", filtered="A1:C5")),
        "a row that a filter hides",
        sheet="Notes",
        levers=THREE,
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:3,5", [[210, 6], [35, 3], [15, 2]]),
        left_out={"A4:C4": "hidden"},
    )
    yield AwkwardFile(
        "invisible.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Projet", "Coût", "Délai", Shown("Ancien", ";;;")],
                    ["Navette gare", 210, Shown(0, "0;-0;;@"), Shown(1, ";;;")],
                    ["Autopartage", Shown(35, ";;;"), Shown(3, "0;-0;;@"), Shown(2, ";;;")],
                    ["Covoiturage", 15, 2, Shown("vu", ";;;")],
                ],
            ),
        ),
        "what formats show nothing of: asked about, and never read as if it were seen",
        sheet="Notes",
        levers=THREE,
        criteria=["Coût", "Délai", "Ancien"],
        scores=wide(
            "B:D",
            "2:4",
            [[210, Ask("cell"), Ask("cell")], [Ask("cell"), 3, Ask("cell")], [15, 2, WRONG]],
        ),
    )
    for name, writer in (("xlsx", xlsx), ("ods", ods)):
        yield AwkwardFile(
            f"raye.{name}",
            partial(
                writer,
                Page(
                    "Notes",
                    _table(
                        [*PANEL[:2], Struck(PANEL[2]), PANEL[3]],
                        [[210, 6], [Struck(35), 3], [Struck(120), Struck(9)], [15, 2]],
                    ),
                ),
            ),
            "a lever struck out, and a score alone: never read as if they were not",
            sheet="Notes",
            levers=AnyOf(PANEL, [*PANEL[:2], PANEL[3]]),
            criteria=["Coût", "Délai"],
            scores=[Place(1, 0, "B3", Maybe(None))],
            may_ask=["cell"],
            doubted=["B3", "A4"],
        )


def _others():
    yield AwkwardFile(
        "trois feuilles.xlsx",
        partial(
            xlsx,
            Page(
                "Lisez-moi",
                [
                    ["Grille de notation des projets"],
                    [],
                    ["Remplir une ligne par projet dans l'onglet Données."],
                    ["Contact : service Transports"],
                ],
            ),
            Page(
                "Données",
                _table(
                    values=[[210, "fort"], [35, "moyen"], [120, "faible"], [15, "fort"]],
                    head=("Projet", "Coût (k€)", "Adhésion"),
                ),
                lists={"C2:C20": ["faible", "moyen", "fort"]},
                comments={"B3": "à vérifier auprès du loueur", "A1": "Un projet par ligne"},
            ),
            Page(
                "Listes",
                [
                    ["Niveaux", "Porteurs"],
                    ["faible", "Région"],
                    ["moyen", "Ville"],
                    ["fort", "État"],
                ],
            ),
        ),
        "a page to read, the data, the lists of words; comments",
        sheet="Données",
        levers=PANEL,
        criteria=[AnyOf("Coût (k€)", "Coût"), "Adhésion"],
        scores=wide(
            "B:C",
            "2:5",
            [[210, Word("fort")], [35, Word("moyen")], [120, Word("faible")], [15, Word("fort")]],
        ),
        units={0: ("k€",)},
        may_ask=["sheet"],
        left_out={"'Lisez-moi'!A1": "other_sheet", "Listes!A1:B4": "other_sheet"},
    )
    yield AwkwardFile(
        "macros.xlsm",
        lambda: with_macros(xlsx(Page("Notes", _table()))),
        "macros are ignored, and that is told",
        sheet="Notes",
        levers=PANEL,
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:5", BASE),
        notes=["macros"],
    )
    yield AwkwardFile(
        "classeur.ods",
        partial(
            ods,
            Page(
                "Feuille 1",
                [
                    ["Projets de mobilité\nannée 2026", None, None, None],
                    ["Projet", "Coût", "Part\nmodale", "Avis"],
                    ["Navette gare", Shown(210.5, "€"), Shown(0.12, "0%"), "6 à 9"],
                    ["Vélo\nen libre-service", Shown(35, "€"), Shown(0.07, "0%"), "n.d."],
                    ["Covoiturage", Shown(0, "€"), Shown(0, "0%"), 4],
                ],
                merged=["A1:D1"],
            ),
        ),
        "currencies, percents, names on two lines, a million empty rows",
        sheet="'Feuille 1'",
        levers=["Navette gare", "Vélo en libre-service", "Covoiturage"],
        criteria=["Coût", "Part modale", "Avis"],
        scores=wide("B:D", "3:5", [[210.5, 12, (6, 9)], [35, 7, None], [0, 0, 4]]),
        units={0: ("€",), 1: ("%",)},
        left_out={"A1": "title"},
    )
    yield AwkwardFile(
        "zero et vide.xlsx",
        partial(xlsx, Page("Notes", _table(values=[[0, 6], [None, 0], ["", 9], [" ", "0"]]))),
        "zero is zero, empty is unknown, spaces are empty",
        sheet="Notes",
        levers=PANEL,
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:5", [[0, 6], [None, 0], [None, 9], [None, 0]]),
        may_ask=["role"],
    )
    yield AwkwardFile(
        "mots et nombres.xlsx",
        partial(
            xlsx, Page("Notes", _table(values=[[210, 6], ["élevé", 3], [120, 9], ["faible", 2]]))
        ),
        "half words, half numbers: never sure",
        sheet="Notes",
        unsure=True,
        levers=PANEL,
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:5", [[Maybe(210), 6], [NOTICED, 3], [Maybe(120), 9], [NOTICED, 2]]),
        may_ask=["role", "order"],
    )

"""A file is understood, or asks: where its table is, and what each row and column is."""

import contextlib
import time

import pytest

from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.grids import CellKind, FileCell, FileRefused, Sheet
from prioritisation.imports.model import FileAnswers, GivenAnswer
from prioritisation.imports.tables.reading import (
    MOST_EXCERPT_COLUMNS,
    MOST_EXCERPT_ROWS,
    excerpt_of,
    file_reading,
)
from tests.cases.imports.writing import Computed, Page, uncalculated, xlsx
from tests.each import each
from tests.prioritisation.imports.by_hand import (
    aside,
    asked,
    changed,
    choices,
    criteria,
    levers,
    problems,
    read,
    sheet,
    values,
)

SITES = """
Site; Coût (k€); Délai (mois); Accord
Gare; 1250; 8 à 12; fort
Halle; 980; 9; moyen
Friche; n.c.; 18; fort
"""
LEVERS, CRITERIA = ["Gare", "Halle", "Friche"], ["Coût", "Délai", "Accord"]


def understood(reading, levers_=LEVERS, criteria_=CRITERIA):
    """Whether levers and criteria are those, nothing is wrong and nothing is asked."""
    return (levers(reading), criteria(reading), asked(reading), problems(reading)) == (
        levers_,
        criteria_,
        [],
        [],
    )


def test_a_plain_table():
    reading = read(SITES)
    assert understood(reading)
    assert reading.layout.lying == "rows"
    assert aside(reading) == []
    assert values(reading) == {
        ("Gare", "Coût"): 1250, ("Gare", "Délai"): (8, 12), ("Gare", "Accord"): "fort",
        ("Halle", "Coût"): 980, ("Halle", "Délai"): 9, ("Halle", "Accord"): "moyen",
        ("Friche", "Coût"): None, ("Friche", "Délai"): 18, ("Friche", "Accord"): "fort",
    }  # fmt: skip
    assert [one.cell for one in reading.scores][:3] == ["B2", "B3", "B4"]
    assert [one.unit for one in reading.criteria] == ["k€", "mois", ""]


def test_turned_round():
    reading = read("""
        Critères; Gare; Halle; Friche
        Coût (k€); 1250; 980; n.c.
        Délai (mois); 8 à 12; 9; 18
        Accord; fort; moyen; fort
        """)
    assert understood(reading)
    assert reading.layout.lying == "columns"
    assert values(reading) == values(read(SITES))
    assert reading.layout.rows == ("header", "criterion", "criterion", "criterion")
    assert reading.layout.columns == ("names", "lever", "lever", "lever")
    assert reading.layout.names == 0


@each(
    "line", ["Total {n}; {a}; {b}", "Total {n}; 0; 0", "Levier {n};;", "Sous-total {n}; {a}; {b}"]
)
def test_rows_of_sums_or_of_nothing_are_not_each_compared_with_all_others(line):
    def spent(count):
        rows = "\n".join(line.format(n=n, a=n % 7 + 1, b=n % 5) for n in range(count))
        text = f"Site; Coût; Délai\nGare; 1250; 8\n{rows}"
        start = time.process_time()
        with contextlib.suppress(FileRefused):
            read(text)
        return time.process_time() - start

    spent(100)
    assert spent(2400) < min(4, 16 * spent(300) + 0.2)


LONG = """
Levier; Critère; Note; Source
Gare; Coût; 1250; devis
Halle; Coût; 980; estimation
Gare; Accord; fort; réunion
Halle; Accord; n.c.; réunion
"""


def read_long(page, given=()):
    """A table of which somebody says that each row is one score."""
    return read(page, given=[("orientation", "", "long"), *given])


def test_a_long_table():
    assert asked(read(LONG)) == [("orientation", "")]
    assert choices(read(LONG), "orientation") == ("long", "rows", "columns")
    assert values(read(LONG)) == values(read_long(LONG))
    assert asked(read(LONG, given=[("orientation", "", "rows")])) == [("orientation", "")]
    reading = read_long(LONG)
    assert understood(reading, ["Gare", "Halle"], ["Coût", "Accord"])
    assert reading.layout.lying == "long"
    assert [(one.cell, one.source) for one in reading.scores] == [
        ("C2", "devis"),
        ("C3", "estimation"),
        ("C4", "réunion"),
        ("C5", "réunion"),
    ]
    assert reading.layout.columns == ("names", "criterion", "score", "source")


def test_two_rows_of_a_header_are_joined():
    """« total » alone would be a total."""
    reading = read("""
        ; Coût; Délai de
        Projet; total; réalisation
        Gare; 1; 2
        Halle; 3; 4
    """)
    assert criteria(reading) == ["Coût – total", "Délai de – réalisation"]
    reading = read("""
        ; Coût; Délai
        Projet; (k€); mois
        Gare; 1; 2
        Halle; 3; 4
    """)
    assert [(one.name, one.unit) for one in reading.criteria] == [
        ("Coût", "k€"),
        ("Délai", "mois"),
    ]
    assert aside(reading) == []
    grouped = read("""
        ; Économie; ; Social; Accord
        Projet; coût; gain; emploi; maire
        Gare; 1; 2; 3; 4
        Halle; 3; 4; 5; 6
    """)
    names = ["Économie – coût", "Économie – gain", "Social – emploi", "Accord – maire"]
    assert criteria(grouped) == names


def test_nothing_is_asked_twice():
    reading = read("""
        Projet; Coût; Accord; Délai; Ensemble
        Gare; 1; 2; 3; 6
        Halle; 2; 2; 3; 7
        Friche; 4; 2; 1; 7
    """)
    assert asked(reading) == [("role", "E")]


def test_no_header():
    page = "Alpha; 12; 3\nBravo; 15; 4\nCharlie; 9; 1\nDelta; 11; 2"
    reading = read(page)
    assert ("header", "") in asked(reading)
    assert choices(reading, "header") == ("0", "1")
    assert levers(reading) == ["Alpha", "Bravo", "Charlie", "Delta"]
    assert problems(reading) == [("unnamed_criterion", "B1"), ("unnamed_criterion", "C1")]
    named = [("header", "", "0"), ("orientation", "", "rows"),
             ("name", "B", "Emplois"), ("name", "C", "Délai")]  # fmt: skip
    assert understood(read(page, given=named), levers(reading), ["Emplois", "Délai"])


def test_the_header_that_was_answered():
    page = f"Rédacteur; le secrétariat; de; la mairie\n{SITES.strip()}"
    reading = read(page, given=[("header", "", "2")])
    assert understood(reading)
    assert read(page, given=[("role", "2", "header")]) == reading


def test_several_sheets():
    first = sheet(SITES, "Mars", is_text=False)
    second = sheet(SITES.replace("Gare", "Pont"), "Avril", is_text=False)
    notes = sheet("Lisez-moi\nCe classeur compare", "Notice", is_text=False)
    hidden = sheet(SITES, "listes", is_text=False, hidden=True)
    reading = read(notes, first, second, hidden)
    assert asked(reading) == [("sheet", "")]
    assert choices(reading, "sheet") == ("Mars", "Avril")
    assert aside(reading) == [
        ("Notice!A1:A2", "other_sheet"),
        ("Avril!A1:D4", "other_sheet"),
        ("listes!A1:D4", "hidden_sheet"),
    ]
    april = read(notes, first, second, hidden, given=[("sheet", "", "Avril")])
    assert understood(april, ["Pont", "Halle", "Friche"])
    assert april.levers[0].cell == "Avril!A2"
    assert understood(read(notes, first, second, hidden, given=[("sheet", "", "listes")]))


def test_what_was_said_of_a_column():
    reading = read(SITES, given=[("role", "C", "left_out"), ("role", "4", "left_out")])
    assert understood(reading, ["Gare", "Halle"], ["Coût", "Accord"])
    assert aside(reading) == [("A4:D4", "by_choice"), ("C1:C4", "by_choice")]


def test_names_that_are_missing_or_too_long():
    long = "une très longue description " * 6
    reading = read(f"""
        Site; Coût (k€); ; Délai
        Gare; 1250; 8; 3
        ; 980; 9; 4
        {long}; 700; 18; 9
        """)
    assert problems(reading) == [
        ("unnamed_lever", "A3"),
        ("too_long", "A4"),
        ("unnamed_criterion", "C1"),
    ]


def test_what_has_no_table():
    for page in ("Bonjour", "Une note;\nsur deux lignes;", "Nom\nGare\nHalle"):
        with pytest.raises(FileRefused, match="no_table"):
            read(page)


def test_a_sheet_that_is_not_there():
    with pytest.raises(FileRefused, match="unknown_sheet"):
        read(SITES, given=[("sheet", "", "Mai")])


def test_beyond_the_limits():
    tall = "Site; Coût (k€)\n" + "\n".join(f"Lieu {k}; {k * 7 % 13}" for k in range(1001))
    with pytest.raises(FileRefused, match="many_levers") as refusal:
        read(tall)
    assert refusal.value.values == {"found": 1001, "allowed": 1000}
    wide = "Site;" + ";".join(f"Coût {k} (k€)" for k in range(21))
    rows = "\n".join(f"Lieu {k};" + ";".join(str(j * k % 9) for j in range(21)) for k in range(30))
    with pytest.raises(FileRefused, match="many_criteria"):
        read(f"{wide}\n{rows}")


def test_the_same_file_is_read_the_same():
    again = [read(SITES) for _ in range(3)]
    assert again[1:] == again[:-1]


def test_a_row_that_may_be_no_lever_is_asked():
    page = """
        Projet; Coût (k€); Délai (mois)
        Gare; 210; 6
        Halle; 35; 3
        Objectif; 100; 2
        """
    reading = read(page)
    assert asked(reading) == [("role", "4")]
    assert choices(reading, "role", "4") == ("lever", "left_out")
    assert understood(
        read(page, given=[("role", "4", "left_out")]), ["Gare", "Halle"], ["Coût", "Délai"]
    )


MERGED = sheet(
    """
    Site; Coût (k€); Délai (mois); Emplois
    Gare; 1250; 8; 12
    Halle; 980; ; 14
    Friche; 700; ; 15
    Quai; 800; 5;
    """,
    is_text=False,
)


def merged(page, row, column, *, rows=1, columns=1):
    """A sheet with one cell merged over others."""
    page = changed(page, row, column, rows=rows, columns=columns)
    for r in range(row, row + rows):
        for c in range(column, column + columns):
            if (r, c) != (row, column):
                page = changed(page, r, c, kind=CellKind.EMPTY, value="", covered=True)
    return page


@each(
    ("page", "given", "cells"),
    [
        (merged(MERGED, 1, 2, rows=3), (), "Notes!C2:C4"),
        (merged(MERGED, 1, 1, rows=2, columns=2), (), "Notes!B2:C3"),
        (
            merged(sheet(LONG, is_text=False), 1, 2, rows=2),
            [("orientation", "", "long")],
            "Notes!C2:C3",
        ),
    ],
)
def test_one_cell_for_several_scores_is_refused_by_its_name(page, given, cells):
    with pytest.raises(FileRefused, match="merged_scores") as refusal:
        read(page, given=given)
    assert refusal.value.values == {"name": cells}


def test_a_table_on_a_hidden_sheet_alone_is_asked_about():
    pages = (
        sheet("Grille de notation\nVoir le service", "Lisez-moi", is_text=False),
        sheet(SITES, "Données", is_text=False, hidden=True),
    )
    reading = read(*pages)
    assert (levers(reading), asked(reading)) == (LEVERS, [("sheet", "")])
    question = reading.pending[0]
    assert (question.choices, question.found) == (("Données",), "Données")
    assert asked(read(*pages, given=[("sheet", "", "Données")])) == []


# What tables of one score a row say beside it: its other end, its status, its source.


def read_beside(text, *answers):
    said = [("orientation", "", ("long",)), *answers]
    given = FileAnswers(GivenAnswer(*one) for one in said)
    return file_reading(opened_file("x.csv", text.encode()), given)


def said(reading):
    return {
        f"{one.lever} {one.criterion}": (one.value, one.high, one.status, one.source)
        for one in reading.scores
    }


BESIDE = """Site;Critère;Note;Statut;Source;Date;Confiance;Commentaire
Gare;Coût;12;officiel;Devis;12/03/2026;élevée;à revoir
Gare;Accès;4;avis;;mars 2026;Moyenne;
Halle;Coût;30;;Devis;2025;faible;<b>à ouvrir</b>
Halle;Accès;;;Mairie;;;on attend la mairie
Friche;Coût;0;;n.d.;début 2026;plutôt bonne;idem
Friche;Accès;7;avis;;31/02/2026;?;-
"""


def test_what_is_no_date_and_no_confidence_is_never_guessed_and_is_said_by_its_cell():
    assert {(one.cells, one.why, one.text) for one in read_beside(BESIDE).left_out} == {
        ("F6", "no_date", "début 2026"),
        ("F7", "no_date", "31/02/2026"),
        ("G6", "no_confidence", "plutôt bonne"),
        ("H6", "remark", "idem"),
    }


# What is shown of a sheet: words as they are seen, and no more than shows how it lies.


@each(
    ("cell", "seen"),
    [
        (FileCell(), ""),
        (FileCell(CellKind.NUMBER, 1400.5), 1400.5),
        (FileCell(CellKind.NUMBER, 0.125, percent=True), "12,5 %"),
        (FileCell(CellKind.NUMBER, 0.07, percent=True), "7 %"),
        (FileCell(CellKind.NUMBER, 350.0, unit="k€"), "350 k€"),
        (FileCell(CellKind.ERROR, "#REF!"), "#REF!"),
        (FileCell(CellKind.DATE, "2026-08-03"), "2026-08-03"),
        (FileCell(CellKind.TEXT, "x" * 100), "x" * 80),
    ],
)
def test_a_cell_is_seen(cell: FileCell, seen: float | str) -> None:
    assert excerpt_of(Sheet("Notes", ((cell,),))) == ((seen,),)


def test_a_large_sheet_is_seen_by_its_beginning() -> None:
    sheet = Sheet("Notes", ((FileCell(CellKind.NUMBER, 1.0),) * 200,) * 1_000)

    cells = excerpt_of(sheet)

    assert (len(cells), len(cells[0])) == (MOST_EXCERPT_ROWS, MOST_EXCERPT_COLUMNS)


# What a workbook keeps of a formula, and what a number is whose format is rare.


@each(
    ("content", "kind", "value"),
    [
        (xlsx(Page("Notes", [[Computed("=1+1", 2)]])), CellKind.NUMBER, 2),
        (xlsx(Page("Notes", [[Computed("=A2", "fort")]])), CellKind.TEXT, "fort"),
        (xlsx(Page("Notes", [[Computed("=1/0", "#DIV/0!")]])), CellKind.ERROR, "#DIV/0!"),
        (uncalculated("Notes", [["=1+1"]]), CellKind.FORMULA, "=1+1"),
    ],
)
def test_a_formula_is_what_was_kept_of_it_or_is_one_without_a_value(content, kind, value):
    cell = opened_file("notes.xlsx", content).sheets[0].rows[0][0]
    assert (cell.kind, cell.value) == (kind, value)

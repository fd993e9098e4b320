"""What a workbook keeps of a formula, and what a number is whose format is rare."""

from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.grids import CellKind
from tests.cases.imports.writing import (
    Computed,
    Page,
    Shown,
    as_excel_keeps_texts,
    uncalculated,
    xlsx,
)
from tests.each import each


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


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell():
    """« =SI(B2="";"";B2*2) »: nothing is known, and nothing is wrong."""
    rows = [["Coût"], [12], [Computed('=""', "")], [15]]
    content = as_excel_keeps_texts(xlsx(Page("Notes", rows)))
    cells = [row[0].kind for row in opened_file("notes.xlsx", content).sheets[0].rows]
    assert cells == [CellKind.TEXT, CellKind.NUMBER, CellKind.EMPTY, CellKind.NUMBER]


@each("form", ["0.00E+00", "##0.0E+0", "0E-0", '0.0E+00 "t"'])
def test_a_number_with_an_exponent_is_no_date(form):
    """« e » is an era of dates, elsewhere than before a sign."""
    cell = opened_file("notes.xlsx", xlsx(Page("N", [[Shown(1_200_000, form)]]))).sheets[0]
    assert (cell.rows[0][0].kind, cell.rows[0][0].value) == (CellKind.NUMBER, 1_200_000)

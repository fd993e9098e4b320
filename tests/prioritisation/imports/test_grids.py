from prioritisation.imports.grids import EMPTY, Sheet
from tests.each import each


@each(
    ("sheet", "is_text", "name"),
    [
        ("Notes", False, "Notes!B9:C12"),
        ("Notes", True, "B9:C12"),
        ("Été_2026", False, "Été_2026!B9:C12"),
        ("2026", False, "'2026'!B9:C12"),
        ("L'an prochain", False, "'L''an prochain'!B9:C12"),
        ("R1C1", False, "'R1C1'!B9:C12"),
    ],
)
def test_a_range_is_named_as_a_spreadsheet_does_from_another_sheet(sheet, is_text, name):
    grid = Sheet(sheet, ((EMPTY,),), is_text=is_text)
    assert grid.range_name((8, 11), (1, 2)) == name


def test_a_range_of_one_cell_is_that_cell():
    grid = Sheet("Notes", ((EMPTY,),))
    assert grid.range_name((0, 0), (27, 27)) == grid.cell_name(0, 27) == "Notes!AB1"

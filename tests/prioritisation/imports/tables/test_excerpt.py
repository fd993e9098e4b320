"""What is shown of a sheet: words as they are seen, and no more than shows how it lies."""

from prioritisation.imports.grids import CellKind, FileCell, Sheet
from prioritisation.imports.tables.reading import (
    MOST_EXCERPT_COLUMNS,
    MOST_EXCERPT_ROWS,
    excerpt_of,
)
from tests.each import each


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

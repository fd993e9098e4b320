"""A sheet as a spreadsheet shows it, cut short: for the page on which its reading is corrected."""

from prioritisation.imports.grids import CellKind, FileCell, Sheet

MOST_EXCERPT_ROWS, MOST_EXCERPT_COLUMNS, MOST_EXCERPT_SIGNS = 80, 30, 80
"""What is shown of a sheet: enough to see how its table lies."""


def excerpt_of(sheet: Sheet) -> tuple[tuple[float | str, ...], ...]:
    """What its first cells say: a number as such, else the words that are seen."""
    rows = (row[:MOST_EXCERPT_COLUMNS] for row in sheet.rows[:MOST_EXCERPT_ROWS])
    return tuple(tuple(map(_words, row)) for row in rows)


def _words(cell: FileCell) -> float | str:
    if cell.kind is not CellKind.NUMBER or not isinstance(cell.value, float | int):
        return str(cell.value)[:MOST_EXCERPT_SIGNS]
    if cell.percent:
        return f"{_written(cell.value * 100)} %"
    if cell.unit:
        return f"{_written(cell.value)} {cell.unit}"[:MOST_EXCERPT_SIGNS]
    return float(cell.value)


def _written(number: float) -> str:
    return f"{number:.10g}".replace(".", ",")

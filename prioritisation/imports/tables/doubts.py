"""What looks like a lever or a criterion and may be none: sums nobody named, years, dates."""

from prioritisation.imports.grids import column_letters
from prioritisation.imports.model import FileQuestion
from prioritisation.imports.tables.tables import SheetTable, TableLine


def role_answered(table: SheetTable, line: TableLine, *, rows: bool) -> bool:
    """Whether somebody said what a row or a column is."""
    about = str(line.number + 1) if rows else column_letters(line.number)
    return bool(table.plane.answers.choice("role", about))


def line_question(
    table: SheetTable, line: TableLine, choices: tuple[str, ...], *, row: bool
) -> FileQuestion:
    """What a row or a column is."""
    sheet = table.plane.sheet
    own = (line.number, line.number)
    if row:
        across = [table.names, *(one.number for one in table.columns)]
        cells = sheet.range_name(own, (min(across), max(across)))
        return FileQuestion("role", str(line.number + 1), (cells,), choices, line.name)
    # A table may have a header alone.
    down = [line.place[0], *(one.number for one in table.rows)]
    cells = sheet.range_name((min(down), max(down)), own)
    return FileQuestion("role", column_letters(line.number), (cells,), choices, line.name)

"""What looks like a lever or a criterion and may be none: sums nobody named, years, dates."""

import re
from dataclasses import replace

from prioritisation.imports.grids import column_letters
from prioritisation.imports.model import FileQuestion
from prioritisation.imports.tables.headers import is_year
from prioritisation.imports.tables.tables import SheetTable, TableLine

_MOST_ROWS = 60
_MOMENT = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[ T]+\d{1,2}[:h]\d{2}.*")


def with_doubts(table: SheetTable) -> SheetTable:
    """A table with what is asked of its lines that may be none."""
    questions = [*table.questions, *_years(table)]
    return replace(table, questions=tuple(questions))


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


def _years(table: SheetTable) -> list[FileQuestion]:
    """Columns that are named by years: of one criterion, or each of them one."""
    years = [one for one in table.columns if not one.why and is_year(one.name)]
    return [
        line_question(table, one, ("criterion", "left_out"), row=False)
        for one in years
        if not role_answered(table, one, rows=False)
    ]


def is_of_answers(table: SheetTable) -> bool:
    """Whether each row is what somebody answered: it begins with a moment."""
    plane = table.plane
    rows = [one.number for one in table.items[0]][:_MOST_ROWS]
    start = table.block.columns[0]
    moments = [r for r in rows if _MOMENT.fullmatch(plane.name(r, start))]
    return len(moments) > 0.5 * len(rows)

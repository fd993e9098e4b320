"""What looks like a lever or a criterion and may be none: sums nobody named, years, dates."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from prioritisation.imports.amounts import amount_of
from prioritisation.imports.grids import column_letters
from prioritisation.imports.headers import is_year
from prioritisation.imports.model import FileQuestion
from prioritisation.imports.tables import SheetTable, TableLine

LEAST_ADDED = 3
"""Numbers that a lone sum adds up at least: of two, one number is the sum by chance."""
_MOST_ADDED = 60
NEAR = 1e-6
_MOMENT = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[ T]+\d{1,2}[:h]\d{2}.*")


def with_doubts(table: SheetTable) -> SheetTable:
    """A table with what is asked of its lines that may be none."""
    table = _sums(table, rows=True)
    table = _sums(table, rows=False)
    questions = [*table.questions, *_years(table)]
    return replace(table, questions=tuple(questions))


def _answered(table: SheetTable, line: TableLine, *, rows: bool) -> bool:
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
    down = [one.number for one in table.rows]
    cells = sheet.range_name((min(line.place[0], *down), max(down)), own)
    return FileQuestion("role", column_letters(line.number), (cells,), choices, line.name)


def _sums(table: SheetTable, *, rows: bool) -> SheetTable:
    """The last or the first line, where it is the sum or the mean of all others."""
    lines, across = table.items if rows else table.items[::-1]
    if len(lines) < LEAST_ADDED or len(lines) > _MOST_ADDED:
        return table
    across = across[:_MOST_ADDED]
    for line in (lines[-1], lines[0]):
        others = [one for one in lines if one is not line]
        if _answered(table, line, rows=rows) or not _adds_up(
            table, line, others, across, rows=rows
        ):
            continue
        why = replace(line, why="total")
        item = "lever" if rows else "criterion"
        question = line_question(table, line, ("left_out", item), row=rows)
        changed = tuple(
            why if one is line else one for one in (table.rows if rows else table.columns)
        )
        table = replace(table, questions=(*table.questions, question))
        return replace(table, rows=changed) if rows else replace(table, columns=changed)
    return table


def _adds_up(
    table: SheetTable,
    line: TableLine,
    others: Sequence[TableLine],
    across: Sequence[TableLine],
    *,
    rows: bool,
) -> bool:
    """Whether a line has the sums, or the means, of others wherever those are numbers."""
    sums = means = places = most = 0
    for other in across:
        own = _number(table, line, other, rows=rows)
        added = [_number(table, one, other, rows=rows) for one in others]
        numbers = [one for one in added if one is not None]
        if own is None or len(numbers) <= 1:
            continue
        places += 1
        most = max(most, len(numbers))
        total = math.fsum(numbers)
        sums += math.isclose(own, total, rel_tol=NEAR)
        means += math.isclose(own, total / len(numbers), rel_tol=1e-3)
    enough = most >= LEAST_ADDED
    return (sums == places and (enough or places > 1)) or (means == places > 1 and enough)


def _number(table: SheetTable, line: TableLine, other: TableLine, *, rows: bool) -> float | None:
    row, column = (line.number, other.number) if rows else (other.number, line.number)
    if table.plane.glance(row, column) != "value":
        return None
    amount = amount_of(table.plane.cell(row, column), ",")
    return amount.low if amount.kind == "number" else None


def _years(table: SheetTable) -> list[FileQuestion]:
    """Columns that are named by years: of one criterion, or each of them one."""
    years = [one for one in table.columns if not one.why and is_year(one.name)]
    return [
        line_question(table, one, ("criterion", "left_out"), row=False)
        for one in years
        if not _answered(table, one, rows=False)
    ]


def is_of_answers(table: SheetTable) -> bool:
    """Whether each row is what somebody answered: it begins with a moment."""
    plane = table.plane
    rows = [one.number for one in table.items[0]][:_MOST_ADDED]
    start = table.block.columns[0]
    moments = [r for r in rows if _MOMENT.fullmatch(plane.name(r, start))]
    return len(moments) > 0.5 * len(rows)

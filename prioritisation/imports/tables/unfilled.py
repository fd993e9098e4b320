"""A grid that is still to be filled: a row of names over a column of names, and no score."""

from prioritisation.imports.cells.vocabulary import (
    aside_reason,
    corner_side,
    is_footnote,
    is_measure_name,
)
from prioritisation.imports.grids import column_letters
from prioritisation.imports.model import FileQuestion
from prioritisation.imports.tables.blocks import TableBlock, only_words
from prioritisation.imports.tables.headers import Header
from prioritisation.imports.tables.planes import Plane
from prioritisation.imports.tables.row_kinds import line_reason
from prioritisation.imports.tables.tables import SheetTable, TableLine

_LEAST_NAMED = 2
_LONGEST_NAME = 60


def unfilled_grid(plane: Plane) -> SheetTable | None:
    """The first grid of a sheet of which no score is known, if it has one."""
    answer = plane.answers.choice("header")
    for row in plane.rows:
        if answer and answer != str(row + 1):
            continue
        grid = _grid_below(plane, row) if _may_head(plane, row) else None
        if grid is not None:
            return grid
    return None


def _may_head(plane: Plane, row: int) -> bool:
    line = plane.filled(row)
    return bool(line) and only_words(plane, row) and not is_footnote(plane.name(row, line[0]))


def _grid_below(plane: Plane, row: int) -> SheetTable | None:
    below = plane.rows[plane.rows.index(row) + 1 :]
    names = next((plane.filled(r)[0] for r in below[:1] if plane.filled(r)), None)
    if names is None:
        return None
    heads = [c for c in plane.filled(row) if c > names]
    if not heads:
        return None
    block = TableBlock((row,), (names, *heads))
    rows: list[TableLine] = []
    for r in below:
        why = _row_reason(plane, block, r)
        if why is None:
            break
        rows.append(TableLine(r, plane.name(r, names), (r, names), why))
    columns = [TableLine(c, plane.name(row, c), (row, c), _column_reason(plane, row, c))
               for c in heads]  # fmt: skip
    counted = [[one for one in lines if not one.why] for lines in (rows, columns)]
    if len(counted[0]) < _LEAST_NAMED or not counted[1]:
        return None
    known = corner_side(plane.name(row, names)) in ("lever", "criterion")
    measured = any(is_measure_name(one.name) for lines in counted for one in lines)
    if not known and not measured:
        return None
    block = TableBlock((row, *(one.number for one in rows)), (names, *heads))
    questions = [] if known and measured else _asked(plane, block)
    header = Header((row,), rows[0].number)
    return SheetTable(plane, block, header, names, tuple(rows), tuple(columns), tuple(questions))


def _row_reason(plane: Plane, block: TableBlock, row: int) -> str | None:
    """Why a row is left out; None where it is none of the grid."""
    names = block.columns[0]
    beside = line_reason(plane, block, row)
    text = plane.name(row, names)
    if plane.answers.choice("role", str(row + 1)) == "left_out":
        return "by_choice"
    if beside:
        return beside
    others = [c for c in plane.filled(row) if c != names]
    if (
        plane.glance(row, names) != "word"
        or any(plane.glance(row, c) != "unknown" for c in others)
        or len(text) > _LONGEST_NAME
        or is_footnote(text)
    ):
        return None
    return aside_reason(text)


def _column_reason(plane: Plane, row: int, column: int) -> str:
    if plane.answers.choice("role", column_letters(column)) == "left_out":
        return "by_choice"
    return aside_reason(plane.name(row, column))


def _asked(plane: Plane, block: TableBlock) -> list[FileQuestion]:
    """Whether its first row has the titles: nothing stands below that would show it."""
    row, columns = block.rows[0], block.columns
    if plane.answers.choice("header"):
        return []
    cells = plane.sheet.range_name((row, row), (columns[0], columns[-1]))
    return [FileQuestion("header", "", (cells,), (str(row + 1), "0"), plane.cut(row, columns[0]))]

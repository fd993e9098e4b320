"""Cells of a file, put one by one where they stand -> a sheet, within bounds."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from prioritisation.imports.errors import FileRefused
from prioritisation.imports.files.formats import ShownFormat
from prioritisation.imports.grids import (
    EMPTY,
    MOST_CELL_SIGNS,
    MOST_CELLS,
    MOST_FAR,
    MOST_SHEET_COLUMNS,
    MOST_SHEET_ROWS,
    CellKind,
    FileCell,
    Sheet,
    column_letters,
)

_FAR_NAMED = 10
COVERED = FileCell(covered=True)


@dataclass
class Grid:
    """A sheet while its file is read: only cells that something stands in take room.

    Attributes
    ----------
    merged
        Row, column, rows, columns of each.
    """

    name: str
    is_text: bool = False
    hidden: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    _cells: dict[tuple[int, int], FileCell] = field(default_factory=dict)
    _unseen: dict[tuple[int, int], FileCell] = field(default_factory=dict)
    _far: int = 0
    _far_names: list[str] = field(default_factory=list)
    _last: tuple[int, int] = (-1, -1)

    def put(self, row: int, column: int, cell: FileCell) -> None:
        """Put a cell; one that stands beyond the limits is counted."""
        if row < MOST_SHEET_ROWS and column < MOST_SHEET_COLUMNS:
            (self._unseen if cell.unseen else self._cells)[row, column] = cell
            if self.filled > MOST_CELLS:
                raise FileRefused("many_cells", found=self.filled, allowed=MOST_CELLS)
            return
        self._far += 1
        if len(self._far_names) < _FAR_NAMED:
            self._far_names.append(f"{column_letters(column)}{row + 1}")
        self._last = max(self._last[0], row), max(self._last[1], column)

    def fill(self, row: int, column: int, cell: FileCell, rows: int, columns: int) -> None:
        """Put a cell several times: what is beyond the limits is counted, not put."""
        high = max(min(rows, MOST_SHEET_ROWS - row), 0)
        wide = max(min(columns, MOST_SHEET_COLUMNS - column), 0)
        if high * wide > MOST_CELLS:
            raise FileRefused("many_cells", found=high * wide, allowed=MOST_CELLS)
        for k in range(row, row + high):
            for j in range(column, column + wide):
                self.put(k, j, cell)
        beyond = rows * columns - high * wide
        if beyond:
            first = (row, column) if not high * wide else (row + high, column)
            if high == rows:
                first = row, column + wide
            self.put(*first, cell)
            self._far += beyond - 1
            last = row + rows - 1, column + columns - 1
            self._last = max(self._last[0], last[0]), max(self._last[1], last[1])

    def hide_rows(self, first: int, count: int) -> None:
        """Hide so many rows: of those that are looked at, the others are not there."""
        self.hidden_rows.update(range(first, min(first + count, MOST_SHEET_ROWS)))

    @property
    def filled(self) -> int:
        """How many cells something stands in."""
        return len(self._cells) + len(self._unseen)

    def sheet(self) -> Sheet:
        """The sheet as it is now.

        Raises
        ------
        FileRefused
            When much stands beyond the limits: it is no stray cell, and would be left out.
        """
        if self._far > MOST_FAR:
            rows, columns = self._last[0] + 1, self._last[1] + 1
            if rows > MOST_SHEET_ROWS:
                raise FileRefused("many_rows", found=rows, allowed=MOST_SHEET_ROWS)
            raise FileRefused("many_columns", found=columns, allowed=MOST_SHEET_COLUMNS)
        height = 1 + max((row for row, _ in self._cells), default=-1)
        width = 1 + max((column for _, column in self._cells), default=-1)
        rows_of = [[EMPTY] * width for _ in range(height)]
        for (row, column), cell in self._cells.items():
            rows_of[row][column] = cell
        self._merge(rows_of, height, width)
        plain = Sheet(self.name, tuple(map(tuple, rows_of)), self.is_text, self.hidden)
        return replace(
            plain,
            hidden_rows=frozenset(k for k in self.hidden_rows if k < height),
            hidden_columns=frozenset(k for k in self.hidden_columns if k < width),
            far=tuple(plain.named(name) for name in self._far_names),
            unseen=self._unseen,
        )

    def _merge(self, rows: list[list[FileCell]], height: int, width: int) -> None:
        """What is under the first of merged cells shows nothing, whatever was left in it."""
        covered = 0
        for row, column, high, wide in self.merged:
            high, wide = min(high, height - row), min(wide, width - column)  # noqa: PLW2901 (cut)
            if high < 1 or wide < 1 or high * wide == 1 or rows[row][column].covered:
                continue
            covered += high * wide
            if covered > MOST_SHEET_ROWS * MOST_SHEET_COLUMNS:
                raise FileRefused("too_heavy")
            first = rows[row][column]
            for k in range(row, row + high):
                rows[k][column : column + wide] = [COVERED] * wide
            rows[row][column] = replace(first, columns=wide, rows=high)


def text_cell(text: str) -> FileCell:
    """A cell that a text stands in, or nothing."""
    text = text.strip()
    if not text:
        return EMPTY
    return FileCell(CellKind.TEXT, text.replace("\r\n", "\n")[: MOST_CELL_SIGNS + 1])


def number_cell(value: float, look: ShownFormat) -> FileCell:
    """A number as it is shown: « env. 40 » is a text where the format writes « env. »."""
    look = look.of(value)
    if look.zero and value == 0:
        return text_cell(look.zero)
    if ("0" if not value else "-" if value < 0 else "+") in look.unseen:
        return FileCell(CellKind.NUMBER, value, unseen=True)
    value /= look.divisor
    if look.before:
        return text_cell(f"{look.before} {value:.15g} {look.unit}")
    return FileCell(CellKind.NUMBER, value, look.percent, look.unit)


def check_total(grids: Iterable[Grid]) -> None:
    """Raise FileRefused when the sheets of a file hold more cells than are looked at."""
    total = sum(grid.filled for grid in grids)
    if total > MOST_CELLS:
        raise FileRefused("many_cells", found=total, allowed=MOST_CELLS)

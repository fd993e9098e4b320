"""Where everything stands: the sheet of what may be changed, and that of what follows from it."""

from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name

from prioritisation.documents.writing.content import Board, BoardCell
from prioritisation.documents.writing.workbook.looks import TOP_ROW, cell
from prioritisation.wording import t

NAMES_ROW, POINTS_ROW, WEIGHTS_ROW, HEADS_ROW, FIRST_ROW = range(TOP_ROW, TOP_ROW + 5)
"""Rows of the sheet of values, from 0: criteria, points, weights, heads, first lever."""

POINTS_CHANGED, FIGURES_CHANGED, FAULT, CHART_TITLE, CHECK_HEADS, CHECK_POINTS, FIRST_CHECK = (
    range(TOP_ROW, TOP_ROW + 7)
)
"""Rows of the sheet of computation: how many points and figures are no more those of the record,
the first thing to correct, the title of the chart, heads, points of the criteria, first lever."""


@dataclass(frozen=True, slots=True)
class InputGrid:
    """The sheet of values: a lever, four columns by criterion, then points, rank, faults."""

    board: Board
    sheet: str = field(default_factory=lambda: t("Weights and values"))

    def raw(self, criterion: int) -> int:
        """Column of the raw scores; then the value if it is known, else its two bounds."""
        return 1 + 4 * criterion

    def value(self, criterion: int) -> int:
        """Column of the values that are known, and row by row of points and weights."""
        return self.raw(criterion) + 1

    @property
    def total(self) -> int:
        """Column of the smallest points; then: largest, rank, what to correct."""
        return 1 + 4 * len(self.board.columns)

    def outside(self, row: int, column: int) -> str:
        """A cell, for a formula of another sheet."""
        return f"'{self.sheet}'!{cell(row, column)}"

    def area(self, column: int) -> str:
        """The levers' cells of a column, for a formula of another sheet."""
        return _area(self.sheet, column, FIRST_ROW, len(self.board.rows))


@dataclass(frozen=True, slots=True)
class CheckGrid:
    """The sheet of computation: six columns by criterion, then totals, ranks and faults."""

    board: Board
    sheet: str = field(default_factory=lambda: t("Computation"))

    def low(self, criterion: int) -> int:
        """Column of the smallest values; then: largest, fault, the three cells of the record."""
        return 1 + 6 * criterion

    @property
    def total(self) -> int:
        """Column of the smallest totals.

        Then: largest, best rank, worst, tied, rank in words, order, faults of the row, first
        fault down to it.
        """
        return 1 + 6 * len(self.board.columns)

    def outside(self, row: int, column: int) -> str:
        """A cell, for a formula of another sheet."""
        return f"'{self.sheet}'!{cell(row, column)}"

    def column(self, column: int) -> str:
        """The levers' cells of a column, fixed."""
        return _area("", column, FIRST_CHECK, len(self.board.rows))

    def area(self, column: int) -> str:
        """The levers' cells of a column, for a formula of another sheet."""
        return _area(self.sheet, column, FIRST_CHECK, len(self.board.rows))


def _area(sheet: str, column: int, first: int, count: int) -> str:
    name = xl_col_to_name(column, col_abs=True)
    place = f"{name}${first + 1}:{name}${first + count}"
    return f"'{sheet}'!{place}" if sheet else place


def cells_of(score: BoardCell) -> tuple[float | None, float | None, float | None]:
    """What the yellow cells of a score have, out of 100: its value, else its bounds, else nothing.

    Examples
    --------
    >>> cells_of(BoardCell("", 0.2, 0.2, "")), cells_of(BoardCell("", 0.0, 0.5, ""))
    ((20.0, None, None), (None, 0.0, 50.0))
    >>> cells_of(BoardCell("", 0.0, 1.0, ""))
    (None, None, None)
    """
    if score.low == score.high:
        return 100 * score.low, None, None
    if (score.low, score.high) == (0, 1):
        return None, None, None
    return None, 100 * score.low, 100 * score.high

"""The sheet of weights and values, whose totals and ranks follow; where everything stands."""

from dataclasses import dataclass, field

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from prioritisation.documents.writing.cleaning import clean
from prioritisation.documents.writing.content import Board, BoardRow
from prioritisation.wording import t

NAMES_ROW, POINTS_ROW, WEIGHTS_ROW, BOUNDS_ROW, FIRST_LEVER_ROW = 3, 4, 5, 6, 7
"""Rows of the sheet of values, from 0: criteria, points, weights, bounds, first lever."""

SLACK = "0.0000001"
"""Points closer than this are equal: the tolerance of the product, in points out of 100."""

_LONGEST = 32_000
"""Characters that a cell of a spreadsheet holds, a little less."""

_YELLOW, _ACCENT, _RULE = "#FFF4C2", "#0B4F8A", "#C9CED6"


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns of the sheet of values: a lever, two columns by criterion, then totals and ranks."""

    board: Board
    sheet: str = field(default_factory=lambda: t("Weights and values"))

    @property
    def last(self) -> int:
        """Row of the last lever."""
        return FIRST_LEVER_ROW + len(self.board.rows) - 1

    def low(self, criterion: int) -> int:
        """Column of the smallest values on a criterion; the largest are in the next one."""
        return 1 + 2 * criterion

    @property
    def total(self) -> int:
        """Column of the smallest totals, then: largest, best rank, worst, tied, text, order."""
        return 1 + 2 * len(self.board.columns)

    def range(self, column: int, *, outside: bool = False) -> str:
        """The levers' cells of a column, fixed; with the name of the sheet if from another."""
        name = xl_col_to_name(column, col_abs=True)
        place = f"{name}${FIRST_LEVER_ROW + 1}:{name}${self.last + 1}"
        return f"'{self.sheet}'!{place}" if outside else place

    def points(self) -> str:
        """All the points given to criteria."""
        end = xl_col_to_name(self.total - 1, col_abs=True)
        return f"$B${POINTS_ROW + 1}:{end}${POINTS_ROW + 1}"


def cell(row: int, column: int) -> str:
    """A cell by its name.

    Examples
    --------
    >>> cell(7, 1)
    'B8'
    """
    return str(xl_rowcol_to_cell(row, column))


@dataclass(frozen=True, slots=True)
class RankWords:
    """What a rank is written with: between two ranks, and after a shared one."""

    to: str = field(default_factory=lambda: t("{low} to {high}", low="", high=""))
    tied: str = field(default_factory=lambda: t("{rank} (tied)", rank=""))

    def text(self, best: int, worst: int, *, tied: bool) -> str:
        """A rank, or the interval of ranks, as the formula of the sheet writes it."""
        ranks = f"{best}" if best == worst else f"{best}{self.to}{worst}"
        return ranks + self.tied * tied


class Looks:
    """Formats of cells, made once by workbook."""

    def __init__(self, book: Workbook) -> None:
        border = {"border": 1, "border_color": _RULE, "valign": "top"}
        yellow = {**border, "bg_color": _YELLOW, "locked": False}
        self.title: Format = book.add_format({"bold": True, "font_size": 16})
        self.soft: Format = book.add_format({"font_color": "#595959", "text_wrap": True})
        self.wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.head: Format = book.add_format(
            {
                **border,
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": _ACCENT,
                "text_wrap": True,
            }
        )
        self.text: Format = book.add_format({**border, "text_wrap": True})
        self.figure: Format = book.add_format({**border, "num_format": "0.0"})
        self.whole: Format = book.add_format({**border, "num_format": "0", "align": "center"})
        self.share: Format = book.add_format({**border, "num_format": "0.0%"})
        self.points: Format = book.add_format({**yellow, "num_format": "0.##"})
        self.value: Format = book.add_format({**yellow, "num_format": "0.0"})


def write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """A text, whatever it looks like: never a formula, never a link."""
    sheet.write_string(row, column, clean(text)[:_LONGEST], look)


def write_across(sheet: Worksheet, row: int, last: int, text: str, look: Format) -> None:
    """A text over several columns, on at most two lines."""
    sheet.merge_range(row, 0, row, last, "", look)
    write_text(sheet, row, 0, text, look)
    sheet.set_row(row, 32)


def set_print_layout(sheet: Worksheet, *, landscape: bool = True) -> None:
    """Printed on the width of a page, protected without a password."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    options = {"format_columns": True, "format_rows": True, "select_locked_cells": True}
    sheet.protect("", options)


_TIED = 1e-9


def write_inputs(sheet: Worksheet, board: Board, looks: Looks) -> None:
    """Everything of the sheet."""
    grid = Grid(board)
    write_text(sheet, 0, 0, t("Weights and values"), looks.title)
    advice = t(
        "Change the yellow cells: points of the criteria, values from 0 to 100. A score that is "
        "not known has its lowest and its highest possible values; one that is known has the "
        "same value twice."
    )
    write_across(sheet, 1, grid.total + 6, advice, looks.soft)
    _criteria(sheet, grid, looks)
    for k, row in enumerate(board.rows):
        _lever(sheet, grid, looks, k, row)
    _validated(sheet, grid)
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, grid.total - 1, 11)
    sheet.set_column(grid.total, grid.total + 4, 10)
    sheet.set_column(grid.total + 5, grid.total + 5, 18)
    sheet.freeze_panes(FIRST_LEVER_ROW, 1)
    set_print_layout(sheet)


def _criteria(sheet: Worksheet, grid: Grid, looks: Looks) -> None:
    labels = (t("Criterion"), t("Points"), t("Weight"), t("Lever"))
    for row, label in zip((NAMES_ROW, POINTS_ROW, WEIGHTS_ROW, BOUNDS_ROW), labels, strict=True):
        write_text(sheet, row, 0, label, looks.head)
    for j, column in enumerate(grid.board.columns):
        at = grid.low(j)
        sheet.merge_range(NAMES_ROW, at, NAMES_ROW, at + 1, "", looks.head)
        write_text(sheet, NAMES_ROW, at, column.label, looks.head)
        sheet.write_number(POINTS_ROW, at, column.points, looks.points)
        share = f"=IF(SUM({grid.points()})=0,0,{cell(POINTS_ROW, at)}/SUM({grid.points()}))"
        sheet.write_formula(WEIGHTS_ROW, at, share, looks.share, column.weight)
        write_text(sheet, BOUNDS_ROW, at, t("lowest value"), looks.head)
        write_text(sheet, BOUNDS_ROW, at + 1, t("highest value"), looks.head)
    heads = (
        t("Points, at least"),
        t("Points, at most"),
        t("Best rank"),
        t("Worst rank"),
        t("Tied"),
        t("Rank"),
        t("Order"),
    )
    for k, head in enumerate(heads):
        write_text(sheet, BOUNDS_ROW, grid.total + k, head, looks.head)
    sheet.set_row(NAMES_ROW, 32)
    sheet.set_row(BOUNDS_ROW, 32)


def _lever(sheet: Worksheet, grid: Grid, looks: Looks, place: int, lever: BoardRow) -> None:
    """A lever: its values, its totals, its ranks; ``place`` is its place in the ranking."""
    row, low, high = FIRST_LEVER_ROW + place, grid.total, grid.total + 1
    write_text(sheet, row, 0, lever.label, looks.text)
    for j, score in enumerate(lever.cells):
        sheet.write_number(row, grid.low(j), 100 * score.low, looks.value)
        sheet.write_number(row, grid.low(j) + 1, 100 * score.high, looks.value)
    # The row of the weights stays where it is when somebody copies a formula down.
    fixed = str(WEIGHTS_ROW + 1)
    for end, total in ((0, lever.low), (1, lever.high)):
        terms = [
            f"{cell(WEIGHTS_ROW, grid.low(j)).replace(fixed, f'${fixed}')}"
            f"*{cell(row, grid.low(j) + end)}"
            for j in range(len(lever.cells))
        ]
        sheet.write_formula(row, low + end, "=" + "+".join(terms), looks.figure, 100 * total)
    best = f"=1+SUMPRODUCT(--({grid.range(low)}>{cell(row, high)}+{SLACK}))"
    above = f"SUMPRODUCT(--({grid.range(high)}>{cell(row, low)}+{SLACK}))"
    # Not wholly known, a lever is counted among those that may be above: else it is added.
    itself = f"IF({cell(row, high)}>{cell(row, low)}+{SLACK},0,1)"
    sheet.write_formula(row, low + 2, best, looks.whole, lever.best)
    sheet.write_formula(row, low + 3, f"={above}+{itself}", looks.whole, lever.worst)
    _rank_cells(sheet, grid, looks, place, lever)


def _rank_cells(sheet: Worksheet, grid: Grid, looks: Looks, place: int, lever: BoardRow) -> None:
    """Whether it is surely tied, its rank in words, and its place in the ranking sheet."""
    row, low, high = FIRST_LEVER_ROW + place, grid.total, grid.total + 1
    known = f"{cell(row, high)}-{cell(row, low)}<={SLACK}"
    same = (
        f"SUMPRODUCT(--({grid.range(high)}-{grid.range(low)}<={SLACK}),"
        f"--(ABS({grid.range(low)}-{cell(row, low)})<={SLACK}))"
    )
    yes, no = t("yes"), t("no")
    tied = surely_tied(grid.board, lever)
    formula = f'=IF(AND({known},{same}>1),"{yes}","{no}")'
    sheet.write_formula(row, low + 4, formula, looks.text, yes if tied else no)
    best, worst = cell(row, low + 2), cell(row, low + 3)
    say = RankWords()
    words = f'=IF({best}={worst},{best}&"",{best}&"{say.to}"&{worst})'
    words += f'&IF({cell(row, low + 4)}="{yes}","{say.tied}","")'
    text = say.text(lever.best, lever.worst, tied=tied)
    sheet.write_formula(row, low + 5, words, looks.text, text)
    # As near as ``SLACK``: levers so close come in the order of their rows.
    lows, highs = (f"ROUND({grid.range(c)},7)" for c in (low, high))
    mine, most = (f"ROUND({cell(row, c)},7)" for c in (low, high))
    rows = f"ROW({grid.range(low)})"
    order = (
        f"=1+SUMPRODUCT(--({lows}>{mine}))+SUMPRODUCT(--({lows}={mine}),--({highs}>{most}))"
        f"+SUMPRODUCT(--({lows}={mine}),--({highs}={most}),--({rows}<ROW()))"
    )
    sheet.write_formula(row, low + 6, order, looks.whole, place + 1)


def surely_tied(board: Board, lever: BoardRow) -> bool:
    """Whether another lever surely has the same points."""
    known = [r for r in board.rows if r.high - r.low <= _TIED]
    return lever in known and sum(abs(r.low - lever.low) <= _TIED for r in known) > 1


def _validated(sheet: Worksheet, grid: Grid) -> None:
    """What the yellow cells accept, said in French."""
    for j in range(len(grid.board.columns)):
        at = grid.low(j)
        sheet.data_validation(
            POINTS_ROW,
            at,
            POINTS_ROW,
            at,
            {
                "validate": "decimal",
                "criteria": ">=",
                "value": 0,
                "error_title": t("Not points"),
                "error_message": t("Points are a number, 0 or more."),
            },
        )
        refused = {
            "validate": "decimal",
            "criteria": "between",
            "error_title": t("Not a value"),
            "error_message": t("A value is between 0 and 100, the lowest before the highest."),
        }
        first = cell(FIRST_LEVER_ROW, at)
        lowest = {**refused, "minimum": 0, "maximum": 100}
        highest = {**refused, "minimum": f"={first}", "maximum": 100}
        sheet.data_validation(FIRST_LEVER_ROW, at, grid.last, at, lowest)
        sheet.data_validation(FIRST_LEVER_ROW, at + 1, grid.last, at + 1, highest)

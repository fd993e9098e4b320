"""Where everything stands in the workbook, and how cells look."""

from dataclasses import dataclass, field

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from prioritisation.documents.writing.cleaning import clean
from prioritisation.documents.writing.content import Board
from prioritisation.wording import t

NAMES, POINTS, WEIGHTS, BOUNDS, FIRST = 3, 4, 5, 6, 7
"""Rows of the sheet of values, from 0: criteria, points, weights, bounds, first lever."""

SLACK = "0.0000001"
"""Points closer than this are equal: the tolerance of the product, in points out of 100."""

LONGEST = 32_000
"""Characters that a cell of a spreadsheet holds, a little less."""

YELLOW, ACCENT, RULE = "#FFF4C2", "#0B4F8A", "#C9CED6"


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns of the sheet of values: a lever, two columns by criterion, then totals and ranks."""

    board: Board
    sheet: str = field(default_factory=lambda: t("Weights and values"))

    @property
    def last(self) -> int:
        """Row of the last lever."""
        return FIRST + len(self.board.rows) - 1

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
        place = f"{name}${FIRST + 1}:{name}${self.last + 1}"
        return f"'{self.sheet}'!{place}" if outside else place

    def points(self) -> str:
        """All the points given to criteria."""
        end = xl_col_to_name(self.total - 1, col_abs=True)
        return f"$B${POINTS + 1}:{end}${POINTS + 1}"


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
        border = {"border": 1, "border_color": RULE, "valign": "top"}
        yellow = {**border, "bg_color": YELLOW, "locked": False}
        self.title: Format = book.add_format({"bold": True, "font_size": 16})
        self.soft: Format = book.add_format({"font_color": "#595959", "text_wrap": True})
        self.wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.head: Format = book.add_format(
            {
                **border,
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": ACCENT,
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
    sheet.write_string(row, column, clean(text)[:LONGEST], look)


def write_across(sheet: Worksheet, row: int, last: int, text: str, look: Format) -> None:
    """A text over several columns, on at most two lines."""
    sheet.merge_range(row, 0, row, last, "", look)
    write_text(sheet, row, 0, text, look)
    sheet.set_row(row, 32)


def dressed(sheet: Worksheet, *, landscape: bool = True) -> None:
    """Printed on the width of a page, protected without a password."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    options = {"format_columns": True, "format_rows": True, "select_locked_cells": True}
    sheet.protect("", options)

"""How cells look, and what every sheet of the workbook begins and ends with."""

from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from prioritisation.documents.writing.cleaning import clean
from prioritisation.documents.writing.content import Board
from prioritisation.wording import NBSP

TITLE_ROW, STAMP_ROW, ADVICE_ROW, NOTICE_ROW, TOP_ROW = 0, 1, 2, 3, 4
"""Rows of every sheet, from 0: title, stamp, how to use it, what is no more that of the record,
then the first of its own."""

_LONGEST = 32_000
"""Characters that a cell of a spreadsheet holds, a little less."""

_YELLOW, _ACCENT, _RULE, _WRONG = "#FFF4C2", "#0B4F8A", "#C9CED6", "#A4161A"


class Looks:
    """Formats of cells, made once by workbook.

    Parameters
    ----------
    board
        The decimals with which weights and points of levers are shown: as the note writes them,
        what is computed staying whole under what is shown.
    """

    def __init__(self, book: Workbook, board: Board) -> None:
        border = {"border": 1, "border_color": _RULE, "valign": "top"}
        yellow = {**border, "bg_color": _YELLOW, "locked": False}
        weight, total = (_decimals(n) for n in (board.weight_digits, board.point_digits))
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
        wrong = {"bold": True, "font_color": _WRONG, "text_wrap": True}
        wrong |= {"valign": "top", "align": "left"}
        self.notice: Format = book.add_format(wrong)
        self.fault: Format = book.add_format({**wrong, "border": 1, "border_color": _RULE})
        self.text: Format = book.add_format({**border, "text_wrap": True})
        self.figure: Format = book.add_format({**border, "num_format": total})
        self.whole: Format = book.add_format({**border, "num_format": "0", "align": "center"})
        self.share: Format = book.add_format({**border, "num_format": f'0.0"{NBSP}"%'})
        self.percent: Format = book.add_format({**border, "num_format": f'0"{NBSP}"%'})
        self.weight: Format = book.add_format({**border, "num_format": f'{weight}"{NBSP}"%'})
        self.worth: Format = book.add_format({**border, "num_format": "0.0"})
        self.value: Format = book.add_format({**yellow, "num_format": "0.0"})
        self.plain: Format = book.add_format()


def _decimals(digits: int) -> str:
    """The format of a number with that many decimals."""
    return f"0.{'0' * digits}".rstrip(".")


@dataclass(frozen=True, slots=True)
class Top:
    """What every sheet says first.

    Attributes
    ----------
    stamp, short
        What the workbook is worth, its day, its fingerprint, after a caution if there is one; and
        the same in short, for a chart.
    notice
        Formula of what was changed in the workbook and of what is wrong in it; empty where there
        is nothing to change.
    """

    stamp: str
    short: str
    notice: str = ""

    def write(self, sheet: Worksheet, looks: Looks, title: str, advice: str, last: int) -> None:
        """The rows above ``TOP_ROW``, over the columns up to ``last``."""
        write_text(sheet, TITLE_ROW, 0, title, looks.title)
        write_across(sheet, STAMP_ROW, last, self.stamp, looks.wrapped)
        if advice:
            write_across(sheet, ADVICE_ROW, last, advice, looks.soft)
        sheet.merge_range(NOTICE_ROW, 0, NOTICE_ROW, last, "", looks.notice)
        if self.notice:
            sheet.write_formula(NOTICE_ROW, 0, self.notice, looks.notice, "")
        sheet.set_row(NOTICE_ROW, 32)


def cell(row: int, column: int) -> str:
    """A cell by its name.

    Examples
    --------
    >>> cell(7, 1)
    'B8'
    """
    return str(xl_rowcol_to_cell(row, column))


def quoted(text: str) -> str:
    """A text of ours as a formula has it.

    Examples
    --------
    >>> print(quoted("0 ou plus"))
    "0 ou plus"
    """
    return '"' + text.replace('"', '""') + '"'


def quoted_sentence(text: str) -> str:
    """A sentence as a formula has it, with a space for what follows."""
    return quoted(f"{text} ")


def write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """A text, whatever it looks like: never a formula, never a link."""
    sheet.write_string(row, column, clean(text)[:_LONGEST], look)


def write_across(sheet: Worksheet, row: int, last: int, text: str, look: Format) -> None:
    """A text over several columns, on at most two lines."""
    sheet.merge_range(row, 0, row, last, "", look)
    write_text(sheet, row, 0, text, look)
    sheet.set_row(row, 32)


def set_print_layout(sheet: Worksheet, across: int = 1) -> None:
    """Printed on the width of so many pages, protected without a password."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(across, 0)
    options = {"format_columns": True, "format_rows": True, "select_locked_cells": True}
    sheet.protect("", options)

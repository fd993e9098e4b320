"""How cells look, and what every sheet of the workbook begins and ends with."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

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

_LINE, _ROOM = 16, 1.2
"""Height of a line, in points; letters of a line that is wrapped, for one that is written."""

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
        self.raw: Format = book.add_format({**border, "align": "left"})
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
    foot
        The same in short after that caution, for the foot of each page that is printed.
    notice
        Formula of what was changed in the workbook and of what is wrong in it; empty where there
        is nothing to change.
    """

    stamp: str
    short: str
    foot: str
    notice: str = ""

    def write(
        self, sheet: Worksheet, looks: Looks, title: str, advice: str, widths: Sequence[int]
    ) -> None:
        """The rows above ``TOP_ROW``, over columns that are so many letters wide; the foot too."""
        for k, width in enumerate(widths):
            sheet.set_column(k, k, width)
        write_text(sheet, TITLE_ROW, 0, title, looks.title)
        write_across(sheet, STAMP_ROW, widths, self.stamp, looks.wrapped)
        if advice:
            write_across(sheet, ADVICE_ROW, widths, advice, looks.soft)
        sheet.merge_range(NOTICE_ROW, 0, NOTICE_ROW, len(widths) - 1, "", looks.notice)
        if self.notice:
            sheet.write_formula(NOTICE_ROW, 0, self.notice, looks.notice, "")
        sheet.set_row(NOTICE_ROW, 2 * _LINE)
        sheet.set_footer(f"&L{_in_foot(self.foot)}&R&P / &N", {"scale_with_doc": False})


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


def write_across(
    sheet: Worksheet, row: int, widths: Sequence[int], text: str, look: Format
) -> None:
    """A text over several columns, on as many lines as it needs: no program finds them alone."""
    sheet.merge_range(row, 0, row, len(widths) - 1, "", look)
    write_text(sheet, row, 0, text, look)
    sheet.set_row(row, _LINE * max(2, ceil(_ROOM * len(text) / sum(widths))))


def _in_foot(text: str) -> str:
    """A text at the foot of a page, where « & » begins an order."""
    return clean(text).replace("&", "&&")


def set_print_layout(sheet: Worksheet, heads: tuple[int, int] | None = None) -> None:
    """Printed on the width of one page, with its ``heads`` again on each; protected.

    ``heads`` are the first and the last of its rows of heads, from 0; there is no password.
    """
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    if heads:
        sheet.repeat_rows(*heads)
    options = {"format_columns": True, "format_rows": True, "select_locked_cells": True}
    sheet.protect("", options)

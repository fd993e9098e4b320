"""A table to fill in as an Excel workbook: lists of words to choose from."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING

from prioritisation.documents.writing.cleaning import clean
from prioritisation.documents.writing.templates.content import (
    TemplateCell,
    TemplateTable,
    unknown_text,
    ways,
)
from prioritisation.documents.writing.templates.guide import guide_lines, guide_name
from prioritisation.wording import t

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# A text that begins with = or with http stays a text.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_SPARE_ROWS = 30
"""Rows below the last, which say too what they expect."""
_NAMES_WIDTH, _WIDTH, _GUIDE_WIDTH = 34, 20, 100
_ACCENT, _YELLOW, _RULE = "#0B4F8A", "#FFF4C2", "#C9CED6"
_FIRST_DAY = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
"""When every one is made, as it says: the same table is the same bytes."""


def template_xlsx(table: TemplateTable) -> bytes:
    """The table first, then how it is filled in; the words of its lists on a hidden sheet."""
    import xlsxwriter  # noqa: PLC0415 (for whoever asks for one)

    out = BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"title": clean(guide_lines(table)[0])[:255], "created": _FIRST_DAY})
    notes, guide = book.add_worksheet(t("Scores")), book.add_worksheet(guide_name())
    lists = book.add_worksheet(t("Lists"))
    lists.hide()
    _write_table(notes, table, _Looks(book))
    _write_guide(guide, table, book)
    for k, words in enumerate(_lists(table)):
        for row, word in enumerate(words):
            lists.write_string(row, k, clean(word))
    _write_checks(notes, table)
    book.close()
    return out.getvalue()


class _Looks:
    """How cells look."""

    def __init__(self, book: Workbook) -> None:
        border = {"border": 1, "border_color": _RULE, "valign": "top", "text_wrap": True}
        head = {"bold": True, "font_color": "#FFFFFF", "bg_color": _ACCENT}
        self.top: Format = book.add_format({**border, **head})
        self.name: Format = book.add_format({**border, "bold": True})
        self.soft: Format = book.add_format({**border, "italic": True, "font_color": "#595959"})
        self.cell: Format = book.add_format({**border, "bg_color": _YELLOW})


def _write_table(sheet: Worksheet, table: TemplateTable, looks: _Looks) -> None:
    sheet.set_column(0, 0, _NAMES_WIDTH)
    sheet.set_column(1, len(table.columns), _WIDTH)
    first = 1 + len(table.heads)
    for row, line in enumerate(table.lines()):
        for column, value in enumerate(line):
            _write(sheet, (row, column), value, _look(looks, row, column, first))
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _look(looks: _Looks, row: int, column: int, first: int) -> Format:
    if row == 0:
        return looks.top
    if row < first:
        return looks.soft
    return looks.name if column == 0 else looks.cell


def _write(sheet: Worksheet, place: tuple[int, int], value: TemplateCell, look: Format) -> None:
    if isinstance(value, float):
        sheet.write_number(*place, value, look)
    elif text := clean(value):
        sheet.write_string(*place, text, look)
    else:
        sheet.write_blank(*place, None, look)


def _write_guide(sheet: Worksheet, table: TemplateTable, book: Workbook) -> None:
    title = book.add_format({"bold": True, "font_size": 16, "text_wrap": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, _GUIDE_WIDTH)
    for k, line in enumerate(guide_lines(table)):
        sheet.write_string(k, 0, clean(line), wrapped if k else title)


def _lists(table: TemplateTable) -> list[tuple[str, ...]]:
    """What may be chosen: ways to count first, then the words of each criterion that has some."""
    words = [(*c.words, unknown_text()) for c in table.columns if c.words]
    return [ways(), *words]


def _write_checks(sheet: Worksheet, table: TemplateTable) -> None:
    """A list where there are words; nothing is refused by it."""
    first = 1 + len(table.heads)
    last = first + len(table.rows) + _SPARE_ROWS - 1
    place = 0
    for k, column in enumerate(table.columns, 1):
        if column.words:
            place += 1
            source = _range(place, len(column.words) + 1)
            rule = {"validate": "list", "source": source, "error_type": "information"}
            sheet.data_validation(first, k, last, k, rule)
    if t("Direction") in table.heads:
        row = 1 + table.heads.index(t("Direction"))
        both = {"validate": "list", "source": _range(0, 2), "error_type": "information"}
        sheet.data_validation(row, 1, row, len(table.columns), both)


def _range(column: int, count: int) -> str:
    """Cells of the sheet of lists, as a formula has them."""
    from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 (with the library)

    first, last = (xl_rowcol_to_cell(k, column, True, True) for k in (0, count - 1))
    return f"={t('Lists')}!{first}:{last}"

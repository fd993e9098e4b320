"""What a file says, as a workbook whose cells to look at again are coloured and commented.

It is made of the cells that were read, values alone: no formula, link, chart or macro is in it.
Nothing is written to the disk: it is made where nothing may be.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from prioritisation.imports.files.marks import NO_TEXT, CellMark, MarkWords, marks_as_sent
from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.grids import Book, CellKind, FileCell, FileRefused, column_letters
from prioritisation.imports.model import FileAnswers

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WRONG, _ASKED = "FFFFD9A0", "FFCFE3F7"
_HIGH, _WIDE = 120, 340
_WIDTHS = (14, 26, 34, 44, 70)
_LONGEST = 2_000
_NO_TITLE, _LONGEST_TITLE = re.compile(r"[\\/*?:\[\]]"), 31
"""Signs that no name of a sheet has, and how long one may be."""
_A4 = 9
"""Of the library."""


def annotated_file(name: str, content: bytes, answers: FileAnswers) -> bytes:
    """The cells of a file with their marks.

    Parameters
    ----------
    answers
        What ``marks.sent_marks`` made.

    Raises
    ------
    FileRefused
        What ``opened_file`` raises; ``unknown_content`` for a case.
    """
    opened = opened_file(name, content)
    if not isinstance(opened, Book):
        raise FileRefused("unknown_content")
    marks, words = marks_as_sent(answers)
    book, sheets = _made_of(opened)
    first = book.worksheets[0]
    for mark in marks:
        if mark.first:
            _mark(sheets.get(mark.sheet, first), mark, words.author)
    _write_list(book, sheets, marks, words)
    return _saved(book)


def _made_of(opened: Book) -> tuple["Workbook", dict[str, "Worksheet"]]:
    """A workbook of what stands in the cells of a file, and its sheets by name."""
    from openpyxl import Workbook  # noqa: PLC0415 (slow)

    book = Workbook()
    book.remove(book.worksheets[0])
    sheets = {}
    for sheet in opened.sheets:
        title = _NO_TITLE.sub("_", sheet.name)[:_LONGEST_TITLE]
        page = sheets[sheet.name] = book.create_sheet(title or None)
        page.sheet_state = "hidden" if sheet.hidden and len(opened.sheets) > 1 else "visible"
        for row, cells in enumerate(sheet.rows, 1):
            page.row_dimensions[row].hidden = row - 1 in sheet.hidden_rows
            for column, cell in enumerate(cells, 1):
                _put(page, row, column, cell)
        for column in sheet.hidden_columns:
            page.column_dimensions[column_letters(column)].hidden = True
    return book, sheets


def _put(page: "Worksheet", row: int, column: int, cell: FileCell) -> None:
    """Write a cell as it is read: a number as it is shown, all else as a text."""
    from openpyxl.styles import Font  # noqa: PLC0415 (with the library)

    if cell.rows > 1 or cell.columns > 1:
        page.merge_cells(None, row, column, row + cell.rows - 1, column + cell.columns - 1)
    if cell.kind is CellKind.EMPTY or cell.covered:
        return
    place = page.cell(row, column)
    if cell.kind is CellKind.NUMBER:
        place.value = cell.value
        shown = cell.unit.replace('"', "")
        place.number_format = (
            "0.##%" if cell.percent else f'General "{shown}"' if shown else "General"
        )
    else:
        _write(place, NO_TEXT.sub("", str(cell.value)))
    if cell.struck:
        place.font = Font(strike=True)


def _write(cell: "Cell", text: str) -> None:
    """A text, whatever it looks like: never a formula."""
    cell.value = text[:_LONGEST]
    cell.data_type = "s"
    cell.quotePrefix = True


def _mark(sheet: "Worksheet", mark: CellMark, author: str) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 (with the library)
    from openpyxl.styles import PatternFill  # noqa: PLC0415 (with the library)

    place = mark.first
    for merged in sheet.merged_cells.ranges:
        # Of merged cells only the first one shows.
        if place in merged:
            place = merged.start_cell.coordinate
    cell = sheet[place]
    colour = _WRONG if mark.wrong else _ASKED
    cell.fill = PatternFill("solid", start_color=colour)
    before = f"{cell.comment.text}\n\n" if cell.comment else ""
    comment = Comment(f"{before}{mark.expected}\n{mark.remedy}"[:_LONGEST], author)
    comment.width, comment.height = _WIDE, _HIGH
    cell.comment = comment


def _write_list(
    book: "Workbook",
    sheets: Mapping[str, "Worksheet"],
    marks: tuple[CellMark, ...],
    words: MarkWords,
) -> None:
    """The first sheet: every cell, with a link to it."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 (with the library)
    from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415 (with the library)

    first = book.worksheets[0]
    page = book.create_sheet(words.sheet, 0)
    book.active = 0
    for sheet in book.worksheets[1:]:
        sheet.sheet_view.tabSelected = False
    _write(page.cell(1, 1), words.caution)
    for k, head in enumerate(words.heads, 1):
        _write(page.cell(2, k), head)
        page.cell(2, k).font = Font(bold=True)
    for row, mark in enumerate(marks, 3):
        texts = (mark.nature, mark.cell, mark.found, mark.expected, mark.remedy)
        for k, text in enumerate(texts, 1):
            _write(page.cell(row, k), text)
            page.cell(row, k).alignment = Alignment(wrap_text=True, vertical="top")
        if mark.first:
            name = sheets.get(mark.sheet, first).title.replace("'", "''")
            link = Hyperlink(ref=f"B{row}", location=f"'{name}'!{mark.first}")
            page.cell(row, 2).hyperlink = link
            page.cell(row, 2).font = Font(underline="single", color="FF0B4F8A")
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A3"
    _fit_to_paper(page)


def _fit_to_paper(page: "Worksheet") -> None:
    """All columns on one sheet of paper, whose heads come again on each."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "2:2"


def _saved(book: "Workbook") -> bytes:
    """The bytes of a workbook; the library's own way goes through a file on the disk."""
    from openpyxl.worksheet._writer import WorksheetWriter  # noqa: PLC0415 (with the library)
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415 (with the library)

    class InMemory(ExcelWriter):  # type: ignore[misc] # of a library without types
        """Writes sheets to memory."""

        def write_worksheet(self, ws: Any) -> None:  # noqa: ANN401 (of the library)
            from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing  # noqa: PLC0415 (late)

            ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 (what the library does)
            out = io.BytesIO()
            writer = WorksheetWriter(ws, out)
            writer.write()
            ws._rels = writer._rels  # noqa: SLF001 (what the library does)
            self._archive.writestr(ws.path[1:], out.getvalue())
            self.manifest.append(ws)

    out = io.BytesIO()
    archive = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True)
    InMemory(book, archive).save()
    return out.getvalue()

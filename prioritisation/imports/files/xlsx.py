"""A workbook in OOXML as grids: what its cells keep, and how they show it.

Nothing is computed, run or fetched: neither formulas, macros nor links to other files.
"""

import datetime as dt
import io
import math
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl.cell.rich_text import CellRichText
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from prioritisation.imports.files.archives import Archive
from prioritisation.imports.files.filling import (
    BUILT_IN,
    Grid,
    Run,
    ShownFormat,
    check_total,
    number_cell,
    shown_format,
    text_cell,
    text_of_runs,
)
from prioritisation.imports.grids import (
    MOST_SHEETS,
    Book,
    CellKind,
    FileCell,
    FileKind,
    FileRefused,
)

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NO_DATE = "#####"
"""What spreadsheets show of a date that is none."""
_LONGEST_FORMULA, _FIRST_FORMAT, _FURTHEST = 200, 164, 16_384
_STRICT = b"purl.oclc.org/ooxml"
"""Of a form that is all but never written, and that the library reads nothing of."""
_YES = ("1", "true", "on")


class _Cells(WorkSheetParser):  # type: ignore[misc] # of a library without types
    """Cells with their formulas: the library gives either these or their values."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        formula = element.find(FORMULA_TAG)
        cell["formula"] = None if formula is None else f"={formula.text or ''}"
        empty = element.get("t") == "str" and element.find(VALUE_TAG) is not None
        cell["kept"] = empty or cell["value"] is not None
        return cell


def xlsx_book(content: bytes, archive: Archive) -> Book:
    """The sheets of a workbook.

    Raises
    ------
    FileRefused
        When it is broken, or beyond the limits.
    """
    archive.check_markup()
    if any(_STRICT in archive.read(one) for one in archive.names if one.endswith("workbook.xml")):
        raise FileRefused("old_format")
    try:
        with warnings.catch_warnings(action="ignore"):
            return _book(content, archive)
    except (FileRefused, MemoryError):
        raise
    except Exception as error:  # whatever the library makes of what is no workbook
        raise FileRefused("broken") from error


def _book(content: bytes, archive: Archive) -> Book:
    reader = ExcelReader(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False, rich_text=True
    )
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    listed = reader.parser.find_sheets()
    pages = [(one, part.target) for one, part in listed if part.Type.endswith("/worksheet")]
    if len(pages) > MOST_SHEETS:
        raise FileRefused("many_sheets", found=len(pages), allowed=MOST_SHEETS)
    grids = []
    for one, part in pages:
        source = io.BytesIO(archive.read(part))
        cells = _Cells(source, reader.shared_strings, True, reader.wb.epoch, rich_text=True)
        grids.append(
            _grid(Grid(one.name.strip(), hidden=one.state != "visible"), cells, reader.wb)
        )
        check_total(grids)
    kinds = {part.Type.rpartition("/")[2] for part in reader.parser.rels.values()}
    macros = any("macro" in kind.lower() or kind == "vbaProject" for kind in kinds) or any(
        name.casefold().endswith("vbaproject.bin") for name in archive.names
    )
    notes = ["macros"] * macros + ["links"] * ("externalLink" in kinds)
    kind = FileKind.XLSM if macros else FileKind.XLSX
    return Book(kind, tuple(grid.sheet() for grid in grids), tuple(notes))


def _grid(grid: Grid, cells: _Cells, book: Any) -> Grid:  # noqa: ANN401 (of the library)
    for _, row in cells.parse():
        for one in row:
            cell = _cell(one, book)
            if cell.kind is not CellKind.EMPTY:
                grid.put(one["row"] - 1, one["column"] - 1, cell)
    for row, look in cells.row_dimensions.items():
        if _is_hidden(look, "ht"):
            grid.hide_rows(int(row) - 1, 1)
    for look in cells.column_dimensions.values():
        if _is_hidden(look, "width"):
            last = min(int(look["max"]), _FURTHEST)
            grid.hidden_columns.update(range(int(look["min"]) - 1, last))
    for merged in cells.merged_cells.mergeCell if cells.merged_cells else ():
        left, top, right, bottom = range_boundaries(merged.ref)
        grid.merged.append((top - 1, left - 1, bottom - top + 1, right - left + 1))
    return grid


def _is_hidden(look: Mapping[str, str], size: str) -> bool:
    return look.get("hidden") in _YES or float(look.get(size) or 1) == 0


def _cell(one: Mapping[str, Any], book: Any) -> FileCell:  # noqa: ANN401 (of the library)
    if one["formula"] is not None and not one["kept"]:
        return FileCell(CellKind.FORMULA, one["formula"][:_LONGEST_FORMULA])
    if one["value"] is None:
        return FileCell()
    style = book._cell_styles[one["style_id"]]  # noqa: SLF001 (where the library keeps them)
    cell = _value(one["value"], one["data_type"], style.numFmtId, book)
    struck = cell.struck or bool(book._fonts[style.fontId].strike)  # noqa: SLF001
    return replace(cell, struck=struck)


def _value(value: Any, kind: str, number: int, book: Any) -> FileCell:  # noqa: ANN401
    if kind in "be":
        told = value if kind == "e" else "true" if value else "false"
        return FileCell(CellKind.ERROR if kind == "e" else CellKind.BOOLEAN, told)
    if kind == "d":
        return _date(value)
    if kind != "n":
        text = text_of_runs(_runs(value))
        return replace(text_cell(text.text), struck=text.struck)
    own = number - _FIRST_FORMAT
    code = BUILT_IN.get(number, "") if own < 0 else book._number_formats[own]  # noqa: SLF001
    return _number(value, shown_format(code), book.epoch)


def _number(value: float, look: ShownFormat, epoch: dt.datetime) -> FileCell:
    if not math.isfinite(value):
        return text_cell(str(value))
    if look.duration:
        hours, rest = divmod(round(abs(value) * 86_400), 3_600)
        return text_cell(f"{'-' * (value < 0)}{hours}:{rest // 60:02}:{rest % 60:02}")
    if not look.date:
        return number_cell(float(value), look)
    try:
        return _date(from_excel(value, epoch) if value >= 0 else None)
    except OverflowError:
        return _date(None)


def _date(value: Any) -> FileCell:  # noqa: ANN401 (of the library)
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date | dt.time):
        return FileCell(CellKind.DATE, value.isoformat()[:10])
    return FileCell(CellKind.ERROR, _NO_DATE)


def _runs(text: str | CellRichText) -> Iterator[Run]:
    """Parts of a text; signs that XML cannot write are written by their number."""
    for part in [text] if isinstance(text, str) else text:
        look = None if isinstance(part, str) else part.font
        level = {"superscript": 1, "subscript": -1}.get(look.vertAlign if look else "", 0)
        written = _ESCAPED.sub(lambda one: chr(int(one[1], 16)), str(part))
        yield Run(written, bool(look and look.strike), level)

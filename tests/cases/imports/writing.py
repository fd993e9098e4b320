"""Writes workbooks and texts as the programs of offices do: merged, hidden, struck, computed."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import openpyxl
import xlsxwriter

from tests.cases.imports.expected import area, parts

PANEL = ["Navette gare", "Autopartage", "Vélo en libre-service", "Covoiturage"]
"""Levers that many of the files are about."""


@dataclass(frozen=True)
class Computed:
    """A formula, and the value that was kept of it."""

    formula: str
    value: object
    form: str = ""


@dataclass(frozen=True)
class Shown:
    """A number or a text, and the format by which it is seen."""

    value: float | str
    form: str


@dataclass(frozen=True)
class Struck:
    """Something struck out."""

    value: object


@dataclass(frozen=True)
class Page:
    """A sheet; places as a spreadsheet names them."""

    name: str
    rows: Sequence[Sequence[object]]
    merged: Sequence[str] = ()
    hidden_rows: str = ""
    hidden_columns: str = ""
    hidden: bool = False
    comments: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    filtered: str = ""
    table: str = ""


def xlsx(*pages: Page) -> bytes:
    """A workbook as Excel writes it."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    for page in pages:
        _fill(book, page)
    book.close()
    return stream.getvalue()


def _fill(book, page):
    sheet = book.add_worksheet(page.name)
    for row, line in enumerate(page.rows):
        for column, value in enumerate(line):
            _write(book, sheet, (row, column), value)
    for cells in page.merged:
        _sheet, top, bottom, left, right = area(cells)
        sheet.merge_range(top - 1, left, bottom - 1, right, "")
        _write(book, sheet, (top - 1, left), page.rows[top - 1][left])
    _hide(sheet, page)
    for cell, remark in page.comments.items():
        sheet.write_comment(cell, remark)
    for cells, levels in page.lists.items():
        sheet.data_validation(cells, {"validate": "list", "source": list(levels)})


def _hide(sheet, page):
    for row in parts(page.hidden_rows):
        sheet.set_row(int(row) - 1, None, None, {"hidden": True})
    for column in parts(page.hidden_columns):
        sheet.set_column(f"{column}:{column}", None, None, {"hidden": True})
    if page.filtered:
        sheet.autofilter(page.filtered)
    if page.hidden:
        sheet.hide()


def _write(book, sheet, place, value):
    match value:
        case None:
            pass
        case Computed(formula, kept, form):
            style = book.add_format({"num_format": form}) if form else None
            sheet.write_formula(*place, formula, style, kept)
        case Shown(number, form):
            sheet.write(*place, number, book.add_format({"num_format": form}))
        case Struck(text):
            style = book.add_format({"font_strikeout": True})
            sheet.write(*place, text, style)
        case dt.date() | dt.time():
            form = "hh:mm" if isinstance(value, dt.time) else "dd/mm/yyyy"
            sheet.write_datetime(*place, value, book.add_format({"num_format": form}))
        case bool():
            sheet.write_boolean(*place, value)
        case str():
            sheet.write_string(*place, value)
        case _:
            sheet.write_number(*place, value)


def uncalculated(name: str, rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook written by a program that computes nothing: formulas have no value."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_excel_keeps_texts(content: bytes) -> bytes:
    """The same workbook; a formula that gives an empty text says that it is one."""
    return _changed(content, "xl/worksheets/sheet1.xml", b'><f>""', b' t="str"><f>""')


def _changed(content, name, old, new):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w") as target:
        for one in source.namelist():
            part = source.read(one)
            target.writestr(one, part.replace(old, new) if one == name else part)
    return stream.getvalue()


def with_macros(content: bytes) -> bytes:
    """The same workbook with macros, of which no byte matters."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for one in old.namelist():
            part = old.read(one)
            if one == "[Content_Types].xml":
                part = part.replace(
                    b"officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
                ).replace(b"application/vnd.openxmlformats-ms", b"application/vnd.ms")
                part = part.replace(
                    b"</Types>",
                    b'<Override PartName="/xl/vbaProject.bin" ContentType='
                    b'"application/vnd.ms-office.vbaProject"/></Types>',
                )
            if one == "xl/_rels/workbook.xml.rels":
                part = part.replace(
                    b"</Relationships>",
                    b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/'
                    b'relationships/vbaProject" Target="vbaProject.bin"/></Relationships>',
                )
            new.writestr(one, part)
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(600))
    return stream.getvalue()


def text(lines: Sequence[str] | str, encoding: str = "utf-8", ends: str = "\r\n") -> bytes:
    """A file of text, with the ends of lines of its machine."""
    whole = lines if isinstance(lines, str) else ends.join(lines) + ends
    return whole.encode(encoding)

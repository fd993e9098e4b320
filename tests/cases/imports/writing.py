"""Writes workbooks and texts as the programs of offices do: merged, hidden, struck, computed."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

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
    """A number, and the format by which it is seen."""

    value: float
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
            sheet.write_number(*place, number, book.add_format({"num_format": form}))
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


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}"'
    for short, name in (
        ("office", "office:1.0"),
        ("table", "table:1.0"),
        ("text", "text:1.0"),
        ("style", "style:1.0"),
        ("fo", "xsl-fo-compatible:1.0"),
    )
)
STYLES = (
    '<style:style style:name="raye" style:family="table-cell"><style:text-properties '
    'style:text-line-through-style="solid" style:text-line-through-type="single"/></style:style>'
    '<style:style style:name="cache" style:family="table"><style:table-properties '
    'table:display="false"/></style:style>'
)
MIME = "application/vnd.oasis.opendocument.spreadsheet"


def ods(*pages: Page) -> bytes:
    """A workbook as LibreOffice writes it, down to a million empty rows."""
    sheets = "".join(_ods_sheet(page) for page in pages)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'office:version="1.3">'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest='
        '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def _ods_sheet(page):
    spans, covered = {}, set()
    for cells in page.merged:
        _sheet, top, bottom, left, right = area(cells)
        places = {(r, c) for r in range(top - 1, bottom) for c in range(left, right + 1)}
        spans[top - 1, left] = (bottom - top + 1, right - left + 1)
        covered |= places - {(top - 1, left)}
    gone_rows = set(parts(page.hidden_rows))
    width = max(map(len, page.rows))
    gone = set(parts(page.hidden_columns))
    columns = "".join(
        f"<table:table-column{_off(chr(65 + place) in gone)}/>" for place in range(width)
    )
    rows = "".join(
        f"<table:table-row{_off(str(number + 1) in gone_rows)}>"
        + "".join(
            "<table:covered-table-cell/>"
            if (number, place) in covered
            else _ods_cell(value, spans.get((number, place)))
            for place, value in enumerate(line)
        )
        + '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        for number, line in enumerate(page.rows)
    )
    style = ' table:style-name="cache"' if page.hidden else ""
    return (
        f"<table:table table:name={quoteattr(page.name)}{style}>{columns}"
        f'<table:table-column table:number-columns-repeated="16000"/>{rows}'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )


def _off(hidden):
    return ' table:visibility="collapse"' if hidden else ""


def _ods_cell(value, span):
    extra = ""
    if span:
        extra = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"'
    if isinstance(value, Struck):
        extra, value = extra + ' table:style-name="raye"', value.value
    kind, shown = _ods_value(value)
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in shown.split("\n") if shown)
    return f"<table:table-cell{extra}{kind}>{lines}</table:table-cell>"


def _ods_value(value):
    """Its attributes, and what is seen of it."""
    about = ""
    if isinstance(value, Computed):
        about = f" table:formula={quoteattr('of:' + value.formula)}"
        if str(value.value).startswith("#"):
            kind = ' office:value-type="string" office:string-value="" calcext:value-type="error"'
            return about + kind, value.value
        value = value.value
    kind, visible = _ods_plain(value)
    return about + kind, visible


def _ods_plain(value):
    match value:
        case None:
            return "", ""
        case Shown(number, form) if "%" in form:
            kind = f' office:value-type="percentage" office:value="{number}"'
            return kind, f"{number * 100:g} %"
        case Shown(number, _):
            kind = ' office:value-type="currency" office:currency="EUR"'
            return f'{kind} office:value="{number}"', f"{number} €"
        case dt.date():
            kind = f' office:value-type="date" office:date-value="{value:%Y-%m-%d}"'
            return kind, f"{value:%d/%m/%Y}"
        case str():
            return ' office:value-type="string"', value
    kind = f' office:value-type="float" office:value="{value}"'
    return kind, str(value).replace(".", ",")

"""Writes workbooks as LibreOffice does."""

import datetime as dt
import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

from tests.cases.imports.expected import area, parts
from tests.cases.imports.writing import Computed, Page, Shown, Struck

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

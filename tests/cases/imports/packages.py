"""Workbooks put together by hand, part by part: libraries refuse to write most of what harms."""

import io
import zipfile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
ODS_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
ODS_NAMES = " ".join(
    f'xmlns:{name}="{_ODF}{name}:1.0"' for name in ("office", "table", "text", "style")
) + (
    f' xmlns:number="{_ODF}datastyle:1.0" xmlns:fo="{_ODF}xsl-fo-compatible:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
FIRST_ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Levier</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Coût</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Bus</t></is></c><c r="B2"><v>1.5</v></c></row>'
)


def packed(files, way=zipfile.ZIP_DEFLATED):
    """An archive of files, by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, way)
    return out.getvalue()


def sheet_xml(rows=FIRST_ROWS, *, before="", after="", end=""):
    """The part of a sheet: two rows, and what is put before, after, or at its end."""
    return (
        f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}{after}</sheetData>{end}</worksheet>'
    )


def content_types(styles="x", strings="x"):
    """Which part of a workbook is what."""
    parts = {"workbook": "sheet.main"}
    parts |= {"styles": "styles"} if styles else {}
    parts |= {"sharedStrings": "sharedStrings"} if strings else {}
    named = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="application/'
        f'vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return f'<Types xmlns="{_TYPES}">{named}</Types>'


def xlsx_parts(sheet=None, *, styles="", strings="", relations="", names=("Notes",)):
    """The parts of a workbook whose sheets are all the same."""
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{k}" r:id="rId{k}"/>' for k, name in enumerate(names, 10)
    )
    related = "".join(
        f'<Relationship Id="rId{k}" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        for k, _ in enumerate(names, 10)
    )
    for number, (kind, text) in enumerate((("styles", styles), ("sharedStrings", strings))):
        if text:
            related += (
                f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
            )
    parts = {
        "[Content_Types].xml": content_types(styles, strings),
        "_rels/.rels": (
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_RELATIONS}">{related}{relations}</Relationships>'
        ),
        "xl/worksheets/sheet1.xml": sheet_xml() if sheet is None else sheet,
    }
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>'
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'
    return parts


def ods_content(rows="", *, styles="", tables=""):
    """The content of an OpenDocument file: a sheet of rows, or other tables instead."""
    tables = tables or f'<table:table table:name="Notes">{rows}</table:table>'
    return (
        f"{ODS_HEAD}<office:document-content {ODS_NAMES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def ods_parts(content):
    """The parts of an OpenDocument file."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
        "META-INF/manifest.xml": "<manifest/>",
    }

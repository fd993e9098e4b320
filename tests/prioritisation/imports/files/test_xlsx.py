"""What a workbook keeps and shows, by hand where no library writes it."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Font

from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.grids import EMPTY, CellKind, FileCell, FileRefused
from tests.cases.imports.packages import packed, sheet_xml, xlsx_parts
from tests.each import each

STRICT = (
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "purl.oclc.org/ooxml/main"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/"),
)


def sheets(content):
    return opened_file("notes.xlsx", content).sheets


def by_hand(cells, **parts):
    """The cells of the first row of a workbook written by hand."""
    return sheets(packed(xlsx_parts(sheet_xml(f"<row>{cells}</row>"), **parts)))[0].rows[0]


def by_library(*cells):
    """The first sheet of a workbook written by a library; cells are values and their formats."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet("Notes")
    for column, (value, looks) in enumerate(cells):
        page.write(0, column, value, book.add_format(looks))
    book.close()
    return sheets(out.getvalue())[0].rows[0]


NUMBER, TEXT, DATE = CellKind.NUMBER, CellKind.TEXT, CellKind.DATE


def test_values_are_those_that_are_kept_as_they_are_shown():
    day = dt.datetime(2026, 3, 12, tzinfo=dt.UTC).replace(tzinfo=None)
    cells = by_library(
        ("  Bus\u00a0", {}),
        (0.12, {"num_format": "0 %"}),
        (350, {"num_format": '#,##0 "k€"'}),
        (350_000, {"num_format": '#,##0, "k€"'}),
        (40, {"num_format": '"env. "0'}),
        (day, {"num_format": "dd/mm/yyyy"}),
        (0.5, {"num_format": "h:mm"}),
        (1.5, {"num_format": "[h]:mm"}),
        (-3, {"num_format": "dd/mm/yyyy"}),
        (True, {}),
        (12, {"font_strikeout": True}),
        (0, {"num_format": '0;-0;"n.d."'}),
    )
    assert cells == (
        FileCell(TEXT, "Bus"),
        FileCell(NUMBER, 0.12, percent=True),
        FileCell(NUMBER, 350.0, unit="k€"),
        FileCell(NUMBER, 350.0, unit="k€"),
        FileCell(TEXT, "env. 40"),
        FileCell(DATE, "2026-03-12"),
        FileCell(DATE, "12:00:00"),
        FileCell(TEXT, "36:00:00"),
        FileCell(CellKind.ERROR, "#####"),
        FileCell(CellKind.BOOLEAN, "true"),
        FileCell(NUMBER, 12.0, struck=True),
        FileCell(TEXT, "0 (?)"),
    )


def test_formulas_give_what_they_last_gave_or_say_that_they_gave_nothing():
    cells = by_hand(
        "<c><f>A1*2</f><v>4</v></c>"
        '<c t="str"><f>A1</f><v>Bus</v></c>'
        '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        "<c><f>SUM(A1)</f></c>"
        '<c t="str"><f>""</f><v></v></c>'
        '<c t="e"><v>#REF!</v></c><c t="b"><v>0</v></c><c t="d"><v>2026-03-12T00:00:00</v></c>'
        "<c><v>1e999</v></c>"
    )
    assert cells == (
        FileCell(NUMBER, 4.0),
        FileCell(TEXT, "Bus"),
        FileCell(CellKind.ERROR, "#DIV/0!"),
        FileCell(CellKind.FORMULA, "=SUM(A1)"),
        EMPTY,
        FileCell(CellKind.ERROR, "#REF!"),
        FileCell(CellKind.BOOLEAN, "false"),
        FileCell(DATE, "2026-03-12"),
        FileCell(TEXT, "inf"),
    )


RICH = (
    "<si><r><t>12</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r></si>"
    "<si><r><rPr><strike/></rPr><t>12</t></r><r><t xml:space='preserve'> 15</t></r></si>"
    "<si><r><rPr><strike val='0'/></rPr><t>12</t></r></si>"
    "<si><r><t>CO</t></r><r><rPr><vertAlign val='subscript'/></rPr><t>2</t></r></si>"
    "<si><t>deux_x000A_lignes _x005F_x</t></si>"
)


def test_a_text_of_parts_is_read_as_they_look():
    """« 12¹ » is not 121, « 15 » after « 12 » struck out is neither 1215 nor sure."""
    cells = by_hand("".join(f'<c t="s"><v>{k}</v></c>' for k in range(5)), strings=RICH)
    assert cells == (
        FileCell(TEXT, "12¹"),
        FileCell(TEXT, "12 15", struck=True),
        FileCell(TEXT, "12"),
        FileCell(TEXT, "CO₂"),
        FileCell(TEXT, "deux\nlignes _x"),
    )


@each(("is_1904", "day"), [("0", "2026-03-12"), ("1", "2030-03-13")], ids=["1900", "1904"])
def test_days_are_counted_from_where_a_workbook_says(is_1904, day):
    styles = "<cellXfs><xf/><xf numFmtId='14'/></cellXfs>"
    parts = xlsx_parts(sheet_xml('<row><c s="1"><v>46093</v></c></row>'), styles=styles)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        "<sheets>", f'<workbookPr date1904="{is_1904}"/><sheets>'
    )
    assert sheets(packed(parts))[0].rows[0][0] == FileCell(DATE, day)


def test_merged_cells_show_the_first_and_cover_the_others():
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Axe", "Levier", "Coût"])
    page.append(["Bus", "A", 1])
    page.append(["caché", "B", 2])
    page.merge_cells("A2:A3")
    out = io.BytesIO()
    book.save(out)
    (sheet,) = sheets(out.getvalue())
    assert (sheet.rows[1][0].rows, sheet.rows[1][0].columns) == (2, 1)
    assert sheet.rows[2][0] == FileCell(covered=True)


def test_what_is_hidden_is_told():
    book = openpyxl.Workbook()
    page = book.active
    for row in range(1, 7):
        page.append([row] * 5)
    page.row_dimensions[2].hidden = True
    page.column_dimensions["B"].hidden = True
    book.create_sheet("Listes").sheet_state = "hidden"
    book.create_sheet("Calculs").sheet_state = "veryHidden"
    book.create_chartsheet("Graphique")
    out = io.BytesIO()
    book.save(out)
    found = sheets(out.getvalue())
    assert [(sheet.name, sheet.hidden) for sheet in found] == [
        ("Sheet", False),
        ("Listes", True),
        ("Calculs", True),
    ]
    assert found[0].hidden_rows == {1}
    assert found[0].hidden_columns == {1}


@each("look", ['hidden="1"', 'hidden="true"', 'ht="0" customHeight="1"', 'ht="0.0"'])
def test_a_row_without_height_is_hidden(look):
    rows = f"<row><c><v>1</v></c></row><row {look}><c><v>2</v></c></row>"
    assert sheets(packed(xlsx_parts(sheet_xml(rows))))[0].hidden_rows == {1}


def test_a_column_without_width_is_hidden():
    columns = '<cols><col min="2" max="16384" width="0" customWidth="1"/></cols>'
    assert sheets(packed(xlsx_parts(sheet_xml(before=columns))))[0].hidden_columns == {1}


def test_the_strict_form_of_the_format_is_refused():
    parts = xlsx_parts(styles="<fonts><font/></fonts>")
    for one, other in STRICT:
        parts = {name: text.replace(one, other) for name, text in parts.items()}
    with pytest.raises(FileRefused, match="old_format"):
        sheets(packed(parts))


def test_struck_text_of_a_style_is_told_whatever_its_number():
    book = openpyxl.Workbook()
    book.active.append(["A", "B"])
    book.active["B1"].font = Font(strike=True)
    out = io.BytesIO()
    book.save(out)
    assert [cell.struck for cell in sheets(out.getvalue())[0].rows[0]] == [False, True]


def test_more_sheets_than_are_looked_at_are_refused_by_their_number():
    content = packed(xlsx_parts(names=[f"Feuille {k}" for k in range(21)]))
    with pytest.raises(FileRefused) as refused:
        sheets(content)
    assert (refused.value.kind, refused.value.values["found"]) == ("many_sheets", 21)


def test_a_part_that_is_named_and_is_not_there_is_told():
    parts = xlsx_parts()
    del parts["xl/worksheets/sheet1.xml"]
    with pytest.raises(FileRefused) as refused:
        sheets(packed(parts))
    assert refused.value.values["part"] == "xl/worksheets/sheet1.xml"


def test_ordinary_workbooks_are_read_as_another_library_reads_them():
    rows = [["Levier", "Coût", "Accord"], *([f"Levier {k}", k / 7, k % 3] for k in range(200))]
    out = io.BytesIO()
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(out)
    other = openpyxl.load_workbook(out, data_only=True).active.iter_rows(values_only=True)
    assert [[cell.value for cell in row] for row in sheets(out.getvalue())[0].rows] == [
        list(row) for row in other
    ]


def test_macros_are_noted_though_nothing_in_the_workbook_names_them():
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", bytes(600))
    assert opened_file("a.xlsx", stream.getvalue()).notes == ("macros",)

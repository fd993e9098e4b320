"""What an OpenDocument sheet keeps and shows, by hand where no library writes it."""

import datetime as dt
import io
from dataclasses import replace

import openpyxl
import pytest
import xlsxwriter

from prioritisation.imports.files.annotated import annotated_file
from prioritisation.imports.files.marks import CellMark, MarkWords, marks_as_sent, sent_marks
from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.grids import EMPTY, CellKind, FileCell, FileRefused
from prioritisation.imports.model import FileAnswers
from prioritisation.imports.tables.reading import file_reading
from prioritisation.sentences.import_refusals import mark_words
from tests.cases.imports.packages import ods_content, ods_parts, packed, sheet_xml, xlsx_parts

NUMBER, TEXT, DATE = CellKind.NUMBER, CellKind.TEXT, CellKind.DATE


def opened(rows="", parts=None, **content):
    return opened_file(
        "notes.ods", packed(ods_parts(ods_content(rows, **content)) | (parts or {}))
    )


def first_row(cells, **content):
    return opened(f"<table:table-row>{cells}</table:table-row>", **content).sheets[0].rows[0]


def typed(kind, attributes="", text="", style=""):
    look = f' table:style-name="{style}"' if style else ""
    body = f"<text:p>{text}</text:p>" if text else ""
    kept = f'office:value-type="{kind}" {attributes}'
    return f"<table:table-cell{look} {kept}>{body}</table:table-cell>"


def text(*paragraphs, more=""):
    body = "".join(f"<text:p>{one}</text:p>" for one in paragraphs)
    return f'<table:table-cell office:value-type="string">{body}{more}</table:table-cell>'


def test_values_are_those_that_are_kept():
    cells = first_row(
        typed("float", 'office:value="1.5"', "1,5")
        + typed("percentage", 'office:value="0.12"', "12 %")
        + typed("currency", 'office:value="350" office:currency="EUR"', "350 €")
        + typed("date", 'office:date-value="2026-03-12T08:00:00"', "12/03/26")
        + typed("time", 'office:time-value="PT02H30M00S"', "02:30")
        + typed("time", 'office:time-value="PT36H00M00S"', "36:00:00")
        + typed("boolean", 'office:boolean-value="true"', "VRAI")
        + typed("float", 'office:value="1e999"', "x")
        + "<table:table-cell><text:p>nu</text:p></table:table-cell>"
    )
    assert cells == (
        FileCell(NUMBER, 1.5), FileCell(NUMBER, 0.12, percent=True),
        FileCell(NUMBER, 350.0, unit="€"), FileCell(DATE, "2026-03-12"),
        FileCell(DATE, "02:30:00"), FileCell(TEXT, "36:00:00"), FileCell(CellKind.BOOLEAN, "true"),
        FileCell(TEXT, "1e999"), FileCell(TEXT, "nu"),
    )  # fmt: skip


def test_errors_and_formulas_are_told():
    cells = first_row(
        typed("float", 'table:formula="of:=[.A1]*2" office:value="4"', "4")
        + typed("string", 'table:formula="of:=1/0" calcext:value-type="error"', "#DIV/0!")
        + typed("float", 'table:formula="of:=A(" office:value="0"', "Err:502")
        + typed("string", 'office:string-value=""', "#REF!")
        + '<table:table-cell table:formula="of:=SUM([.A1])"/>'
        + typed("string", 'table:formula="of:=&quot;&quot;" office:string-value=""')
        + '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>'
        + text("#1 des leviers")
    )
    assert cells == (
        FileCell(NUMBER, 4.0), FileCell(CellKind.ERROR, "#DIV/0!"),
        FileCell(CellKind.ERROR, "Err:502"), FileCell(CellKind.ERROR, "#REF!"),
        FileCell(CellKind.FORMULA, "of:=SUM([.A1])"), EMPTY, EMPTY,
        FileCell(TEXT, "#1 des leviers"),
    )  # fmt: skip


STYLES = (
    '<style:style style:name="raye" style:family="table-cell" style:parent-style-name="mere"/>'
    '<style:style style:name="mere" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="non" style:family="table-cell" style:parent-style-name="mere">'
    '<style:text-properties style:text-line-through-style="none"/></style:style>'
    '<style:style style:name="tr" style:family="text">'
    '<style:text-properties style:text-line-through-type="single"/></style:style>'
    '<style:style style:name="haut" style:family="text">'
    '<style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="ke" style:family="table-cell" style:data-style-name="N1"/>'
    '<number:number-style style:name="P0"><number:number number:display-factor="1000"/>'
    "<number:text> k€</number:text></number:number-style>"
    '<number:number-style style:name="N1"><number:text>-</number:text><number:number/>'
    '<style:map style:condition="value()&gt;=0" style:apply-style-name="P0"/>'
    "</number:number-style>"
    '<style:style style:name="env" style:family="table-cell" style:data-style-name="N2"/>'
    '<number:number-style style:name="N2"><number:text>env. </number:text><number:number/>'
    "</number:number-style>"
    '<style:style style:name="cachee" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="plate" style:family="table-row">'
    '<style:table-row-properties style:row-height="0cm"/></style:style>'
)


def test_what_is_hidden_is_told():
    rows = "".join(
        f"<table:table-row {look}>{text('x')}{text('y')}{text('z')}</table:table-row>"
        for look in (
            "",
            'table:visibility="collapse"',
            'table:visibility="filter"',
            'table:style-name="plate"',
        )
    )
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="16383"/>'
    )
    tables = (
        f'<table:table table:name="Notes">{columns}{rows}</table:table>'
        '<table:table table:name="Listes" table:style-name="cachee"/>'
    )
    sheet, hidden = opened(tables=tables, styles=STYLES).sheets
    assert (sheet.hidden, hidden.hidden) == (False, True)
    assert sheet.hidden_rows == {1, 2, 3}
    assert sheet.hidden_columns == {1, 2}


def test_what_is_repeated_within_the_limits_stands_as_often():
    cell = (
        '<table:table-cell table:number-columns-repeated="3" office:value-type="float" '
        'office:value="1"/>'
    )
    rows = f'<table:table-row table:number-rows-repeated="2">{cell}</table:table-row>'
    blank = '<table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>'
    (sheet,) = opened(rows + blank + f"<table:table-row>{text('fin')}</table:table-row>").sheets
    assert [[cell.value for cell in row] for row in sheet.rows[:2]] == [[1.0] * 3] * 2
    assert sheet.rows[6][0].value == "fin"


def test_macros_and_links_are_noted():
    source = '<table:table-source xlink:href="file:///etc/passwd"/>'
    book = opened(source, parts={"Basic/Standard/script-lb.xml": "<a/>"})
    assert book.notes == ("macros", "links")


# What a workbook keeps and shows, by hand where no library writes it.

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
        FileCell(TEXT, "Bus"), FileCell(NUMBER, 0.12, percent=True),
        FileCell(NUMBER, 350.0, unit="k€"), FileCell(NUMBER, 350.0, unit="k€"),
        FileCell(TEXT, "env. 40"), FileCell(DATE, "2026-03-12"), FileCell(DATE, "12:00:00"),
        FileCell(TEXT, "36:00:00"), FileCell(CellKind.ERROR, "#####"),
        FileCell(CellKind.BOOLEAN, "true"), FileCell(NUMBER, 12.0, struck=True),
        FileCell(TEXT, "0 (?)"),
    )  # fmt: skip


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
        FileCell(NUMBER, 4.0), FileCell(TEXT, "Bus"), FileCell(CellKind.ERROR, "#DIV/0!"),
        FileCell(CellKind.FORMULA, "=SUM(A1)"), EMPTY, FileCell(CellKind.ERROR, "#REF!"),
        FileCell(CellKind.BOOLEAN, "false"), FileCell(DATE, "2026-03-12"), FileCell(TEXT, "inf"),
    )  # fmt: skip


def test_the_strict_form_of_the_format_is_refused():
    parts = xlsx_parts(styles="<fonts><font/></fonts>")
    for one, other in STRICT:
        parts = {name: text.replace(one, other) for name, text in parts.items()}
    with pytest.raises(FileRefused, match="old_format"):
        sheets(packed(parts))


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


# A workbook that LibreOffice writes again, in its own format and in the one that it came in.

LOOKS = (
    ("Levier", {}), (0.12, {"num_format": "0.0 %"}), (350, {"num_format": '#,##0 "k€"'}),
    (1_200_000, {"num_format": '#,##0, "k€"'}), (80, {"num_format": "#,##0.00 [$€-40C]"}),
    (40, {"num_format": '"env. "0'}), (46_093, {"num_format": "dd/mm/yyyy"}),
    (12, {"font_strikeout": True}), (-15.5, {"num_format": "#,##0.0;[Red]-#,##0.0"}),
    ("deux\nlignes", {"text_wrap": True}),
)  # fmt: skip


def workbook():
    """Each look in a column; what is hidden, merged, partly struck out, or an error."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page, listed = book.add_worksheet("Notes d'été"), book.add_worksheet("Listes")
    listed.write(0, 0, "oui")
    listed.hide()
    for column, (value, look) in enumerate(LOOKS):
        page.write(0, column, value, book.add_format(look))
    page.merge_range("A2:B3", "Axe")
    page.write_formula("C3", "=1/0", None, "#DIV/0!")
    page.write_formula("D3", "=1+1", None, 2)
    struck, raised = book.add_format({"font_strikeout": True}), book.add_format({"font_script": 1})
    page.write_rich_string("F3", struck, "12", " 15 ", "jours")
    page.write_rich_string("G3", "12", raised, "1", " ")
    page.write(4, 0, "caché")
    page.set_row(4, None, None, {"hidden": True})
    page.set_column("C:C", None, None, {"hidden": True})
    page.write(6, 0, "fin")
    book.close()
    return out.getvalue()


# Somebody's workbook given back: what is to be mended in sight, nothing in it that acts.

WORDS = MarkWords("À corriger", "Copie", ("Nature", "Cellule", "Ici", "Attendu", "Que faire"), "P")
HOSTILE = '=HYPERLINK("http://x")'
MARKS = (
    CellMark("'Feuille d''1'!B2", "yes", "à corriger", HOSTILE, "un nombre", "=1+1"),
    CellMark("'Feuille d''1'!C2:C9", "", "à préciser", "x\x00", "@question", "-y"),
    CellMark("'Feuille d''1'!C", "", "à préciser", "x", "y", "z"),
    CellMark("Nulle part!A1", "yes", "à corriger", "", "", ""),
)


def workbook_annotated(formulas=()):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Feuille d'1"
    for row in (("Levier", "Coût", "Accord"), ("Un", "quatre", "bon"), ("Deux", 12, "moyen", "x")):
        sheet.append(row)
    sheet.merge_cells("C1:C2")
    for k, formula in enumerate(formulas):
        sheet[f"F{k + 1}"] = formula
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def annotated(content, marks=MARKS):
    return annotated_file("x.xlsx", content, sent_marks(marks, WORDS))


def opened_annotated(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_marks_arrive_as_they_were_sent():
    """But for signs that no workbook holds."""
    marks, words = marks_as_sent(sent_marks(MARKS, WORDS))
    assert words == WORDS
    assert marks == (MARKS[0], replace(MARKS[1], found="x"), *MARKS[2:])


def test_each_cell_is_coloured_and_commented_and_the_rest_says_what_it_said():
    book = opened_annotated(annotated(workbook_annotated()))
    sheet = book["Feuille d'1"]
    assert book.sheetnames == ["À corriger", "Feuille d'1"]
    assert sheet["B2"].fill.start_color.rgb == "FFFFD9A0"
    assert sheet["B2"].comment.text == "un nombre\n=1+1"
    # C2 is under merged cells, of which the first one shows.
    assert sheet["C1"].fill.start_color.rgb == "FFCFE3F7"
    assert sheet["C1"].comment.text.startswith("@question")
    assert (sheet["B2"].value, sheet["B3"].value) == ("quatre", 12)
    assert sheet["B3"].comment is None


def test_nothing_that_is_quoted_is_a_formula():
    page = opened_annotated(annotated(workbook_annotated()))["À corriger"]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert page["C3"].value == HOSTILE
    assert all(cell.quotePrefix for cell in cells)


def test_once_mended_it_is_given_again_and_its_list_is_no_table():
    words = replace(WORDS, caution=mark_words().caution)
    content = annotated_file("x.xlsx", workbook_annotated(), sent_marks(MARKS, words))
    reading = file_reading(opened_file("x.xlsx", content), FileAnswers())
    assert reading.layout.sheets == ("Feuille d'1",)
    assert [one.name for one in reading.levers] == ["Un", "Deux"]
    assert ("other_sheet", "À corriger") in {(one.why, one.text) for one in reading.left_out}

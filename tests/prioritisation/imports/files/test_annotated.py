"""Somebody's workbook given back: what is to be mended in sight, nothing in it that acts."""

import io
import zipfile
from dataclasses import replace

import openpyxl
from openpyxl.chart import BarChart
from openpyxl.formatting.rule import FormulaRule

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
    CellMark("'Feuille d''1'!C2:C9", "", "à préciser", "x\x00", "@question", "-y"),
    CellMark("'Feuille d''1'!C", "", "à préciser", "x", "y", "z"),
    CellMark("Nulle part!A1", "yes", "à corriger", "", "", ""),
)


REMOTE = "http://remote.example/"


def workbook(formulas=()):
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


def test_each_cell_is_coloured_and_commented_and_the_rest_says_what_it_said():
    book = opened(annotated(workbook()))
    sheet = book["Feuille d'1"]
    assert book.sheetnames == ["À corriger", "Feuille d'1"]
    assert sheet["B2"].fill.start_color.rgb == "FFFFD9A0"
    assert sheet["B2"].comment.text == "un nombre\n=1+1"
    # C2 is under merged cells, of which the first one shows.
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
    assert page["B4"].hyperlink.location == "'Feuille d''1'!C2"
    assert page["B5"].hyperlink is None
    assert book.active.title == "À corriger"


def test_nothing_that_is_quoted_is_a_formula():
    page = opened(annotated(workbook()))["À corriger"]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert page["C3"].value == HOSTILE
    assert all(cell.quotePrefix for cell in cells)


def whole_text(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        return "\n".join(archive.read(name).decode(errors="replace") for name in names)


def test_nothing_of_a_workbook_but_its_values_comes_along():
    """No formula, link, condition, chart or macro, whatever it would reach."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(formulas=[f"='{REMOTE}[o.xlsx]S'!A1"])))
    sheet = book.active
    sheet["A2"].hyperlink = f"{REMOTE}a"
    sheet.conditional_formatting.add("A1:A9", FormulaRule([f"'{REMOTE}[x.xlsx]S'!$A$1>2"]))
    book.create_chartsheet("Graphique").add_chart(BarChart())
    out = io.BytesIO()
    book.save(out)
    content = annotated(with_macros(out.getvalue()))
    copy = opened(content)
    assert copy.sheetnames == ["À corriger", "Feuille d'1"]
    assert "f" not in {cell.data_type for page in copy for row in page for cell in row}
    assert copy["Feuille d'1"]["F1"].value.startswith("=")
    for gone in ('TargetMode="External"', f'"{REMOTE}a"', "conditionalFormatting", "vba"):
        assert gone not in whole_text(content)


def test_its_list_is_one_page_wide_on_paper():
    page = opened(annotated(workbook()))["À corriger"]
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.page_setup.orientation == "landscape"
    assert page.print_title_rows == "$2:$2"


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
    assert again.rows == mine.rows
    assert again.hidden_rows == mine.hidden_rows
    text = annotated_file("x.csv", "a;b\n1;été\n3;=1+1\n".encode("cp1252"), sent_marks([], WORDS))
    assert [cell.value for cell in opened(text).worksheets[1]["B"]] == ["b", "été", "=1+1"]

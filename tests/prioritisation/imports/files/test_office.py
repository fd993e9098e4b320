"""A workbook that LibreOffice writes again, in its own format and in the one that it came in."""

import io

import pytest
import xlsxwriter

from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.grids import FileKind
from tests.prioritisation.documents.writing.office import converted

LOOKS = (
    ("Levier", {}),
    (0.12, {"num_format": "0.0 %"}),
    (350, {"num_format": '#,##0 "k€"'}),
    (1_200_000, {"num_format": '#,##0, "k€"'}),
    (80, {"num_format": "#,##0.00 [$€-40C]"}),
    (40, {"num_format": '"env. "0'}),
    (46_093, {"num_format": "dd/mm/yyyy"}),
    (12, {"font_strikeout": True}),
    (-15.5, {"num_format": "#,##0.0;[Red]-#,##0.0"}),
    ("deux\nlignes", {"text_wrap": True}),
)


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


@pytest.mark.usefixtures("office")
def test_a_workbook_is_read_alike_whoever_wrote_it_last(tmp_path):
    mine = opened_file("notes", workbook())
    ods = converted(tmp_path, {"notes.xlsx": workbook()}, "ods")["notes.xlsx"].read_bytes()
    other = tmp_path / "other"
    other.mkdir()
    xlsx = converted(other, {"notes.ods": ods}, "xlsx")["notes.ods"].read_bytes()
    assert opened_file("notes", ods).kind is FileKind.ODS
    assert opened_file("notes", ods).sheets == mine.sheets
    assert opened_file("notes", xlsx).sheets == mine.sheets

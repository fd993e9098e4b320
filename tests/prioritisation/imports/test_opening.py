import io

import openpyxl
import pytest

from prioritisation.imports.errors import FileRefused
from prioritisation.imports.grids import LARGEST_FILE, CellKind, FileKind
from prioritisation.imports.opening import opened_file


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_text_is_read_whatever_its_name():
    book = opened_file("../Notes 2026.xlsx", "Levier;Coût\nBus;1,5\n".encode("cp1252"))
    assert book.kind is FileKind.TEXT
    assert book.notes == ("encoding:cp1252", "delimiter:;")
    (sheet,) = book.sheets
    assert sheet.name == "Notes 2026"
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["Levier", "Coût"],
        ["Bus", "1,5"],
    ]
    assert sheet.cell_name(1, 1) == "B2"


def test_a_workbook_is_read_whatever_its_name():
    book = opened_file("notes.csv", workbook(["Levier", "Coût"], ["Bus", 1.5]))
    assert book.kind is FileKind.XLSX
    (sheet,) = book.sheets
    assert [cell.kind for cell in sheet.rows[1]] == [CellKind.TEXT, CellKind.NUMBER]
    assert sheet.cell_name(1, 1) == "Sheet!B2"


def test_a_file_that_is_too_large_is_not_looked_at():
    with pytest.raises(FileRefused) as refused:
        opened_file("notes.csv", b"PK\x03\x04" + bytes(LARGEST_FILE))
    assert refused.value.kind == "too_large"
    assert refused.value.values == {"found": LARGEST_FILE + 4, "allowed": LARGEST_FILE}

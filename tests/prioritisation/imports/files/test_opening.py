import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from odfdo import Document, Row, Table

from criteria.load import case_from_files
from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.grids import LARGEST_FILE, CellKind, FileKind, FileRefused
from tests.each import each

ROOT = Path(__file__).parents[4]
RECORD = ROOT / "tests" / "cases" / "records" / "clear.decision.json"
CASE = {path.name: path.read_bytes() for path in (ROOT / "data" / "normandie").iterdir()}


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def opendocument(*rows):
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("Notes")
    for values in rows:
        row = Row()
        row.set_values(values)
        table.append_row(row)
    document.body.append(table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def refusal(content, name="notes.xlsx"):
    with pytest.raises(FileRefused) as refused:
        opened_file(name, content)
    return refused.value


def test_a_text_is_read_whatever_its_name():
    book = opened_file("../Notes 2026.xlsx", "Levier;Coût\nBus;1,5\n".encode("cp1252"))
    assert book.kind is FileKind.TEXT
    (sheet,) = book.sheets
    assert sheet.name == "Notes 2026"
    values = [[cell.value for cell in row] for row in sheet.rows]
    assert values == [["Levier", "Coût"], ["Bus", "1,5"]]
    assert sheet.cell_name(1, 1) == "B2"


@each(
    ("write", "kind", "cell"),
    [(workbook, FileKind.XLSX, "Sheet!B2"), (opendocument, FileKind.ODS, "Notes!B2")],
)
def test_a_workbook_is_read_whatever_its_name(write, kind, cell):
    book = opened_file("notes.csv", write(["Levier", "Coût"], ["Bus", 1.5]))
    assert book.kind is kind
    (sheet,) = book.sheets
    assert [one.kind for one in sheet.rows[1]] == [CellKind.TEXT, CellKind.NUMBER]
    assert sheet.cell_name(1, 1) == cell


def test_a_file_that_is_too_large_is_not_looked_at():
    refused = refusal(b"PK\x03\x04" + bytes(LARGEST_FILE))
    assert refused.kind == "too_large"
    assert refused.values == {"found": LARGEST_FILE + 4, "allowed": LARGEST_FILE}


def test_what_a_file_is_called_is_told_with_what_it_is_instead():
    assert refusal(b"<html><table>", "export.xlsx").values["name"] == "export.xlsx"


@each("folder", ["", "dossier-normandie/"])
def test_the_folder_of_a_case_is_the_case(folder):
    files = {folder + name: content for name, content in CASE.items()}
    opened = opened_file("dossier.zip", packed({**files, f"{folder}.DS_Store": b"\x00"}))
    assert (opened.kind, opened.title) == (FileKind.CASE, "Priorisation des leviers")
    assert {name: text.encode() for name, text in opened.files.items()} == {
        name: content for name, content in CASE.items() if name.endswith((".toml", ".csv"))
    }


@each(
    ("change", "detail"),
    [
        ({"case.toml": b"title = "}, "case.toml"),
        ({"case.toml": b"a = " + b"[" * 50_000}, "case.toml"),
        ({"levers.csv": b"\xff\xfe\xfd"}, "levers.csv"),
        ({"criteria.toml": None}, "criteria.toml"),
    ],
)
def test_a_folder_that_begins_as_a_case_and_is_none_says_where(change, detail):
    files = {name: text for name, text in (CASE | change).items() if text is not None}
    refused = refusal(packed(files))
    assert (refused.kind, refused.values["detail"]) == ("not_a_case", detail)


def test_a_record_is_the_case_that_it_holds():
    opened = opened_file("séance.json", RECORD.read_bytes())
    assert (opened.kind, opened.title) == (FileKind.RECORD, "Priorisation des leviers")
    assert len(case_from_files(opened.files).levers) == 6


@each(
    ("content", "kind"),
    [
        (b'{"levers": []}', "not_a_record"),
        (RECORD.read_bytes()[:5_000], "not_a_record"),
        (b"[[1, 2], [3, 4]]", "not_a_record"),
        (b"[" * 100_000, "unsafe"),
        (b'{"a":' * 100_000, "unsafe"),
        (b"%PDF-1.7\n1 0 obj\n", "pdf"),
    ],
)
def test_what_is_no_record_says_what_it_is(content, kind):
    assert refusal(content, "séance.json").kind == kind


@each(
    ("files", "kind"),
    [
        ({}, "unknown_content"),
        ({"a.csv": b"A;B\n1;2\n"}, "unknown_content"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "unknown_content"),
        ({"mimetype": b"application/vnd.oasis.opendocument.presentation"}, "unknown_content"),
        ({"word/document.xml": b"<w/>"}, "unknown_content"),
    ],
)
def test_an_archive_that_is_something_else_is_told(files, kind):
    assert refusal(packed(files)).kind == kind


@each(
    ("target", "kind"),
    [
        ("word/document.xml", "unknown_content"),
        ("xl/workbook.bin", "old_format"),
        ("ppt/p.xml", "unknown_content"),
    ],
)
def test_a_package_whose_main_part_is_no_workbook_is_told(target, kind):
    files = {"[Content_Types].xml": b"<Types/>", target: b""}
    assert refusal(packed(files)).kind == kind


@each(
    ("written", "meant"),
    [
        ("'=1+1", "=1+1"),
        ("'-x", "-x"),
        ("' @a", "@a"),
        ("'+33", "+33"),
        ("'été", "'été"),
        ("'", "'"),
    ],
)
def test_an_apostrophe_that_keeps_a_text_from_being_a_formula_is_no_part_of_it(written, meant):
    book = opened_file("x.csv", f"Levier;Coût\n{written};1\nb;2\n".encode())
    assert book.sheets[0].rows[1][0].value == meant

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from odfdo import Document, Row, Table

from criteria.load import case_from_files
from prioritisation.imports.files.filling import PLAIN, ShownFormat, number_cell, shown_format
from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.files.text import content_kind, decoded, pasted_book
from prioritisation.imports.grids import (
    LARGEST_FILE,
    MOST_CELL_SIGNS,
    CellKind,
    FileCell,
    FileKind,
    FileRefused,
)
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
        ("'=1+1", "=1+1"), ("'-x", "-x"), ("' @a", "@a"), ("'+33", "+33"), ("'été", "'été"),
        ("'", "'"),
    ],
)  # fmt: skip
def test_an_apostrophe_that_keeps_a_text_from_being_a_formula_is_no_part_of_it(written, meant):
    book = opened_file("x.csv", f"Levier;Coût\n{written};1\nb;2\n".encode())
    assert book.sheets[0].rows[1][0].value == meant


SHEETS_OF_2003 = (
    b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
)


@each(
    ("content", "kind"),
    [
        (b"PK\x03\x04...", "archive"), (b"\xef\xbb\xbf{}", "json"), (b"[ {}]", "json"),
        (b"[3 ; 8]\n", "text"), (b"<5 ans;12\n", "text"), (b"Levier;Co\xfbt\n", "text"),
        ("Levier;Coût\n".encode("utf-16"), "text"),
        (b"Levier;Cout\nBus;\x0712\n" + b"Navette;13\n" * 20, "text"),
        (b"Levier;Cout\n\x1a", "text"), (b"Levier;Cout\n\x00\x00\x00", "text"),
    ],
)  # fmt: skip
def test_a_file_is_what_it_holds(content, kind):
    assert content_kind(content) == kind


@each(
    ("content", "kind"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf \r\n", "empty_file"),
        (b"\x00" * 500, "empty_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "old_format"),
        (b"\x09\x08\x10\x00\x00\x06", "unknown_content"),
        ("Levier;Coût\n".encode("utf-16-be"), "unknown_content"),
        (SHEETS_OF_2003, "old_format"),
        (b"{\\rtf1\\ansi", "unknown_content"),
        (b"\xff\xd8\xff\xe0JFIF", "unknown_content"),
        (b"GIF89a", "unknown_content"),
        (b"RIFF....WEBP", "unknown_content"),
        (b"<svg xmlns='a'>", "unknown_content"),
        (b"<table><tr><td>A", "unknown_content"),
        (b"<!DOCTYPE html>", "unknown_content"),
        (b"Bonjour\n<html><body>", "unknown_content"),
        ("\ufeff<html>".encode("utf-16-le"), "unknown_content"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "unknown_content"),
        (b"<?xml version='1.0'?><office:document>", "unknown_content"),
        (b"\x1f\x8b\x08", "unknown_content"),
        (b"7z\xbc\xaf\x27\x1c", "unknown_content"),
        (b"SQLite format 3\x00" + bytes(range(32)), "unknown_content"),
    ],
)
def test_what_is_no_table_is_told_apart(content, kind):
    with pytest.raises(FileRefused) as refused:
        content_kind(content)
    assert refused.value.kind == kind


# Texts as people export and paste them: which sign is between cells, in which letters.

LETTERS = "Levier;Coût\nNavette « été »;1,5\n"


def values(text):
    (sheet,) = pasted_book(text).sheets
    return [[cell.value for cell in row] for row in sheet.rows]


@each(
    "content",
    [
        LETTERS.encode(),
        LETTERS.encode("utf-8-sig"),
        LETTERS.encode("utf-16"),
        b"\xfe\xff" + LETTERS.encode("utf-16-be"),
        LETTERS.encode("cp1252"),
        LETTERS.encode("cp1252") + b"\x1a",
    ],
)
def test_letters_are_those_that_were_written(content):
    assert decoded(content).replace("\r", "\n").rstrip("\x1a") == LETTERS


@each(
    ("text", "table"),
    [
        ("A;B\n1,5;2,5\n", [["A", "B"], ["1,5", "2,5"]]),
        ("A,B\n1.5,2.5\n", [["A", "B"], ["1.5", "2.5"]]),
        ('A,B\n"1,5","2,5"\n', [["A", "B"], ["1,5", "2,5"]]),
        ("A\tB\n1,200,300\t2,200,300\n", [["A", "B"], ["1,200,300", "2,200,300"]]),
        ("A|B\nx, y|z\n", [["A", "B"], ["x, y", "z"]]),
        (
            "A;B\nbus, car;1\ntram, métro;2\n",
            [["A", "B"], ["bus, car", "1"], ["tram, métro", "2"]],
        ),
        ("A,1,2\nB,3,4\n", [["A", "1", "2"], ["B", "3", "4"]]),
        ("A\nB\n", [["A"], ["B"]]),
        ('A;B\n"x;y";"dit ""oui"""\n', [["A", "B"], ["x;y", 'dit "oui"']]),
        ('A;B\n"deux\nlignes";2\n', [["A", "B"], ["deux\nlignes", "2"]]),
        ("A;B\r1;2\r", [["A", "B"], ["1", "2"]]),
        ("A;B\r\n1;2\r\n", [["A", "B"], ["1", "2"]]),
        ("A;B;;\n1;2;;\n", [["A", "B"], ["1", "2"]]),
        ("A;B\n1\n1;2;3\n", [["A", "B", ""], ["1", "", ""], ["1", "2", "3"]]),
        ("sep=,\nA,B;C\n1,2;3\n", [["A", "B;C"], ["1", "2;3"]]),
        ("SEP=;\r\nA;B\r\n", [["A", "B"]]),
        ('A;B\n"12;3\n4;5\n', [["A", "B"], ['"12', "3"], ["4", "5"]]),
        ('A;B\n"un;1\n"deux;2\n', [["A", "B"], ['"un', "1"], ['"deux', "2"]]),
        ('A;B\n="0210";"=""x"""\n', [["A", "B"], ["0210", "x"]]),
        ("A;B\n=1+1;=\n", [["A", "B"], ["=1+1", "="]]),
        ("A | B\n--|--\n1 | 2\n", [["A", "B"], ["", ""], ["1", "2"]]),
    ],
)
def test_cells_are_those_that_people_see(text, table):
    assert values(text) == table


def test_what_is_far_too_long_for_a_cell_is_cut_and_still_too_long():
    cell = pasted_book("A;" + "x" * 200_000).sheets[0].rows[0][1]
    assert len(cell.value) == MOST_CELL_SIGNS + 1


@each("text", ["", " \n\t\n"])
def test_a_pasted_block_without_anything_is_empty(text):
    with pytest.raises(FileRefused, match="empty_file"):
        pasted_book(text)


WORDS = st.text(st.sampled_from("abé 12.-'"), min_size=1, max_size=8).filter(
    lambda word: set(word) - set("-. ") and not word.replace(" ", "").startswith("'-")
)


@given(
    table=st.integers(2, 6).flatmap(
        lambda width: st.lists(
            st.lists(WORDS, min_size=width, max_size=width), min_size=2, max_size=8
        )
    ),
    mark=st.sampled_from(";\t|,"),
    title=st.sampled_from(["", "Notes, provisoires\n\n", "Titre\n"]),
)
def test_any_table_is_read_back_whatever_stands_between_its_cells(table, mark, title):
    text = title + "".join(mark.join(row) + "\n" for row in table)
    above = [[""] * len(table[0])] * title.count("\n")
    stripped = [[cell.strip() for cell in row] for row in table]
    assert values(text)[len(above) :] == stripped


@each(
    ("code", "look"),
    [
        ("General", PLAIN),
        ("@", PLAIN),
        ("#,##0.00", PLAIN),
        ("0.00E+00", PLAIN),
        ("+0;-0", PLAIN),
        ("0%", ShownFormat(percent=True)),
        ('0.0" %"', ShownFormat(unit="%")),
        ("0.0\\ %", ShownFormat(percent=True)),
        ('#,##0 "k€"', ShownFormat(unit="k€")),
        ("#,##0\\ [$€-40C]", ShownFormat(unit="€")),
        (
            '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-',
            ShownFormat(unit="€"),
        ),
        ("[$$-409]#,##0.00", ShownFormat(unit="$")),
        ("[Red]#,##0.0 €", ShownFormat(unit="€")),
        ('#,##0,"k€"', ShownFormat(unit="k€", divisor=1_000)),
        ('0.0,,\\ "M€"', ShownFormat(unit="M€", divisor=1_000_000)),
        ('General" ans"', ShownFormat(unit="ans")),
        ('"env. "0', ShownFormat(before="env.")),
        ('"≥ "0" j"', ShownFormat(before="≥", unit="j")),
        ('0;-0;"n.d."', ShownFormat(odd="0")),
        (";;;", ShownFormat(odd="+-0")),
        (";;", ShownFormat(odd="+-0")),
        ('"";"";"";@', ShownFormat(odd="+-0")),
        ("0;;", ShownFormat(odd="-0")),
        ("0;-0;;@", ShownFormat(odd="0")),
        ("0;-0", PLAIN),
        ('"n.s."', ShownFormat(odd="+-0")),
        ('"n.s.";-0;0', ShownFormat(odd="+")),
        ('0;"n.s."', ShownFormat(odd="-")),
        ('0;-0;"-"', PLAIN),
        ("[Red]0;[Blue]-0", PLAIN),
        ("dd/mm/yyyy", ShownFormat(date=True)),
        ("[$-40C]d\\-mmm;@", ShownFormat(date=True)),
        ("h:mm", ShownFormat(date=True)),
        ("[h]:mm", ShownFormat(duration=True)),
        ('0" jours et mois"', ShownFormat(unit="jours et mois")),
    ],
)
def test_a_format_says_what_is_shown(code, look):
    assert shown_format(code) == look


@each(
    ("code", "number", "cell"),
    [
        ('[<5]"n.s.";0', 3, FileCell(CellKind.TEXT, "3 (?)")),
        ('[>=1000]0,"k€";0"€"', 4e3, FileCell(CellKind.TEXT, "4000 (?)")),
        ('0;-0;"n.d."', 0, FileCell(CellKind.TEXT, "0 (?)")),
        ('0;-0;"n.d."', 4, FileCell(CellKind.NUMBER, 4)),
        (";;;", 7, FileCell(CellKind.TEXT, "7 (?)")),
        ("[Red]0;[Blue]-0", -3, FileCell(CellKind.NUMBER, -3)),
    ],
)
def test_a_number_that_is_shown_otherwise_is_asked_about(code, number, cell):
    assert number_cell(number, shown_format(code)) == cell

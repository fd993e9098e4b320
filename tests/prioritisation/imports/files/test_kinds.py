import pytest

from prioritisation.imports.files.text import content_kind
from prioritisation.imports.grids import FileRefused
from tests.each import each

SHEETS_OF_2003 = (
    b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
)


@each(
    ("content", "kind"),
    [
        (b"PK\x03\x04...", "archive"),
        (b"\xef\xbb\xbf{}", "json"),
        (b"[ {}]", "json"),
        (b"[3 ; 8]\n", "text"),
        (b"<5 ans;12\n", "text"),
        (b"Levier;Co\xfbt\n", "text"),
        ("Levier;Coût\n".encode("utf-16"), "text"),
        (b"Levier;Cout\nBus;\x0712\n" + b"Navette;13\n" * 20, "text"),
        (b"Levier;Cout\n\x1a", "text"),
        (b"Levier;Cout\n\x00\x00\x00", "text"),
    ],
)
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

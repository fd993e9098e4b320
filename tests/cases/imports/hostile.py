"""Files made to do harm, written by a script, with what must come out of each.

``python -m tests.cases.imports.hostile NAME…`` opens some within the limit of memory that files
are read in, and says what came out, the seconds and the bytes that it took.
"""

import io
import json
import resource
import stat
import struct
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

from prioritisation.imports.files.opening import HeldCase, opened_file
from prioritisation.imports.grids import FileRefused
from tests.cases.imports.packages import (
    ODS_HEAD,
    ods_content,
    ods_parts,
    packed,
    sheet_xml,
    xlsx_parts,
)

MOST_MEMORY, MOST_SECONDS = 500_000_000, 5

DOCTYPE = '<!DOCTYPE a [<!ENTITY x "{}">]>'
LAUGHS = "<!DOCTYPE l [{}]>".format(
    "".join(f'<!ENTITY l{k + 1} "{f"&l{k};" * 10}">' for k in range(9))
)
EXTERNAL = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


class Hostile(NamedTuple):
    """A file, and what comes out: a refusal by its kind, or a note, or a size of a sheet."""

    make: object
    refused: str = ""
    note: str = ""
    size: tuple[int, int] | None = None


def xlsx(sheet=None, parts=None):
    """A workbook of one sheet, with more parts than it needs."""
    return packed(xlsx_parts(sheet) | (parts or {}))


def with_declaration(declaration, encoding="utf-8"):
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    return (head + declaration + sheet_xml()).encode(encoding)


def ods(table="", parts=None):
    return packed(ods_parts(ods_content(table)) | (parts or {}))


def lying(name, content, size):
    """An archive whose directory says another size than what is packed."""
    packed_one = packed({name: content})
    where = packed_one.index(b"PK\x01\x02") + 24
    local = 22
    return (
        packed_one[:local]
        + struct.pack("<I", size)
        + packed_one[local + 4 : where]
        + struct.pack("<I", size)
        + packed_one[where + 4 :]
    )


def flagged(files, flag):
    """An archive whose files say so in their flags."""
    content = bytearray(packed(files))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= flag
            at = content.find(mark, at + 4)
    return bytes(content)


def linked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("notes.csv")
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def twice():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("notes.csv", "A;B\n1;2\n")
        archive.writestr("NOTES.csv", "A;B\n9;9\n")
    return out.getvalue()


def spoilt():
    content = bytearray(packed({"case.toml": "Levier;Coût\nBus;1\n" * 50}, zipfile.ZIP_STORED))
    content[content.index(b"Bus")] ^= 1
    return bytes(content)


def many_entries(count):
    return packed({f"{k}.csv": b"A;B" for k in range(count)})


def bomb():
    return packed({f"{k}.csv": bytes(20_000_000) for k in range(4)})


def far_cells(count):
    cells = "".join(
        f'<row r="{6_000 + k}"><c r="A{6_000 + k}"><v>1</v></c></row>' for k in range(count)
    )
    return xlsx(sheet_xml(after=cells))


def repeated_row(count):
    row = (
        f'<table:table-row table:number-rows-repeated="{count}"><table:table-cell '
        'office:value-type="float" office:value="1"/></table:table-row>'
    )
    return ods(row)


REPEATED_CELL = (
    '<table:table-row><table:table-cell table:number-columns-repeated="16384" '
    'office:value-type="float" office:value="1"/></table:table-row>'
)
EMPTY_ROWS = (
    '<table:table-row table:number-rows-repeated="1048572"><table:table-cell '
    'table:number-columns-repeated="16384"/></table:table-row>'
)
LOCKED_WHOLE = (
    b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<manifest:file-entry manifest:full-path="encrypted-package"><manifest:encryption-data/>'
    b"</manifest:file-entry></manifest:manifest>"
)
"""As LibreOffice locks a document since 2024: all of it is one part."""
LOCKED = b'<manifest><file-entry><encryption-data checksum="a"/></file-entry></manifest>'
LINKS = (
    '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/externalLink" Target="externalLinks/externalLink1.xml"/>'
)
MACROS = LINKS.replace("externalLinks/externalLink1.xml", "vbaProject.bin").replace(
    "externalLink", "vbaProject"
)
STRAY = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
DEEP = "<a>" * 100_000 + "</a>" * 100_000

HOSTILE = {
    "zip bomb": Hostile(bomb, "unpacked_too_large"),
    "a size that lies": Hostile(lambda: lying("case.toml", bytes(70_000_000), 1_000), "broken"),
    "a size that lies, more": Hostile(lambda: lying("case.toml", b"A;B", 59_000_000), "broken"),
    "entries": Hostile(lambda: many_entries(201), "many_entries"),
    "entries without end": Hostile(lambda: many_entries(6_000), "many_entries"),
    "path up": Hostile(lambda: packed({"../../a.csv": b"A;B\n1;2"}), "unsafe"),
    "path from the top": Hostile(lambda: packed({"/etc/a.csv": b"A;B\n1;2"}), "unsafe"),
    "path of Windows": Hostile(lambda: packed({"C:\\a.csv": b"A;B\n1;2"}), "unsafe"),
    "path up of Windows": Hostile(lambda: packed({"a\\..\\..\\b.csv": b"A"}), "unsafe"),
    "link": Hostile(linked, "unsafe"),
    "nested": Hostile(lambda: packed({"a.zip": bomb()}), "unknown_content"),
    "locked ZIP": Hostile(lambda: flagged({"a.csv": b"A;B\n1;2"}, 1), "encrypted"),
    "one name twice": Hostile(twice, "broken"),
    "bad sum": Hostile(spoilt, "broken"),
    "cut ZIP": Hostile(lambda: xlsx()[:-40], "broken"),
    "laughs": Hostile(lambda: xlsx(with_declaration(LAUGHS)), "unsafe"),
    "laughs in UTF-16": Hostile(lambda: xlsx(with_declaration(LAUGHS, "utf-16")), "unsafe"),
    "long entity": Hostile(
        lambda: xlsx(with_declaration(DOCTYPE.format("x" * 1_000_000))), "unsafe"
    ),
    "entity of a file": Hostile(lambda: xlsx(with_declaration(EXTERNAL)), "unsafe"),
    "type from elsewhere": Hostile(
        lambda: xlsx(with_declaration('<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd">')), "unsafe"
    ),
    "entity in a part that is not read": Hostile(
        lambda: xlsx(parts={"xl/theme/theme1.xml": LAUGHS + "<a/>"}), "unsafe"
    ),
    "entity in ODS": Hostile(
        lambda: ods(parts={"content.xml": ODS_HEAD + LAUGHS + "<a/>"}), "unsafe"
    ),
    "letters of no alphabet": Hostile(lambda: xlsx(with_declaration(LAUGHS, "cp500")), "broken"),
    "deep": Hostile(lambda: xlsx(sheet_xml(after=DEEP)), size=(2, 2)),
    "deep ODS": Hostile(lambda: ods(DEEP), "unsafe"),
    "brackets": Hostile(lambda: b"[" * 100_000, "unsafe"),
    "braces": Hostile(lambda: b'{"a":' * 100_000, "unsafe"),
    "elements": Hostile(lambda: xlsx(sheet_xml(after="<a/>" * 10_000_000)), "too_heavy"),
    "elements in a cell": Hostile(
        lambda: xlsx(sheet_xml(after=f"<row><c>{'<a/>' * 1_000_000}</c></row>")), size=(2, 2)
    ),
    "rows that say nothing": Hostile(
        lambda: xlsx(sheet_xml(after="<row/>" * 400_000)), "", size=(2, 2)
    ),
    "cells without end": Hostile(
        lambda: xlsx(
            sheet_xml(after="".join(f"<row>{'<c><v>1</v></c>' * 150}</row>" for _ in range(3_000)))
        ),
        "many_cells",
    ),
    "stray last cell": Hostile(lambda: xlsx(sheet_xml(after=STRAY)), "many_rows"),
    "a size of sheet that lies": Hostile(
        lambda: xlsx(sheet_xml(before='<dimension ref="A1:XFD1048576"/>')), size=(2, 2)
    ),
    "merged whole": Hostile(
        lambda: xlsx(
            sheet_xml(end='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' * 100)
        ),
        size=(2, 2),
    ),
    "rows far below": Hostile(lambda: far_cells(500), "many_rows"),
    "columns far right": Hostile(
        lambda: xlsx(sheet_xml(after=f"<row>{'<c><v>1</v></c>' * 900}</row>")), "many_columns"
    ),
    "hidden columns": Hostile(
        lambda: xlsx(sheet_xml(before='<cols><col min="1" max="999999999" hidden="1"/></cols>')),
        size=(2, 2),
    ),
    "string of nowhere": Hostile(
        lambda: xlsx(sheet_xml(after='<row><c t="s"><v>99</v></c></row>')), "broken"
    ),
    "row repeated": Hostile(lambda: repeated_row(1_048_576), "many_rows"),
    "row repeated for ever": Hostile(lambda: repeated_row(10**30), size=(1, 1)),
    "cell repeated": Hostile(lambda: ods(REPEATED_CELL), "many_columns"),
    "empty rows repeated": Hostile(lambda: ods(EMPTY_ROWS), size=(0, 0)),
    "locked ODS": Hostile(lambda: ods(parts={"META-INF/manifest.xml": LOCKED}), "encrypted"),
    "locked ODS of one part": Hostile(
        lambda: packed(
            {
                "mimetype": ods_parts("")["mimetype"],
                "encrypted-package": bytes(500),
                "META-INF/manifest.xml": LOCKED_WHOLE,
            }
        ),
        "encrypted",
    ),
    "locked workbook": Hostile(
        lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(500), "encrypted"
    ),
    "old workbook": Hostile(lambda: OLE + "Workbook".encode("utf-16-le"), "old_format"),
    "old text": Hostile(lambda: OLE + "WordDocument".encode("utf-16-le"), "unknown_content"),
    "page": Hostile(lambda: b"\xef\xbb\xbf\n<!DOCTYPE html><html><table>", "unknown_content"),
    "picture": Hostile(lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "unknown_content"),
    "program": Hostile(lambda: b"\x7fELF\x02\x01\x01" + bytes(999), "unknown_content"),
    "macros": Hostile(lambda: packed(xlsx_parts(relations=MACROS)), note="macros", size=(2, 2)),
    "links": Hostile(lambda: packed(xlsx_parts(relations=LINKS)), note="links", size=(2, 2)),
    "one line": Hostile(lambda: b"A;" * 4_000_000, "many_columns"),
    "lines": Hostile(lambda: b"A;B\n" * 2_000_000, "many_rows"),
    "blank lines": Hostile(lambda: b"A;B\n1;2\n" + b"\n" * 9_900_000, size=(2, 2)),
    "blank lines above": Hostile(lambda: b"\n" * 9_900_000 + b"A;B\n1;2\n", "many_rows"),
    "lines of nothing": Hostile(lambda: b"A;B\r\n1;2\r\n" + b";;;\r\n" * 1_900_000, size=(2, 2)),
    "quotes": Hostile(lambda: b'"A;B\n' * 4_000, size=(4_000, 2)),
    "one cell": Hostile(lambda: b'"' + b"A" * 9_000_000 + b'";B\n', size=(1, 1)),
}
"""Name -> file. None of them is kept anywhere."""


def outcome(name):
    """What came out of one: the kind of a refusal, or notes and the size of the first sheet."""
    one = HOSTILE[name]
    try:
        opened = opened_file("fichier", one.make())
    except FileRefused as refused:
        return {"refused": refused.kind}
    if isinstance(opened, HeldCase):
        return {"case": opened.title}
    rows = opened.sheets[0].rows
    return {"notes": opened.notes, "size": [len(rows), len(rows[0]) if rows else 0]}


def most_bytes():
    """The most that this process ever took: what the system counts starts with its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def measured(name):
    """What came out of one, the seconds that it took, and the most bytes that were ever taken."""
    content = HOSTILE[name].make()
    HOSTILE[name] = HOSTILE[name]._replace(make=lambda: content)
    before = resource.getrusage(resource.RUSAGE_SELF)
    result = outcome(name)
    after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return result | {"name": name, "seconds": seconds, "bytes": most_bytes()}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    json.dump([measured(one) for one in sys.argv[1:]], sys.stdout)

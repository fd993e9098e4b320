"""What bytes are, and a text as a grid: which sign stands between its cells, what they are."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from prioritisation.imports.files.filling import Grid, text_cell
from prioritisation.imports.grids import (
    LARGEST_FILE,
    MOST_SHEET_COLUMNS,
    MOST_SHEET_ROWS,
    Book,
    FileKind,
    FileRefused,
    Sheet,
)

ContentKind = Literal["archive", "json", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_TEXTS = tuple(one.encode("utf-16-le") for one in ("WordDocument", "PowerPoint Document"))
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF")
_PACKED = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\x00")
_BLANK = b" \t\r\n\x0b\x0c"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_START = 4_096
_TAG = re.compile(rb"<(?:[a-z!?/]|$)")
_WEB_MAIL = re.compile(rb"mime-version:|content-type:\s*multipart/related", re.IGNORECASE)
_MOST_CONTROLS = 0.02
"""Share of control signs above which bytes are no text."""
_CONTROLS = bytes({*range(32)} - {*b"\t\n\v\f\r\x1a"})


def content_kind(content: bytes) -> ContentKind:
    """What a file is that may be read.

    Raises
    ------
    FileRefused
        When it is nothing of what is read, with what it is instead.
    """
    if not _without_mark(content).strip(_BLANK + b"\x00"):
        raise FileRefused("empty_file")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "archive"
    if content.startswith(_OLE):
        raise _old(content)
    if content.startswith((*_PICTURES, *_PACKED, rb"{\rtf")):
        raise FileRefused("unknown_content")
    return _text_kind(content)


def _old(content: bytes) -> FileRefused:
    """Of a file of the years before 2007, or one that was locked since then."""
    if _ENCRYPTED in content:
        return FileRefused("encrypted")
    if any(one in content for one in _OLD_TEXTS):
        return FileRefused("unknown_content")
    return FileRefused("old_format")


def _text_kind(content: bytes) -> ContentKind:
    """Of a text: JSON, a table; a PDF and a web page are refused."""
    start = _without_mark(content[:_START]).replace(b"\x00", b"").lstrip(_BLANK)
    if b"%PDF-" in content[:1024] and not start.startswith(b"{"):
        raise FileRefused("pdf")
    lowered = start.lower()
    if _TAG.match(lowered):
        old = b"urn:schemas-microsoft-com:office:spreadsheet" in lowered
        raise FileRefused("old_format" if old else "unknown_content")
    if b"<html" in lowered or b"<!doctype html" in lowered or _is_web_archive(start):
        raise FileRefused("unknown_content")
    if start.startswith(b"{") or re.match(rb"\[\s*[\[{]", start):
        return "json"
    if _is_binary(content):
        raise FileRefused("unknown_content")
    return "text"


def _is_web_archive(start: bytes) -> bool:
    """A page kept as one file, as « .mht »: headers of a mail stand first."""
    return _WEB_MAIL.search(start) is not None and b":" in start.split(b"\n", 1)[0]


def _is_binary(content: bytes) -> bool:
    start = content[:_START]
    if start.startswith(_MARKS[1:]):
        return False
    start = start.rstrip(b"\x00")
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return controls > _MOST_CONTROLS * len(start) or b"\x00" in content.rstrip(b"\x00")


def _without_mark(content: bytes) -> bytes:
    for mark in _MARKS:
        content = content.removeprefix(mark)
    return content


_OF_DOS = b"\x1a\x00"
"""What some programs write after the end of a text."""


def decoded(content: bytes) -> str:
    """The text, as UTF-8, as UTF-16 that says so, else as Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    content = content.removeprefix(b"\xef\xbb\xbf").rstrip(_OF_DOS)
    try:
        return content.decode()
    except UnicodeDecodeError:
        # Of the five bytes that Windows gave no sign, a control sign is made: it is told.
        signs = (bytes([one]).decode("cp1252", "ignore") or chr(one) for one in range(256))
        return content.decode("latin-1").translate(dict(enumerate(signs)))


DELIMITERS = ";\t|,"
"""In the order in which they are preferred: a comma may be that of a number."""
_LOOKED_AT, _SIGNS_LOOKED_AT = 300, 300_000
"""Lines and signs by which delimiters are told apart."""
_FAR_TOO_MANY = 10
"""Times the rows that are looked at: cells may be of several lines, not of so many."""
_NOTHING_BELOW = " \t\r\n;,|"
_END = "\x00end\n"
"""A line of our own after the last one: whatever swallows it was never closed."""
_WIDEST = 12
_SAID = re.compile(r"sep=([;,\t|])[ ;,\t|]*(\r\n|\r|\n|$)", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_RULE = re.compile(r"[-=_+:*\s]{2,}|")
"""A cell of a line that is drawn under a header."""
_TEXT_AS_FORMULA = re.compile(r'\s*="([^"]*)"\s*')
_IN_A_NUMBER = re.compile(r"(?<=\d),(?=\d)")

_Records = list[list[str]]


def text_book(name: str, content: bytes) -> Book:
    """A file of text."""
    return Book(FileKind.TEXT, (_text_sheet(name, decoded(content)),))


def pasted_book(text: str) -> Book:
    """A block that was pasted.

    Raises
    ------
    FileRefused
        When it is empty, or too large.
    """
    if not text.strip():
        raise FileRefused("empty_file")
    if len(text) > LARGEST_FILE:
        raise FileRefused("too_large", found=len(text), allowed=LARGEST_FILE)
    return Book(FileKind.TEXT, (_text_sheet("", text),))


_DISARMED = re.compile(r"^'(?=[ \u00a0]*[-=+@\uff1d\uff0b\uff0d\uff20])")
"""An apostrophe that keeps a text from being a formula: whoever wrote it meant what follows."""


def _text_sheet(name: str, text: str) -> Sheet:
    """The only sheet of a text."""
    stated = _SAID.match(text)
    if stated:
        # As spreadsheets do, which show no such line.
        text = text[stated.end() :]
    lines = _lines(text)
    delimiter = stated[1] if stated else delimiter_of(lines)
    _check_size(lines, delimiter)
    grid = Grid(name, is_text=True)
    for row, record in enumerate(records_of(lines, delimiter)):
        for column, value in enumerate(record):
            if value and not value.isspace():
                grid.put(row, column, text_cell(_without_formula(_DISARMED.sub("", value))))
    return grid.sheet()


def _without_formula(value: str) -> str:
    """What a cell says that is kept as « ="0210" », so that spreadsheets leave it as it is."""
    match = _TEXT_AS_FORMULA.fullmatch(value)
    return match[1] if match else value


def _lines(text: str) -> list[str]:
    """Its lines, each with its end; what spreadsheets write below the last cell is none.

    Raises
    ------
    FileRefused
        When there are so many that they are not even taken apart.
    """
    text = text.rstrip(_NOTHING_BELOW)
    count = 1 + max(text.count("\n"), text.count("\r"))
    if count > _FAR_TOO_MANY * MOST_SHEET_ROWS:
        raise FileRefused("many_rows", found=count, allowed=MOST_SHEET_ROWS)
    lines = _LINE_END.sub("\n", text).split("\n")
    return [f"{line}\n" for line in lines]


def _check_size(lines: Sequence[str], delimiter: str) -> None:
    """Raise FileRefused when there are so many cells that they are not even taken apart."""
    widths = [line.count(delimiter) for line in lines] if delimiter else []
    if sum(widths) > MOST_SHEET_ROWS * MOST_SHEET_COLUMNS:
        raise FileRefused("many_columns", found=max(widths) + 1, allowed=MOST_SHEET_COLUMNS)


def delimiter_of(lines: Sequence[str]) -> str:
    """The sign that makes most records of one width; empty where none makes any."""
    first = _first(lines)
    best, most = "", 0.0
    for mark in DELIMITERS:
        # A comma between figures is that of a number, wherever another sign makes a table.
        if mark == "," and best and _mostly_in_numbers(first):
            continue
        share, width = _shape(_parsed(first, mark))
        weight = share * min(width, _WIDEST) ** 0.5 if width > 1 else 0.0
        if weight > most + 1e-9:
            best, most = mark, weight
    return best


def records_of(lines: Sequence[str], delimiter: str) -> _Records:
    """Cells of each record, as they are written; of a line that is only drawn, none."""
    if not delimiter:
        return [[line] for line in lines]
    records = _parsed(lines, delimiter)
    return [[] if all(map(_RULE.fullmatch, record)) else record for record in records]


def _first(lines: Sequence[str]) -> list[str]:
    """Some lines, by which delimiters are told apart."""
    first: list[str] = []
    room = _SIGNS_LOOKED_AT
    for line in lines[:_LOOKED_AT]:
        first.append(line[:room])
        room -= len(line)
        if room <= 0:
            break
    return first


def _shape(records: _Records) -> tuple[float, int]:
    """The share of records of the usual width, among those with anything; and that width."""
    filled = [len(one) for one in records if any(cell.strip() for cell in one)]
    wide = Counter(width for width in filled if width > 1)
    if not wide:
        return 0.0, 0
    width, count = max(wide.items(), key=lambda one: (one[1], one[0]))
    return count / len(filled), width


def _mostly_in_numbers(lines: Sequence[str]) -> bool:
    commas = sum(line.count(",") for line in lines)
    return 2 * sum(len(_IN_A_NUMBER.findall(line)) for line in lines) >= commas


def _parsed(lines: Sequence[str], delimiter: str) -> _Records:
    """Records of lines. Where a quote is never closed, or swallows others, each line is one."""
    records, spans = _read([*lines, _END], delimiter)
    if records and records[-1] == [_END.strip()]:
        width = _shape(records)[1]
        if not any(_is_swallowed(lines[a:b], delimiter, width) for a, b in spans[:-1]):
            return records[:-1]
    return [record for line in lines for record in _alone(line, delimiter)]


def _is_swallowed(lines: Sequence[str], delimiter: str, width: int) -> bool:
    """Whether the lines of a record are each a record of the table, but for a stray quote."""
    return len(lines) > 1 and all(line.count(delimiter) == width - 1 > 0 for line in lines)


def _alone(line: str, delimiter: str) -> _Records:
    """The record of a line: a quote that is not closed in it is a sign like any other."""
    records, _ = _read([line, _END], delimiter)
    if len(records) == 1:
        return _read([line], delimiter, csv.QUOTE_NONE)[0]
    return records[:-1]


def _read(
    lines: Sequence[str], delimiter: str, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
) -> tuple[_Records, list[tuple[int, int]]]:
    """Records, and of which lines each is."""
    before = csv.field_size_limit(LARGEST_FILE)
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting)
    records: _Records = []
    spans: list[tuple[int, int]] = []
    last = 0
    try:
        for record in reader:
            records.append(record)
            spans.append((last, reader.line_num))
            last = reader.line_num
    finally:
        csv.field_size_limit(before)
    return records, spans

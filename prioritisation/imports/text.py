"""A text as a grid: which sign stands between its cells, and what they are."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from prioritisation.imports.encodings import decoded
from prioritisation.imports.errors import FileRefused
from prioritisation.imports.filling import Grid, text_cell
from prioritisation.imports.grids import (
    LARGEST_FILE,
    Book,
    FileKind,
    Sheet,
)

DELIMITERS = ";\t|,"
"""In the order in which they are preferred: a comma may be that of a number."""
_LOOKED_AT = 300
"""Records by which delimiters are told apart."""
_WIDEST = 12
_SAID = re.compile(r"sep=([;,\t|])[ ;,\t|]*(\r\n|\r|\n|$)", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_RULE = re.compile(r"[-=_+:*\s]{3,}|")
"""A cell of a line that is drawn under a header."""
_IN_A_NUMBER = re.compile(r"(?<=\d),(?=\d)")
_TABLE = 0.6
"""Share of the records of one width above which a delimiter makes a table."""

_Records = list[list[str]]


def text_book(name: str, content: bytes) -> Book:
    """A file of text."""
    text, encoding = decoded(content)
    sheet, delimiter = text_sheet(name, text, is_text=True)
    return Book(FileKind.TEXT, (sheet,), (f"encoding:{encoding}", *_delimiter_note(delimiter)))


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
    sheet, delimiter = text_sheet("", text, is_text=True)
    return Book(FileKind.TEXT, (sheet,), _delimiter_note(delimiter))


def _delimiter_note(delimiter: str) -> tuple[str, ...]:
    return (f"delimiter:{delimiter}",) if delimiter else ()


def text_sheet(name: str, text: str, *, is_text: bool) -> tuple[Sheet, str]:
    """The only sheet of a text, and what stands between its cells."""
    stated = _SAID.match(text)
    if stated:
        # As spreadsheets do, which show no such line.
        text, delimiter = text[stated.end() :], stated[1]
    else:
        delimiter = delimiter_of(text)
    grid = Grid(name, is_text)
    for row, record in enumerate(records_of(text, delimiter)):
        for column, value in enumerate(record):
            if value and not value.isspace():
                grid.put(row, column, text_cell(value))
    return grid.sheet(), delimiter


def delimiter_of(text: str) -> str:
    """The sign that makes most records of one width; empty where none makes any."""
    lines = _first_lines(text)
    best, most = "", 0.0
    for mark in DELIMITERS:
        share, width = _shape(_parsed(lines, mark))
        weight = share * min(width, _WIDEST) ** 0.5 if width > 1 else 0.0
        # A comma between figures is that of a number, wherever another sign makes a table.
        if mark == "," and best and _mostly_in_numbers(text):
            continue
        if weight > most + 1e-9:
            best, most = mark, weight
    return best


def records_of(text: str, delimiter: str) -> _Records:
    """Cells of each record, as they are written; of a line that is only drawn, none."""
    lines = _LINE_END.sub("\n", text).split("\n")
    if lines and not lines[-1]:
        lines.pop()
    if not delimiter:
        return [[line] for line in lines]
    records = _parsed([f"{line}\n" for line in lines], delimiter)
    return [[] if all(map(_RULE.fullmatch, record)) else record for record in records]


def _first_lines(text: str) -> list[str]:
    lines = _LINE_END.sub("\n", text[: 200 * _LOOKED_AT]).split("\n")
    return [f"{line}\n" for line in lines[:_LOOKED_AT]]


def _shape(records: _Records) -> tuple[float, int]:
    """The share of records of the usual width, among those with anything; and that width."""
    filled = [len(one) for one in records if any(cell.strip() for cell in one)]
    wide = Counter(width for width in filled if width > 1)
    if not wide:
        return 0.0, 0
    width, count = max(wide.items(), key=lambda one: (one[1], one[0]))
    return count / len(filled), width


def _mostly_in_numbers(text: str) -> bool:
    start = text[: 200 * _LOOKED_AT]
    return 2 * len(_IN_A_NUMBER.findall(start)) >= start.count(",")


def _parsed(lines: Sequence[str], delimiter: str) -> _Records:
    """Records of lines. Where a quote is never closed, each line is one by itself."""
    end = "\x00end\n"
    records = _read([*lines, end], delimiter)
    if records and records[-1] == [end.strip()]:
        return records[:-1]
    return [record for line in lines for record in _alone(line, delimiter)]


def _alone(line: str, delimiter: str) -> _Records:
    """The record of a line: a quote that is not closed in it is a sign like any other."""
    records = _read([line, "\x00end\n"], delimiter)
    if len(records) == 1 or not records:
        return _read([line], delimiter, csv.QUOTE_NONE)
    return records[:-1]


def _read(
    lines: Sequence[str], delimiter: str, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
) -> _Records:
    before = csv.field_size_limit(LARGEST_FILE)
    try:
        return list(csv.reader(lines, delimiter=delimiter, quoting=quoting))
    finally:
        csv.field_size_limit(before)

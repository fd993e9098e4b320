"""The sheet itself as it was understood: what each line is, what is unknown, wrong, set aside."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from prioritisation.drawing.markup import tag, text
from prioritisation.imports.grids import column_letters, quoted_sheet
from prioritisation.imports.model import FileReading, Layout
from prioritisation.sentences.imports import role_text, scores_unknown
from prioritisation.ui.shared.scripts import declared
from prioritisation.wording import t, tn
from prioritisation.wording.numbers import plain

SHEET_SCRIPT = Path(__file__).parent / "file_sheet.js"
_SHEET = declared("file_sheet", SHEET_SCRIPT, html='<div class="sheettable" tabindex="-1"></div>')
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_READ = frozenset({
    "lever", "criterion", "names", "header", "score", "status", "date", "confidence", "reason",
})  # fmt: skip
"""What a line is that is not set aside."""

Place = tuple[int, int]
"""A row and a column, counted from 0."""


def draw_sheet(key: str, reading: FileReading, line: str, take: Any) -> None:  # noqa: ANN401 (a callback)
    """Draw it; a tap on a letter or a number is handed to ``take``.

    Parameters
    ----------
    line
        The letter or number of the line that is asked about; empty for none.
    """
    if reading.layout is not None:
        data = sheet_data(SeenSheet(reading, reading.layout), line)
        _SHEET(key=key, data=data, on_line_change=take)


@dataclass(frozen=True)
class SeenSheet:
    """What is shown of a sheet."""

    reading: FileReading
    layout: Layout

    @cached_property
    def looks(self) -> Mapping[Place, tuple[str, str]]:
        """Place of a cell -> how it is drawn, and what that means."""
        reading = self.reading
        unknown = [one.cell for one in scores_unknown(reading)]
        pending = [c for q in reading.pending for c in q.cells if q.about == c]
        wrong = [problem.cell for problem in reading.problems]
        named = (
            (unknown, "is-missing", t("nobody knows")),
            (pending, "is-wrong", t("to be answered")),
            (wrong, "is-wrong", t("to be mended")),
        )
        return {
            place: (look, note)
            for names, look, note in named
            for name in names
            for place in self.places(name)
        }

    def places(self, name: str) -> Iterator[Place]:
        """The cells of a name, or of a range, that are of this sheet and shown."""
        sheet, _, bare = name.rpartition("!")
        match = _PLACE.fullmatch(bare)
        if match is None or (sheet and sheet != quoted_sheet(self.layout.sheet)):
            return
        first, top, last, low = match.groups()
        rows = range(int(top) - 1, min(int(low or top), len(self.layout.excerpt)))
        columns = range(column_number(first), min(column_number(last or first) + 1, self.width))
        yield from ((row, column) for row in rows for column in columns)

    @property
    def width(self) -> int:
        """How many columns are shown."""
        return max((len(row) for row in self.layout.excerpt), default=0)

    def column_role(self, column: int) -> str:
        """What a column is."""
        return self.layout.columns[column] if column < len(self.layout.columns) else "empty"

    def row_role(self, row: int) -> str:
        """What a row is."""
        return self.layout.rows[row] if row < len(self.layout.rows) else "empty"

    def headed_by(self, line: str) -> str:
        """What stands at the head of a line, by its letter or its number; empty where nothing."""
        layout = self.layout
        if line.isdigit():
            row = layout.excerpt[int(line) - 1] if int(line) <= len(layout.excerpt) else ()
            by_names = (
                row[layout.names] if layout.lying == "rows" and layout.names < len(row) else ""
            )
            return seen_words(by_names or next((one for one in row if one != ""), ""))
        column = column_number(line)
        heads = [layout.excerpt[row] for row in layout.header if row < len(layout.excerpt)]
        texts = [seen_words(row[column]) for row in heads if column < len(row)]
        return " ".join(one for one in texts if one)


def column_number(letters: str) -> int:
    """The number of a column, counted from 0.

    Examples
    --------
    >>> column_number("A"), column_number("Z"), column_number("AA")
    (0, 25, 26)
    """
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def seen_words(value: float | str) -> str:
    """What a cell says, as it is shown: numbers and days as they are written here."""
    if isinstance(value, float):
        return plain(value)
    match = _DAY.fullmatch(value)
    return "/".join(reversed(match.groups())) if match else value


def sheet_data(sheet: SeenSheet, line: str) -> dict[str, Any]:
    """What the browser draws it from."""
    letters = [
        {
            "name": (name := column_letters(column)),
            "label": t("column {name}", name=name),
            **_line(sheet.column_role(column)),
        }
        for column in range(sheet.width)
    ]
    rows = [
        {
            "name": str(row + 1),
            "label": t("row {n}", n=row + 1),
            **_line(sheet.row_role(row)),
            "cells": [_cell(sheet, row, column, value) for column, value in enumerate(values)],
        }
        for row, values in enumerate(sheet.layout.excerpt)
    ]
    title = t("The sheet « {name} », as it was understood", name=sheet.layout.sheet)
    return {"letters": letters, "rows": rows, "open": line, "words": {"title": title}}


def _line(role: str) -> dict[str, str]:
    return {"note": role_text(role), "look": f"is-{role}" if role in _READ else "is-aside"}


def _cell(sheet: SeenSheet, row: int, column: int, value: float | str) -> tuple[str, str, str]:
    roles = sheet.row_role(row), sheet.column_role(column)
    look, note = sheet.looks.get((row, column), ("", ""))
    if not look:
        aside = any(role not in _READ for role in roles)
        kinds = ("header", "names") if not aside else ("header",)
        tints = [f"is-{kind}" for kind in kinds if kind in roles]
        look = " ".join([*tints, *(["is-aside"] if aside else [])])
    if isinstance(value, float):
        look = f"{look} is-number".strip()
    return seen_words(value), look, note


def legend(sheet: SeenSheet) -> str:
    """What the looks of cells mean, and how much of the sheet is not shown."""
    signs = (
        ("is-header", t("titles and names")),
        ("is-missing", t("read as unknown")),
        ("is-wrong", t("to be mended, on the next screen")),
        ("is-aside", t("set aside")),
    )
    parts = [tag("span", tag("i", "", look) + text(words)) for look, words in signs]
    rest = len(sheet.layout.rows) - len(sheet.layout.excerpt)
    if rest > 0:
        words = tn("… and {n} more row, read too.", "… and {n} more rows, read too.", rest)
        parts.append(tag("span", text(words)))
    return tag("p", "".join(parts), "sheetkey")

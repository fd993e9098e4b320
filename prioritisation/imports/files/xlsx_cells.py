"""A cell of a workbook: what it keeps, as its style shows it."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element

from prioritisation.imports.errors import FileRefused
from prioritisation.imports.files.filling import number_cell, text_cell
from prioritisation.imports.files.markup import Markup
from prioritisation.imports.files.runs import Run, RunText, text_of_runs
from prioritisation.imports.files.xlsx_styles import CellStyle, XlsxStyles, is_struck
from prioritisation.imports.grids import CellKind, FileCell

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EPOCHS = {False: datetime(1899, 12, 30, tzinfo=UTC), True: datetime(1904, 1, 1, tzinfo=UTC)}
_LAST_FALSE_DAY = 60
"""Of a year that spreadsheets take for a leap year: the days before are one later."""
_PLAIN_STYLE = CellStyle()
_NO_DATE = "#####"
"""What spreadsheets show of a date that is none."""
_LONGEST_FORMULA = 200
_TEXTS = ("s", "str", "inlineStr")


def run_text(part: Markup, element: Element) -> RunText:
    """The text of a string, whose parts may look different."""
    return text_of_runs(_runs(part, element))


def _runs(part: Markup, element: Element) -> Iterator[Run]:
    for one in element:
        name = part.local(one)
        if name == "t":
            yield Run(_unescaped(one.text or ""))
        elif name == "r":
            texts = [sub.text or "" for sub in one if part.local(sub) == "t"]
            looks = next((sub for sub in one if part.local(sub) == "rPr"), None)
            struck = looks is not None and is_struck(part, looks)
            yield Run(_unescaped("".join(texts)), struck, _level(part, looks))


def _level(part: Markup, looks: Element | None) -> int:
    for one in looks if looks is not None else ():
        if part.local(one) == "vertAlign":
            return {"superscript": 1, "subscript": -1}.get(one.get("val", ""), 0)
    return 0


def _unescaped(text: str) -> str:
    """Signs that XML cannot write are written by their number."""
    return _ESCAPED.sub(lambda one: chr(int(one[1], 16)), text) if "_x" in text else text


class CellReader:
    """Cells of one workbook, whose texts and styles are listed apart."""

    def __init__(self, strings: list[RunText], styles: XlsxStyles, *, is_1904: bool) -> None:
        self._strings, self._styles = strings, styles
        self._epoch, self._is_1904 = _EPOCHS[is_1904], is_1904

    def cell(self, part: Markup, element: Element) -> FileCell | None:
        """A cell; None where nothing stands in it."""
        formula = raw = inline = None
        kind = element.get("t", "n")
        for one in element:
            name = part.local(one)
            if name == "v":
                raw = one.text or ("" if kind == "str" else None)
            elif name == "f":
                formula = one
            elif name == "is":
                inline = one
        style = self._style(element.get("s", ""))
        cell = self._value(part, kind, raw, inline, style)
        if formula is not None:
            if raw is None and inline is None:
                return FileCell(CellKind.FORMULA, f"={formula.text or ''}"[:_LONGEST_FORMULA])
            cell = replace(cell, computed=True) if cell else None
        if cell is None or cell.kind is CellKind.EMPTY:
            return None
        unseen = cell.unseen or (kind in _TEXTS and "@" in style.shown.unseen)
        return replace(cell, struck=cell.struck or style.struck, unseen=unseen)

    def _style(self, number: str) -> CellStyle:
        if number.isdecimal() and int(number) < len(self._styles):
            return self._styles[int(number)]
        return _PLAIN_STYLE

    def _value(
        self, part: Markup, kind: str, raw: str | None, inline: Element | None, style: CellStyle
    ) -> FileCell | None:
        if kind == "inlineStr" and inline is not None:
            return _text(run_text(part, inline))
        if raw is None:
            return None
        if kind == "s":
            return _text(self._string(part, raw))
        if kind in ("str", "inlineStr"):
            return text_cell(_unescaped(raw))
        stripped = raw.strip()
        return _typed(kind, stripped) or self._number(stripped, style)

    def _string(self, part: Markup, number: str) -> RunText:
        if number.strip().isdecimal() and int(number) < len(self._strings):
            return self._strings[int(number)]
        raise FileRefused("broken", part=part.name)

    def _number(self, raw: str, style: CellStyle) -> FileCell:
        try:
            value = float(raw)
        except ValueError:
            return text_cell(raw)
        if not math.isfinite(value):
            return text_cell(raw)
        look = style.shown.of(value)
        if look.date or look.duration:
            return self._date(value, duration=look.duration)
        return number_cell(value, look)

    def _date(self, value: float, *, duration: bool) -> FileCell:
        if duration:
            seconds = round(value * 86_400)
            hours, rest = divmod(abs(seconds), 3_600)
            sign = "-" if seconds < 0 else ""
            return text_cell(f"{sign}{hours}:{rest // 60:02}:{rest % 60:02}")
        if 0 <= value < 1:
            moment = _EPOCHS[False] + timedelta(seconds=round(value * 86_400))
            return FileCell(CellKind.DATE, moment.time().isoformat())
        if value < 0:
            return FileCell(CellKind.ERROR, _NO_DATE)
        days = int(value) + (value < _LAST_FALSE_DAY and not self._is_1904)
        try:
            return FileCell(CellKind.DATE, (self._epoch + timedelta(days)).date().isoformat())
        except OverflowError:
            return FileCell(CellKind.ERROR, _NO_DATE)


def _typed(kind: str, raw: str) -> FileCell | None:
    """Of a kind that says all; None of a number."""
    if kind == "b":
        return FileCell(CellKind.BOOLEAN, "true" if raw in ("1", "true") else "false")
    if kind == "e":
        return FileCell(CellKind.ERROR, raw)
    return FileCell(CellKind.DATE, raw[:10]) if kind == "d" else None


def _text(text: RunText) -> FileCell:
    cell = text_cell(text.text)
    return replace(cell, struck=True) if text.struck else cell

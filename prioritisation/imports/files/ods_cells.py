"""A cell of an OpenDocument sheet: what it keeps, as its style shows it."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from prioritisation.imports.files.filling import number_cell, text_cell
from prioritisation.imports.files.formats import ShownFormat
from prioritisation.imports.files.markup import Markup
from prioritisation.imports.files.ods_styles import OdsStyles, attribute
from prioritisation.imports.files.runs import Run, RunText, text_of_runs
from prioritisation.imports.grids import CellKind, FileCell

_ERROR = re.compile(r"#[^\W\d][\w/]*[!?]|#DIV/0!|#N/[AD]|Err:\d{3}")
_TIME = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_BLANK = re.compile(r"[ \t\r\n]+")
_NUMBERS = ("float", "percentage", "currency")
_CURRENCIES = {"EUR": "€", "USD": "$", "GBP": "£", "CHF": "CHF"}
_HOURS_OF_A_DAY = 24
_LONGEST_FORMULA, _MOST_SPACES = 200, 200


class OdsCellReader:
    """Cells of one file."""

    def __init__(self, part: Markup, styles: OdsStyles) -> None:
        self._part, self._styles = part, styles

    def cell(self, one: Element, usual_style: str) -> FileCell | None:
        """A cell; None where nothing stands in it.

        Parameters
        ----------
        usual_style
            That of its row or column, where it has none.
        """
        if not len(one) and not one.attrib:
            return None
        formula = attribute(one, "formula")
        text = text_of_runs(self._runs(one))
        cell = self._value(one, text, attribute(one, "style-name") or usual_style)
        if cell.kind is CellKind.EMPTY:
            # A line without letters is what it gave: an empty text.
            gave = attribute(one, "value-type") or len(one)
            return (
                FileCell(CellKind.FORMULA, formula[:_LONGEST_FORMULA])
                if formula and not gave
                else None
            )
        return replace(cell, computed=True) if formula else cell

    def _value(self, one: Element, text: RunText, style: str) -> FileCell:
        struck, look = self._styles.look(style)
        kind, shown_text = attribute(one, "value-type"), text.text.strip()
        if shown_text[:1] in ("#", "E") and _ERROR.fullmatch(shown_text):
            return FileCell(CellKind.ERROR, shown_text)
        if kind in _NUMBERS:
            cell = self._number(one, kind, shown_text, look)
        elif kind == "date":
            cell = FileCell(CellKind.DATE, attribute(one, "date-value")[:10])
        elif kind == "time":
            cell = _time(attribute(one, "time-value"), shown_text)
        elif kind == "boolean":
            cell = FileCell(CellKind.BOOLEAN, attribute(one, "boolean-value").lower())
        else:
            cell = text_cell(text.text or attribute(one, "string-value"))
        struck = struck or text.struck
        return replace(cell, struck=True) if struck and cell.kind is not CellKind.EMPTY else cell

    def _number(self, one: Element, kind: str, shown_text: str, look: ShownFormat) -> FileCell:
        raw = attribute(one, "value")
        try:
            value = float(raw)
        except ValueError:
            return text_cell(shown_text or raw)
        if not math.isfinite(value):
            return text_cell(raw)
        if kind == "percentage":
            look = ShownFormat(percent=True)
        elif kind == "currency" and not look.unit:
            currency = attribute(one, "currency")
            look = replace(look, unit=_CURRENCIES.get(currency, currency))
        return number_cell(value, look)

    def _runs(self, one: Element) -> Iterator[Run]:
        """Parts of the text of a cell: a line of each paragraph, without remarks and pictures."""
        lines = 0
        for block in one:
            if self._part.local(block) in ("p", "h"):
                if lines:
                    yield Run("\n")
                lines += 1
                yield from self._parts(block, struck=False, level=0)

    def _parts(self, block: Element, *, struck: bool, level: int) -> Iterator[Run]:
        if block.text:
            yield Run(_BLANK.sub(" ", block.text), struck, level)
        for one in block:
            tag = self._part.local(one)
            if tag == "s":
                count = attribute(one, "c")
                yield Run(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
            elif tag in ("tab", "line-break"):
                yield Run("\t" if tag == "tab" else "\n")
            elif tag in ("span", "a"):
                name = attribute(one, "style-name")
                strikes = struck or self._styles.is_struck("text", name)
                lifted = self._styles.level(name) or level
                yield from self._parts(one, struck=strikes, level=lifted)
            if one.tail:
                yield Run(_BLANK.sub(" ", one.tail), struck, level)


def _time(raw: str, shown_text: str) -> FileCell:
    """A time of a day; of longer than a day, what is shown."""
    match = _TIME.fullmatch(raw)
    if match is None or int(match[1]) >= _HOURS_OF_A_DAY:
        return text_cell(shown_text or raw)
    return FileCell(CellKind.DATE, f"{int(match[1]):02}:{int(match[2]):02}:{int(match[3]):02}")

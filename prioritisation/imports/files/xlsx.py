"""A workbook in OOXML as grids: what its cells keep, and how they show it.

Nothing is computed, run or fetched: neither formulas, macros nor links to other files.
"""

import math
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element

from prioritisation.imports.files.archives import Archive, Markup
from prioritisation.imports.files.filling import (
    BUILT_IN,
    PLAIN,
    Grid,
    Run,
    RunText,
    ShownFormat,
    check_total,
    number_cell,
    shown_format,
    text_cell,
    text_of_runs,
)
from prioritisation.imports.grids import (
    MOST_CELLS,
    MOST_SHEETS,
    Book,
    CellKind,
    FileCell,
    FileKind,
    FileRefused,
)


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a style makes of a cell."""

    shown: ShownFormat = PLAIN
    struck: bool = False


XlsxStyles = list[CellStyle]
_NO = ("0", "false", "off")


def xlsx_styles(part: Markup | None) -> XlsxStyles:
    """The styles that cells name by their numbers."""
    if part is None:
        return []
    codes: dict[str, str] = {}
    struck: list[bool] = []
    styles: XlsxStyles = []
    section = ""
    for event, tag, one in part.walk(frozenset({"font", "xf", "numFmt"})):
        if event == "start":
            section = tag
        elif section == "numFmts" and tag == "numFmt":
            codes[one.get("numFmtId", "")] = one.get("formatCode", "")
        elif section == "fonts" and tag == "font":
            struck.append(is_struck(part, one))
        elif section == "cellXfs" and tag == "xf":
            styles.append(_style(one, codes, struck))
    return styles


def is_struck(part: Markup, font: Element) -> bool:
    """Whether a font strikes out what it writes."""
    return any(part.local(one) == "strike" and one.get("val", "1") not in _NO for one in font)


def _style(one: Element, codes: dict[str, str], struck: list[bool]) -> CellStyle:
    number, font = one.get("numFmtId", "0"), one.get("fontId", "0")
    code = codes.get(number)
    if code is None:
        code = BUILT_IN.get(int(number), "") if number.isdecimal() else ""
    strikes = font.isdecimal() and int(font) < len(struck) and struck[int(font)]
    return CellStyle(shown_format(code), strikes)


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EPOCHS = {False: datetime(1899, 12, 30, tzinfo=UTC), True: datetime(1904, 1, 1, tzinfo=UTC)}
_LAST_FALSE_DAY = 60
"""Of a year that spreadsheets take for a leap year: the days before are one later."""
_PLAIN_STYLE = CellStyle()
_NO_DATE = "#####"
"""What spreadsheets show of a date that is none."""
_LONGEST_FORMULA = 200


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
        return replace(cell, struck=cell.struck or style.struck)

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
        look = style.shown
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


_PACKAGE = "_rels/.rels"
_TYPES = "[Content_Types].xml"
_SOME_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_YES = ("1", "true", "on")
_FURTHEST = 16_384
"""Columns of a sheet, in any file."""


def workbook_part(archive: Archive) -> str:
    """The name of the part that lists the sheets; empty where an archive is no workbook."""
    if not (archive.holds(_TYPES) and archive.holds(_PACKAGE)):
        return ""
    for kind, target, _ in _relations(archive, _PACKAGE, "").values():
        if kind == "officeDocument":
            return target
    return ""


def xlsx_book(archive: Archive, workbook: str) -> Book:
    """The sheets of a workbook.

    Raises
    ------
    FileRefused
        When it is broken, or beyond the limits.
    """
    archive.check_markup()
    folder, name = posixpath.split(workbook)
    relations = _relations(archive, f"{folder}/_rels/{name}.rels".lstrip("/"), folder)
    parts = {kind: target for kind, target, _ in relations.values()}
    sheets, is_1904 = _listed(archive, workbook)
    pages = [(s, relations[i][1], h) for s, i, h in sheets if _is_sheet(relations, i)]
    if len(pages) > MOST_SHEETS:
        raise FileRefused("many_sheets", found=len(pages), allowed=MOST_SHEETS)
    styles = xlsx_styles(_part(archive, parts.get("styles")))
    strings = _strings(_part(archive, parts.get("sharedStrings")))
    reader = CellReader(strings, styles, is_1904=is_1904)
    grids = []
    for title, target, hidden in pages:
        grids.append(_grid(title, _part(archive, target), reader, hidden=hidden))
        check_total(grids)
    macros = "vbaProject" in parts or any("macro" in kind.lower() for kind in parts)
    macros = macros or any(map(_is_of_macros, archive.names))
    notes = ["macros"] * macros + ["links"] * ("externalLink" in parts)
    kind = FileKind.XLSM if macros else FileKind.XLSX
    return Book(kind, tuple(grid.sheet() for grid in grids), tuple(notes))


def _part(archive: Archive, name: str | None) -> Markup | None:
    return Markup(name, archive.read(name)) if name is not None else None


def _relations(archive: Archive, name: str, folder: str) -> dict[str, tuple[str, str, bool]]:
    """Id -> kind, part and whether it is in the file, of what another part names."""
    relations: dict[str, tuple[str, str, bool]] = {}
    if not archive.holds(name):
        return relations
    for event, tag, one in Markup(name, archive.read(name)).walk(frozenset()):
        if event == "start" and tag == "Relationship":
            kind = one.get("Type", "").rpartition("/")[2]
            target = one.get("Target", "").replace("\\", "/")
            path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            inside = one.get("TargetMode", "") != "External"
            relations[one.get("Id", "")] = kind, posixpath.normpath(path), inside
    return relations


def _is_of_macros(name: str) -> bool:
    """Whether a part of a file has macros, whatever names it."""
    return name.casefold().endswith("vbaproject.bin")


def _is_sheet(relations: dict[str, tuple[str, str, bool]], ident: str) -> bool:
    """Whether it has cells: charts have pages of their own, and so had macros once."""
    kind, _, inside = relations.get(ident, ("", "", False))
    return kind == "worksheet" and inside


def _listed(archive: Archive, name: str) -> tuple[list[tuple[str, str, bool]], bool]:
    """Name, id and whether hidden of each sheet; whether days are counted from 1904."""
    sheets, is_1904 = [], False
    for event, tag, one in Markup(name, archive.read(name)).walk(frozenset()):
        if event == "start" and tag == "sheet":
            ident = next((v for k, v in one.items() if k.endswith("}id")), "")
            hidden = one.get("state", "visible") != "visible"
            sheets.append((one.get("name", "").strip(), ident, hidden))
        elif event == "start" and tag == "workbookPr":
            is_1904 = one.get("date1904", "") in _YES
    return sheets, is_1904


def _strings(part: Markup | None) -> list[RunText]:
    if part is None:
        return []
    walked = part.walk(frozenset({"si"}))
    return [run_text(part, one) for event, tag, one in walked if (event, tag) == ("end", "si")]


def _grid(title: str, part: Markup | None, reader: CellReader, *, hidden: bool) -> Grid:
    grid = Grid(title, hidden=hidden)
    if part is None:
        return grid
    filler = _Filler(grid, part, reader)
    for event, tag, one in part.walk(frozenset({"c"})):
        filler.take(event, tag, one)
    return grid


class _Filler:
    """A sheet while it is walked through."""

    def __init__(self, grid: Grid, part: Markup, reader: CellReader) -> None:
        self._grid, self._part, self._reader = grid, part, reader
        self._row, self._column = -1, -1
        self._zero_height = False

    def take(self, event: str, tag: str, one: Element) -> None:
        """Take one element."""
        if event == "end":
            if tag == "c":
                self._cell(one)
            return
        if tag == "row":
            self._begin_row(one)
        elif tag == "mergeCell":
            self._merge(one.get("ref", ""))
        elif tag == "col":
            self._columns(one)

    def _begin_row(self, one: Element) -> None:
        number = one.get("r", "")
        self._row = int(number) - 1 if number.isdecimal() else self._row + 1
        if self._row < 0:
            raise FileRefused("broken", part=self._part.name)
        self._column = -1
        if one.get("hidden") in _YES or _is_zero(one.get("ht")):
            self._grid.hide_rows(self._row, 1)

    def _cell(self, one: Element) -> None:
        place = _SOME_CELL.fullmatch(one.get("r", ""))
        self._column = _number_of(place[1]) if place else self._column + 1
        if place:
            self._row = max(int(place[2]) - 1, 0)
        if len(one):
            cell = self._reader.cell(self._part, one)
            if cell is not None:
                self._grid.put(self._row, self._column, cell)

    def _columns(self, one: Element) -> None:
        if one.get("hidden") in _YES or _is_zero(one.get("width")):
            first, last = (one.get(name, "") for name in ("min", "max"))
            if first.isdecimal() and last.isdecimal():
                self._grid.hidden_columns.update(range(int(first) - 1, min(int(last), _FURTHEST)))

    def _merge(self, reference: str) -> None:
        ends = [_SOME_CELL.fullmatch(one) for one in reference.split(":")]
        places = [(int(end[2]) - 1, _number_of(end[1])) for end in ends if end]
        if places and len(self._grid.merged) < MOST_CELLS:
            (top, left), (bottom, right) = places[0], places[-1]
            if top >= 0 and bottom >= top and right >= left:
                self._grid.merged.append((top, left, bottom - top + 1, right - left + 1))


def _is_zero(size: str | None) -> bool:
    return size is not None and size.strip("0") in ("", ".") and size != ""


def _number_of(letters: str) -> int:
    """The number of a column, counted from 0, of its letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1

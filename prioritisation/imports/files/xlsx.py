"""A workbook in OOXML as grids: what its cells keep, and how they show it.

Nothing is computed, run or fetched: neither formulas, macros nor links to other files.
"""

import posixpath
import re
from xml.etree.ElementTree import Element

from prioritisation.imports.errors import FileRefused
from prioritisation.imports.files.archives import Archive
from prioritisation.imports.files.filling import Grid, check_total
from prioritisation.imports.files.markup import Markup
from prioritisation.imports.files.runs import RunText
from prioritisation.imports.files.xlsx_cells import CellReader, run_text
from prioritisation.imports.files.xlsx_styles import xlsx_styles
from prioritisation.imports.grids import (
    MOST_CELLS,
    MOST_SHEETS,
    Book,
    FileKind,
)

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

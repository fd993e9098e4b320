"""An OpenDocument sheet as grids: what its cells keep, and how they show it.

Repetitions are never written out: « this row, a million times » is one row and a number.
"""

from xml.etree.ElementTree import Element

from prioritisation.imports.errors import FileRefused
from prioritisation.imports.files.archives import Archive
from prioritisation.imports.files.filling import Grid, check_total
from prioritisation.imports.files.markup import Markup
from prioritisation.imports.files.ods_cells import OdsCellReader
from prioritisation.imports.files.ods_styles import ODS_STYLES, OdsStyles, attribute
from prioritisation.imports.grids import MOST_CELLS, MOST_SHEETS, Book, FileCell, FileKind

MIME_SHEETS = "application/vnd.oasis.opendocument.spreadsheet"
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_MACROS = ("Basic/", "Scripts/")
_LINKS = ("table-source", "dde-link", "dde-source", "cell-range-source")
_FURTHEST = 16_384
_LONGEST_REPEAT = 9


def ods_book(archive: Archive) -> Book:
    """The sheets of an OpenDocument file.

    Raises
    ------
    FileRefused
        When it is broken, locked, or beyond the limits.
    """
    if archive.holds(_MANIFEST) and b"encryption-data" in archive.read(_MANIFEST):
        raise FileRefused("encrypted")
    archive.check_markup()
    styles = OdsStyles()
    if archive.holds(_STYLES):
        named = Markup(_STYLES, archive.read(_STYLES))
        for event, tag, one in named.walk(ODS_STYLES):
            if event == "end" and tag in ODS_STYLES:
                styles.take(named, tag, one)
    reader = _BookReader(Markup(_CONTENT, archive.read(_CONTENT)), styles)
    reader.read()
    macros = any(name.startswith(_MACROS) for name in archive.names)
    notes = ["macros"] * macros + ["links"] * reader.links
    return Book(FileKind.ODS, tuple(grid.sheet() for grid in reader.grids), tuple(notes))


class _BookReader:
    """The content of a file while it is walked through."""

    def __init__(self, part: Markup, styles: OdsStyles) -> None:
        self.grids: list[Grid] = []
        self.links = False
        self._part, self._styles = part, styles
        self._cells = OdsCellReader(part, styles)
        self._apart = 0
        self._tables: list[_TableReader] = []

    def read(self) -> None:
        """Walk through it all."""
        for event, tag, one in self._part.walk(ODS_STYLES | _CELLS):
            if tag in ("tracked-changes", "shapes"):
                # Rows that were taken out, and what is drawn over a sheet.
                self._apart += 1 if event == "start" else -1
            elif self._apart:
                continue
            elif event == "end" and tag in ODS_STYLES:
                self._styles.take(self._part, tag, one)
            elif tag == "table":
                self._table(event, one)
            elif tag in _LINKS and event == "start":
                self.links = True
            elif self._tables:
                self._tables[-1].take(event, tag, one)

    def _table(self, event: str, one: Element) -> None:
        if event == "end":
            if self._tables:
                self._tables.pop()
                check_total(self.grids)
            return
        if len(self.grids) == MOST_SHEETS:
            raise FileRefused("many_sheets", found=MOST_SHEETS + 1, allowed=MOST_SHEETS)
        hidden = self._styles.is_hidden("table", attribute(one, "style-name"))
        grid = Grid(attribute(one, "name").strip(), hidden=hidden)
        self.grids.append(grid)
        self._tables.append(_TableReader(grid, self._cells, self._styles))


class _TableReader:
    """A sheet while it is walked through."""

    def __init__(self, grid: Grid, cells: OdsCellReader, styles: OdsStyles) -> None:
        self._grid, self._cells, self._styles = grid, cells, styles
        self._row = self._column = self._columns = 0
        self._repeat = 1
        self._row_style = ""
        self._column_styles: dict[int, str] = {}
        self._filled: list[tuple[int, int, FileCell]] = []

    def take(self, event: str, tag: str, one: Element) -> None:
        """Take one element."""
        if tag == "table-row":
            if event == "start":
                self._begin_row(one)
            else:
                self._end_row()
        elif tag == "table-column" and event == "start":
            self._take_columns(one)
        elif tag in _CELLS:
            self._take_cell(tag, one)

    def _take_columns(self, one: Element) -> None:
        first, count = self._columns, times(one, "number-columns-repeated")
        self._columns += count
        visible = range(first, min(self._columns, _FURTHEST))
        if self._hides(one, "table-column"):
            self._grid.hidden_columns.update(visible)
        style = attribute(one, "default-cell-style-name")
        self._column_styles.update(dict.fromkeys(visible, style) if style else {})

    def _begin_row(self, one: Element) -> None:
        self._column = 0
        self._repeat = times(one, "number-rows-repeated")
        self._row_style = attribute(one, "default-cell-style-name")
        if self._hides(one, "table-row"):
            self._grid.hide_rows(self._row, self._repeat)

    def _end_row(self) -> None:
        for column, count, cell in self._filled:
            self._grid.fill(self._row, column, cell, self._repeat, count)
        self._filled = []
        self._row += self._repeat

    def _take_cell(self, tag: str, one: Element) -> None:
        count = times(one, "number-columns-repeated")
        if tag == "table-cell":
            self._merge(one)
            style = self._row_style or self._column_styles.get(self._column, "")
            cell = self._cells.cell(one, style)
            if cell is not None:
                self._filled.append((self._column, count, cell))
                if len(self._filled) > MOST_CELLS:
                    raise FileRefused("many_cells", found=MOST_CELLS + 1, allowed=MOST_CELLS)
        self._column += count

    def _merge(self, one: Element) -> None:
        high, wide = (times(one, f"number-{way}-spanned") for way in ("rows", "columns"))
        if high * wide > 1 and len(self._grid.merged) < MOST_CELLS:
            self._grid.merged.append((self._row, self._column, high, wide))

    def _hides(self, one: Element, family: str) -> bool:
        """Whether it is hidden, by hand or by a filter, or has no room."""
        return attribute(one, "visibility") in ("collapse", "filter") or self._styles.is_hidden(
            family, attribute(one, "style-name")
        )


def times(one: Element, name: str) -> int:
    """How many times, as an attribute says; once where it says nothing that is a number."""
    text = attribute(one, name)
    if not text.isdecimal() or len(text) > _LONGEST_REPEAT:
        return 1
    return max(int(text), 1)

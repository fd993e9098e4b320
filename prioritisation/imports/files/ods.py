"""An OpenDocument sheet as grids: what its cells keep, and how they show it.

Repetitions are never written out: « this row, a million times » is one row and a number.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from prioritisation.imports.files.archives import Archive, Markup
from prioritisation.imports.files.filling import (
    PLAIN,
    Grid,
    Run,
    RunText,
    ShownFormat,
    check_total,
    is_dash,
    number_cell,
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

NUMBER_STYLES = frozenset(
    {"number-style", "percentage-style", "currency-style", "date-style", "time-style"}
)
ODS_STYLES = NUMBER_STYLES | {"style", "default-style"}
_DIGITS = ("number", "scientific-number", "fraction")
_MOST_PARENTS = 20
_CONDITION = re.compile(r"value\(\)(<=|>=|<>|!=|<|>|=)([+-]?\d{1,20}(?:\.\d{0,20})?)")
_BY_SIGN = ([(">", 0.0)], [(">=", 0.0)], [(">", 0.0), ("<", 0.0)])
"""What is above 0 is shown by another style than what is below, or than 0."""


@dataclass(frozen=True, slots=True)
class OdsStyle:
    """What a style makes of what it is given to."""

    parent: str = ""
    number: str = ""
    struck: bool | None = None
    level: int = 0
    hidden: bool = False


@dataclass
class OdsStyles:
    """All styles of a file, by family and name."""

    _styles: dict[tuple[str, str], OdsStyle] = field(default_factory=dict)
    _formats: dict[str, ShownFormat] = field(default_factory=dict)
    _maps: dict[str, list[tuple[str, float, str]]] = field(default_factory=dict)
    _looks: dict[str, tuple[bool, ShownFormat]] = field(default_factory=dict)

    def take(self, part: Markup, tag: str, one: Element) -> None:
        """Take a style, or a way to show numbers."""
        name = attribute(one, "name")
        if tag in NUMBER_STYLES:
            self._formats[name] = _number_format(part, tag, one)
            self._maps[name] = _maps(part, one)
        else:
            self._styles[attribute(one, "family"), name] = _style(part, one)

    def look(self, name: str) -> tuple[bool, ShownFormat]:
        """Whether a cell is struck out, and how it shows its number."""
        if name not in self._looks:
            self._looks[name] = self.is_struck("table-cell", name), self.shown_format(name)
        return self._looks[name]

    def is_struck(self, family: str, name: str) -> bool:
        """Whether it, or the first of its parents that says so, strikes out."""
        return next((s.struck for s in self._line(family, name) if s.struck is not None), False)

    def level(self, name: str) -> int:
        """Whether a part of a text is raised, 1, or lowered, -1."""
        return next((s.level for s in self._line("text", name) if s.level), 0)

    def is_hidden(self, family: str, name: str) -> bool:
        """Whether it has no room: a sheet that is not displayed, a row without height."""
        return any(style.hidden for style in self._line(family, name)[:1])

    def shown_format(self, name: str) -> ShownFormat:
        """How a cell shows its number."""
        number = next((s.number for s in self._line("table-cell", name) if s.number), "")
        own, maps = self._formats.get(number, PLAIN), self._maps.get(number, [])
        looks = [self._formats.get(name, PLAIN) for _, _, name in maps]
        if not maps:
            return own
        if [one[:2] for one in maps] not in _BY_SIGN:
            return replace(own, odd="+-0")
        shown_by = {"+": looks[0], "-": [*looks, own][1], "0": own}
        if maps[0][0] == ">=":
            shown_by["0"] = looks[0]
        odd = "".join(sign for sign, look in shown_by.items() if sign in look.odd)
        return replace(looks[0], odd=odd)

    def _line(self, family: str, name: str) -> list[OdsStyle]:
        """A style and its parents, the default one last."""
        line: list[OdsStyle] = []
        while name and (family, name) in self._styles and len(line) < _MOST_PARENTS:
            line.append(self._styles[family, name])
            name = line[-1].parent
        default = self._styles.get((family, ""))
        return [*line, default] if default is not None and name else line


def attribute(one: Element, name: str) -> str:
    """The value of an attribute, whatever its namespace; empty where it is not there."""
    end = "}" + name
    for key in one.keys():  # noqa: SIM118 (of an element, its attributes)
        if key.endswith(end):
            return one.get(key, "")
    return ""


def _style(part: Markup, one: Element) -> OdsStyle:
    struck: bool | None = None
    level, hidden = 0, False
    for look in one:
        tag = part.local(look)
        if tag == "text-properties":
            line = attribute(look, "text-line-through-style") or attribute(
                look, "text-line-through-type"
            )
            struck = line != "none" if line else None
            level = _level(attribute(look, "text-position"))
        elif tag == "table-properties":
            hidden = attribute(look, "display") == "false"
        elif tag in ("table-row-properties", "table-column-properties"):
            size = attribute(look, "row-height") or attribute(look, "column-width")
            hidden = size != "" and not any("1" <= sign <= "9" for sign in size)
    parent, number = attribute(one, "parent-style-name"), attribute(one, "data-style-name")
    return OdsStyle(parent, number, struck, level, hidden)


def _level(position: str) -> int:
    """« super 58% », « -33% 58% », or « 0% 100% » of what stands on the line."""
    first = position.split(" ", 1)[0]
    if first in ("", "sub", "super"):
        return {"": 0, "sub": -1, "super": 1}[first]
    number = first.removesuffix("%").lstrip("+-").strip("0.")
    return 0 if not number else -1 if first.startswith("-") else 1


def _maps(part: Markup, one: Element) -> list[tuple[str, float, str]]:
    """Which numbers have a style of their own: a sign, a limit, its name."""
    maps = []
    for look in one:
        if part.local(look) == "map":
            match = _CONDITION.fullmatch(attribute(look, "condition").replace(" ", ""))
            if match:
                sign = "<>" if match[1] == "!=" else match[1]
                maps.append((sign, float(match[2]), attribute(look, "apply-style-name")))
    return maps


def _number_format(part: Markup, tag: str, one: Element) -> ShownFormat:
    before, unit, currency, divisor, digits = "", "", "", 1.0, False
    for look in one:
        name = part.local(look)
        if name in _DIGITS:
            digits = True
            divisor = _divisor(attribute(look, "display-factor"))
        elif name == "currency-symbol":
            currency = (look.text or "").strip()
        elif name == "text" and digits:
            unit += look.text or ""
        elif name == "text":
            before += look.text or ""
    if not digits and tag == "number-style":
        return _without_digits(before.strip())
    before = before.strip() if digits and any(map(str.isalnum, before)) else ""
    if tag == "percentage-style":
        return ShownFormat(percent=True)
    return ShownFormat(before=before, unit=currency or " ".join(unit.split()), divisor=divisor)


def _without_digits(text: str) -> ShownFormat:
    """What a text says instead of a number; « - » for 0 is how accountants write it."""
    return ShownFormat(odd="+-" if is_dash(text) else "+-0")


def _divisor(text: str) -> float:
    try:
        return max(float(text), 1.0) if text else 1.0
    except ValueError:
        return 1.0


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
        return cell

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

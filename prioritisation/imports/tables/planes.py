"""A sheet as it is looked at: what cells are at a glance, which lines count, where blocks are."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from prioritisation.imports.cells.amounts import amount_of, is_known_unit
from prioritisation.imports.cells.headings import aside_reason, corner_side
from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.grids import EMPTY, CellKind, FileCell, Sheet
from prioritisation.imports.model import FileAnswers, ReasonAside, SetAside

Glance = Literal["", "value", "date", "error", "word", "unknown"]
"""What a cell is at first sight: empty, a number of any kind, a date, a fault, words, « n.c. »."""

_OF_KINDS: dict[CellKind, Glance] = {
    CellKind.EMPTY: "",
    CellKind.NUMBER: "value",
    CellKind.DATE: "date",
    CellKind.BOOLEAN: "word",
    CellKind.ERROR: "error",
    CellKind.FORMULA: "error",
}
_OF_AMOUNTS: dict[str, Glance] = {
    "unknown": "unknown",
    "not_applicable": "unknown",
    "none": "unknown",
    "ditto": "unknown",
    "word": "word",
    "control_sign": "word",
    "date": "date",
    "error_value": "error",
    "no_value": "error",
}
LONGEST_CUT = 80


@lru_cache(maxsize=60_000)
def glance_at(cell: FileCell) -> Glance:
    """What a cell is at first sight."""
    known = _OF_KINDS.get(cell.kind)
    if cell.value == "#" or own_noun(cell):
        return "word"
    return known if known is not None else _OF_AMOUNTS.get(amount_of(cell).kind, "value")


@lru_cache(maxsize=60_000)
def own_noun(cell: FileCell) -> str:
    """What follows a number and is no unit that is known: « roues » of « 2 roues »."""
    if cell.kind is not CellKind.TEXT:
        return ""
    amount = amount_of(cell)
    is_noun = amount.kind == "number" and amount.unit and not is_known_unit(amount.unit)
    return folded_text(amount.unit) if is_noun else ""


def cell_text(cell: FileCell) -> str:
    """What a cell says, on one line; a number as one would type it."""
    if isinstance(cell.value, float):
        value = cell.value * 100 if cell.percent else cell.value
        return f"{value:.12g}" + (" %" if cell.percent else "")
    return " ".join(cell.value.split())


class Plane:
    """A sheet without what is hidden or struck out, whose lines keep their numbers.

    Attributes
    ----------
    rows, columns
        Numbers of those that are looked at, filled or not.
    """

    def __init__(self, sheet: Sheet, answers: FileAnswers) -> None:
        self.sheet, self.answers = sheet, answers
        self.width = max((len(row) for row in sheet.rows), default=0)
        self.columns = tuple(c for c in range(self.width) if c not in sheet.hidden_columns)
        visible = [r for r in range(len(sheet.rows)) if r not in sheet.hidden_rows]
        self.struck = tuple(r for r in visible if self._is_struck(r))
        gone = frozenset(self.struck)
        self.rows = tuple(r for r in visible if r not in gone)
        self._names: dict[tuple[int, int], str] = {}

    def _is_struck(self, row: int) -> bool:
        cells = [self.cell(row, c) for c in self.columns]
        filled = [one for one in cells if one.kind != CellKind.EMPTY]
        return bool(filled) and all(one.struck for one in filled)

    def cell(self, row: int, column: int) -> FileCell:
        """A cell; empty beyond the end of its row."""
        line = self.sheet.rows[row]
        return line[column] if column < len(line) else EMPTY

    def glance(self, row: int, column: int) -> Glance:
        """What a cell is at first sight."""
        line = self._glances[row]
        return line[column] if column < len(line) else ""

    @cached_property
    def _glances(self) -> tuple[tuple[Glance, ...], ...]:
        return tuple(tuple(map(glance_at, row)) for row in self.sheet.rows)

    def name(self, row: int, column: int) -> str:
        """What a cell says, as the name of something; as it was corrected, if it was."""
        place = row, column
        if place not in self._names:
            answer = self.answers.choice("cell", self.sheet.cell_name(row, column))
            self._names[place] = " ".join(answer.split()) or cell_text(self.cell(row, column))
        return self._names[place]

    def top(self, row: int, column: int) -> tuple[int, int]:
        """The place of the cell that covers one from above, if cells are merged downwards."""
        first = row
        while first > 0 and self.cell(first, column).covered:
            first -= 1
        covers = first + self.cell(first, column).rows > row
        return (first if covers else row), column

    @cached_property
    def merged(self) -> tuple[tuple[range, range], ...]:
        """The rows and the columns that each merged cell covers, its own first."""
        high = len(self.sheet.rows)
        return tuple(
            (range(r, min(r + one.rows, high)), range(c, min(c + one.columns, self.width)))
            for r, line in enumerate(self.sheet.rows)
            for c, one in enumerate(line)
            if one.rows > 1 or one.columns > 1
        )

    def key(self, row: int, column: int) -> str:
        """Its name, to be compared."""
        return folded_text(self.name(row, column))

    def filled(self, row: int) -> list[int]:
        """The columns where a row has something."""
        return self._filled_columns[row]

    @cached_property
    def _filled_columns(self) -> dict[int, list[int]]:
        return {r: [c for c in self.columns if self.glance(r, c)] for r in self.rows}

    def out_of_sight(self) -> tuple[SetAside, ...]:
        """What is hidden, struck out or far away, and has something in it."""
        rows = [r for r in sorted(self.sheet.hidden_rows) if r < len(self.sheet.rows)]
        columns = [c for c in sorted(self.sheet.hidden_columns) if c < self.width]
        return (
            *(self._row_aside(one, "hidden") for one in stretches(self._with_something(rows))),
            *(self._column_aside(one) for one in stretches(self._columns_filled(columns))),
            *(self._row_aside(one, "struck") for one in stretches(self.struck)),
            *(SetAside(one, "far") for one in self.sheet.far[:1]),
        )

    def _with_something(self, rows: Iterable[int]) -> list[int]:
        return [r for r in rows if any(self.glance(r, c) for c in range(self.width))]

    def _columns_filled(self, columns: Iterable[int]) -> list[int]:
        return [c for c in columns if any(self.glance(r, c) for r in self.rows)]

    def _row_aside(self, rows: tuple[int, int], why: ReasonAside) -> SetAside:
        columns = [c for c in range(self.width) if self.glance(rows[0], c)]
        ends = (min(columns), max(columns))
        return SetAside(self.sheet.range_name(rows, ends), why, self.cut(rows[0], ends[0]))

    def _column_aside(self, columns: tuple[int, int]) -> SetAside:
        rows = [r for r in self.rows if self.glance(r, columns[0])]
        ends = (min(rows), max(rows))
        return SetAside(
            self.sheet.range_name(ends, columns), "hidden", self.cut(ends[0], columns[0])
        )

    def cut(self, row: int, column: int) -> str:
        """What a cell says, cut short."""
        text = self.name(row, column)
        return text if len(text) <= LONGEST_CUT else text[: LONGEST_CUT - 1] + "…"


def stretches(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers that follow one another, by the first and the last.

    Examples
    --------
    >>> stretches([1, 2, 3, 7])
    [(1, 3), (7, 7)]
    """
    ends: list[tuple[int, int]] = []
    for one in numbers:
        if ends and ends[-1][1] == one - 1:
            ends[-1] = (ends[-1][0], one)
        else:
            ends.append((one, one))
    return ends


FAR_APART = 2
"""Empty rows, or columns, that may stand within a table, one after another."""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows and columns that may be a table; empty ones left out."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


def blocks_of(plane: Plane) -> list[TableBlock]:
    """All blocks of a sheet that have two rows and two columns, as they stand."""
    blocks = [
        TableBlock(tuple(r for r in rows if any(plane.glance(r, c) for c in columns)), columns)
        for rows in _joined(plane, _runs(plane))
        for columns in _beside(plane, rows)
    ]
    return [one for one in blocks if len(one.rows) > 1 and len(one.columns) > 1]


def _runs(plane: Plane) -> list[list[int]]:
    """Rows that follow one another without an empty one."""
    runs: list[list[int]] = [[]]
    for row in plane.rows:
        if plane.filled(row):
            runs[-1].append(row)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _joined(plane: Plane, runs: list[list[int]]) -> list[list[int]]:
    """Runs of one table: a header, an empty row, the table; or a table with empty rows inside."""
    joined: list[list[int]] = []
    for run in runs:
        if joined and _goes_on(plane, joined[-1], run):
            joined[-1] = joined[-1] + run
        else:
            joined.append(run)
    return joined


def _goes_on(plane: Plane, above: list[int], below: list[int]) -> bool:
    between = sum(above[-1] < r < below[0] for r in plane.rows)
    if between > FAR_APART:
        return False
    head = [plane.key(below[0], c) for c in plane.columns]
    if any(head == [plane.key(r, c) for c in plane.columns] for r in above):
        return True
    if _is_header_over(plane, below):
        return False
    wide = _usual(plane, below)
    last = plane.filled(above[-1])
    if only_words(plane, above[-1]) and len(last) >= max(2, 0.6 * wide) and wide > 1:
        return True
    return _like_rows(plane, above, below[0])


def _is_header_over(plane: Plane, rows: list[int]) -> bool:
    """Whether a run begins with a row of words over values."""
    if len(rows) <= 1 or not only_words(plane, rows[0]) or len(plane.filled(rows[0])) <= 1:
        return False
    keys = [plane.key(rows[0], c) for c in plane.filled(rows[0])]
    if len(set(keys)) < len(keys) or aside_reason(keys[0]) in ("unit", "direction", "ends"):
        return False
    return any(
        plane.glance(rows[1], c) in ("value", "date", "error") for c in plane.filled(rows[0])
    )


def _like_rows(plane: Plane, above: list[int], row: int) -> bool:
    """Whether a row has what the rows of a table above it have: values at the same columns."""
    line = plane.filled(row)
    if len(above) <= 1 or len(line) < max(2, 0.7 * _usual(plane, above)):
        return False
    same = [c for c in line if any(plane.glance(r, c) for r in above[-3:])]
    values = [c for c in same if plane.glance(row, c) != "word"]
    words = [plane.key(row, c) for c in same[1:]]
    known = {plane.key(r, c) for r in above[-50:] for c in same}
    again = len(set(words)) < len(words) or known & set(words)
    return len(same) >= 0.8 * len(line) and bool(values or again)


def only_words(plane: Plane, row: int) -> bool:
    """Whether all that a row says is words."""
    return all(plane.glance(row, c) == "word" for c in plane.filled(row))


def _usual(plane: Plane, rows: list[int]) -> int:
    counts = sorted(len(plane.filled(r)) for r in rows)
    return counts[int(len(counts) * 0.7)]


def _beside(plane: Plane, rows: list[int]) -> list[tuple[int, ...]]:
    """The columns of each table of some rows; tables stand apart by an empty column."""
    wide = 0.5 * _usual(plane, rows)
    full = [r for r in rows if len(plane.filled(r)) > wide]
    used = [c for c in plane.columns if any(plane.glance(r, c) for r in full)]
    order = {c: k for k, c in enumerate(plane.columns)}
    groups = [
        [plane.columns[k] for k in range(first, last + 1)]
        for first, last in stretches(order[c] for c in used)
    ]
    tables: list[list[int]] = []
    for group in groups:
        if tables and _goes_along(plane, full, tables[-1], group):
            tables[-1] += group
        else:
            tables.append(group)
    return [tuple(one) for one in tables]


def _goes_along(plane: Plane, rows: list[int], left: list[int], right: list[int]) -> bool:
    """Whether columns after an empty one are of the table before: as high, of no names."""
    gap = plane.columns.index(right[0]) - plane.columns.index(left[-1])
    high = sum(any(plane.glance(r, c) for c in right) for r in rows)
    names = [plane.name(r, right[0]) for r in rows if plane.glance(r, right[0]) == "word"]
    named = len(names) >= 0.6 * len(rows) and corner_side(names[0]) in ("lever", "criterion")
    return gap <= FAR_APART and high >= 0.8 * len(rows) and not named

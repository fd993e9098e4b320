"""A sheet as it is looked at: what each cell is at a glance, and which lines count."""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Literal

from prioritisation.imports.answers import FileAnswers
from prioritisation.imports.cells.amounts import amount_of
from prioritisation.imports.cells.measures import is_known_unit
from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.grids import EMPTY, CellKind, FileCell, Sheet
from prioritisation.imports.model import ReasonAside, SetAside

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
_NUMBERED = re.compile(r"[0-9]+(?:\.[0-9]+)+\.? [^\W\d_a-z]")
"""« 1.2 Autopartage »: the number of a name."""


@lru_cache(maxsize=60_000)
def glance_at(cell: FileCell) -> Glance:
    """What a cell is at first sight."""
    known = _OF_KINDS.get(cell.kind)
    if cell.value == "#" or (own_noun(cell) and _NUMBERED.match(str(cell.value))):
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
        rows = [list(map(glance_at, row)) for row in self.sheet.rows]
        for column in range(self.width):
            for row in self._named_by_amounts(rows, column):
                rows[row][column] = "word"
        return tuple(map(tuple, rows))

    def _named_by_amounts(self, glances: list[list[Glance]], column: int) -> list[int]:
        """The rows that a column names by what begins as an amount: « 2 roues », « 4 saisons ».

        Its nouns are then all its own, where amounts of one thing have one unit.
        """
        rows = [r for r, line in enumerate(glances) if column < len(line) and line[column]]
        nouns = {r: own_noun(self.cell(r, column)) for r in rows}
        named = [r for r in rows if nouns[r] and glances[r][column] == "value"]
        words = sum(glances[r][column] == "word" for r in rows)
        own = len({nouns[r] for r in named}) == len(named)
        return named if own and words and len(named) + words >= 0.8 * len(rows) else []

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

    @cached_property
    def _merged_on(self) -> dict[int, list[tuple[range, range]]]:
        on: dict[int, list[tuple[range, range]]] = {}
        for rows, columns in self.merged:
            for row in rows:
                on.setdefault(row, []).append((rows, columns))
        return on

    def holder(self, row: int, column: int) -> tuple[int, int] | None:
        """The place of the cell that covers one, where cells are merged; None where none does."""
        if not self.cell(row, column).covered:
            return None
        over = self._merged_on.get(row, [])
        return next(((a[0], b[0]) for a, b in over if column in b), None)

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
            *self._unseen(),
            *(SetAside(one, "far") for one in self.sheet.far[:1]),
        )

    def _unseen(self) -> list[SetAside]:
        """What formats show nothing of, cells below one another together."""
        rows: dict[int, list[int]] = {}
        for row, column in sorted(self.sheet.unseen):
            rows.setdefault(column, []).append(row)
        return [
            SetAside(
                self.sheet.range_name(ends, (column, column)),
                "hidden",
                cell_text(self.sheet.unseen[ends[0], column])[:LONGEST_CUT],
            )
            for column, filled in sorted(rows.items())
            for ends in stretches(filled)
        ]

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

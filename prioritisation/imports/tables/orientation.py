"""Which way round a table lies: a sum of clues; with a small margin it is asked, guess first."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from prioritisation.imports.cells.amounts import CellAmount, amount_of
from prioritisation.imports.cells.measures import is_known_unit
from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.cells.vocabulary import corner_side, is_lever_code, is_measure_name
from prioritisation.imports.grids import FileCell
from prioritisation.imports.tables.headers import is_year
from prioritisation.imports.tables.tables import SheetTable, TableLine

SURE = 1.0
"""The margin from which nothing is asked."""
USUAL = 0.3
"""By how much clues may speak for columns, and rows be the likelier guess: most tables lie so."""
MOST_LOOKED_AT = 60
"""Lines of either kind that are compared."""
_BRACKET = re.compile(r"[(\[]([^)\]]{1,24})[)\]]\s*$")
_TWO_SIDES = re.compile(r"[/\\|]|\bpar\b|\bet\b|\bby\b")


@dataclass(frozen=True, slots=True)
class Orientation:
    """Where levers are, and how far from the other reading: positive in rows."""

    score: float

    @property
    def in_rows(self) -> bool:
        """Whether levers are in rows."""
        return self.score >= -USUAL

    @property
    def sure(self) -> bool:
        """Whether it needs not be asked."""
        return abs(self.score) >= SURE


def orientation_of(table: SheetTable) -> Orientation:
    """The sum of all clues."""
    rows, columns = table.items
    return Orientation(
        2.5 * _likeness(table, rows, columns)
        + _corner(table)
        + _lines_beside(table)
        + 0.8 * (_measures(columns) - _measures(rows))
        + 1.4 * (_with_units(columns) - _with_units(rows))
        - 1.4 * (_coded(columns) - _coded(rows))
        + 1.4 * (_years(columns) - _years(rows))
        + _shape(len(rows), len(columns))
    )


def _likeness(table: SheetTable, rows: Sequence[TableLine], columns: Sequence[TableLine]) -> float:
    """How much more alike the cells of a column are than those of a row, from -1 to 1."""
    rows, columns = rows[:MOST_LOOKED_AT], columns[:MOST_LOOKED_AT]
    cells = [[table.plane.cell(r.number, c.number) for c in columns] for r in rows]
    down = _mean_spread(zip(*cells, strict=True))
    across = _mean_spread(cells)
    if down is None or across is None:
        return 0.0
    return (across - down) / (across + down + 0.3)


def _mean_spread(lines: Iterable[Iterable[FileCell]]) -> float | None:
    spreads = [one for cells in lines if (one := _spread(cells)) is not None]
    return fmean(spreads) if spreads else None


def _spread(cells: Iterable[FileCell]) -> float | None:
    """How unlike some cells are: by kind, unit, size, words; 0 when they are all of one sort."""
    amounts = [amount_of(one, ",") for one in cells]
    numbers = [one for one in amounts if one.low is not None or one.high is not None]
    words = [folded_text(one.text) for one in amounts if one.kind == "word"]
    total = len(numbers) + len(words)
    if total <= 1:
        return None
    mixed = 1 - max(len(numbers), len(words)) / total
    return 2 * mixed + _unlike_units(numbers) + 0.7 * _sizes(numbers) + _new(words) / total


def _unlike_units(numbers: Sequence[CellAmount]) -> float:
    units = Counter(one.unit for one in numbers)
    return 1 - max(units.values()) / len(numbers) if numbers else 0.0


def _sizes(numbers: Sequence[CellAmount]) -> float:
    ends = [one.low if one.low is not None else one.high or 0.0 for one in numbers]
    logs = [math.log10(abs(one) + 0.1) for one in ends if math.isfinite(one)]
    return min(1.5, pstdev(logs)) if len(logs) > 1 else 0.0


def _new(words: Sequence[str]) -> float:
    if len(words) <= 1:
        return 0.0
    return 0.5 * len(words) * (len(set(words)) - 1) / (len(words) - 1)


def _corner(table: SheetTable) -> float:
    """What is written above the names of rows: « Site », « Critères », « Critères / Sites »."""
    if not table.header.rows:
        return 0.0
    top, low = table.header.rows[0], table.header.rows[-1]
    over_both = table.plane.cell(top, table.names).rows > 1
    corner = table.plane.name(top if over_both else low, table.names)
    side = corner_side(corner)
    both = {corner_side(one) for one in _TWO_SIDES.split(corner.casefold())} >= {
        "lever",
        "criterion",
    }
    weight = 0.8 if both else 1.8
    return weight * ((side == "lever") - (side == "criterion"))


def _lines_beside(table: SheetTable) -> float:
    """Units, directions and weights lie along criteria; ranks along levers."""
    score = 0.0
    for lines, sign in ((table.columns, 1), (table.rows, -1)):
        reasons = {one.why for one in lines}
        score -= 1.5 * sign * ("weight" in reasons)
        score -= 1.5 * sign * bool({"unit", "direction", "ends"} & reasons)
        score += 0.7 * sign * ("rank" in reasons)
    return score


def _measures(lines: Sequence[TableLine]) -> float:
    """The share of names that are those of measures."""
    return sum(is_measure_name(one.name) for one in lines) / max(1, len(lines))


def _with_units(lines: Sequence[TableLine]) -> float:
    """The share of names that have a unit in brackets; of half of them it says as much."""
    brackets = [_BRACKET.search(one.name) for one in lines]
    known = sum(bool(one and is_known_unit(one[1])) for one in brackets)
    return min(1.0, 2 * known / max(1, len(lines)))


def _coded(lines: Sequence[TableLine]) -> float:
    """The share of names that are levers' by their looks: « Site A », « Option 2 »."""
    return sum(is_lever_code(one.name) for one in lines) / max(1, len(lines))


def _years(lines: Sequence[TableLine]) -> float:
    """The share of names that are years: none is a lever."""
    return sum(is_year(one.name) for one in lines) / max(1, len(lines))


def _shape(rows: int, columns: int) -> float:
    if rows > 2.5 * columns:
        return 0.5
    return -0.5 if columns > 2.5 * rows else 0.0

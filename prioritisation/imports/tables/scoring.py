"""The criteria of a table with their cells, each read by what its cells say together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from prioritisation.imports.cells.amounts import amount_of, cell_in_unit
from prioritisation.imports.cells.columns import ColumnReading, column_reading
from prioritisation.imports.cells.criterion_heads import CriterionHead, PlacedCell
from prioritisation.imports.cells.headings import heading_of, unit_row
from prioritisation.imports.cells.vocabulary import aside_reason, end_of_scale
from prioritisation.imports.cells.ways import direction_in, is_bare_direction
from prioritisation.imports.grids import EMPTY, FileCell
from prioritisation.imports.model import FileQuestion, SetAside
from prioritisation.imports.tables.doubts import role_answered
from prioritisation.imports.tables.merged import MergedScores, merged_scores
from prioritisation.imports.tables.naming import same_name
from prioritisation.imports.tables.tables import SheetTable, TableLine


@dataclass(frozen=True, slots=True)
class Named:
    """A lever or a criterion: its name, and the cell of it."""

    name: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class ReadColumns:
    """The criteria of a table.

    Attributes
    ----------
    questions
        What is asked of cells that several of its scores share.
    aside
        What stands beside scores and is not what its heading says.
    """

    readings: list[ColumnReading]
    questions: list[FileQuestion]
    aside: Sequence[SetAside] = ()


def wide_columns(
    table: SheetTable, levers: Sequence[TableLine], criteria: Sequence[TableLine], *, in_rows: bool
) -> ReadColumns:
    """Each criterion of a wide table."""
    alike = apart_by_unit(one.name for one in criteria)
    pairs = [(a.number, b.number) for b in criteria for a in levers]
    merged = merged_scores(table.plane, pairs if in_rows else [(b, a) for a, b in pairs])
    readings = []
    for one in criteria:
        head, cells = _wide(table, levers, one, merged, in_rows=in_rows)
        head = replace(head, whole=same_name(heading_of(one.name).name) in alike)
        readings.append(merged.shown(column_reading(head, cells, table.plane.answers)))
    return ReadColumns(readings, merged.questions)


def apart_by_unit(names: Iterable[str]) -> set[str]:
    """Names that several criteria have once their units are apart: « Coût (k€) », « Coût (%) »."""
    bare = Counter(same_name(heading_of(name).name) for name in names)
    return {name for name, count in bare.items() if count > 1}


def _wide(
    table: SheetTable,
    levers: Sequence[TableLine],
    criterion: TableLine,
    merged: MergedScores,
    *,
    in_rows: bool,
) -> tuple[CriterionHead, list[PlacedCell]]:
    plane = table.plane
    beside = table.rows if in_rows else table.columns
    cells = _cells_of(table, levers, criterion.number, merged, in_rows=in_rows)
    ends = _ends_beside(table, beside, criterion, in_rows=in_rows)
    head = CriterionHead(
        criterion.name,
        plane.sheet.cell_name(*criterion.place),
        _beside(table, beside, "unit", criterion, in_rows=in_rows).strip("()[] "),
        ends=_numbers(ends),
        words=_words(ends),
        levels=_apart(str(ends.get("words", EMPTY).value)),
        known=table.scales.get(criterion.number),
    )
    way = _beside(table, beside, "direction", criterion, in_rows=in_rows)
    if is_bare_direction(way) and not _is_headed(table, beside, in_rows=in_rows):
        return replace(head, hint=way), cells
    return replace(head, direction=direction_in(way)), cells


def _cells_of(
    table: SheetTable,
    levers: Sequence[TableLine],
    number: int,
    merged: MergedScores,
    *,
    in_rows: bool,
) -> list[PlacedCell]:
    """The cells of a line, each with the unit that stands after it."""
    plane, cells = table.plane, []
    for lever in levers:
        place = (lever.number, number) if in_rows else (number, lever.number)
        cell = merged.cells.get(place) or plane.cell(*place)
        cells.append(PlacedCell(lever.name, plane.sheet.cell_name(*place), cell))
    if not in_rows:
        return cells
    return [
        replace(one, cell=cell_in_unit(one.cell, unit)) if unit else one
        for one, unit in zip(cells, _units_after(table, levers, number), strict=True)
    ]


def _is_headed(table: SheetTable, lines: Sequence[TableLine], *, in_rows: bool) -> bool:
    """Whether something says that a line has directions, but for the words in it."""
    line = next(one for one in lines if one.why == "direction")
    cells = [(line.number, c) for c in table.block.columns] if in_rows else [line.place]
    named = any(aside_reason(table.plane.name(*one)) == "direction" for one in cells)
    return named or role_answered(table, line, rows=in_rows)


def _units_after(table: SheetTable, levers: Sequence[TableLine], number: int) -> list[str]:
    """The unit of each score, where the next column gives them: « Coût | Unité »."""
    column = next((one for one in table.columns if one.number > number), None)
    if column is None or column.why != "unit":
        return [""] * len(levers)
    return [
        unit_row(table.plane.name(one.number, column.number)).unit
        if table.plane.glance(one.number, column.number) == "word"
        else ""
        for one in levers
    ]


def _beside(
    table: SheetTable, lines: Sequence[TableLine], why: str, criterion: TableLine, *, in_rows: bool
) -> str:
    """What a line of units or directions says of a criterion."""
    line = next((one for one in lines if one.why == why), None)
    if line is None:
        return ""
    place = (line.number, criterion.number) if in_rows else (criterion.number, line.number)
    return table.plane.name(*place) if table.plane.glance(*place) != "unknown" else ""


_Ends = Mapping[str, FileCell]
_STROKE = "/"


def _ends_beside(
    table: SheetTable, lines: Sequence[TableLine], criterion: TableLine, *, in_rows: bool
) -> _Ends:
    """What lines give of the scale of a criterion: its ends, and the words between them."""
    cells: dict[str, FileCell] = {}
    for line in lines:
        if line.why == "ends":
            pair = (line.number, criterion.number)
            cell = table.plane.cell(*(pair if in_rows else pair[::-1]))
            cells[end_of_scale(line.name)] = cell
    return cells


def _numbers(ends: _Ends) -> tuple[float, float] | None:
    """The worst and the best number; None where they are not both there."""
    worst, best = (amount_of(ends.get(end, EMPTY)) for end in ("worst", "best"))
    if worst.kind != "number" or best.kind != "number" or worst.low is None or best.low is None:
        return None
    return worst.low, best.low


def _words(ends: _Ends) -> tuple[str, ...]:
    """The words from the worst to the best; none where both ends are not there."""
    every = _apart(str(ends.get("words", EMPTY).value))
    worst, between, best = (
        str(ends.get(end, EMPTY).value).strip() for end in ("worst", "between", "best")
    )
    if not worst or not best:
        return ()
    # A word may have a stroke of its own: the row of words tells.
    return every if every[:1] + every[-1:] == (worst, best) else (worst, *_apart(between), best)


def _apart(text: str) -> tuple[str, ...]:
    """Words with strokes between them, or one a line."""
    if "\n" in text:
        return tuple(filter(None, map(str.strip, text.splitlines())))
    parts = text.split(f" {_STROKE} ") if f" {_STROKE} " in text else text.split(_STROKE)
    return tuple(filter(None, map(str.strip, parts)))

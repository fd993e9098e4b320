"""The criteria of a table with their cells, each read by what its cells say together."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from prioritisation.imports.cells.amounts import amount_of, cell_in_unit
from prioritisation.imports.cells.columns import (
    ColumnReading,
    CriterionHead,
    PlacedCell,
    column_reading,
)
from prioritisation.imports.cells.headings import (
    aside_reason,
    direction_in,
    end_of_scale,
    heading_of,
    is_bare_direction,
    unit_row,
)
from prioritisation.imports.grids import EMPTY, MOST_NAME_SIGNS, FileCell, FileRefused
from prioritisation.imports.model import CellProblem, ProblemOfCell
from prioritisation.imports.tables.lines import role_answered
from prioritisation.imports.tables.planes import Plane
from prioritisation.imports.tables.tables import SheetTable, TableLine

_Place = tuple[int, int]


def refuse_merged(plane: Plane, places: Iterable[_Place]) -> None:
    """Raise FileRefused where one cell stands for several scores, unless it is of none known."""
    every = set(places)
    for rows, columns in plane.merged:
        under = [(r, c) for r in rows for c in columns if (r, c) in every]
        if len(under) > 1 and amount_of(plane.cell(rows[0], columns[0])).kind != "unknown":
            ends = ((rows[0], rows[-1]), (columns[0], columns[-1]))
            raise FileRefused("merged_scores", name=plane.sheet.range_name(*ends))


_APOSTROPHES = str.maketrans("’ʼ‘`´", "'''''")
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn"}


def same_name(name: str) -> str:
    """A name, to be compared: without its case, its spaces, how its accents are made."""
    text = unicodedata.normalize("NFKC", name).translate(_APOSTROPHES)
    return " ".join(text.split()).casefold()


def name_problems(names: Iterable[tuple[str, str]], *, levers: bool) -> list[CellProblem]:
    """What is wrong with names, each with its cell: none, one that stands twice, too long."""
    seen: dict[str, str] = {}
    problems = []
    unnamed: ProblemOfCell = "unnamed_lever" if levers else "unnamed_criterion"
    twice: ProblemOfCell = "duplicate_lever" if levers else "duplicate_criterion"
    for name, cell in names:
        key = same_name(name)
        if not key:
            problems.append(CellProblem(unnamed, cell))
        elif key in seen:
            problems.append(CellProblem(twice, cell, name, {"name": seen[key]}))
        elif len(name) > MOST_NAME_SIGNS:
            values = {"length": str(len(name)), "allowed": str(MOST_NAME_SIGNS)}
            problems.append(CellProblem("too_long", cell, name[:80] + "…", values))
        elif any(unicodedata.category(sign) in _UNSEEN for sign in name):
            text = "".join(s for s in name if unicodedata.category(s) not in _UNSEEN)
            problems.append(CellProblem("control_sign", cell, text))
        seen.setdefault(key, name)
    return problems


@dataclass(frozen=True, slots=True)
class Named:
    """A lever or a criterion: its name, and the cell of it."""

    name: str
    row: int
    column: int


def wide_columns(
    table: SheetTable, levers: Sequence[TableLine], criteria: Sequence[TableLine], *, in_rows: bool
) -> list[ColumnReading]:
    """Each criterion of a wide table."""
    alike = apart_by_unit(one.name for one in criteria)
    pairs = [(a.number, b.number) for b in criteria for a in levers]
    refuse_merged(table.plane, pairs if in_rows else [(b, a) for a, b in pairs])
    readings = []
    for one in criteria:
        head, cells = _wide(table, levers, one, in_rows=in_rows)
        head = replace(head, whole=same_name(heading_of(one.name).name) in alike)
        readings.append(column_reading(head, cells, table.plane.answers))
    return readings


def apart_by_unit(names: Iterable[str]) -> set[str]:
    """Names that several criteria have once their units are apart: « Coût (k€) », « Coût (%) »."""
    bare = Counter(same_name(heading_of(name).name) for name in names)
    return {name for name, count in bare.items() if count > 1}


def _wide(
    table: SheetTable, levers: Sequence[TableLine], criterion: TableLine, *, in_rows: bool
) -> tuple[CriterionHead, list[PlacedCell]]:
    plane = table.plane
    beside = table.rows if in_rows else table.columns
    cells = _cells_of(table, levers, criterion.number, in_rows=in_rows)
    ends = _ends_beside(table, beside, criterion, in_rows=in_rows)
    head = CriterionHead(
        criterion.name,
        plane.sheet.cell_name(*criterion.place),
        _beside(table, beside, "unit", criterion, in_rows=in_rows).strip("()[] "),
        ends=_numbers(ends),
        words=_words(ends),
        levels=_apart(str(ends.get("words", EMPTY).value)),
    )
    way = _beside(table, beside, "direction", criterion, in_rows=in_rows)
    if is_bare_direction(way) and not _is_headed(table, beside, in_rows=in_rows):
        return replace(head, hint=way), cells
    return replace(head, direction=direction_in(way)), cells


def _cells_of(
    table: SheetTable, levers: Sequence[TableLine], number: int, *, in_rows: bool
) -> list[PlacedCell]:
    """The cells of a line, each with the unit that stands after it."""
    plane, cells = table.plane, []
    for lever in levers:
        place = (lever.number, number) if in_rows else (number, lever.number)
        cells.append(PlacedCell(lever.name, plane.sheet.cell_name(*place), plane.cell(*place)))
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

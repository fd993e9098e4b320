"""The criteria of a table with their cells, each read by what its cells say together."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

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
from prioritisation.imports.grids import EMPTY, MOST_NAME_SIGNS, FileCell
from prioritisation.imports.model import CellProblem, FileQuestion, ProblemOfCell, SetAside
from prioritisation.imports.tables.lines import role_answered
from prioritisation.imports.tables.planes import LONGEST_CUT, Plane, cell_text
from prioritisation.imports.tables.tables import SheetTable, TableLine

_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MergedScores:
    """What stands at the places of scores that are under one cell.

    Attributes
    ----------
    cells
        Nothing, until it is answered what each of them is.
    found
        The names of those that wait for an answer, and what the file writes there.
    """

    cells: dict[_Place, FileCell] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    questions: list[FileQuestion] = field(default_factory=list)

    def shown(self, reading: ColumnReading) -> ColumnReading:
        """A criterion whose scores that wait say what stands there."""
        scores = tuple(
            replace(one, found=self.found[one.cell])
            if one.cell in self.found and not one.typed
            else one
            for one in reading.scores
        )
        return replace(reading, scores=scores)


def merged_scores(plane: Plane, places: Iterable[_Place]) -> MergedScores:
    """The merged cells that cover several scores, each asked about; unknown ones say nothing."""
    every, merged = set(places), MergedScores()
    for rows, columns in plane.merged:
        under = [(r, c) for r in rows for c in columns if (r, c) in every]
        if len(under) > 1:
            _share(plane, merged, (rows, columns), under)
    return merged


def _share(
    plane: Plane, merged: MergedScores, area: tuple[range, range], under: Collection[_Place]
) -> None:
    (rows, columns), sheet = area, plane.sheet
    cell = plane.cell(rows[0], columns[0])
    if amount_of(cell).kind == "unknown":
        return
    merged.cells.update(dict.fromkeys(under, EMPTY))
    text = cell_text(cell)[:LONGEST_CUT]
    names = [sheet.cell_name(*one) for one in under]
    left = [one for one in names if not plane.answers.choice("cell", one)]
    merged.found.update(dict.fromkeys(left, text))
    merged.questions.extend(FileQuestion("cell", one, (one,), (text, "?"), text) for one in left)


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

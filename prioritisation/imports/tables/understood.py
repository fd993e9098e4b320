"""A table as levers, criteria and scores, whichever way it lies; what is asked and wrong."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import cast, get_args

from prioritisation.imports.cells.amounts import is_known_unit
from prioritisation.imports.cells.columns import ColumnReading
from prioritisation.imports.cells.headings import (
    aside_reason,
    corner_side,
    is_lever_code,
    is_measure_name,
)
from prioritisation.imports.grids import (
    MOST_READ_CRITERIA,
    MOST_READ_LEVERS,
    Book,
    FileRefused,
    Sheet,
    column_letters,
)
from prioritisation.imports.model import (
    CellProblem,
    FileQuestion,
    Lying,
    ReadCriterion,
    ReadLever,
    ReadScore,
    ReasonAside,
    SetAside,
)
from prioritisation.imports.tables.candidates import Candidate
from prioritisation.imports.tables.lines import doubtful_columns, line_question
from prioritisation.imports.tables.long import GroundKind, LongTable, long_columns
from prioritisation.imports.tables.planes import Plane, TableBlock, blocks_of, stretches
from prioritisation.imports.tables.scoring import Named, name_problems, wide_columns
from prioritisation.imports.tables.tables import SheetTable, TableLine

NOT_TITLES = 6
"""A text of fewer signs is no title."""


def lines_aside(table: SheetTable) -> list[SetAside]:
    """Rows and columns of a table that are left out; neighbours of one kind together."""
    numbers = [table.names, *(one.number for one in table.columns)]
    wide = (min(numbers), max(numbers))
    top = table.header.rows[0] if table.header.rows else table.header.first
    rows = [one.number for one in table.rows]
    tall = (min(top, *rows), max(rows))
    sheet = table.plane.sheet
    return [
        *(
            SetAside(sheet.range_name(ends, wide), why, _text(table.plane, first))
            for ends, why, first in _together(table.rows)
        ),
        *(
            SetAside(sheet.range_name(tall, ends), why, _text(table.plane, first))
            for ends, why, first in _together(table.columns)
        ),
    ]


def _text(plane: Plane, line: TableLine) -> str:
    return line.name[:80] or plane.cut(*line.place)


def _together(lines: Iterable[TableLine]) -> list[tuple[tuple[int, int], ReasonAside, TableLine]]:
    left = (one for one in lines if one.why)
    aside = sorted(left, key=lambda one: one.number)
    by_number = {one.number: one for one in aside}
    return [
        (ends, cast("ReasonAside", why), by_number[ends[0]])
        for why, same in groupby(aside, key=lambda one: one.why)
        for ends in stretches(one.number for one in same)
    ]


def long_aside(table: LongTable) -> list[SetAside]:
    """Columns of a long table that say something else than scores, and rows of sums."""
    tall = (table.header.rows[-1], max(table.rows))
    wide = sorted((*table.beside, table.lever, table.criterion, table.score))
    across = (wide[0], wide[-1])
    sums = [
        SetAside(
            table.plane.sheet.range_name((row, row), across),
            cast("ReasonAside", why),
            table.plane.name(*table.criterion_at(row)),
        )
        for row, why in table.sums.items()
    ]
    return sums + [
        SetAside(
            table.plane.sheet.range_name(tall, (c, c)),
            cast("ReasonAside", why),
            table.plane.cut(table.header.rows[-1], c),
        )
        for c, why in sorted(table.beside.items())
        if why not in ("unit", "direction", *get_args(GroundKind))
    ]


def around(plane: Plane, candidate: Candidate, others: Sequence[Candidate]) -> list[SetAside]:
    """What stands above, below and beside the table of a sheet."""
    inside = table_rows(candidate)
    parts = [one.block for one in others]
    parts += [one for one in blocks_of(plane) if one.rows[0] > max(inside) and one not in parts]
    aside = [_whole(plane, one) for one in parts]
    columns = {c for one in parts if inside & set(one.rows) for c in one.columns}
    tables = {r for one in parts for r in one.rows}
    loose = [r for r in plane.rows if plane.filled(r) and r not in inside and r not in tables]
    for row in loose:
        line = plane.filled(row)
        why: ReasonAside = "title" if row < min(inside) else _below(plane, row)
        cells = plane.sheet.range_name((row, row), (line[0], line[-1]))
        aside.append(SetAside(cells, why, plane.cut(row, line[0])))
    return [*aside, *_beside(plane, candidate, inside, columns)]


def _below(plane: Plane, row: int) -> ReasonAside:
    reason = aside_reason(plane.name(row, plane.filled(row)[0]))
    text = plane.name(row, plane.filled(row)[0])
    is_source = reason == "source" or text.casefold().startswith("source")
    return "source" if is_source else "remark"


def _beside(
    plane: Plane, candidate: Candidate, inside: set[int], beside: set[int]
) -> list[SetAside]:
    """Cells on the rows of a table that are none of its columns."""
    known = {*candidate.block.columns, *beside}
    if isinstance(candidate.table, LongTable):
        known |= candidate.table.beside.keys()
    loose = [
        c for c in plane.columns if c not in known and any(plane.glance(r, c) for r in inside)
    ]
    aside = []
    for first, last in stretches(loose):
        rows = [r for r in inside for c in range(first, last + 1) if plane.glance(r, c)]
        cells = plane.sheet.range_name((min(rows), max(rows)), (first, last))
        why: ReasonAside = "empty" if rows == [min(inside)] else "remark"
        aside.append(SetAside(cells, why, plane.cut(min(rows), first)))
    return aside


def table_rows(candidate: Candidate) -> set[int]:
    """The rows of a table, its header among them."""
    table = candidate.table
    if isinstance(table, LongTable):
        return {*table.header.rows, *table.rows, *table.sums}
    return {*table.header.rows, *(one.number for one in table.rows)}


def _whole(plane: Plane, block: TableBlock) -> SetAside:
    rows, columns = block.rows, block.columns
    cells = plane.sheet.range_name((rows[0], rows[-1]), (columns[0], columns[-1]))
    return SetAside(cells, "other_table", plane.cut(rows[0], columns[0]))


def other_sheets(book: Book, sheet: Sheet) -> list[SetAside]:
    """All other sheets that have something in them, by their whole."""
    return [
        SetAside(
            one.range_name((0, len(one.rows) - 1), (0, max(map(len, one.rows)) - 1)),
            "hidden_sheet" if one.hidden else "other_sheet",
            one.name,
        )
        for one in book.sheets
        if one is not sheet and one.rows and any(map(len, one.rows))
    ]


def title_of(aside: Iterable[SetAside]) -> str:
    """What stands above a table, if it looks like a title: the first text that is long enough."""
    titles = [one.text for one in aside if one.why == "title"]
    return next((t for t in titles if len(t) >= NOT_TITLES and not t.endswith(":")), "")


_BRACKET = re.compile(r"[(\[]([^)\]]{1,24})[)\]]\s*$")
_TWO_SIDES = re.compile(r"[/\\|]|\bpar\b|\bet\b|\bby\b")


USUAL = 0.3
"""How much speaks for rows before anything is looked at: most tables lie so."""


def lies_in_rows(table: SheetTable) -> tuple[bool, bool]:
    """Whether levers are in rows, and whether something says so: else it is asked."""
    rows, columns = table.items
    score = USUAL + 1.8 * _corner(table) + _named(columns) - _named(rows)
    for lines, sign in ((table.columns, 1), (table.rows, -1)):
        # Units, directions and weights lie along criteria.
        reasons = {one.why for one in lines}
        score -= 2 * sign * bool(reasons & {"weight", "unit", "direction", "ends"})
    return score >= 0, abs(score) >= 1


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
    return (0.4 if both else 1.0) * ((side == "lever") - (side == "criterion"))


def _named(lines: Sequence[TableLine]) -> float:
    """How far names are those of criteria, less those of levers (« Site A »).

    A unit in brackets says so; a word for a measure may be the name of a lever.
    """
    units = sum(bool((b := _BRACKET.search(one.name)) and is_known_unit(b[1])) for one in lines)
    measures = sum(is_measure_name(one.name) for one in lines)
    levers = sum(is_lever_code(one.name) for one in lines)
    many = max(1, len(lines))
    said = max(min(1.4, 2 * units / many), min(0.8, 1.6 * measures / many))
    return said - levers / many


@dataclass(frozen=True, slots=True)
class Understood:
    """What a table says; without what its cells show to be no criterion."""

    table: SheetTable | LongTable
    lying: Lying
    levers: tuple[ReadLever, ...]
    criteria: tuple[ReadCriterion, ...]
    scores: tuple[ReadScore, ...]
    questions: tuple[FileQuestion, ...]
    problems: tuple[CellProblem, ...]
    aside: tuple[SetAside, ...]


def understood_table(table: SheetTable) -> Understood:
    """What a wide table says, whichever way round it lies."""
    answer = table.plane.answers.choice("orientation")
    in_rows, sure = lies_in_rows(table)
    if answer in ("rows", "columns"):
        in_rows = answer == "rows"
    rows, columns = table.items
    levers, criteria = (rows, columns) if in_rows else (columns, rows)
    check_limits(len(levers), len(criteria))
    doubts = () if in_rows else doubtful_columns(table)
    questions = [_turned(one, in_rows=in_rows) for one in (*table.questions, *doubts)]
    if answer not in ("rows", "columns") and not sure:
        choices = ("rows", "columns") if in_rows else ("columns", "rows")
        questions.append(FileQuestion("orientation", "", (_cells(table),), choices))
    read = wide_columns(table, levers, criteria, in_rows=in_rows)
    pairs = list(zip(criteria, read.readings, strict=True))
    questions += read.questions
    questions += [
        _unsure(table, one, in_rows=in_rows)
        for one, of in pairs
        if of.unsure and not _is_answered(table, one, in_rows=in_rows)
    ]
    table = _without(table, {one for one, of in pairs if of.aside})
    return _put_together(
        table,
        "rows" if in_rows else "columns",
        [(one.name, *one.place) for one in levers],
        [one for one in read.readings if not one.aside],
        (questions, lines_aside(table)),
    )


def _is_answered(table: SheetTable, line: TableLine, *, in_rows: bool) -> bool:
    about = column_letters(line.number) if in_rows else str(line.number + 1)
    return bool(table.plane.answers.choice("role", about))


def _unsure(table: SheetTable, line: TableLine, *, in_rows: bool) -> FileQuestion:
    """Whether words of which none stands twice are those of a scale."""
    return line_question(table, line, ("criterion", "left_out"), row=not in_rows)


def _without(table: SheetTable, texts: set[TableLine]) -> SheetTable:
    """A table whose lines of sentences are left out."""
    rows, columns = (
        tuple(replace(one, why="text") if one in texts else one for one in lines)
        for lines in (table.rows, table.columns)
    )
    return replace(table, rows=rows, columns=columns)


def _turned(question: FileQuestion, *, in_rows: bool) -> FileQuestion:
    """What a row or a column may be, where levers are in columns."""
    if in_rows or question.kind != "role":
        return question
    other = {"lever": "criterion", "criterion": "lever"}
    return replace(question, choices=tuple(other.get(one, one) for one in question.choices))


def _cells(table: SheetTable) -> str:
    rows = [one.number for one in table.rows]
    columns = [table.names, *(one.number for one in table.columns)]
    top = table.header.rows[0] if table.header.rows else min(rows)
    return table.plane.sheet.range_name((top, max(rows)), (min(columns), max(columns)))


def understood_long(table: LongTable) -> Understood:
    """What a long table says."""
    plane = table.plane
    levers = _firsts(plane, map(table.lever_at, table.rows))
    criteria = _firsts(plane, map(table.criterion_at, table.rows))
    check_limits(len(levers), len(criteria))
    read = long_columns(table, levers, criteria)
    return _put_together(
        table,
        "long",
        [(one.name, one.row, one.column) for one in levers],
        read.readings,
        ([*table.questions, *read.questions], [*long_aside(table), *read.aside]),
        _twice(table),
    )


def _firsts(plane: Plane, places: Iterable[tuple[int, int]]) -> list[Named]:
    """Each thing that a column names, where it stands first."""
    firsts: dict[str, Named] = {}
    for row, column in places:
        firsts.setdefault(plane.key(row, column), Named(plane.name(row, column), row, column))
    return [one for key, one in firsts.items() if key]


def _twice(table: LongTable) -> list[CellProblem]:
    """Scores of the same lever and criterion as one above."""
    plane, pairs, problems = table.plane, set(), []
    for row in table.rows:
        pair = plane.key(*table.lever_at(row)), plane.key(*table.criterion_at(row))
        if pair in pairs:
            cell = plane.sheet.cell_name(row, table.score)
            names = {"name": plane.name(*table.criterion_at(row)),
                     "lever": plane.name(*table.lever_at(row))}  # fmt: skip
            text = plane.cut(row, table.score)
            problems.append(CellProblem("duplicate_score", cell, text, names))
        pairs.add(pair)
    return problems


def check_limits(levers: int, criteria: int) -> None:
    """Refuse what is beyond what may be ranked, with the size."""
    if levers > MOST_READ_LEVERS:
        raise FileRefused("many_levers", found=levers, allowed=MOST_READ_LEVERS)
    if criteria > MOST_READ_CRITERIA:
        raise FileRefused("many_criteria", found=criteria, allowed=MOST_READ_CRITERIA)


def _put_together(
    table: SheetTable | LongTable,
    lying: Lying,
    levers: Sequence[tuple[str, int, int]],
    readings: Sequence[ColumnReading],
    beside: tuple[list[FileQuestion], list[SetAside]],
    problems: Iterable[CellProblem] = (),
) -> Understood:
    if not readings:
        raise FileRefused("no_table")
    named = [(name, table.plane.sheet.cell_name(row, column)) for name, row, column in levers]
    criteria = [one.criterion for one in readings]
    return Understood(
        table,
        lying,
        tuple(ReadLever(*one) for one in named),
        tuple(criteria),
        tuple(score for one in readings for score in one.scores),
        (*beside[0], *(q for one in readings for q in one.questions)),
        (
            *name_problems(named, levers=True),
            *name_problems(((c.name, c.cell) for c in criteria), levers=False),
            *problems,
            *(problem for one in readings for problem in one.problems),
        ),
        tuple(beside[1]),
    )

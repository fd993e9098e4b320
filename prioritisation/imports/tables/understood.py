"""A table as levers, criteria and scores, with what is asked of it and what is wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from prioritisation.imports.cells.columns import ColumnReading
from prioritisation.imports.errors import FileRefused
from prioritisation.imports.grids import MOST_READ_CRITERIA, MOST_READ_LEVERS, column_letters
from prioritisation.imports.model import (
    CellProblem,
    FileQuestion,
    Lying,
    ReadCriterion,
    ReadLever,
    ReadScore,
    SetAside,
)
from prioritisation.imports.tables.column_lines import doubtful_columns
from prioritisation.imports.tables.doubts import line_question
from prioritisation.imports.tables.leftovers import lines_aside, long_aside
from prioritisation.imports.tables.long import LongTable
from prioritisation.imports.tables.long_scores import long_columns
from prioritisation.imports.tables.naming import name_problems
from prioritisation.imports.tables.orientation import lies_in_rows
from prioritisation.imports.tables.planes import Plane
from prioritisation.imports.tables.scoring import Named, wide_columns
from prioritisation.imports.tables.tables import SheetTable, TableLine


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

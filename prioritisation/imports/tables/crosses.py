"""Crosses spread over columns: one criterion of as many words, once somebody says so."""

from dataclasses import replace
from itertools import pairwise

from prioritisation.imports.grids import CellKind, FileCell, column_letters
from prioritisation.imports.model import FileQuestion
from prioritisation.imports.tables.tables import SheetTable, TableLine

CROSSES = frozenset({"x", "xx", "✓", "✔", "✗", "✘", "☑", "☒", "•", "●"})


def with_crosses(table: SheetTable) -> SheetTable:
    """A table whose columns of crosses are asked about, or read as was answered."""
    for run in _runs(table):
        about = column_letters(run[0].number)
        answer = table.plane.answers.choice("crosses", about)
        if answer == "yes":
            table = _as_one(table, run)
        elif not answer and not _all_answered(table, run):
            table = replace(table, questions=(*table.questions, _question(table, run, about)))
    return table


def _all_answered(table: SheetTable, run: list[TableLine]) -> bool:
    return all(table.plane.answers.choice("role", column_letters(one.number)) for one in run)


def _runs(table: SheetTable) -> list[list[TableLine]]:
    """Columns of crosses that stand beside one another."""
    crossed = [one for one in table.columns if not one.why and _is_crossed(table, one)]
    runs: list[list[TableLine]] = [crossed[:1]] if crossed else []
    for before, one in pairwise(crossed):
        if one.number == before.number + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _is_crossed(table: SheetTable, column: TableLine) -> bool:
    plane = table.plane
    rows = [r.number for r in table.items[0] if plane.glance(r.number, column.number)]
    return bool(rows) and all(plane.name(r, column.number).casefold() in CROSSES for r in rows)


def _question(table: SheetTable, run: list[TableLine], about: str) -> FileQuestion:
    rows = [one.number for one in table.items[0]]
    ends = run[0].number, run[-1].number
    cells = table.plane.sheet.range_name((run[0].place[0], max(rows)), ends)
    choices = ("yes", "no") if len(run) > 1 and _is_one(table, run) else ("no", "yes")
    if len(run) == 1:
        return FileQuestion("role", about, (cells,), ("left_out", "criterion"), run[0].name)
    return FileQuestion("crosses", about, (cells,), choices, run[0].name)


def _is_one(table: SheetTable, run: list[TableLine]) -> bool:
    """Whether no row has two crosses."""
    return all(
        sum(bool(table.plane.glance(r.number, c.number)) for c in run) <= 1 for r in table.items[0]
    )


def _as_one(table: SheetTable, run: list[TableLine]) -> SheetTable:
    """The first column stands for all; a row with two crosses, or a merged one, says nothing."""
    name, words = _parted([one.name for one in run])
    cells = dict(table.written)
    for row in table.items[0]:
        marks = [
            word
            for word, one in zip(words, run, strict=True)
            if table.plane.glance(row.number, one.number)
        ]
        merged = any(_is_merged(table, row.number, one.number) for one in run)
        text = marks[0] if len(marks) == 1 and not merged else "?"
        cells[row.number, run[0].number] = FileCell(CellKind.TEXT, text)
    first, *others = (one.number for one in run)
    columns = tuple(
        replace(one, name=name)
        if one.number == first
        else replace(one, why="crosses")
        if one.number in others
        else one
        for one in table.columns
    )
    return replace(table, columns=columns, written=cells)


def _is_merged(table: SheetTable, row: int, column: int) -> bool:
    cell = table.plane.cell(row, column)
    return cell.covered or cell.rows > 1 or cell.columns > 1


def _parted(names: list[str]) -> tuple[str, list[str]]:
    """What names of columns begin with together, and what each ends with."""
    words = [one.split() for one in names]
    shared = [one for one, *others in zip(*words, strict=False) if set(others) <= {one}]
    start = " ".join(shared)
    name = start.strip(" –-:,") or names[0]
    return name, [one[len(start) :].strip(" –-:,") or one for one in names]

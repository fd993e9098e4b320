"""What of a sheet is left out: each with its cells, why, and what it says."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import cast, get_args

from prioritisation.imports.cells.vocabulary import aside_reason
from prioritisation.imports.grids import Book, Sheet
from prioritisation.imports.model import ReasonAside, SetAside
from prioritisation.imports.tables.beside import GroundKind
from prioritisation.imports.tables.blocks import TableBlock, blocks_of
from prioritisation.imports.tables.candidates import Candidate
from prioritisation.imports.tables.long import LongTable
from prioritisation.imports.tables.planes import Plane, stretches
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

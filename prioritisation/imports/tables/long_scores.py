"""The criteria of a long table: each score with its other end, and what stands beside it."""

from collections.abc import Sequence
from dataclasses import replace

from prioritisation.imports.cells.amounts import cell_in_unit
from prioritisation.imports.cells.columns import ColumnReading, column_reading
from prioritisation.imports.cells.criterion_heads import CriterionHead, PlacedCell
from prioritisation.imports.cells.headings import heading_of
from prioritisation.imports.cells.ladders import proposed_order
from prioritisation.imports.cells.measures import unit_key
from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.cells.ways import direction_in
from prioritisation.imports.grids import EMPTY
from prioritisation.imports.tables.beside import end_named
from prioritisation.imports.tables.joined_scores import with_high_ends
from prioritisation.imports.tables.long import LongTable
from prioritisation.imports.tables.merged import MergedScores, merged_scores
from prioritisation.imports.tables.naming import same_name
from prioritisation.imports.tables.resting import GroundPlaces, RestingScores
from prioritisation.imports.tables.scoring import Named, ReadColumns, apart_by_unit


def long_columns(
    table: LongTable, levers: Sequence[Named], criteria: Sequence[Named]
) -> ReadColumns:
    """Each criterion of a long table; a lever that has no row for it has a score nowhere."""
    plane = table.plane
    rows = {
        (plane.key(*table.lever_at(r)), plane.key(*table.criterion_at(r))): r
        for r in reversed(table.rows)
    }
    alike = apart_by_unit(one.name for one in criteria)
    columns = [table.score, *([] if table.high is None else [table.high])]
    merged = merged_scores(plane, ((r, c) for r in table.rows for c in columns))
    read = []
    for one in criteria:
        key = plane.key(one.row, one.column)
        placed = [(v.name, rows.get((plane.key(v.row, v.column), key))) for v in levers]
        of_it = [row for _, row in placed if row is not None]
        head = _long_head(table, one, of_it, columns)
        if same_name(heading_of(one.name).name) in alike:
            head = replace(head, whole=True)
        read.append(_long_reading(table, head, placed, merged))
    grounds = {cell: places for _, by_cell in read for cell, places in by_cell.items()}
    rested = RestingScores(plane, grounds, whole=table.whole)
    readings = [rested.with_grounds(reading) for reading, _ in read]
    return ReadColumns(readings, merged.questions, rested.left_out)


def _long_head(
    table: LongTable, name: Named, rows: Sequence[int], columns: Sequence[int]
) -> CriterionHead:
    """What the rows of a criterion say of all of it: the first one does."""
    unit = _unit_beside(table, rows[0])
    return CriterionHead(
        name.name,
        table.plane.sheet.cell_name(name.row, name.column),
        unit,
        direction_in(_said_beside(table, rows[0], "direction")),
        beside=bool(unit),
        levels=_words_beside(table, rows, columns),
    )


def _long_reading(
    table: LongTable,
    head: CriterionHead,
    placed: Sequence[tuple[str, int | None]],
    merged: MergedScores,
) -> tuple[ColumnReading, dict[str, GroundPlaces]]:
    """Both ends of all scores read together; the cells that say what each of them rests on."""
    cells = [
        PlacedCell(lever, "", EMPTY)
        if row is None
        else _long_cell(table, lever, (row, table.score), head.unit, merged)
        for lever, row in placed
    ]
    named = {_cell_at(table, row, table.score): row for _, row in placed if row is not None}
    high = table.high
    if high is None:
        reading = merged.shown(column_reading(head, cells, table.plane.answers))
    else:
        rows = [(lever, row) for lever, row in placed if row is not None]
        cells += [_long_cell(table, v, (row, high), head.unit, merged) for v, row in rows]
        pairs = {cell: _cell_at(table, row, high) for cell, row in named.items()}
        reading = merged.shown(column_reading(head, cells, table.plane.answers))
        is_end = end_named(table.plane.name(table.header.rows[-1], table.score)) == "low"
        reading = with_high_ends(reading, table.plane.answers, pairs, is_end=is_end)
    return reading, {cell: table.grounds_at(row) for cell, row in named.items()}


def _cell_at(table: LongTable, row: int, column: int) -> str:
    return table.plane.sheet.cell_name(row, column)


def _long_cell(
    table: LongTable, lever: str, place: tuple[int, int], unit: str, merged: MergedScores
) -> PlacedCell:
    """A score; with the unit of its row, where that is another one than its criterion has."""
    cell = merged.cells.get(place, table.plane.cell(*place))
    own = _unit_beside(table, place[0])
    if own and unit_key(own) != unit_key(unit):
        cell = cell_in_unit(cell, own)
    return PlacedCell(lever, _cell_at(table, *place), cell)


def _said_beside(table: LongTable, row: int, why: str) -> str:
    column = table.beside_of(why)
    return "" if column is None else table.plane.name(*table.plane.top(row, column))


_IN_WORDS = frozenset({"en mots", "mots", "in words"})
"""What stands in the place of the unit of scores that are words, even « 2 »."""


def _unit_beside(table: LongTable, row: int) -> str:
    unit = _said_beside(table, row, "unit").strip("()[] ")
    return "" if folded_text(unit) in _IN_WORDS else unit


def _words_beside(
    table: LongTable, rows: Sequence[int], columns: Sequence[int]
) -> tuple[str, ...]:
    """The words of a criterion, where each of its rows says that it has some."""
    if not all(folded_text(_said_beside(table, row, "unit")) in _IN_WORDS for row in rows):
        return ()
    # What was written here has an empty cell where nobody knows: « n.d. » is a word of theirs.
    blank = ("",) if table.whole else ("", "unknown")
    places = [(row, c) for row in rows for c in columns]
    known = [one for one in places if table.plane.glance(*one) not in blank]
    return proposed_order([*dict.fromkeys(table.plane.name(*place) for place in known)])

"""Two tables side by side: of the same levers, they are one, once somebody says so."""

from dataclasses import replace

from prioritisation.imports.grids import column_letters
from prioritisation.imports.model import FileQuestion, SetAside
from prioritisation.imports.tables.blocks import TableBlock
from prioritisation.imports.tables.tables import SheetTable

LEAST_SHARED = 0.5
"""Of the names of the smaller table, how many are in the other too."""


def with_neighbours(
    table: SheetTable, others: list[tuple[SheetTable, TableBlock]]
) -> tuple[SheetTable, list[TableBlock]]:
    """A table with what stands beside it as was answered, and the blocks that are left apart."""
    apart = []
    for other, block in others:
        if not _goes_along(table, other):
            apart.append(block)
            continue
        about = column_letters(other.names)
        answer = table.plane.answers.choice("join", about)
        if answer == "yes":
            table = _joined(table, other)
        else:
            apart.append(block)
        if not answer:
            rows, columns = block.rows, block.columns
            cells = table.plane.sheet.range_name((rows[0], rows[-1]), (columns[0], columns[-1]))
            text = table.plane.cut(rows[0], columns[0])
            question = FileQuestion("join", about, (cells,), ("yes", "no"), text)
            table = replace(table, questions=(*table.questions, question))
    return table, apart


def _goes_along(table: SheetTable, other: SheetTable) -> bool:
    """Whether another table stands on the same rows and names the same."""
    if not {one.number for one in other.rows} & {one.number for one in table.rows}:
        return False
    mine, theirs = _rows_by_name(table).keys(), _rows_by_name(other).keys()
    return len(mine & theirs) >= LEAST_SHARED * min(len(mine), len(theirs))


def _rows_by_name(table: SheetTable) -> dict[str, int]:
    return {table.plane.key(*one.place): one.number for one in table.items[0]}


def _joined(table: SheetTable, other: SheetTable) -> SheetTable:
    """One table of both: each row with that of the same name, wherever it stands."""
    rows = _rows_by_name(other)
    moved = dict(table.moved)
    for name, number in _rows_by_name(table).items():
        for column in other.columns:
            moved[number, column.number] = rows.get(name, -1)
    known = _rows_by_name(table).keys()
    lost = [one for one in other.items[0] if table.plane.key(*one.place) not in known]
    aside = [
        SetAside(table.plane.sheet.cell_name(*one.place), "other_table", one.name) for one in lost
    ]
    return replace(
        table,
        columns=(*table.columns, *other.columns),
        moved=moved,
        questions=(*table.questions, *other.questions),
        aside=(*table.aside, *aside),
    )

"""The tables of a sheet, the likeliest first."""

from dataclasses import dataclass, replace

from prioritisation.imports.grids import Sheet, column_letters
from prioritisation.imports.model import FileAnswers, FileQuestion
from prioritisation.imports.tables.lines import sorted_columns, sorted_rows, with_sums
from prioritisation.imports.tables.long import (
    LongTable,
    given_back_table,
    is_other_table,
    long_table,
)
from prioritisation.imports.tables.planes import Plane, TableBlock, blocks_of
from prioritisation.imports.tables.tables import (
    Header,
    SheetTable,
    TableLine,
    head_names,
    header_of,
    heads_names,
    is_coded,
    line_reason,
    names_column,
)

LEAST_LEVERS = 2
COUNTED_LEVERS, COUNTED_CRITERIA = 40, 20
"""Beyond these a table is not the likelier for being larger."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A table, wide or long, with the block it stands in."""

    table: SheetTable | LongTable
    block: TableBlock

    @property
    def is_given_back(self) -> bool:
        """Whether it says that it is the one, among ranks, weights and ballots."""
        return isinstance(self.table, LongTable) and self.table.whole

    @property
    def weight(self) -> float:
        """How likely it is the one that is meant."""
        most = COUNTED_LEVERS * COUNTED_CRITERIA
        if isinstance(self.table, LongTable):
            return 2.0 * most if self.is_given_back else float(min(len(self.table.rows), most))
        rows, columns = (len(lines) for lines in self.table.items)
        return min(rows, COUNTED_LEVERS) * min(columns, COUNTED_CRITERIA)


def candidates_of(sheet: Sheet, answers: FileAnswers) -> tuple[Plane, list[Candidate]]:
    """The tables of a sheet, the likeliest first; as it was answered, where it was."""
    plane = Plane(sheet, answers)
    tables = [(table_of(plane, block), block) for block in blocks_of(plane)]
    candidates = [Candidate(table, block) for table, block in tables if table]
    candidates.sort(key=lambda one: -one.weight)
    answer = answers.choice("header")
    if answer.isdecimal():
        candidates.sort(key=lambda one: int(answer) - 1 not in one.block.rows)
    return plane, candidates


def table_of(plane: Plane, block: TableBlock) -> SheetTable | LongTable | None:
    """The table that a block is, if it is one."""
    header = header_of(plane, block)
    is_wide = plane.answers.choice("orientation") in ("rows", "columns")
    if not is_wide:
        long = given_back_table(plane, block) or long_table(plane, block, header)
        if long is not None:
            return long
    if is_other_table(plane, block):
        return None
    wide = _wide_table(plane, block, header)
    return wide if wide or is_wide else long_table(plane, block, header, headed=False)


def _wide_table(plane: Plane, block: TableBlock, header: Header) -> SheetTable | None:
    """A table of a lever a row, or a column, if a block is one."""
    names = names_column(plane, block, header)
    if names is None:
        return None
    table = _bare(plane, block, header, names)
    rows = sorted_rows(table)
    table = replace(table, rows=rows.lines)
    columns = sorted_columns(table)
    questions = (*rows.questions, *columns.questions, *_header_asked(table), *_codes_asked(table))
    table = with_sums(replace(table, columns=columns.lines, questions=questions))
    counted, measured = (len(lines) for lines in table.items)
    return table if counted >= LEAST_LEVERS and measured else None


def _bare(plane: Plane, block: TableBlock, header: Header, names: int) -> SheetTable:
    """A table whose rows and columns are not sorted yet."""
    above = [
        r
        for r in block.rows
        if r < header.first
        and r not in header.rows
        and line_reason(plane, block, r)
        and len(plane.filled(r)) > 1
    ]
    below = [r for r in block.rows if r >= header.first]
    heads = head_names(plane, header, [c for c in block.columns if c != names])
    rows = [TableLine(r, plane.name(r, names), (r, names)) for r in (*above, *below)]
    return SheetTable(plane, block, header, names, tuple(rows), tuple(heads.values()))


def _header_asked(table: SheetTable) -> list[FileQuestion]:
    header, plane = table.header, table.plane
    if header.sure or plane.answers.choice("header"):
        return []
    row = header.rows[-1] if header.rows else header.first
    columns = table.block.columns
    cells = plane.sheet.range_name((row, row), (columns[0], columns[-1]))
    choices = (str(row + 1), "0") if header.rows else ("0", str(row + 1))
    return [FileQuestion("header", "", (cells,), choices, plane.cut(row, columns[0]))]


def _codes_asked(table: SheetTable) -> list[FileQuestion]:
    """Whether numbers, codes or what stands last are the names of levers, if nothing says so."""
    letter, plane = column_letters(table.names), table.plane
    names = plane.answers.choice("names") == letter
    if names or plane.answers.choice("role", letter) == "names":
        return []
    is_headed = heads_names(plane, table.header, table.names)
    if not is_coded(table) and (is_headed or not table.names_last):
        return []
    rows = [one.number for one in table.rows]
    cells = plane.sheet.range_name((min(rows), max(rows)), (table.names, table.names))
    head = plane.name(table.header.rows[-1], table.names) if table.header.rows else ""
    return [FileQuestion("role", letter, (cells,), ("names", "left_out"), head)]

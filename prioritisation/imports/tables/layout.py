"""Where the table is on its sheet: what each row and each column is."""

from prioritisation.imports.model import Layout, Lying
from prioritisation.imports.tables.candidates import Candidate
from prioritisation.imports.tables.excerpt import excerpt_of
from prioritisation.imports.tables.long import LongTable
from prioritisation.imports.tables.planes import Plane
from prioritisation.imports.tables.tables import SheetTable, TableLine


def layout_of(plane: Plane, candidate: Candidate, lying: Lying) -> Layout:
    """The roles of all rows and columns of a sheet; empty where one is of no table."""
    table = candidate.table
    rows = dict.fromkeys(plane.sheet.hidden_rows, "hidden") | dict.fromkeys(plane.struck, "struck")
    rows |= {r: "title" for r in plane.rows if r < table.header.first and plane.filled(r)}
    rows |= dict.fromkeys(table.header.rows, "header")
    columns = dict.fromkeys(plane.sheet.hidden_columns, "hidden")
    if isinstance(table, LongTable):
        rows |= {**dict.fromkeys(table.rows, "lever"), **table.sums}
        columns |= _long_columns(table)
        names = table.lever
    else:
        by_row, by_column = ("lever", "criterion") if lying == "rows" else ("criterion", "lever")
        rows |= {one.number: _role(one, by_row) for one in table.rows}
        columns |= {one.number: _role(one, by_column) for one in table.columns}
        columns[table.names] = "names"
        names = table.names if lying == "rows" else _names_row(table)
    return Layout(
        plane.sheet.name,
        (),
        lying,
        table.header.rows,
        names,
        tuple(rows.get(r, "") for r in range(len(plane.sheet.rows))),
        tuple(columns.get(c, "") for c in range(plane.width)),
        excerpt_of(plane.sheet),
    )


def _role(line: TableLine, item: str) -> str:
    return line.why or item


def _names_row(table: SheetTable) -> int:
    return table.header.rows[-1] if table.header.rows else table.header.first


def _long_columns(table: LongTable) -> dict[int, str]:
    return {
        **table.beside,
        **({} if table.high is None else {table.high: "score"}),
        table.lever: "names",
        table.criterion: "criterion",
        table.score: "score",
    }

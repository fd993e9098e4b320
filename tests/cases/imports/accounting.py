"""What of a sheet is read or told, cell by cell."""

from tests.cases.imports.expected import covers

IN_A_LONG_TABLE = {
    *("names", "criterion", "score", "unit"),
    *("source", "status", "date", "confidence", "reason"),
}
"""Columns that each row of a long table is made of."""


def unmentioned(book, reading):
    """The cells of the sheet that is read of which nothing is said, by their names."""
    if book is None or reading.layout is None:
        return []
    sheet = next(one for one in book.sheets if one.name == reading.layout.sheet)
    is_long = reading.layout.lying == "long"
    known = {one.cell for one in (*reading.levers, *reading.criteria, *reading.scores)}
    ranges = [
        *(one.cells for one in reading.left_out),
        *(one.cell for one in reading.problems),
        *(cell for one in reading.questions for cell in (one.about, *one.cells)),
    ]
    wide_ones = [one for one in ranges if one and ":" in one]
    known |= {one for one in ranges if one}
    return [
        name
        for row, line in enumerate(sheet.rows)
        if row not in reading.layout.header
        for column, cell in enumerate(line)
        if not (is_long and reading.layout.columns[column] in IN_A_LONG_TABLE)
        if cell.kind != "empty" and not cell.covered and str(cell.value).strip()
        if (name := sheet.cell_name(row, column)) not in known
        if not any(covers(one, name) for one in wide_ones)
    ]

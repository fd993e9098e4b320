"""A file as it is understood: its likeliest table, with what is asked of it and left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.grids import Book, CellKind, FileCell, FileRefused, Sheet
from prioritisation.imports.model import FileAnswers, FileQuestion, FileReading, Layout, Lying
from prioritisation.imports.tables.candidates import Candidate, candidates_of
from prioritisation.imports.tables.long import LongTable
from prioritisation.imports.tables.named import KnownNames, first_table, named_table
from prioritisation.imports.tables.planes import Plane
from prioritisation.imports.tables.tables import SheetTable, TableLine
from prioritisation.imports.tables.understood import (
    around,
    other_sheets,
    title_of,
    understood_long,
    understood_table,
)

MOST_EXCERPT_ROWS, MOST_EXCERPT_COLUMNS, MOST_EXCERPT_SIGNS = 80, 30, 80
"""What is shown of a sheet: enough to see how its table lies."""


def excerpt_of(sheet: Sheet) -> tuple[tuple[float | str, ...], ...]:
    """What its first cells say: a number as such, else the words that are seen."""
    rows = (row[:MOST_EXCERPT_COLUMNS] for row in sheet.rows[:MOST_EXCERPT_ROWS])
    return tuple(tuple(map(_words, row)) for row in rows)


def _words(cell: FileCell) -> float | str:
    if cell.kind is not CellKind.NUMBER or not isinstance(cell.value, float | int):
        return str(cell.value)[:MOST_EXCERPT_SIGNS]
    if cell.percent:
        return f"{_written(cell.value * 100)} %"
    if cell.unit:
        return f"{_written(cell.value)} {cell.unit}"[:MOST_EXCERPT_SIGNS]
    return float(cell.value)


def _written(number: float) -> str:
    return f"{number:.10g}".replace(".", ",")


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


_OURS = ("copie annotee", "annotated copy")
"""How the sheet that lists what there is to mend begins, in a file that we gave back."""

WORTH_ASKING = 0.5
"""Of how a table weighs against the likeliest, beyond which one asks which is meant."""
LEAST_ASKED = 4
"""Scores of a table on another sheet, from which one asks."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A sheet with its tables."""

    sheet: Sheet
    plane: Plane
    candidates: list[Candidate]

    @property
    def weight(self) -> float:
        return self.candidates[0].weight if self.candidates else 0.0


def file_reading(book: Book, answers: FileAnswers) -> FileReading:
    """What a file says, given what was answered so far.

    Raises
    ------
    FileRefused
        « no_table », « many_levers », « many_criteria », « unknown_sheet ».
    """
    pages = _pages(book, answers)
    page = _chosen(book, pages, answers)
    above = [*_sheet_asked(pages, page, answers), *_table_asked(page, answers)]
    return _read(book, pages, page, above)


def named_reading(book: Book, names: KnownNames, answers: FileAnswers) -> FileReading:
    """What a sheet says, whose table is where known names show it; else as ``file_reading``.

    Raises
    ------
    FileRefused
        « no_table », « many_levers », « many_criteria ».
    """
    (sheet,) = book.sheets
    table = named_table(sheet, names, answers)
    if table is None:
        try:
            return file_reading(book, answers)
        except FileRefused as refused:
            table = first_table(sheet, names, answers) if refused.kind == "no_table" else None
            if table is None:
                raise
    page = _Page(sheet, table.plane, [Candidate(table, table.block)])
    return _read(book, [page], page, [])


def _read(
    book: Book, pages: Sequence[_Page], page: _Page, above: Sequence[FileQuestion]
) -> FileReading:
    """What the likeliest table of a page says, and what stands around it."""
    candidate, *others = page.candidates
    table = candidate.table
    read = understood_long(table) if isinstance(table, LongTable) else understood_table(table)
    candidate = replace(candidate, table=read.table)
    aside = [
        *around(page.plane, candidate, others),
        *read.aside,
        *page.plane.out_of_sight(),
        *other_sheets(book, page.sheet),
    ]
    questions: dict[tuple[str, str], FileQuestion] = {}
    for one in (*above, *read.questions):
        questions.setdefault((one.kind, one.about), one)
    layout = layout_of(page.plane, candidate, read.lying)
    return FileReading(
        book.kind,
        replace(layout, sheets=tuple(one.sheet.name for one in pages if one.candidates)),
        read.levers,
        read.criteria,
        read.scores,
        tuple(questions.values()),
        tuple(aside),
        read.problems,
        book.notes,
        title=title_of(aside),
    )


def _may_hold(sheet: Sheet) -> bool:
    """Whether the table may be there: not in our list of what to mend."""
    first = str(sheet.rows[0][0].value) if sheet.rows and sheet.rows[0] else ""
    return not folded_text(first).startswith(_OURS)


def _pages(book: Book, answers: FileAnswers) -> list[_Page]:
    """Each sheet that may have the table: hidden ones where no other has any."""
    pages: list[_Page] = []
    for hidden in (False, True):
        sheets = [one for one in book.sheets if one.hidden is hidden and _may_hold(one)]
        pages = [_page(one, answers) for one in sheets]
        if any(one.candidates for one in pages):
            return pages
    return pages


def _page(sheet: Sheet, answers: FileAnswers) -> _Page:
    return _Page(sheet, *candidates_of(sheet, answers))


def _chosen(book: Book, pages: list[_Page], answers: FileAnswers) -> _Page:
    """The sheet that was answered, or the likeliest."""
    page: _Page | None
    answer = answers.choice("sheet")
    if answer:
        named = next((one for one in book.sheets if one.name == answer), None)
        if named is None:
            names = ", ".join(one.name for one in book.sheets)
            raise FileRefused("unknown_sheet", name=answer, allowed=names)
        page = next((one for one in pages if one.sheet is named), None)
        page = page if page and page.candidates else _page(named, answers)
    else:
        weights = [one.weight for one in pages]
        page = pages[weights.index(max(weights))] if pages else None
    if page is None or not page.candidates:
        raise FileRefused("no_table")
    return page


def _sheet_asked(pages: Sequence[_Page], page: _Page, answers: FileAnswers) -> list[FileQuestion]:
    """Which sheet is meant, where several have a table, or where that is on a hidden one."""
    if page.sheet.hidden and not answers.choice("sheet"):
        names = (page.sheet.name, *(p.sheet.name for p in pages if p.candidates and p is not page))
        return [FileQuestion("sheet", "", (), names, page.sheet.name)]
    others = [
        one
        for one in pages
        if one is not page and one.weight >= min(LEAST_ASKED, WORTH_ASKING * page.weight)
        and one.candidates
    ]  # fmt: skip
    if not others or answers.choice("sheet") or page.candidates[0].is_given_back:
        return []
    names = (page.sheet.name, *(one.sheet.name for one in others))
    return [FileQuestion("sheet", "", (), names)]


def _table_asked(page: _Page, answers: FileAnswers) -> list[FileQuestion]:
    """Which table of a sheet is meant, where another is about as large."""
    first, *others = page.candidates
    near = [one for one in others if one.weight >= WORTH_ASKING * first.weight]
    if not near or answers.choice("header"):
        return []
    tops = [one.table.header for one in (first, *near)]
    rows = [str((one.rows[-1] if one.rows else one.first) + 1) for one in tops]
    if len(set(rows)) < len(rows):
        return []
    return [FileQuestion("header", "", (), tuple(rows))]

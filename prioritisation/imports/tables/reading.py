"""A file as it is understood: its likeliest table, with what is asked of it and left out."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from prioritisation.imports.cells.columns import KnownScale
from prioritisation.imports.cells.headings import heading_of
from prioritisation.imports.cells.signs import folded_text, name_key
from prioritisation.imports.grids import (
    Book,
    CellKind,
    FileCell,
    FileRefused,
    Sheet,
    column_letters,
)
from prioritisation.imports.model import (
    FileAnswers,
    FileQuestion,
    FileReading,
    GivenAnswer,
    Layout,
    Lying,
)
from prioritisation.imports.tables.candidates import Candidate, candidates_of
from prioritisation.imports.tables.lines import sorted_columns, sorted_rows, with_sums
from prioritisation.imports.tables.long import LongTable
from prioritisation.imports.tables.planes import Plane, TableBlock
from prioritisation.imports.tables.tables import Header, SheetTable, TableLine
from prioritisation.imports.tables.understood import (
    around,
    other_sheets,
    title_of,
    understood_long,
    understood_table,
)


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What a case has, by ``name_key``: its levers, and its criteria with their scales."""

    levers: Collection[str]
    criteria: Mapping[str, KnownScale]

    def is_lever(self, name: str) -> bool:
        """Whether it names a lever."""
        return name_key(name) in self.levers

    def scale(self, name: str) -> KnownScale | None:
        """The scale of a criterion, named with its unit or without; None of any other name."""
        keys = (name_key(name), name_key(heading_of(name).name))
        return next((self.criteria[key] for key in keys if key in self.criteria), None)


class _Place(NamedTuple):
    """The line that has most names of one kind, and how many; -1 where none has any."""

    line: int = -1
    many: int = 0


class _Lie(NamedTuple):
    """Where the names of columns are, and those of rows."""

    lying: Lying
    top: _Place
    side: _Place

    @property
    def names(self) -> int:
        """How many names it has."""
        return self.top.many + self.side.many


_Cells = Sequence[tuple[int, int]]


def named_table(sheet: Sheet, names: KnownNames, answers: FileAnswers) -> SheetTable | None:
    """The table that known names show; None where they show none, or one of a score a row."""
    plane = Plane(sheet, answers)
    filled = [(row, column) for row in plane.rows for column in plane.filled(row)]
    levers = [at for at in filled if names.is_lever(plane.name(*at))]
    criteria = [at for at in filled if names.scale(plane.name(*at)) is not None]
    lies = (_lie("rows", criteria, levers), _lie("columns", levers, criteria))
    best = max(lies, key=lambda one: one.names)
    if not best.names or _in_two_columns(levers, criteria) > best.names:
        return None
    down = levers if best.lying == "rows" else criteria
    first = min((row for row, column in down if column == best.side.line), default=-1)
    above = [row for row in plane.rows if row < first and plane.filled(row)]
    top = best.top.line if best.top.many else max(above, default=-1)
    return _named_table(plane, names, _Lie(best.lying, _Place(top), best.side))


def first_table(sheet: Sheet, names: KnownNames, answers: FileAnswers) -> SheetTable | None:
    """The table whose header is the first row; None where nothing stands below."""
    plane = Plane(sheet, answers)
    top = next((row for row in plane.rows if plane.filled(row)), -1)
    return _named_table(plane, names, _Lie("rows", _Place(top), _Place()))


def _lie(lying: Lying, across: _Cells, down: _Cells) -> _Lie:
    top = _most(row for row, _ in across)
    return _Lie(lying, top, _most(column for row, column in down if row > top.line))


def _most(lines: Iterable[int]) -> _Place:
    counts = Counter(lines)
    line = max(sorted(counts), key=counts.__getitem__, default=-1)
    return _Place(line, counts[line])


def _in_two_columns(levers: _Cells, criteria: _Cells) -> int:
    """How many names stand in a column of levers and one of criteria beside it."""
    one, other = (_most(column for _, column in cells) for cells in (levers, criteria))
    return one.many + other.many if one.line != other.line else 0


def _named_table(plane: Plane, names: KnownNames, lie: _Lie) -> SheetTable | None:
    """The table below a row of names; what is known is what it names, whatever else it says."""
    top = lie.top.line
    rows = [row for row in plane.rows if row > top and plane.filled(row)]
    used = {column for row in (top, *rows) for column in plane.filled(row)} if rows else set()
    columns = [column for column in plane.columns if column in used]
    if top < 0 or len(columns) <= 1:
        return None
    side = lie.side.line if lie.side.many else min(c for r in rows for c in plane.filled(r))
    across = [TableLine(c, plane.name(top, c), (top, c)) for c in columns if c != side]
    down = [TableLine(r, plane.name(r, side), (r, side)) for r in rows]
    in_rows = lie.lying == "rows"
    levers, criteria = (down, across) if in_rows else (across, down)
    roles = [GivenAnswer("orientation", "", (lie.lying,))]
    roles += [_role_of(one, "lever", down) for one in levers if names.is_lever(one.name)]
    scales = {one.number: scale for one in criteria if (scale := names.scale(one.name))}
    roles += [_role_of(one, "criterion", down) for one in criteria if one.number in scales]
    plane = Plane(plane.sheet, FileAnswers((*roles, *plane.answers.given)))
    block, header = TableBlock((top, *rows), tuple(columns)), Header((top,), top + 1)
    bare = SheetTable(plane, block, header, side, tuple(down), tuple(across), scales=scales)
    return _sorted_named(bare)


def _role_of(line: TableLine, role: str, rows: Sequence[TableLine]) -> GivenAnswer:
    about = str(line.number + 1) if line in rows else column_letters(line.number)
    return GivenAnswer("role", about, (role,))


def _sorted_named(table: SheetTable) -> SheetTable | None:
    """The same, once what each line is was looked at; None where no score may be left."""
    rows = sorted_rows(table)
    table = replace(table, rows=rows.lines)
    columns = sorted_columns(table)
    # A name that stands over nothing is one all the same: the case may not have it.
    empty = {column_letters(one.number) for one in columns.lines if one.why == "empty"}
    lines = tuple(replace(one, why="" if one.why == "empty" else one.why) for one in columns.lines)
    others = (one for one in columns.questions if one.about not in empty)
    questions = (*rows.questions, *others)
    table = with_sums(replace(table, columns=lines, questions=questions))
    return table if all(table.items) else None


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

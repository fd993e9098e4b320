"""A file as it is understood: its likeliest table, with what is asked of it and left out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import cast, get_args

from prioritisation.imports.cells.amounts import is_known_unit
from prioritisation.imports.cells.columns import ColumnReading
from prioritisation.imports.cells.headings import aside_reason, corner_side
from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.grids import (
    MOST_READ_CRITERIA,
    MOST_READ_LEVERS,
    Book,
    CellKind,
    FileCell,
    FileRefused,
    Sheet,
    column_letters,
)
from prioritisation.imports.model import (
    CellProblem,
    FileAnswers,
    FileQuestion,
    FileReading,
    Layout,
    Lying,
    ReadCriterion,
    ReadLever,
    ReadScore,
    ReasonAside,
    SetAside,
)
from prioritisation.imports.tables.lines import (
    doubtful_columns,
    line_question,
    sorted_columns,
    sorted_rows,
    with_sums,
)
from prioritisation.imports.tables.long import (
    GroundKind,
    LongTable,
    given_back_table,
    is_other_table,
    long_columns,
    long_table,
)
from prioritisation.imports.tables.planes import Plane, TableBlock, blocks_of, stretches
from prioritisation.imports.tables.scoring import Named, name_problems, wide_columns
from prioritisation.imports.tables.tables import (
    Header,
    SheetTable,
    TableLine,
    head_names,
    header_of,
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
    given_back = given_back_table(plane, block)
    if given_back or is_other_table(plane, block):
        return given_back
    wide = None
    if plane.answers.choice("orientation") != "long":
        wide = _wide_table(plane, block, header)
    return wide or long_table(plane, block, header)


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
    """Whether numbers or codes are the names of levers, if nothing says so."""
    letter, plane = column_letters(table.names), table.plane
    names = plane.answers.choice("names") == letter
    if names or plane.answers.choice("role", letter) == "names" or not table.rows:
        return []
    if not is_coded(table):
        return []
    rows = [one.number for one in table.rows]
    cells = plane.sheet.range_name((min(rows), max(rows)), (table.names, table.names))
    head = plane.name(table.header.rows[-1], table.names) if table.header.rows else ""
    return [FileQuestion("role", letter, (cells,), ("names", "left_out"), head)]


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


_BRACKET = re.compile(r"[(\[]([^)\]]{1,24})[)\]]\s*$")


def lies_in_rows(table: SheetTable) -> tuple[bool, bool]:
    """Whether levers are in rows, and whether something says so: else it is asked.

    What heads the names says it, else lines of units, directions, weights, or units in brackets.
    """
    corner = _corner(table)
    if corner:
        return corner == "lever", True
    along = []
    for lines, others in ((table.columns, table.rows), (table.rows, table.columns)):
        units = any((b := _BRACKET.search(one.name)) and is_known_unit(b[1]) for one in lines)
        reasons = {one.why for one in others}
        along.append(units or bool(reasons & {"weight", "unit", "direction", "ends"}))
    in_rows, turned = along
    return in_rows or not turned, in_rows != turned


def _corner(table: SheetTable) -> str:
    """What stands above the names of rows is: « Site », « Critères », « Critères / Sites »."""
    if not table.header.rows:
        return ""
    top, low = table.header.rows[0], table.header.rows[-1]
    over_both = table.plane.cell(top, table.names).rows > 1
    side = corner_side(table.plane.name(top if over_both else low, table.names))
    return side if side in ("lever", "criterion") else ""


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
    readings = wide_columns(table, levers, criteria, in_rows=in_rows)
    pairs = list(zip(criteria, readings, strict=True))
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
        [one for one in readings if not one.aside],
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
    readings, aside = long_columns(table, levers, criteria)
    return _put_together(
        table,
        "long",
        [(one.name, one.row, one.column) for one in levers],
        readings,
        (_long_asked(table), [*long_aside(table), *aside]),
        _twice(table),
    )


def _long_asked(table: LongTable) -> list[FileQuestion]:
    """Whether a row is one score, unless somebody or the table itself says so."""
    if table.whole or table.plane.answers.choice("orientation") == "long":
        return []
    across = (table.lever, table.criterion, table.score, *table.beside)
    ends = (min(across), max(across))
    cells = table.plane.sheet.range_name((table.header.rows[0], max(table.rows)), ends)
    return [FileQuestion("orientation", "", (cells,), ("long", "rows", "columns"))]


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
        « no_table », « many_levers », « many_criteria », « merged_scores », « unknown_sheet ».
    """
    pages = _pages(book, answers)
    page = _chosen(book, pages, answers)
    above = [*_sheet_asked(pages, page, answers), *_table_asked(page, answers)]
    return _read(book, pages, page, above)


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

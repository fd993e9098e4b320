"""What each row and column of a table is: one that counts, or why it is left out."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import get_args

from prioritisation.imports.cells.amounts import amount_of
from prioritisation.imports.cells.headings import (
    aside_reason,
    doubtful_reason,
    is_doubtful_row,
    is_footnote,
)
from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.grids import column_letters
from prioritisation.imports.model import FileQuestion, ReasonAside
from prioritisation.imports.tables.planes import Plane, only_words
from prioritisation.imports.tables.tables import SheetTable, TableLine, line_reason


def role_answered(table: SheetTable, line: TableLine, *, rows: bool) -> bool:
    """Whether somebody said what a row or a column is."""
    about = str(line.number + 1) if rows else column_letters(line.number)
    return bool(table.plane.answers.choice("role", about))


def line_question(
    table: SheetTable, line: TableLine, choices: tuple[str, ...], *, row: bool
) -> FileQuestion:
    """What a row or a column is."""
    sheet = table.plane.sheet
    own = (line.number, line.number)
    if row:
        across = [table.names, *(one.number for one in table.columns)]
        cells = sheet.range_name(own, (min(across), max(across)))
        return FileQuestion("role", str(line.number + 1), (cells,), choices, line.name)
    # A table may have a header alone.
    down = [line.place[0], *(one.number for one in table.rows)]
    cells = sheet.range_name((min(down), max(down)), own)
    return FileQuestion("role", column_letters(line.number), (cells,), choices, line.name)


_ROLES = ("lever", "criterion")
REPEATED_AMONG = 3
"""Rows above a table of which one may be repeated within it, its header among them."""
LONG_SENTENCE, LONG_FOOTER = 45, 60


@dataclass(frozen=True, slots=True)
class SortedLines:
    """Lines of one kind, and what is asked of them."""

    lines: tuple[TableLine, ...]
    questions: tuple[FileQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class _Lines:
    """What is known of all rows of a table together.

    Attributes
    ----------
    headed
        What rows above it say, of which one may be repeated within it.
    first, last
        The first row of values or words, and the last that has anything beside its name.
    near
        Rows that stand right below others.
    noted
        The first row that is a footnote: what has scores below it is perhaps no lever.
    """

    headed: list[list[str]]
    first: int
    last: int
    near: frozenset[int]
    noted: int


def sorted_rows(table: SheetTable) -> SortedLines:
    """What each row below the header is."""
    lines, questions = [], []
    known = _lines(table)
    for line in table.rows:
        answer = line_answer(table, str(line.number + 1))
        why, doubt = _row_reason(table, line, known)
        lines.append(replace(line, why=why if answer is None else answer))
        if doubt and answer is None:
            questions.append(own_question(table, replace(line, why=why), row=True))
    return SortedLines(tuple(lines), tuple(questions))


def _lines(table: SheetTable) -> _Lines:
    plane, across = table.plane, _all_columns(table)
    before = (r for r in reversed(plane.rows) if r < table.header.first)
    words = (r for r in before if len(plane.filled(r)) > 1 and only_words(plane, r))
    above = [*islice(words, REPEATED_AMONG)]
    rows = [one.number for one in table.rows]
    glances = {r: {plane.glance(r, c.number) for c in table.columns} - {""} for r in rows}
    order = {r: k for k, r in enumerate(plane.rows)}
    return _Lines(
        [[plane.key(r, c) for c in across] for r in above],
        min((r for r in rows if glances[r] & {"value", "word"}), default=len(plane.sheet.rows)),
        max((r for r in rows if glances[r]), default=-1),
        frozenset(b for a, b in pairwise(rows) if order[b] - order[a] == 1),
        min((r for r in rows if _is_note(plane, r)), default=len(plane.sheet.rows)),
    )


def _all_columns(table: SheetTable) -> list[int]:
    return [table.names, *(one.number for one in table.columns)]


def line_answer(table: SheetTable, about: str) -> str | None:
    """What somebody says of a line: empty for one that counts, None where nobody does."""
    choice = table.plane.answers.choice("role", about)
    if choice in _ROLES:
        return ""
    if choice == "left_out":
        return "by_choice"
    return choice if choice in get_args(ReasonAside) else None


def own_question(table: SheetTable, line: TableLine, *, row: bool) -> FileQuestion:
    """What a line is: the guess first, which is what is read until then."""
    item = "lever" if row else "criterion"
    choices = ("left_out", item) if line.why else (item, "left_out")
    return line_question(table, line, choices, row=row)


def _row_reason(table: SheetTable, line: TableLine, known: _Lines) -> tuple[str, bool]:
    """Why a row is left out, and whether that is to be asked."""
    plane, row = table.plane, line.number
    filled = [c for c in _all_columns(table) if plane.glance(row, c)]
    scores = [c for c in filled if c > table.names or (table.names_last and c != table.names)]
    if scores and [plane.key(row, c) for c in _all_columns(table)] in known.headed:
        return "copy", False
    reason = line_reason(plane, table.block, row)
    if reason:
        return reason, False
    if scores and plane.cell(*line.place).struck:
        return "", True
    reason = aside_reason(line.name or plane.name(row, filled[0]) if filled else "")
    if reason in ("ends", "unit", "direction", "weight", "number", "rank", "total", "mean"):
        return reason, reason != "ends" and bool(scores)
    if scores:
        below = row > known.noted
        return ("remark", True) if below else _of_scores(table, line, scores, reason)
    return _alone(table, line, reason, known)


def _of_scores(
    table: SheetTable, line: TableLine, scores: list[int], reason: str
) -> tuple[str, bool]:
    """A row that has scores: a lever, what says where they are from, or another figure."""
    glances = {table.plane.glance(line.number, c) for c in scores}
    if is_doubtful_row(line.name) and (doubtful_reason(line.name) != "text" or "word" in glances):
        return "", True
    words = glances <= {"word", "unknown"}
    return (reason, not words) if reason in ("source", "remark") else ("", False)


def _is_note(plane: Plane, row: int) -> bool:
    line = plane.filled(row)
    return len(line) == 1 and is_footnote(plane.name(row, line[0]))


def _alone(table: SheetTable, line: TableLine, reason: str, known: _Lines) -> tuple[str, bool]:
    """A row that has a name and no score: a footer, the title of a group, or a lever."""
    plane, row = table.plane, line.number
    ends = known.last <= row
    text = line.name or next((plane.name(row, c) for c in plane.filled(row)), "")
    if reason in ("source", "remark") or is_footnote(text) or (ends and len(text) > LONG_FOOTER):
        is_source = reason == "source" or text.casefold().startswith("source")
        return ("source" if is_source else "remark"), False
    if not line.name:
        return "remark", False
    if plane.cell(row, table.names).columns > 1:
        return "group", False
    # Right below others of its table, its scores may be awaited.
    near = known.first < row and row in known.near
    if ends and not reason and len(text) <= LONG_SENTENCE and near:
        return "", True
    return ("remark" if ends else "group"), True


GROUPS = frozenset({
    "axe", "categorie", "domaine", "famille", "groupe", "thematique", "theme", "volet",
})  # fmt: skip


def sorted_columns(table: SheetTable) -> SortedLines:
    """What each column beside that of names is."""
    lines, questions = [], []
    for line in table.columns:
        answer = line_answer(table, column_letters(line.number))
        why, doubt = _column_reason(table, line)
        lines.append(replace(line, why=why if answer is None else answer))
        if doubt and answer is None:
            questions.append(doubt)
    return SortedLines(tuple(lines), tuple(questions))


def _column_reason(table: SheetTable, line: TableLine) -> tuple[str, FileQuestion | None]:
    plane, column = table.plane, line.number
    rows = [one.number for one in table.rows if not one.why]
    cells = [r for r in rows if plane.glance(r, column)]
    if not cells:
        empty = replace(line, why="empty")
        return "empty", own_question(table, empty, row=False) if line.name else None
    if plane.cell(*line.place).struck:
        return "", own_question(table, line, row=False)
    reason = _reason_by_cells(table, line, rows)
    if reason:
        return reason, None
    if (group := _group(table, line, rows)) is not None:
        return group
    if _is_doubtful(table, line):
        return "", line_question(table, line, ("criterion", "left_out"), row=False)
    return "", None


def _reason_by_cells(table: SheetTable, line: TableLine, rows: list[int]) -> str:
    """Why a column is none by its heading, or by what stands in it."""
    plane, column = table.plane, line.number
    if _counts_rows(table, line, rows):
        return "number"
    reason = aside_reason(line.name)
    if reason:
        return reason
    cells = [r for r in rows if plane.glance(r, column)]
    texts = [plane.name(r, column) for r in cells if plane.glance(r, column) == "word"]
    long = sum(map(len, texts)) > LONG_SENTENCE * len(texts)
    return "text" if long and len(texts) >= 0.6 * len(cells) else ""


def _is_doubtful(table: SheetTable, line: TableLine) -> bool:
    """Whether its name may say that it is none, where it is not the only column."""
    reason = doubtful_reason(line.name)
    if not reason or len(table.columns) <= 1:
        return False
    if reason in ("weight", "rank", "total", "mean", "number"):
        return True
    return any(table.plane.glance(r.number, line.number) == "word" for r in table.items[0])


def doubtful_columns(table: SheetTable) -> list[FileQuestion]:
    """What is asked of columns, where each is a lever, as it is of rows."""
    return [
        line_question(table, one, ("criterion", "left_out"), row=False)
        for one in table.items[1]
        if is_doubtful_row(one.name) and line_answer(table, column_letters(one.number)) is None
    ]


def _counts_rows(table: SheetTable, line: TableLine, rows: list[int]) -> bool:
    """Whether a column counts its rows: it stands before the names, or has no name."""
    texts = [table.plane.name(r, line.number) for r in rows]
    if len(texts) <= 1 or (line.name and (line.number > table.names or table.names_last)):
        return False
    numbers = [int(one.strip(".")) for one in texts if one.strip(".").isdecimal()]
    if len(numbers) < len(texts) or (line.number > table.names and numbers[0] > 1):
        return False
    return all(b - a == 1 for a, b in pairwise(numbers))


def _group(
    table: SheetTable, line: TableLine, rows: list[int]
) -> tuple[str, FileQuestion | None] | None:
    """A column before the names that says the same of several rows: merged, or written once."""
    plane, column = table.plane, line.number
    keys = [plane.key(r, column) for r in rows if plane.glance(r, column) == "word"]
    if (
        column > table.names
        or table.names_last
        or not keys
        or len(keys) < len([r for r in rows if plane.glance(r, column)])
    ):
        return None
    merged = any(plane.cell(r, column).rows > 1 for r in rows)
    again = max(Counter(keys).values()) > 1
    if not merged and len(keys) == len(rows) and not again:
        return None
    if merged or not line.name or folded_text(line.name) in GROUPS:
        return "group", None
    question = own_question(table, line, row=False)
    return "group", replace(question, choices=("group", "criterion"))


LEAST_ADDED = 3
"""Numbers that a lone sum adds up at least: of two, one number is the sum by chance."""
LARGEST_BY_CHANCE = 20
"""A sum of small whole numbers may be one of the numbers."""
_MOST_ADDED = 60


def with_sums(table: SheetTable) -> SheetTable:
    """A table without a row and a column that are sums or means of all others: each is asked."""
    return _sums(_sums(table, rows=True), rows=False)


def _sums(table: SheetTable, *, rows: bool) -> SheetTable:
    lines, across = table.items if rows else table.items[::-1]
    if not LEAST_ADDED <= len(lines) <= _MOST_ADDED:
        return table
    for line in (lines[-1], lines[0]):
        if role_answered(table, line, rows=rows) or not _adds_up(table, line, lines, across, rows):
            continue
        choices = ("left_out", "lever" if rows else "criterion")
        numbers = [_number(table, line, other, rows=rows) or 0.0 for other in across]
        clear = max(map(abs, numbers)) > LARGEST_BY_CHANCE
        asked = line_question(table, line, choices if clear else choices[::-1], row=rows)
        table = replace(table, questions=(*table.questions, asked))
        if not clear:
            return table
        every = table.rows if rows else table.columns
        changed = tuple(replace(one, why="total") if one is line else one for one in every)
        return replace(table, rows=changed) if rows else replace(table, columns=changed)
    return table


def _adds_up(
    table: SheetTable,
    line: TableLine,
    lines: Sequence[TableLine],
    across: Sequence[TableLine],
    rows: bool,
) -> bool:
    """Whether a line has the sums, or the means, of the others wherever those are numbers."""
    places: list[tuple[float, list[float]]] = []
    for other in across[:_MOST_ADDED]:
        own = _number(table, line, other, rows=rows)
        numbers = (_number(table, one, other, rows=rows) for one in lines if one is not line)
        known = [one for one in numbers if one is not None]
        # Zeros add up to nothing that would say so.
        if own is not None and len(known) > 1 and any((own, *known)):
            places.append((own, known))
    enough = any(len(known) >= LEAST_ADDED for _, known in places)
    if not enough and len(places) <= 1:
        return False
    if all(math.isclose(own, math.fsum(known), rel_tol=1e-6) for own, known in places):
        return True
    if not enough or len(places) <= 1:
        return False
    return all(
        math.isclose(own, math.fsum(known) / len(known), rel_tol=1e-3) for own, known in places
    )


def _number(table: SheetTable, line: TableLine, other: TableLine, *, rows: bool) -> float | None:
    row, column = (line.number, other.number) if rows else (other.number, line.number)
    if table.plane.glance(row, column) != "value":
        return None
    amount = amount_of(table.plane.cell(row, column), ",")
    return amount.low if amount.kind == "number" else None

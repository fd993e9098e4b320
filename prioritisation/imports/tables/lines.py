"""What each row of a table is: one that counts, or why it is left out."""

from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import get_args

from prioritisation.imports.cells.vocabulary import (
    aside_reason,
    doubtful_reason,
    is_doubtful_row,
    is_footnote,
)
from prioritisation.imports.model import FileQuestion, ReasonAside
from prioritisation.imports.tables.blocks import only_words
from prioritisation.imports.tables.doubts import line_question
from prioritisation.imports.tables.planes import Plane
from prioritisation.imports.tables.row_kinds import line_reason
from prioritisation.imports.tables.tables import SheetTable, TableLine

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
    apart
        Of ``_apart``.
    first, last
        The first row of values or words, and the last that has anything beside its name.
    near
        Rows that stand right below others.
    """

    headed: list[list[str]]
    apart: tuple[int, float]
    first: int
    last: int
    near: frozenset[int]


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
        _apart(table) if rows else (0, -1.0),
        min((r for r in rows if glances[r] & {"value", "word"}), default=len(plane.sheet.rows)),
        max((r for r in rows if glances[r]), default=-1),
        frozenset(b for a, b in pairwise(rows) if order[b] - order[a] == 1),
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
        return _of_scores(table, line, scores, reason, known.apart)
    return _alone(table, line, reason, known)


def _of_scores(
    table: SheetTable, line: TableLine, scores: list[int], reason: str, apart: tuple[int, float]
) -> tuple[str, bool]:
    """A row that has scores: a lever, what says where they are from, or another figure."""
    first, few = apart
    if line.number >= first and len(scores) <= few:
        return "remark", True
    if _is_doubtful_row(table, line, scores):
        return "", True
    words = all(table.plane.glance(line.number, c) in ("word", "unknown") for c in scores)
    return (reason, not words) if reason in ("source", "remark") else ("", False)


def _is_doubtful_row(table: SheetTable, line: TableLine, scores: list[int]) -> bool:
    """Whether its name may say that it is no lever; of sums, see ``sums``."""
    reason = doubtful_reason(line.name)
    if not reason or reason in ("weight", "rank"):
        return is_doubtful_row(line.name)
    words = any(table.plane.glance(line.number, c) == "word" for c in scores)
    return reason not in ("total", "mean") and words


def _apart(table: SheetTable) -> tuple[int, float]:
    """From which row on one may stand apart, after an empty row or a footnote; of how few scores.

    It has less than the others then; where none may, of fewer than none.
    """
    plane = table.plane
    numbers = [one.number for one in table.rows]
    inside = [r for r in plane.rows if numbers[0] < r < numbers[-1]]
    gaps = [r for r in inside if not plane.filled(r) or _is_note(plane, r)]
    if not gaps:
        return 0, -1.0
    columns = [c.number for c in table.columns if c.number > table.names]
    above = [r for r in numbers if r < gaps[-1] and not line_reason(plane, table.block, r)]
    scores = [sum(bool(plane.glance(r, c)) for c in columns) for r in above]
    others = [one for one in scores if one]
    return gaps[-1], 0.5 * min(others) if len(others) > 1 else -1.0


def _is_note(plane: Plane, row: int) -> bool:
    """Whether a row is a footnote alone: what comes after it is of no lever, perhaps."""
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

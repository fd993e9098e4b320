"""What each row and each column of a table is: one that counts, or why it is left out."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import get_args

from prioritisation.imports.blocks import only_words
from prioritisation.imports.doubts import line_question
from prioritisation.imports.grids import column_letters
from prioritisation.imports.headers import line_reason
from prioritisation.imports.model import FileQuestion, ReasonAside
from prioritisation.imports.signs import folded_text
from prioritisation.imports.tables import SheetTable, TableLine, has_years_below
from prioritisation.imports.vocabulary import (
    aside_reason,
    corner_side,
    doubtful_reason,
    is_doubtful_row,
    is_footnote,
)

_ROLES = ("lever", "criterion")
GROUPS = frozenset(
    {
        *(
            "axe",
            "axes",
            "theme",
            "themes",
            "thematique",
            "thematiques",
            "categorie",
            "categories",
        ),
        *("volet", "volets", "pilier", "piliers", "domaine", "domaines", "famille", "familles"),
        *("groupe", "groupes", "secteur", "secteurs", "chapitre", "type", "types", "group"),
        *("category", "objectif", "objectifs", "programme", "programmes", "champ", "champs"),
    }
)
REPEATED_AMONG = 3
"""Rows above a table of which one may be repeated within it, its header among them."""
LONG_SENTENCE, LONG_FOOTER = 45, 60


@dataclass(frozen=True, slots=True)
class SortedLines:
    """Lines of one kind, and what is asked of them."""

    lines: tuple[TableLine, ...]
    questions: tuple[FileQuestion, ...] = ()


def sorted_rows(table: SheetTable) -> SortedLines:
    """What each row below the header is."""
    lines, questions = [], []
    across = _all_columns(table)
    plane = table.plane
    words = [r for r in plane.rows if r < table.header.first and only_words(plane, r)]
    above = [r for r in words if len(plane.filled(r)) > 1][-REPEATED_AMONG:]
    headed = [[table.plane.key(r, c) for c in across] for r in above]
    apart = _apart(table) if table.rows else (0, -1.0)
    for line in table.rows:
        answer = _answer(table, str(line.number + 1))
        why, doubt = _row_reason(table, line, headed, apart)
        lines.append(replace(line, why=why if answer is None else answer))
        if doubt and answer is None:
            questions.append(_question(table, replace(line, why=why), row=True))
    return SortedLines(tuple(lines), tuple(questions))


def _all_columns(table: SheetTable) -> list[int]:
    return [table.names, *(one.number for one in table.columns)]


def _answer(table: SheetTable, about: str) -> str | None:
    """What somebody says of a line: empty for one that counts, None where nobody does."""
    choice = table.plane.answers.choice("role", about)
    if choice in _ROLES:
        return ""
    if choice == "left_out":
        return "by_choice"
    return choice if choice in get_args(ReasonAside) else None


def _question(table: SheetTable, line: TableLine, *, row: bool) -> FileQuestion:
    item = "lever" if row else "criterion"
    choices = ("left_out", item) if line.why else (item, "left_out")
    return line_question(table, line, choices, row=row)


def _row_reason(
    table: SheetTable, line: TableLine, headed: list[list[str]], apart: tuple[int, float]
) -> tuple[str, bool]:
    """Why a row is left out, and whether that is to be asked."""
    plane, row = table.plane, line.number
    filled = [c for c in _all_columns(table) if plane.glance(row, c)]
    scores = [c for c in filled if c > table.names] + _held(table, line)
    if scores and [plane.key(row, c) for c in _all_columns(table)] in headed:
        return "copy", False
    reason = line_reason(plane, table.block, row)
    if reason:
        return reason, False
    columns = [one.number for one in table.columns]
    if row == table.header.first and has_years_below(plane, table.header, columns):
        return "title", True
    reason = aside_reason(line.name or plane.name(row, filled[0]) if filled else "")
    if reason in ("ends", "unit", "direction", "weight", "number", "rank", "total", "mean"):
        return reason, reason != "ends" and bool(scores)
    if scores:
        return _of_scores(table, line, scores, reason, apart)
    return _alone(table, line, reason)


def _held(table: SheetTable, line: TableLine) -> list[int]:
    """The columns where a row that has a name shares a merged score with a row above."""
    plane = table.plane
    holders = {c.number: plane.holder(line.number, c.number) for c in table.columns if c.name}
    return [
        c
        for c, place in holders.items()
        if line.name and place and place[0] != line.number and place[1] > table.names
    ]


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
    """From which row on one may stand apart, after an empty row, and of how many scores at most.

    It has less than the others then; where none may, of fewer than none.
    """
    plane = table.plane
    numbers = [one.number for one in table.rows]
    gaps = [r for r in plane.rows if numbers[0] < r < numbers[-1] and not plane.filled(r)]
    if not gaps:
        return 0, -1.0
    columns = [c.number for c in table.columns if c.number > table.names]
    above = [r for r in numbers if r < gaps[-1] and not line_reason(plane, table.block, r)]
    others = [sum(bool(plane.glance(r, c)) for c in columns) for r in above]
    return gaps[-1], 0.5 * min(others) if len(others) > 1 else -1.0


def _alone(table: SheetTable, line: TableLine, reason: str) -> tuple[str, bool]:
    """A row that has a name and no score: a footer, the title of a group, or a lever."""
    plane, row = table.plane, line.number
    later = [one for one in table.rows if one.number > row]
    ends = not any(plane.glance(one.number, c.number) for one in later for c in table.columns)
    text = line.name or next((plane.name(row, c) for c in plane.filled(row)), "")
    if reason in ("source", "remark") or is_footnote(text) or (ends and len(text) > LONG_FOOTER):
        is_source = reason == "source" or text.casefold().startswith("source")
        return ("source" if is_source else "remark"), False
    if not line.name:
        return "remark", False
    if plane.cell(row, table.names).columns > 1:
        return "group", False
    if ends and not reason and len(text) <= LONG_SENTENCE and _is_near(table, row):
        return "", True
    return ("remark" if ends else "group"), True


def _is_near(table: SheetTable, row: int) -> bool:
    """Whether a row stands right below others of its table, as one whose scores are awaited."""
    plane = table.plane
    above = [one.number for one in table.rows if one.number < row]
    glances = {plane.glance(r, c.number) for r in above for c in table.columns}
    return bool(glances & {"value", "word"}) and not any(above[-1] < r < row for r in plane.rows)


def sorted_columns(table: SheetTable) -> SortedLines:
    """What each column beside that of names is."""
    lines, questions = [], []
    for line in table.columns:
        answer = _answer(table, column_letters(line.number))
        why, doubt = _column_reason(table, line)
        lines.append(replace(line, why=why if answer is None else answer))
        if doubt and answer is None:
            questions.append(doubt)
    return SortedLines(tuple(lines), tuple(questions))


def _column_reason(table: SheetTable, line: TableLine) -> tuple[str, FileQuestion | None]:
    plane, column = table.plane, line.number
    rows = [one.number for one in table.rows if not one.why]
    cells = [r for r in rows if plane.glance(r, column) or _is_shared(table, line, r)]
    if not cells:
        empty = replace(line, why="empty")
        return "empty", _question(table, empty, row=False) if line.name else None
    reason = _reason_by_cells(table, line, rows)
    if reason:
        return reason, None
    if (group := _group(table, line, rows)) is not None:
        return group
    if _numbers_levers(table, line, cells):
        numbered = replace(line, why="number")
        return "number", _question(table, numbered, row=False)
    if _is_doubtful(table, line):
        return "", line_question(table, line, ("criterion", "left_out"), row=False)
    return "", None


def _numbers_levers(table: SheetTable, line: TableLine, rows: list[int]) -> bool:
    """Whether a column before the names is headed as they may be, and has numbers alone."""
    before = line.number < table.names and corner_side(line.name) == "lever"
    return before and all(table.plane.glance(r, line.number) == "value" for r in rows)


def _is_shared(table: SheetTable, line: TableLine, row: int) -> bool:
    """Whether a column that has a name shares a merged score with one before."""
    place = table.plane.holder(row, line.number) if line.name else None
    return place is not None and place[1] not in (table.names, line.number)


def _reason_by_cells(table: SheetTable, line: TableLine, rows: list[int]) -> str:
    """Why a column is none by its heading, or by what stands in it."""
    plane, column = table.plane, line.number
    if _counts_rows(table, line, rows):
        return "number"
    if reason := aside_reason(line.name):
        return reason
    if _copies_names(table, column, rows):
        return "copy"
    cells = [r for r in rows if plane.glance(r, column)]
    texts = [plane.name(r, column) for r in cells if plane.glance(r, column) == "word"]
    long = sum(map(len, texts)) > LONG_SENTENCE * len(texts)
    return "text" if long and len(texts) >= 0.6 * len(cells) else ""


def _is_doubtful(table: SheetTable, line: TableLine) -> bool:
    """Whether its name may say that it is none, where it is not the only column."""
    reason = doubtful_reason(line.name)
    if not reason or len(table.columns) <= 1:
        return False
    if reason in ("weight", "rank", "total", "mean"):
        return True
    return any(table.plane.glance(r.number, line.number) == "word" for r in table.items[0])


def _counts_rows(table: SheetTable, line: TableLine, rows: list[int]) -> bool:
    """Whether a column counts its rows: it stands before the names, or has no name."""
    texts = [table.plane.name(r, line.number) for r in rows]
    if len(texts) <= 1 or (line.name and line.number > table.names):
        return False
    numbers = [int(one.strip(".")) for one in texts if one.strip(".").isdecimal()]
    if len(numbers) < len(texts) or (line.number > table.names and numbers[0] > 1):
        return False
    return all(b - a == 1 for a, b in pairwise(numbers))


def _copies_names(table: SheetTable, column: int, rows: list[int]) -> bool:
    plane = table.plane
    same = sum(plane.key(r, column) == plane.key(r, table.names) for r in rows)
    return len(rows) > 1 and same >= 0.8 * len(rows)


def _names_groups(head: str) -> bool:
    return folded_text(head) in GROUPS


def _group(
    table: SheetTable, line: TableLine, rows: list[int]
) -> tuple[str, FileQuestion | None] | None:
    """A column before the names that says the same of several rows: merged, or written once."""
    plane, column = table.plane, line.number
    keys = [plane.key(r, column) for r in rows if plane.glance(r, column) == "word"]
    if (
        column > table.names
        or not keys
        or len(keys) < len([r for r in rows if plane.glance(r, column)])
    ):
        return None
    merged = any(plane.cell(r, column).rows > 1 for r in rows)
    again = max(Counter(keys).values()) > 1
    if not merged and len(keys) == len(rows) and not again:
        return None
    answer = plane.answers.choice("group", column_letters(column))
    if answer:
        return ("" if answer == "criterion" else "group"), None
    if merged or not line.name or _names_groups(line.name):
        return "group", None
    question = _question(table, line, row=False)
    return "group", replace(question, kind="group", choices=("group", "criterion"))

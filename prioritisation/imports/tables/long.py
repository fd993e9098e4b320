"""Long tables: one row for each score, with what it is of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from prioritisation.imports.cells.vocabulary import aside_reason, corner_side
from prioritisation.imports.grids import column_letters
from prioritisation.imports.model import FileQuestion
from prioritisation.imports.tables.beside import (
    GroundKind,
    confidence_said,
    date_said,
    end_named,
    ground_named,
    is_identifying,
    status_said,
)
from prioritisation.imports.tables.blocks import TableBlock
from prioritisation.imports.tables.headers import Header
from prioritisation.imports.tables.planes import Plane

_MOST_NAMED = 0.75
"""Of the rows, how many names at most a column has whose names come again and again."""


@dataclass(frozen=True, slots=True)
class LongTable:
    """A table of scores, one a row.

    Attributes
    ----------
    lever, criterion, score
        The columns that say what a row is of, and the score.
    beside
        What other columns are: ``unit``, ``direction``, what each score rests on
        (``beside.GroundKind``), or why they are left out.
    questions
        Whether it is one: nobody said so yet.
    high
        The column of the other end of each score, where it may be a range.
    whole
        Whether it is one that was given back: it says of itself what each column is.
    sums
        Rows among the others that are left out, and why: totals, means, ranks, weights.
    """

    plane: Plane
    header: Header
    rows: tuple[int, ...]
    lever: int
    criterion: int
    score: int
    beside: Mapping[int, str]
    questions: tuple[FileQuestion, ...] = ()
    high: int | None = None
    whole: bool = False
    sums: Mapping[int, str] = field(default_factory=dict)

    def lever_at(self, row: int) -> tuple[int, int]:
        """Where the lever of a row is named: on it, or above where cells are merged."""
        return self.plane.top(row, self.lever)

    def criterion_at(self, row: int) -> tuple[int, int]:
        """Where the criterion of a row is named."""
        return self.plane.top(row, self.criterion)

    def beside_of(self, why: str) -> int | None:
        """The column that says something of each score, if there is one."""
        return next((c for c, reason in self.beside.items() if reason == why), None)

    def grounds_at(self, row: int) -> dict[GroundKind, tuple[int, int]]:
        """The cells that say what the score of a row rests on, and why it is that."""
        columns = ((kind, self.beside_of(kind)) for kind in get_args(GroundKind))
        return {kind: self.plane.top(row, c) for kind, c in columns if c is not None}


def long_table(plane: Plane, block: TableBlock, header: Header) -> LongTable | None:
    """A row for each score: where somebody says so; where headings do, it is asked."""
    stated = plane.answers.choice("orientation") == "long"
    rows = [r for r in block.rows if r >= header.first and len(plane.filled(r)) > 1]
    if not rows or not header.rows:
        return None
    heads = headed_columns(plane, block, header.rows[-1])
    again = [
        c
        for c in block.columns
        if not aside_reason(heads[c]) and not is_identifying(heads[c])
        if stated or _comes_again(plane, rows, c)
    ]
    lever, criterion = (_headed(plane, heads, again, side) for side in ("lever", "criterion"))
    score = _score_column(plane, rows, heads, (lever, criterion))
    if stated:
        left = [c for c in again if c not in (lever, criterion, score)]
        lever = left.pop(0) if lever is None and left else lever
        criterion = left.pop(0) if criterion is None and left else criterion
        score = _score_column(plane, rows, heads, (lever, criterion)) if score is None else score
    if lever is None or criterion is None or score is None:
        return None
    pair = lever, criterion
    score, high = _ends(heads, pair, score)
    beside = columns_beside(plane, rows, heads, (*pair, score, high))
    sums = {r: why for r in rows if (why := _reason_of_row(plane, r, pair))}
    kept = tuple(r for r in rows if r not in sums)
    if not kept:
        return None
    cells = plane.sheet.range_name((header.rows[0], rows[-1]), (min(heads), max(heads)))
    asked = FileQuestion("orientation", "", (cells,), ("long", "rows", "columns"))
    questions = () if stated else (asked,)
    return LongTable(plane, header, kept, *pair, score, beside, questions, high, sums=sums)


def _headed(
    plane: Plane, heads: dict[int, str], among: list[int], side: Literal["lever", "criterion"]
) -> int | None:
    """The column of levers or of criteria, as somebody says or its heading does."""
    said = (c for c in heads if plane.answers.choice("role", column_letters(c)) == side)
    return next(iter([*said, *(c for c in among if corner_side(heads[c]) == side)]), None)


def headed_columns(plane: Plane, block: TableBlock, row: int) -> dict[int, str]:
    """What heads each column of a block, and those of remarks after one that has but a heading."""
    heads = {c: plane.name(row, c) for c in block.columns}
    for c in range(max(block.columns) + 1, plane.width):
        if not ground_named(plane.name(row, c)):
            break
        if c in plane.columns:
            heads[c] = plane.name(row, c)
    return heads


def _reason_of_row(plane: Plane, row: int, pair: tuple[int, int]) -> str:
    """Why a row is no score, as its lever or its criterion says, unless somebody says it is."""
    if plane.answers.choice("role", str(row + 1)) == "lever":
        return ""
    reasons = (aside_reason(plane.name(*plane.top(row, c))) for c in pair)
    return next((one for one in reasons if one in ("total", "mean", "rank", "weight")), "")


def _ends(heads: dict[int, str], pair: tuple[int, int], score: int) -> tuple[int, int | None]:
    """The column of scores, and that of their other end: « note » and « haut », or both ends."""
    ends = {end_named(head): c for c, head in heads.items() if c not in pair and end_named(head)}
    if "high" not in ends or ends["high"] == ends.get("low", score):
        return score, None
    if score in ends.values():
        return (ends["low"], ends["high"]) if "low" in ends else (score, None)
    return score, None if "low" in ends else ends["high"]


def columns_beside(
    plane: Plane, rows: list[int], heads: dict[int, str], used: tuple[int | None, ...]
) -> dict[int, str]:
    """What the other columns of a long table are; of two that say the same, the first."""
    reasons: dict[int, str] = {}
    for c, head in heads.items():
        if c in used:
            continue
        ground = ground_named(head)
        if is_identifying(head):
            reasons[c] = "number"
        elif plane.answers.choice("role", column_letters(c)) == "left_out":
            reasons[c] = "by_choice"
        elif ground and ground not in reasons.values() and _says(plane, rows, c, ground):
            reasons[c] = ground
        else:
            reasons[c] = "remark" if ground else aside_reason(head) or "remark"
    return reasons


def _says(plane: Plane, rows: list[int], column: int, kind: GroundKind) -> bool:
    """Whether anything of a column is what its heading says: a status, a date, how sure."""
    saying = {"status": status_said, "date": date_said, "confidence": confidence_said}.get(kind)
    texts = [plane.name(r, column) for r in rows if plane.glance(r, column)]
    return saying is None or any(map(saying, texts))


def _comes_again(plane: Plane, rows: list[int], column: int) -> bool:
    places = [plane.top(r, column) for r in rows]
    words = [plane.key(*one) for one in places if plane.glance(*one) == "word"]
    return len(words) >= 0.9 * len(rows) and len(set(words)) <= _MOST_NAMED * len(rows)


def _score_column(
    plane: Plane, rows: list[int], heads: dict[int, str], pair: tuple[int | None, ...]
) -> int | None:
    """The column that is headed as scores are, or as their ends; once it is said, of numbers."""
    others = [c for c in heads if c not in pair]
    named = [c for c in others if corner_side(heads[c]) == "score"]
    ends = [c for end in ("low", "high") for c in others if end_named(heads[c]) == end]
    found = [*named, *(ends[:1] if len(ends) > 1 else [])]
    if plane.answers.choice("orientation") == "long":
        found += [c for c in others if any(plane.glance(r, c) == "value" for r in rows)]
    return next(iter(found), None)

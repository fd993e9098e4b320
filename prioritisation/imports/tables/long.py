"""Long tables: one row for each score, with what it is of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

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

LEAST_ROWS = 4
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
        Which of two is the column of criteria, where nothing says so.
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

    @property
    def size(self) -> int:
        """How many scores it has."""
        return len(self.rows)

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
    """A long table, if a block is one."""
    rows = [r for r in block.rows if r >= header.first and len(plane.filled(r)) > 1]
    if len(rows) < LEAST_ROWS or not header.rows:
        return None
    heads = headed_columns(plane, block, header.rows[-1])
    again = [
        c for c in block.columns if not aside_reason(heads[c]) and _comes_again(plane, rows, c)
    ]
    again.sort(key=lambda c: is_identifying(heads[c]))
    pair, named = _pair(plane, again, heads)
    if pair is None or (not named and _has_names(plane, rows, heads)):
        return None
    if not named and len(_numbers(plane, rows, heads, pair)) > 1:
        return None
    score = _score_column(plane, rows, heads, pair)
    if score is None or not _is_crossed(plane, rows, pair, heads, named=named):
        return None
    questions = () if named else (_which(plane, rows, pair, heads),)
    score, high = _ends(heads, pair, score)
    beside = columns_beside(plane, rows, heads, (*pair, score, high))
    sums = {r: why for r in rows if (why := _reason_of_row(plane, r, pair))}
    left = tuple(r for r in rows if r not in sums)
    if not left:
        return None
    return LongTable(plane, header, left, *pair, score, beside, questions, high, sums=sums)


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


def _has_names(plane: Plane, rows: list[int], heads: dict[int, str]) -> bool:
    """Whether a column has a name of its own on each row, as a wide table has."""
    words = [
        [plane.key(r, c) for r in rows if plane.glance(r, c) == "word"]
        for c, head in heads.items()
        if not aside_reason(head)
    ]
    if any(plane.cell(r, c).rows > 1 for r in rows for c in heads):
        return False
    return any(len(one) >= 0.9 * len(rows) and len(set(one)) == len(one) for one in words)


def _pair(
    plane: Plane, again: list[int], heads: dict[int, str]
) -> tuple[tuple[int, int] | None, bool]:
    """The columns of levers and of criteria, and whether something says so."""
    roles = {plane.answers.choice("role", column_letters(c)): c for c in again}
    lever, criterion = roles.get("lever"), roles.get("criterion")
    if lever is None:
        lever = next(
            (c for c in again if corner_side(heads[c]) == "lever" and c != criterion), None
        )
    if criterion is None:
        criterion = next(
            (c for c in again if corner_side(heads[c]) == "criterion" and c != lever), None
        )
    if lever is not None and criterion is not None:
        return (lever, criterion), True
    others = [c for c in again if c not in (lever, criterion)]
    if lever is not None and others:
        return (lever, others[0]), "lever" in roles
    if criterion is not None and others:
        return (others[0], criterion), True
    return ((others[0], others[1]) if len(others) > 1 else None), False


def _score_column(
    plane: Plane, rows: list[int], heads: dict[int, str], pair: tuple[int, int]
) -> int | None:
    others = [c for c in heads if c not in pair]
    named = [c for c in others if corner_side(heads[c]) == "score"]
    ends = [c for end in ("low", "high") for c in others if end_named(heads[c]) == end]
    both = ends[:1] if len(ends) > 1 else []
    return next(iter([*named, *_numbers(plane, rows, heads, pair), *both]), None)


def _numbers(
    plane: Plane, rows: list[int], heads: dict[int, str], pair: tuple[int, int]
) -> list[int]:
    """Other columns of numbers; of several, none is that of the scores."""
    others = [c for c in heads if c not in pair and not aside_reason(heads[c])]
    return [c for c in others if any(plane.glance(r, c) == "value" for r in rows)]


def _is_crossed(
    plane: Plane, rows: list[int], pair: tuple[int, int], heads: dict[int, str], *, named: bool
) -> bool:
    """Whether each lever meets most criteria; once each, unless headings say what is what."""
    headed = [corner_side(heads[c]) for c in pair] == ["lever", "criterion"]
    both = [tuple(plane.key(*plane.top(r, c)) for c in pair) for r in rows]
    levers, criteria = {one for one, _ in both}, {other for _, other in both}
    if len(levers) <= 1 or len(criteria) < (1 if named else 2):
        return False
    once = headed or len(set(both)) >= (0.7 if named else 0.95) * len(both)
    return once and len(both) >= 0.5 * len(levers) * len(criteria)


def _which(
    plane: Plane, rows: list[int], pair: tuple[int, int], heads: dict[int, str]
) -> FileQuestion:
    lever, _criterion = pair
    cells = plane.sheet.range_name((min(rows), max(rows)), (lever, lever))
    about = column_letters(lever)
    return FileQuestion("role", about, (cells,), ("lever", "criterion"), heads[lever])

"""Where tables may be: blocks of rows that belong together, and of columns."""

from dataclasses import dataclass

from prioritisation.imports.cells.vocabulary import aside_reason, corner_side
from prioritisation.imports.tables.planes import Plane, stretches

FAR_APART = 2
"""Empty rows, or columns, that may stand within a table, one after another."""
LEAST_NAMES = 3
"""Rows of a table beside another, its header among them."""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows and columns that may be a table; empty ones left out."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


def blocks_of(plane: Plane) -> list[TableBlock]:
    """All blocks of a sheet that have two rows and two columns, as they stand."""
    blocks = [
        TableBlock(tuple(r for r in rows if any(plane.glance(r, c) for c in columns)), columns)
        for rows in _joined(plane, _runs(plane))
        for columns in _beside(plane, rows)
    ]
    return [one for one in blocks if len(one.rows) > 1 and len(one.columns) > 1]


def _runs(plane: Plane) -> list[list[int]]:
    """Rows that follow one another without an empty one."""
    runs: list[list[int]] = [[]]
    for row in plane.rows:
        if plane.filled(row):
            runs[-1].append(row)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _joined(plane: Plane, runs: list[list[int]]) -> list[list[int]]:
    """Runs of one table: a header, an empty row, the table; or a table with empty rows inside."""
    joined: list[list[int]] = []
    for run in runs:
        if joined and _goes_on(plane, joined[-1], run):
            joined[-1] = joined[-1] + run
        else:
            joined.append(run)
    return joined


def _goes_on(plane: Plane, above: list[int], below: list[int]) -> bool:
    between = sum(above[-1] < r < below[0] for r in plane.rows)
    if between > FAR_APART:
        return False
    if _is_header_over(plane, below):
        return False
    wide = _usual(plane, below)
    last = plane.filled(above[-1])
    if only_words(plane, above[-1]) and len(last) >= max(2, 0.6 * wide) and wide > 1:
        return True
    return _like_rows(plane, above, below[0])


def _is_header_over(plane: Plane, rows: list[int]) -> bool:
    """Whether a run begins with a row of words over values."""
    if len(rows) <= 1 or not only_words(plane, rows[0]) or len(plane.filled(rows[0])) <= 1:
        return False
    keys = [plane.key(rows[0], c) for c in plane.filled(rows[0])]
    if len(set(keys)) < len(keys) or aside_reason(keys[0]) in ("unit", "direction", "ends"):
        return False
    return any(
        plane.glance(rows[1], c) in ("value", "date", "error") for c in plane.filled(rows[0])
    )


def _like_rows(plane: Plane, above: list[int], row: int) -> bool:
    """Whether a row has what the rows of a table above it have: values at the same columns."""
    line = plane.filled(row)
    if len(above) <= 1 or len(line) < max(2, 0.6 * _usual(plane, above)):
        return False
    same = [c for c in line if any(plane.glance(r, c) for r in above[-3:])]
    values = [c for c in same if plane.glance(row, c) != "word"]
    words = [plane.key(row, c) for c in same[1:]]
    known = {plane.key(r, c) for r in above[-50:] for c in same}
    again = len(set(words)) < len(words) or known & set(words)
    return len(same) >= 0.8 * len(line) and bool(values or again)


def only_words(plane: Plane, row: int) -> bool:
    """Whether all that a row says is words."""
    return all(plane.glance(row, c) == "word" for c in plane.filled(row))


def _usual(plane: Plane, rows: list[int]) -> int:
    counts = sorted(len(plane.filled(r)) for r in rows)
    return counts[int(len(counts) * 0.7)]


def _beside(plane: Plane, rows: list[int]) -> list[tuple[int, ...]]:
    """The columns of each table of some rows; tables stand apart by an empty column."""
    wide = 0.5 * _usual(plane, rows)
    full = [r for r in rows if len(plane.filled(r)) > wide]
    used = [c for c in plane.columns if _is_used(plane, full, c)]
    order = {c: k for k, c in enumerate(plane.columns)}
    groups = [
        [plane.columns[k] for k in range(first, last + 1)]
        for first, last in stretches(order[c] for c in used)
    ]
    tables: list[list[int]] = []
    for group in groups:
        if tables and _goes_along(plane, full, tables[-1], group):
            tables[-1] += group
        else:
            tables.append(group)
    return [tuple(one) for one in tables]


def _is_used(plane: Plane, rows: list[int], column: int) -> bool:
    """Whether a column has something on two rows, be it under a cell merged with one before."""
    filled = [r for r in rows if plane.glance(r, column)]
    if len(filled) != 1:
        return len(filled) > 1
    first = min(plane.filled(r)[0] for r in rows)
    holders = (plane.holder(r, column) for r in rows)
    return any(place is not None and place[1] > first for place in holders)


def _goes_along(plane: Plane, rows: list[int], left: list[int], right: list[int]) -> bool:
    """Whether columns after an empty one are of the table before it."""
    if _own_table(plane, rows, left, right):
        return False
    high = sum(any(plane.glance(r, c) for c in right) for r in rows)
    gap = plane.columns.index(right[0]) - plane.columns.index(left[-1])
    if high >= 0.8 * len(rows) and gap <= FAR_APART:
        return True
    return high >= 0.6 * len(rows) and any(
        all(plane.glance(r, c) == "word" for c in right)
        and sum(plane.glance(r, c) == "word" for c in left) >= 0.6 * len(left)
        for r in rows
    )


def _own_table(plane: Plane, rows: list[int], left: list[int], right: list[int]) -> bool:
    """Whether columns after an empty one begin with names of their own."""
    if len(left) <= 1 or len(right) <= 1:
        return False
    words = [r for r in rows if plane.glance(r, right[0]) == "word"]
    names = {plane.key(r, right[0]) for r in words}
    if len(words) < LEAST_NAMES or len(names) < 0.8 * len(words) or len(words) < 0.6 * len(rows):
        return False
    head = plane.name(words[0], right[0])
    if corner_side(head) in ("lever", "criterion"):
        return True
    before = [{plane.key(r, c) for r in words} for c in left[:2]]
    return len(names) == len(words) and any(
        len(one) == len(words) and len(names & one) >= 0.5 * len(names) for one in before
    )

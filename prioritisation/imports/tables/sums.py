"""Sums and means of a table, by their names or by what they add up: none is a lever."""

import math
from collections.abc import Sequence
from dataclasses import replace

from prioritisation.imports.cells.amounts import amount_of
from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.cells.vocabulary import doubtful_reason
from prioritisation.imports.tables.doubts import line_question, role_answered
from prioritisation.imports.tables.tables import SheetTable, TableLine

LEAST_ADDED = 3
"""Numbers that a lone sum adds up at least: of two, one number is the sum by chance."""
LARGEST_BY_CHANCE = 20
"""A sum of small whole numbers may be one of the numbers."""
_MOST_ADDED = 60
_NEAR = 1e-6
_SUBTOTALS = ("sous-total", "sous total", "subtotal", "s/total", "ss-total", "ss total")
_TOTALS = ("total ", "somme ", "cumul ", "ensemble ")
_MEANS = ("moyenne ", "moy. ", "mediane ", "average ", "mean ")


def with_sums(table: SheetTable) -> SheetTable:
    """A table without its sums; with what is asked of lines that may be one."""
    table = _named_sums(table)
    return _sums(_sums(table, rows=True), rows=False)


def _named_sums(table: SheetTable) -> SheetTable:
    """Rows that are named « Sous-total des transports », « Moyenne de la région »."""
    (items, across), questions = table.items, list(table.questions)
    named = {k: why for k, line in enumerate(items) if (why := _why_by_name(table, line))}
    if not named:
        return table
    columns = [[_number(table, one, other, rows=True) for one in items] for other in across]
    changed: dict[int, str] = {}
    for k, why in named.items():
        line, name = items[k], folded_text(items[k].name)
        doubtful = _is_doubtful(line)
        if (
            name.startswith(_SUBTOTALS)
            or _is_computed(table, line, across)
            or _ends_run(columns, k)
        ):
            changed[line.number] = why
        elif doubtful or _is_at_an_end(table, items, k, mean=why == "mean"):
            changed[line.number] = why
            questions.append(line_question(table, line, ("left_out", "lever"), row=True))
        elif doubtful_reason(line.name) == "total":
            questions.append(line_question(table, line, ("lever", "left_out"), row=True))
    rows = tuple(replace(r, why=changed.get(r.number, r.why)) for r in table.rows)
    return replace(table, rows=rows, questions=tuple(questions))


def _why_by_name(table: SheetTable, line: TableLine) -> str:
    """What a row may sum up, as its name says and nobody denies: ``total`` or ``mean``."""
    name = folded_text(line.name) + " "
    if not _is_doubtful(line) and not name.startswith((*_SUBTOTALS, *_TOTALS, *_MEANS)):
        return ""
    if role_answered(table, line, rows=True):
        return ""
    return "mean" if name.startswith(_MEANS) else "total"


def _is_doubtful(line: TableLine) -> bool:
    return " " in line.name and doubtful_reason(line.name) in ("total", "mean")


def _is_at_an_end(table: SheetTable, items: Sequence[TableLine], k: int, *, mean: bool) -> bool:
    """Whether a row is the first or the last, and its numbers may be sums, or means."""
    return k in (0, len(items) - 1) and _may_sum_up(table, items, items[k], mean=mean)


def _is_computed(table: SheetTable, line: TableLine, across: Sequence[TableLine]) -> bool:
    cells = [table.plane.cell(line.number, c.number) for c in across]
    values = [one for one in cells if isinstance(one.value, float)]
    return bool(values) and all(one.computed for one in values)


def _ends_run(columns: Sequence[Sequence[float | None]], k: int) -> bool:
    """Whether a row adds up those just above it, however many."""
    added = [_Added(numbers[k]) for numbers in columns]
    for above in range(k - 1, max(0, k - _MOST_ADDED) - 1, -1):
        for one, numbers in zip(added, columns, strict=True):
            one.take(numbers[above])
        if above < k - 1 and _add_up(added):
            return True
    return False


def _may_sum_up(
    table: SheetTable, items: Sequence[TableLine], line: TableLine, *, mean: bool
) -> bool:
    """Whether all numbers of a row are beyond those of others, or between them."""
    places = []
    for other in table.items[1]:
        own = _number(table, line, other, rows=True)
        numbers = [_number(table, one, other, rows=True) for one in items if one is not line]
        known = [one for one in numbers if one is not None]
        if own is not None and known:
            between = min(known) < own < max(known)
            places.append(between if mean else own >= max(known))
    return bool(places) and all(places)


def _sums(table: SheetTable, *, rows: bool) -> SheetTable:
    """The last or the first line, where it is the sum or the mean of all others."""
    lines, across = table.items if rows else table.items[::-1]
    if len(lines) < LEAST_ADDED or len(lines) > _MOST_ADDED:
        return table
    across = across[:_MOST_ADDED]
    for line in (lines[-1], lines[0]):
        others = [one for one in lines if one is not line]
        if role_answered(table, line, rows=rows) or not _adds_up(
            table, line, others, across, rows=rows
        ):
            continue
        item = "lever" if rows else "criterion"
        clear = _is_clear(table, line, across, rows=rows)
        choices = ("left_out", item) if clear else (item, "left_out")
        question = line_question(table, line, choices, row=rows)
        table = replace(table, questions=(*table.questions, question))
        return _left_out(table, line, rows=rows) if clear else table
    return table


def _left_out(table: SheetTable, line: TableLine, *, rows: bool) -> SheetTable:
    lines = table.rows if rows else table.columns
    changed = tuple(replace(one, why="total") if one is line else one for one in lines)
    return replace(table, rows=changed) if rows else replace(table, columns=changed)


def _is_clear(
    table: SheetTable, line: TableLine, across: Sequence[TableLine], *, rows: bool
) -> bool:
    """Whether a sum is none by chance: formulas give it, or its numbers are not small."""
    numbers = [_number(table, line, other, rows=rows) or 0.0 for other in across]
    return max(map(abs, numbers)) > LARGEST_BY_CHANCE or (
        rows and _is_computed(table, line, table.items[1])
    )


class _Added:
    """The numbers of some lines at a place, and what a line says there that may add them up."""

    def __init__(self, own: float | None) -> None:
        self._own = own
        self._total = 0.0
        self._some = bool(own)
        self.count = 0

    def take(self, number: float | None) -> None:
        """Take the number of one more line."""
        if number is not None:
            self.count += 1
            self._total += number
            self._some = self._some or bool(number)

    @property
    def is_place(self) -> bool:
        """Whether it may show a sum: zeros add up to nothing that would say so."""
        return self._own is not None and self.count > 1 and self._some

    @property
    def is_sum(self) -> bool:
        """Whether the line has the sum of the others."""
        return self._own is not None and math.isclose(self._own, self._total, rel_tol=_NEAR)

    @property
    def is_mean(self) -> bool:
        """Whether the line has their mean."""
        mean = self._total / self.count
        return self._own is not None and math.isclose(self._own, mean, rel_tol=1e-3)


def _add_up(added: Sequence[_Added]) -> bool:
    """Whether a line has the sums, or the means, of others wherever those are numbers."""
    places = [one for one in added if one.is_place]
    enough = any(one.count >= LEAST_ADDED for one in places)
    if not places or not (enough or len(places) > 1):
        return False
    if all(one.is_sum for one in places):
        return True
    return enough and len(places) > 1 and all(one.is_mean for one in places)


def _adds_up(
    table: SheetTable,
    line: TableLine,
    others: Sequence[TableLine],
    across: Sequence[TableLine],
    *,
    rows: bool,
) -> bool:
    added = []
    for other in across:
        one = _Added(_number(table, line, other, rows=rows))
        for each in others:
            one.take(_number(table, each, other, rows=rows))
        added.append(one)
    return _add_up(added)


def _number(table: SheetTable, line: TableLine, other: TableLine, *, rows: bool) -> float | None:
    row, column = (line.number, other.number) if rows else (other.number, line.number)
    if table.plane.glance(row, column) != "value":
        return None
    amount = amount_of(table.plane.cell(row, column), ",")
    return amount.low if amount.kind == "number" else None

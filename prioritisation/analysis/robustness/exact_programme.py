"""Linear programmes over a simplex in fractions: what is redundant, or empty, is so exactly.

The simplex method on dictionaries with Bland's rule [1]_, which cannot go round. Small problems
only: a dozen variables, a dozen rows or two.

References
----------
.. [1] Bland, R. G. (1977). New finite pivoting rules for the simplex method. Mathematics of
   Operations Research, 2(2), 103-107; dictionaries: Chvatal, V. (1983). Linear Programming.
   Freeman, chapters 2 and 3.
"""

from collections.abc import Sequence
from fractions import Fraction

Row = tuple[Fraction, ...]
"""One fraction per variable."""

_Dictionary = list[list[Fraction]]
"""Rows of a constant, then a coefficient per variable that is 0; the last row is the cost."""


def dot(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    """The sum of the products.

    Examples
    --------
    >>> dot((Fraction(1, 2), Fraction(1, 2)), (Fraction(1), Fraction(0)))
    Fraction(1, 2)
    """
    return sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))


def unit_rows(count: int) -> list[Row]:
    """One row per variable: itself."""
    return [tuple(Fraction(i == j) for j in range(count)) for i in range(count)]


def highest(cost: Row, rows: Sequence[Row]) -> tuple[Fraction, Row] | None:
    """The most that ``cost . x`` can be, and where; None when no point satisfies the rows.

    Parameters
    ----------
    rows
        ``row . x >= 0`` for each, besides ``x >= 0`` and ``sum(x) == 1``.

    Examples
    --------
    >>> one, none = Fraction(1), Fraction(0)
    >>> highest((one, none), [(-one, one)])
    (Fraction(1, 2), (Fraction(1, 2), Fraction(1, 2)))
    """
    n = len(cost)
    # Variables 0 to n - 1 are x; then what each row leaves. The first is 1 less all the others.
    inside, outside = [0, *range(n, n + len(rows))], list(range(1, n))
    first = [Fraction(1), *(Fraction(-1) for _ in outside)]
    table = [first, *([r[0], *(a - r[0] for a in r[1:])] for r in [*rows, cost])]
    if not _mended(table, inside, outside):
        return None
    _climbed(table, inside, outside)
    values = dict(zip(inside, (row[0] for row in table), strict=False))
    return table[-1][0], tuple(values.get(j, Fraction(0)) for j in range(n))


def _mended(table: _Dictionary, inside: list[int], outside: list[int]) -> bool:
    """Pivot until no variable is negative (the dual method, without a cost); whether it ends."""
    while True:
        wrong = [k for k, name in enumerate(inside) if table[k][0] < 0]
        if not wrong:
            return True
        row = min(wrong, key=inside.__getitem__)
        usable = [k for k in range(len(outside)) if table[row][1 + k] > 0]
        if not usable:
            return False
        _exchange(table, inside, outside, row, min(usable, key=outside.__getitem__))


def _climbed(table: _Dictionary, inside: list[int], outside: list[int]) -> None:
    """Pivot while the cost can be increased; it is bounded, as the simplex is."""
    while True:
        rising = [k for k in range(len(outside)) if table[-1][1 + k] > 0]
        if not rising:
            return
        column = min(rising, key=outside.__getitem__)
        falling = [k for k in range(len(inside)) if table[k][1 + column] < 0]
        # Of those that reach 0 together, the first in order.
        row = min(falling, key=lambda k: (-table[k][0] / table[k][1 + column], inside[k]))
        _exchange(table, inside, outside, row, column)


def _exchange(
    table: _Dictionary, inside: list[int], outside: list[int], row: int, column: int
) -> None:
    """Pivot: the variable of the row and that of the column take each other's place."""
    at, pivot = 1 + column, table[row][1 + column]
    solved = [-a / pivot for a in table[row]]
    solved[at] = 1 / pivot
    for k, other in enumerate(table):
        if k != row and (factor := other[at]):
            other[at] = Fraction(0)
            table[k] = [a + factor * b if b else a for a, b in zip(other, solved, strict=True)]
    table[row] = solved
    inside[row], outside[column] = outside[column], inside[row]


def inner_point(rows: Sequence[Row], count: int) -> tuple[Row, list[bool]] | None:
    """A point where every row that can be positive is; and which rows cannot.

    Parameters
    ----------
    rows
        As in ``highest``; the variables themselves are looked at after them.
    count
        Number of variables.

    Returns
    -------
    None when no point satisfies the rows; else the point, and for each row, then for each
    variable, whether it is 0 at every point.
    """
    points: list[Row] = []
    zero: list[bool] = []
    for row in [*rows, *unit_rows(count)]:
        flat = not any(dot(row, point) > 0 for point in points)
        if flat:
            most = highest(row, rows)
            if most is None:
                return None
            points.append(most[1])
            flat = most[0] == 0
        zero.append(flat)
    middle = tuple(sum(values, Fraction(0)) / len(points) for values in zip(*points, strict=True))
    return middle, zero

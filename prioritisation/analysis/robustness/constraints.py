"""Constraints on weights: an order, bounds, intervals.

* PrioritisationError
  x InconsistentConstraints
  x NarrowConstraints
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.errors import PrioritisationError

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


_FINEST = 10**9
"""Shares are as they were typed: the fraction nearest to a float, of no larger denominator."""

_ROUNDED = 1e-9
"""Constraints missed by less than this are met: weights are floats."""


class InconsistentConstraints(PrioritisationError):
    """No weights satisfy the constraints.

    Attributes
    ----------
    constraints
        Some that contradict each other: without any one of them, the others of these do not.
    """

    def __init__(self, constraints: Sequence["Constraint"]) -> None:
        super().__init__("no weights satisfy " + " and ".join(map(str, constraints)))
        self.constraints = tuple(constraints)


class NarrowConstraints(PrioritisationError):
    """Weights satisfy the constraints, in less room than figures over them can be exact in.

    Attributes
    ----------
    constraints
        Those that leave so little, one at least.
    """

    def __init__(self, constraints: Sequence["Constraint"]) -> None:
        super().__init__("too few weights satisfy " + " and ".join(map(str, constraints)))
        self.constraints = tuple(constraints)


class _Lead:
    """What constraints share: how far weights are inside, from a row of fractions."""

    __slots__ = ()

    def row(self, n: int) -> Row:
        """What must not be negative, as a combination of the weights: n fractions."""
        raise NotImplementedError  # what shares this says it

    def lead(self, n: int) -> Floats:
        """Array (n,): the same as floats."""
        return np.array(self.row(n), dtype=float)

    def room(self, weights: Floats) -> float:
        """By how much weights (array (n,)) satisfy it, as a share; negative when they do not."""
        return float(self.lead(len(weights)) @ weights)


@dataclass(frozen=True, slots=True)
class Order(_Lead):
    """One criterion weighs at least as much as another (columns from 0)."""

    more: int
    less: int

    def __str__(self) -> str:
        """As it is read: ``w1 >= w2``."""
        return f"w{self.more + 1} >= w{self.less + 1}"

    def row(self, n: int) -> Row:
        """The weight of the one, less that of the other: n fractions."""
        return tuple(Fraction((j == self.more) - (j == self.less)) for j in range(n))


@dataclass(frozen=True, slots=True)
class _Bound(_Lead):
    """A share that a weight is compared with."""

    column: int
    share: float

    @property
    def fraction(self) -> Fraction:
        """The share as it was typed."""
        return Fraction(self.share).limit_denominator(_FINEST)


@dataclass(frozen=True, slots=True)
class AtLeast(_Bound):
    """A criterion has at least a share of the weight."""

    def __str__(self) -> str:
        """As it is read: ``w1 >= 0.2``."""
        return f"w{self.column + 1} >= {self.share:g}"

    def row(self, n: int) -> Row:
        """The weight, less the share (weights sum to 1): n fractions."""
        return tuple((j == self.column) - self.fraction for j in range(n))


@dataclass(frozen=True, slots=True)
class AtMost(_Bound):
    """A criterion has at most a share of the weight."""

    def __str__(self) -> str:
        """As it is read: ``w1 <= 0.5``."""
        return f"w{self.column + 1} <= {self.share:g}"

    def row(self, n: int) -> Row:
        """The share, less the weight (weights sum to 1): n fractions."""
        return tuple(self.fraction - (j == self.column) for j in range(n))


Constraint = Order | AtLeast | AtMost


def between(column: int, low: float, high: float) -> tuple[AtLeast, AtMost]:
    """A criterion has a share between two bounds."""
    return AtLeast(column, low), AtMost(column, high)


def in_order(groups: Sequence[Sequence[int]]) -> tuple[Order, ...]:
    """That criteria weigh at least as much as those that come after them.

    Parameters
    ----------
    groups
        Columns from the most important; those of a group weigh the same.
    """
    ordered = []
    for group in groups:
        pairs = list(pairwise(group))
        ordered += [Order(a, b) for a, b in pairs] + [Order(b, a) for a, b in pairs]
    ordered += [Order(before[-1], after[0]) for before, after in pairwise(groups)]
    return tuple(ordered)


def broken(constraints: Sequence[Constraint], weights: Floats) -> tuple[Constraint, ...]:
    """The constraints that weights (array (n,) of shares) do not satisfy."""
    return tuple(c for c in constraints if c.room(weights) < -_ROUNDED)

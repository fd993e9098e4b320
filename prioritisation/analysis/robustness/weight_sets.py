"""Sets of weights: those that satisfy constraints, as a simplex of their own and what cuts it.

Which constraints are redundant, which are equalities, and whether any weights are left is decided
in fractions: a constraint that excludes nothing leaves the very same set, to the last digit. What
is left of the simplex of weights is described in the smallest simplex that holds it, whose corners
are weights. An order, or least weights alone, fill theirs: whatever is exact over all weights is
then exact there in the same way. Sets that are flat (a weight that is given, criteria that weigh
the same) lie in a simplex of fewer corners, down to a single point, and are measured in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

import numpy as np

from prioritisation.analysis.matrix import DecisionMatrix, Floats
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


_NARROWEST = Fraction(1, 10**6)
"""How far a set goes at least from each constraint, as a share of weight, if it is not flat.

Shares typed with two decimals leave a ten-thousandth divided by the number of criteria at least:
a corner is where criteria have such shares, those that weigh the same having a part of the rest.
"""

FloatRows = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class WeightSet:
    """A set of weights of n criteria; all of them when it has no corners.

    Attributes
    ----------
    corners
        The q corners of a simplex that holds the set and is as flat, each a vector of n weights.
    sides
        Rows of q figures: ``side . u >= 0`` for parts u of the corners (u >= 0, summing to 1) in
        the set. None is redundant; none at all when the set fills the simplex.
    leads
        Rows of n figures: ``lead . w >= 0`` for weights w in the set, none redundant.
    inside
        Parts of the corners, summing to 1, well inside the set.
    """

    corners: FloatRows = ()
    sides: FloatRows = ()
    leads: FloatRows = ()
    inside: tuple[float, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it is all the weights."""
        return not self.corners

    @property
    def flat(self) -> bool:
        """Whether it has no volume among all the weights."""
        return not self.whole and len(self.corners) < len(self.corners[0])

    def at_corners(self, rows: Floats) -> Floats:
        """Values, or leads, per corner instead of per criterion.

        Parameters
        ----------
        rows
            Array (..., n).

        Returns
        -------
        Array (..., q); the same array when all weights are allowed.
        """
        return rows if self.whole else np.asarray(rows @ np.array(self.corners).T)

    def matrix_at_corners(self, matrix: DecisionMatrix) -> DecisionMatrix:
        """The lowest and highest value of each lever at the corners, as if these were criteria.

        With parts u of the corners the values are those with the weights of these parts: who is
        first for u in the simplex, or in a part of it, is who is first for weights of the set.
        """
        if self.whole:
            return matrix
        names = tuple(map(str, range(len(self.corners))))
        low, high = self.at_corners(matrix.low), self.at_corners(matrix.high)
        return DecisionMatrix(matrix.alternatives, names, low, high, {})

    def weights(self, parts: Floats) -> Floats:
        """Weights from parts of the corners: from an array (..., q) to an array (..., n)."""
        return parts if self.whole else np.asarray(parts @ np.array(self.corners))

    def side_rows(self, q: int) -> Floats:
        """Array (s, q) of the sides."""
        return np.array(self.sides).reshape(-1, q)

    def lead_rows(self, n: int) -> Floats:
        """Array (k, n) of the leads."""
        return np.array(self.leads).reshape(-1, n)


EVERY_WEIGHT = WeightSet()
"""All the weights."""


@lru_cache(maxsize=64)
def weight_set(n: int, constraints: tuple[Constraint, ...]) -> WeightSet:
    """The weights of n criteria that satisfy all the constraints.

    Raises
    ------
    InconsistentConstraints
        With constraints that contradict each other, when none do.
    NarrowConstraints
        With those that leave less than ``_NARROWEST``, and something.
    """
    # A row without a negative figure excludes nothing.
    cutting = [c for c in constraints if min(c.row(n)) < 0]
    if not cutting:
        return EVERY_WEIGHT
    rows = [c.row(n) for c in cutting]
    point = inner_point(rows, n)
    if point is None:
        raise InconsistentConstraints(_conflict(cutting, n))
    zero = point[1]
    if narrow := _narrow(cutting, point, n):
        raise NarrowConstraints(narrow)
    corners = _hull(cutting, zero, n)
    strict = [row for row, flat in zip(rows, zero[: len(rows)], strict=True) if not flat]
    sides = _irredundant([_row_at(row, corners) for row in strict])
    equal = [row for row, flat in zip([*rows, *unit_rows(n)], zero, strict=True) if flat]
    if not equal and not sides:
        return EVERY_WEIGHT
    kept = [row for row in strict if _scaled(_row_at(row, corners)) in sides]
    return _described(corners, sides, _unique(kept), _unique(equal))


def _narrow(
    constraints: Sequence[Constraint], point: tuple[Row, list[bool]], n: int
) -> list[Constraint]:
    """The constraints that the set stays too near to, though it is not flat; mostly none.

    Parameters
    ----------
    point
        As ``inner_point`` gives it: what has room there needs no programme.
    """
    (middle, zero), rows = point, [c.row(n) for c in constraints]
    near = []
    for constraint, row, flat in zip(constraints, rows, zero, strict=False):
        if not flat and dot(row, middle) < _NARROWEST:
            most = highest(row, rows)
            if most is not None and most[0] < _NARROWEST:
                near.append(constraint)
    return near


def _conflict(constraints: Sequence[Constraint], n: int) -> tuple[Constraint, ...]:
    """Constraints that contradict each other, none of which can be spared (deletion filter)."""
    kept = list(constraints)
    for constraint in constraints:
        others = [c for c in kept if c is not constraint]
        if highest((Fraction(0),) * n, [c.row(n) for c in others]) is None:
            kept = others
    return tuple(kept)


def _hull(constraints: Sequence[Constraint], zero: Sequence[bool], n: int) -> list[Row]:
    """Corners of what the equalities leave of the simplex, cut by nothing else.

    Equalities are that a criterion has a share, or that two criteria have the same one: what is
    left is shared freely between groups of criteria that weigh the same.
    """
    group = list(range(n))
    given: dict[int, Fraction] = {j: Fraction(0) for j in range(n) if zero[len(constraints) + j]}
    for constraint, flat in zip(constraints, zero, strict=False):
        if flat and isinstance(constraint, Order):
            one, other = group[constraint.more], group[constraint.less]
            group = [one if g == other else g for g in group]
        elif flat and isinstance(constraint, AtLeast | AtMost):
            given[constraint.column] = constraint.fraction
    fixed = {group[j]: share for j, share in given.items()}
    base = [fixed.get(group[j], Fraction(0)) for j in range(n)]
    left = 1 - sum(base, Fraction(0))
    corners = [
        tuple(base[j] + left * Fraction(group[j] == g, group.count(g)) for j in range(n))
        for g in dict.fromkeys(group)
        if g not in fixed
    ]
    return corners or [tuple(base)]


def _row_at(row: Row, corners: Sequence[Row]) -> Row:
    return tuple(dot(row, corner) for corner in corners)


def _scaled(row: Row) -> Row:
    """The same side with 1 as its largest figure: one row per side, however it was asked."""
    most = max(map(abs, row))
    return tuple(a / most for a in row)


def _unique(rows: Sequence[Row]) -> list[Row]:
    """The rows in an order of their own, each once."""
    return sorted({_scaled(row) for row in rows})


def _irredundant(rows: Sequence[Row]) -> list[Row]:
    """The rows that exclude something which the others do not; scaled, in an order of their own.

    Of a set that is not flat in its simplex these are its sides: nothing else describes it.
    """
    kept = _unique([row for row in rows if min(row) < 0])
    for row in tuple(kept):
        others = [other for other in kept if other != row]
        least = highest(tuple(-a for a in row), others)
        if least is not None and least[0] <= 0:
            kept = others
    return kept


def _described(
    corners: list[Row], sides: list[Row], leads: list[Row], equal: list[Row]
) -> WeightSet:
    """A set of these sides, in the smallest simplex that holds it."""
    corners, sides = _shrunk(corners, sides)
    corners, sides = _filled(corners, sides)
    point, _ = inner_point(sides, len(corners)) or (corners[0], [])
    opposite = [tuple(-a for a in row) for row in equal]
    return WeightSet(
        tuple(map(_floats, corners)),
        tuple(map(_floats, sides)),
        tuple(map(_floats, [*leads, *equal, *opposite])),
        _floats(point),
    )


def _floats(row: Row) -> tuple[float, ...]:
    return tuple(map(float, row))


def _shrunk(corners: list[Row], sides: list[Row]) -> tuple[list[Row], list[Row]]:
    """The same set in a simplex without what it has nothing of: least parts are taken off."""
    units = unit_rows(len(corners))
    lowest = [highest(tuple(-a for a in unit), sides) for unit in units]
    least = [-low[0] for low in lowest if low is not None]
    # A point has nothing else in it, and there is nothing to take off the simplex itself.
    if len(corners) == 1 or not any(least):
        return corners, sides
    middle = _row_at(tuple(least), _turned(corners))
    left = 1 - sum(least)
    moved = [
        tuple(m + left * c for m, c in zip(middle, corner, strict=True)) for corner in corners
    ]
    # In parts: the new corners from the old ones.
    parts = [tuple(p + left * u for p, u in zip(least, unit, strict=True)) for unit in units]
    return moved, _irredundant([_row_at(row, parts) for row in sides])


def _turned(rows: Sequence[Row]) -> list[Row]:
    return list(zip(*rows, strict=True))


def _filled(corners: list[Row], sides: list[Row]) -> tuple[list[Row], list[Row]]:
    """Corners of the set itself when it has as many sides as a simplex; else the same again."""
    q = len(corners)
    faces = [*sides, *(unit for j, unit in enumerate(unit_rows(q)) if _is_face(sides, j))]
    if not sides or len(faces) != q:
        return corners, sides
    # The corner that is across from a side is the furthest from it.
    across = [most[1] for face in faces if (most := highest(face, sides))]
    return [_row_at(part, _turned(corners)) for part in across], []


def _is_face(sides: Sequence[Row], j: int) -> bool:
    """Whether a corner taken off leaves a whole side of the set."""
    left = [(*row[:j], *row[j + 1 :]) for row in sides]
    if not left or not left[0]:
        return bool(left)
    point = inner_point(left, len(left[0]))
    return point is not None and not any(point[1])

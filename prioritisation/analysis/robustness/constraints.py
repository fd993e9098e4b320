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
from prioritisation.analysis.robustness.exact_programme import Row
from prioritisation.errors import PrioritisationError

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

"""How far weights may move: the smallest change that puts a lever first, and stability intervals.

How much weight has to move from some criteria to others: half of the sum of the changes, in
[0, 1]. It is a small linear programme per lever [1]_. With uncertain scores there are two answers:
the change from which the lever may be first, and the one from which it is first whatever they are.

References
----------
.. [1] Method reference, section 3.6.
"""

import importlib
from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.regions import leads
from prioritisation.analysis.robustness.weight_sets import EVERY_WEIGHT, WeightSet
from prioritisation.analysis.weights import with_weight

_CLOSE_ENOUGH = 1e-11
"""A lead missed by less than this is one."""

_FEASIBLE, _INFEASIBLE = 1e-10, 2
"""How far a programme may miss a constraint, and what SciPy says when it has no solution."""

_PREFERRED = 1e-8
"""What a place further in the order of the criteria costs: of moves of one size, whatever the
solver, it is always the same that is told."""


@dataclass(frozen=True, slots=True)
class WeightMove:
    """A smallest change of weights; another of the same size may do as well: « for example ».

    Attributes
    ----------
    distance
        Share of all the weight that goes from some criteria to others, in [0, 1].
    weights
        Where it leads: one share per criterion, summing to 1.
    """

    distance: float
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """What puts one lever first, alone or tied.

    Attributes
    ----------
    row
        The lever.
    possible, sure
        The smallest change from which it is first for some values of the uncertain scores, and
        whatever they are; None when no weights do. A distance of 0: it is so already.
    """

    row: int
    possible: WeightMove | None
    sure: WeightMove | None


def tipping_points(
    matrix: DecisionMatrix, weights: Floats, within: WeightSet = EVERY_WEIGHT
) -> tuple[TippingPoint, ...]:
    """The smallest changes that put each alternative first, in table order.

    Parameters
    ----------
    weights
        Array (n,) of shares summing to 1; outside the set, they have to come into it too.
    within
        The weights that are allowed.
    """
    allowed = within.lead_rows(len(weights))
    return tuple(
        TippingPoint(
            row,
            smallest_move(np.vstack([leads(matrix, row, sure=False), allowed]), weights),
            smallest_move(np.vstack([leads(matrix, row, sure=True), allowed]), weights),
        )
        for row in range(len(matrix.alternatives))
    )


def smallest_move(gaps: Floats, weights: Floats) -> WeightMove | None:
    """The weights closest to the given ones for which no lead is negative; None without any.

    Parameters
    ----------
    gaps
        Array (k, n): lead over each of k rivals, per criterion.
    weights
        Array (n,) of shares summing to 1.

    Examples
    --------
    >>> smallest_move(np.array([[-1.0, 1.0]]), np.array([0.75, 0.25]))
    WeightMove(distance=0.25, weights=(0.5, 0.5))
    """
    if not (gaps @ weights < -_CLOSE_ENOUGH).any():
        return WeightMove(0.0, tuple(weights.tolist()))
    # A rival ahead on every criterion is ahead whatever the weights.
    if (gaps < 0).all(axis=1).any():
        return None
    n = len(weights)
    # Additions to weights, then removals: as much of one as of the other, no more than there is.
    changes = importlib.import_module("scipy.optimize").linprog(
        0.5 + _PREFERRED * np.arange(2 * n),
        A_ub=np.hstack([-gaps, gaps]),
        b_ub=gaps @ weights,
        A_eq=[np.repeat([1.0, -1.0], n)],
        b_eq=[0.0],
        bounds=[(0, None)] * n + [(0, weight) for weight in weights],
        method="highs-ds",
        options={
            "primal_feasibility_tolerance": _FEASIBLE,
            "dual_feasibility_tolerance": _FEASIBLE,
        },
    )
    if changes.status == _INFEASIBLE:
        return None
    reached = np.maximum(weights + changes.x[:n] - changes.x[n:], 0.0)
    reached /= reached.sum()
    return WeightMove(float(np.abs(reached - weights).sum() / 2), tuple(reached.tolist()))


Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stability:
    """Where one weight may stand, the others keeping their proportions, for one alternative.

    Attributes
    ----------
    sure
        Interval of that weight, in [0, 1], over which the alternative is first whatever the
        uncertain scores; None when there is none.
    possible
        Interval over which it is first for some of them; None when there is none.
    """

    criterion: str
    alternative: str
    sure: Interval | None
    possible: Interval | None


def stability_intervals(
    matrix: DecisionMatrix, weights: Floats, within: WeightSet = EVERY_WEIGHT
) -> tuple[Stability, ...]:
    """Every alternative's interval on every criterion, in closed form [1]_.

    One weight x moves and the others are rescaled in proportion, so the lead over each
    rival is linear in x: each rival cuts [0, 1] at one root. With uncertain scores the
    smallest lead gives the ``sure`` interval and the largest the ``possible`` one.

    A criterion that has all the weight (or is alone) has no others to rescale: it is left out.

    Parameters
    ----------
    weights
        Array (n,) of shares summing to 1.
    within
        The weights that are allowed: an interval ends where they do.

    References
    ----------
    .. [1] Mareschal, B. (1988). Weight stability intervals in multicriteria decision aid.
       European Journal of Operational Research, 33(1), 54-64.
    """
    allowed = within.lead_rows(len(weights))
    # Of each lever: what must not be negative for it to be first, surely and possibly.
    gaps = [
        np.stack([np.vstack([leads(matrix, i, sure=sure), allowed]) for i in rows])
        for sure in (True, False)
        for rows in [range(len(matrix.alternatives))]
    ]
    others = {
        j: with_weight(weights, j, 0.0) for j in range(len(matrix.criteria)) if weights[j] < 1
    }
    return tuple(
        Stability(matrix.criteria[j], alternative, sure, possible)
        for j, rest in others.items()
        for alternative, sure, possible in zip(
            matrix.alternatives, *(_intervals(g @ rest, g[:, :, j]) for g in gaps), strict=True
        )
    )


def _intervals(at_zero: Floats, at_one: Floats) -> list[Interval | None]:
    """Where the lead over every rival is at least 0 (within a tie); None when nowhere.

    Parameters
    ----------
    at_zero, at_one
        Arrays (m, k): lead of each lever over each of k rivals when the criterion weighs nothing,
        and everything.
    """
    slopes = at_one - at_zero
    level = np.abs(slopes) <= TIE
    behind = np.asarray((level & (at_zero < -TIE)).any(axis=1))
    roots = -at_zero / np.where(level, 1.0, slopes)
    lows = np.where((slopes > 0) & ~level, roots, 0.0).max(axis=1, initial=0.0).tolist()
    highs = np.where((slopes < 0) & ~level, roots, 1.0).min(axis=1, initial=1.0).tolist()
    # Zero and one first: a root that is minus zero is none of the ends.
    ends = [(max(0.0, low), min(1.0, high)) for low, high in zip(lows, highs, strict=True)]
    return [
        None if never or low > high + TIE else (low, high)
        for never, (low, high) in zip(behind.tolist(), ends, strict=True)
    ]

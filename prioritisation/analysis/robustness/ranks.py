"""Possible ranks over the weights allowed.

What draws and corners find is possible; what dominance forbids is impossible; between the two, an
integer programme decides (extreme ranking analysis [1]_). Ranks count where they hold for some
weights allowed, those of zero and ties included: levers tied for some weights have there each of
the ranks that they share.

References
----------
.. [1] Kadzinski, M., Greco, S. and Slowinski, R. (2012). Extreme ranking analysis in robust
   ordinal regression. Omega, 40(4), 488-501.
"""

import importlib
from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.places import (
    MOST_BY_PAIRS,
    ValueBlock,
    fewest_above,
    most_above,
    value_blocks,
)
from prioritisation.analysis.robustness.regions import leads
from prioritisation.analysis.robustness.set_draws import sample_within
from prioritisation.analysis.robustness.weight_sets import EVERY_WEIGHT, WeightSet


@dataclass(frozen=True, slots=True)
class Extremes:
    """Ranks of one lever over weights and all values of the uncertain scores; 1 is first.

    Attributes
    ----------
    best, worst
        The best and the worst rank found: 1 and the levers ahead, and as many as are not behind.
    best_proven, worst_proven
        Whether no weights give a better, or a worse one; otherwise some may, that no draw met.
    """

    row: int
    best: int
    worst: int
    best_proven: bool
    worst_proven: bool


DrawnRivals = list[tuple[int, int]]
"""For each row, the fewest rivals ahead in some draws, and the most ahead or tied."""


def extreme_ranks(
    matrix: DecisionMatrix,
    within: WeightSet = EVERY_WEIGHT,
    *,
    prove: bool = True,
    rivals: DrawnRivals | None = None,
) -> tuple[Extremes, ...]:
    """The best and the worst rank of every alternative, in table order.

    Parameters
    ----------
    within
        The weights that are allowed.
    prove
        Whether to call the integer programme, some milliseconds per lever, where draws and
        dominance do not agree; without it the ranks found are said not to be proven.
    rivals
        Those ahead in draws of the set, where they are counted already.
    """
    rows = range(len(matrix.alternatives))
    at_corners = within.matrix_at_corners(matrix)
    sides = within.side_rows(len(at_corners.criteria))
    if rivals is None:
        rivals = _drawn(matrix, sample_within(len(matrix.criteria), within), no_rivals(len(rows)))
    # Corners that the sides do not cut off: no draw meets a weight of zero.
    corners = np.eye(len(at_corners.criteria))[(sides >= 0).all(axis=0)]
    rivals = _drawn(at_corners, corners, rivals)
    return tuple(_extremes(at_corners, row, rivals[row], sides, prove=prove) for row in rows)


def _extremes(
    matrix: DecisionMatrix, row: int, sampled_ranks: tuple[int, int], sides: Floats, *, prove: bool
) -> Extremes:
    fewest, most = sampled_ranks  # levers ahead, and those ahead or tied
    favourable, unfavourable = (leads(matrix, row, sure=sure) for sure in (False, True))
    least, greatest = _fewest(-favourable), len(unfavourable) - _fewest(unfavourable)
    # What draws have reached, and dominance does not let be passed, needs no programme.
    best_proven, worst_proven = fewest == least, most == greatest
    if prove and not best_proven:
        fewest, best_proven = min(fewest, _programme(favourable, sides, few=True)), True
    if prove and not worst_proven:
        most, worst_proven = max(most, _programme(unfavourable, sides, few=False)), True
    return Extremes(row, 1 + fewest, 1 + most, best_proven, worst_proven)


def _fewest(gaps: Floats) -> int:
    """The least number of positive leads for the same weights, among rivals with no negative one.

    Such a lead is nothing only where every criterion that brings some weighs nothing: where one
    criterion weighs everything, there are fewest.
    """
    never_negative = gaps[(gaps >= 0).all(axis=1)]
    return int((never_negative > 0).sum(axis=0).min())


def widened(extremes: Extremes, best: int, worst: int, levers: int) -> Extremes:
    """With ranks found elsewhere: none that is written beside them is outside of them.

    What is proven stays; first is the best there is, and last the worst.
    """
    best = extremes.best if extremes.best_proven else min(extremes.best, best)
    worst = extremes.worst if extremes.worst_proven else max(extremes.worst, worst)
    best_proven, worst_proven = extremes.best_proven or best == 1, extremes.worst_proven
    return Extremes(extremes.row, best, worst, best_proven, worst_proven or worst == levers)


def _drawn(matrix: DecisionMatrix, weights: Floats, known: DrawnRivals) -> DrawnRivals:
    """The rivals ahead with an array (k, n) of weights, and in the draws before."""
    for block in value_blocks(matrix, weights):
        known = rivals_ahead(block, known)
    return known


def no_rivals(levers: int) -> DrawnRivals:
    """What is known of the rivals ahead before any draw."""
    return [(levers - 1, 0)] * levers


def rivals_ahead(block: ValueBlock, known: DrawnRivals) -> DrawnRivals:
    """The fewest rivals ahead, and the most ahead or tied, in a block and the draws before."""
    return (_by_pairs if len(block.low) <= MOST_BY_PAIRS else _by_order)(block, known)


def _by_pairs(block: ValueBlock, known: DrawnRivals) -> DrawnRivals:
    """The same, each lever against the others."""
    ends, low, high = [], block.low, block.high
    for row, (least, most) in enumerate(known):
        surely, maybe = low > high[row] + TIE, high >= low[row] - TIE
        maybe[row] = False
        counts = [np.add.reduce(f.view(np.uint8), axis=0, dtype=np.uint8) for f in (surely, maybe)]
        ends.append((min(least, int(counts[0].min())), max(most, int(counts[1].max()))))
    return ends


def _by_order(block: ValueBlock, known: DrawnRivals) -> DrawnRivals:
    """The same for many levers, from the values of each draw put in order once.

    That c rivals may be ahead of a lever in a draw is one comparison then, with the c-th of them:
    the most there are is found by halving, for all draws at once.
    """
    ends, low, high = [], block.low, block.high
    for row, (least, most) in enumerate(known):
        # A lever is no rival of itself, and its own highest value reaches its lowest.
        with_it = most_above(block.highest, low[row] - TIE, most + 1)
        ends.append((fewest_above(block.lowest, high[row] + TIE, least), with_it - 1))
    return ends


def _programme(gaps: Floats, sides: Floats, *, few: bool) -> int:
    """The fewest rivals that can be ahead for some weights on the sides, or the most not behind.

    Variables: the weights, then 1 for each rival ahead (not behind; 0 otherwise).
    """
    k, n = gaps.shape
    optimize = importlib.import_module("scipy.optimize")
    reach = np.abs(gaps).max(axis=1)
    sign = 1.0 if few else -1.0  # not ahead unless counted; or not behind if counted
    bound = np.zeros(k) if few else -reach
    rows = np.hstack([sign * gaps, np.diag(sign * reach)])
    solution = optimize.milp(
        np.r_[np.zeros(n), np.full(k, sign)],
        constraints=[
            optimize.LinearConstraint(rows, bound, np.inf),
            optimize.LinearConstraint(np.r_[np.ones(n), np.zeros(k)], 1, 1),
            *(optimize.LinearConstraint(np.r_[side, np.zeros(k)], 0) for side in sides),
        ],
        bounds=optimize.Bounds(0, 1),
        integrality=np.r_[np.zeros(n), np.ones(k)],
    )
    return round(sign * float(solution.fun))

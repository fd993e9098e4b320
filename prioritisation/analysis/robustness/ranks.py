"""Possible ranks over the weights allowed.

What draws and corners find is possible; what dominance forbids is impossible; between the two,
nothing is proven (the bounds are those of extreme ranking analysis [1]_). Ranks count where they
hold for some weights allowed, those of zero and ties included: levers tied for some weights have
there each of the ranks that they share.

References
----------
.. [1] Kadzinski, M., Greco, S. and Slowinski, R. (2012). Extreme ranking analysis in robust
   ordinal regression. Omega, 40(4), 488-501.
"""

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
from prioritisation.analysis.robustness.weight_sets import WeightSet


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


_Rivals = list[tuple[int, int]]
"""For each row, the fewest rivals ahead in some draws, and the most ahead or tied."""


def extreme_ranks(
    matrix: DecisionMatrix, within: WeightSet, sample: Floats
) -> tuple[Extremes, ...]:
    """The best and the worst rank of every alternative, in table order.

    Parameters
    ----------
    within
        The weights that are allowed.
    sample
        Array (k, n) of draws of them.
    """
    levers = len(matrix.alternatives)
    at_corners = within.matrix_at_corners(matrix)
    sides = within.side_rows(len(at_corners.criteria))
    rivals = _drawn(matrix, sample, [(levers - 1, 0)] * levers)
    # Corners that the sides do not cut off: no draw meets a weight of zero.
    corners = np.eye(len(at_corners.criteria))[(sides >= 0).all(axis=0)]
    rivals = _drawn(at_corners, corners, rivals)
    return tuple(_extremes(at_corners, row, *found) for row, found in enumerate(rivals))


def _extremes(matrix: DecisionMatrix, row: int, fewest: int, most: int) -> Extremes:
    """From the fewest levers ahead, and the most ahead or tied, that were met."""
    favourable, unfavourable = (leads(matrix, row, sure=sure) for sure in (False, True))
    least, greatest = _fewest(-favourable), len(unfavourable) - _fewest(unfavourable)
    # What draws have reached, and dominance does not let be passed, is proven.
    return Extremes(row, 1 + fewest, 1 + most, fewest == least, most == greatest)


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


def _drawn(matrix: DecisionMatrix, weights: Floats, known: _Rivals) -> _Rivals:
    """The rivals ahead with an array (k, n) of weights, and in the draws before."""
    count = _by_pairs if len(matrix.alternatives) <= MOST_BY_PAIRS else _by_order
    for block in value_blocks(matrix, weights):
        known = count(block, known)
    return known


def _by_pairs(block: ValueBlock, known: _Rivals) -> _Rivals:
    """The rivals ahead in a block and the draws before, each lever against the others."""
    ends, low, high = [], block.low, block.high
    for row, (least, most) in enumerate(known):
        surely, maybe = low > high[row] + TIE, high >= low[row] - TIE
        maybe[row] = False
        counts = [np.add.reduce(f.view(np.uint8), axis=0, dtype=np.uint8) for f in (surely, maybe)]
        ends.append((min(least, int(counts[0].min())), max(most, int(counts[1].max()))))
    return ends


def _by_order(block: ValueBlock, known: _Rivals) -> _Rivals:
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

"""Possible ranks over the weights allowed, dominance, and the criterion that carries the choice.

What draws find is possible; what dominance forbids is impossible; between the two, an integer
programme decides (extreme ranking analysis [1]_). Ranks count where they hold for some weights
around them: a tie for one vector of weights only makes no rank possible.

References
----------
.. [1] Kadzinski, M., Greco, S. and Slowinski, R. (2012). Extreme ranking analysis in robust
   ordinal regression. Omega, 40(4), 488-501.
"""

import importlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE, Ranking, additive
from prioritisation.analysis.robustness.draws import JOINT
from prioritisation.analysis.robustness.ordering import (
    MOST_BY_PAIRS,
    ValueBlock,
    fewest_above,
    most_above,
    value_blocks,
)
from prioritisation.analysis.robustness.regions import leads
from prioritisation.analysis.robustness.set_draws import sample_within
from prioritisation.analysis.robustness.weight_sets import EVERY_WEIGHT, WeightSet
from prioritisation.analysis.weights import with_weight

_MARGIN = 1e-5
"""Lead from which the programme takes a lever to be ahead: finer regions are not looked into."""


@dataclass(frozen=True, slots=True)
class Extremes:
    """Ranks of one lever over weights and all values of the uncertain scores; 1 is first.

    Attributes
    ----------
    best, worst
        The best and the worst rank found.
    best_proven, worst_proven
        Whether no weights give a better, or a worse one; otherwise some may, that no draw met.
    """

    row: int
    best: int
    worst: int
    best_proven: bool
    worst_proven: bool


DrawnRivals = list[tuple[int, int]]
"""For each row, the fewest and the most rivals ahead in some draws."""


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
        Those ahead in the first ``JOINT`` draws of the set, where they are counted already.
    """
    rows = range(len(matrix.alternatives))
    rivals = _drawn(matrix, within) if rivals is None else rivals
    at_corners = within.matrix_at_corners(matrix)
    sides = within.side_rows(len(at_corners.criteria))
    return tuple(_extremes(at_corners, row, rivals[row], sides, prove=prove) for row in rows)


def _extremes(
    matrix: DecisionMatrix, row: int, sampled_ranks: tuple[int, int], sides: Floats, *, prove: bool
) -> Extremes:
    fewest, most = sampled_ranks  # levers ahead
    favourable, unfavourable = (leads(matrix, row, sure=sure) for sure in (False, True))
    least = int(_behind(favourable).sum())
    greatest = int((~_never_behind(unfavourable)).sum())
    # What draws have reached, and dominance does not let be passed, needs no programme.
    best_proven, worst_proven = fewest == least, most == greatest
    if prove and not best_proven:
        fewest, best_proven = min(fewest, _programme(favourable, sides, few=True)), True
    if prove and not worst_proven:
        most, worst_proven = max(most, _programme(unfavourable, sides, few=False)), True
    return Extremes(row, 1 + fewest, 1 + most, best_proven, worst_proven)


def _behind(gaps: Floats) -> NDArray[np.bool_]:
    """Rivals ahead whatever the weights, as soon as each criterion weighs something."""
    return np.asarray((gaps <= 0).all(axis=1) & (gaps < 0).any(axis=1))


def _never_behind(gaps: Floats) -> NDArray[np.bool_]:
    """Rivals that no weights put ahead."""
    return np.asarray((gaps >= 0).all(axis=1))


def _drawn(matrix: DecisionMatrix, within: WeightSet) -> DrawnRivals:
    """The rivals ahead over draws of the weights."""
    sample = sample_within(len(matrix.criteria), within)[:JOINT]
    rivals = no_rivals(len(matrix.alternatives))
    for block in value_blocks(matrix, sample):
        rivals = rivals_ahead(block, rivals)
    return rivals


def no_rivals(levers: int) -> DrawnRivals:
    """What is known of the rivals ahead before any draw."""
    return [(levers - 1, 0)] * levers


def rivals_ahead(block: ValueBlock, known: DrawnRivals) -> DrawnRivals:
    """The fewest and the most rivals ahead in the draws of a block and those before."""
    return (_by_pairs if len(block.low) <= MOST_BY_PAIRS else _by_order)(block, known)


def _by_pairs(block: ValueBlock, known: DrawnRivals) -> DrawnRivals:
    """The same, each lever against the others."""
    ends, low, high = [], block.low, block.high
    for row, (least, most) in enumerate(known):
        surely, maybe = low > high[row] + TIE, high > low[row] + TIE
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
        # A lever that is above its own lowest value is no rival of itself.
        own, bar = high[row] > low[row] + TIE, low[row] + TIE
        with_it, without = np.where(own, bar, np.inf), np.where(own, np.inf, bar)
        one_less = most_above(block.highest, with_it, most + 1) - 1
        ends.append(
            (
                fewest_above(block.lowest, high[row] + TIE, least),
                most_above(block.highest, without, one_less),
            )
        )
    return ends


def _programme(gaps: Floats, sides: Floats, *, few: bool) -> int:
    """The fewest, or the most, rivals that can be ahead for the same weights on the sides.

    Variables: the weights, then 1 for each rival ahead (0 otherwise).
    """
    # A rival equal on every criterion is never ahead.
    gaps = gaps[(gaps != 0).any(axis=1)]
    k, n = gaps.shape
    optimize = importlib.import_module("scipy.optimize")
    reach = np.abs(gaps).max(axis=1) + _MARGIN
    sign = 1.0 if few else -1.0  # not ahead unless counted; or ahead if counted
    bound = np.full(k, _MARGIN) if few else _MARGIN - reach
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


@dataclass(frozen=True, slots=True)
class WithoutCriterion:
    """The first place when one criterion weighs nothing, the others keeping their proportions.

    Attributes
    ----------
    column
        The criterion left out.
    sure, possible
        Rows then first whatever the uncertain scores, and rows first for some of them.
    """

    column: int
    sure: tuple[int, ...]
    possible: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CarryingCriteria:
    """What each criterion does to the first place.

    Attributes
    ----------
    without
        One entry per criterion that weighs something, unless it is the only one.
    carriers
        Columns without which the first place is no longer surely the same.
    leads
        For a sole leader: (smallest, largest) lead over its closest rival brought by each
        criterion, in value; empty otherwise.
    """

    without: tuple[WithoutCriterion, ...]
    carriers: tuple[int, ...]
    leads: tuple[tuple[float, float], ...]


def carrying_criteria(
    matrix: DecisionMatrix, weights: Floats, ranking: Ranking
) -> CarryingCriteria:
    """Leave each criterion out in turn, and share the leader's lead between the criteria.

    Parameters
    ----------
    weights
        Array (n,) of shares summing to 1.
    """
    weighing = np.flatnonzero(weights > 0).tolist() if np.count_nonzero(weights) > 1 else []
    without = tuple(_without(matrix, weights, j) for j in weighing)
    first, possible = ranking.necessary_firsts, ranking.possible_firsts
    # Alone before, and perhaps tied without a criterion: the first place rests on it, too.
    carriers = tuple(
        w.column
        for w in without
        if first and (w.sure != first or (first == possible != w.possible))
    )
    return CarryingCriteria(
        without, carriers, _leads(ranking, first[0]) if len(first) == 1 else ()
    )


def _without(matrix: DecisionMatrix, weights: Floats, column: int) -> WithoutCriterion:
    ranking = additive(matrix, with_weight(weights, column, 0.0))
    return WithoutCriterion(column, ranking.necessary_firsts, ranking.possible_firsts)


def _leads(ranking: Ranking, leader: int) -> tuple[tuple[float, float], ...]:
    if len(ranking.alternatives) == 1:
        return ()
    rival = ranking.runner_up(leader)
    low = ranking.low_contributions[leader] - ranking.high_contributions[rival]
    high = ranking.high_contributions[leader] - ranking.low_contributions[rival]
    return tuple(zip(low.tolist(), high.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Dominance:
    """One alternative at least as good as another on every criterion, better on one.

    Attributes
    ----------
    dominant, dominated
        Rows of the matrix.
    sure
        Whether it is so whatever the uncertain scores; otherwise for some of their values only.
    """

    dominant: int
    dominated: int
    sure: bool


def dominances(matrix: DecisionMatrix) -> tuple[Dominance, ...]:
    """Every dominance between two alternatives, the sure ones first, then in table order.

    Weights play no part in it: a dominated alternative is never ahead of its dominant one,
    whatever they are (Pareto dominance; cells vary independently of each other).
    """
    rows = range(len(matrix.alternatives))
    pairs = [(i, j) for i in rows for j in rows if i != j]
    sure = [(i, j) for i, j in pairs if _dominates(matrix.low[i], matrix.high[j])]
    possible = [(i, j) for i, j in pairs if _dominates(matrix.high[i], matrix.low[j])]
    return (
        *(Dominance(i, j, sure=True) for i, j in sure),
        *(Dominance(i, j, sure=False) for i, j in possible if (i, j) not in sure),
    )


def _dominates(one: Floats, other: Floats) -> bool:
    gaps = one - other
    return bool(np.all(gaps >= -TIE) and np.any(gaps > TIE))

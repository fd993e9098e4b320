"""The decision matrix: every score of the performance table turned into values in [0, 1].

An unknown score keeps its whole scale, [0, 1]: no gap is filled in (refusal R5
of the method reference). Values depend on the score and on its fixed anchors
only, so adding or removing a lever changes no other lever's values.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from criteria.model import PerformanceTable, Score, Sense
from criteria.scales import Amount, Scale

Floats = NDArray[np.float64]

SAME = 1e-9
"""Values closer than this are the same value."""


@dataclass(frozen=True, slots=True)
class PossibleValue:
    """One score an uncertain cell may still take, and the value it would have."""

    amount: Amount
    value: float


@dataclass(frozen=True, slots=True, eq=False)
class DecisionMatrix:
    """Values of alternatives (rows) on criteria (columns), higher is better.

    Attributes
    ----------
    low, high
        Arrays (m, n) in [0, 1]: smallest and largest value possible; equal when known.
        Cells vary independently of each other.
    steps
        (row, column) -> the scores a cell may take, when they can be listed.
    unknown
        (row, column) of the cells of which nothing is known, not even an interval.
    doubted
        (row, column) of the cells with one value, to be verified -> the scores of their whole
        scale, which are the bounds of the doubt, when they can be listed.
    """

    alternatives: tuple[str, ...]
    criteria: tuple[str, ...]
    low: Floats
    high: Floats
    steps: Mapping[tuple[int, int], tuple[PossibleValue, ...]]
    unknown: frozenset[tuple[int, int]] = frozenset()
    doubted: Mapping[tuple[int, int], tuple[PossibleValue, ...]] = field(default_factory=dict)

    @property
    def flat_columns(self) -> tuple[int, ...]:
        """Columns on which all the alternatives, two at least, are known and equal."""
        if len(self.alternatives) < 2:  # noqa: PLR2004 (a contrast needs two)
            return ()
        spread = self.high.max(axis=0) - self.low.min(axis=0)
        return tuple(np.flatnonzero(spread <= SAME).tolist())

    @property
    def open_cells(self) -> tuple[tuple[int, int], ...]:
        """(row, column) of the cells that can take more than one value."""
        rows, columns = np.nonzero(self.high > self.low)
        return tuple(zip(rows.tolist(), columns.tolist(), strict=True))

    def doubting(self, cells: Iterable[tuple[int, int]]) -> "DecisionMatrix":
        """The same, some of its doubted cells being open over the bounds of their doubt."""
        low, high, steps = self.low.copy(), self.high.copy(), dict(self.steps)
        for cell in cells:
            low[cell], high[cell], steps[cell] = 0.0, 1.0, self.doubted[cell]
        return replace(self, low=low, high=high, steps=steps)


def known_matrix(
    alternatives: tuple[str, ...], criteria: tuple[str, ...], low: Floats, high: Floats
) -> DecisionMatrix:
    """A matrix from two arrays of values, copied and made read-only."""
    low, high = np.array(low, dtype=float), np.array(high, dtype=float)
    low.setflags(write=False)
    high.setflags(write=False)
    return DecisionMatrix(alternatives, criteria, low, high, {})


def decision_matrix(table: PerformanceTable, senses: Mapping[str, Sense]) -> DecisionMatrix:
    """The values of a performance table.

    Parameters
    ----------
    senses
        Criterion id -> which way it counts; the way of the data for those left out.
    """
    low = np.empty((len(table.levers), len(table.criteria)))
    high = np.empty_like(low)
    steps: dict[tuple[int, int], tuple[PossibleValue, ...]] = {}
    unknown: set[tuple[int, int]] = set()
    doubted: dict[tuple[int, int], tuple[PossibleValue, ...]] = {}
    for j, criterion in enumerate(table.criteria):
        scale = criterion.scale_in(senses.get(criterion.id))
        for i, lever in enumerate(table.levers):
            score = table.score(lever.id, criterion.id)
            low[i, j], high[i, j] = bounds(score, scale)
            if score.unknown:
                unknown.add((i, j))
            if not score.exact:
                steps[i, j] = _listed(scale, scale.steps(score.low, score.high))
            if score.doubted:
                doubted[i, j] = _listed(scale, scale.steps(None, None))
    levers = tuple(lever.id for lever in table.levers)
    matrix = known_matrix(levers, tuple(c.id for c in table.criteria), low, high)
    in_order = dict(sorted(doubted.items()))
    return replace(matrix, steps=steps, unknown=frozenset(unknown), doubted=in_order)


def _listed(scale: Scale, amounts: Iterable[Amount]) -> tuple[PossibleValue, ...]:
    return tuple(PossibleValue(amount, scale.value(amount)) for amount in amounts)


def bounds(score: Score, scale: Scale) -> tuple[float, float]:
    """Smallest and largest value of a score: the whole scale when it is unknown."""
    if score.low is None or score.high is None:
        return 0.0, 1.0
    # A scale that counts the other way exchanges the ends.
    ends = scale.value(score.low), scale.value(score.high)
    return min(ends), max(ends)

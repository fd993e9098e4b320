"""Ranking: the additive value of each lever, explained by contributions, with declared ties.

Where scores are uncertain everything is an interval: values, ranks, gaps.
Ties are declared within ``TIE`` and never broken here.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import DecisionMatrix, Floats, known_matrix

TIE = 1e-9
"""Values closer than this are equal (« à égalité »): float noise never ranks levers."""

CLOSE = 0.01
"""Values closer than one point out of 100 are neck and neck (« au coude-à-coude »)."""

FirstsAnswer = tuple[frozenset[int], frozenset[int]]
"""Rows surely first, and rows possibly first, alone or tied."""


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Ranking:
    """Overall values and ranks of m alternatives, and what they are made of.

    Attributes
    ----------
    low_contributions, high_contributions
        Arrays (m, n): weight times smallest and largest value; rows sum to ``low`` and ``high``.
    low, high
        Smallest and largest overall value in [0, 1].
    best, worst
        Smallest and largest rank possible; 1 is first, tied alternatives share the better rank.
    """

    alternatives: tuple[str, ...]
    criteria: tuple[str, ...]
    low_contributions: Floats
    high_contributions: Floats
    low: Floats
    high: Floats
    best: NDArray[np.int64]
    worst: NDArray[np.int64]

    @property
    def necessary_firsts(self) -> tuple[int, ...]:
        """Rows that are first (alone or tied) whatever the uncertain scores are."""
        return tuple(np.flatnonzero(self.worst == 1).tolist())

    @property
    def possible_firsts(self) -> tuple[int, ...]:
        """Rows that are first for some values of the uncertain scores."""
        return tuple(np.flatnonzero(self.best == 1).tolist())

    @property
    def firsts_answer(self) -> FirstsAnswer:
        """What it says of the first place."""
        return frozenset(self.necessary_firsts), frozenset(self.possible_firsts)

    @property
    def order(self) -> tuple[int, ...]:
        """Rows by what is certain: smallest value, then largest value, then table order.

        Only the order in which rows are drawn; ranks are ``best`` and ``worst``.
        """
        # The last key of lexsort decides first.
        keys = (-self.high.round(9), -self.low.round(9))
        return tuple(np.lexsort(keys).tolist())

    def gap(self, row: int, other: int) -> tuple[float, float]:
        """Smallest and largest lead of a row over another, in value (negative when behind)."""
        return float(self.low[row] - self.high[other]), float(self.high[row] - self.low[other])

    def runner_up(self, row: int) -> int:
        """The other row that can come closest to a row: the largest value possible."""
        others = self.high.copy()
        others[row] = -np.inf
        return int(np.argmax(others))

    @property
    def to_beat(self) -> float:
        """Best certain value: a row that cannot reach it cannot be first."""
        return float(self.low.max())


def additive(matrix: DecisionMatrix, weights: Floats) -> Ranking:
    """Rank alternatives by the weighted sum of their values [1]_.

    Parameters
    ----------
    weights
        Array (n,) of shares summing to 1, in the order of the matrix's criteria.

    Notes
    -----
    Cells vary independently, so an alternative reaches its best rank with its own
    cells at their best and all others at their worst: rank intervals are exact.

    References
    ----------
    .. [1] Fishburn, P. C. (1967). Letter to the editor: additive utilities with
       incomplete product sets. Operations Research, 15(3), 537-542.
    """
    low_contributions, high_contributions = matrix.low * weights, matrix.high * weights
    low, high = low_contributions.sum(axis=1), high_contributions.sum(axis=1)
    surely_above = low[None, :] > high[:, None] + TIE
    maybe_above = high[None, :] > low[:, None] + TIE
    # Its own best above its own worst is no rival.
    np.fill_diagonal(maybe_above, val=False)
    return Ranking(
        matrix.alternatives,
        matrix.criteria,
        low_contributions,
        high_contributions,
        low,
        high,
        1 + surely_above.sum(axis=1),
        1 + maybe_above.sum(axis=1),
    )


def bar_parts(matrix: DecisionMatrix, weights: Floats) -> tuple[Floats, Floats, Floats]:
    """Arrays (m, n): of each contribution what is sure, what is to check, and what may be more.

    A doubted score is to check up to what is given, and may be more up to the bound of its doubt.
    """
    low, high = matrix.low * weights, matrix.doubting(matrix.doubted).high * weights
    checked = low - matrix.doubting(matrix.doubted).low * weights
    return low - checked, checked, high - low


def at_ends_of(
    matrix: DecisionMatrix, weights: Floats, cell: tuple[int, int]
) -> tuple[Ranking, Ranking]:
    """The ranking with one cell at its worst, then at its best; all others as they are.

    The rank of its own alternative moves one way only from the first to the second.
    """
    rankings = []
    for value in (matrix.low[cell], matrix.high[cell]):
        low, high = matrix.low.copy(), matrix.high.copy()
        low[cell] = high[cell] = value
        fixed = known_matrix(matrix.alternatives, matrix.criteria, low, high)
        rankings.append(additive(fixed, weights))
    return rankings[0], rankings[1]

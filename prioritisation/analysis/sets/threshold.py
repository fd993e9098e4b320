"""The threshold: above which cost of dispersion one lever alone is better.

The cost of working on one lever more is never asked: nobody knows it in points. For given
weights, one lever alone is better as soon as it exceeds what the best larger set brings, per
lever added, over the best lever. With unknown scores this is an interval, whose ends are both
attained.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.contest import WEIGHTS_AT_ONCE, Bundle, best_of
from prioritisation.analysis.sets.sets import Sets

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Sides:
    """Shares, summing to 1, of weights or of voters for which each answer is better at a cost.

    Attributes
    ----------
    one, several
        One lever alone, or a larger set, whatever the unknown scores.
    tied
        Both equally good, the scores that count being known.
    unknown
        It depends on unknown scores.
    """

    one: float
    several: float
    tied: float
    unknown: float


@dataclass(frozen=True, slots=True, eq=False)
class DispersionThresholds:
    """The threshold of each of k weight vectors, as a cost in value or as a share of the effect.

    Attributes
    ----------
    low, high
        Arrays (k,): smallest and largest threshold over the unknown scores.
    seed
        What the weights were drawn from; None when they were given (ballots).
    level
        Array (k,): where no lever has any effect, so that both are as good whatever the loss;
        None when there is no such place.
    """

    low: Floats
    high: Floats
    seed: int | None = None
    level: NDArray[np.bool_] | None = None

    @property
    def n(self) -> int:
        """How many weight vectors."""
        return len(self.low)

    def sides(self, cost: float) -> Sides:
        """Who is on each side of a cost of dispersion, or of a loss, in the unit of the ends."""
        one, several = self.high < cost - TIE, self.low > cost + TIE
        tied = (np.abs(self.low - cost) <= TIE) & (np.abs(self.high - cost) <= TIE)
        if self.level is not None:
            one, several, tied = one & ~self.level, several & ~self.level, tied | self.level
        counts = [int(np.count_nonzero(side)) for side in (one, several, tied)]
        return Sides(*(k / self.n for k in (*counts, self.n - sum(counts))))

    def curve(self, costs: Sequence[float]) -> tuple[Floats, Floats]:
        """Shares for which one lever, then several, are surely better at many costs at once.

        As ``sides`` counts them, one by one.
        """
        low, high = _ordered(self)
        at = np.asarray(costs, dtype=float)
        # Strictly below, then strictly above, as in ``sides``: hence left, and right.
        one = np.searchsorted(high, at - TIE, side="left") / self.n
        several = 1 - np.searchsorted(low, at + TIE, side="right") / self.n
        return one, several

    def error(self, share: float) -> float:
        """Standard error of a share estimated on drawn weights; 0 for given ones."""
        return 0.0 if self.seed is None else sqrt(share * (1 - share) / self.n)

    def span(self, share: float) -> tuple[float, float]:
        """Smallest and largest cost beyond which one lever is better for a share of the weights.

        Those that at least that share of the weights do not exceed, each being the threshold of
        some of them. For a share of a half, at least half of the weights reach them too.
        """
        # A threshold that some weights have, not one between two of them.
        ends = (np.quantile(end, share, method="higher") for end in (self.low, self.high))
        low, high = (float(end) for end in ends)
        return low, high


@lru_cache(maxsize=4)
def _ordered(thresholds: DispersionThresholds) -> tuple[Floats, Floats]:
    """The thresholds in increasing order: those of all weights serve every move of a slider.

    3 MB each with what they are of: few are kept, the others are put in order again.
    """
    low, high = thresholds.low, thresholds.high
    if thresholds.level is not None:
        # Neither below nor above anything.
        low = np.where(thresholds.level, -np.inf, low)
        high = np.where(thresholds.level, np.inf, high)
    return np.sort(low), np.sort(high)


def dispersion_thresholds(
    bundle: Bundle, weights: Floats, seed: int | None = None
) -> DispersionThresholds | None:
    """The thresholds of the weight vectors (k, n); None when no set of several levers is left."""
    sizes = bundle.sets.all_sizes
    if len(sizes) < _PAIR:
        return None
    low, high = np.empty(len(weights)), np.empty(len(weights))
    for start in range(0, len(weights), WEIGHTS_AT_ONCE):
        columns = weights[start : start + WEIGHTS_AT_ONCE].T
        ends = bundle.lowest @ columns, bundle.highest @ columns
        low[start : start + WEIGHTS_AT_ONCE] = _smallest(bundle, *ends)
        high[start : start + WEIGHTS_AT_ONCE] = _largest(bundle, *ends)
    np.maximum(low, high, out=high)  # float noise where both are equal
    for array in (low, high):
        array.setflags(write=False)
    return DispersionThresholds(low, high, seed)


def _largest(bundle: Bundle, lowest: Floats, highest: Floats) -> Floats:
    """Each larger set at its best: its levers at their highest, the others at their lowest."""
    sets = bundle.sets
    singles = {sets.members[k][0]: k for k in sets.of_size(1)}
    alone = best_of(lowest, sets.of_size(1))
    # A lever that is at its highest in a set is so alone too.
    rivals = {row: np.maximum(alone, highest[k]) for row, k in singles.items()}
    thresholds, lead = np.full(lowest.shape[1], -np.inf), np.empty(lowest.shape[1])
    for index, rows in enumerate(sets.members):
        if len(rows) > 1:
            first, second, *others = (rivals[row] for row in rows)
            np.maximum(first, second, out=lead)
            for other in others:
                np.maximum(lead, other, out=lead)
            np.subtract(highest[index], lead, out=lead)
            np.maximum(thresholds, _each(lead, len(rows)), out=thresholds)
    return thresholds


def _smallest(bundle: Bundle, lowest: Floats, highest: Floats) -> Floats:
    """Each lever alone at its best: it at its highest, the others at their lowest."""
    sets = bundle.sets
    larger = sets.all_sizes[1:]
    tops = {size: best_of(lowest, sets.of_size(size)) for size in larger}
    holding = _holding(sets, lowest)
    thresholds, spare = np.full(lowest.shape[1], np.inf), np.empty(lowest.shape[1])
    for single in sets.of_size(1):
        row = sets.members[single][0]
        threshold = None
        for size in larger:
            lead = tops[size] - highest[single]
            if (size, row) in holding:
                # A set that holds the lever rises with it: both are taken at their lowest.
                mine = np.subtract(holding[size, row], lowest[single], out=spare)
                np.maximum(lead, mine, out=lead)
            each = _each(lead, size)
            threshold = each if threshold is None else np.maximum(threshold, each, out=each)
        np.minimum(thresholds, -np.inf if threshold is None else threshold, out=thresholds)
    return thresholds


def _holding(sets: Sets, lowest: Floats) -> dict[tuple[int, int], Floats]:
    """Size and lever -> the value of the best set of that size that holds it."""
    values: dict[tuple[int, int], Floats] = {}
    for index, rows in enumerate(sets.members):
        for row in rows:
            key = len(rows), row
            if key in values:
                np.maximum(values[key], lowest[index], out=values[key])
            else:
                values[key] = lowest[index].copy()
    return values


def _each(lead: Floats, size: int) -> Floats:
    """A lead per lever added to the first."""
    return lead if size == _PAIR else lead / (size - 1)

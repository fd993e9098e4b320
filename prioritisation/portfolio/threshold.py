"""The threshold: above which cost of dispersion one lever alone is better.

The cost of working on one lever more is never asked: nobody knows it in points. For given
weights, one lever alone is better as soon as it exceeds what the best larger set brings, per
lever added, over the best lever. With unknown scores this is an interval, whose ends are both
attained.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from prioritisation.matrix import Floats
from prioritisation.portfolio.contest import CHUNK, Bundle
from prioritisation.ranking import TIE


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
class Thresholds:
    """The threshold of each of k weight vectors.

    Attributes
    ----------
    low, high
        Arrays (k,), in value: smallest and largest threshold over the unknown scores.
    seed
        What the weights were drawn from; None when they were given (ballots).
    """

    low: Floats
    high: Floats
    seed: int | None = None

    @property
    def n(self) -> int:
        """How many weight vectors."""
        return len(self.low)

    def sides(self, cost: float) -> Sides:
        """Who is on each side of a cost of dispersion, in value."""
        one, several = self.high < cost - TIE, self.low > cost + TIE
        tied = (np.abs(self.low - cost) <= TIE) & (np.abs(self.high - cost) <= TIE)
        counts = [int(np.count_nonzero(found)) for found in (one, several, tied)]
        return Sides(*(k / self.n for k in (*counts, self.n - sum(counts))))

    def error(self, share: float) -> float:
        """Standard error of a share estimated on drawn weights; 0 for given ones."""
        return 0.0 if self.seed is None else sqrt(share * (1 - share) / self.n)

    def span(self, share: float) -> tuple[float, float]:
        """Smallest and largest cost beyond which one lever is better for a share of the weights.

        The median threshold, for a share of a half.
        """
        found = (np.quantile(end, share, method="higher") for end in (self.low, self.high))
        low, high = (float(end) for end in found)
        return low, high


def thresholds(bundle: Bundle, weights: Floats, seed: int | None = None) -> Thresholds | None:
    """The thresholds of the weight vectors (k, n); None when no set of several levers is left."""
    sizes = bundle.sets.all_sizes
    if len(sizes) < 2 or sizes[0] != 1:  # noqa: PLR2004 (one lever, and more)
        return None
    low, high = np.empty(len(weights)), np.empty(len(weights))
    for start in range(0, len(weights), CHUNK):
        columns = weights[start : start + CHUNK].T
        ends = bundle.lowest @ columns, bundle.highest @ columns
        low[start : start + CHUNK] = _smallest(bundle, *ends)
        high[start : start + CHUNK] = _largest(bundle, *ends)
    np.maximum(low, high, out=high)  # float noise where both are equal
    for array in (low, high):
        array.setflags(write=False)
    return Thresholds(low, high, seed)


def _largest(bundle: Bundle, lowest: Floats, highest: Floats) -> Floats:
    """Each larger set at its best: its levers at their highest, the others at their lowest."""
    sets = bundle.sets
    single = {sets.members[k][0]: k for k in sets.of_size(1)}
    alone = lowest[list(single.values())].max(axis=0)
    found = np.full(lowest.shape[1], -np.inf)
    for index, rows in enumerate(sets.members):
        if len(rows) > 1:
            rival = alone
            for row in rows:
                rival = np.maximum(rival, highest[single[row]])
            np.maximum(found, (highest[index] - rival) / (len(rows) - 1), out=found)
    return found


def _smallest(bundle: Bundle, lowest: Floats, highest: Floats) -> Floats:
    """Each lever alone at its best: it at its highest, the others at their lowest."""
    sets = bundle.sets
    larger = [(size, sets.of_size(size)) for size in sets.all_sizes if size > 1]
    tops = {size: lowest[list(group)].max(axis=0) for size, group in larger}
    found = np.full(lowest.shape[1], np.inf)
    for single in sets.of_size(1):
        row = sets.members[single][0]
        threshold = np.full(lowest.shape[1], -np.inf)
        for size, group in larger:
            lead = tops[size] - highest[single]
            if holding := [k for k in group if row in sets.members[k]]:
                mine = lowest[holding].max(axis=0) - lowest[single]
                lead = np.maximum(lead, mine)
            np.maximum(threshold, lead / (size - 1), out=threshold)
        np.minimum(found, threshold, out=found)
    return found

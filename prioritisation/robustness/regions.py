"""Weight regions: for which weights each lever is first, surely or possibly.

For an additive value the weights for which a lever is first form a convex
polytope: the simplex of weights cut by one half-space per rival. With one, two
or three criteria its size is exact; beyond, it is estimated on seeded draws and
the estimate carries its error.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from prioritisation.matrix import DecisionMatrix, Floats
from prioritisation.ranking import TIE

DRAWS, SEED, CHUNK = 100_000, 1234, 10_000
NOTHING = 1e-9
"""Shares below this are zero: a region reduced to an edge or a point."""

Polygon = tuple[tuple[float, float, float], ...]
"""Corners of a convex region of the weight triangle, each a vector of three weights."""

TRIANGLE: Polygon = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Region:
    """Weights for which one alternative is first.

    Attributes
    ----------
    sure_share, possible_share
        Share, in [0, 1], of all weights (uniform on the simplex) for which it is first
        whatever the uncertain scores, and for which it is first for some of them.
    sure, possible
        The regions themselves for three criteria; empty otherwise, or when there is none.
    """

    alternative: str
    sure_share: float
    possible_share: float
    sure: Polygon = ()
    possible: Polygon = ()


@dataclass(frozen=True, slots=True)
class Regions:
    """The regions of all alternatives, in table order; ``error`` is 0 when shares are exact.

    Attributes
    ----------
    undecided_share
        Share of all weights for which no alternative is surely first.
    error, draws, seed
        Largest standard error of a share, and what it was estimated on; 0 when shares are exact.
    """

    regions: tuple[Region, ...]
    undecided_share: float
    error: float = 0.0
    draws: int = 0
    seed: int = 0

    @property
    def exact(self) -> bool:
        """Whether shares are computed, not estimated."""
        return self.draws == 0

    def of(self, alternative: str) -> Region:
        """The region of an alternative."""
        return next(r for r in self.regions if r.alternative == alternative)


def first_regions(matrix: DecisionMatrix) -> Regions:
    """Where each alternative is first, exactly up to three criteria, by seeded draws beyond."""
    count = len(matrix.criteria)
    if count > 3:  # noqa: PLR2004 (the weight triangle)
        return _sampled(matrix)
    if count == 3:  # noqa: PLR2004 (its corners)
        found = tuple(_polygons(matrix, i) for i in range(len(matrix.alternatives)))
    else:
        found = tuple(
            Region(name, _length(matrix, i, sure=True), _length(matrix, i, sure=False))
            for i, name in enumerate(matrix.alternatives)
        )
    return Regions(found, _undecided(matrix, [region.sure_share for region in found]))


def _undecided(matrix: DecisionMatrix, sure: Iterable[float]) -> float:
    """What the sure regions leave; levers known and equal share one region, counted once."""
    rows = enumerate(zip(matrix.low, matrix.high, strict=True))
    keys = [tuple(low.round(9)) if np.array_equal(low, high) else i for i, (low, high) in rows]
    return max(0.0, 1.0 - sum(dict(zip(keys, sure, strict=True)).values()))


def leads(matrix: DecisionMatrix, row: int, *, sure: bool) -> Floats:
    """Array (m - 1, n): lead of a row over each other, per criterion.

    With ``sure``, at the row's lowest and the others' highest values; else the reverse.
    A lead within a tie is none: float noise gives no region to one of two equal levers.
    """
    mine, theirs = (matrix.low, matrix.high) if sure else (matrix.high, matrix.low)
    others = np.arange(len(theirs)) != row
    found = mine[row] - theirs[others]
    return np.where(np.abs(found) <= TIE, 0.0, found)


def _polygons(matrix: DecisionMatrix, row: int) -> Region:
    sure, possible = (_clipped(leads(matrix, row, sure=s)) for s in (True, False))
    sure_share, possible_share = area(sure), area(possible)
    return Region(
        matrix.alternatives[row],
        sure_share,
        possible_share,
        sure if sure_share else (),
        possible if possible_share else (),
    )


def _clipped(normals: Floats) -> Polygon:
    """The part of the weight triangle where every normal . w >= 0 (Sutherland-Hodgman)."""
    polygon = list(TRIANGLE)
    for normal in normals.tolist():
        kept: list[tuple[float, float, float]] = []
        sides = [sum(n * x for n, x in zip(normal, p, strict=True)) for p in polygon]
        for k, p in enumerate(polygon):
            q, a, b = polygon[k - 1], sides[k], sides[k - 1]
            if a * b < 0:
                t = a / (a - b)
                kept.append(
                    (p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t, p[2] + (q[2] - p[2]) * t)
                )
            if a >= 0:
                kept.append(p)
        polygon = kept
    return tuple(polygon)


def area(polygon: Polygon) -> float:
    """Share of the weight triangle inside a polygon, in [0, 1] (shoelace formula).

    Examples
    --------
    >>> area(TRIANGLE)
    1.0
    """
    doubled = 0.0
    for k, (x1, y1, _) in enumerate(polygon):
        x0, y0, _ = polygon[k - 1]
        doubled += x0 * y1 - x1 * y0
    share = abs(doubled)
    return min(share, 1.0) if share > NOTHING else 0.0


def _length(matrix: DecisionMatrix, row: int, *, sure: bool) -> float:
    """Share of the weights of one or two criteria for which a row is first."""
    found = leads(matrix, row, sure=sure)
    if found.shape[1] == 1:
        return float((found >= 0).all())
    low, high = 0.0, 1.0
    for (
        first,
        second,
    ) in found.tolist():  # lead at weight x of the first: second + (first - second) x
        slope = first - second
        if slope == 0:
            low, high = (low, high) if second >= 0 else (1.0, 0.0)
        elif slope > 0:
            low = max(low, -second / slope)
        else:
            high = min(high, -second / slope)
    return high - low if high - low > NOTHING else 0.0


@lru_cache(maxsize=8)
def weight_sample(criteria: int) -> Floats:
    """Array (DRAWS, criteria) of weights uniform on the simplex, drawn once (fixed seed)."""
    drawn = np.random.default_rng(SEED).standard_exponential((DRAWS, criteria))
    drawn /= drawn.sum(axis=1, keepdims=True)
    drawn.setflags(write=False)
    return drawn


def _sampled(matrix: DecisionMatrix) -> Regions:
    rows = len(matrix.alternatives)
    sure, possible = np.zeros(rows, dtype=int), np.zeros(rows, dtype=int)
    sample = weight_sample(len(matrix.criteria))
    for start in range(0, DRAWS, CHUNK):
        weights = sample[start : start + CHUNK].T
        low, high = matrix.low @ weights, matrix.high @ weights
        sure += (low + TIE >= _best_of_others(high)).sum(axis=1)
        possible += (high + TIE >= _best_of_others(low)).sum(axis=1)
    shares = np.concatenate([sure, possible]) / DRAWS
    error = float(np.sqrt(shares * (1 - shares) / DRAWS).max())
    found = zip(matrix.alternatives, sure / DRAWS, possible / DRAWS, strict=True)
    regions = tuple(Region(a, float(s), float(p)) for a, s, p in found)
    return Regions(regions, _undecided(matrix, sure / DRAWS), error, DRAWS, SEED)


def _best_of_others(values: Floats) -> Floats:
    """Array (m, draws): for each row, the largest value of the other rows."""
    if len(values) == 1:
        return np.full_like(values, -np.inf)
    second, first = np.partition(values, -2, axis=0)[-2:]
    best = np.repeat(first[None, :], len(values), axis=0)
    leaders = values.argmax(axis=0)
    best[leaders, np.arange(values.shape[1])] = second
    return best

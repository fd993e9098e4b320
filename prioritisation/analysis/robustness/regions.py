"""Weight regions: for which weights each lever is first, surely or possibly.

For an additive value the weights for which a lever is first form a convex
polytope: the simplex of weights, or a set of them, cut by one half-space per rival. Up to
six criteria and twenty levers its size is exact; beyond, or when an exact size cannot be
proven, it is estimated on seeded draws and the estimate carries its error. Levers that are
surely first together, being known and equal, get equal parts of their region, so
that no weight counts twice. Shares are those of the set: in the dimensions that it has.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness import polytopes
from prioritisation.analysis.robustness.draws import DRAWS
from prioritisation.analysis.robustness.polytopes import (
    SMALLEST_SHARE,
    TRIANGLE,
    Polygon,
    area,
    clipped,
)
from prioritisation.analysis.robustness.set_draws import sample_within
from prioritisation.analysis.robustness.weight_sets import EVERY_WEIGHT, WeightSet
from prioritisation.analysis.streams import SEED

_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Region:
    """Weights for which one alternative is first.

    Attributes
    ----------
    sure_share
        Share, in [0, 1], of all weights, or of those of a set (all as likely), for which it is
        first whatever the uncertain scores; levers known and equal have an equal part of it each.
    possible_share
        Share for which it is first, alone or not, for some of them.
    sure, possible
        The regions themselves for three criteria, whole even when they are another's too;
        empty otherwise, or when there is none.
    rivals
        Rows of the others that may have as much wherever it is surely first: whatever the
        weights, their highest value is its lowest. It is then never surely first alone.
    """

    alternative: str
    sure_share: float
    possible_share: float
    sure: Polygon = ()
    possible: Polygon = ()
    rivals: tuple[int, ...] = ()

    @property
    def alone_share(self) -> float:
        """Share for which it is first alone whatever the uncertain scores."""
        return 0.0 if self.rivals else self.sure_share


@dataclass(frozen=True, slots=True)
class Regions:
    """The regions of all alternatives, in table order; ``error`` is 0 when shares are exact.

    Attributes
    ----------
    undecided_share
        Share of the same weights for which no alternative is surely first.
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

    @property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """All the rows in table order, those known and equal, hence first together, in one."""
        return tuple(dict.fromkeys(_equals([region.rivals for region in self.regions])))


def first_regions(matrix: DecisionMatrix, within: WeightSet = EVERY_WEIGHT) -> Regions:
    """Where each alternative is first: exactly where it can be, by seeded draws elsewhere.

    Parameters
    ----------
    within
        The weights that are allowed: shares are shares of these.
    """
    return _first_regions(matrix, within)


# The analysis of a scenario asks for the same as its robustness: a matrix is compared by identity.
@lru_cache(maxsize=16)
def _first_regions(matrix: DecisionMatrix, within: WeightSet) -> Regions:
    at_corners = within.matrix_at_corners(matrix)
    every = _rivals(at_corners)
    # Equal levers have one region: each is said to have its part, so that shares sum to 1.
    parts = [len(rows) for rows in _equals(every)]
    exact = _measured(at_corners, within, parts)
    if exact is None:
        return sampled_regions(matrix, within)
    triangle = len(matrix.criteria) == TRIANGLE
    regions = tuple(
        replace(
            region,
            sure_share=region.sure_share / part,
            possible_share=region.possible_share / part,
            sure=_in_weights(region.sure, within) if triangle else (),
            possible=_in_weights(region.possible, within) if triangle else (),
            rivals=rivals,
        )
        for region, part, rivals in zip(exact, parts, every, strict=True)
    )
    return Regions(regions, _undecided(regions))


def _in_weights(polygon: Polygon, within: WeightSet) -> Polygon:
    """A polygon of parts of the corners, as weights."""
    if within.whole or not polygon:
        return polygon
    points = within.weights(np.array(polygon)).tolist()
    return tuple((x, y, z) for x, y, z in points)


def _measured(
    matrix: DecisionMatrix, within: WeightSet, parts: Sequence[int]
) -> list[Region] | None:
    """The regions, whole even when they are shared; None when they cannot be exact.

    Parameters
    ----------
    matrix
        At the corners of the set.
    parts
        By how many levers each region is shared.
    """
    rows, count = range(len(matrix.alternatives)), len(matrix.criteria)
    sides = within.side_rows(count)
    if count == TRIANGLE:
        allowed = clipped(sides)
        return [_polygons(matrix, row, allowed, area(allowed, 0.0)) for row in rows]
    if count > TRIANGLE:
        return _polytopes(matrix, sides, parts)
    # A set of one dimension or none fills its simplex: it has no sides.
    shares = [[_length(matrix, row, sure=sure) for row in rows] for sure in (True, False)]
    return [Region(*row) for row in zip(matrix.alternatives, *shares, strict=True)]


def _polytopes(matrix: DecisionMatrix, sides: Floats, parts: Sequence[int]) -> list[Region] | None:
    """Volumes in four dimensions and more; when all is known they must sum to 1."""
    if np.array_equal(matrix.low, matrix.high):
        volumes = polytopes.first_rank_volumes(matrix.low, sides)
        if volumes is None:
            return None
        whole = np.where(volumes[0] > SMALLEST_SHARE, volumes[0] * np.array(parts), 0.0).tolist()
        return [Region(name, s, s) for name, s in zip(matrix.alternatives, whole, strict=True)]
    regions = []
    for row, name in enumerate(matrix.alternatives):
        sure = _part(matrix, row, sides, sure=True)
        # One without the other is of no use, and a volume takes time.
        possible = _part(matrix, row, sides, sure=False) if sure else None
        if sure is None or possible is None:
            return None
        shares = [p.share if p.share > SMALLEST_SHARE else 0.0 for p in (sure, possible)]
        regions.append(Region(name, shares[0], shares[1]))
    return regions


def _part(
    matrix: DecisionMatrix, row: int, sides: Floats, *, sure: bool
) -> polytopes.SimplexPart | None:
    mine, theirs = (matrix.low, matrix.high) if sure else (matrix.high, matrix.low)
    return polytopes.first_part(mine[row], np.delete(theirs, row, axis=0), sides)


def _rivals(matrix: DecisionMatrix) -> list[tuple[int, ...]]:
    """For each row, the others that reach its lowest value whatever the weights."""
    gaps = np.abs(matrix.low[:, None] - matrix.high)
    near = np.all(gaps <= TIE, axis=2) & ~np.eye(len(gaps), dtype=bool)
    return [tuple(np.flatnonzero(row).tolist()) for row in near]


def _equals(rivals: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """For each row, itself and those that are known and equal to it: each a rival of the other."""
    rows = range(len(rivals))
    return [tuple(j for j in rows if i == j or (j in rivals[i] and i in rivals[j])) for i in rows]


def _undecided(regions: tuple[Region, ...]) -> float:
    """What the sure shares leave."""
    return max(0.0, 1.0 - sum(region.sure_share for region in regions))


def leads(matrix: DecisionMatrix, row: int, *, sure: bool) -> Floats:
    """Array (m - 1, n): lead of a row over each other, per criterion.

    With ``sure``, at the row's lowest and the others' highest values; else the reverse.
    A lead within a tie is none: float noise gives no region to one of two equal levers.
    """
    mine, theirs = (matrix.low, matrix.high) if sure else (matrix.high, matrix.low)
    others = np.arange(len(theirs)) != row
    gaps = mine[row] - theirs[others]
    return np.where(np.abs(gaps) <= TIE, 0.0, gaps)


def _polygons(matrix: DecisionMatrix, row: int, allowed: Polygon, whole: float) -> Region:
    sure, possible = (clipped(leads(matrix, row, sure=s), allowed) for s in (True, False))
    sure_share, possible_share = (area(part, whole) / whole for part in (sure, possible))
    return Region(
        matrix.alternatives[row],
        sure_share,
        possible_share,
        sure if sure_share else (),
        possible if possible_share else (),
    )


def _length(matrix: DecisionMatrix, row: int, *, sure: bool) -> float:
    """Share of the weights of one or two criteria for which a row is first."""
    gaps = leads(matrix, row, sure=sure)
    if gaps.shape[1] == 1:
        return float((gaps >= 0).all())
    low, high = 0.0, 1.0
    for first, second in gaps.tolist():
        # The lead at weight x of the first criterion is second + (first - second) x.
        slope = first - second
        if slope == 0:
            # Behind whatever the weights: an interval of negative length, and it stays so.
            low, high = (low, high) if second >= 0 else (1.0, 0.0)
        elif slope > 0:
            low = max(low, -second / slope)
        else:
            high = min(high, -second / slope)
    return high - low if high - low > SMALLEST_SHARE else 0.0


def sampled_regions(matrix: DecisionMatrix, within: WeightSet = EVERY_WEIGHT) -> Regions:
    """The regions estimated on draws of the weights, with their error; any number of criteria.

    Parameters
    ----------
    within
        The weights that are drawn.
    """
    sure, possible = drawn_firsts(matrix, within)
    every = _rivals(within.matrix_at_corners(matrix))
    parts = np.array([len(rows) for rows in _equals(every)])
    shares = np.array([sure, possible]) / DRAWS
    errors = np.sqrt(shares * (1 - shares) / DRAWS) / parts
    rows = zip(matrix.alternatives, *(shares / parts).tolist(), strict=True)
    regions = tuple(
        replace(Region(*row), rivals=rivals) for row, rivals in zip(rows, every, strict=True)
    )
    return Regions(regions, _undecided(regions), float(errors.max()), DRAWS, SEED)


def drawn_firsts(
    matrix: DecisionMatrix, within: WeightSet = EVERY_WEIGHT
) -> tuple[list[int], list[int]]:
    """Numbers of draws of the weights for which each row is surely, and possibly, first.

    A row is surely first when it has the best certain value and no other may pass it;
    possibly, when its largest value reaches the best certain one.
    """
    count, sample = len(matrix.alternatives), sample_within(len(matrix.criteria), within)
    sure, possible = np.zeros(count, dtype=int), np.zeros(count, dtype=int)
    for start in range(0, DRAWS, _CHUNK):
        weights = sample[start : start + _CHUNK].T
        low, high = matrix.low @ weights, matrix.high @ weights
        best = low.max(axis=0)
        above = (high > best + TIE).view(np.uint8)
        # Nobody else may be above: whoever is counted above the best sure value is the row itself.
        alone = (low >= best - TIE) & (above == above.sum(axis=0, dtype=np.uint16))
        sure += [np.count_nonzero(row) for row in alone]
        possible += [np.count_nonzero(row) for row in high >= best - TIE]
    return sure.tolist(), possible.tolist()

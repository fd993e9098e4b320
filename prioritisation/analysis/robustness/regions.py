"""Weight regions: for which weights each lever is first, surely or possibly.

For an additive value the weights for which a lever is first form a convex
polytope: the simplex of weights cut by one half-space per rival. Up to six criteria
and twenty levers its size is exact; beyond, or when an exact size cannot be proven,
it is estimated on seeded draws and the estimate carries its error. Levers that are
surely first together, being known and equal, get equal parts of their region, so
that no weight counts twice.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness import polytopes
from prioritisation.analysis.robustness.draws import DRAWS, SEED, weight_sample

_CHUNK = 5_000
_SMALLEST_SHARE = 1e-9
"""Shares below this are zero: a region reduced to an edge or a point."""

Polygon = tuple[tuple[float, float, float], ...]
"""Corners of a convex region of the weight triangle, each a vector of three weights."""

WHOLE_TRIANGLE: Polygon = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Region:
    """Weights for which one alternative is first.

    Attributes
    ----------
    sure_share
        Share, in [0, 1], of all weights (uniform on the simplex) for which it is first
        whatever the uncertain scores; levers known and equal have an equal part of it each.
    possible_share
        Share for which it is first, alone or not, for some of them.
    sure, possible
        The regions themselves for three criteria, whole even when they are another's too;
        empty otherwise, or when there is none.
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


def first_regions(matrix: DecisionMatrix) -> Regions:
    """Where each alternative is first: exactly where it can be, by seeded draws elsewhere."""
    exact = _measured(matrix)
    if exact is None:
        return sampled_regions(matrix)
    # Equal levers have one region: each is said to have its part, so that shares sum to 1.
    parts = _together(matrix).tolist()
    regions = tuple(
        replace(
            region,
            sure_share=region.sure_share / part,
            possible_share=region.possible_share / part,
        )
        for region, part in zip(exact, parts, strict=True)
    )
    return Regions(regions, _undecided(regions))


def _measured(matrix: DecisionMatrix) -> list[Region] | None:
    """The regions, whole even when they are shared; None when they cannot be exact."""
    rows, count = range(len(matrix.alternatives)), len(matrix.criteria)
    if count == 3:  # noqa: PLR2004 (the weight triangle)
        return [_polygons(matrix, row) for row in rows]
    if count > 3:  # noqa: PLR2004 (its corners)
        return _polytopes(matrix)
    shares = [[_length(matrix, row, sure=sure) for row in rows] for sure in (True, False)]
    return [Region(*row) for row in zip(matrix.alternatives, *shares, strict=True)]


def _polytopes(matrix: DecisionMatrix) -> list[Region] | None:
    """Volumes in four criteria and more; when all is known they must sum to 1."""
    if np.array_equal(matrix.low, matrix.high):
        volumes = polytopes.first_rank_volumes(matrix.low)
        if volumes is None:
            return None
        whole = np.where(
            volumes[0] > _SMALLEST_SHARE, volumes[0] * _together(matrix), 0.0
        ).tolist()
        return [Region(name, s, s) for name, s in zip(matrix.alternatives, whole, strict=True)]
    regions = []
    for row, name in enumerate(matrix.alternatives):
        sure = _part(matrix, row, sure=True)
        # One without the other is of no use, and a volume takes time.
        possible = _part(matrix, row, sure=False) if sure else None
        if sure is None or possible is None:
            return None
        shares = [p.share if p.share > _SMALLEST_SHARE else 0.0 for p in (sure, possible)]
        regions.append(Region(name, shares[0], shares[1]))
    return regions


def _part(matrix: DecisionMatrix, row: int, *, sure: bool) -> polytopes.SimplexPart | None:
    mine, theirs = (matrix.low, matrix.high) if sure else (matrix.high, matrix.low)
    return polytopes.first_part(mine[row], np.delete(theirs, row, axis=0))


def _together(matrix: DecisionMatrix) -> NDArray[np.int64]:
    """Array (m,): how many alternatives, known and equal, are first with each; itself too."""
    near = (np.abs(matrix.low[:, None] - matrix.high) <= TIE).all(axis=2)
    counts: NDArray[np.int64] = np.maximum(1, (near & near.T).sum(axis=1))
    return counts


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
    polygon = list(WHOLE_TRIANGLE)
    # A rival ahead on every criterion leaves nothing; one ahead on none cuts nothing off.
    if (normals < 0).all(axis=1).any():
        return ()
    for one, two, three in normals[(normals < 0).any(axis=1)].tolist():
        kept: list[tuple[float, float, float]] = []
        sides = [one * x + two * y + three * z for x, y, z in polygon]
        for k, p in enumerate(polygon):
            q, a, b = polygon[k - 1], sides[k], sides[k - 1]
            # Strictly on two sides: a corner on the line itself is kept once, by the test below.
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
    >>> area(WHOLE_TRIANGLE)
    1.0
    """
    doubled = 0.0
    for k, (x1, y1, _) in enumerate(polygon):
        x0, y0, _ = polygon[k - 1]
        doubled += x0 * y1 - x1 * y0
    # Twice the area in two of the weights is the share: the whole triangle has a half there.
    share = abs(doubled)
    return min(share, 1.0) if share > _SMALLEST_SHARE else 0.0


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
    return high - low if high - low > _SMALLEST_SHARE else 0.0


def sampled_regions(matrix: DecisionMatrix) -> Regions:
    """The regions estimated on the sample of weights, with their error; any number of criteria."""
    sure, possible = drawn_firsts(matrix)
    parts = _together(matrix)
    shares = np.array([sure, possible]) / DRAWS
    errors = np.sqrt(shares * (1 - shares) / DRAWS) / parts
    rows = zip(matrix.alternatives, *(shares / parts).tolist(), strict=True)
    regions = tuple(Region(*row) for row in rows)
    return Regions(regions, _undecided(regions), float(errors.max()), DRAWS, SEED)


def drawn_firsts(matrix: DecisionMatrix) -> tuple[list[int], list[int]]:
    """Numbers of draws of the sample for which each row is surely, and possibly, first.

    A row is surely first when it has the best certain value and no other may pass it;
    possibly, when its largest value reaches the best certain one.
    """
    count, sample = len(matrix.alternatives), weight_sample(len(matrix.criteria))
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

"""Exact shares of the weights for which each lever is first, as volumes of polytopes.

The weights for which an additive value puts a lever first are the simplex of weights cut by one
half-space per rival: a convex polytope [1]_. Its corners come from Qhull [2]_, its volume and its
centre from a fan of simplices. Nothing is believed unchecked: all corners lie in the half-spaces,
each face of their hull lies on one of them (so the hull *is* the polytope), two computations of
its volume agree, and the shares of known levers sum to 1. Otherwise there is no answer.

References
----------
.. [1] Lahdelma, R. and Salminen, P. (2001). SMAA-2: stochastic multicriteria acceptability
   analysis for group decision making. Operations Research, 49(3), 444-454.
.. [2] Barber, C. B., Dobkin, D. P. and Huhdanpaa, H. (1996). The Quickhull algorithm for convex
   hulls. ACM Transactions on Mathematical Software, 22(4), 469-483.
"""

import importlib
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.draws import drawn_weights
from prioritisation.analysis.streams import DrawnFor, stream

MOST_CRITERIA_EXACT, MOST_LEVERS_EXACT = 6, 20
"""Most criteria, and most levers that none of the others dominates, that are computed."""

MOST_LEVERS_BY_CRITERIA = {7: 20, 8: 10}
"""More criteria -> most such levers, for those who can wait for some seconds."""

_STARTS, _ROOMY = 2_048, 5e-3
"""Weights looked at for one well inside a polytope, and how far from its faces that is."""

_THIN = 1e-10
"""Polytopes that hold no ball of this radius have no volume: a tie, a face, a point."""

_CLEAN, _AGREED = 1e-8, 1e-9
"""How far from a face a corner on it may be; by how much two computations of shares may differ."""

_PLANE = 2
"""Dimension from which a polytope is more than an interval."""


@dataclass(frozen=True, slots=True, eq=False)
class SimplexPart:
    """A part of the simplex of weights.

    Attributes
    ----------
    share
        Its volume over that of the simplex, in [0, 1].
    centre
        Array (n,): mean of its weights, summing to 1; NaN when it has no volume.
    """

    share: float
    centre: Floats


def first_rank_volumes(
    values: Floats, sides: Floats | None = None, *, wide: bool = False
) -> tuple[Floats, Floats] | None:
    """Share of the weights for which each lever is first, and the mean of these weights.

    Parameters
    ----------
    values
        Array (m, n): finite values of the levers, higher is better.
    sides
        Array (s, n): only weights with ``sides @ weights >= 0`` count, which must have a volume;
        all of them without any.
    wide
        Whether ``WIDE`` problems are computed too.

    Returns
    -------
    Arrays (m,) of shares summing to 1, levers equal within ``TIE`` having equal parts of theirs;
    and (m, n) of central weights, each row summing to 1, NaN for a lever that is never first.
    None with more than ``MOST_CRITERIA_EXACT`` or ``MOST_LEVERS_EXACT``, or when a check fails.

    Examples
    --------
    >>> shares, centres = first_rank_volumes(np.array([[1.0, 0.0], [0.0, 0.5]]))
    >>> shares.round(3).tolist(), centres.round(3).tolist()
    ([0.667, 0.333], [[0.667, 0.333], [0.167, 0.833]])
    """
    near = (np.abs(values[:, None] - values) <= TIE).all(axis=2)
    # Of equal levers the first stands for all; its volume is divided between them at the end.
    leader = near.argmax(axis=1)
    kept = _front(values, np.unique(leader))
    shares, centres = np.zeros(len(values)), np.full(values.shape, np.nan)
    if len(kept) > most_levers(values.shape[1], wide=wide):
        return None
    whole = _share_of(sides)
    for row in kept:
        part = _cut_within(_flattened(values[row] - values[kept[kept != row]]), sides)
        if part is None or whole is None:
            return None
        shares[row], centres[row] = part.share / whole, part.centre
    # Some lever is first for any weights: volumes that do not fill the set are wrong.
    if abs(shares.sum() - 1) > _AGREED:
        return None
    return shares[leader] / np.bincount(leader)[leader], centres[leader]


def most_levers(criteria: int, *, wide: bool = False) -> int:
    """Most levers that none of the others dominates, by the number of criteria."""
    if criteria <= MOST_CRITERIA_EXACT:
        return MOST_LEVERS_EXACT
    return MOST_LEVERS_BY_CRITERIA.get(criteria, 0) if wide else 0


def _share_of(sides: Floats | None) -> float | None:
    """The share of the simplex on the right of the sides; None when it is not known."""
    if sides is None or not len(sides):
        return 1.0
    whole = cut(sides)
    return whole.share if whole is not None and whole.share > 0 else None


def _cut_within(gaps: Floats, sides: Floats | None) -> SimplexPart | None:
    return cut(gaps if sides is None else np.vstack([gaps, sides]))


def first_part(values: Floats, others: Floats, sides: Floats | None = None) -> SimplexPart | None:
    """The part of the weights for which one lever is at least as good as all its rivals.

    With the lowest values of the lever and the highest of its rivals, the weights for which it is
    surely first; the other way round, those for which it is possibly first.

    Parameters
    ----------
    values
        Array (n,): values of the lever.
    others
        Array (k, n): values of its rivals.
    sides
        As in ``first_rank_volumes``: shares are then those of the weights that count.

    Returns
    -------
    None with more than ``MOST_CRITERIA_EXACT`` or ``MOST_LEVERS_EXACT``, or when a check fails.
    """
    rivals = _front(others, np.arange(len(others)))
    if others.shape[1] > MOST_CRITERIA_EXACT or len(rivals) >= MOST_LEVERS_EXACT:
        return None
    whole = _share_of(sides)
    part = _cut_within(_flattened(values - others[rivals]), sides)
    if part is None or whole is None:
        return None
    return SimplexPart(min(part.share / whole, 1.0), part.centre)


def _flattened(gaps: Floats) -> Floats:
    """Leads, those within a tie being none: float noise gives no region to an equal lever."""
    return np.where(np.abs(gaps) <= TIE, 0.0, gaps)


def _front(values: Floats, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows that no other equals or dominates; of equal ones, the first.

    A dominated lever is first for no weights of positive volume, and bounds no other's.
    """
    mine = values[rows]
    better = (mine[:, None] >= mine).all(axis=2)
    beaten = (better & ~better.T).any(axis=0) | np.triu(better & better.T, 1).any(axis=0)
    return rows[~beaten]


def cut(gaps: Floats) -> SimplexPart | None:
    """The part of the simplex where ``gaps @ weights >= 0``.

    Parameters
    ----------
    gaps
        Array (k, n): finite; no row cuts the simplex into ``weights >= 0`` itself.

    Returns
    -------
    None when the corners found cannot be shown to be those of the polytope.
    """
    n = gaps.shape[1]
    nothing = SimplexPart(0.0, np.full(n, np.nan))
    # A rival that is never ahead cuts nothing off.
    gaps = gaps[(gaps < 0).any(axis=1)]
    # A rival that is never behind leaves a face at most, which has no volume.
    if (gaps <= 0).all(axis=1).any():
        return nothing
    if not len(gaps):
        return SimplexPart(1.0, np.full(n, 1 / n))
    sides = half_spaces(gaps)
    if n == _PLANE:
        return _interval(sides) or nothing
    # Qhull starts from a point well inside: draws mostly have one, and cost less than a programme.
    drawn = _drawn_start(sides)
    part = None if drawn is None else _measured(sides, drawn)
    if part is not None:
        return part
    start = _centre(sides)
    return nothing if start is None else _measured(sides, start)


def half_spaces(gaps: Floats) -> Floats:
    """Rows (a, b): ``a . x + b <= 0``, a of length 1, for weights x but one, their last.

    Parameters
    ----------
    gaps
        Array (k, n): what must not be negative with the weights, beside the weights themselves.

    Returns
    -------
    Array (n + k, n), the weights first.
    """
    n = gaps.shape[1]
    cuts = np.vstack([np.eye(n), gaps / np.abs(gaps).max(axis=1, keepdims=True)])
    sides = np.column_stack([cuts[:, -1:] - cuts[:, :-1], -cuts[:, -1]])
    return np.asarray(sides / np.linalg.norm(sides[:, :-1], axis=1, keepdims=True))


def _interval(sides: Floats) -> SimplexPart | None:
    """Two criteria: weights of the first from one bound to another."""
    slopes, ends = sides[:, 0], -sides[:, 1] / sides[:, 0]
    low, high = ends[slopes < 0].max(), ends[slopes > 0].min()
    if high - low <= _THIN:
        return None
    return SimplexPart(float(high - low), np.array([low + high, 2 - low - high]) / 2)


@lru_cache(maxsize=8)
def _starts(n: int) -> Floats:
    """Array (STARTS, n) of weights to start from, the last weight replaced by 1."""
    starts = drawn_weights(n, _STARTS, stream(DrawnFor.STARTS))
    # So that one product with the sides gives a . x + b.
    starts[:, -1] = 1.0
    starts.setflags(write=False)
    return starts


def _drawn_start(sides: Floats) -> Floats | None:
    """A point well inside; None when no draw is."""
    draws = _starts(sides.shape[1])
    # Sides are of length 1: this is the distance to the nearest face.
    room = -(draws @ sides.T).max(axis=1)
    best = int(room.argmax())
    return np.asarray(draws[best, :-1]) if room[best] >= _ROOMY else None


def _centre(sides: Floats) -> Floats | None:
    """The centre of the largest ball inside; None when there is none."""
    d = sides.shape[1] - 1
    solution = _scipy("optimize").linprog(
        # The last variable is the radius, made as large as it can be.
        np.r_[np.zeros(d), -1.0],
        A_ub=np.column_stack([sides[:, :d], np.ones(len(sides))]),
        b_ub=-sides[:, d],
        bounds=[(0, 1)] * d + [(0, 1)],
        method="highs",
    )
    return np.asarray(solution.x[:d]) if solution.status == 0 and solution.x[d] > _THIN else None


def _measured(sides: Floats, start: Floats) -> SimplexPart | None:
    """Volume and centre from the corners, once these are known to be right."""
    d, qhull = sides.shape[1] - 1, _scipy("spatial")
    try:
        corners = qhull.HalfspaceIntersection(sides, start).intersections
        hull = qhull.ConvexHull(corners[np.isfinite(corners).all(axis=1)])
    except qhull.QhullError:
        return None
    if not _proven(hull.points, hull.simplices, sides):
        return None
    whole, middle = math.factorial(d), hull.points.mean(axis=0)
    fan = hull.points[hull.simplices] - middle
    # A determinant is d! times a volume, and the simplex has 1 / d!: these are shares already.
    sizes = np.abs(np.linalg.det(fan))
    share = float(sizes.sum())
    # Qhull measures too: where the two differ neither is believed.
    if abs(share - hull.volume * whole) > _AGREED:
        return None
    centre = middle + sizes @ fan.sum(axis=1) / (d + 1) / share
    return SimplexPart(min(share, 1.0), np.append(centre, 1 - centre.sum()))


def _proven(corners: Floats, faces: NDArray[np.int32], sides: Floats) -> bool:
    """Whether the hull is the polytope: inside every half-space, each of its faces on one."""
    slack = np.asarray(corners @ sides[:, :-1].T + sides[:, -1])
    on_one = np.any(np.all(np.abs(slack[faces]) <= _CLEAN, axis=1), axis=1)
    return bool(slack.max() <= _CLEAN) and bool(on_one.all())


def _scipy(part: str) -> Any:  # noqa: ANN401 (a module)
    """A part of SciPy, imported when it is first needed: the triangle of weights needs none."""
    return importlib.import_module(f"scipy.{part}")


SMALLEST_SHARE = 1e-9
"""Shares below this are zero: a region reduced to an edge or a point.

They are those of the weights that are allowed, which may be few themselves."""

Polygon = tuple[tuple[float, float, float], ...]
"""Corners of a convex region of the weight triangle, each a vector of three weights."""

TRIANGLE = 3
"""Criteria of which the weights are a triangle."""

WHOLE_TRIANGLE: Polygon = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def clipped(normals: Floats, region: Polygon = WHOLE_TRIANGLE) -> Polygon:
    """The part of a region where every normal . w >= 0 (Sutherland-Hodgman [1]_).

    Parameters
    ----------
    normals
        Array (k, 3).

    References
    ----------
    .. [1] Sutherland, I. E. and Hodgman, G. W. (1974). Reentrant polygon clipping. Communications
       of the ACM, 17(1), 32-42.
    """
    polygon = list(region)
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


def area(polygon: Polygon, whole: float = 1.0) -> float:
    """Share of the weight triangle inside a polygon, in [0, 1] (shoelace formula).

    Parameters
    ----------
    whole
        Share of what the polygon is a part of: when it has no more than ``SMALLEST_SHARE`` of
        that, it has none. With 0 nothing is too small.

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
    return min(share, 1.0) if share > SMALLEST_SHARE * whole else 0.0

"""Sets of weights cut into simplices, and their share of all the weights: exact where proven."""

import importlib
from functools import lru_cache

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.robustness.draws import DRAWS, weight_sample
from prioritisation.analysis.robustness.polygons import TRIANGLE, area, clipped
from prioritisation.analysis.robustness.polytopes import MOST_CRITERIA_EXACT, cut, half_spaces
from prioritisation.analysis.robustness.weight_sets import WeightSet

_AGREED = 1e-9
"""By how much two computations of a share may differ, as a part of it."""


@lru_cache(maxsize=16)
def pieces_of(within: WeightSet) -> tuple[Floats, Floats] | None:
    """A set that does not fill its simplex, cut into simplices.

    Returns
    -------
    Array (t, q, q) of their corners, each in parts of the corners of the set, and array (t,) of
    their shares of the simplex; None when they cannot be proven to fill the set.
    """
    q = len(within.corners)
    sides = within.side_rows(q)
    if q == TRIANGLE:
        polygon = clipped(sides)
        fan = [(polygon[0], *polygon[k : k + 2]) for k in range(1, len(polygon) - 1)]
        return np.array(fan), np.array([area(piece, 0.0) for piece in fan])
    if q > MOST_CRITERIA_EXACT:
        return None
    whole, pieces = cut(sides), _triangulated(sides, np.array(within.inside))
    # Where the two measures differ neither is believed: a narrow set is a small share itself.
    if whole is None or pieces is None:
        return None
    if abs(pieces[1].sum() - whole.share) > _AGREED * whole.share:
        return None
    return pieces


@lru_cache(maxsize=64)
def set_share(n: int, within: WeightSet) -> tuple[float, float]:
    """Share of all the weights of n criteria that are in a set, and its standard error.

    The error is 0 when the share is exact. A flat set has no share, a narrow one of more than
    ``MOST_CRITERIA_EXACT`` criteria may have none of the draws: its share is then below 3 / DRAWS
    in 19 cases of 20, and the error is 1 / DRAWS.
    """
    if within.whole or within.flat:
        return float(within.whole), 0.0
    # Of a simplex inside another one: the determinant of its corners.
    share = abs(float(np.linalg.det(np.array(within.corners))))
    if not within.sides:
        return share, 0.0
    if n == TRIANGLE:
        return share * area(clipped(within.side_rows(n)), 0.0), 0.0
    part = cut(within.side_rows(n)) if n <= MOST_CRITERIA_EXACT else None
    if part is not None:
        return share * part.share, 0.0
    inside = (weight_sample(n) @ within.side_rows(n).T >= 0).all(axis=1).mean()
    error = max(np.sqrt(inside * (1 - inside) / DRAWS), 1 / DRAWS)
    return share * float(inside), share * float(error)


def _triangulated(sides: Floats, start: Floats) -> tuple[Floats, Floats] | None:
    """Simplices between the corners of the set, and their shares; None when Qhull fails."""
    qhull = importlib.import_module("scipy.spatial")
    try:
        corners = qhull.HalfspaceIntersection(half_spaces(sides), start[:-1]).intersections
        corners = corners[np.isfinite(corners).all(axis=1)]
        pieces = corners[qhull.Delaunay(corners).simplices]
    except qhull.QhullError:
        return None
    # A determinant is d! times a volume, and the simplex has 1 / d!: these are shares already.
    sizes = np.abs(np.linalg.det(pieces[:, 1:] - pieces[:, :1]))
    last = 1 - pieces.sum(axis=2, keepdims=True)
    return np.concatenate([pieces, last], axis=2), sizes

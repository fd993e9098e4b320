"""Weights drawn uniformly in a set of weights, however narrow or flat it is.

A set that fills its simplex is drawn like all the weights. Another is cut into simplices, exactly,
up to ``MOST_CRITERIA_EXACT`` corners; beyond, it is drawn by rejection when it is wide, and by a
random walk (hit-and-run [1]_) when it is narrow.

The walk is uniform in the limit. The walkers spread for as long as it takes, following the shape
that they have found, so that a long thin polytope is crossed as easily as a ball.

References
----------
.. [1] Smith, R. L. (1984). Efficient Monte Carlo procedures for generating points uniformly
   distributed over bounded regions. Operations Research, 32(6), 1296-1308.
"""

import importlib
from functools import lru_cache

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.robustness.draws import DRAWS, drawn_weights, weight_sample
from prioritisation.analysis.robustness.polytopes import (
    MOST_CRITERIA_EXACT,
    TRIANGLE,
    area,
    clipped,
    cut,
    half_spaces,
)
from prioritisation.analysis.robustness.weight_sets import WeightSet
from prioritisation.analysis.streams import DrawnFor, stream

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


_WALKERS = 1_000
_SPREAD, _BETWEEN = 40, 8
"""Steps per dimension before the shape is taken, and again before walkers count; then between
two positions of a walker that count."""

_ROUNDS, _MOST_ROUNDS, _STILL = 2, 12, 1.2
"""Times that the shape is taken, at least and at most, and how much further walkers may still have
gone from one time to the next for the last one to do."""

WIDE = 0.05
"""Share of its simplex from which a set is drawn by rejection."""


def random_walk(slopes: Floats, room: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Points of ``slopes @ x + room >= 0``, a bounded polytope with 0 well inside.

    Parameters
    ----------
    slopes, room
        Arrays (k, r) and (k,).

    Returns
    -------
    Array (draws, r).
    """
    r = slopes.shape[1]
    points, shape = np.zeros((min(_WALKERS, draws), r)), np.eye(r)
    # Twice: the first shape is that of walkers who have not spread along a thin polytope yet.
    # And again as long as they are still spreading: the thinner it is, the longer it takes.
    before = spread = 0.0
    for rounds in range(_MOST_ROUNDS):
        if rounds >= _ROUNDS and spread <= _STILL * before:
            break
        for _ in range(_SPREAD * r):
            points = _step(points, slopes, room, shape, rng)
        roots, axes = np.linalg.eigh(np.cov(points, rowvar=False).reshape(r, r))
        # Never quite flat: a direction lost here would not be walked any more.
        shape = axes * np.sqrt(np.maximum(roots, roots.max() * 1e-12))
        before, spread = spread, float(np.sqrt(roots.max()))
    visited = [points]
    while len(visited) * len(points) < draws:
        for _ in range(_BETWEEN * r):
            points = _step(points, slopes, room, shape, rng)
        visited.append(points)
    return np.concatenate(visited)[:draws]


def _step(
    points: Floats, slopes: Floats, room: Floats, shape: Floats, rng: np.random.Generator
) -> Floats:
    """Each walker goes anywhere on a line through where it is, inside the polytope."""
    ways = rng.standard_normal(points.shape) @ shape.T
    # Rounding may leave a walker a hair outside.
    left, speed = np.maximum(points @ slopes.T + room, 0.0), ways @ slopes.T
    with np.errstate(divide="ignore", invalid="ignore"):
        times = -left / speed
    back = np.where(speed > 0, times, -np.inf).max(axis=1)
    ahead = np.where(speed < 0, times, np.inf).min(axis=1)
    moved = back + rng.random(len(points)) * (ahead - back)
    return np.asarray(points + moved[:, None] * ways)


_SAMPLES_KEPT = 4
"""Samples of sets that are kept: 0.8 MB a criterion each."""


@lru_cache(maxsize=_SAMPLES_KEPT)
def sample_within(n: int, within: WeightSet, draws: int = DRAWS) -> Floats:
    """Array (draws, n) of weights uniform on a set, in the dimensions that it has.

    Levers that are not equal may be tied for all of them: ties must be looked for
    (``rank_acceptability`` of what is not continuous, ``joint_acceptability``).
    """
    if within.whole and draws == DRAWS:
        return weight_sample(n)
    q = len(within.corners) or n
    weights = within.weights(_parts(q, within, draws))
    sample = np.asfortranarray(weights / weights.sum(axis=1, keepdims=True))
    sample.setflags(write=False)
    return sample


def _parts(q: int, within: WeightSet, draws: int) -> Floats:
    """Array (draws, q) of parts of the corners."""
    rng = stream(DrawnFor.ALLOWED_WEIGHTS)
    if not within.sides:
        return drawn_weights(q, draws, rng)
    pieces = pieces_of(within)
    if pieces is not None:
        corners, sizes = pieces
        chosen = corners[rng.choice(len(corners), draws, p=sizes / sizes.sum())]
        # Such parts of its corners are uniform inside a simplex.
        return np.asarray(np.einsum("kij,ki->kj", chosen, rng.dirichlet(np.ones(q), draws)))
    sides = within.side_rows(q)
    wide = (weight_sample(q) @ sides.T >= 0).all(axis=1).mean() >= WIDE
    return _rejected(sides, draws, rng) if wide else _walked(within, sides, draws, rng)


def _rejected(sides: Floats, draws: int, rng: np.random.Generator) -> Floats:
    kept: list[Floats] = []
    count = 0
    while count < draws:
        parts = drawn_weights(sides.shape[1], draws, rng)
        kept.append(parts[(parts @ sides.T >= 0).all(axis=1)])
        count += len(kept[-1])
    return np.concatenate(kept)[:draws]


def _walked(within: WeightSet, sides: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """From the point inside, along all the parts but the last, which is what they leave."""
    inside, rows = np.array(within.inside), np.vstack([sides, np.eye(sides.shape[1])])
    slopes = rows[:, :-1] - rows[:, -1:]
    moved = random_walk(slopes, rows @ inside, draws, rng)
    parts = np.column_stack([moved, -moved.sum(axis=1)]) + inside
    return np.asarray(np.maximum(parts, 0.0))

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

from functools import lru_cache

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.robustness.draws import DRAWS, drawn_weights, weight_sample
from prioritisation.analysis.robustness.set_pieces import pieces_of
from prioritisation.analysis.robustness.weight_sets import WeightSet
from prioritisation.analysis.streams import DrawnFor, stream

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

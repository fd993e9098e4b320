"""A random walk in a polytope: hit-and-run, many walkers at once.

Uniform in the limit (Smith 1984). The walkers first spread, then follow the shape that they have
found, so that a long thin polytope is crossed as easily as a ball.
"""

import numpy as np

from prioritisation.analysis.matrix import Floats

WALKERS = 1_000
SPREAD, BETWEEN = 40, 8
"""Steps per dimension before the shape is taken, and again before walkers count; then between
two positions of a walker that count."""


def walked(slopes: Floats, room: Floats, draws: int, rng: np.random.Generator) -> Floats:
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
    points, shape = np.zeros((min(WALKERS, draws), r)), np.eye(r)
    for _ in range(2):
        for _ in range(SPREAD * r):
            points = _step(points, slopes, room, shape, rng)
        roots, axes = np.linalg.eigh(np.cov(points, rowvar=False).reshape(r, r))
        shape = axes * np.sqrt(np.maximum(roots, roots.max() * 1e-12))
    found = [points]
    while len(found) * len(points) < draws:
        for _ in range(BETWEEN * r):
            points = _step(points, slopes, room, shape, rng)
        found.append(points)
    return np.concatenate(found)[:draws]


def _step(
    points: Floats, slopes: Floats, room: Floats, shape: Floats, rng: np.random.Generator
) -> Floats:
    """Each walker goes anywhere on a line through where it is, inside the polytope."""
    ways = rng.standard_normal(points.shape) @ shape.T
    left, speed = np.maximum(points @ slopes.T + room, 0.0), ways @ slopes.T
    with np.errstate(divide="ignore", invalid="ignore"):
        times = -left / speed
    back = np.where(speed > 0, times, -np.inf).max(axis=1)
    ahead = np.where(speed < 0, times, np.inf).min(axis=1)
    moved = back + rng.random(len(points)) * (ahead - back)
    return np.asarray(points + moved[:, None] * ways)

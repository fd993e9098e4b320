"""Constraints on weights (an order, bounds, intervals), and weights drawn within them.

A wide set is drawn by rejection. A narrow one, down to a face or a point of the simplex, is cut
into simplices from its corners and drawn exactly up to ``MOST_CRITERIA_EXACT`` criteria, and by
a random walk (hit-and-run [1]_) beyond.

The walk is uniform in the limit. The walkers first spread, then follow the shape that they have
found, so that a long thin polytope is crossed as easily as a ball.

* PrioritisationError
  x InconsistentConstraints

References
----------
.. [1] Smith, R. L. (1984). Efficient Monte Carlo procedures for generating points uniformly
   distributed over bounded regions. Operations Research, 32(6), 1296-1308.
"""

import importlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.robustness.draws import DRAWS, SEED, drawn_weights, weight_sample
from prioritisation.analysis.robustness.polytopes import MOST_CRITERIA_EXACT
from prioritisation.errors import PrioritisationError

_WALKERS = 1_000
_SPREAD, _BETWEEN = 40, 8
"""Steps per dimension before the shape is taken, and again before walkers count; then between
two positions of a walker that count."""


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
    for _ in range(2):
        for _ in range(_SPREAD * r):
            points = _step(points, slopes, room, shape, rng)
        roots, axes = np.linalg.eigh(np.cov(points, rowvar=False).reshape(r, r))
        # Never quite flat: a direction lost here would not be walked any more.
        shape = axes * np.sqrt(np.maximum(roots, roots.max() * 1e-12))
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


class InconsistentConstraints(PrioritisationError):
    """No weights satisfy the constraints.

    Attributes
    ----------
    constraints
        Some that contradict each other: without any one of them, the others of these do not.
    """

    def __init__(self, constraints: Sequence["Constraint"]) -> None:
        super().__init__("no weights satisfy " + " and ".join(map(str, constraints)))
        self.constraints = tuple(constraints)


WIDE = 0.05
"""Share of all weights from which a set is drawn by rejection."""

_FLAT = 1e-7
"""A constraint that cannot be exceeded by more than this is an equality."""


@dataclass(frozen=True, slots=True)
class Order:
    """One criterion weighs at least as much as another (columns from 0)."""

    more: int
    less: int

    def __str__(self) -> str:
        """As it is read: ``w1 >= w2``."""
        return f"w{self.more + 1} >= w{self.less + 1}"

    def lead(self, n: int) -> Floats:
        """Array (n,): what must not be negative, as a combination of the weights."""
        return np.asarray(np.eye(n)[self.more] - np.eye(n)[self.less])


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A criterion has at least a share of the weight."""

    column: int
    share: float

    def __str__(self) -> str:
        """As it is read: ``w1 >= 0.2``."""
        return f"w{self.column + 1} >= {self.share:g}"

    def lead(self, n: int) -> Floats:
        """Array (n,): what must not be negative, as a combination of the weights."""
        return np.asarray(np.eye(n)[self.column] - self.share)


@dataclass(frozen=True, slots=True)
class AtMost:
    """A criterion has at most a share of the weight."""

    column: int
    share: float

    def __str__(self) -> str:
        """As it is read: ``w1 <= 0.5``."""
        return f"w{self.column + 1} <= {self.share:g}"

    def lead(self, n: int) -> Floats:
        """Array (n,): what must not be negative, as a combination of the weights."""
        return np.asarray(self.share - np.eye(n)[self.column])


Constraint = Order | AtLeast | AtMost


def between(column: int, low: float, high: float) -> tuple[AtLeast, AtMost]:
    """A criterion has a share between two bounds."""
    return AtLeast(column, low), AtMost(column, high)


_SAMPLES_KEPT = 4
"""Samples of constrained weights that are kept: 0.8 MB a criterion each."""


@lru_cache(maxsize=_SAMPLES_KEPT)
def constrained_sample(n: int, constraints: tuple[Constraint, ...], draws: int = DRAWS) -> Floats:
    """Array (draws, n) of weights uniform on those that satisfy all the constraints.

    Levers that are not equal may be tied for all of them: ties must be looked for
    (``rank_acceptability`` of what is not continuous, ``joint_acceptability``).

    Raises
    ------
    InconsistentConstraints
        With constraints that contradict each other.
    """
    leads = np.array([c.lead(n) for c in constraints]).reshape(-1, n)
    inside = (weight_sample(n) @ leads.T >= 0).all(axis=1).mean()
    sample = _rejected(leads, draws) if inside >= WIDE else _narrow(leads, constraints, draws)
    sample.setflags(write=False)
    return sample


def _rejected(leads: Floats, draws: int) -> Floats:
    kept: list[Floats] = []
    count = batch = 0
    while count < draws:
        weights = drawn_weights(leads.shape[1], draws, SEED + batch)
        kept.append(weights[(weights @ leads.T >= 0).all(axis=1)])
        count, batch = count + len(kept[-1]), batch + 1
    return np.concatenate(kept)[:draws].copy()  # not a view: what is beyond would stay


def _narrow(leads: Floats, constraints: tuple[Constraint, ...], draws: int) -> Floats:
    """Draws in the affine hull of the set, whatever its dimension."""
    sides = np.vstack([leads, np.eye(leads.shape[1])])
    centre, flat = _middle(sides, constraints)
    equal = np.vstack([np.ones(leads.shape[1]), sides[flat]])
    axes = _free(equal)
    # A single point satisfies them.
    if not axes.shape[1]:
        return np.repeat(centre[None], draws, axis=0)
    slopes, room = sides[~flat] @ axes, sides[~flat] @ centre
    # Sides along the set bound nothing there: their slopes are noise.
    binding = np.abs(slopes).max(axis=1) > _FLAT
    slopes, room = slopes[binding], room[binding]
    rng = np.random.default_rng(SEED)
    points = _cut_up(slopes, room, draws, rng) if leads.shape[1] <= MOST_CRITERIA_EXACT else None
    if points is None:
        points = random_walk(slopes, room, draws, rng)
    weights = np.maximum(centre + points @ axes.T, 0.0)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _middle(
    sides: Floats, constraints: tuple[Constraint, ...]
) -> tuple[Floats, np.ndarray[Any, np.dtype[np.bool_]]]:
    """A point inside the set, and the sides that are equalities there."""
    points = []
    for side in sides:
        # The weights furthest inside this side: the mean of all these is inside every one.
        point = _linear(-side, sides)
        if point is None:
            raise InconsistentConstraints(_conflict(constraints, sides.shape[1]))
        points.append(point)
    centre = np.mean(points, axis=0)
    most = (np.array(points) * sides).sum(axis=1)
    return centre, most <= _FLAT


def _conflict(constraints: tuple[Constraint, ...], n: int) -> tuple[Constraint, ...]:
    """Constraints that contradict each other, none of which can be spared (deletion filter)."""
    kept = list(constraints)
    for constraint in constraints:
        others = [c for c in kept if c is not constraint]
        sides = np.vstack([*[c.lead(n) for c in others], np.eye(n)])
        if _linear(np.zeros(n), sides) is None:
            kept = others
    return tuple(kept)


def _linear(cost: Floats, sides: Floats) -> Floats | None:
    """Weights of the least cost among those on the right of all sides; None without any."""
    solution = importlib.import_module("scipy.optimize").linprog(
        cost,
        A_ub=-sides,
        b_ub=np.zeros(len(sides)),
        A_eq=np.ones((1, len(cost))),
        b_eq=[1],
        bounds=(0, 1),
        method="highs",
    )
    return np.asarray(solution.x) if solution.status == 0 else None


def _free(equal: Floats) -> Floats:
    """Array (n, r): orthonormal directions along which no equality changes."""
    _, sizes, directions = np.linalg.svd(equal)
    return np.asarray(directions[(sizes > _FLAT).sum() :].T)


def _cut_up(slopes: Floats, room: Floats, draws: int, rng: np.random.Generator) -> Floats | None:
    """Draws in a polytope around 0 from a triangulation of its corners; None when it fails."""
    r = slopes.shape[1]
    # Qhull needs two dimensions at least.
    if r == 1:
        ends = -room / slopes[:, 0]
        low, high = ends[slopes[:, 0] > 0].max(), ends[slopes[:, 0] < 0].min()
        return np.asarray(rng.uniform(low, high, (draws, 1)))
    spatial = importlib.import_module("scipy.spatial")
    try:
        corners = spatial.HalfspaceIntersection(
            np.column_stack([-slopes, -room]), np.zeros(r)
        ).intersections
        parts = corners[spatial.Delaunay(corners).simplices]
    except spatial.QhullError:
        return None
    sizes = np.abs(np.linalg.det(parts[:, 1:] - parts[:, :1])) / math.factorial(r)
    chosen = parts[rng.choice(len(parts), draws, p=sizes / sizes.sum())]
    # Such parts of its corners are uniform inside a simplex.
    return np.asarray(np.einsum("kij,ki->kj", chosen, rng.dirichlet(np.ones(r + 1), draws)))

"""Weights: points on any scale as shares that sum to 1; and what cannot become weights.

In swing weighting the points are those of going from the worst to the best score of a criterion,
against 100 for the criterion where this matters most [1]_.

* PrioritisationError
  x InvalidPoints (in ``prioritisation.errors``: points, whatever they were asked for)
  x InvalidElicitation

References
----------
.. [1] von Winterfeldt, D. & Edwards, W. (1986). Decision Analysis and Behavioral Research.
   Cambridge University Press.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.errors import InvalidPoints, PrioritisationError


def shares(points: Mapping[str, float]) -> Floats:
    """Shares summing to 1, in the order of ``points``, given on any common scale.

    Examples
    --------
    >>> shares({"ghg": 60, "partners": 30, "coverage": 30}).tolist()
    [0.5, 0.25, 0.25]

    Raises
    ------
    InvalidPoints
        If a point is negative or not finite, or if all are zero (no weights: not equal weights).
    """
    values = list(points.values())
    if any(not math.isfinite(p) or p < 0 for p in values) or not any(p > 0 for p in values):
        raise InvalidPoints(points)
    scaled = np.array(values, dtype=float) / max(values)  # a sum of huge points must not overflow
    return np.asarray(scaled / scaled.sum())


def with_weight(weights: Floats, column: int, share: float) -> Floats:
    """Weights with one set to ``share``, the others rescaled in proportion.

    When the moved weight had everything, the others share what it leaves equally.

    Examples
    --------
    >>> with_weight(np.array([0.5, 0.3, 0.2]), 0, 0.0).round(2).tolist()
    [0.0, 0.6, 0.4]
    """
    rest = np.delete(weights, column)
    total = float(rest.sum())
    rest = rest / total if total > 0 else np.full(len(rest), 1 / max(len(rest), 1))
    return np.asarray(np.insert(rest * (1 - share), column, share))


class InvalidElicitation(PrioritisationError):
    """What cannot have been told of the importance of criteria.

    Attributes
    ----------
    fault
        ``criteria``: none, or one twice; ``ranks``: not one for each, or below 1.
    """

    def __init__(self, fault: Literal["criteria", "ranks"]) -> None:
        super().__init__(f"told of importance: {fault}")
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Elicitation:
    """An order of importance.

    Attributes
    ----------
    ranks
        Rank of each criterion, the smallest being the most important; equal ones weigh the same.
    """

    criteria: tuple[str, ...]
    ranks: tuple[int, ...] = ()


def elicited_weights(elicitation: Elicitation) -> Floats:
    """Array (n,) of shares summing to 1, in the order of the criteria.

    Raises
    ------
    InvalidElicitation
        If there is no criterion, one twice, or not one rank, from 1, for each.
    """
    n = len(elicitation.criteria)
    if not n or len(set(elicitation.criteria)) < n:
        raise InvalidElicitation("criteria")
    if len(elicitation.ranks) != n or any(r < 1 for r in elicitation.ranks):
        raise InvalidElicitation("ranks")
    return rank_order_centroid(elicitation.ranks)


def rank_order_centroid(ranks: Sequence[int]) -> Floats:
    """The mean of all the weights that respect an order of importance [1]_.

    Parameters
    ----------
    ranks
        Rank of each criterion, at least one, the smallest being the most important. Only their
        order counts; criteria of equal ranks get the mean of the weights of the places they fill.

    Examples
    --------
    >>> rank_order_centroid([2, 1, 3]).round(4).tolist()
    [0.2778, 0.6111, 0.1111]

    References
    ----------
    .. [1] Barron, F. H. & Barrett, B. E. (1996). Decision quality using ranked attribute weights.
       Management Science, 42(11), 1515-1523.
    """
    count = len(ranks)
    tails = np.cumsum(1 / np.arange(count, 0, -1.0))[::-1]  # 1/n first: the smallest terms
    order = np.argsort(ranks, kind="stable")
    _, group = np.unique(ranks, return_inverse=True)
    totals = np.bincount(group[order], tails / count)
    return np.asarray((totals / np.bincount(group))[group])


MOST_SLIDER_POINTS = 100
"""Points of a slider, at most."""


def on_sliders(points: Mapping[str, float]) -> dict[str, float]:
    """The same points as sliders hold them: whole, ``MOST_SLIDER_POINTS`` at most.

    Few points are multiplied first, so that rounding hardly changes a share.
    """
    return whole_points(near_sliders(points))


def near_sliders(points: Mapping[str, float]) -> dict[str, float]:
    """The same points in the proportion in which sliders hold them, not rounded yet."""
    most = max(points.values(), default=0.0)
    if all(float(given).is_integer() for given in points.values()) and most <= MOST_SLIDER_POINTS:
        return {c: float(given) for c, given in points.items()}
    scale = min(MOST_SLIDER_POINTS / most, float(max(1, round(MOST_SLIDER_POINTS / 2 / most))))
    return {c: given * scale for c, given in points.items()}


def whole_points(points: Mapping[str, float]) -> dict[str, float]:
    """The same points, each whole; none that weighs something comes to weigh nothing."""
    return {c: float(max(1, round(given)) if given > 0 else 0) for c, given in points.items()}

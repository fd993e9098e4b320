"""Shares: weights from points, on whatever scale these were given.

In swing weighting the points are those of going from the worst to the best score of a criterion,
against 100 for the criterion where this matters most [1]_.

References
----------
.. [1] von Winterfeldt, D. & Edwards, W. (1986). Decision Analysis and Behavioral Research.
   Cambridge University Press.
"""

import math
from collections.abc import Mapping

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.errors import InvalidPoints

HUNDRED, TOLERANCE = 100, 1e-6
"""What the points of ``hundred`` sum to, and by how much float noise may miss it."""


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


def hundred(points: Mapping[str, float]) -> Floats:
    """Shares of 100 points handed out between the criteria.

    Examples
    --------
    >>> hundred({"ghg": 50, "partners": 25, "coverage": 25}).tolist()
    [0.5, 0.25, 0.25]

    Raises
    ------
    InvalidPoints
        If they do not sum to 100, or as ``shares`` does.
    """
    found = shares(points)
    if abs(sum(points.values()) - HUNDRED) > TOLERANCE:
        raise InvalidPoints(points)
    return found


def moved(weights: Floats, column: int, share: float) -> Floats:
    """Weights with one set to ``share``, the others rescaled in proportion.

    When the moved weight had everything, the others share what it leaves equally.

    Examples
    --------
    >>> moved(np.array([0.5, 0.3, 0.2]), 0, 0.0).round(2).tolist()
    [0.0, 0.6, 0.4]
    """
    rest = np.delete(weights, column)
    total = float(rest.sum())
    rest = rest / total if total > 0 else np.full(len(rest), 1 / max(len(rest), 1))
    return np.asarray(np.insert(rest * (1 - share), column, share))

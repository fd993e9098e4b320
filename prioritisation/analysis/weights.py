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
from collections.abc import Mapping
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

"""Another reading at the same exchange rate: what one unit of a criterion is worth stays.

A weight is what the whole range of a criterion is worth: the passage from its worst to its best
anchor. A reading with other anchors has another range, and the same weight would then buy another
number of units. To compare readings, each weight follows the range of its criterion [1]_, and the
weights are shared out again: with ``w`` the weights and ``r``, ``s`` the ranges before and after,
``w'`` is proportional to ``w s / r``.

References
----------
.. [1] Keeney, R. L. and Raiffa, H. (1976). Decisions with Multiple Objectives. Wiley, section
   3.7: weights are scaling constants, tied to the ranges of the attributes. Fischer, G. W. (1995).
   Range sensitivity of attribute weights in multiattribute value models. Organizational Behavior
   and Human Decision Processes, 62(3), 252-266.
"""

import math
from collections.abc import Mapping
from dataclasses import replace

from criteria.case import Case
from criteria.model import Criterion
from criteria.scales import LinearScale
from prioritisation.analysis.scenario import Scenario

MOST_SLIDER_POINTS = 100
"""Points of a slider, at most."""

_MOST_EXPONENT = 500
"""Power of two from which points are told in proportion, far from the ends of floats."""


def range_ratio(criterion: Criterion, before: str, after: str) -> float:
    """How many times larger the range of a criterion is under other readings.

    1 for words, and for a scale that is no straight line: one unit of it has no one worth.
    """
    one, other = _ranges(criterion, before, after)
    return other / one


def _ranges(criterion: Criterion, before: str, after: str) -> tuple[float, float]:
    """The range of a criterion under each; the same where one unit has no one worth."""
    one, other = criterion.scale(before), criterion.scale(after)
    if not isinstance(one, LinearScale) or not isinstance(other, LinearScale):
        return 1.0, 1.0
    return abs(one.best - one.worst), abs(other.best - other.worst)


def carried_points(
    case: Case, points: Mapping[str, float], before: str, after: str
) -> dict[str, float]:
    """The points that keep what one unit is worth from a combination of readings to another.

    Parameters
    ----------
    points
        Criterion id -> points, on any scale: those of the criteria rescaled change. When they
        are too large or too small to be multiplied, all are carried in proportion.
    """
    carried = {
        c: _times(given, *_ranges(case.criterion(c), before, after)) for c, given in points.items()
    }
    top = max((exponent for part, exponent in carried.values() if part), default=0)
    shift = top if abs(top) > _MOST_EXPONENT else 0
    return {c: math.ldexp(part, exponent - shift) for c, (part, exponent) in carried.items()}


def _times(points: float, one: float, other: float) -> tuple[float, int]:
    """``points * other / one`` as a part and a power of two: no product is beyond floats.

    The digits are those of the plain product: a power of two changes none.
    """
    (part, power), (below, down), (above, up) = map(math.frexp, (points, one, other))
    return part * (above / below), power + up - down


def under_reading(case: Case, scenario: Scenario, reading: str) -> Scenario:
    """The scenario with another reading, its weights as one unit is worth; raises KeyError."""
    combination = case.reread(scenario.combination, reading)
    points = carried_points(case, scenario.points, scenario.combination, combination)
    return replace(scenario, points=points, combination=combination)


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

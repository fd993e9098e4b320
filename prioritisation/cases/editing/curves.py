"""Values that are not in proportion to scores: a scale by its two ends and three answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise

from criteria.errors import Problem
from criteria.model import Standing
from prioritisation.cases import typed
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.scales import (
    end_problems,
    ends_of,
    ends_unit,
    is_turned,
    reopened_direction,
    typed_numbers,
)
from prioritisation.cases.units import (
    CRITERION,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_name,
)
from prioritisation.errors import InvalidRequest

_PLACE = "criterion"
_WORST, _BEST = "worst", "best"
_POINTS = "points"
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""What the five scores of a ``TypedCurve`` are worth."""


@dataclass(frozen=True, slots=True)
class TypedCurve:
    """A scale by its two ends and three answers, as people write numbers.

    Attributes
    ----------
    quarter, half, three_quarters
        The score that is worth a quarter of the way from the worst to the best, half, three.
    """

    worst: str
    quarter: str
    half: str
    three_quarters: str
    best: str


def may_bend(units: CaseUnits, criterion: str) -> bool:
    """Whether its values may be out of proportion: they are no whole counts."""
    scale = unit_content(units, unit_name(CRITERION, criterion, "scale"))
    if scale["kind"] == "piecewise":
        return True
    return scale["kind"] == "linear" and not scale.get("whole", False)


def curve_scores(units: CaseUnits, criterion: str) -> tuple[float, ...]:
    """The scores that are worth each of ``QUARTERS``, the worst first."""
    scale = unit_content(units, unit_name(CRITERION, criterion, "scale"))
    worst, best = ends_of(units, criterion)
    if scale["kind"] == "linear":
        return (worst, *(_figures(worst + (best - worst) * p) for p in QUARTERS[1:-1]), best)
    points = sorted((p["value"], p["at"]) for p in scale[_POINTS])
    return (worst, *(_score_worth(points, part) for part in QUARTERS[1:-1]), best)


def _score_worth(points: Sequence[tuple[float, float]], part: float) -> float:
    """The score that is worth a part of the way; values rise, some may be the same."""
    for (v0, x0), (v1, x1) in pairwise(points):
        if v0 <= part <= v1 and v0 < v1:
            return _figures(x0 + (x1 - x0) * (part - v0) / (v1 - v0))
    return points[-1][1]


def _figures(score: float) -> float:
    """What was computed, without the noise that follows its figures."""
    return float(f"{score:.12g}")


def curve_change(
    units: CaseUnits, criterion: str, curve: TypedCurve, *, confirmed: bool = False
) -> UnitChange:
    """A scale by three answers: half of the way, a quarter, three quarters.

    Parameters
    ----------
    confirmed
        Whether the group has agreed to them.

    Raises
    ------
    InvalidRequest
        When they are no numbers, or are not in order between the two ends.
    """
    numbers = curve_numbers(curve)
    unit = unit_name(CRITERION, criterion, "scale")
    at = sorted(zip(numbers, QUARTERS, strict=True))
    points = [{"at": score, "value": value} for score, value in at]
    rest = {k: v for k, v in unit_content(units, unit).items() if k not in ("whole", _POINTS)}
    status = Standing.CONFIRMED if confirmed else Standing.TO_CONFIRM
    made = {"kind": "piecewise", "status": status.value, _POINTS: points}
    change: dict[str, tuple[str | None, str | None]] = {}
    if (ends := ends_unit(criterion)) in units:
        change[ends] = (units[ends], None)
    change[unit] = (units[unit], canonical_json({**rest, **made}))
    if is_turned(units, criterion, numbers[0], numbers[-1]):
        change |= reopened_direction(units, units, criterion)
    return change


def curve_numbers(curve: TypedCurve) -> tuple[float, ...]:
    """The five scores of a curve, the worst first; raises InvalidRequest as ``curve_change``."""
    written = dict(zip(curve.__slots__, astuple(curve), strict=True))
    numbers, problems = typed_numbers(written)
    if {_WORST, _BEST} <= {*numbers}:
        problems += end_problems(numbers, written)
    if not problems:
        problems += _order_problems(numbers, written)
    if problems:
        raise InvalidRequest(problems)
    return tuple(numbers.values())


def _order_problems(numbers: Mapping[str, float], written: Mapping[str, str]) -> Iterator[Problem]:
    """Of each answer that is not between the two that it parts: half first."""
    between = {
        "half": (_WORST, _BEST),
        "quarter": (_WORST, "half"),
        "three_quarters": ("half", _BEST),
    }
    for field, ends in between.items():
        low, high = sorted(numbers[end] for end in ends)
        if not low < numbers[field] < high:
            yield typed.out_of_order(_PLACE, field, written[field], (low, high))


def straight_change(units: CaseUnits, criterion: str) -> UnitChange:
    """A curve taken back to a straight line between the same two ends."""
    unit = unit_name(CRITERION, criterion, "scale")
    worst, best = ends_of(units, criterion)
    rest = {k: v for k, v in unit_content(units, unit).items() if k != _POINTS}
    made = {"kind": "linear", "status": Standing.TO_CONFIRM.value}
    ends = canonical_json({_WORST: worst, _BEST: best})
    return {
        unit: (units[unit], canonical_json({**rest, **made})),
        ends_unit(criterion): (None, ends),
    }

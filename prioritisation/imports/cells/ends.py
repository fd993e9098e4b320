"""The two ends that are proposed for a scale of numbers: round ones, around what is read."""

import math
import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

_OUT_OF = re.compile(r"(?:sur|/|out of)\s*(\d+)")
_WHOLE = Context(prec=800)
"""Room for the digits of the largest number and of the smallest."""


def round_ends(low: float, high: float, unit: str = "") -> tuple[float, float]:
    """Two round numbers, the lower first, between which what is read stands.

    From zero, unless all of it is far from zero. They are proposed, and a group confirms them.

    Examples
    --------
    >>> round_ends(980, 1400.5), round_ends(4, 26), round_ends(-3, 12), round_ends(7, 7)
    ((500.0, 1500.0), (0.0, 30.0), (-5.0, 15.0), (0.0, 7.0))
    >>> round_ends(12, 40, "%"), round_ends(2, 4, "sur 5")
    ((0.0, 100.0), (0.0, 5.0))
    """
    most = _most_of(unit)
    if most and low >= 0 and high <= most:
        return 0.0, most
    if low == high == 0:
        return 0.0, 1.0
    step = Decimal(5).scaleb(_power(low, high) - 1)
    bottom, top = _down(low, step), _up(high, step)
    if low >= 0 and (low < high / 2 or bottom == top):
        bottom = 0.0
    if high <= 0 and (high > low / 2 or bottom == top):
        top = 0.0
    return bottom, top


def _most_of(unit: str) -> float:
    """The number that a unit goes to; zero where it does not say."""
    if unit.strip() == "%":
        return 100.0
    return out_of(unit)


def out_of(unit: str) -> float:
    """The most of a scale, as its unit says; zero where it does not.

    Examples
    --------
    >>> out_of("sur 5"), out_of("/ 20"), out_of("%")
    (5.0, 20.0, 0.0)
    """
    whole = _OUT_OF.fullmatch(unit.strip().casefold())
    return float(whole[1]) if whole else 0.0


def _power(low: float, high: float) -> int:
    """The power of ten of the farther one from zero."""
    return Decimal(repr(max(abs(low), abs(high)))).adjusted()


def _down(value: float, step: Decimal) -> float:
    return _rounded(value, step, ROUND_FLOOR)


def _up(value: float, step: Decimal) -> float:
    return _rounded(value, step, ROUND_CEILING)


def _rounded(value: float, step: Decimal, way: str) -> float:
    """A multiple of a step; the number itself where there is no such multiple that is a float."""
    count = (Decimal(repr(value)) / step).to_integral_value(way, _WHOLE)
    whole = float(_WHOLE.multiply(count, step)) + 0.0
    return whole if math.isfinite(whole) else value

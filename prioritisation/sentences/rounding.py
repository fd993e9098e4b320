"""Parts of a whole as they are written: what stands together adds up to it.

On screens shares and weights are whole percents; a room compares 37 with 41, not 37.21 with 41.08.
Documents have the weights exactly: to the nearest, with the fewest decimals for which all those of
a whole add up. Equal shares are written alike. Where something is undecided, what is sure is
rounded down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from prioritisation.analysis.ranking import TIE
from prioritisation.wording import t
from prioritisation.wording.numbers import half_up

MOST_DIGITS = 2
"""Decimals with which shares are tried before their remainders are shared out."""

_FEWEST_OF_EQUALS = 1
"""Decimals of what cannot add up with any: three equal shares are 33,3 % each."""


@dataclass(frozen=True, slots=True)
class Rounded:
    """Shares in whole numbers of units.

    Attributes
    ----------
    units
        One a share, in the order of the shares; ``whole`` units are everything.
    digits
        Decimals of a percent that a unit has.
    """

    units: tuple[int, ...]
    digits: int

    @property
    def whole(self) -> int:
        """Units of a whole."""
        return units_of_whole(self.digits)


def units_of_whole(digits: int) -> int:
    """How many units a whole is, with that many decimals of a percent."""
    return 100 * int(10**digits)


def is_tiny(share: float, digits: int) -> bool:
    """Whether a share is more than nothing and less than one unit."""
    return TIE < share < 1 / units_of_whole(digits)


def less_than(figure: str) -> str:
    """What is said of an amount too small for the least figure that is written."""
    return t("less than {share}", share=figure)


def rounded_parts(shares: Sequence[float], *, least: int = 0) -> Rounded:
    """Shares that sum to 1, to the nearest, with the fewest decimals that make them add up.

    What is less than a unit counts as nothing or as one. Shares that add up with none of them have
    their remainders shared out, the largest first; equal ones, which that would tell apart, stay
    rounded to the nearest (33.3, 33.3, 33.3).

    Parameters
    ----------
    least
        Decimals to start from.
    """
    for digits in range(least, MOST_DIGITS + 1):
        parts = rounded_nearest(shares, digits)
        if _adds_up(shares, parts):
            return parts
    whole = units_of_whole(MOST_DIGITS)
    units = _shared_out([whole * share for share in shares], whole)
    if units is None:
        return rounded_nearest(shares, max(_FEWEST_OF_EQUALS, least))
    return Rounded(units, MOST_DIGITS)


def rounded_to(shares: Sequence[float], digits: int) -> Rounded:
    """Shares that sum to 1 with decimals that are given: to the nearest where they add up so.

    Else their remainders are shared out, or equal shares stay rounded to the nearest.
    """
    nearest = rounded_nearest(shares, digits)
    whole = nearest.whole
    if _adds_up(shares, nearest):
        return nearest
    units = _shared_out([whole * share for share in shares], whole)
    return nearest if units is None else Rounded(units, digits)


def adds_up(shares: Sequence[float], digits: int) -> bool:
    """Whether shares that sum to 1 still do once each is rounded to the nearest."""
    return _adds_up(shares, rounded_nearest(shares, digits))


def rounded_nearest(shares: Sequence[float], digits: int) -> Rounded:
    """Shares with decimals that are given, each to the nearest."""
    return Rounded(tuple(round(half_up(100 * s, digits) * 10**digits) for s in shares), digits)


def rounded_whole(shares: Sequence[float], limits: Sequence[float] = ()) -> Rounded:
    """Shares that sum to 1 in whole percents: they add up, but for what would say too much.

    None changes its order with another. One that would read as a limit that it does not reach is
    rounded down: the sum is then one less, as it may be where equal shares stay alike.

    Parameters
    ----------
    limits
        Shares from which something else is said.
    """
    units = [
        floor(100 * (share + TIE)) if _reaches(share, unit / 100, limits) else unit
        for share, unit in zip(shares, rounded_to(shares, 0).units, strict=True)
    ]
    return Rounded(tuple(units), 0)


def rounded_sure(sure: Sequence[float], undecided: float) -> Rounded:
    """Whole percents of sure shares, rounded down, and of the undecided one, last, rounded up.

    Nothing is said to be more sure than it is. They need not add up: what is lost in rounding the
    sure ones is not undecided.
    """
    # The tie is added because 0.29 is 28.999… once multiplied, and stays 29.
    units = [floor(100 * (share + TIE)) for share in sure]
    return Rounded((*units, ceil(100 * (undecided - TIE))), 0)


def _reaches(share: float, written: float, limits: Sequence[float]) -> bool:
    """Whether a share is written as a limit, or above, that it does not reach."""
    return any(share < limit - TIE and written >= limit - TIE for limit in limits)


def _adds_up(shares: Sequence[float], parts: Rounded) -> bool:
    tiny = [is_tiny(share, parts.digits) for share in shares]
    left = parts.whole - sum(u for u, small in zip(parts.units, tiny, strict=True) if not small)
    return 0 <= left <= sum(tiny)


def _shared_out(values: Sequence[float], whole: int) -> tuple[int, ...] | None:
    """Whole numbers that sum to ``whole``, by largest remainder; None if equals would differ."""
    exact = [round(value, 6) for value in values]
    units = [floor(value) for value in exact]
    left = whole - sum(units)
    for value in sorted(set(exact), key=lambda v: (floor(v) - v, -exact.count(v))):
        rows = [k for k, other in enumerate(exact) if other == value]
        if left < len(rows):
            break
        for k in rows:
            units[k] += 1
        left -= len(rows)
    return None if left else tuple(units)

"""Parts of a whole as they are written: what stands together adds up to it.

A share is rounded to the nearest, with the fewest decimals for which all those of a whole add up:
equal shares are then written alike, and each is the nearest to what was computed. Where something
is undecided, what is sure is rounded down and the undecided part is what is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from prioritisation.analysis.ranking import TIE
from prioritisation.wording.numbers import half_up

MOST_DIGITS = 2
"""Decimals with which shares are tried before their remainders are shared out."""

_FEWEST_OF_EQUALS = 1
"""Decimals of what cannot add up with any: three equal shares are 33,3 % each."""

_FINEST = 9


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


def rounded_parts(
    shares: Sequence[float], *, least: int = 0, limits: Sequence[float] = ()
) -> Rounded:
    """Shares that sum to 1, to the nearest, with the fewest decimals that make them add up.

    What is less than a unit counts as nothing or as one. Shares that add up with none of them have
    their remainders shared out, the largest first; equal ones, which that would tell apart, stay
    rounded to the nearest (33.3, 33.3, 33.3).

    Parameters
    ----------
    least
        Decimals to start from.
    limits
        Shares from which something else is said: none is written as reached before it is.
    """
    for digits in range(least, MOST_DIGITS + 1):
        parts = _nearest(shares, digits)
        if _adds_up(shares, parts) and not _reaches(shares, parts, limits):
            return parts
    whole = units_of_whole(MOST_DIGITS)
    units = _shared_out([whole * share for share in shares], whole)
    shared = None if units is None else Rounded(units, MOST_DIGITS)
    if shared is not None and not _reaches(shares, shared, limits):
        return shared
    tried = (_nearest(shares, digits) for digits in range(max(_FEWEST_OF_EQUALS, least), _FINEST))
    return next((p for p in tried if not _reaches(shares, p, limits)), _nearest(shares, _FINEST))


def rounded_to(shares: Sequence[float], digits: int) -> Rounded:
    """Shares that sum to 1 with decimals that are given: to the nearest where they add up so.

    Else their remainders are shared out, or equal shares stay rounded to the nearest.
    """
    nearest = _nearest(shares, digits)
    whole = nearest.whole
    if _adds_up(shares, nearest):
        return nearest
    units = _shared_out([whole * share for share in shares], whole)
    return nearest if units is None else Rounded(units, digits)


def rounded_sure(sure: Sequence[float], undecided: float) -> Rounded:
    """Sure shares, rounded down, and what is left for the undecided one, which comes last.

    As many decimals as it takes for the undecided share to be written less than one percent above
    what it is.
    """
    return next(
        (p for digits in range(_FINEST) if _is_near(p := _floors(sure, digits), undecided)),
        _floors(sure, _FINEST),
    )


def _floors(sure: Sequence[float], digits: int) -> Rounded:
    whole = units_of_whole(digits)
    # The tie is added because 0.29 is 28.999… once multiplied, and stays 29.
    units = [floor(whole * (share + TIE)) for share in sure]
    return Rounded((*units, whole - sum(units)), digits)


def _is_near(parts: Rounded, undecided: float) -> bool:
    rest = parts.units[-1]
    if is_tiny(undecided, parts.digits):
        return rest <= 1
    return rest / parts.whole - undecided < 0.01  # noqa: PLR2004 (one percent)


def _nearest(shares: Sequence[float], digits: int) -> Rounded:
    return Rounded(
        tuple(round(half_up(100 * s, digits) * 10**digits) for s in shares),
        digits,
    )


def _adds_up(shares: Sequence[float], parts: Rounded) -> bool:
    tiny = [is_tiny(share, parts.digits) for share in shares]
    left = parts.whole - sum(u for u, small in zip(parts.units, tiny, strict=True) if not small)
    return 0 <= left <= sum(tiny)


def _reaches(shares: Sequence[float], parts: Rounded, limits: Sequence[float]) -> bool:
    """Whether a share is written as a limit, or above, that it does not reach."""
    return any(
        share < limit - TIE and unit / parts.whole >= limit - TIE
        for share, unit in zip(shares, parts.units, strict=True)
        for limit in limits
    )


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

"""Ranges of one weight, as they are written beside the weight that they are compared with.

A limit is written in one of two ways, each with the fewest decimals that keep it true:

* rounded inward, where only what holds inside is said (« would be first if it weighed at least
  28 % »): a weight in the range that is written is in the range;
* to the nearest, and « or so » unless it is exact, where what happens on both sides is said
  (« stays first as long as it weighs at least 27 % or so; below, … »). Rounded inward, the second
  half would be false from the limit to what is written; exact on both sides, it would take two
  figures, or decimals that no room needs. A unit inside it the first lever is surely first, a unit
  outside another may be, and the weight beside it reads at least a unit inside.

No limit is written as nothing or everything that is not, and no range as one figure.
"""

from dataclasses import dataclass
from math import ceil, floor

from prioritisation.analysis.ranking import TIE
from prioritisation.sentences.rounding import is_tiny, units_of_whole
from prioritisation.sentences.shares import share_text
from prioritisation.wording import percent, t
from prioritisation.wording.numbers import half_up

_MOST_TRIED = 7
"""Decimals of a percent, at most: those of the least difference that is no tie."""


@dataclass(frozen=True, slots=True)
class WrittenRange:
    """A range of a weight as it is written, and the present weight with as many decimals.

    Attributes
    ----------
    low, high
        Its ends as they are written: shares in [0, 1].
    here
        The present weight; empty where whole percents tell it from the ends.
    digits
        Decimals of all these percents.
    inner
        The ends as they are written, or a unit inside those that are not exact: over all of it
        what is said inside holds.
    """

    low: float
    high: float
    here: str
    digits: int
    inner: tuple[float, float]

    @property
    def span(self) -> str:
        """« At least 33 % », « between 20 % and 40 % or so »."""
        low, high = self._percent(self.low), self._percent(self.high)
        if low == high:
            return low
        if self.high >= 1:
            return t("at least {share}", share=self.limit(below=True))
        if self.low <= 0:
            return t("at most {share}", share=self.limit(below=False))
        exact = self.inner == (self.low, self.high)
        return t("between {low} and {high}", low=low, high=_near(high, exact=exact))

    def limit(self, *, below: bool) -> str:
        """One of its ends: « 27 % or so »."""
        end, inner = (self.low, self.inner[0]) if below else (self.high, self.inner[1])
        return _near(self._percent(end), exact=end == inner)

    def beyond(self, *, below: bool) -> float:
        """The share one unit past an end as it is written."""
        unit = 1 / units_of_whole(self.digits)
        return max(self.low - unit, 0.0) if below else min(self.high + unit, 1.0)

    def _percent(self, share: float) -> str:
        # Nothing and all have no decimals.
        return percent(share, self.digits if 0 < share < 1 else 0)


def written_range(low: float, high: float, weight: float) -> WrittenRange:
    """A range of one weight rounded inward, that leaves the weight on its right side.

    Parameters
    ----------
    low, high, weight
        Shares in [0, 1]; the weight may be in the range or not.
    """
    inside = low - TIE <= weight <= high + TIE
    for digits in range(_MOST_TRIED + 1):
        scale, here = units_of_whole(digits), _read(weight, digits)
        least = ceil(scale * low - TIE * scale) / scale
        most = floor(scale * high + TIE * scale) / scale
        wide = least < most or (least == most and high - low <= TIE)
        if wide and (least - TIE <= here <= most + TIE) is inside:
            return WrittenRange(least, most, _here(weight, digits), digits, (least, most))
    # Within a tie of an end: that end.
    end = _here(min(max(weight, low), high), _MOST_TRIED)
    return WrittenRange(low, high, end, _MOST_TRIED, (low, high))


def limit_range(low: float, high: float, weight: float, past: float) -> WrittenRange:
    """A range of one weight to the nearest, true on both sides of the limit that is told.

    Parameters
    ----------
    low, high, weight
        Shares in [0, 1]; the weight is in the range.
    past
        The share, out of the range, up to which another may come first from its nearest end on.
    """
    for digits in range(_MOST_TRIED + 1):
        unit, here = 1 / units_of_whole(digits), _read(weight, digits)
        least, most = _nearest(low, digits), _nearest(high, digits)
        inner = _inward(least, low, unit), _inward(most, high, -unit)
        written = WrittenRange(least, most, _here(weight, digits), digits, inner)
        reached = low - TIE <= inner[0] <= here + TIE <= inner[1] + 2 * TIE <= high + 3 * TIE
        if reached and _is_true_outside(written, (low, high), past):
            return written
    inner = low, high
    return WrittenRange(low, high, _here(weight, _MOST_TRIED), _MOST_TRIED, inner)


def _near(share: str, *, exact: bool) -> str:
    return share if exact else t("{share} or so", share=share)


def _is_true_outside(written: WrittenRange, ends: tuple[float, float], past: float) -> bool:
    """Whether a limit is told as nothing or all only where it is, and another may pass a unit on.

    Parameters
    ----------
    ends
        The exact ends of the range.
    """
    low, high = ends
    if (written.low <= 0 < low) or (high < 1 <= written.high):
        return False
    if past < low:
        return past <= written.beyond(below=True) + TIE
    return past >= written.beyond(below=False) - TIE


def _inward(written: float, end: float, unit: float) -> float:
    """An end that is exact as it is written; else a unit further in."""
    return written if abs(written - end) <= TIE else written + unit


def _here(weight: float, digits: int) -> str:
    units = round(units_of_whole(digits) * _nearest(weight, digits))
    return share_text(weight, units, digits) if digits else ""


def _read(weight: float, digits: int) -> float:
    """A weight as it reads: « less than 1 % » and « more than 99 % » are between two units."""
    unit = 1 / units_of_whole(digits)
    if is_tiny(weight, digits):
        return unit / 2
    return 1 - unit / 2 if is_tiny(1 - weight, digits) else _nearest(weight, digits)


def _nearest(weight: float, digits: int) -> float:
    return half_up(100 * weight, digits) / 100

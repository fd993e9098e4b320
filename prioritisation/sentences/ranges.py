"""Ranges of one weight, as they are written beside the weight that they are compared with.

Both have the fewest decimals with which they are read as they are: a weight that is in a range is
in the range that is written, and one that has not reached it has not reached what is written.
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
    """A range of a weight, rounded inward, and the present weight with as many decimals.

    Attributes
    ----------
    low, high
        Its ends as they are written: shares in [0, 1].
    here
        The present weight; empty where whole percents tell it from the ends.
    digits
        Decimals of all these percents.
    """

    low: float
    high: float
    here: str
    digits: int

    @property
    def ends(self) -> tuple[float, float]:
        """Both ends."""
        return self.low, self.high

    @property
    def span(self) -> str:
        """« At least 33 % », « between 20 % and 40 % »."""
        low, high = percent(self.low, self.digits), percent(self.high, self.digits)
        if self.high >= 1:
            return t("at least {share}", share=low) if self.low < 1 else percent(1)
        if self.low <= 0:
            return t("at most {share}", share=high) if self.high > 0 else percent(0)
        return t("between {low} and {high}", low=low, high=high)


def written_range(low: float, high: float, weight: float) -> WrittenRange:
    """A range of one weight, with the fewest decimals that set the weight on its right side.

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
        if least <= most and (least - TIE <= here <= most + TIE) is inside:
            return WrittenRange(least, most, _here(weight, digits), digits)
    # Within a tie of an end: that end.
    end = _here(min(max(weight, low), high), _MOST_TRIED)
    return WrittenRange(low, high, end, _MOST_TRIED)


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

"""How far one weight may go before another lever may come first, for sentences and pictures."""

from dataclasses import dataclass

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.weight_changes import Stability
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.ranges import WrittenRange, limit_range, written_range
from prioritisation.sentences.rounding import MOST_DIGITS, units_of_whole
from prioritisation.wording import t

_HAIR = 1e-7
"""Shares of a weight nearer to each other than this are one limit."""

_SLIGHT = 1 / units_of_whole(MOST_DIGITS)
"""Room, in share of weight, below which no limit is written: it would need too many decimals."""


@dataclass(frozen=True, slots=True)
class Overtaking:
    """A lever that may come first past an end of a range: up to a share of the weight, ``far``."""

    row: int
    far: float


@dataclass(frozen=True, slots=True)
class WeightRange:
    """Where one weight may stand, the others in proportion, for the first lever to stay first.

    Attributes
    ----------
    low, high
        The exact ends, shares in [0, 1]; the lever may be tied there.
    before, after
        Who may come first just below the low end, and just above the high one. None at 0 and 1,
        nor where the weights that are allowed end.
    """

    column: int
    weight: float
    low: float
    high: float
    before: tuple[Overtaking, ...]
    after: tuple[Overtaking, ...]

    @property
    def rooms(self) -> list[tuple[float, bool]]:
        """How far the weight may go down (True) and up (False) before another may come first."""
        down = [(self.weight - self.low, True)] if self.before else []
        return [*down, (self.high - self.weight, False)] if self.after else down

    @property
    def below(self) -> bool:
        """Whether the nearest limit is the low one."""
        return min(self.rooms)[1]

    @property
    def _others(self) -> tuple[Overtaking, ...]:
        return self.before if self.below else self.after

    @property
    def written(self) -> WrittenRange:
        """The range as it is written: true inside and, where another may come first, outside."""
        if not self.rooms:
            return written_range(self.low, self.high, self.weight)
        far = [one.far for one in self._others]
        past = min(far) if self.below else max(far)
        return limit_range(self.low, self.high, self.weight, past)

    @property
    def others(self) -> tuple[int, ...]:
        """Who may come first from the nearest limit to a unit past what is written."""
        away = self.written.beyond(below=self.below)
        return tuple(
            one.row
            for one in self._others
            if (one.far <= away + TIE if self.below else one.far >= away - TIE)
        )

    @property
    def slight_move(self) -> str:
        """« A very slight fall » where that may put another first; else empty.

        Only the side on which it does is named.
        """
        sides = {below for room, below in self.rooms if room < _SLIGHT - TIE}
        if len(sides) > 1:
            return t("a very slight change")
        if not sides:
            return ""
        return t("a very slight fall") if True in sides else t("a very slight rise")


def weight_range(analysis: Analysis, stability: Stability) -> WeightRange:
    """The range of a weight for a lever that is surely first, and who may be past its ends."""
    column = analysis.matrix.criteria.index(stability.criterion)
    low, high = surely_first_range(stability)
    before, after = [], []
    for other in analysis.stability:
        row = analysis.matrix.alternatives.index(other.alternative)
        same = other.criterion == stability.criterion
        if not same or other.possible is None or row in analysis.verdict.leaders:
            continue
        least, most = other.possible
        if least < low - _HAIR and most > low - _HAIR:
            before.append(Overtaking(row, least))
        if most > high + _HAIR and least < high + _HAIR:
            after.append(Overtaking(row, most))
    weight = float(analysis.weights[column])
    return WeightRange(column, weight, low, high, tuple(before), tuple(after))


def surely_first_range(stability: Stability) -> tuple[float, float]:
    """The shares over which a lever is surely first, without float noise at 0 and 1."""
    # Without an interval, an empty one.
    low, high = stability.sure or (1.0, 0.0)
    return (0.0 if low <= TIE else low), (1.0 if high >= 1 - TIE else high)


def nearest_range(analysis: Analysis) -> WeightRange | None:
    """The range of the weight that has the least room left; None when nothing bounds any.

    Parameters
    ----------
    analysis
        One lever is surely first in it.
    """
    leader = analysis.matrix.alternatives[analysis.verdict.leaders[0]]
    ranges = [weight_range(analysis, s) for s in analysis.stability if s.alternative == leader]
    bounded = [one for one in ranges if one.rooms]
    return min(bounded, key=lambda one: min(one.rooms)[0], default=None)

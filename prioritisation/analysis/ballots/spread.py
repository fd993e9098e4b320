"""How far the ballots differ on each criterion; ``consensus`` says it of all together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor

import numpy as np

from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.analysis.ballots.ballot import Ballot, share_table
from prioritisation.analysis.matrix import SAME, Floats
from prioritisation.analysis.thresholds import GroupThresholds

_LARGEST = 0.5
"""Largest standard deviation of shares in [0, 1]: half of them 0 and half of them 1."""

_QUARTILES = (0.25, 0.75)


class Flag(StrEnum):
    """How far the ballots differ on a criterion, in words."""

    CLOSE = "close"
    SHARED = "shared"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Spread:
    """The shares given to one criterion.

    Attributes
    ----------
    given
        Ballots that weigh it.
    median, low_quartile, high_quartile
        Shares in [0, 1]. Quartiles are shares of ballots, taken outwards: at least half of the
        ballots lie between them, both included.
    deviation
        Standard deviation of the shares divided by the largest possible, 0.5: 0 is the same
        weight from all, 1 is half of the group at 0 and half at 1.
    """

    criterion: str
    given: int
    median: float
    low_quartile: float
    high_quartile: float
    deviation: float
    flag: Flag

    @property
    def shown(self) -> bool:
        """Whether enough ballots weigh the criterion to show their distribution."""
        return may_show(self.given)


def spreads(
    ballots: Sequence[Ballot], criteria: Sequence[str], thresholds: GroupThresholds
) -> tuple[Spread, ...]:
    """The spread of each criterion that at least one ballot weighs."""
    columns = _columns(ballots, criteria)
    return tuple(_spread(criterion, column, thresholds) for criterion, column in columns)


def shown_deviations(ballots: Sequence[Ballot], criteria: Sequence[str]) -> Mapping[str, float]:
    """Criterion -> its deviation, where enough ballots weigh it to show their distribution."""
    columns = _columns(ballots, criteria)
    return {c: _deviation(column) for c, column in columns if may_show(len(column))}


def _columns(ballots: Sequence[Ballot], criteria: Sequence[str]) -> Iterator[tuple[str, Floats]]:
    """Each criterion that a ballot weighs, with the shares given to it."""
    table = share_table(ballots, criteria)
    for j, criterion in enumerate(criteria):
        column = table[~np.isnan(table[:, j]), j]
        if len(column):
            yield criterion, column


def _deviation(shares: Floats) -> float:
    return float(shares.std()) / _LARGEST


def _spread(criterion: str, shares: Floats, thresholds: GroupThresholds) -> Spread:
    middle = float(np.median(shares))
    low = float(np.quantile(shares, _QUARTILES[0], method="lower"))
    high = float(np.quantile(shares, _QUARTILES[1], method="higher"))
    deviation = _deviation(shares)
    flag = _flag(deviation, thresholds)
    return Spread(criterion, len(shares), middle, low, high, deviation, flag)


def _flag(deviation: float, thresholds: GroupThresholds) -> Flag:
    if deviation >= thresholds.flagged - SAME:
        return Flag.FLAGGED
    return Flag.SHARED if deviation >= thresholds.shared - SAME else Flag.CLOSE


def whole_band(low: float, high: float) -> tuple[int, int]:
    """A band of shares in whole percents, taken outwards as its quartiles are.

    Examples
    --------
    >>> whole_band(0.344, 0.601), whole_band(0.07, 0.07)
    ((34, 61), (7, 7))
    """
    return floor(round(100 * low, 6)), ceil(round(100 * high, 6))

"""How far the ballots differ on each criterion; ``consensus`` says it of all together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil, floor

import numpy as np

from prioritisation.analysis.ballots.anonymity import COARSE, may_show
from prioritisation.analysis.ballots.ballot import Ballot, share_table
from prioritisation.analysis.matrix import SAME, Floats
from prioritisation.analysis.thresholds import GroupThresholds

_LARGEST = 0.5
"""Largest standard deviation of shares in [0, 1]: half of them 0 and half of them 1."""

_FOUR = 4


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
        Shares in [0, 1]; quartiles are those of ``quartiles``.
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


def coarse_spreads(
    ballots: Sequence[Ballot], criteria: Sequence[str], thresholds: GroupThresholds
) -> tuple[Spread, ...]:
    """The same in whole percents, the band taken outwards; of a criterion that few weigh, none."""
    return tuple(_coarse(s, thresholds) for s in spreads(ballots, criteria, thresholds) if s.shown)


def _coarse(spread: Spread, thresholds: GroupThresholds) -> Spread:
    # Rounded: what is whole but for noise is whole.
    low, high = (round(100 * s, 6) for s in (spread.low_quartile, spread.high_quartile))
    deviation = round(spread.deviation, COARSE)
    return replace(
        spread,
        median=round(spread.median, COARSE),
        low_quartile=floor(low) / 100,
        high_quartile=ceil(high) / 100,
        deviation=deviation,
        flag=_flag(deviation, thresholds),
    )


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
    low, high = quartiles(shares.tolist())
    deviation = _deviation(shares)
    flag = _flag(deviation, thresholds)
    return Spread(criterion, len(shares), middle, low, high, deviation, flag)


def quartiles(shares: Sequence[float]) -> tuple[float, float]:
    """First and third quartile: shares that ballots gave, at least half of them between the two.

    Of n shares, the one at place n / 4, rounded up, from the smallest, then from the largest: the
    first is the smallest that at least a quarter of the ballots do not exceed (definition 1 of
    [1]_), the third the same from above. None is made up between two ballots. Screens, notes,
    workbooks and records all have these.

    Raises
    ------
    IndexError
        If there is no share.

    References
    ----------
    .. [1] Hyndman, R. J. and Fan, Y. (1996). Sample quantiles in statistical packages. The
       American Statistician, 50(4), 361-365.

    Examples
    --------
    >>> quartiles([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    (0.2, 0.5)
    """
    place, ranked = ceil(len(shares) / _FOUR), sorted(shares)
    return ranked[place - 1], ranked[-place]


def _flag(deviation: float, thresholds: GroupThresholds) -> Flag:
    if deviation >= thresholds.flagged - SAME:
        return Flag.FLAGGED
    return Flag.SHARED if deviation >= thresholds.shared - SAME else Flag.CLOSE

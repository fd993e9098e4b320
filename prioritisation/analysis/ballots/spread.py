"""How far the ballots differ: on each criterion, and all together."""

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


class Word(StrEnum):
    """The consensus in words; the scale of AHP-OS."""

    VERY_LOW = "very_low"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    VERY_HIGH = "very_high"


_WORDS = (
    (0.875, Word.VERY_HIGH),
    (0.75, Word.HIGH),
    (0.625, Word.MODERATE),
    (0.5, Word.LOW),
    (0.0, Word.VERY_LOW),
)


@dataclass(frozen=True, slots=True)
class Consensus:
    """How far the ballots agree on the weights as a whole.

    Attributes
    ----------
    share
        From 0 (each ballot puts everything on another criterion) to 1 (identical ballots).
    n
        Ballots it rests on: those that weigh every criterion.
    left_out
        Ballots with an abstention: their shares are not of the same whole.
    """

    share: float
    word: Word
    n: int
    left_out: int

    @property
    def shown(self) -> bool:
        """Whether it rests on enough ballots."""
        return may_show(self.n)


def consensus(ballots: Sequence[Ballot], criteria: Sequence[str]) -> Consensus | None:
    """Shannon-beta consensus of the ballots that weigh every criterion.

    Returns
    -------
    Consensus | None
        None for fewer than two such ballots, or fewer than two criteria.

    Notes
    -----
    With H the Shannon entropy, gamma that of the mean shares and alpha the mean of the
    ballots' own, the true beta diversity is ``exp(gamma - alpha)`` [1]_, from 1 (identical
    ballots) to n criteria. Its inverse, brought from [1/n, 1] to [0, 1], is the relative
    homogeneity, and the group consensus of BPMSG's AHP-OS with the bounds of a scale that
    allows zeros (smallest alpha diversity 1, largest gamma diversity n) [2]_. The words were
    calibrated there on a scale from 1 to 9, where consensus is a few points lower: they are a way
    of speaking, not a test.

    References
    ----------
    .. [1] Jost, L. (2007). Partitioning diversity into independent alpha and beta components.
       Ecology, 88(10), 2427-2439.
    .. [2] Goepel, K. D. (2022). Group consensus and its word scale, bpmsg.com, "AHP consensus
       indicator"; first in Goepel (2013), Proc. International Symposium on the AHP.
    """
    table = share_table(ballots, criteria)
    complete = table[~np.isnan(table).any(axis=1)]
    least = 2
    if len(complete) < least or len(criteria) < least:
        return None
    alpha = float(np.mean([_entropy(row) for row in complete]))
    gamma = _entropy(complete.mean(axis=0))
    lowest = 1 / len(criteria)
    share = (float(np.exp(alpha - gamma)) - lowest) / (1 - lowest)
    share = min(max(share, 0.0), 1.0)  # rounding only: alpha <= gamma <= log n
    word = next(word for least, word in _WORDS if share >= least - SAME)
    return Consensus(share, word, len(complete), len(table) - len(complete))


def _entropy(parts: Floats) -> float:
    """Shannon entropy in nats; a part of 0 adds nothing."""
    positive = parts[parts > 0]
    return float(-(positive * np.log(positive)).sum())


def whole_band(low: float, high: float) -> tuple[int, int]:
    """A band of shares in whole percents, taken outwards as its quartiles are.

    Examples
    --------
    >>> whole_band(0.344, 0.601), whole_band(0.07, 0.07)
    ((34, 61), (7, 7))
    """
    return floor(round(100 * low, 6)), ceil(round(100 * high, 6))

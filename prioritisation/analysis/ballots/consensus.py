"""How far the ballots agree on the weights as a whole, beside ballots filled in at random.

A share alone says little: ballots are made of parts of one whole, and those filled in without
thinking are not far from each other. So the figure is read against as many ballots filled in at
random, as an agreement is against chance [1]_.

References
----------
.. [1] Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and
   Psychological Measurement, 20(1), 37-46.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import ceil, floor, sqrt

import numpy as np

from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.analysis.ballots.ballot import Ballot, share_table
from prioritisation.analysis.ballots.modes import FULL, Mode, place_weights
from prioritisation.analysis.matrix import SAME, Floats
from prioritisation.analysis.streams import DrawnFor, stream

_GROUPS, _FEWEST_GROUPS, _CAST = 2_000, 200, 400_000
"""Groups of random ballots drawn, fewer where they are large, and ballots in all of them."""

_BEYOND = 0.05
"""Share of the random groups that may be on either side of what they mostly give."""

_STEP = 1_000
"""Figures are told, and compared, in thousandths."""


@dataclass(frozen=True, slots=True)
class Chance:
    """The consensus of as many ballots filled in at random, all criteria weighed.

    In swing weighting one criterion, any of them, has 100 points and each other one a whole number
    from 0 to 100, all as likely; points to share fall anywhere, uniformly; each order is as likely
    as any other.

    Attributes
    ----------
    mean, error
        Of the groups drawn, and its standard error.
    low, high
        What one group in twenty at most is below, and above: two standard errors of the share of
        groups beyond are counted in.
    draws
        Groups drawn, with a fixed seed.
    """

    mean: float
    error: float
    low: float
    high: float
    draws: int


class AgainstChance(StrEnum):
    """How much ballots agree beside ballots filled in at random.

    ``NEAR_FULL``: more, and nearer to identical ballots than to the mean of random ones.
    """

    LESS = "less"
    SAME = "same"
    MORE = "more"
    NEAR_FULL = "near_full"


@lru_cache(maxsize=64)
def consensus_by_chance(n: int, criteria: int, mode: Mode) -> Chance:
    """What n ballots on two criteria or more would give, filled in at random; n is 2 or more."""
    rng = stream(DrawnFor.CONSENSUS)
    draws = min(_GROUPS, max(_FEWEST_GROUPS, _CAST // n))
    shares = np.array([_share(_random_ballots(rng, n, criteria, mode)) for _ in range(draws)])
    beyond = _BEYOND - 2 * sqrt(_BEYOND * (1 - _BEYOND) / draws)
    low, high = np.quantile(shares, (beyond, 1 - beyond)).tolist()
    return Chance(
        round(float(shares.mean()), 3),
        float(shares.std(ddof=1)) / sqrt(draws),
        _down(low),
        ceil(_STEP * high - SAME) / _STEP,
        draws,
    )


def _random_ballots(rng: np.random.Generator, n: int, criteria: int, mode: Mode) -> Floats:
    """Array (n, criteria) of shares."""
    if mode is Mode.POINTS:
        return rng.dirichlet(np.ones(criteria), n)
    if mode.ordered:
        weights = place_weights(mode, list(range(1, criteria + 1)))
        return rng.permuted(np.tile(weights, (n, 1)), axis=1)
    points = rng.integers(0, FULL + 1, (n, criteria)).astype(float)
    points[np.arange(n), rng.integers(0, criteria, n)] = FULL
    return np.asarray(points / points.sum(axis=1, keepdims=True))


def _down(share: float) -> float:
    return float(floor(_STEP * share + SAME)) / _STEP


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
    chance
        What as many ballots on as many criteria would give at random.
    """

    share: float
    n: int
    left_out: int
    chance: Chance

    @property
    def rounded(self) -> float:
        """The share in thousandths, never rounded up: what is compared with chance, and read."""
        return _down(self.share)

    @property
    def against_chance(self) -> AgainstChance:
        """How much the ballots agree, beside ballots filled in at random."""
        if self.rounded < self.chance.low:
            return AgainstChance.LESS
        if self.rounded <= self.chance.high:
            return AgainstChance.SAME
        near = 1 - self.rounded < self.rounded - self.chance.mean
        return AgainstChance.NEAR_FULL if near else AgainstChance.MORE

    @property
    def shown(self) -> bool:
        """Whether it rests on enough ballots."""
        return may_show(self.n)


def consensus(ballots: Sequence[Ballot], criteria: Sequence[str]) -> Consensus | None:
    """Shannon-beta consensus of the ballots that weigh every criterion.

    Parameters
    ----------
    ballots
        All asked for in one way.

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
    allows zeros (smallest alpha diversity 1, largest gamma diversity n) [2]_.

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
    share = _share(complete)
    chance = consensus_by_chance(len(complete), len(criteria), ballots[0].mode)
    return Consensus(share, len(complete), len(table) - len(complete), chance)


def _share(complete: Floats) -> float:
    """The consensus of ballots (k, n) that weigh every criterion."""
    alpha = float(_entropy(complete).mean())
    gamma = float(_entropy(complete.mean(axis=0)))
    lowest = 1 / complete.shape[1]
    share = (float(np.exp(alpha - gamma)) - lowest) / (1 - lowest)
    # For rounding only: alpha <= gamma <= log n.
    return float(min(max(share, 0.0), 1.0))


def _entropy(parts: Floats) -> Floats:
    """Shannon entropies in nats, along the last axis; a part of 0 adds nothing."""
    logarithms = np.log(np.where(parts > 0, parts, 1.0))
    return np.asarray(-(parts * logarithms).sum(axis=-1))

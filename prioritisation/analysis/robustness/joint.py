"""Shares over weights and uncertain scores drawn together, and what changes the first place most.

Rank acceptability, pairwise winning shares, central weights and confidence factors of SMAA-2
[1]_. Weights come from the whole simplex, or from anywhere else they may be drawn: the ballots,
constraints. Every figure has the standard error of a share of its draws.

Who is ahead of whom whatever the scores is not drawn (``pairs``); over drawn scores it is counted,
and two levers tied have a half each.

Weights, scores: how often does the first place change when only one of them varies? No gap is
filled to answer: the scores are drawn first, then in each draw the first places before and after
one thing varies are compared, all the rest being equal (common random numbers). The shares need
not sum to anything.

References
----------
.. [1] Lahdelma, R. and Salminen, P. (2001). SMAA-2: stochastic multicriteria acceptability
   analysis for group decision making. Operations Research, 49(3), 444-454.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.draws import JOINT, ScoreDraws, first_places, first_shares
from prioritisation.analysis.robustness.places import PAIRED, tally_of


def lead_shares(leads: Floats, draws: int) -> Floats:
    """Array (m, m): share of the draws in which a lever is ahead of another, ties a half each.

    Parameters
    ----------
    leads
        Array (m, m): draws in which a lever is ahead of another, less those in which it is behind.
    """
    shares = np.triu(0.5 + leads / (2 * draws))
    # What the upper half leaves, not counted again: the two then sum to 1 exactly.
    return np.tril(1 - shares.T, -1) + shares


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """Figures over k joint draws of the weights of n criteria and the scores of m levers.

    Attributes
    ----------
    ranks
        Array (m, m): share of the draws that give a lever (row) a rank (column); rows and columns
        sum to 1, ties being shared equally.
    pairs
        Array (m, m): share in which a lever (row) is ahead of another, a tie counting a half.
    central_weights
        Array (m, n): mean of the weights for which a lever is first; NaN when there are none.
    confidence
        Array (m,): share of the drawn scores, the first ``JOINT``, for which a lever is first with
        its central weights; NaN when it has none.
    draws
        Number of draws.
    """

    ranks: Floats
    pairs: Floats
    central_weights: Floats
    confidence: Floats
    draws: int

    @property
    def firsts(self) -> Floats:
        """Array (m,): share in which each lever is first."""
        return self.ranks[:, 0]

    def errors(self, shares: Floats) -> Floats:
        """Standard errors of shares of these draws."""
        return standard_errors(shares, self.draws)


def standard_errors(shares: Floats, draws: int) -> Floats:
    """Standard errors of shares of independent draws: the square root of p (1 - p) / k."""
    inside = np.clip(shares, 0.0, 1.0)
    return np.asarray(np.sqrt(inside * (1 - inside) / draws))


def joint_acceptability(scores: ScoreDraws, weights: Floats) -> Joint:
    """Everything that joint draws tell of the ranks.

    Parameters
    ----------
    weights
        Array (k, n): as many weight vectors as there are draws of scores.
    """
    m, n = len(scores.matrix.low), weights.shape[1]
    ranks, leads, first = np.zeros((m, m)), np.zeros((m, m)), np.zeros((m, n))
    for start in range(0, scores.draws, PAIRED):
        block = slice(start, start + PAIRED)
        tally = tally_of(scores.part(block).overall(weights[block]))
        ranks += tally.ranks
        leads += tally.leads
        first += tally.parts @ weights[block]
    times = ranks[:, :1]
    central = np.full(first.shape, np.nan)
    np.divide(first, times, out=central, where=times > 0)
    return Joint(
        ranks / scores.draws,
        lead_shares(leads, scores.draws),
        central,
        _confidence(scores.first(JOINT), central),
        scores.draws,
    )


def _confidence(scores: ScoreDraws, central: Floats) -> Floats:
    """For each lever, how often it is first at its central weights."""
    confidence = np.full(len(central), np.nan)
    for row in np.flatnonzero(~np.isnan(central[:, 0])).tolist():
        weights = central[row]
        # Whoever stays below what another surely has is never first, and need not be drawn.
        reach = scores.matrix.high @ weights >= (scores.matrix.low @ weights).max() - 2 * TIE
        reach[row], place = True, np.count_nonzero(reach[:row])
        overall = scores.only(reach).overall(weights)
        own = overall[place].copy()
        # So that the largest is the best of the others.
        overall[place] = -np.inf
        lead = own - overall.max(axis=0)
        if (np.abs(lead) > TIE).all():
            confidence[row] = np.count_nonzero(lead > 0) / scores.draws
        else:
            overall[place] = own
            confidence[row] = first_shares(overall)[place]
    return confidence


_Firsts = NDArray[np.bool_]


class UncertaintySource(StrEnum):
    """What varies."""

    WEIGHTS = "weights"
    SCORES = "scores"


@dataclass(frozen=True, slots=True)
class SoleFirst:
    """For which share of the weights the sole lever surely first stays first.

    Attributes
    ----------
    row
        That lever.
    weights
        Of the weights that are allowed, whatever the uncertain scores; None when there is one
        criterion.
    """

    row: int
    weights: float | None


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """One thing that varies.

    Attributes
    ----------
    changed
        Share of the draws in which the levers first are not the same when only this varies.
    error
        Its standard error.
    """

    source: UncertaintySource
    changed: float
    error: float


@dataclass(frozen=True, slots=True)
class Uncertainties:
    """The two, and what they do together.

    Attributes
    ----------
    each
        Weights, scores.
    together
        Share of the draws in which the first place changes when both vary at once.
    driver
        The one that changes it most, beyond the error of the draws; None when none does, or when
        two do as much.
    """

    each: tuple[Uncertainty, ...]
    together: float
    driver: UncertaintySource | None
    draws: int


def uncertainties(scores: ScoreDraws, weights: Floats, sample: Floats) -> Uncertainties:
    """Vary the weights, then the scores.

    Parameters
    ----------
    scores
        k draws of the scores that may be others: uncertain, or doubted.
    weights
        Array (n,) of the shares chosen.
    sample
        Array (k, n) of other weights: from the whole simplex, from ballots, within constraints.
    """
    before, moved = (first_places(scores.overall(w)) for w in (weights, sample))
    others = np.roll(before, 1, axis=1)  # the scores of another draw
    after = {
        UncertaintySource.WEIGHTS: moved,
        UncertaintySource.SCORES: others,
    }
    changed = {source: _changed(before, firsts) for source, firsts in after.items()}
    each = tuple(
        Uncertainty(source, share, float(standard_errors(np.array(share), scores.draws)))
        for source, share in changed.items()
    )
    return Uncertainties(each, _changed(others, moved), _driver(each), scores.draws)


def _changed(before: _Firsts, after: _Firsts) -> float:
    return float((before != after).any(axis=0).mean())


def _driver(each: Sequence[Uncertainty]) -> UncertaintySource | None:
    """The largest, when two standard errors of the difference or more tell it from the next."""
    first, second = sorted(each, key=lambda u: u.changed, reverse=True)[:2]
    clear = 2 * (first.error**2 + second.error**2) ** 0.5
    return first.source if first.changed - second.changed > clear else None

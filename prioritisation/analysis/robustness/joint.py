"""Acceptability when weights and uncertain scores are drawn together (stochastic scores).

Rank acceptability, pairwise winning shares, central weights and confidence factors of SMAA-2
[1]_. Weights come from the whole simplex, or from anywhere else they may be drawn: the ballots,
constraints. Every figure has the standard error of a share of its draws.

References
----------
.. [1] Lahdelma, R. and Salminen, P. (2001). SMAA-2: stochastic multicriteria acceptability
   analysis for group decision making. Operations Research, 49(3), 444-454.
"""

from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.pairwise import lead_shares
from prioritisation.analysis.robustness.places import PAIRED, tallied
from prioritisation.analysis.robustness.scores import JOINT, ScoreDraws, first_shares


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
        found = tallied(scores.part(block).overall(weights[block]))
        ranks += found.ranks
        leads += found.leads
        first += found.parts @ weights[block]
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
    found = np.full(len(central), np.nan)
    for row in np.flatnonzero(~np.isnan(central[:, 0])).tolist():
        overall = scores.overall(central[row])
        mine = overall[row].copy()
        overall[row] = -np.inf
        lead = mine - overall.max(axis=0)
        if (np.abs(lead) > TIE).all():
            found[row] = np.count_nonzero(lead > 0) / scores.draws
        else:
            overall[row] = mine
            found[row] = first_shares(overall)[row]
    return found

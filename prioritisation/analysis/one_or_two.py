"""One lever or two: how surely each lever is among the first two, over weights and ballots."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np

from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import own_weights
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.draws import JOINT
from prioritisation.analysis.robustness.regions import first_regions
from prioritisation.analysis.robustness.set_draws import sample_within
from prioritisation.analysis.robustness.weight_sets import WeightSet
from prioritisation.analysis.scenario import Analysis

_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class FirstTwo:
    """For which share of some weights each lever is among the first two, alone or tied.

    Attributes
    ----------
    sure, possible
        By row, in [0, 1]: whatever the uncertain scores are, and for some of them.
    n
        How many weight vectors were counted: draws, or ballots.
    """

    sure: tuple[float, ...]
    possible: tuple[float, ...]
    n: int

    @property
    def order(self) -> tuple[int, ...]:
        """The rows, those most surely there first; equal ones in table order."""
        rows = range(len(self.sure))
        return tuple(sorted(rows, key=lambda i: (-self.sure[i], -self.possible[i])))

    @property
    def foremost(self) -> tuple[int, ...]:
        """The two rows most surely there; more when draws do not tell them apart, none when none.

        Nearer than twice the standard error, shares are not told apart.
        """
        order = self.order
        least = self.sure[order[:2][-1]]
        if least <= TIE:
            return ()
        least -= 2 * sqrt(least * (1 - least) / self.n)
        return tuple(i for i in order if self.sure[i] >= least - TIE)


@dataclass(frozen=True, slots=True)
class OneOrTwo:
    """Over the weights allowed, and over the ballots; None for too few of these to be shown."""

    over_weights: FirstTwo
    over_ballots: FirstTwo | None


def one_or_two(analysis: Analysis, ballots: Sequence[Ballot] = ()) -> OneOrTwo:
    """How surely each lever of an analysis is among the first two."""
    matrix = analysis.matrix
    over_ballots = None
    if may_show(len(ballots)):
        own = np.array([own_weights(matrix, ballot) for ballot in ballots])
        over_ballots = first_two(matrix, own)
    return OneOrTwo(_over_weights(matrix, analysis.within), over_ballots)


def second_adds(analysis: Analysis, both: OneOrTwo) -> tuple[int, int] | None:
    """Of the two foremost, the row of the second, and the column where it adds most to the first.

    In weighted points that are sure, whatever the uncertain scores; None where there are not two,
    or where the second is surely better on no criterion.
    """
    if len(both.over_weights.foremost) != 2:  # noqa: PLR2004 (a pair)
        return None
    first, second = both.over_weights.foremost
    gains = (analysis.matrix.low[second] - analysis.matrix.high[first]) * analysis.weights
    column = int(np.argmax(gains))
    return (second, column) if gains[column] > TIE else None


@lru_cache(maxsize=16)
def _over_weights(matrix: DecisionMatrix, within: WeightSet) -> FirstTwo:
    """Over ``JOINT`` draws of the weights of a set."""
    drawn = first_two(matrix, sample_within(len(matrix.criteria), within)[:JOINT])
    # Whoever is first is among the first two: what is exact of it is not contradicted by draws.
    firsts = first_regions(matrix, within).regions
    return FirstTwo(
        tuple(max(one.sure_share, s) for one, s in zip(firsts, drawn.sure, strict=True)),
        tuple(max(one.possible_share, s) for one, s in zip(firsts, drawn.possible, strict=True)),
        drawn.n,
    )


def first_two(matrix: DecisionMatrix, weights: Floats) -> FirstTwo:
    """Count the weight vectors, array (k, n), for which each lever has at most one ahead of it."""
    rows = range(len(matrix.alternatives))
    sure, possible = np.zeros(len(rows)), np.zeros(len(rows))
    for start in range(0, len(weights), _CHUNK):
        columns = weights[start : start + _CHUNK].T
        low, high = matrix.low @ columns, matrix.high @ columns
        for row in rows:
            # A lever is not ahead of itself: what its own scores may be is taken off.
            may = (high > low[row] + TIE).sum(axis=0) - (high[row] > low[row] + TIE)
            must = (low > high[row] + TIE).sum(axis=0)
            sure[row] += np.count_nonzero(may <= 1)
            possible[row] += np.count_nonzero(must <= 1)
    n = len(weights)
    return FirstTwo(tuple((sure / n).tolist()), tuple((possible / n).tolist()), n)

"""The second opinion of one method, over the values of the uncertain scores."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.opinions.completions import weighing
from prioritisation.analysis.opinions.methods import (
    Method,
    Ranks,
    check_matrix,
    competition,
    scores,
)
from prioritisation.analysis.ranking import TIE, additive

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Opinion:
    """Ranks of m alternatives by one method, over the completions of the matrix.

    When ``exhaustive`` is false the completions examined are not all there are: the span of ranks
    is an inner one (the true one may be wider), and what holds in all of those examined may fail
    in another. Arrays are read-only.

    Attributes
    ----------
    best, worst
        Smallest and largest rank (m,); 1 is first, tied alternatives share the better rank.
    above, tied
        Arrays (m, m): the row is strictly better than the column, or has the same rank, in
        every completion.
    firsts
        Share (m,) of the completions examined in which each is first, split equally when several
        are. Not a probability.
    completions
        How many were examined.
    exhaustive
        Whether ``best``, ``worst``, ``above`` and ``tied`` are exact: always for the additive
        value, otherwise when all the completions were examined.
    """

    method: Method
    alternatives: tuple[str, ...]
    best: Ranks
    worst: Ranks
    above: Flags
    tied: Flags
    firsts: Floats
    completions: int
    exhaustive: bool


def opinion(matrix: DecisionMatrix, weights: Floats, method: Method) -> Opinion:
    """What a method says of the alternatives whatever the uncertain scores; kept for next time.

    Parameters
    ----------
    weights
        Array (n,) of shares summing to 1, in the order of the matrix's criteria.

    Raises
    ------
    InvalidOpinion
        If a value is outside [0, 1] or not a number, or the weights are not shares.
    """
    return _opinion(matrix, tuple(check_matrix(matrix, weights).tolist()), method)


@lru_cache(maxsize=64)
def _opinion(matrix: DecisionMatrix, shares: tuple[float, ...], method: Method) -> Opinion:
    weights = np.array(shares)
    examined = weighing(matrix, weights)
    ranks = competition(scores(examined.values, weights, method))
    first = ranks == 1
    exact = method is Method.ADDITIVE
    spans = _additive(matrix, weights) if exact else _spans(ranks)
    firsts = (first / first.sum(axis=1, keepdims=True)).mean(axis=0)
    for found in (*spans, firsts):
        found.setflags(write=False)
    return Opinion(
        method,
        matrix.alternatives,
        *spans,
        firsts,
        len(examined),
        exact or examined.exhaustive,
    )


def _spans(ranks: Ranks) -> tuple[Ranks, Ranks, Flags, Flags]:
    """Best and worst ranks, who is above and who is tied, in all the rankings (k, m)."""
    orders = np.sign(ranks[:, None, :] - ranks[:, :, None])
    above, tied = (np.asarray((orders == order).all(axis=0)) for order in (1, 0))
    return np.asarray(ranks.min(axis=0)), np.asarray(ranks.max(axis=0)), above, tied


def _additive(matrix: DecisionMatrix, weights: Floats) -> tuple[Ranks, Ranks, Flags, Flags]:
    """The same from the intervals of the additive value, in closed form."""
    ranking = additive(matrix, weights)
    above = np.asarray(ranking.low[:, None] > ranking.high[None, :] + TIE)
    never_above = ranking.high[:, None] <= ranking.low[None, :] + TIE
    tied = np.asarray(never_above & never_above.T)
    np.fill_diagonal(tied, val=True)
    return ranking.best, ranking.worst, above, tied

"""Shares of the weights that give each lever each rank, from the least to the most.

No uncertain score is drawn here: for each vector of weights a lever has a best and a worst rank
over all their values. Where the two are one, the rank is sure; between them, each is possible.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.places import MOST

TOLD_APART = 6
"""Ranks that are told apart when there are more than one beyond: the last ones go together."""

CHUNK = 4_096

Groups = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class RankSpans:
    """Shares of k weight vectors, for m levers and g groups of ranks.

    Attributes
    ----------
    groups
        First and last rank of each group, 1 being the first rank.
    sure, possible
        Arrays (m, g): share, in [0, 1], of the weights for which a lever surely has a rank of
        the group, and for which it may; with levers tied, each may have each of their ranks.
    """

    groups: Groups
    sure: Floats
    possible: Floats

    def gathered(self, ranks: Floats) -> Floats:
        """Array (m, g) of shares by group, from an array (m, m) of shares by rank."""
        return np.stack([ranks[:, a - 1 : b].sum(axis=1) for a, b in self.groups], axis=1)


def rank_groups(levers: int) -> Groups:
    """Each rank alone; those beyond ``TOLD_APART`` together, when there are several.

    Examples
    --------
    >>> rank_groups(3), rank_groups(30)[-2:]
    (((1, 1), (2, 2), (3, 3)), ((6, 6), (7, 30)))
    """
    alone = levers if levers <= TOLD_APART + 1 else TOLD_APART
    single = tuple((rank, rank) for rank in range(1, alone + 1))
    return single if alone == levers else (*single, (alone + 1, levers))


def rank_spans(matrix: DecisionMatrix, weights: Floats) -> RankSpans:
    """How often each lever has each rank, whatever the uncertain scores and for some of them.

    Parameters
    ----------
    weights
        Array (k, n) of weight vectors.
    """
    m = len(matrix.alternatives)
    groups, counts = rank_groups(m), np.zeros((m, m, m), np.int64)
    for start in range(0, len(weights), CHUNK):
        drawn = weights[start : start + CHUNK].T
        low, high = matrix.low @ drawn, matrix.high @ drawn
        ahead, behind = _surely(low, high + TIE)
        last = (m - 1) - behind.astype(np.intp)
        for row, cells in enumerate(ahead.astype(np.intp) * m + last):
            counts[row] += np.bincount(cells, minlength=m * m).reshape(m, m)
    sure = [counts[:, a - 1 : b, a - 1 : b].sum(axis=(1, 2)) for a, b in groups]
    possible = [counts[:, :b, a - 1 :].sum(axis=(1, 2)) for a, b in groups]
    shares = (np.stack(found, axis=1) / len(weights) for found in (sure, possible))
    return RankSpans(groups, *shares)


Numbers = NDArray[np.unsignedinteger[Any]]


def _surely(low: Floats, high: Floats) -> tuple[Numbers, Numbers]:
    """Arrays (m, k): how many levers are ahead of each, and behind it, whatever the scores."""
    kind = np.uint8 if len(low) <= MOST else np.uint16
    ahead, behind = np.empty(low.shape, kind), np.zeros(low.shape, kind)
    for row, most in enumerate(high):
        above = (low > most).view(np.uint8)
        np.add.reduce(above, axis=0, dtype=kind, out=ahead[row])
        behind += above
    return ahead, behind

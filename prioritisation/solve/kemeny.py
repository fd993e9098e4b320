"""Kemeny's rule, exactly: the order of the alternatives that agrees with the voters most often.

An alternative that beats all of another group comes before it in every best order [1]_, so the
groups that majorities cannot separate are ordered one by one; within a group, dynamic programming
over its subsets finds the best order, how many there are, and the first of them.

References
----------
.. [1] Truchon, M. (1998). An extension of the Condorcet criterion and Kemeny orders. Universite
   Laval, cahier 9813.
"""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from prioritisation.solve.voting import Counts, TooTangled, components

MOST_TANGLED = 18
"""Alternatives that majorities do not separate, at most: time and memory double with each."""


@dataclass(frozen=True, slots=True)
class Kemeny:
    """A best order.

    Attributes
    ----------
    score
        Pairs of alternatives on which a voter agrees with the order, summed over the voters.
    order
        The alternatives, best first; of several best orders, the first in lexicographic order.
    unique
        Whether no other order reaches the score.
    """

    score: int
    order: tuple[int, ...]
    unique: bool


def kemeny(duels: Counts) -> Kemeny:
    """The best order for duels (m, m), row preferred to column [1]_.

    Examples
    --------
    >>> kemeny(np.array([[0, 2, 1], [1, 0, 2], [2, 1, 0]]))
    Kemeny(score=5, order=(0, 1, 2), unique=False)

    Raises
    ------
    TooTangled
        If majorities leave more than ``MOST_TANGLED`` alternatives together.

    References
    ----------
    .. [1] Kemeny, J. G. (1959). Mathematics without numbers. Daedalus, 88(4), 577-591.
    """
    order: list[int] = []
    unique = True
    for group in components(duels >= duels.T):
        if len(group) > MOST_TANGLED:
            raise TooTangled(len(group), MOST_TANGLED)
        best, ways = _best(duels[np.ix_(group, group)])
        order += [group[k] for k in best]
        unique = unique and ways == 1
    rows = np.array(order)
    agreed = np.triu(duels[np.ix_(rows, rows)], 1).sum()
    return Kemeny(int(agreed), tuple(order), unique)


def _best(duels: Counts) -> tuple[list[int], int]:
    """The first best order of a group, and the number of best orders.

    A subset is a number whose bits are its members; ``best`` is the score of its best order when
    nothing else counts, which is that of its first member over the others, and of these.
    """
    m = len(duels)
    subsets = np.arange(1 << m)
    sizes = reduce(np.add, [subsets >> k & 1 for k in range(m)])
    gains = [_sums(duels[k]) for k in range(m)]
    best, ways = np.zeros(1 << m, np.int64), np.zeros(1 << m, np.int64)
    ways[0] = 1
    # By size: what follows a first member is a smaller subset, the best of which is known.
    for size in range(1, m + 1):
        layer = subsets[sizes == size]
        scores = np.array([_started(layer, k, gains[k], best) for k in range(m)])
        top = scores.max(axis=0)
        best[layer] = top
        for k, score in enumerate(scores):
            reaches = layer[score == top]
            ways[reaches] += ways[reaches & ~(1 << k)]
    return _first(gains, best), int(ways[-1])


def _sums(row: Counts) -> Counts:
    """For each subset, what an alternative gains over all its members."""
    sums = np.zeros(1, np.int64)
    # One alternative more: the subsets without it, then the same with it.
    for gain in row.tolist():
        sums = np.concatenate([sums, sums + gain])
    return sums


def _started(layer: Counts, member: int, gains: Counts, best: Counts) -> Counts:
    """Best scores of subsets with a member first; -1 where it is not in."""
    rest = layer & ~(1 << member)
    return np.where(layer != rest, gains[rest] + best[rest], -1)


def _first(gains: list[Counts], best: Counts) -> list[int]:
    """The first best order: at each place, the first member that loses nothing."""
    left, order = len(best) - 1, []
    while left:
        for member, gain in enumerate(gains):
            rest = left & ~(1 << member)
            if left != rest and gain[rest] + best[rest] == best[left]:
                order.append(member)
                left = rest
                break
    return order

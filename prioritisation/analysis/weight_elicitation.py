"""Weights told by an order of importance alone; the order is kept, to be changed again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.weights import InvalidElicitation


@dataclass(frozen=True, slots=True)
class Elicitation:
    """An order of importance.

    Attributes
    ----------
    ranks
        Rank of each criterion, the smallest being the most important; equal ones weigh the same.
    """

    criteria: tuple[str, ...]
    ranks: tuple[int, ...] = ()


def elicited_weights(elicitation: Elicitation) -> Floats:
    """Array (n,) of shares summing to 1, in the order of the criteria.

    Raises
    ------
    InvalidElicitation
        If there is no criterion, one twice, or not one rank, from 1, for each.
    """
    n = len(elicitation.criteria)
    if not n or len(set(elicitation.criteria)) < n:
        raise InvalidElicitation("criteria")
    if len(elicitation.ranks) != n or any(r < 1 for r in elicitation.ranks):
        raise InvalidElicitation("ranks")
    return rank_order_centroid(elicitation.ranks)


def rank_order_centroid(ranks: Sequence[int]) -> Floats:
    """The mean of all the weights that respect an order of importance [1]_.

    Parameters
    ----------
    ranks
        Rank of each criterion, at least one, the smallest being the most important. Only their
        order counts; criteria of equal ranks get the mean of the weights of the places they fill.

    Examples
    --------
    >>> rank_order_centroid([2, 1, 3]).round(4).tolist()
    [0.2778, 0.6111, 0.1111]

    References
    ----------
    .. [1] Barron, F. H. & Barrett, B. E. (1996). Decision quality using ranked attribute weights.
       Management Science, 42(11), 1515-1523.
    """
    count = len(ranks)
    tails = np.cumsum(1 / np.arange(count, 0, -1.0))[::-1]  # 1/n first: the smallest terms
    order = np.argsort(ranks, kind="stable")
    _, group = np.unique(ranks, return_inverse=True)
    totals = np.bincount(group[order], tails / count)
    return np.asarray((totals / np.bincount(group))[group])

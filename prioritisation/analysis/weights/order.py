"""Weights from an order of importance alone: one point of all the weights that fit it."""

from collections.abc import Sequence

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.weights.errors import InvalidOrder


def rank_order_centroid(ranks: Sequence[int]) -> Floats:
    """The mean of all the weights that respect an order of importance [1]_.

    Parameters
    ----------
    ranks
        Rank of each criterion, the smallest being the most important. Only their order counts;
        criteria of equal ranks get the mean of the weights of the places they fill.

    Examples
    --------
    >>> rank_order_centroid([2, 1, 3]).round(4).tolist()
    [0.2778, 0.6111, 0.1111]

    Raises
    ------
    InvalidOrder
        If there is no criterion.

    References
    ----------
    .. [1] Barron, F. H. & Barrett, B. E. (1996). Decision quality using ranked attribute weights.
       Management Science, 42(11), 1515-1523.
    """
    count = len(ranks)
    tails = np.cumsum(1 / np.arange(count, 0, -1.0))[::-1]  # 1/n first: the smallest terms
    return _placed(ranks, tails / max(count, 1))


def rank_sum(ranks: Sequence[int]) -> Floats:
    """Weights that fall by the same step from each rank to the next [1]_.

    Parameters
    ----------
    ranks
        As in ``rank_order_centroid``.

    Examples
    --------
    >>> rank_sum([2, 1, 3]).round(4).tolist()
    [0.3333, 0.5, 0.1667]

    Raises
    ------
    InvalidOrder
        If there is no criterion.

    References
    ----------
    .. [1] Stillwell, W. G., Seaver, D. A. & Edwards, W. (1981). A comparison of weight
       approximation techniques in multiattribute utility decision making. Organizational Behavior
       and Human Performance, 28(1), 62-77.
    """
    falling = np.arange(len(ranks), 0, -1.0)
    return _placed(ranks, falling / max(falling.sum(), 1))


def _placed(ranks: Sequence[int], weights: Floats) -> Floats:
    """The weight of each criterion from those of the places, most important first."""
    if not len(ranks):
        raise InvalidOrder
    order = np.argsort(ranks, kind="stable")
    _, group = np.unique(ranks, return_inverse=True)
    totals = np.bincount(group[order], weights)
    return np.asarray((totals / np.bincount(group))[group])

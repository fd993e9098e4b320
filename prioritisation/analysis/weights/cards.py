"""Weights from a deck of cards: the revised Simos procedure.

Criteria are laid in groups from the least to the most important, white cards between two groups
widen the gap, and z says how many times the last group weighs the first.
"""

from collections.abc import Sequence

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.weights.errors import InvalidDeck


def revised_simos(group_sizes: Sequence[int], white_cards: Sequence[int], z: float) -> Floats:
    """Weights of the criteria, from the least to the most important, without rounding [1]_.

    Parameters
    ----------
    group_sizes
        Number of criteria, 1 or more, of each group of equal importance; the least comes first.
    white_cards
        Number of white cards, 0 or more, between each group and the next.
    z
        How many times a criterion of the last group weighs one of the first; above 1.

    Examples
    --------
    >>> revised_simos([1, 1], [0], 3).tolist()
    [0.25, 0.75]

    Raises
    ------
    InvalidDeck
        If there are fewer than two groups, or a number is not as above.

    References
    ----------
    .. [1] Figueira, J. & Roy, B. (2002). Determining the weights of criteria in the ELECTRE type
       methods with a revised Simos' procedure. European Journal of Operational Research, 139(2),
       317-326.
    """
    _check(group_sizes, white_cards, z)
    gaps = np.array(white_cards, dtype=float) + 1
    steps = np.concatenate([[0.0], np.cumsum(gaps / gaps.sum())])
    heights = np.repeat(1 / z + (1 - 1 / z) * steps, group_sizes)  # by z: it may be huge
    return np.asarray(heights / heights.sum())


def _check(group_sizes: Sequence[int], white_cards: Sequence[int], z: float) -> None:
    if len(group_sizes) < 2:  # noqa: PLR2004 (with one, all weigh the same and z says otherwise)
        raise InvalidDeck("groups")
    if len(white_cards) != len(group_sizes) - 1:
        raise InvalidDeck("card_count")
    for index, size in enumerate(group_sizes):
        if size < 1:
            raise InvalidDeck("group_size", index)
    for index, cards in enumerate(white_cards):
        if cards < 0:
            raise InvalidDeck("white_card", index)
    if not 1 < z < np.inf:
        raise InvalidDeck("ratio")

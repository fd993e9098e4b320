"""Weights from comparisons two by two (AHP), from an order alone, from a deck of cards (Simos).

Criteria are laid in groups from the least to the most important, white cards between two groups
widen the gap, and z says how many times the last group weighs the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.weights import (
    InvalidDeck,
    InvalidJudgements,
    InvalidOrder,
    JudgementFault,
)

RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean index of random judgements of 1 to 10 criteria [1]_: there is no ratio beyond.

References
----------
.. [1] Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill.
"""

ACCEPTED = 0.10
"""Judgements of a larger ratio should be discussed again (Saaty's rule)."""

_RECIPROCAL = 1e-6 * (1 + 1e-9)
"""How far from 1 a judgement times its reverse may be: 3 and 0.333333 are just near enough."""


class Priority(StrEnum):
    """How judgements become weights."""

    EIGENVECTOR = "eigenvector"
    COLUMN_MEAN = "column_mean"


@dataclass(frozen=True, slots=True, eq=False)
class JudgedWeights:
    """Weights from judgements, and their consistency.

    Attributes
    ----------
    weights
        Array (n,) of shares summing to 1.
    lambda_max
        Principal eigenvalue, or its estimate; n when judgements are consistent.
    index
        Consistency index, (lambda_max - n) / (n - 1).
    ratio
        Index over that of random judgements; 0 up to two criteria, None above ten.
    """

    weights: Floats
    lambda_max: float
    index: float
    ratio: float | None

    @property
    def inconsistent(self) -> bool:
        """Whether the judgements contradict each other more than is accepted."""
        return self.ratio is not None and self.ratio > ACCEPTED


def judged_weights(judgements: Floats, priority: Priority = Priority.EIGENVECTOR) -> JudgedWeights:
    """Weights from a matrix of judgements [1]_.

    Parameters
    ----------
    judgements
        Array (n, n): how many times the criterion of the row counts as much as that of the column.

    Examples
    --------
    >>> found = judged_weights(np.array([[1, 2, 4], [0.5, 1, 2], [0.25, 0.5, 1]]))
    >>> found.weights.round(4).tolist(), found.inconsistent
    ([0.5714, 0.2857, 0.1429], False)

    Raises
    ------
    InvalidJudgements
        If the matrix is not square, positive and reciprocal.

    References
    ----------
    .. [1] Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill.
    """
    _check_judgements(judgements)
    count = len(judgements)
    if priority is Priority.EIGENVECTOR:
        eigenvalues, vectors = np.linalg.eig(judgements)
        principal = int(eigenvalues.real.argmax())
        weights = np.abs(vectors[:, principal].real)
        weights /= weights.sum()
        largest = float(eigenvalues[principal].real)
    else:
        weights = (judgements / judgements.sum(axis=0)).mean(axis=1)
        largest = float((judgements @ weights / weights).mean())
    index = max(0.0, (largest - count) / max(count - 1, 1))
    return JudgedWeights(weights, largest, index, _ratio(index, count))


def _check_judgements(judgements: Floats) -> None:
    """Refuse a matrix that is not square, positive and reciprocal, naming the first wrong cell.

    Raises
    ------
    InvalidJudgements
        If it is not so.
    """
    if judgements.ndim != 2 or not judgements.size or len(set(judgements.shape)) > 1:  # noqa: PLR2004 (square)
        raise InvalidJudgements("shape")
    with np.errstate(over="ignore", invalid="ignore"):
        products = judgements * judgements.T
    conditions: tuple[tuple[JudgementFault, NDArray[np.bool_]], ...] = (
        ("positive", (judgements > 0) & np.isfinite(judgements)),
        ("reciprocal", np.abs(products - 1) <= _RECIPROCAL),
    )
    for fault, right in conditions:
        if not right.all():
            row, column = np.argwhere(~right)[0].tolist()
            raise InvalidJudgements(fault, row, column)


def _ratio(index: float, count: int) -> float | None:
    if count > len(RANDOM_INDEX):
        return None
    random = RANDOM_INDEX[count - 1]
    return index / random if random else 0.0


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

"""Weights of a group some of whose ballots abstain on a criterion.

A ballot that abstains tells how the others stand to each other, and nothing of the criterion that
it leaves. It is completed with what the group says of that criterion: its own weights keep their
proportions in what is left. The weights of the group are the mean of the ballots so completed. So
ballots that only repeat the proportions of the group change none of its weights.

With M_b the matrix that completes ballot b (column j: what the ballot makes of one unit of weight
on j; its shares where it weighs j, j itself where it abstains), the weights are w = M w, M the
mean of the M_b: the stationary distribution of a Markov chain, one linear system [1]_. It is used
where enough ballots compare all criteria, directly or through others: ``MIN_SHOWN`` that weigh
both of a pair, so that no ballot alone links two parts of the criteria. Elsewhere the rule is the
mean of the shares given. Without abstention w is the arithmetic mean of the shares.

References
----------
.. [1] Kemeny, J. G. and Snell, J. L. (1960). Finite Markov Chains. Van Nostrand. Comparisons of
   pairs make weights likewise in Negahban, S., Oh, S. and Shah, D. (2017). Rank centrality.
   Operations Research, 65(1), 266-287.
"""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN
from prioritisation.analysis.matrix import Floats

_Truths = NDArray[np.bool_]


class Abstention(StrEnum):
    """What is made of the ballots that abstain on a criterion.

    ``COMPLETED``: as above. ``MEAN``: the mean of the shares given, divided by their sum, by which
    an abstention takes weight away from the criterion; where too few ballots compare the criteria.
    """

    COMPLETED = "completed"
    MEAN = "mean"


def rule_in_force(table: Floats, least: int = MIN_SHOWN) -> Abstention:
    """``COMPLETED``; ``MEAN`` where too few ballots compare two parts of the criteria.

    Parameters
    ----------
    table
        As in ``mean_weights``.
    least
        Ballots that must weigh both criteria of a pair for it to count.
    """
    given = ~np.isnan(table)
    linked = given.all() or _linked(_pairs(given), least)
    return Abstention.COMPLETED if linked else Abstention.MEAN


def linked_without(table: Floats) -> _Truths:
    """Array (k,): whether enough ballots compare all criteria without each ballot in turn."""
    given, pairs = np.unique(~np.isnan(table), axis=0, return_inverse=True)
    ones = given.astype(float)
    left = _pairs(~np.isnan(table)) - ones[:, :, None] * ones[:, None, :]
    return np.asarray(_linked(left, MIN_SHOWN)[pairs.reshape(-1)])


def _pairs(weighed: _Truths) -> Floats:
    """Array (n, n) of how many ballots weigh both criteria; on the diagonal, each."""
    return np.asarray(weighed.T.astype(float) @ weighed)


def _linked(pairs: Floats, least: int) -> _Truths:
    """Whether pairs that enough ballots weigh link all criteria that anybody weighs."""
    weighed = np.diagonal(pairs, axis1=-2, axis2=-1) > 0
    reached = _reached(pairs >= least)
    return np.asarray((reached | ~weighed[..., None, :]).all(axis=-1).any(axis=-1))


def mean_weights(table: Floats, least: int = MIN_SHOWN) -> Floats:
    """Array (n,) of weights summing to 1.

    Parameters
    ----------
    table
        Array (k, n) of shares, k >= 1, each row summing to 1; an abstention is NaN. A criterion
        that nobody weighs has weight 0.
    least
        As in ``rule_in_force``.
    """
    parts = parts_of(table, rule_in_force(table, least))
    return weights_of_sums(parts.sum(axis=0), table.shape[1])


def parts_of(table: Floats, rule: Abstention = Abstention.COMPLETED) -> Floats:
    """What each ballot brings to the weights: they follow from the sum of these rows.

    Returns
    -------
    Array (k, 2 n), shares given and whether they are; with n * n more columns, those of M_b, where
    a ballot abstains and is completed.
    """
    given = ~np.isnan(table)
    shares = np.where(given, table, 0.0)
    both = np.hstack([shares, given])
    if rule is Abstention.MEAN or given.all():
        return both
    stays = np.where(given, 0.0, 1.0)[:, None, :] * np.eye(table.shape[1])
    moves = shares[:, :, None] * given[:, None, :] + stays
    return np.hstack([both, moves.reshape(len(table), -1)])


def weights_of_sums(sums: Floats, n: int) -> Floats:
    """Array (..., n) of weights, from sums of the rows of ``parts_of``."""
    means = sums[..., :n] / np.maximum(sums[..., n : 2 * n], 1.0)
    total = means.sum(axis=-1, keepdims=True)
    means = means / np.where(total > 0, total, 1.0)
    if sums.shape[-1] == 2 * n:
        return np.asarray(means)
    moves = sums[..., 2 * n :].reshape(*sums.shape[:-1], n, n)
    # A criterion that nobody weighs keeps nothing of the weight that it is given.
    nobody = sums[..., None, n : 2 * n] <= 0
    moves = np.where(nobody, means[..., :, None], moves)
    moves = moves / moves.sum(axis=-2, keepdims=True)
    compared = _compared(moves)[..., None]
    moves = np.where(compared[..., None], moves, means[..., :, None])
    system = np.eye(n) - moves + 1.0
    # What nobody weighs is zero but for rounding.
    weights = np.maximum(np.linalg.solve(system, np.ones((*moves.shape[:-1], 1)))[..., 0], 0.0)
    weights = np.where(nobody[..., 0, :], 0.0, weights)
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def _compared(moves: Floats) -> _Truths:
    """Whether one distribution is stationary: weight reaches some criterion from all others."""
    return np.asarray(_reached(moves > 0).all(axis=-1).any(axis=-1))


def _reached(steps: _Truths) -> _Truths:
    """Array (..., n, n): whether steps lead from the column to the row, one after the other."""
    n = steps.shape[-1]
    once = (steps | np.eye(n, dtype=bool)).astype(float)
    return np.asarray(np.linalg.matrix_power(once, n) > 0)


def completed(table: Floats, weights: Floats) -> Floats:
    """The same table, each abstention being given the weight of the group (n,)."""
    missing = np.isnan(table)
    left = 1 - (missing * weights).sum(axis=1, keepdims=True)
    return np.asarray(np.where(missing, weights, table * left))

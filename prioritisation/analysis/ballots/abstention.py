"""Weights of a group some of whose ballots abstain on a criterion.

A ballot that abstains tells how the others stand to each other, and nothing of the criterion that
it leaves. It is completed with what the group says of that criterion: its own weights keep their
proportions in what is left. The weights of the group are the mean of the ballots so completed. So
ballots that only repeat the proportions of the group change none of its weights.

With M_b the matrix that completes ballot b (column j: what the ballot makes of one unit of weight
on j; its shares where it weighs j, j itself where it abstains), the weights are w = M w, M the
mean of the M_b: the stationary distribution of a Markov chain, one linear system [1]_. It is one
as soon as the ballots compare all criteria, directly or through others: one whole ballot is
enough. Without abstention w is the arithmetic mean of the shares.

References
----------
.. [1] Kemeny, J. G. and Snell, J. L. (1960). Finite Markov Chains. Van Nostrand. Comparisons of
   pairs make weights likewise in Negahban, S., Oh, S. and Shah, D. (2017). Rank centrality.
   Operations Research, 65(1), 266-287.
"""

from enum import StrEnum

import numpy as np

from prioritisation.analysis.matrix import Floats


class Abstention(StrEnum):
    """What is made of the ballots that abstain on a criterion.

    ``COMPLETED``: as above. ``MEAN``: the mean of the shares given, divided by their sum; records
    up to version 3, in which an abstention takes weight away from the criterion.
    """

    COMPLETED = "completed"
    MEAN = "mean"


def mean_weights(table: Floats, rule: Abstention = Abstention.COMPLETED) -> Floats:
    """Array (n,) of weights summing to 1.

    Parameters
    ----------
    table
        Array (k, n) of shares, k >= 1, each row summing to 1; an abstention is NaN. A criterion
        that nobody weighs has weight 0.
    """
    return weights_of_sums(parts_of(table, rule).sum(axis=0), table.shape[1])


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


def _compared(moves: Floats) -> Floats:
    """Whether one distribution is stationary: weight reaches some criterion from all others."""
    n = moves.shape[-1]
    reached = ((moves > 0) | np.eye(n, dtype=bool)).astype(float)
    return np.asarray((np.linalg.matrix_power(reached, n) > 0).all(axis=-1).any(axis=-1))


def completed(table: Floats, weights: Floats) -> Floats:
    """The same table, each abstention being given the weight of the group (n,)."""
    missing = np.isnan(table)
    left = 1 - (missing * weights).sum(axis=1, keepdims=True)
    return np.asarray(np.where(missing, weights, table * left))

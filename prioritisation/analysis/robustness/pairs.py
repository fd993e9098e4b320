"""One lever against another: for which share of the weights it is ahead, whatever the scores.

The share of a simplex on one side of a hyperplane has a closed form, so that these shares are
exact over all weights, and over a set that fills a simplex, whatever the numbers of levers and
criteria; another set is cut into simplices where it can be.
"""

import numpy as np

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.draws import JOINT
from prioritisation.analysis.robustness.set_draws import sample_within
from prioritisation.analysis.robustness.set_pieces import pieces_of
from prioritisation.analysis.robustness.weight_sets import EVERY_WEIGHT, WeightSet

_CHUNK = 2_000


def sure_shares(matrix: DecisionMatrix, within: WeightSet = EVERY_WEIGHT) -> tuple[Floats, float]:
    """Share of the weights for which a lever is ahead of another whatever the scores are.

    Parameters
    ----------
    within
        The weights that are allowed: shares are shares of these.

    Returns
    -------
    Array (m, m): 1 minus the share across the diagonal is the one for which it may be ahead, or
    tied. And its largest standard error, 0 when the shares are exact.
    """
    at_corners = within.matrix_at_corners(matrix)
    gaps = at_corners.low[:, None] - at_corners.high
    pieces = pieces_of(within) if within.sides else None
    if within.sides and pieces is None:
        return _drawn(matrix, within)
    if pieces is None:
        shares = ahead_shares(gaps)
    else:
        corners, sizes = pieces
        # Of each piece, then of all of them.
        parts = [ahead_shares(gaps @ corners[k].T) * size for k, size in enumerate(sizes)]
        shares = np.minimum(np.sum(parts, axis=0) / sizes.sum(), 1.0)
    np.fill_diagonal(shares, 0.0)
    return shares, 0.0


def _drawn(matrix: DecisionMatrix, within: WeightSet) -> tuple[Floats, float]:
    """The same counted over ``JOINT`` draws of the weights: two by two, levers are many."""
    sample, m = sample_within(len(matrix.criteria), within)[:JOINT], len(matrix.low)
    counts = np.zeros((m, m))
    for start in range(0, JOINT, _CHUNK):
        weights = sample[start : start + _CHUNK].T
        low, high = matrix.low @ weights, matrix.high @ weights
        for row in range(m):
            counts[row] += (low[row] > high + TIE).sum(axis=1)
    np.fill_diagonal(counts, 0.0)
    shares = counts / JOINT
    return shares, float(np.sqrt(shares * (1 - shares) / JOINT).max())


def ahead_shares(gaps: Floats) -> Floats:
    """Share of the simplex where ``gaps . w > 0``, in closed form [1]_.

    Parameters
    ----------
    gaps
        Array (..., n): leads per criterion, of any sign.

    Returns
    -------
    Array (...) of shares in [0, 1].

    References
    ----------
    .. [1] Varsi, G. (1973). The multidimensional content of the frustum of the simplex. Pacific
       Journal of Mathematics, 46(1), 303-314; Ali, M. M. (1973). Content of the frustum of a
       simplex. Pacific Journal of Mathematics, 48(2), 313-322.
    """
    gaps = np.where(np.abs(gaps) <= TIE, 0.0, gaps)
    ahead, n = gaps > 0, gaps.shape[-1]
    behind = np.ones(gaps.shape)  # [k]: share on the wrong side, with the criteria up to h and k
    for h in range(n):
        before = np.zeros(gaps.shape[:-1])
        for k in range(n):
            apart = gaps[..., h] - gaps[..., k]
            mixed = (gaps[..., h] * before - gaps[..., k] * behind[..., k]) / np.where(
                apart > 0, apart, 1.0
            )
            used = ahead[..., h] & ~ahead[..., k]
            behind[..., k] = np.where(used, mixed, behind[..., k])
            before = np.where(ahead[..., k], before, behind[..., k])
    last = n - 1 - np.argmin(ahead[..., ::-1], axis=-1)  # the last criterion that is not ahead
    share = 1 - np.take_along_axis(behind, last[..., None], axis=-1)[..., 0]
    share = np.where(ahead.any(axis=-1), share, 0.0)
    return np.where(ahead.all(axis=-1), 1.0, np.clip(share, 0.0, 1.0))

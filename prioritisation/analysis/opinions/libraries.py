"""The methods of scikit-criteria and pymcdm, on whole stacks of matrices.

Importing this module imports both libraries, which takes seconds: the server does it in the
background, and whoever needs a second opinion before waits. Ranks are never theirs, only scores
are. Only functions that neither print nor warn on such input are used: to silence one would
silence every thread of the server.

Every function takes values (k, m, n), higher is better, m >= 2, no criterion of which is
constant, and weights (n,) > 0 that sum to 1; it returns scores (k, m), higher is better.
"""

import numpy as np
from pymcdm.methods import PROMETHEE_II
from skcriteria.agg.simple import wpm
from skcriteria.preprocessing.scalers import matrix_scale_by_cenit_distance, scale_by_vector

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE

_V = 0.5
"""VIKOR: how much the sum of the losses counts, against the worst loss."""


def vector_closeness(values: Floats, weights: Floats) -> Floats:
    """TOPSIS with the vector normalisation: closeness to the ideal, in [0, 1] [1]_.

    References
    ----------
    .. [1] Hwang, C.-L. & Yoon, K. (1981). Multiple attribute decision making. Springer.
    """
    scaled = np.asarray(scale_by_vector(_beside(values), axis=0), dtype=float)
    return closeness(_stacked(scaled, values), weights)


def closeness(values: Floats, weights: Floats) -> Floats:
    """TOPSIS on values as they are: closeness to the ideal, in [0, 1].

    The same as that of scikit-criteria, which goes matrix by matrix and ranks the levers of each:
    eighty times slower.
    """
    weighted = values * weights
    ideal, worst = weighted.max(axis=1), weighted.min(axis=1)
    from_ideal, from_worst = (
        np.sqrt(((weighted - end[:, None]) ** 2).sum(axis=2)) for end in (ideal, worst)
    )
    return np.asarray(from_worst / (from_ideal + from_worst))


def vikor_compromise(values: Floats, weights: Floats) -> Floats:
    """VIKOR: minus Q, in [-1, 0]; a sum or a worst loss that all levers share counts 0 [1]_.

    References
    ----------
    .. [1] Opricovic, S. & Tzeng, G.-H. (2004). Compromise solution by MCDM methods. European
       Journal of Operational Research, 156(2), 445-455.
    """
    losses = _stacked(_distance(_beside(values), -1), values) * weights
    measures = np.stack([losses.sum(axis=2), losses.max(axis=2)], axis=2)
    apart = (np.ptp(measures, axis=1) > TIE).ravel()
    beside = _beside(measures)
    beside[:, apart] = _distance(beside[:, apart], 1)
    beside[:, ~apart] = 0.0
    return np.asarray(-(_stacked(beside, measures) @ np.array([_V, 1 - _V])))


def logarithm_of_product(values: Floats, weights: Floats) -> Floats:
    """Weighted product: its decimal logarithm, minus infinity with a 0 on one criterion [1]_.

    References
    ----------
    .. [1] Bridgman, P. W. (1922). Dimensional analysis. Yale University Press.
    """
    positive = (values > 0).all(axis=2)
    logarithms = np.full(positive.shape, -np.inf)
    if positive.any():
        logarithms[positive] = wpm(values[positive], weights)[1]
    return logarithms


def net_flow(values: Floats, weights: Floats) -> Floats:
    """PROMETHEE II, usual preference: net flow, in [-1, 1] [1]_.

    Only who is better counts: a value is replaced by how many levers it surely passes, so that
    float noise prefers nobody.

    References
    ----------
    .. [1] Brans, J.-P. & Vincke, P. (1985). A preference ranking organisation method.
       Management Science, 31(6), 647-656.
    """
    passed = (values[:, :, None] > values[:, None] + TIE).sum(axis=2)
    maximise = np.ones(len(weights))
    # A new object each time: with thresholds, a used one has no criteria left.
    return np.array(
        [PROMETHEE_II("usual")(each, weights, maximise, validation=False) for each in passed],
        dtype=float,
    )


def _beside(values: Floats) -> Floats:
    """The matrices of a stack beside each other, (m, k n): a column is scaled on its own."""
    return np.ascontiguousarray(values.transpose(1, 0, 2)).reshape(values.shape[1], -1)


def _stacked(beside: Floats, like: Floats) -> Floats:
    count, rows, columns = like.shape
    return beside.reshape(rows, count, columns).transpose(1, 0, 2)


def _distance(columns: Floats, objective: int) -> Floats:
    """Where each value of a column stands: 0 at the smallest and 1 at the largest, or the reverse.

    The scaler gives 1 to the best: with objective 1 the largest value has 1, with -1 the smallest.
    """
    objectives = np.full(columns.shape[1], objective)
    return np.asarray(matrix_scale_by_cenit_distance(columns, objectives), dtype=float)


LOADED = True
"""Set last: an import under way in another thread is not one that is finished."""

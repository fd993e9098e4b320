"""The methods that give a second opinion, on whole stacks of matrices, and the ranks they give.

A criterion that weighs nothing, or on which all levers are equal, is left out: it separates
nobody, and no ranking depends on it. (A weighted product with a factor 0 is 0 all the same, be it
that of every lever: they are then all tied.)
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.errors import InvalidOpinion

Ranks = NDArray[np.int64]
_Rule = Callable[[Floats, Floats], Floats]
"""Values (k, m, n), higher is better, no criterion of which is constant, and weights (n,) > 0 that
sum to 1 -> scores (k, m), higher is better."""

_V = 0.5
"""VIKOR: how much the sum of the losses counts, against the worst loss."""


class Method(StrEnum):
    """A way to rank levers from their values and the weights."""

    ADDITIVE = "additive"
    TOPSIS = "topsis"
    VIKOR = "vikor"
    WEIGHTED_PRODUCT = "weighted_product"
    PROMETHEE_II = "promethee_ii"


def _check_values(values: ArrayLike, weights: ArrayLike) -> Floats:
    """Weights (n,) as shares, once values (m, n) and they are numbers within their bounds.

    Raises
    ------
    InvalidOpinion
        If a shape is wrong or empty, a value is outside [0, 1] or not a number, a weight is
        negative or not a number, or the weights do not sum to 1 within a tie.
    """
    table, shares = _numbers("values", values), _numbers("weights", weights)
    if table.ndim != 2 or not table.size or shares.shape != table.shape[1:]:  # noqa: PLR2004 (m, n)
        raise InvalidOpinion("shape", f"values {table.shape}, weights {shares.shape}")
    if not np.all((table >= -TIE) & (table <= 1 + TIE)):
        raise InvalidOpinion("values", "they must be numbers between 0 and 1")
    if not np.all(shares >= 0) or not abs(shares.sum() - 1) <= TIE:
        raise InvalidOpinion("weights", "they must be shares >= 0 that sum to 1")
    return shares


def check_matrix(matrix: DecisionMatrix, weights: ArrayLike) -> Floats:
    """Weights (n,) as shares, once they and both bounds of a matrix are checked.

    Raises
    ------
    InvalidOpinion
        If a shape is wrong or empty, a value is outside [0, 1] or not a number, a weight is
        negative or not a number, or the weights do not sum to 1 within a tie.
    """
    _check_values(matrix.low, weights)
    return _check_values(matrix.high, weights)


def _numbers(field: str, array: ArrayLike) -> Floats:
    try:
        return np.asarray(array, dtype=float)
    except (TypeError, ValueError) as error:
        raise InvalidOpinion(field, str(error)) from error


def competition(scores: Floats) -> Ranks:
    """Ranks (k, m) from scores (k, m), higher is better: 1 + the number of levers surely above.

    Examples
    --------
    >>> competition(np.array([[0.1 + 0.2, 0.9, 0.3, 0.2]])).tolist()
    [[2, 1, 2, 4]]
    """
    above = scores[:, None, :] > scores[:, :, None] + TIE
    return np.asarray(1 + above.sum(axis=2))


def method_scores(values: Floats, weights: Floats, method: Method) -> Floats:
    """Scores (k, m) of k matrices (k, m, n) by one method, higher is better; nothing is checked.

    TOPSIS: closeness; VIKOR: minus Q; weighted product: its decimal logarithm; PROMETHEE II: net
    flow.
    """
    if method is Method.ADDITIVE:
        return np.asarray(values @ weights)
    scores = separated_scores(values, weights, _RULES[method])
    # The rule has not seen a criterion on which all are at 0: the product is 0 there all the same.
    if method is Method.WEIGHTED_PRODUCT:
        scores[(values[:, :, weights > 0] <= TIE).any(axis=2)] = -np.inf
    return scores


def closeness(values: Floats, weights: Floats) -> Floats:
    """TOPSIS on values as they are: closeness to the ideal, in [0, 1]."""
    weighted = values * weights
    ideal, worst = weighted.max(axis=1), weighted.min(axis=1)
    from_ideal, from_worst = (
        np.sqrt(((weighted - end[:, None]) ** 2).sum(axis=2)) for end in (ideal, worst)
    )
    return np.asarray(from_worst / (from_ideal + from_worst))


def _vector_closeness(values: Floats, weights: Floats) -> Floats:
    """TOPSIS with the vector normalisation: closeness to the ideal, in [0, 1] [1]_.

    References
    ----------
    .. [1] Hwang, C.-L. & Yoon, K. (1981). Multiple attribute decision making. Springer.
    """
    return closeness(values / np.sqrt((values**2).sum(axis=1, keepdims=True)), weights)


def _vikor_compromise(values: Floats, weights: Floats) -> Floats:
    """VIKOR: minus Q, in [-1, 0]; a sum or a worst loss that all levers share counts 0 [1]_.

    References
    ----------
    .. [1] Opricovic, S. & Tzeng, G.-H. (2004). Compromise solution by MCDM methods. European
       Journal of Operational Research, 156(2), 445-455.
    """
    losses = (1 - _from_smallest(values)) * weights
    measures = np.stack([losses.sum(axis=2), losses.max(axis=2)], axis=2)
    return np.asarray(-(_from_smallest(measures) @ np.array([_V, 1 - _V])))


def _from_smallest(values: Floats) -> Floats:
    """Where each of values (k, m, n) stands among the m: 0 at the smallest, 1 at the largest.

    All are 0 where the m are equal.
    """
    spans = np.ptp(values, axis=1, keepdims=True)
    apart = spans > TIE
    raised = values - values.min(axis=1, keepdims=True)
    return np.asarray(np.where(apart, raised / np.where(apart, spans, 1.0), 0.0))


def _logarithm_of_product(values: Floats, weights: Floats) -> Floats:
    """Weighted product: its decimal logarithm, minus infinity with a 0 on one criterion [1]_.

    References
    ----------
    .. [1] Bridgman, P. W. (1922). Dimensional analysis. Yale University Press.
    """
    none = np.full(values.shape, -np.inf)
    return np.asarray((np.log10(values, where=values > 0, out=none) * weights).sum(axis=2))


def _net_flow(values: Floats, weights: Floats) -> Floats:
    """PROMETHEE II, usual preference: net flow, in [-1, 1]; only who surely passes counts [1]_.

    References
    ----------
    .. [1] Brans, J.-P. & Vincke, P. (1985). A preference ranking organisation method.
       Management Science, 31(6), 647-656.
    """
    passes = values[:, :, None] > values[:, None] + TIE
    leads = passes.sum(axis=2) - passes.sum(axis=1)
    return np.asarray(leads @ weights / (values.shape[1] - 1))


_RULES: Mapping[Method, _Rule] = {
    Method.TOPSIS: _vector_closeness,
    Method.VIKOR: _vikor_compromise,
    Method.WEIGHTED_PRODUCT: _logarithm_of_product,
    Method.PROMETHEE_II: _net_flow,
}


def separated_scores(values: Floats, weights: Floats, rule: _Rule) -> Floats:
    """Scores (k, m) by a rule that sees only the criteria that separate levers; 0 without any."""
    telling = (np.ptp(values, axis=1) > TIE) & (weights > 0)
    scores = np.zeros(values.shape[:2])
    patterns, which = np.unique(telling, axis=0, return_inverse=True)
    for number, columns in enumerate(patterns):
        if columns.any():
            alike, kept = which == number, weights[columns]
            scores[alike] = rule(values[alike][:, :, columns], kept / kept.sum())
    return scores

"""The ranks that a method gives to levers whose values are known."""

import numpy as np

from prioritisation.analysis.matrix import DecisionMatrix
from prioritisation.analysis.opinions import check_matrix, competition, method_scores


def method_ranks(values, weights, method):
    """Ranks (m,) of known levers by one method, checked as those of a matrix are."""
    shares = check_matrix(DecisionMatrix((), (), values, values, {}), weights)
    stack = np.array(values, dtype=float)[None]
    return competition(method_scores(stack, shares, method))[0]

"""The weight triangle of three criteria: all of them, or three while the others are held."""

from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.matrix import DecisionMatrix, Floats, known_matrix
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.regions import Regions, first_regions
from prioritisation.analysis.scenario import Analysis

CORNERS = 3
Columns = tuple[int, int, int]


def matrix_slice(
    matrix: DecisionMatrix, weights: Floats, columns: Columns
) -> DecisionMatrix | None:
    """The matrix of three criteria, the weights of the others being held where they are.

    Parameters
    ----------
    weights
        Array (n,) of shares summing to 1.
    columns
        Three different columns: the corners of the triangle.

    Returns
    -------
    DecisionMatrix or None
        Values (m, 3) such that, for shares s of the three criteria summing to 1, ``values @ s`` is
        the overall value at the weights ``free * s`` on them and the held weights elsewhere. Its
        uncertain cells are no longer independent of each other within a row, but each overall
        value still runs from ``low @ s`` to ``high @ s``. None when nothing is left to share.
    """
    chosen = list(columns)
    others = np.setdiff1d(np.arange(len(weights)), chosen)
    free = float(weights[chosen].sum())
    if free <= TIE:
        return None
    low, high = (
        free * bound[:, chosen] + (bound[:, others] @ weights[others])[:, None]
        for bound in (matrix.low, matrix.high)
    )
    return known_matrix(matrix.alternatives, tuple(matrix.criteria[j] for j in chosen), low, high)


@dataclass(frozen=True, slots=True, eq=False)
class WeightMap:
    """Who is first, depending on how three criteria share the weight that is theirs.

    Attributes
    ----------
    columns
        The criteria at the top, right and left corners.
    free
        Share of all the weight that the three criteria have now; the rest is held.
    weights
        The present weights inside the triangle, summing to 1.
    regions
        Exact regions; their shares are those of the triangle, not of all weights.
    """

    columns: Columns
    free: float
    weights: tuple[float, float, float]
    regions: Regions


def weight_map(analysis: Analysis) -> WeightMap | None:
    """The triangle of the first three criteria.

    None with fewer than three criteria, or when these have no weight at all.
    """
    weights = analysis.weights
    if len(weights) < CORNERS:
        return None
    columns = (0, 1, 2)
    free = float(weights[list(columns)].sum())
    if len(weights) == CORNERS:
        return WeightMap(columns, free, _corner_shares(analysis, columns, free), analysis.regions)
    sliced = matrix_slice(analysis.matrix, weights, columns)
    if sliced is None:
        return None
    return WeightMap(columns, free, _corner_shares(analysis, columns, free), first_regions(sliced))


def _corner_shares(
    analysis: Analysis, columns: Columns, free: float
) -> tuple[float, float, float]:
    top, right, left = (float(analysis.weights[j]) / free for j in columns)
    return top, right, left

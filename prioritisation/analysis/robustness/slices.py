"""A slice of the weights: three criteria share what the others, held, leave them."""

import numpy as np

from prioritisation.analysis.matrix import DecisionMatrix, Floats, known_matrix
from prioritisation.analysis.ranking import TIE

CORNERS = 3
Columns = tuple[int, int, int]


def held(matrix: DecisionMatrix, weights: Floats, columns: Columns) -> DecisionMatrix | None:
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

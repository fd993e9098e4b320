"""Shared ranks from scores, with declared ties."""

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.solve.table import NOISE


def tie(scores: Floats) -> float:
    """How close two of these scores must be to be equal: ``TIE``; more for large ones."""
    return max(TIE, NOISE * float(np.abs(scores).max()))


def shared_ranks(scores: Floats) -> NDArray[np.int64]:
    """Ranks (m,) of scores, higher is better: 1 + the number of levers strictly above.

    Examples
    --------
    >>> shared_ranks(np.array([0.1 + 0.2, 0.9, 0.3, 0.2])).tolist()
    [2, 1, 2, 4]
    """
    above = np.searchsorted(np.sort(scores), scores + tie(scores), side="right")
    return np.asarray(1 + len(scores) - above, dtype=np.int64)

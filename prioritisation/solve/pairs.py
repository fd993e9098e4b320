"""Levers compared two by two: how many can be, and which at once."""

import numpy as np
from numpy.typing import NDArray

from prioritisation.solve.errors import InvalidProblem
from prioritisation.solve.table import MATRIX
from prioritisation.wording import t

CHUNK = 200_000
"""Pairs compared at once: they stay in the fast memory."""

MOST_PAIRED, MOST_SHOWN = 10_000, 1_000
"""Levers compared two by two, at most; and at most where each pair is in the answer."""


def few(levers: int, most: int, place: str = MATRIX) -> None:
    """Refuse more levers than a method can treat.

    Raises
    ------
    InvalidProblem
        If there are.
    """
    if levers > most:
        values = {"found": levers, "most": most}
        fault = t("{found} levers are too many for this method (at most {most})", **values)
        raise InvalidProblem(fault, place)


def chunks(levers: int) -> list[NDArray[np.int64]]:
    """Rows to compare with all levers at once."""
    return np.array_split(np.arange(levers), levers * levers // CHUNK + 1)

"""Every set of one lever, of two, and so on up to a size, with what makes its value.

Sets are listed while there are at most ``LISTED``: the singles and pairs of 31 levers. Beyond,
``prioritisation.analysis.sets.programme`` finds the best ones by an exact integer programme.
"""

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.sets.terms import Terms

LISTED = 500
"""Sets up to which all are listed and compared over 100,000 weights."""

Rows = tuple[int, ...]
"""A set: rows of the matrix, in increasing order."""


@dataclass(frozen=True, slots=True, eq=False)
class Sets:
    """N sets of levers, by size then in table order.

    Attributes
    ----------
    belongs
        Array (N, m): 1 where a lever is in a set.
    sizes, bonus
        Arrays (N,): number of levers; synergies less workload beyond the capacity.
    excluded
        Sets beyond a capacity that is a limit.
    """

    members: tuple[Rows, ...]
    belongs: Floats
    sizes: NDArray[np.int64]
    bonus: Floats
    excluded: tuple[Rows, ...]

    def of_size(self, size: int) -> tuple[int, ...]:
        """Indexes of the sets of a size."""
        return tuple(np.flatnonzero(self.sizes == size).tolist())

    @property
    def all_sizes(self) -> tuple[int, ...]:
        """The sizes there are, in increasing order."""
        return tuple(np.unique(self.sizes).tolist())


def count(terms: Terms) -> int:
    """How many sets there are before the capacity excludes any."""
    there = len(terms.candidates)
    return sum(comb(there, size) for size in range(1, min(terms.most, there) + 1))


def listed_sets(terms: Terms) -> Sets:
    """All the sets."""
    there = terms.candidates
    sizes = range(1, min(terms.most, len(there)) + 1)
    every = [rows for size in sizes for rows in combinations(there, size)]
    kept = tuple(rows for rows in every if terms.fits(rows))
    belongs = np.zeros((len(kept), len(terms.loads)))
    for index, rows in enumerate(kept):
        belongs[index, list(rows)] = 1
    return Sets(
        kept,
        belongs,
        np.array([len(rows) for rows in kept], dtype=np.int64),
        np.array([terms.bonus(rows) for rows in kept], dtype=float),
        tuple(rows for rows in every if not terms.fits(rows)),
    )

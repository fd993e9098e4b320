"""The best sets when nothing is said of levers together: those of the largest values, in order.

No solver is needed then, however many levers there are: a set is worth the sum of its levers.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.sets import LeverSet

_NOISE = 1e-12
"""What adding values in another order may change."""


def largest_sums(
    values: Floats, candidates: Sequence[int], size: int, most: int
) -> list[LeverSet]:
    """The sets of a size whose values add up to the most, and those tied with them.

    Parameters
    ----------
    values
        Array (m,).
    candidates
        Rows that may be before.
    most
        Number of sets after which others are not looked for.

    Examples
    --------
    >>> largest_sums(np.array([0.1, 0.5, 0.3, 0.3]), range(4), 2, 10)
    [(1, 2), (1, 3)]
    """
    if not 1 <= size <= len(candidates):
        return []
    order = sorted(candidates, key=lambda row: (-values[row], row))
    ranked = values[order]
    # Sums of the first ones: what a set can still reach is one difference of two of them.
    sums = np.concatenate([[0.0], np.cumsum(ranked)]).tolist()
    floor = sums[size] - TIE - _NOISE
    places = islice(_reaching(ranked.tolist(), sums, size, floor, ()), most)
    return [tuple(sorted(order[place] for place in before)) for before in places]


def _reaching(
    ranked: list[float], sums: list[float], left: int, floor: float, before: tuple[int, ...]
) -> Iterator[tuple[int, ...]]:
    """Places, in descending order of value, of so many more levers whose sum reaches the floor."""
    if not left:
        yield before
        return
    start = before[-1] + 1 if before else 0
    for place in range(start, len(ranked) - left + 1):
        # The best that can follow: the next ones in order.
        if sums[place + left] - sums[place] < floor:
            return
        yield from _reaching(ranked, sums, left - 1, floor - ranked[place], (*before, place))

"""Levers put in order in each draw: how many pass a bar, for all draws at once, and who is where.

Comparing m levers by pairs takes m times as long as there are values; putting them in order
hardly takes longer than reading them. So many levers are compared here, few by pairs
(``places``), and both find the same.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.draws import Truths

MOST_BY_PAIRS = 20
"""Levers up to which comparing them by pairs is faster than putting them in order."""

MOST_LEVERS_IN_BYTE = 255
"""Levers above which places no longer have room in a byte."""

_WORD = 8
"""Bytes of a word."""

AT_ONCE = 255 * _WORD
"""Draws counted at once: a byte of a word has room for one in eight of them."""

Kind = TypeVar("Kind", bound=np.generic)

Whole = NDArray[np.int64]
Numbers = NDArray[np.unsignedinteger[Any]]


def descending(values: Floats) -> Floats:
    """The same array (m, k), each column from its largest value to its smallest."""
    # A column is laid out as a row while it is sorted: its values are then next to each other.
    rows = np.array(values.T, order="C")
    rows.sort(axis=1)
    return np.ascontiguousarray(rows.T[::-1])


_DRAWS = 4_096
"""Draws of a block."""


@dataclass(frozen=True, slots=True, eq=False)
class ValueBlock:
    """Overall values of m levers in k draws of the weights, from the least to the most.

    Attributes
    ----------
    low, high
        Arrays (m, k), over all values of the uncertain scores.
    lowest, highest
        The same ``descending``; empty for levers few enough to be compared by pairs.
    """

    low: Floats
    high: Floats
    lowest: Floats
    highest: Floats


def value_blocks(matrix: DecisionMatrix, weights: Floats) -> Iterator[ValueBlock]:
    """The values with an array (k, n) of weights: each is worked out, and put in order, once."""
    few = len(matrix.low) <= MOST_BY_PAIRS
    known = np.array_equal(matrix.low, matrix.high)
    for start in range(0, len(weights), _DRAWS):
        drawn = weights[start : start + _DRAWS].T
        low = matrix.low @ drawn
        high = low if known else matrix.high @ drawn
        lowest = low[:0] if few else descending(low)
        highest = high[:0] if few else lowest if known else descending(high)
        yield ValueBlock(low, high, lowest, highest)


def fewest_above(ranked: Floats, bar: Floats, known: int) -> int:
    """The fewest values above a bar in one column, or the fewest known from others if it is less.

    Parameters
    ----------
    ranked
        Array (m, k) that is ``descending``.
    bar
        Array (k,).

    Examples
    --------
    >>> fewest_above(np.array([[3.0, 9.0], [2.0, 1.0]]), np.array([1.5, 1.5]), 2)
    1
    """
    # Mostly no column has fewer than is known, and one comparison tells.
    if not known or not (ranked[known - 1] <= bar).any():
        return known
    return bisect_left(range(known), 1, key=lambda c: int((ranked[c] <= bar).any()))


def most_above(ranked: Floats, bar: Floats, known: int) -> int:
    """The most values above a bar in one column, or the most known from others if it is more.

    Examples
    --------
    >>> most_above(np.array([[3.0, 9.0], [2.0, 1.0]]), np.array([1.5, 1.5]), 0)
    2
    """
    m = len(ranked)
    if known >= m or not (ranked[known] > bar).any():
        return known
    return bisect_left(range(m), 1, known, key=lambda c: int(not (ranked[c] > bar).any()))


@dataclass(frozen=True, slots=True, eq=False)
class LeverOrder:
    """Levers from the first to the last in each of k draws, those tied within ``TIE`` together.

    Attributes
    ----------
    order
        Array (k, m): the levers.
    places, sizes
        Arrays (k, m): first place, from 0, and number of the levers tied with each of these.
    tied
        Array (k,): whether any two are.
    chained
        Array (k,): whether levers are tied through others only, the first and the last of them
        being further apart than a tie.
    """

    order: NDArray[np.intp]
    places: Whole
    sizes: Whole
    tied: Truths
    chained: Truths


def of_draws(rows: NDArray[Kind], flags: Truths) -> NDArray[Kind]:
    """The rows of some draws, without a copy when they are all of them."""
    return rows if flags.all() else rows[flags]


def lever_order(scores: Floats) -> LeverOrder:
    """Who is where for an array (k, m) of overall values, higher is better."""
    order = np.argsort(-scores, axis=1)
    ranked = np.take_along_axis(scores, order, axis=1)
    opens = np.ones(ranked.shape, dtype=bool)
    opens[:, 1:] = ranked[:, :-1] - ranked[:, 1:] > TIE
    tied = np.asarray(~opens.all(axis=1))
    chained = np.zeros(len(scores), dtype=bool)
    m = scores.shape[1]
    places, sizes = np.tile(np.arange(m), (len(scores), 1)), np.ones_like(order)
    if tied.any():
        # Each draw begins with a group: what is between two beginnings is one.
        within = of_draws(opens, tied)
        starts = np.flatnonzero(within)
        lengths = np.diff(starts, append=within.size)
        draws, first = np.divmod(starts, m)
        places[tied] = np.repeat(first, lengths).reshape(-1, m)
        sizes[tied] = np.repeat(lengths, lengths).reshape(-1, m)
        values = of_draws(ranked, tied).ravel()
        apart = values[starts] - values[starts + lengths - 1] > TIE
        chained[np.flatnonzero(tied)[draws[apart]]] = True
    return LeverOrder(order, places, sizes, tied, chained)


def ranks_of_ties(order: NDArray[np.intp], places: Whole, sizes: Whole) -> Floats:
    """Array (m, m): draws that give each lever each rank, those tied having equal parts of theirs.

    Parameters
    ----------
    order, places, sizes
        As in ``LeverOrder``, for some of its draws.
    """
    m = order.shape[1]
    counts, cells = np.zeros((m, m)), order * m + places
    for size in np.flatnonzero(np.bincount(sizes.ravel())).tolist():
        # Each of these equal levers has a part of every place from the first of theirs on.
        part = np.bincount(cells[sizes == size], minlength=m * m).reshape(m, m) / size
        for place in range(size):
            counts[:, place:] += part[:, : m - place]
    return counts


def ever_tied(stand: LeverOrder) -> Truths:
    """Array (m, m): whether two levers may be tied in some draw; those not named never are."""
    m = stand.order.shape[1]
    draws, place = np.nonzero(stand.places[:, 1:] == stand.places[:, :-1])
    near = np.eye(m, dtype=bool)
    near[stand.order[draws, place], stand.order[draws, place + 1]] = True
    near |= near.T
    # The levers tied in a draw follow each other there: any two are linked by those between.
    while True:
        wider = (near.astype(np.float32) @ near) > 0
        if np.array_equal(wider, near):
            return near
        near = wider


def leads_by_place(places: Numbers, tied: Truths) -> Floats:
    """Array (m, m): draws in which a lever is ahead of another, less those in which it is behind.

    Parameters
    ----------
    places
        Array (m, k): place of each lever in each draw, the same for levers tied.
    tied
        Array (m, m): ``ever_tied``. Of the others, who is not ahead is behind.
    """
    m, draws = places.shape
    leads = np.zeros((m, m))
    for start in range(0, draws, AT_ONCE):
        part = places[:, start : start + AT_ONCE]
        width = part.shape[1]
        # Whole words: draws are added in which all are tied.
        part = np.pad(part, ((0, 0), (0, -width % _WORD)))
        for row in range(m - 1):
            leads[row, row + 1 :] += 2 * _added(part[row + 1 :] > part[row]) - width
            if len(equals := row + 1 + np.flatnonzero(tied[row, row + 1 :])):
                same = part[equals, :width] == part[row, :width]
                leads[row, equals] += np.count_nonzero(same, axis=1)
    return leads - leads.T


def _added(flags: Truths) -> Whole:
    """How many are true in each row: the bytes of eight columns are added up as one number."""
    words = np.add.reduce(flags.view(np.uint64), axis=1)
    return np.asarray(words.view(np.uint8).reshape(-1, _WORD).sum(axis=1, dtype=np.int64))

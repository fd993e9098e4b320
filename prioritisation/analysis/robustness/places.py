"""Places of levers whose values are ready, and in how many draws they have each."""

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


PAIRED = 4_096
"""Draws compared at once: their values stay in the fast memory."""

_FEW = 12
"""Levers up to which places are counted one by one."""


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Places of m levers in k draws.

    Attributes
    ----------
    ranks
        Array (m, m): draws that give each lever each rank; rows and columns sum to k.
    parts
        Array (m, k): part of each lever in the first place of each draw.
    leads
        Array (m, m): draws in which a lever (row) is ahead of another, less those in which it is
        behind; a tie counts in neither.
    """

    ranks: Floats
    parts: Floats
    leads: Floats


def declared_ranks(scores: Floats) -> tuple[Floats, Floats]:
    """Draws that give each lever each rank, and its part of the first place in each draw.

    Parameters
    ----------
    scores
        Array (k, m): overall values of the levers in each draw, higher is better.

    Returns
    -------
    Arrays (m, m), rows and columns of which sum to k, and (k, m), rows of which sum to 1: levers
    tied within ``TIE`` have equal parts of their places.
    """
    stand = lever_order(scores)
    parts = np.empty(scores.shape)
    np.put_along_axis(parts, stand.order, (stand.places == 0) / stand.sizes, axis=1)
    return ranks_of_ties(stand.order, stand.places, stand.sizes), parts


def tally_of(overall: Floats) -> Tally:
    """Places, first places and leads of an array (m, k) of overall values, laid out by lever.

    Few levers are compared by pairs, and only draws in which two are tied are looked at one by
    one.
    """
    m, draws = overall.shape
    ranks, parts, leads = np.zeros((m, m)), np.empty(overall.shape), np.zeros((m, m))
    step = PAIRED if m <= MOST_BY_PAIRS else AT_ONCE
    for start in range(0, draws, step):
        block = slice(start, start + step)
        part = _tallied(overall[:, block])
        ranks += part.ranks
        parts[:, block] = part.parts
        leads += part.leads
    return Tally(ranks, parts, leads)


def _tallied(overall: Floats) -> Tally:
    m, draws = overall.shape
    if m > MOST_BY_PAIRS:
        return _in_order(overall)
    # All are taken to be behind those above them in the table; each comparison corrects it.
    ahead = np.repeat(np.arange(m, dtype=np.uint8)[:, None], draws, axis=1)
    tied, leads = np.zeros(draws, dtype=bool), np.zeros((m, m))
    for row in range(m - 1):
        gaps = overall[row + 1 :] - overall[row]
        better, worse = gaps > TIE, gaps < -TIE
        ahead[row] += np.add.reduce(better.view(np.uint8), axis=0, dtype=np.uint8)
        ahead[row + 1 :] -= better.view(np.uint8)
        before, after = _counted(worse), _counted(better)
        leads[row, row + 1 :] = before - after
        # Ties are looked for only where the counts do not add up, which is seldom.
        if (before + after < draws).any():
            tied |= ~(better | worse).all(axis=0)
    leads -= leads.T
    return _with_ties(overall, ahead, tied, leads)


def _with_ties(
    overall: Floats, ahead: NDArray[np.uint8], tied: NDArray[np.bool_], leads: Floats
) -> Tally:
    """The draws without ties by the numbers of levers ahead; the others one by one."""
    parts = (ahead == 0).astype(float)
    if not tied.any():
        return Tally(_ranks(ahead), parts, leads)
    more, shared = declared_ranks(np.ascontiguousarray(overall[:, tied].T))
    parts[:, tied] = shared.T
    return Tally(_ranks(ahead[:, ~tied]) + more, parts, leads)


def _ranks(ahead: NDArray[np.uint8]) -> Floats:
    """Array (m, m): draws that give each lever (row) each number of levers ahead (column)."""
    m = len(ahead)
    if m <= _FEW:
        return np.stack([_counted(ahead == place) for place in range(m)], axis=1)
    cells = ahead + np.arange(m, dtype=np.intp)[:, None] * m
    return np.bincount(cells.ravel(), minlength=m * m).reshape(m, m).astype(float)


def _counted(flags: NDArray[np.bool_]) -> Floats:
    """Array (m,): how many are true in each row."""
    return np.array([np.count_nonzero(row) for row in flags], dtype=float)


def _in_order(overall: Floats) -> Tally:
    """The same for many levers, put in order in each draw."""
    m, scores = len(overall), np.ascontiguousarray(overall.T)
    stand = lever_order(scores)
    order, tied, chained = stand.order, stand.tied, stand.chained
    parts = np.zeros(scores.shape)
    draws, firsts = np.nonzero(stand.places == 0)
    parts[draws, order[draws, firsts]] = 1 / stand.sizes[draws, firsts]
    cells = order[~tied] * m + np.arange(m)
    ranks = np.bincount(cells.ravel(), minlength=m * m).reshape(m, m).astype(float)
    if tied.any():
        ranks += ranks_of_ties(
            *(of_draws(rows, tied) for rows in (order, stand.places, stand.sizes))
        )
    where = np.empty(scores.shape, np.uint8 if m <= MOST_LEVERS_IN_BYTE else np.uint16)
    np.put_along_axis(where, order, stand.places.astype(where.dtype), axis=1)
    leads = leads_by_place(np.ascontiguousarray(where[~chained].T), ever_tied(stand))
    if chained.any():
        leads += _leads(overall[:, chained])
    return Tally(ranks, parts.T, leads)


def _leads(overall: Floats) -> Floats:
    """Leads by pairs, where levers tied through others are not all tied with each other."""
    gaps = overall[:, None] - overall
    return np.asarray((gaps > TIE).sum(axis=2) - (gaps < -TIE).sum(axis=2), dtype=float)

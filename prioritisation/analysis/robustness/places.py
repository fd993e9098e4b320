"""Places of levers whose values are ready, and for which share of the weights they have each.

No uncertain score is drawn here: for each vector of weights a lever has a best and a worst rank
over all their values. Where the two are one, the rank is sure; between them, each is possible.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE

MOST_LEVERS_IN_BYTE = 255
"""Levers above which places no longer have room in a byte."""

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
    m = scores.shape[1]
    counts = np.zeros((m, m))
    order = np.argsort(-scores, axis=1, kind="stable")
    places, sizes = _groups(np.take_along_axis(scores, order, axis=1))
    for size in np.unique(sizes).tolist():
        cells = (order * m + places)[sizes == size]
        # Each of these equal levers has a part of every place from the first of theirs on.
        counted = np.bincount(cells, minlength=m * m).reshape(m, m) / size
        for place in range(size):
            counts[:, place:] += counted[:, : m - place]
    parts = np.empty(scores.shape)
    np.put_along_axis(parts, order, (places == 0) / sizes, axis=1)
    return counts, parts


def tally_of(overall: Floats) -> Tally:
    """Places, first places and leads of an array (m, k) of overall values, laid out by lever.

    Levers are compared by pairs; only the draws in which two are tied are looked at one by one.
    """
    m, draws = overall.shape
    ranks, parts, leads = np.zeros((m, m)), np.empty(overall.shape), np.zeros((m, m))
    for start in range(0, draws, PAIRED):
        block = slice(start, start + PAIRED)
        part = _tallied(overall[:, block])
        ranks += part.ranks
        parts[:, block] = part.parts
        leads += part.leads
    return Tally(ranks, parts, leads)


def _tallied(overall: Floats) -> Tally:
    m, draws = overall.shape
    if m > MOST_LEVERS_IN_BYTE:
        ranks, parts = declared_ranks(np.ascontiguousarray(overall.T))
        return Tally(ranks, parts.T, _leads(overall))
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


def _leads(overall: Floats) -> Floats:
    m = len(overall)
    leads = np.zeros((m, m))
    for row in range(m - 1):
        leads[row, row + 1 :] = _leads_of(overall, row)
    return leads - leads.T


def _leads_of(overall: Floats, row: int) -> Floats:
    """Draws in which a row is ahead of each below it, less those in which it is behind."""
    gaps = overall[row] - overall[row + 1 :]
    return _counted(gaps > TIE) - _counted(gaps < -TIE)


def _groups(ranked: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First place and size of the group of equal values of each place, in descending rows."""
    opens = np.ones(ranked.shape, dtype=bool)
    opens[:, 1:] = ranked[:, :-1] - ranked[:, 1:] > TIE
    group = np.cumsum(opens).reshape(ranked.shape) - 1
    return np.nonzero(opens)[1][group], np.bincount(group.ravel())[group]


_TOLD_APART = 6
"""Ranks that are told apart when there are more than one beyond: the last ones go together."""

_CHUNK = 4_096

Groups = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class RankSpans:
    """Shares of k weight vectors, for m levers and g groups of ranks.

    Attributes
    ----------
    groups
        First and last rank of each group, 1 being the first rank.
    sure, possible
        Arrays (m, g): share, in [0, 1], of the weights for which a lever surely has a rank of
        the group, and for which it may; with levers tied, each may have each of their ranks.
    """

    groups: Groups
    sure: Floats
    possible: Floats

    def gathered(self, ranks: Floats) -> Floats:
        """Array (m, g) of shares by group, from an array (m, m) of shares by rank."""
        return np.stack([ranks[:, a - 1 : b].sum(axis=1) for a, b in self.groups], axis=1)


def rank_groups(levers: int) -> Groups:
    """Each rank alone; those beyond ``_TOLD_APART`` together, when there are several.

    Examples
    --------
    >>> rank_groups(3), rank_groups(30)[-2:]
    (((1, 1), (2, 2), (3, 3)), ((6, 6), (7, 30)))
    """
    alone = levers if levers <= _TOLD_APART + 1 else _TOLD_APART
    single = tuple((rank, rank) for rank in range(1, alone + 1))
    return single if alone == levers else (*single, (alone + 1, levers))


def rank_spans(matrix: DecisionMatrix, weights: Floats) -> RankSpans:
    """How often each lever has each rank, whatever the uncertain scores and for some of them.

    Parameters
    ----------
    weights
        Array (k, n) of weight vectors.
    """
    m = len(matrix.alternatives)
    groups, counts = rank_groups(m), np.zeros((m, m, m), np.int64)
    for start in range(0, len(weights), _CHUNK):
        drawn = weights[start : start + _CHUNK].T
        low, high = matrix.low @ drawn, matrix.high @ drawn
        ahead, behind = _surely(low, high + TIE)
        # Best and worst rank are counted as one number: what a group of ranks has is then a sum.
        last = (m - 1) - behind.astype(np.intp)
        for row, cells in enumerate(ahead.astype(np.intp) * m + last):
            counts[row] += np.bincount(cells, minlength=m * m).reshape(m, m)
    # Surely in a group: both ends in it. Possibly: best before its end and worst after its start.
    sure = [counts[:, a - 1 : b, a - 1 : b].sum(axis=(1, 2)) for a, b in groups]
    possible = [counts[:, :b, a - 1 :].sum(axis=(1, 2)) for a, b in groups]
    shares = (np.stack(counted, axis=1) / len(weights) for counted in (sure, possible))
    return RankSpans(groups, *shares)


_Numbers = NDArray[np.unsignedinteger[Any]]


def _surely(low: Floats, high: Floats) -> tuple[_Numbers, _Numbers]:
    """Arrays (m, k): how many levers are ahead of each, and behind it, whatever the scores."""
    kind = np.uint8 if len(low) <= MOST_LEVERS_IN_BYTE else np.uint16
    ahead, behind = np.empty(low.shape, kind), np.zeros(low.shape, kind)
    for row, most in enumerate(high):
        above = (low > most).view(np.uint8)
        np.add.reduce(above, axis=0, dtype=kind, out=ahead[row])
        behind += above
    return ahead, behind

"""Places of levers whose values are ready, and in how many draws they have each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.ordering import (
    AT_ONCE,
    MOST_BY_PAIRS,
    MOST_LEVERS_IN_BYTE,
    ever_tied,
    leads_by_place,
    lever_order,
    of_draws,
    ranks_of_ties,
)

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

"""Rank acceptability: the share of the weights that give each lever each rank.

Levers tied at places r to r + t - 1 get 1 / t of each, so that rows and columns sum to 1.
Three kernels count the places of m levers over k weight vectors: comparing levers by pairs
and sorting keys, whichever is the faster, and declaring the ties that given weights may have.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.draws import Weights
from prioritisation.analysis.robustness.places import MOST_LEVERS_IN_BYTE, declared_ranks

FEW, _MANY = 18, 1024
"""Numbers of levers from which sorting keys is faster than comparing pairs, and above which
keys no longer have room for a lever."""

_NOISE, _BLUR = 2.0**-22, 1e-4
"""Error of an overall value in [0, 1] in single precision or in a key; and the largest share
of the weights for which it may exchange two levers, far below the error of 100,000 draws."""

_CHUNK, _KEYED = 16_384, 1_000
"""Weight vectors treated at once by the two fast kernels."""

_BINS, _CELLS = 6_000, 200_000
"""Counters, and values of levers, that stay in the fast memory."""

_Counts = NDArray[np.int64] | Floats
_Counted = tuple[_Counts, Floats]
"""Array (m, m): number of draws that give each lever each place; (m, n): sum of the weights
that put each lever first."""


@dataclass(frozen=True, slots=True, eq=False)
class Acceptability:
    """Ranks of m levers over weight vectors of n criteria.

    Attributes
    ----------
    shares
        Array (m, m): share, in [0, 1], of the weights that give a lever (row) a rank (column,
        the first rank first).
    central_weights
        Array (m, n): mean of the weights for which a lever is first; NaN when there are none.
    """

    shares: Floats
    central_weights: Floats


def rank_acceptability(
    values: Floats, sample: Weights, *, continuous: bool = False
) -> Acceptability:
    """Rank acceptability indices and central weights of an additive value [1]_.

    Parameters
    ----------
    values
        Array (m, n): finite values of the levers, higher is better, of any range.
    sample
        Array (k, n) of weights; each row sums to 1.
    continuous
        Whether the sample was drawn from a continuous distribution: the only ties are then
        those of levers with equal values, and ranks are counted fast. Of given weights
        (ballots), ties within ``TIE`` are looked for in each.

    Notes
    -----
    In a drawn sample two different levers are tied with probability 0. Single precision may
    exchange them when their overall values differ by less than ``_NOISE`` of the range of the
    values; it is used only where that is so for less than about ``_BLUR`` of the weights.

    References
    ----------
    .. [1] Lahdelma, R. and Salminen, P. (2001). SMAA-2: stochastic multicriteria acceptability
       analysis for group decision making. Operations Research, 49(3), 444-454.
    """
    equal, gap = _equal_rows(values)
    counts, first = _drawn(values, sample, gap) if continuous else _declared(values, sample)
    if np.bincount(equal).max() > 1:
        counts, first = _averaged(counts, equal), _averaged(first, equal)
    shares = counts / len(sample)
    central = np.full(first.shape, np.nan)
    np.divide(first, counts[:, :1], out=central, where=counts[:, :1] > 0)
    for array in (shares, central):
        array.setflags(write=False)
    return Acceptability(shares, central)


def _equal_rows(values: Floats) -> tuple[NDArray[np.int64], float]:
    """The first row equal to each row; and how far apart the closest different rows are.

    Rows are as far apart as their values on the criterion that tells them best apart.
    """
    # Laid out by criterion, so that levers stand side by side where they are compared.
    columns = np.ascontiguousarray(values.T)
    firsts, closest, chunk = [], np.inf, max(1, _CELLS // values.size)
    for start in range(0, len(values), chunk):
        rows = columns[:, start : start + chunk, None]
        apart = np.abs(columns[:, None] - rows).max(axis=0)
        equal = apart <= TIE
        firsts.append(equal.argmax(axis=1))
        closest = min(closest, float(apart.min(where=~equal, initial=np.inf)))
    return np.concatenate(firsts), closest


def _averaged(counts: _Counts, equal: NDArray[np.int64]) -> Floats:
    """Equal levers follow each other in each draw: each gets its part of all their places."""
    total = np.zeros(counts.shape)
    np.add.at(total, equal, counts)
    return total[equal] / np.bincount(equal)[equal][:, None]


def _drawn(values: Floats, sample: Weights, gap: float) -> _Counted:
    """Counts over a sample without accidental ties, by the fastest kernel that is safe."""
    levelled = values - values.min(axis=0)
    span = float(levelled.max()) or 1.0
    safe = _NOISE * values.shape[1] * span <= _BLUR * gap
    levelled /= span
    if safe and FEW < len(values) <= _MANY:
        return _by_keys(levelled, sample)
    if len(values) <= MOST_LEVERS_IN_BYTE:
        return _by_pairs(levelled.astype(np.float32 if safe else np.float64), sample)
    return _declared(values, sample)


def _by_pairs(values: Weights, sample: Weights) -> _Counted:
    """Counts by comparing all levers two by two; of two equal values the earlier is ahead."""
    m = len(values)
    counts, first = np.zeros((m, m), np.int64), np.zeros(values.shape)
    places = np.arange(m, dtype=np.uint8)[:, None]
    for start in range(0, len(sample), _CHUNK):
        weights = sample[start : start + _CHUNK]
        scores = values @ weights.T
        # All are taken to be behind those above them in the table; each comparison corrects it.
        ahead = np.repeat(places, len(weights), axis=1)
        for row in range(m - 1):
            better = (scores[row + 1 :] > scores[row]).view(np.uint8)
            ahead[row] += np.add.reduce(better, axis=0, dtype=np.uint8)
            ahead[row + 1 :] -= better
        for place in range(m):
            there = ahead == place
            counts[:, place] += [np.count_nonzero(row) for row in there]
            if place == 0:
                first += there.astype(weights.dtype) @ weights
    return counts, first


def _by_keys(values: Floats, sample: Weights) -> _Counted:
    """Counts by sorting, in each draw, keys made of a value and, in the low bits, of its row.

    ``values`` lie in [0, 1]; smaller keys are better. The factor keeps rounding in the key.
    """
    m = len(values)
    bits = (m - 1).bit_length()
    losses = ((1 - values.T) * (0.999 * 2 ** (32 - bits))).astype(np.float32, order="C")
    rows = np.tile(np.arange(m, dtype=np.uint32), (_KEYED, 1))
    cells = rows[:, : max(16, _BINS // m)] * np.uint32(m)
    scores, keys = np.empty((_KEYED, m), np.float32), np.empty((_KEYED, m), np.uint32)
    counts, top = np.zeros((m, m), np.int64), np.empty(len(sample), np.int64)
    for start in range(0, len(sample), _KEYED):
        weights = sample[start : start + _KEYED].astype(np.float32, copy=False)
        order = keys[: len(weights)]
        np.matmul(weights, losses, out=scores[: len(weights)])
        np.copyto(order, scores[: len(weights)], casting="unsafe")
        order <<= bits
        order |= rows[: len(weights)]
        order.sort(axis=1)
        order &= (1 << bits) - 1
        top[start : start + _KEYED] = order[:, 0]
        _tally(order, counts, cells[: len(weights)])
    first = np.zeros(values.shape)
    for column, weights in enumerate(sample.T):
        first[:, column] = np.bincount(top, weights, m)
    return counts.T, first


def _tally(
    order: NDArray[np.uint32], counts: NDArray[np.int64], cells: NDArray[np.uint32]
) -> None:
    """Add to counts (place, row) the rows found at each place (column) of each draw.

    As many places at once as ``cells``, the first counter of each place, has columns.
    """
    m, block = len(counts), cells.shape[1]
    for place in range(0, m, block):
        part = order[:, place : place + block]
        bins = part + cells[:, : part.shape[1]]
        tallied = np.bincount(bins.ravel(), minlength=part.shape[1] * m)
        counts[place : place + block] += tallied.reshape(-1, m)


def _declared(values: Floats, sample: Weights) -> _Counted:
    """Counts with the ties, within ``TIE``, of each draw."""
    m = len(values)
    counts, first, chunk = np.zeros((m, m)), np.zeros(values.shape), max(1, _CELLS // m)
    for start in range(0, len(sample), chunk):
        weights = sample[start : start + chunk]
        places, parts = declared_ranks(weights @ values.T)
        counts += places
        first += parts.T @ weights
    return counts, first

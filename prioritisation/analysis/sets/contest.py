"""Which set is best, surely or possibly, for many weights at once.

Two sets are compared on what they do not share: an unknown score of a lever that both hold
changes neither's place. So a set is at its worst when its own levers are at their lowest values
and all others at their highest, against every other set at once, and at its best the other way
round: both answers are exact, not bounds.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.sets import LeverSet, Sets

WEIGHTS_AT_ONCE = 4096
"""Weight vectors treated at once."""

_FLOAT = 1e-12
"""Differences of values below this are those of float arithmetic."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """N sets and the values of their m levers on n criteria.

    Attributes
    ----------
    low, high
        Arrays (m, n): smallest and largest values of the levers.
    """

    sets: Sets
    low: Floats
    high: Floats

    @property
    def lowest(self) -> Floats:
        """Array (N, n): values of the sets at their levers' lowest; weights sum to 1."""
        return np.asarray(self.sets.belongs @ self.low + self.sets.bonus[:, None])

    @property
    def highest(self) -> Floats:
        """Array (N, n): values of the sets at their levers' highest."""
        return np.asarray(self.sets.belongs @ self.high + self.sets.bonus[:, None])

    def costing(self, cost: float) -> "Bundle":
        """The same when each lever beyond the first costs a set so much."""
        sets = self.sets
        bonus = sets.bonus - cost * (sets.sizes - 1)
        kept = Sets(sets.members, sets.belongs, sets.sizes, bonus, sets.excluded)
        return Bundle(kept, self.low, self.high)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Rows that sets of the contest share: who holds them all."""

    rows: LeverSet
    holders: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Contest:
    """What is needed to compare some of the sets of a bundle with each other.

    Attributes
    ----------
    lowest, highest
        Arrays (g, n): the values of the g sets.
    gaps
        For each set, array (k, n): what others that can beat it have more than it, at its worst.
    hopeless
        Whether another set beats it, at its worst, for all weights when they are all positive.
    overlaps
        For each set, what it shares with others.
    spread
        Array (m, n): what is unknown of each lever.
    """

    lowest: Floats
    highest: Floats
    gaps: tuple[Floats, ...]
    hopeless: tuple[bool, ...]
    overlaps: tuple[tuple[Overlap, ...], ...]
    spread: Floats


def contest(bundle: Bundle, group: Sequence[int]) -> Contest:
    """Prepare the comparison of the sets with these indexes."""
    chosen = list(group)
    spread = bundle.high - bundle.low
    belongs = bundle.sets.belongs[chosen]
    lowest, highest = bundle.lowest[chosen], bundle.highest[chosen]
    gaps, hopeless = [], []
    for index, mine in enumerate(belongs):
        # Levers that another set shares with this one are at their lowest in both.
        leads = highest - (belongs * mine) @ spread - lowest[index]
        leads[index] = 0
        # Behind this one on no criterion, ahead on one: it wins with any positive weights.
        beaten = (leads.min(axis=1) >= -_FLOAT) & (leads.max(axis=1) > TIE)
        hopeless.append(bool(beaten.any()))
        # Whoever leads on no criterion leads with no weights: it need not be compared.
        gaps.append(leads[leads.max(axis=1) > TIE])
    members = [bundle.sets.members[k] for k in chosen]
    return Contest(lowest, highest, tuple(gaps), tuple(hopeless), _overlaps(members), spread)


def _overlaps(members: Sequence[LeverSet]) -> tuple[tuple[Overlap, ...], ...]:
    holders: dict[LeverSet, list[int]] = defaultdict(list)
    parts = [[p for k in range(1, len(s) + 1) for p in combinations(s, k)] for s in members]
    for index, subsets in enumerate(parts):
        for part in subsets:
            holders[part].append(index)
    shared = {rows: Overlap(rows, tuple(who)) for rows, who in holders.items() if len(who) > 1}
    return tuple(tuple(shared[p] for p in subsets if p in shared) for subsets in parts)


def best_sets(contest: Contest, weights: Floats) -> Iterator[tuple[Flags, Flags]]:
    """Chunks of two arrays (g, k): each set is best, alone or tied, surely; possibly."""
    positive = bool((weights > 0).all())
    for start in range(0, len(weights), WEIGHTS_AT_ONCE):
        columns = weights[start : start + WEIGHTS_AT_ONCE].T
        lowest = contest.lowest @ columns
        near = lowest >= lowest.max(axis=0) - TIE
        # Nothing is unknown: what is possible is sure.
        if not contest.spread.any():
            yield near, near
        else:
            possible = _possible(contest, columns, lowest)
            yield _sure(contest, columns, near, positive=positive), possible


def _sure(contest: Contest, columns: Floats, near: Flags, *, positive: bool) -> Flags:
    """Of the sets best when all are at their lowest, those that stay so at their worst."""
    sure = np.zeros_like(near)
    for index, gaps in enumerate(contest.gaps):
        if positive and contest.hopeless[index]:
            continue
        where = np.flatnonzero(near[index])
        if len(gaps) and len(where):
            worst = (gaps @ columns[:, where]).max(axis=0)
            where = where[worst <= TIE]
        sure[index, where] = True
    return sure


def _possible(contest: Contest, columns: Floats, lowest: Floats) -> Flags:
    """Each set at its best against the best of all the others.

    Against those that share levers with it, what is unknown of these is added: leaving some of
    it out, or adding the set itself, never makes the rival better than it is.
    """
    highest, spread = contest.highest @ columns, contest.spread @ columns
    top = lowest.max(axis=0) - TIE
    rivals: dict[LeverSet, Floats] = {}
    possible = np.empty(lowest.shape, dtype=bool)
    for index, overlaps in enumerate(contest.overlaps):
        bound = top
        for shared in overlaps:
            if shared.rows not in rivals:
                rivals[shared.rows] = _rival(shared, lowest, spread, top)
            rival = rivals[shared.rows]
            bound = rival if bound is top else np.maximum(bound, rival)
        np.greater_equal(highest[index], bound, out=possible[index])
    return possible


def _rival(shared: Overlap, lowest: Floats, spread: Floats, top: Floats) -> Floats:
    """The best of the sets that share some levers when these are at their highest, less a tie."""
    best = best_of(lowest, shared.holders)
    for row in shared.rows:
        best += spread[row]
    # In place: one float for each of thousands of weights, for each overlap.
    best -= TIE
    return np.maximum(best, top, out=best)


def best_of(values: Floats, rows: Sequence[int]) -> Floats:
    """The largest value of some rows in each column, without copying them first."""
    first, *others = rows
    largest = values[first].copy()
    for other in others:
        np.maximum(largest, values[other], out=largest)
    return np.asarray(largest)

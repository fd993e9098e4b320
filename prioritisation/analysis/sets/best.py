"""The best sets for given weights, and those that hold whatever the weights.

The cost of dispersion is the same for all sets of a size, so these shares need no answer about
it. Levers are core, borderline or exterior as robust portfolio modelling says [1]_: in all of the
sets that no other dominates, in some, in none.

References
----------
.. [1] Liesiö, J., Mild, P. and Salo, A. (2007). Preference programming for robust portfolio
   modeling and project selection. European Journal of Operational Research, 181(3), 1488-1505.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite, sqrt

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.contest import Bundle, Flags, best_sets, contest
from prioritisation.analysis.sets.dilution import dilution_thresholds
from prioritisation.analysis.sets.dilution_programme import dilution_ends
from prioritisation.analysis.sets.programme import (
    largest_threshold,
    programme,
    smallest_threshold,
    surely_best,
)
from prioritisation.analysis.sets.sets import LISTED, LeverSet, Terms, count_sets, listed_sets
from prioritisation.analysis.sets.threshold import DispersionThresholds, dispersion_thresholds

_BLOCK = 64
"""Sets compared at once with all the others."""


@dataclass(frozen=True, slots=True)
class RobustSet:
    """How far a set is the best of those it is compared with.

    Attributes
    ----------
    sure
        Share of the weights for which it is best whatever the unknown scores are; sets tied
        have an equal part each.
    possible
        Share for which it is best, alone or tied, for some of them.
    alone, tied
        Shares for which it is best whatever they are: no other may equal it, or another may.
    """

    rows: LeverSet
    sure: float
    possible: float
    alone: float
    tied: float


@dataclass(frozen=True, slots=True)
class RobustSets:
    """The shares of all the sets of a size, or of all sizes at a cost of dispersion.

    Attributes
    ----------
    undecided
        Share of the weights for which no set is surely best: with ``sure``, sums to 1.
    error
        Largest standard error of a share; 0 for given weights (ballots).
    n
        How many weight vectors.
    """

    sets: tuple[RobustSet, ...]
    undecided: float
    error: float
    n: int

    def of(self, rows: LeverSet) -> RobustSet:
        """The shares of a set."""
        return next(robust_set for robust_set in self.sets if robust_set.rows == rows)


def robust_sets(
    bundle: Bundle, group: Sequence[int], weights: Floats, *, sampled: bool
) -> RobustSets:
    """Count the weight vectors (k, n) for which each set of the group is best.

    Parameters
    ----------
    sampled
        Whether the weights are a random sample: shares then have an error.
    """
    sure, possible, n = np.zeros(len(group)), np.zeros(len(group)), len(weights)
    alone, tied = np.zeros(len(group)), np.zeros(len(group))
    for surely, possibly in best_sets(contest(bundle, group), weights):
        sure += _parts(surely)
        possible += [np.count_nonzero(row) for row in possibly]
        single = np.add.reduce(possibly.view(np.uint8), axis=0, dtype=np.uint16) == 1
        alone += [np.count_nonzero(row & single) for row in surely]
        tied += [np.count_nonzero(row & ~single) for row in surely]
    members = [bundle.sets.members[k] for k in group]
    counts = (sure, possible, alone, tied)
    rows = zip(members, *((count / n).tolist() for count in counts), strict=True)
    robust = tuple(RobustSet(*row) for row in rows)
    shares = [s for one in robust for s in (one.sure, one.possible)]
    # Parts of ties, added up, may pass 1 by the last digit: no root of less than nothing.
    error = max(sqrt(max(0.0, s * (1 - s)) / n) for s in shares) if sampled else 0.0
    return RobustSets(robust, max(0.0, 1 - float(sure.sum()) / n), error, n)


def _parts(surely: Flags) -> Floats:
    """Draws in which each set is best: those tied, within one of them, have an equal part."""
    # Bytes add up faster than booleans; more than 255 of the sets listed may be tied.
    together = np.add.reduce(surely.view(np.uint8), axis=0, dtype=np.uint16)
    if together.max() <= 1:
        return np.array([np.count_nonzero(row) for row in surely], dtype=float)
    return np.asarray((surely / np.maximum(together, 1)).sum(axis=1))


class Membership(StrEnum):
    """Where a lever stands in the sets that no other dominates."""

    CORE = "core"
    BORDERLINE = "borderline"
    EXTERIOR = "exterior"


@dataclass(frozen=True, slots=True)
class CoreIndex:
    """A lever, and the share of the sets that no other dominates that hold it (core index)."""

    row: int
    place: Membership
    index: float


def undominated(bundle: Bundle, group: Sequence[int]) -> tuple[int, ...]:
    """The sets of the group that no other of them dominates, over all weights and all scores.

    A set dominates another when it is at least as good for all of them and better for some. The
    lead is linear in the weights, so that their extreme points are enough: the columns of the
    bundle are the values there, those of the criteria when all weights are allowed.
    """
    chosen = np.array(group)
    belongs, bonus = bundle.sets.belongs[chosen], bundle.sets.bonus[chosen]
    beaten = np.zeros(len(chosen), dtype=bool)
    for start in range(0, len(chosen), _BLOCK):
        # What both hold cancels out: only levers of one and not of the other count.
        mine = belongs[start : start + _BLOCK, None] * (1 - belongs)  # set, other, lever
        theirs = (1 - belongs[start : start + _BLOCK, None]) * belongs
        apart = (bonus[start : start + _BLOCK, None] - bonus)[:, :, None]
        least = mine @ bundle.low - theirs @ bundle.high + apart
        most = mine @ bundle.high - theirs @ bundle.low + apart
        # A set never beats itself: it has no lead over itself.
        beats = (least >= -TIE).all(axis=2) & (most > TIE).any(axis=2)
        beaten |= beats.any(axis=0)
    return tuple(chosen[~beaten].tolist())


def core_indexes(
    bundle: Bundle, group: Sequence[int], candidates: Sequence[int]
) -> tuple[CoreIndex, ...]:
    """Which levers are in all, some or none of the undominated sets of the group."""
    kept = undominated(bundle, group)
    index = bundle.sets.belongs[list(kept)].mean(axis=0)
    return tuple(
        CoreIndex(row, _place(float(index[row])), float(index[row])) for row in candidates
    )


def _place(index: float) -> Membership:
    if index >= 1:
        return Membership.CORE
    return Membership.BORDERLINE if index > 0 else Membership.EXTERIOR


@dataclass(frozen=True, slots=True)
class Best:
    """The best sets among some.

    Attributes
    ----------
    size
        How many levers they have; None when sets of all sizes are compared.
    sure
        Best whatever the unknown scores are; several are tied, and none is when it depends.
    possible
        Best, alone or tied, for some of the unknown scores; None when sets are too many to be
        listed.
    complete
        Whether all the tied sets are there.
    """

    size: int | None
    sure: tuple[LeverSet, ...]
    possible: tuple[LeverSet, ...] | None
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """What given weights say.

    Attributes
    ----------
    bests
        The best sets of each size there is, in increasing order.
    threshold
        Smallest and largest cost, in value, of each lever beyond the first above which one lever
        alone is better; None when no larger set is left.
    dilution
        Smallest and largest share of the effect of each lever that several may lose before one
        alone is better (``prioritisation.analysis.sets.dilution``); None when so is the threshold.
    """

    bests: tuple[Best, ...]
    threshold: tuple[float, float] | None
    dilution: tuple[float, float] | None

    def of_size(self, size: int) -> Best | None:
        """The best sets of a size; None when there is none."""
        return next((b for b in self.bests if b.size == size), None)


def choose_sets(terms: Terms, low: Floats, high: Floats) -> Choice:
    """The best sets of each size, and the threshold.

    Parameters
    ----------
    low, high
        Arrays (m,): smallest and largest overall values of the levers with the weights.
    """
    choose = by_listing if count_sets(terms) <= LISTED else by_programme
    return choose(terms, low, high)


def best_at_cost(terms: Terms, low: Floats, high: Floats, cost: float) -> Best:
    """The best sets of all sizes together at a cost of dispersion, in value.

    From the definition itself: what thresholds are checked against.
    """
    if count_sets(terms) <= LISTED:
        bundle = _bundle(terms, low, high).costing(cost)
        return _listed(bundle, range(len(bundle.sets.members)), None)
    optimum = surely_best(programme(terms), low, high, (1, terms.most), cost)
    return Best(None, optimum.sets, None, optimum.complete)


def by_listing(terms: Terms, low: Floats, high: Floats) -> Choice:
    """The choice when every set is compared with every other."""
    bundle = _bundle(terms, low, high)
    sizes = bundle.sets.all_sizes
    bests = tuple(_listed(bundle, bundle.sets.of_size(size), size) for size in sizes)
    costs, losses = (find(bundle, np.ones((1, 1))) for find in _THRESHOLDS)
    return Choice(bests, _ends(costs), _ends(losses))


_THRESHOLDS = dispersion_thresholds, dilution_thresholds


def _ends(thresholds: DispersionThresholds | None) -> tuple[float, float] | None:
    """The threshold of the one weight vector there is."""
    return None if thresholds is None else (float(thresholds.low[0]), float(thresholds.high[0]))


def by_programme(terms: Terms, low: Floats, high: Floats) -> Choice:
    """The same by integer programmes: what may be best is not listed."""
    made = programme(terms)
    bests = []
    for size in range(1, min(terms.most, len(terms.candidates)) + 1):
        optimum = surely_best(made, low, high, (size, size))
        if isfinite(optimum.value):
            bests.append(Best(size, optimum.sets, None, optimum.complete))
    if len(bests) < 2:  # noqa: PLR2004 (one lever, and more)
        return Choice(tuple(bests), None, None)
    ends = smallest_threshold(made, low, high), largest_threshold(made, low, high)
    # Each end is solved for by itself: their last digits must not cross.
    return Choice(tuple(bests), (ends[0], max(ends)), dilution_ends(made, low, high))


def _bundle(terms: Terms, low: Floats, high: Floats) -> Bundle:
    """The overall values as those of one criterion that weighs everything."""
    return Bundle(listed_sets(terms), low[:, None], high[:, None])


def _listed(bundle: Bundle, group: Sequence[int], size: int | None) -> Best:
    flags = next(iter(best_sets(contest(bundle, group), np.ones((1, 1)))))
    members = [bundle.sets.members[k] for k in group]
    sure, possible = (
        tuple(s for s, f in zip(members, fs[:, 0], strict=True) if f) for fs in flags
    )
    return Best(size, sure, possible)

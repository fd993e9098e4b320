"""The best sets for given weights, and the threshold: by listing every set, or by a programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.sets.contest import Bundle, best_sets, contest
from prioritisation.analysis.sets.programme import (
    largest_threshold,
    programme,
    smallest_threshold,
    surely_best,
)
from prioritisation.analysis.sets.sets import LISTED, Rows, count, listed_sets
from prioritisation.analysis.sets.terms import Terms
from prioritisation.analysis.sets.threshold import thresholds


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
    sure: tuple[Rows, ...]
    possible: tuple[Rows, ...] | None
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
    """

    bests: tuple[Best, ...]
    threshold: tuple[float, float] | None

    def of_size(self, size: int) -> Best | None:
        """The best sets of a size; None when there is none."""
        return next((b for b in self.bests if b.size == size), None)


def chosen(terms: Terms, low: Floats, high: Floats) -> Choice:
    """The best sets of each size, and the threshold.

    Parameters
    ----------
    low, high
        Arrays (m,): smallest and largest overall values of the levers with the weights.
    """
    found = by_listing if count(terms) <= LISTED else by_programme
    return found(terms, low, high)


def chosen_at(terms: Terms, low: Floats, high: Floats, cost: float) -> Best:
    """The best sets of all sizes together at a cost of dispersion, in value."""
    if count(terms) <= LISTED:
        bundle = _bundle(terms, low, high).costing(cost)
        return _listed(bundle, range(len(bundle.sets.members)), None)
    found = surely_best(programme(terms), low, high, (1, terms.most), cost)
    return Best(None, found.sets, None, found.complete)


def by_listing(terms: Terms, low: Floats, high: Floats) -> Choice:
    """The choice when every set is compared with every other."""
    bundle = _bundle(terms, low, high)
    sizes = bundle.sets.all_sizes
    bests = tuple(_listed(bundle, bundle.sets.of_size(size), size) for size in sizes)
    found = thresholds(bundle, np.ones((1, 1)))
    ends = None if found is None else (float(found.low[0]), float(found.high[0]))
    return Choice(bests, ends)


def by_programme(terms: Terms, low: Floats, high: Floats) -> Choice:
    """The same by integer programmes: what may be best is not listed."""
    made = programme(terms)
    bests = []
    for size in range(1, min(terms.most, len(terms.candidates)) + 1):
        found = surely_best(made, low, high, (size, size))
        if isfinite(found.value):
            bests.append(Best(size, found.sets, None, found.complete))
    if len(bests) < 2:  # noqa: PLR2004 (one lever, and more)
        return Choice(tuple(bests), None)
    ends = smallest_threshold(made, low, high), largest_threshold(made, low, high)
    return Choice(tuple(bests), (ends[0], max(ends)))


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

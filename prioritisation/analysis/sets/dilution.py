"""How much of the effect of each lever several of them may lose and still beat one alone.

Several levers led together may each keep only a part of their effect. With a loss d, a set S is
worth ``(1 - d) V(S) + B(S)``: V sums the values of its levers; B, what was said of them together,
is not diluted: a synergy or an excess of work belongs to leading them together, and was told so.
The loss borne is the d at which the best larger set is worth the best lever alone, A:

    d* = max over S of 1 - (A - B(S)) / V(S)

so that a pair without synergy never bears more than a half: what two equal levers do. One loss
stands for every size: it is that of each lever, however many they are.

It has no unit: values all multiplied by a number leave it where it is. It rests on the zero of
the values all the same, as any sum over levers does [1]_: a lever at the lowest of each scale
counts for no effect.

References
----------
.. [1] Clemen, R. T. and Smith, J. E. (2009). On the choice of baselines in multiattribute
   portfolio analysis: a cautionary note. Decision Analysis, 6(4), 256-262.
"""

from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.contest import WEIGHTS_AT_ONCE, Bundle, best_of
from prioritisation.analysis.sets.sets import Sets
from prioritisation.analysis.sets.threshold import DispersionThresholds

NOT_EVEN_UNDILUTED, EVEN_WITHOUT_EFFECT = -1.0, 2.0
"""Instead of a share: one alone is better even when nothing is lost; several are better even when
all of the effect is lost. How far beyond 0 or 1 the formula goes has no meaning."""


def loss_borne(alone: Floats, bonus: float, total: Floats) -> Floats:
    """The loss at which sets are worth what is best alone.

    Parameters
    ----------
    alone, total
        Arrays (k,), in value: of the best lever alone; the sum of the levers' of a set.
    bonus
        Synergies less excess of work, in value.

    Returns
    -------
    Array (k,) of shares of the effect in [0, 1], or the two numbers that stand beyond. Where the
    levers of the set have no effect, and are as good as the best alone, 0.
    """
    lead = total + bonus - alone
    share = np.zeros(lead.shape)
    np.divide(lead, total, out=share, where=total > TIE)
    np.clip(share, 0.0, 1.0, out=share)
    share[lead < -TIE] = NOT_EVEN_UNDILUTED
    share[bonus - alone > TIE] = EVEN_WITHOUT_EFFECT
    return share


@dataclass(frozen=True, slots=True, eq=False)
class _Larger:
    """The sets of several levers in groups of the same bonus: of these the largest sum counts.

    Attributes
    ----------
    groups
        Bonus -> indexes of the sets.
    alone
        Row of a lever that may be chosen -> its own bonus, 0 or less.
    """

    sets: Sets
    groups: dict[float, tuple[int, ...]]
    alone: dict[int, float]

    def holding(self, indexes: tuple[int, ...], row: int) -> tuple[int, ...]:
        """Those of the sets that hold a lever."""
        return tuple(k for k in indexes if row in self.sets.members[k])


def dilution_thresholds(
    bundle: Bundle, weights: Floats, seed: int | None = None
) -> DispersionThresholds | None:
    """The losses borne with each weight vector (k, n), as shares of the effect of each lever.

    Returns
    -------
    The smallest and the largest over the unknown scores, both attained wherever they are in
    [0, 1]; None when no set of several levers is left.
    """
    if len(bundle.sets.all_sizes) < 2:  # noqa: PLR2004 (one lever, and more)
        return None
    larger = _larger(bundle.sets)
    low, high = np.empty(len(weights)), np.empty(len(weights))
    level = np.empty(len(weights), dtype=bool)
    for start in range(0, len(weights), WEIGHTS_AT_ONCE):
        part = slice(start, start + WEIGHTS_AT_ONCE)
        columns = weights[part].T
        lowest, highest = bundle.low @ columns, bundle.high @ columns
        low[part] = _smallest(larger, lowest, highest)
        high[part] = _largest(larger, lowest, highest)
        level[part] = best_of(highest, tuple(larger.alone)) <= TIE
    np.maximum(low, high, out=high)  # float noise where both are equal
    level &= (low == 0) & (high == 0)
    for array in (low, high, level):
        array.setflags(write=False)
    return DispersionThresholds(low, high, seed, level)


def _larger(sets: Sets) -> _Larger:
    groups: dict[float, list[int]] = {}
    for index, rows in enumerate(sets.members):
        if len(rows) > 1:
            groups.setdefault(float(sets.bonus[index]), []).append(index)
    alone = {sets.members[k][0]: float(sets.bonus[k]) for k in sets.of_size(1)}
    return _Larger(sets, {bonus: tuple(rows) for bonus, rows in groups.items()}, alone)


def _smallest(larger: _Larger, lowest: Floats, highest: Floats) -> Floats:
    """Each lever alone at its highest, all the others at their lowest.

    Whoever is first alone, the others at their lowest leave less to a larger set; and the first
    one raised takes more from d* by itself than it gives to the sets that hold it, as long as d*
    is between 0 and 1.
    """
    certain = _alone(larger, lowest)
    totals = {b: _totals(larger, indexes, lowest) for b, indexes in larger.groups.items()}
    least = np.full(lowest.shape[1], EVEN_WITHOUT_EFFECT)
    for row, own in larger.alone.items():
        alone = np.maximum(certain, highest[row] + own)
        most = np.full(lowest.shape[1], NOT_EVEN_UNDILUTED)
        for bonus, (total, holding) in totals.items():
            if row in holding:
                total = np.maximum(total, holding[row] + (highest[row] - lowest[row]))  # noqa: PLW2901 (raised, here only)
            np.maximum(most, loss_borne(alone, bonus, total), out=most)
        np.minimum(least, most, out=least)
    return least


def _totals(
    larger: _Larger, indexes: tuple[int, ...], values: Floats
) -> tuple[Floats, dict[int, Floats]]:
    """The largest sum of the sets, arrays (k,): of them all, and of those that hold each lever."""
    holding: dict[int, Floats] = {}
    for index, total in zip(indexes, _sums(larger.sets, indexes, values), strict=True):
        for row in larger.sets.members[index]:
            if row in holding:
                np.maximum(holding[row], total, out=holding[row])
            else:
                holding[row] = total.copy()
    return np.asarray(np.max(list(holding.values()), axis=0)), holding


def _largest(larger: _Larger, lowest: Floats, highest: Floats) -> Floats:
    """Each larger set at its best: levers out of it at their lowest, its own as high as they can.

    Once it is settled how much the best alone is worth, each lever of the set may rise until it is
    worth as much. Between two values at which one of them reaches its highest, d* moves one way
    with the best alone: upwards only where the set has a harm or too much work. So the best alone
    is worth the best certain value, or then the highest of a lever of the set.
    """
    certain = _alone(larger, lowest)
    most = _reached(larger, certain, highest)
    if (nothing := certain <= TIE).any():
        # From there on, levers that may all be worth nothing are equal at any small value.
        least = _smallest_effect(larger, highest[:, nothing])
        reached = _reached(larger, least, highest[:, nothing])
        most[nothing] = np.maximum(most[nothing], reached)
    harmed = {bonus: indexes for bonus, indexes in larger.groups.items() if bonus < 0}
    for row, own in larger.alone.items() if harmed else ():
        alone = np.maximum(certain, highest[row] + own)
        holding = {b: larger.holding(indexes, row) for b, indexes in harmed.items()}
        np.maximum(most, _reached(larger, alone, highest, holding), out=most)
    return most


def _reached(
    larger: _Larger,
    alone: Floats,
    highest: Floats,
    groups: dict[float, tuple[int, ...]] | None = None,
) -> Floats:
    """The largest loss borne by some sets, all by default, once the best alone is worth that."""
    values, most = _level(larger, alone, highest), np.full(alone.shape, NOT_EVEN_UNDILUTED)
    for bonus, indexes in (larger.groups if groups is None else groups).items():
        if indexes:
            total = _sums(larger.sets, indexes, values).max(axis=0)
            np.maximum(most, loss_borne(alone, bonus, total), out=most)
    return most


def _smallest_effect(larger: _Larger, highest: Floats) -> Floats:
    """Array (k,): the smallest of the highest values alone that are above 0; 0 without any."""
    ends = np.array([highest[row] + own for row, own in larger.alone.items()])
    ends[ends <= TIE] = np.inf
    least = ends.min(axis=0)
    return np.where(np.isinf(least), 0.0, least)


def _alone(larger: _Larger, values: Floats) -> Floats:
    """Array (k,): the value of the best lever alone."""
    return np.asarray(np.max([values[row] + own for row, own in larger.alone.items()], axis=0))


def _level(larger: _Larger, alone: Floats, highest: Floats) -> Floats:
    """Array (m, k): each lever as high as it can be without being worth more than that alone."""
    values = np.minimum(highest, alone)
    for row, own in larger.alone.items():
        if own:
            values[row] = np.minimum(highest[row], alone - own)
    return np.asarray(values)


def _sums(sets: Sets, indexes: tuple[int, ...], values: Floats) -> Floats:
    """Array (g, k): the sum of the values of the levers of each of the sets."""
    return np.asarray(sets.belongs[list(indexes)] @ values)

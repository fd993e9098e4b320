"""Without one lever, criterion, voter or college; and over other voters like these.

Values on fixed anchors do not move when a lever is left out: only its own place is freed. For
voters there are only counts, never who; colleges are those that may be shown at all.

The ballots are drawn again with replacement, as many as there are, and their mean is taken as the
group's (bootstrap [1]_). Many ballots at once are drawn from the normal distribution their mean
then follows, within a few thousandths of a share.

References
----------
.. [1] Efron, B. (1979). Bootstrap methods: another look at the jackknife. The Annals of
   Statistics, 7(1), 1-26.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.ballots.anonymity import may_show, may_split
from prioritisation.analysis.ballots.ballot import Ballot, share_table
from prioritisation.analysis.ballots.group import (
    college_groups,
    linked_without,
    mean_weights,
    parts_of,
    rule_in_force,
    weights_of_sums,
)
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.robustness.draws import Truths, sure_and_possible
from prioritisation.analysis.streams import DrawnFor, stream
from prioritisation.analysis.weights import with_weight

RESAMPLED = 10_000
"""Groups of ballots drawn: a share is known within 0.005."""

DIRECT = 250
"""Ballots up to which each is drawn again; beyond, the normal distribution of their mean."""

_CELLS = 500_000
"""Ballots drawn at once."""


def resampled_means(table: Floats, draws: int = RESAMPLED) -> Floats:
    """Array (draws, n) of mean weights of ballots drawn with replacement, each summing to 1.

    Parameters
    ----------
    table
        Array (k, n) of shares, k >= 1; an abstention is NaN. Whoever calls must have enough
        ballots to show the figures made from it (``ballots.anonymity``).
    """
    parts = parts_of(table, rule_in_force(table))
    rng = stream(DrawnFor.BALLOTS)
    sums = _many(parts, draws, rng) if len(table) > DIRECT else _again(parts, draws, rng)
    return weights_of_sums(sums, table.shape[1])


def _again(both: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Sums over k ballots drawn with replacement: each row as many times as it is drawn."""
    k = len(both)
    sums = np.empty((draws, both.shape[1]))
    chunk = max(1, _CELLS // k)
    for start in range(0, draws, chunk):
        part = sums[start : start + chunk]
        drawn = rng.integers(0, k, (len(part), k)) + k * np.arange(len(part))[:, None]
        times = np.bincount(drawn.ravel(), minlength=k * len(part)).reshape(len(part), k)
        part[:] = times @ both
    return sums


def _many(both: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """The same, by the central limit theorem: sums and numbers given vary together."""
    k, centre = len(both), both.mean(axis=0)
    roots, axes = np.linalg.eigh(np.cov(both, rowvar=False, bias=True) * k)
    # Rounding may make a variance of zero negative.
    spread = axes * np.sqrt(np.maximum(roots, 0.0))
    sums = k * centre + rng.standard_normal((draws, len(centre))) @ spread.T
    return np.asarray(np.maximum(sums, 0.0))


_Rows = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The first place without one thing.

    Attributes
    ----------
    out
        Row of the lever, or column of the criterion, left out.
    sure, possible
        Rows first whatever the uncertain scores are, and for some of them.
    changes
        Whether the levers surely first are others than before; for a lever, than before without
        it.
    changes_candidates
        The same of the levers possibly first.
    """

    out: int
    sure: _Rows
    possible: _Rows
    changes: bool
    changes_candidates: bool


@dataclass(frozen=True, slots=True)
class VotersLeftOut:
    """How many voters decide alone, the group's weights being the mean of the ballots.

    Attributes
    ----------
    n
        Ballots.
    pivotal
        Ballots without which the levers surely first would not be the same, or be none.
    """

    n: int
    pivotal: int


@dataclass(frozen=True, slots=True)
class CollegeLeftOut:
    """The first place without the ballots of one college, or of small ones together."""

    colleges: tuple[str, ...]
    n: int
    sure: _Rows
    possible: _Rows
    changes: bool


def without_levers(matrix: DecisionMatrix, weights: Floats) -> tuple[LeftOut, ...]:
    """Leave out each lever in turn, in table order; nothing with a single lever."""
    m = len(matrix.alternatives)
    if m == 1:
        return ()
    low, high = matrix.low @ weights, matrix.high @ weights
    before = [_rows(firsts) for firsts in sure_and_possible(low, high)]
    left_out = []
    for row in range(m):
        # Values do not depend on the levers present: to leave one out is to take its row away.
        kept = np.delete(np.arange(m), row)
        ends = sure_and_possible(low[kept], high[kept])
        sure, possible = (tuple(kept[first].tolist()) for first in ends)
        rest = [tuple(r for r in firsts if r != row) for firsts in before]
        left_out.append(LeftOut(row, sure, possible, sure != rest[0], possible != rest[1]))
    return tuple(left_out)


def without_criteria(matrix: DecisionMatrix, weights: Floats) -> tuple[LeftOut, ...]:
    """Leave out each criterion that weighs something, the others keeping their proportions."""
    columns = np.flatnonzero(weights > 0).tolist()
    if len(columns) == 1:
        return ()
    others = np.array([with_weight(weights, column, 0.0) for column in columns])
    return tuple(
        LeftOut(column, *ends)
        for column, ends in zip(columns, _all(matrix, weights, others), strict=True)
    )


def without_voters(matrix: DecisionMatrix, ballots: Sequence[Ballot]) -> VotersLeftOut | None:
    """Leave out each ballot in turn; None when there are too few for a count to be shown."""
    if not may_show(len(ballots)):
        return None
    table = share_table(ballots, matrix.criteria)
    weights = mean_weights(table)
    every = _all(matrix, weights, _means_without(table))
    return VotersLeftOut(len(table), sum(changes for _, _, changes, _ in every))


def _means_without(table: Floats) -> Floats:
    """Array (k, n) of weights without each ballot in turn, by the rule then in force."""
    parts, n = parts_of(table), table.shape[1]
    # Everybody less each ballot, at once: rounding may leave a hair of what nobody else gives.
    sums = np.maximum(parts.sum(axis=0) - parts, 0.0)
    linked = linked_without(table)[:, None]
    return np.where(linked, weights_of_sums(sums, n), weights_of_sums(sums[:, : 2 * n], n))


def without_colleges(
    matrix: DecisionMatrix, ballots: Mapping[str, Sequence[Ballot]]
) -> tuple[CollegeLeftOut, ...]:
    """Leave out each college in turn; none whose ballots, or the others', are too few to show.

    Parameters
    ----------
    ballots
        College -> its ballots.
    """
    groups = college_groups(ballots)
    total = sum(len(group) for group in ballots.values())
    showable = {c: g for c, g in groups.items() if may_split(len(g), total - len(g))}
    if not showable:
        return ()
    everyone = [ballot for group in ballots.values() for ballot in group]
    others = [
        [b for college, group in ballots.items() if college not in colleges for b in group]
        for colleges in showable
    ]
    means = np.array([mean_weights(share_table(rest, matrix.criteria)) for rest in others])
    before = mean_weights(share_table(everyone, matrix.criteria))
    return tuple(
        CollegeLeftOut(colleges, len(showable[colleges]), *ends[:3])
        for colleges, ends in zip(showable, _all(matrix, before, means), strict=True)
    )


def _all(
    matrix: DecisionMatrix, before: Floats, after: Floats
) -> list[tuple[_Rows, _Rows, bool, bool]]:
    """For each row of weights: levers surely first, possibly first, and whether each changes."""
    weights = np.vstack([before, after]).T
    sure, possible = sure_and_possible(matrix.low @ weights, matrix.high @ weights)
    changes, others = ((rows[:, 1:] != rows[:, :1]).any(axis=0) for rows in (sure, possible))
    return [
        (_rows(sure[:, k]), _rows(possible[:, k]), bool(changes[k - 1]), bool(others[k - 1]))
        for k in range(1, weights.shape[1])
    ]


def _rows(firsts: Truths) -> _Rows:
    return tuple(np.flatnonzero(firsts).tolist())

"""Leaving one out: one lever, one criterion, one voter, one college, and what becomes first.

Values on fixed anchors do not move when a lever is left out: only its own place is freed. For
voters there are only counts, never who; colleges are those that may be shown at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.ballots.anonymity import may_show, may_split
from prioritisation.analysis.ballots.ballot import Ballot, share_table
from prioritisation.analysis.ballots.group import college_groups
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.robustness.scores import Truths, sure_and_possible
from prioritisation.analysis.robustness.voters import group_mean
from prioritisation.analysis.weights import moved

Rows = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Left:
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
    """

    out: int
    sure: Rows
    possible: Rows
    changes: bool


@dataclass(frozen=True, slots=True)
class VotersLeft:
    """How many voters decide alone, the group's weights being the mean of the ballots.

    Attributes
    ----------
    n
        Ballots.
    pivotal
        Ballots without which the levers surely first would be others.
    """

    n: int
    pivotal: int


@dataclass(frozen=True, slots=True)
class CollegeLeft:
    """The first place without the ballots of one college, or of small ones together."""

    colleges: tuple[str, ...]
    n: int
    sure: Rows
    possible: Rows
    changes: bool


def without_levers(matrix: DecisionMatrix, weights: Floats) -> tuple[Left, ...]:
    """Leave out each lever in turn, in table order; nothing with a single lever."""
    m = len(matrix.alternatives)
    if m == 1:
        return ()
    low, high = matrix.low @ weights, matrix.high @ weights
    before, _ = sure_and_possible(low, high)
    found = []
    for row in range(m):
        kept = np.delete(np.arange(m), row)
        ends = sure_and_possible(low[kept], high[kept])
        sure, possible = (tuple(kept[first].tolist()) for first in ends)
        changes = sure != tuple(r for r in _rows(before) if r != row)
        found.append(Left(row, sure, possible, changes))
    return tuple(found)


def without_criteria(matrix: DecisionMatrix, weights: Floats) -> tuple[Left, ...]:
    """Leave out each criterion that weighs something, the others keeping their proportions."""
    columns = np.flatnonzero(weights > 0).tolist()
    if len(columns) == 1:
        return ()
    others = np.array([moved(weights, column, 0.0) for column in columns])
    return tuple(
        Left(column, *ends)
        for column, ends in zip(columns, _all(matrix, weights, others), strict=True)
    )


def without_voters(
    matrix: DecisionMatrix, ballots: Sequence[Ballot], weights: Floats | None = None
) -> VotersLeft | None:
    """Leave out each ballot in turn; None when there are too few for a count to be shown.

    Parameters
    ----------
    weights
        Array (n,) of the group's weights, when they are not the mean of the ballots.
    """
    if not may_show(len(ballots)):
        return None
    table = share_table(ballots, matrix.criteria)
    given = ~np.isnan(table)
    shares = np.where(given, table, 0.0)
    sums, counts = shares.sum(axis=0) - shares, given.sum(axis=0) - given
    means = sums / np.maximum(counts, 1)
    means /= means.sum(axis=1, keepdims=True)
    before = group_mean(table) if weights is None else weights
    pivotal = sum(changes for _, _, changes in _all(matrix, before, means))
    return VotersLeft(len(table), int(pivotal))


def without_colleges(
    matrix: DecisionMatrix, ballots: Mapping[str, Sequence[Ballot]]
) -> tuple[CollegeLeft, ...]:
    """Leave out each college in turn; none whose ballots, or the others', are too few to show.

    Parameters
    ----------
    ballots
        College -> its ballots.
    """
    groups = college_groups(ballots)
    total = sum(len(group) for group in ballots.values())
    shown = {c: g for c, g in groups.items() if may_split(len(g), total - len(g))}
    if not shown:
        return ()
    everyone = [ballot for group in ballots.values() for ballot in group]
    others = [
        [b for college, group in ballots.items() if college not in colleges for b in group]
        for colleges in shown
    ]
    means = np.array([group_mean(share_table(rest, matrix.criteria)) for rest in others])
    before = group_mean(share_table(everyone, matrix.criteria))
    return tuple(
        CollegeLeft(colleges, len(shown[colleges]), *ends)
        for colleges, ends in zip(shown, _all(matrix, before, means), strict=True)
    )


def _all(matrix: DecisionMatrix, before: Floats, after: Floats) -> list[tuple[Rows, Rows, bool]]:
    """For each row of weights: levers surely first, possibly first, and whether it changes."""
    weights = np.vstack([before, after]).T
    sure, possible = sure_and_possible(matrix.low @ weights, matrix.high @ weights)
    changes = (sure[:, 1:] != sure[:, :1]).any(axis=0)
    return [
        (_rows(sure[:, k]), _rows(possible[:, k]), bool(changes[k - 1]))
        for k in range(1, weights.shape[1])
    ]


def _rows(firsts: Truths) -> Rows:
    return tuple(np.flatnonzero(firsts).tolist())

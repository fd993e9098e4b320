"""Camps: whether the ballots form two or three groups that the mean hides (warning W6).

Weights are compositions: ballots are compared by Aitchison's distance, Euclidean on centred
log-ratios (Aitchison 1986; for group decisions, Mohammadi, Tamburri and Rezaei 2023). Camps
are k-medoids (Kaufman and Rousseeuw 1990), kept only when well apart. Of more than ``_MANY``
ballots, the medoids are those of so many drawn with a fixed seed (CLARA, in the same book), and
each ballot goes to the nearest; the silhouette is that of the ballots drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN, may_show
from prioritisation.analysis.ballots.ballot import Ballot, ballots_in_order, share_table
from prioritisation.analysis.ballots.group import FirstCounts, first_counts
from prioritisation.analysis.matrix import SAME, DecisionMatrix, Floats
from prioritisation.analysis.streams import DrawnFor, stream
from prioritisation.analysis.thresholds import GroupThresholds

_Labels = NDArray[np.int64]

_NEAR_NOTHING = 0.05
"""Shares below five points count as five in the distances.

In logarithms zero is far from a few points. With the half point of the geometric mean, four
simulated groups of 60 in five, widely spread around one opinion, had "camps" made of the zeros;
with five points one in seven, and real camps were found more often.
"""

NUMBERS = (2, 3)
"""Numbers of camps tried."""

LEAST = NUMBERS[0] * MIN_SHOWN
"""Ballots without abstention below which camps cannot be looked for."""

_EXHAUSTIVE = 30
"""Ballots up to which every set of medoids is tried; above, they are improved by swaps."""

_MANY = 1_000
"""Ballots up to which all are compared with each other, and what so many are drawn from beyond."""


@dataclass(frozen=True, slots=True, eq=False)
class Camp:
    """Ballots with like weights.

    Attributes
    ----------
    weights
        Array (n,), arithmetic mean of the camp's shares, in the order of the matrix.
    firsts
        For how many of its own ballots each lever is first.
    """

    weights: Floats
    firsts: FirstCounts


@dataclass(frozen=True, slots=True)
class Camps:
    """Camps found, the largest first.

    Attributes
    ----------
    silhouette
        Mean silhouette, from -1 to 1: how much closer ballots are to their camp than to the next.
    left_out
        Ballots with an abstention, in no camp: their shares are not of the same whole.
    """

    camps: tuple[Camp, ...]
    silhouette: float
    left_out: int


def camps(
    matrix: DecisionMatrix, ballots: Sequence[Ballot], thresholds: GroupThresholds
) -> Camps | None:
    """Two or three camps when the ballots form them; None otherwise, or when too few are whole.

    Each has at least ``MIN_SHOWN`` ballots, the mean silhouette reaches its threshold, and the
    mean weights of any two differ enough on one criterion. Of two and three camps, those with
    the greater silhouette; two when equal.
    """
    whole = _whole(ballots, matrix.criteria)
    shares = share_table(whole, matrix.criteria)
    drawn = _drawn(shares)
    distances = _distances(shares[drawn], shares[drawn])
    best: tuple[float, _Labels] | None = None
    for number in NUMBERS:
        # The smallest of so many camps could not be shown.
        if not may_show(len(shares) // number):
            break
        medoids = drawn[list(_medoids(distances, number))]
        labels = np.asarray(_distances(shares, shares[medoids]).argmin(axis=1), dtype=np.int64)
        silhouette = _silhouette(distances, labels[drawn])
        apart = _apart(shares, labels, thresholds.apart)
        if silhouette < thresholds.silhouette or not apart:
            continue
        # Of two numbers as good, the smaller: it came first.
        if best is None or silhouette > best[0] + SAME:
            best = silhouette, labels
    if best is None:
        return None
    parts = [
        [ballot for ballot, label in zip(whole, best[1], strict=True) if label == k]
        for k in range(int(best[1].max()) + 1)
    ]
    found = [
        Camp(share_table(part, matrix.criteria).mean(axis=0), first_counts(matrix, part))
        for part in parts
    ]
    found.sort(key=lambda c: (-c.firsts.n, *(-c.weights).tolist()))
    return Camps(tuple(found), best[0], len(ballots) - len(whole))


def are_enough(ballots: Sequence[Ballot], criteria: Sequence[str]) -> bool:
    """Whether two camps could be shown, if the ballots without abstention formed them."""
    return len(_whole(ballots, criteria)) >= LEAST


def _whole(ballots: Sequence[Ballot], criteria: Sequence[str]) -> list[Ballot]:
    """The ballots without abstention, in the order of ``share_table``."""
    whole = [b for b in ballots if None not in [b.points[c] for c in criteria]]
    return ballots_in_order(whole, criteria)


def _apart(shares: Floats, labels: _Labels, least: float) -> bool:
    """Whether camps are large enough to be shown, and their means apart on some criterion."""
    parts = [shares[labels == label] for label in range(int(labels.max()) + 1)]
    if not all(may_show(len(part)) for part in parts):
        return False
    means = [part.mean(axis=0) for part in parts]
    return all(np.abs(a - b).max() >= least - SAME for a, b in combinations(means, 2))


def _drawn(shares: Floats) -> _Labels:
    """The ballots compared with each other: all, or ``_MANY`` whatever the order they come in."""
    count = len(shares)
    if count <= _MANY:
        return np.arange(count)
    chosen = stream(DrawnFor.CAMPS).choice(count, _MANY, replace=False)
    # Places among the sorted ballots: what is drawn depends on what they say, not on their order.
    return np.asarray(np.lexsort(shares.T)[np.sort(chosen)])


def _distances(shares: Floats, others: Floats) -> Floats:
    """Array (k, l) of Aitchison distances; small shares count as ``_NEAR_NOTHING``."""
    # Criterion by criterion: all the differences at once would take as many times the memory.
    squares = np.zeros((len(shares), len(others)))
    for mine, theirs in zip(_centred(shares).T, _centred(others).T, strict=True):
        squares += (mine[:, None] - theirs) ** 2
    return np.sqrt(squares)


def _centred(shares: Floats) -> Floats:
    logarithms = np.log(np.maximum(shares, _NEAR_NOTHING))
    return np.asarray(logarithms - logarithms.mean(axis=1, keepdims=True))


def _medoids(distances: Floats, number: int) -> tuple[int, ...]:
    """Ballots to which the others are nearest."""
    if len(distances) <= _EXHAUSTIVE:
        return _best_medoids(distances, number)
    return _improved_medoids(distances, number)


def _best_medoids(distances: Floats, number: int) -> tuple[int, ...]:
    """The ballots whose distances to all the others, each counting its nearest, sum to least."""
    sets = list(combinations(range(len(distances)), number))
    nearest = distances[[s[0] for s in sets]]
    for k in range(1, number):
        nearest = np.minimum(nearest, distances[[s[k] for s in sets]])
    # Rounded: of sets as good noise chooses none, the first one stands.
    return sets[int(nearest.sum(axis=1).round(9).argmin())]


def _improved_medoids(distances: Floats, number: int) -> tuple[int, ...]:
    """Medoids by PAM: added one by one, then swapped as long as the sum of distances falls."""
    medoids: list[int] = []
    for _ in range(number):
        medoids.append(_best_addition(distances, medoids)[1])
    cost = float(distances[medoids].min(axis=0).sum())
    while True:
        swaps = [
            (*_best_addition(distances, [m for m in medoids if m != out]), out) for out in medoids
        ]
        least, added, out = min(swaps)
        if least >= cost - SAME:
            return tuple(medoids)
        cost, medoids = least, [added if m == out else m for m in medoids]


def _best_addition(distances: Floats, medoids: list[int]) -> tuple[float, int]:
    """Smallest sum of distances when one ballot joins the medoids, and that ballot."""
    nearest = distances[medoids].min(axis=0) if medoids else np.full(len(distances), np.inf)
    sums = np.minimum(distances, nearest).sum(axis=1).round(9)
    added = int(sums.argmin())
    return float(sums[added]), added


def _silhouette(distances: Floats, labels: _Labels) -> float:
    """Mean silhouette (Rousseeuw 1987); a ballot alone in its camp, or nowhere apart, has 0."""
    number = int(labels.max()) + 1
    sizes = np.bincount(labels, minlength=number)
    if number < NUMBERS[0]:
        return 0.0
    sums = np.column_stack([distances[:, labels == c].sum(axis=1) for c in range(number)])
    rows = np.arange(len(labels))
    # A ballot is at no distance from itself: its own camp counts one less.
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    means = sums / np.maximum(sizes, 1)
    means[rows, labels] = np.inf
    means[:, sizes == 0] = np.inf
    other = means.min(axis=1)
    widest = np.maximum(own, other)
    alone = (sizes[labels] == 1) | (widest <= SAME)
    return float(np.where(alone, 0.0, (other - own) / np.where(alone, 1.0, widest)).mean())

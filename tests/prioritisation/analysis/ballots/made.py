"""Ballots for the tests: written by hand, or drawn."""

import numpy as np
from hypothesis import strategies as st

from prioritisation.analysis.ballots.ballot import FULL, Ballot
from prioritisation.analysis.matrix import known_matrix

THREE = ("a", "b", "c")


def ballot(*points, criteria=THREE, first=None):
    """A ballot from its points in the order of the criteria; its first has 100, or is said."""
    first = points.index(FULL) if first is None else first
    return Ballot(dict(zip(criteria, points, strict=True)), criteria[first])


def alike(*points, times=5):
    return [ballot(*points)] * times


@st.composite
def ballots_on(draw, criteria=THREE, *, abstentions=True):
    first = draw(st.sampled_from(criteria))
    numbers = st.integers(0, FULL)
    others = [c for c in criteria if c != first]
    answers = {c: draw(numbers | st.none() if abstentions else numbers) for c in others}
    if others and all(p is None for p in answers.values()):
        answers[others[0]] = draw(numbers)
    return Ballot({c: FULL if c == first else answers[c] for c in criteria}, first)


def groups(smallest=1, largest=12, **kind):
    return st.lists(ballots_on(**kind), min_size=smallest, max_size=largest)


@st.composite
def shuffled(draw, smallest=1, largest=12, **kind):
    """Ballots, and the same in another order."""
    found = draw(groups(smallest, largest, **kind))
    return found, draw(st.permutations(found))


def election(orders, counts):
    """A matrix with one criterion for each kind of voter, and ballots that weigh theirs alone."""
    m = len(orders[0])
    values = np.array([[1 - order.index(row) / m for order in orders] for row in range(m)])
    names = tuple(f"c{k}" for k in range(len(orders)))
    matrix = known_matrix(tuple(map(str, range(m))), names, values, values)
    ballots = [
        Ballot({name: 100 if name == own else 0 for name in names}, own)
        for own, count in zip(names, counts, strict=True)
        for _ in range(count)
    ]
    return matrix, ballots


TENNESSEE = ([[0, 1, 2, 3], [1, 2, 3, 0], [2, 3, 1, 0], [3, 2, 1, 0]], [42, 26, 15, 17])


CONDORCET = ([[0, 1, 2], [1, 2, 0], [1, 0, 2], [2, 0, 1], [2, 1, 0]], [23, 17, 2, 10, 8])


def preferences(matrix, ballots):
    """Array (m, m): how many ballots, each ranked by itself, prefer the row to the column."""
    preferred = np.zeros((len(matrix.low),) * 2, dtype=int)
    for ballot in ballots:
        shares = np.array([ballot.points[c] for c in matrix.criteria], dtype=float)
        values = (matrix.low * shares / shares.sum()).sum(axis=1).round(9)
        preferred += values[:, None] > values
    return preferred


def condorcet_winner(duels):
    """The alternative that wins all its duels; None when there is none, or nobody to beat."""
    winners = np.flatnonzero((duels > duels.T).sum(axis=1) == len(duels) - 1)
    return int(winners[0]) if len(winners) and len(duels) > 1 else None

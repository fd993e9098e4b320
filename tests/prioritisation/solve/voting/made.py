"""Random profiles, and the best orders found by looking at all of them."""

import itertools

import numpy as np
from hypothesis import strategies as st

from prioritisation.solve.votes import profile, profile_of_orders

CYCLE = profile_of_orders([[0, 1, 2], [1, 2, 0], [2, 0, 1]], [1, 1, 1])
TENNESSEE = profile_of_orders(
    [[0, 1, 2, 3], [1, 2, 3, 0], [2, 3, 1, 0], [3, 2, 1, 0]], [42, 26, 15, 17]
)


@st.composite
def profiles(draw, alternatives=(1, 6), ballots=(1, 6)):
    m, k = draw(st.integers(*alternatives)), draw(st.integers(*ballots))
    ranks = st.lists(st.integers(1, m), min_size=m, max_size=m)  # ties allowed
    counts = st.lists(st.integers(1, 4), min_size=k, max_size=k)
    return profile(draw(st.lists(ranks, min_size=k, max_size=k)), draw(counts))


def agreements(ranks, counts, order):
    """Pairs of each voter that an order keeps, counted one by one."""
    pairs = itertools.combinations(order, 2)
    return sum(
        count
        for first, second in pairs
        for ballot, count in zip(ranks.tolist(), counts.tolist(), strict=True)
        if ballot[first] < ballot[second]
    )


def best_orders(found):
    """Score and all the best orders, by enumeration."""
    orders = list(itertools.permutations(range(found.ranks.shape[1])))
    scores = np.array([agreements(found.ranks, found.counts, order) for order in orders])
    best = np.flatnonzero(scores == scores.max())
    return int(scores.max()), [orders[k] for k in best]


def condorcet_winner(duels):
    """The alternative that wins all its duels; None when there is none, or nobody to beat."""
    beats = (duels > duels.T).sum(axis=1)
    winners = np.flatnonzero(beats == len(duels) - 1)
    return int(winners[0]) if len(winners) and len(duels) > 1 else None


def voters(found):
    """How many there are."""
    return int(found.counts.sum())


def renamed(found, names):
    """The same ballots once alternative k is called ``names[k]``."""
    ranks = np.empty_like(found.ranks)
    ranks[:, names] = found.ranks
    return profile(ranks.tolist(), found.counts.tolist())

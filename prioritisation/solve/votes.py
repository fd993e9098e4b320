"""Voting rules on counted ballots, each an order of all the levers."""

import numpy as np
from numpy.typing import NDArray

from prioritisation.solve.problem import (
    Answer,
    InvalidProblem,
    ProblemNames,
    SolveProblem,
    check_compared,
    list_items,
    shared_ranks,
    whole,
)
from prioritisation.solve.ranking import MOST_SHOWN
from prioritisation.wording import t

Counts = NDArray[np.int64]

_BALLOTS = "params.ballots"
_MOST_VOTERS = 10**9
"""Voters counted together on a ballot; with a million ballots no sum of points overflows."""

MOST_TANGLED = 18
"""Levers that majorities do not separate, at most: time and memory double with each."""


def borda(problem: SolveProblem) -> Answer:
    """Points for each lever preceded on a ballot [1]_.

    References
    ----------
    .. [1] de Borda, J.-C. (1781). Memoire sur les elections au scrutin. Histoire de l'Academie
       Royale des Sciences.
    """
    places, counts, _ = _ballots(problem)
    points = counts @ (places.shape[1] - 1 - places)
    return Answer({"score": points, "ranking": shared_ranks(points.astype(float))})


def copeland(problem: SolveProblem) -> Answer:
    """Duels won minus duels lost [1]_.

    References
    ----------
    .. [1] Copeland, A. H. (1951). A reasonable social welfare function. University of Michigan.
    """
    duels, warnings = _duels(problem)
    score = np.sign(duels - duels.T).sum(axis=1)
    figures = {"pairwise": duels, "score": score, "ranking": shared_ranks(score.astype(float))}
    return Answer(figures, warnings)


def kemeny(problem: SolveProblem) -> Answer:
    """The order that agrees most with the voters, pair by pair [1]_.

    Of several best orders, the first in lexicographic order.

    References
    ----------
    .. [1] Kemeny, J. G. (1959). Mathematics without numbers. Daedalus, 88(4), 577-591.
    """
    duels, warnings = _duels(problem)
    order: list[int] = []
    unique = True
    for group in components(duels >= duels.T):
        if len(group) > MOST_TANGLED:
            fault = t(
                "{found} levers that majorities do not order: no exact answer (at most {most})",
                found=len(group),
                most=MOST_TANGLED,
            )
            raise InvalidProblem(fault, _BALLOTS)
        best, ways = _best(duels[np.ix_(group, group)])
        order += [group[k] for k in best]
        unique = unique and ways == 1
    if not unique:
        warnings += (t("several orders are as good: the first of them is given"),)
    agreed = int(np.triu(duels[np.ix_(order, order)], 1).sum())
    ranking = (1 + np.argsort(order)).tolist()
    return Answer({"kemeny_score": agreed, "ranking": ranking, "unique": unique}, warnings)


def _ballots(problem: SolveProblem) -> tuple[Counts, Counts, ProblemNames]:
    """Place (k, m) of each lever on each ballot, from 0; voters (k,) of each; and the names."""
    orders: list[list[int]] = []
    counts: list[int] = []
    for number, ballot in enumerate(list_items(problem.need(_BALLOTS), _BALLOTS)):
        if not isinstance(ballot, dict):
            fault = t("one JSON object is expected, between braces")
            raise InvalidProblem(fault, f"{_BALLOTS}[{number}]")
        read = SolveProblem(
            "", {f"{_BALLOTS}[{number}].{key}": value for key, value in ballot.items()}
        )
        key = f"{_BALLOTS}[{number}].count"
        counts.append(whole(read.need(key), key, 1, _MOST_VOTERS))
        key = f"{_BALLOTS}[{number}].order"
        size = read.size(key)
        order = read.wholes(key, len(orders[0]) if orders else size, 0, size - 1)
        if len(set(order)) < len(order):
            raise InvalidProblem(t("each lever comes once, from 0"), key)
        orders.append(order)
    check_compared(len(orders[0]), _BALLOTS)
    places = np.argsort(np.array(orders, dtype=np.int64), axis=1)
    return places, np.array(counts, dtype=np.int64), problem.names(len(orders[0]), None)


def _duels(problem: SolveProblem) -> tuple[Counts, tuple[str, ...]]:
    """Voters (m, m) who prefer the row to the column; and each majority cycle, said."""
    places, counts, named = _ballots(problem)
    check_compared(places.shape[1], _BALLOTS, MOST_SHOWN)
    duels = np.array([counts @ (places[:, [row]] < places) for row in range(places.shape[1])])
    return duels, tuple(
        t("no majority orders {levers}", levers=", ".join(named.lever(k) for k in group))
        for group in components(duels > duels.T)
        if len(group) > 1
    )


def components(relation: NDArray[np.bool_]) -> list[tuple[int, ...]]:
    """Sets of levers that reach each other, those that reach the most others first."""
    reached = relation.copy()
    # Warshall: ways through the first levers, then through one more.
    for through in range(len(relation)):
        reached |= reached[:, [through]] & reached[[through]]
    together = reached & reached.T
    np.fill_diagonal(together, val=True)
    order = np.argsort(-(reached | together).sum(axis=1), kind="stable").tolist()
    return list(dict.fromkeys(tuple(np.flatnonzero(together[row]).tolist()) for row in order))


def _best(duels: Counts) -> tuple[list[int], int]:
    """The first best order of a group, in lexicographic order, and the number of best orders.

    A subset of the m levers is a number whose bits are its members. The best order of a subset is
    its first member over the others, then the best order of these.
    """
    m = len(duels)
    subsets = np.arange(1 << m)
    members = subsets >> np.arange(m)[:, None] & 1
    gains = duels @ members  # (m, 2^m): of a lever over all of a subset
    best, ways = np.zeros(1 << m, np.int64), np.zeros(1 << m, np.int64)
    ways[0] = 1
    sizes = members.sum(axis=0)
    # By size: what follows a first member is a smaller subset, whose best is known.
    for size in range(1, m + 1):
        layer = subsets[sizes == size]
        rest = layer & ~(1 << np.arange(m))[:, None]
        scores = np.where(rest != layer, gains[np.arange(m)[:, None], rest] + best[rest], -1)
        best[layer] = scores.max(axis=0)
        ways[layer] = np.where(scores == best[layer], ways[rest], 0).sum(axis=0)
    order, left = [], (1 << m) - 1
    while left:
        firsts = (k for k in range(m) if left >> k & 1)
        rest_of = {k: left & ~(1 << k) for k in firsts}
        first = next(k for k, r in rest_of.items() if gains[k, r] + best[r] == best[left])
        order.append(first)
        left = rest_of[first]
    return order, int(ways[-1])

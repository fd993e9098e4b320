"""Voting rules on counted ballots."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.errors import PrioritisationError
from prioritisation.solve.table import (
    MOST_SHOWN,
    PARAMS,
    Answer,
    AnswerFigure,
    InvalidProblem,
    ProblemNames,
    SolveProblem,
    check_few,
    list_items,
    problem_names,
    shared_ranks,
    whole,
)
from prioritisation.wording import t

_ProfileFault = Literal["empty", "length", "order", "count"]


class InvalidProfile(PrioritisationError):
    """Ballots that are not rankings of the same alternatives, or are not counted.

    Attributes
    ----------
    fault
        ``empty``: no ballot, or no alternative; ``length``: not as many alternatives as the first
        ballot; ``order``: an alternative missing or twice; ``count``: fewer than one voter.
    ballot
        Which ballot, from 0.
    """

    def __init__(self, fault: _ProfileFault, ballot: int = 0) -> None:
        super().__init__(f"profile: {fault}, at ballot {ballot}")
        self.fault = fault
        self.ballot = ballot


class TooTangled(PrioritisationError):
    """More alternatives beat each other in cycles than orders can be compared exactly.

    Attributes
    ----------
    size, most
        How many do, and how many could.
    """

    def __init__(self, size: int, most: int) -> None:
        super().__init__(f"{size} alternatives in cycles, at most {most}")
        self.size = size
        self.most = most


Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Rankings of m alternatives.

    Attributes
    ----------
    ranks
        Array (k, m): rank of each alternative on each ballot, the smallest being preferred; only
        their order counts, and equal ranks are a tie.
    counts
        Array (k,): number of voters who gave each ballot, 1 or more.
    """

    ranks: Counts
    counts: Counts


def profile(ranks: Sequence[Sequence[int]], counts: Sequence[int] | None = None) -> Profile:
    """The profile of ballots that give a rank to each alternative; one voter each by default.

    Raises
    ------
    InvalidProfile
        If there is none, if they do not rank as many alternatives, or if a count is below 1.
    """
    counts = [1] * len(ranks) if counts is None else counts
    if not len(ranks) or not len(ranks[0]):
        raise InvalidProfile("empty")
    for number, ballot in enumerate(ranks):
        if len(ballot) != len(ranks[0]):
            raise InvalidProfile("length", number)
        if number >= len(counts) or counts[number] < 1:
            raise InvalidProfile("count", number)
    if len(counts) > len(ranks):
        raise InvalidProfile("count", len(ranks))
    return Profile(np.array(ranks, dtype=np.int64), np.array(counts, dtype=np.int64))


def profile_of_orders(orders: Sequence[Sequence[int]], counts: Sequence[int]) -> Profile:
    """The profile of ballots that list all the alternatives, from 0, best first.

    Examples
    --------
    >>> profile_of_orders([[2, 0, 1]], [5]).ranks.tolist()
    [[1, 2, 0]]

    Raises
    ------
    InvalidProfile
        As ``profile`` does, or if an order is not one of all the alternatives.
    """
    if not len(orders) or not len(orders[0]):
        raise InvalidProfile("empty")
    for number, order in enumerate(orders):
        if len(order) != len(orders[0]):
            raise InvalidProfile("length", number)
        if set(order) != set(range(len(order))):
            raise InvalidProfile("order", number)
    return profile(np.argsort(np.array(orders, dtype=np.int64), axis=1).tolist(), counts)


def borda_points(profile: Profile) -> Floats:
    """Points (m,): one for each alternative preceded on a ballot, half for each tie [1]_.

    References
    ----------
    .. [1] de Borda, J.-C. (1781). Memoire sur les elections au scrutin. Histoire de l'Academie
       Royale des Sciences.
    """
    points = np.zeros(profile.ranks.shape[1])
    for ranks, count in zip(profile.ranks, profile.counts.tolist(), strict=True):
        ordered = np.sort(ranks)
        level = np.searchsorted(ordered, ranks, side="right")
        ahead = np.searchsorted(ordered, ranks, side="left")
        # Less one: each is level with itself.
        points += count * ((len(ranks) - level) + (level - ahead - 1) / 2)
    return points


def preferences(profile: Profile) -> Counts:
    """Array (m, m): number of voters who prefer the row to the column; ties count for neither."""
    duels = [
        profile.counts @ (profile.ranks[:, [row]] < profile.ranks)
        for row in range(profile.ranks.shape[1])
    ]
    return np.array(duels, dtype=np.int64)


def copeland_score(duels: Counts) -> Counts:
    """Score (m,) of each alternative: duels won minus duels lost [1]_.

    Parameters
    ----------
    duels
        Array (m, m), as ``preferences`` gives.

    References
    ----------
    .. [1] Copeland, A. H. (1951). A reasonable social welfare function. University of Michigan.
    """
    return np.asarray(np.sign(duels - duels.T).sum(axis=1), dtype=np.int64)


_Relation = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cycle:
    """Alternatives that no majority can order.

    Attributes
    ----------
    members
        All of them, in ascending order: each beats each other one, directly or through others.
    path
        The shortest cycle through the first: each beats the next, and the last beats the first.
    """

    members: tuple[int, ...]
    path: tuple[int, ...]


def cycles(duels: Counts) -> tuple[Cycle, ...]:
    """The Condorcet cycles of duels (m, m), the most preferred first; none: a majority order.

    Examples
    --------
    >>> cycles(np.array([[0, 2, 1], [1, 0, 2], [2, 1, 0]]))
    (Cycle(members=(0, 1, 2), path=(0, 1, 2)),)
    """
    beats = duels > duels.T
    return tuple(
        Cycle(members, _shortest(beats, members[0]))
        for members in components(beats)
        if len(members) > 1
    )


def components(relation: _Relation) -> list[tuple[int, ...]]:
    """Sets of alternatives that reach each other, those that reach the most others first."""
    reached = relation.copy()
    # Warshall: ways through the first alternatives, then through one more.
    for through in range(len(relation)):
        reached |= reached[:, [through]] & reached[[through]]
    together = reached & reached.T
    np.fill_diagonal(together, val=True)
    order = np.argsort(-(reached | together).sum(axis=1), kind="stable").tolist()
    groups = dict.fromkeys(tuple(np.flatnonzero(together[row]).tolist()) for row in order)
    return list(groups)


def _shortest(beats: _Relation, start: int) -> tuple[int, ...]:
    """The shortest way from an alternative back to itself, breadth first."""
    came: dict[int, int] = {}
    wave = [start]
    while start not in came:
        following = []
        for row in wave:
            for column in np.flatnonzero(beats[row]).tolist():
                if column not in came:
                    came[column] = row
                    following.append(column)
        wave = following
    path = [came[start]]
    while path[-1] != start:
        path.append(came[path[-1]])
    return tuple(reversed(path))


MOST_TANGLED = 18
"""Alternatives that majorities do not separate, at most: time and memory double with each."""


@dataclass(frozen=True, slots=True)
class Kemeny:
    """A best order.

    Attributes
    ----------
    score
        Pairs of alternatives on which a voter agrees with the order, summed over the voters.
    order
        The alternatives, best first; of several best orders, the first in lexicographic order.
    unique
        Whether no other order reaches the score.
    """

    score: int
    order: tuple[int, ...]
    unique: bool


def kemeny_order(duels: Counts) -> Kemeny:
    """The best order for duels (m, m), row preferred to column [1]_.

    Examples
    --------
    >>> kemeny_order(np.array([[0, 2, 1], [1, 0, 2], [2, 1, 0]]))
    Kemeny(score=5, order=(0, 1, 2), unique=False)

    Raises
    ------
    TooTangled
        If majorities leave more than ``MOST_TANGLED`` alternatives together.

    References
    ----------
    .. [1] Kemeny, J. G. (1959). Mathematics without numbers. Daedalus, 88(4), 577-591.
    """
    order: list[int] = []
    unique = True
    for group in components(duels >= duels.T):
        if len(group) > MOST_TANGLED:
            raise TooTangled(len(group), MOST_TANGLED)
        best, ways = _best(duels[np.ix_(group, group)])
        order += [group[k] for k in best]
        unique = unique and ways == 1
    rows = np.array(order)
    agreed = np.triu(duels[np.ix_(rows, rows)], 1).sum()
    return Kemeny(int(agreed), tuple(order), unique)


def _best(duels: Counts) -> tuple[list[int], int]:
    """The first best order of a group, and the number of best orders.

    A subset is a number whose bits are its members; ``best`` is the score of its best order when
    nothing else counts, which is that of its first member over the others, and of these.
    """
    m = len(duels)
    subsets = np.arange(1 << m)
    sizes = reduce(np.add, [subsets >> k & 1 for k in range(m)])
    gains = [_sums(duels[k]) for k in range(m)]
    best, ways = np.zeros(1 << m, np.int64), np.zeros(1 << m, np.int64)
    ways[0] = 1
    # By size: what follows a first member is a smaller subset, the best of which is known.
    for size in range(1, m + 1):
        layer = subsets[sizes == size]
        scores = np.array([_started(layer, k, gains[k], best) for k in range(m)])
        top = scores.max(axis=0)
        best[layer] = top
        for k, score in enumerate(scores):
            reaches = layer[score == top]
            ways[reaches] += ways[reaches & ~(1 << k)]
    return _first(gains, best), int(ways[-1])


def _sums(row: Counts) -> Counts:
    """For each subset, what an alternative gains over all its members."""
    sums = np.zeros(1, np.int64)
    # One alternative more: the subsets without it, then the same with it.
    for gain in row.tolist():
        sums = np.concatenate([sums, sums + gain])
    return sums


def _started(layer: Counts, member: int, gains: Counts, best: Counts) -> Counts:
    """Best scores of subsets with a member first; -1 where it is not in."""
    rest = layer & ~(1 << member)
    return np.where(layer != rest, gains[rest] + best[rest], -1)


def _first(gains: list[Counts], best: Counts) -> list[int]:
    """The first best order: at each place, the first member that loses nothing."""
    left, order = len(best) - 1, []
    while left:
        for member, gain in enumerate(gains):
            rest = left & ~(1 << member)
            if left != rest and gain[rest] + best[rest] == best[left]:
                order.append(member)
                left = rest
                break
    return order


_BALLOTS = f"{PARAMS}.ballots"
_MOST_VOTERS = 10**9
"""Voters counted together on a ballot; with a million ballots no sum of points overflows."""


def borda(problem: SolveProblem) -> Answer:
    """Points for each lever preceded on a ballot."""
    profile, _ = _profile(problem)
    points = borda_points(profile)
    # Orders have no ties: their points are whole numbers.
    return Answer({"score": points.astype(int), "ranking": shared_ranks(points)})


def copeland(problem: SolveProblem) -> Answer:
    """Duels won minus duels lost."""
    profile, named = _profile(problem)
    check_few(profile.ranks.shape[1], MOST_SHOWN, _BALLOTS)
    duels = preferences(profile)
    score = copeland_score(duels)
    figures = {"pairwise": duels, "score": score, "ranking": shared_ranks(score.astype(float))}
    return Answer(figures, _cycles(duels, named))


def kemeny(problem: SolveProblem) -> Answer:
    """The order that agrees most with the voters, pair by pair."""
    profile, named = _profile(problem)
    check_few(profile.ranks.shape[1], MOST_SHOWN, _BALLOTS)
    duels = preferences(profile)
    try:
        best = kemeny_order(duels)
    except TooTangled as error:
        values = {"found": error.size, "most": error.most}
        fault = t(
            "{found} levers that majorities do not order: no exact answer (at most {most})",
            **values,
        )
        raise InvalidProblem(fault, _BALLOTS) from error
    places = {lever: place for place, lever in enumerate(best.order, 1)}
    warnings = _cycles(duels, named)
    if not best.unique:
        warnings += (t("several orders are as good: the first of them is given"),)
    figures: dict[str, AnswerFigure] = {
        "kemeny_score": best.score,
        "ranking": [places[lever] for lever in range(len(places))],
        "unique": best.unique,
    }
    return Answer(figures, warnings)


def _profile(problem: SolveProblem) -> tuple[Profile, ProblemNames]:
    """The ballots, each an order of all the levers."""
    listed = list_items(problem.param("ballots"), _BALLOTS)
    orders: list[list[int]] = []
    counts: list[int] = []
    for number, ballot in enumerate(listed):
        place = f"{_BALLOTS}[{number}]"
        if not isinstance(ballot, dict):
            raise InvalidProblem(t("one JSON object is expected, between braces"), place)
        size = len(orders[0]) if orders else None
        counts.append(whole(_key(ballot, place, "count"), f"{place}.count", 1, _MOST_VOTERS))
        orders.append(_order(_key(ballot, place, "order"), f"{place}.order", size))
    if len(orders[0]) < 2:  # noqa: PLR2004 (one lever is compared to nothing)
        raise InvalidProblem(t("at least two levers are needed, there is one"), _BALLOTS)
    return profile_of_orders(orders, counts), problem_names(problem.given, len(orders[0]), None)


def _key(ballot: dict[str, object], place: str, key: str) -> object:
    if ballot.get(key) is None:
        raise InvalidProblem(t("this is missing"), f"{place}.{key}")
    return ballot[key]


def _order(value: object, place: str, size: int | None) -> list[int]:
    """A permutation of the levers, from 0."""
    listed = list_items(value, place, size)
    last = len(listed) - 1
    order = [whole(lever, f"{place}[{k}]", 0, last) for k, lever in enumerate(listed)]
    seen: set[int] = set()
    for k, lever in enumerate(order):
        if lever in seen:
            fault = t("lever {lever} is given twice: each comes once, from 0", lever=lever)
            raise InvalidProblem(fault, f"{place}[{k}]")
        seen.add(lever)
    return order


def _cycles(duels: Counts, named: ProblemNames) -> tuple[str, ...]:
    """Each majority cycle, said."""
    return tuple(
        t(
            "no majority orders {levers}: each beats the next, and the last beats the first",
            levers=", ".join(named.lever(lever) for lever in cycle.path),
        )
        for cycle in cycles(duels)
    )

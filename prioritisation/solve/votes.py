"""Voting rules on counted ballots."""

from prioritisation.analysis.kemeny import kemeny as kemeny_order
from prioritisation.analysis.voting import (
    Counts,
    Profile,
    TooTangled,
    cycles,
    preferences,
    profile_of_orders,
)
from prioritisation.analysis.voting import borda as borda_points
from prioritisation.analysis.voting import copeland as copeland_score
from prioritisation.solve.answer import MOST_SHOWN, Answer, Figure, few, shared_ranks
from prioritisation.solve.numbers import InvalidProblem, Names, items, names, whole
from prioritisation.solve.reading import PARAMS, Problem
from prioritisation.wording import t

BALLOTS = f"{PARAMS}.ballots"
MOST_VOTERS = 10**9
"""Voters counted together on a ballot; with a million ballots no sum of points overflows."""


def borda(problem: Problem) -> Answer:
    """Points for each lever preceded on a ballot."""
    found, _ = _profile(problem)
    points = borda_points(found)
    return Answer({"score": points.astype(int), "ranking": shared_ranks(points)})


def copeland(problem: Problem) -> Answer:
    """Duels won minus duels lost."""
    found, named = _profile(problem)
    few(found.ranks.shape[1], MOST_SHOWN, BALLOTS)
    duels = preferences(found)
    score = copeland_score(duels)
    figures = {"pairwise": duels, "score": score, "ranking": shared_ranks(score.astype(float))}
    return Answer(figures, _cycles(duels, named))


def kemeny(problem: Problem) -> Answer:
    """The order that agrees most with the voters, pair by pair."""
    found, named = _profile(problem)
    few(found.ranks.shape[1], MOST_SHOWN, BALLOTS)
    duels = preferences(found)
    try:
        best = kemeny_order(duels)
    except TooTangled as error:
        values = {"found": error.size, "most": error.most}
        fault = t(
            "{found} levers that majorities do not order: no exact answer (at most {most})",
            **values,
        )
        raise InvalidProblem(fault, BALLOTS) from error
    places = {lever: place for place, lever in enumerate(best.order, 1)}
    warnings = _cycles(duels, named)
    if not best.unique:
        warnings += (t("several orders are as good: the first of them is given"),)
    figures: dict[str, Figure] = {
        "kemeny_score": best.score,
        "ranking": [places[lever] for lever in range(len(places))],
        "unique": best.unique,
    }
    return Answer(figures, warnings)


def _profile(problem: Problem) -> tuple[Profile, Names]:
    """The ballots, each an order of all the levers."""
    listed = items(problem.param("ballots"), BALLOTS)
    orders: list[list[int]] = []
    counts: list[int] = []
    for number, found in enumerate(listed):
        place = f"{BALLOTS}[{number}]"
        if not isinstance(found, dict):
            raise InvalidProblem(t("one JSON object is expected, between braces"), place)
        size = len(orders[0]) if orders else None
        counts.append(whole(_key(found, place, "count"), f"{place}.count", 1, MOST_VOTERS))
        orders.append(_order(_key(found, place, "order"), f"{place}.order", size))
    if len(orders[0]) < 2:  # noqa: PLR2004 (one lever is compared to nothing)
        raise InvalidProblem(t("at least two levers are needed, there is one"), BALLOTS)
    return profile_of_orders(orders, counts), names(problem.given, len(orders[0]), None)


def _key(ballot: dict[str, object], place: str, key: str) -> object:
    if ballot.get(key) is None:
        raise InvalidProblem(t("this is missing"), f"{place}.{key}")
    return ballot[key]


def _order(found: object, place: str, size: int | None) -> list[int]:
    """A permutation of the levers, from 0."""
    listed = items(found, place, size)
    last = len(listed) - 1
    order = [whole(lever, f"{place}[{k}]", 0, last) for k, lever in enumerate(listed)]
    seen: set[int] = set()
    for k, lever in enumerate(order):
        if lever in seen:
            fault = t("lever {lever} is given twice: each comes once, from 0", lever=lever)
            raise InvalidProblem(fault, f"{place}[{k}]")
        seen.add(lever)
    return order


def _cycles(duels: Counts, named: Names) -> tuple[str, ...]:
    """Each majority cycle, said."""
    return tuple(
        t(
            "no majority orders {levers}: each beats the next, and the last beats the first",
            levers=", ".join(named.lever(lever) for lever in cycle.path),
        )
        for cycle in cycles(duels)
    )

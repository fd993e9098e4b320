"""Voting rules on counted ballots."""

from prioritisation.solve.numbers import (
    InvalidProblem,
    ProblemNames,
    list_items,
    problem_names,
    whole,
)
from prioritisation.solve.reading import PARAMS, SolveProblem
from prioritisation.solve.table import MOST_SHOWN, Answer, AnswerFigure, check_few, shared_ranks
from prioritisation.solve.voting import (
    Counts,
    Profile,
    TooTangled,
    borda_points,
    copeland_score,
    cycles,
    kemeny_order,
    preferences,
    profile_of_orders,
)
from prioritisation.wording import t

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

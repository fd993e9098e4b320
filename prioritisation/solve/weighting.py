"""Weights from points, an order, a deck of cards."""

import math
from collections.abc import Sequence

from prioritisation.analysis.weights.cards import revised_simos as simos
from prioritisation.analysis.weights.order import rank_order_centroid
from prioritisation.solve.answer import Answer
from prioritisation.solve.errors import InvalidProblem
from prioritisation.solve.names import names
from prioritisation.solve.numbers import items, real, whole
from prioritisation.solve.reading import PARAMS, Problem
from prioritisation.solve.table import checked_points, shared
from prioritisation.wording import t

MOST_CRITERIA, MOST_CARDS = 10_000, 1_000_000
"""More than anyone lays on a table."""


def weights_swing(problem: Problem) -> Answer:
    """Points divided by their sum."""
    given = problem.param("points")
    place = f"{PARAMS}.points"
    named = names(problem.given, None, len(items(given, place)))
    points = checked_points(given, place, None, named)
    return Answer({"weights": shared(points)})


def weights_roc(problem: Problem) -> Answer:
    """Rank order centroid of an order of importance without ties."""
    place = f"{PARAMS}.ranking"
    found = items(problem.param("ranking"), place)
    named = names(problem.given, None, len(found))
    ranks: dict[int, int] = {}
    for column, rank in enumerate(found):
        where = f"{place}[{column}]{named.of_criterion(column)}"
        value = whole(rank, where, 1, len(found))
        if value in ranks:
            fault = t("rank {rank} is given twice: ties are not read here", rank=value)
            raise InvalidProblem(fault, where)
        ranks[value] = column
    order = sorted(ranks, key=lambda value: ranks[value])
    return Answer({"weights": rank_order_centroid(order)})


def revised_simos(problem: Problem) -> Answer:
    """Weights of a deck of cards, from the least to the most important criterion."""
    place = f"{PARAMS}.group_sizes"
    sizes = _wholes(items(problem.param("group_sizes"), place), place, 1, MOST_CRITERIA)
    if len(sizes) < 2:  # noqa: PLR2004 (z compares two groups)
        raise InvalidProblem(t("at least two groups are needed"), place)
    if sum(sizes) > MOST_CRITERIA:
        raise InvalidProblem(t("more than {most} criteria", most=MOST_CRITERIA), place)
    place = f"{PARAMS}.white_cards"
    cards = _wholes(
        items(problem.param("white_cards"), place, len(sizes) - 1), place, 0, MOST_CARDS
    )
    place = f"{PARAMS}.z"
    z = real(problem.param("z"), place)
    if not 1 < z < math.inf:
        fault = t("z must be above 1: how many times the last group weighs the first")
        raise InvalidProblem(fault, place)
    return Answer({"weights": simos(sizes, cards, z)})


def _wholes(found: Sequence[object], place: str, least: int, most: int) -> list[int]:
    return [whole(value, f"{place}[{k}]", least, most) for k, value in enumerate(found)]

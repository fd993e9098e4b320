"""Weights from points, orders and cards, from the performances, from the best and the worst."""

import math
from collections.abc import Sequence
from functools import partial

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.weight_elicitation import rank_order_centroid
from prioritisation.solve.hierarchy import comparison_name
from prioritisation.solve.normalisation import by_range
from prioritisation.solve.table import (
    MATRIX_ENTRY,
    PARAMS,
    Answer,
    InvalidProblem,
    SolveProblem,
    as_shares,
    checked_points,
    excerpt,
    grid,
    list_items,
    problem_names,
    read_table,
    real,
    reals,
    whole,
)
from prioritisation.wording import t

_NOISE, _LOOSE = 1e-9, 1e-6
_HALVINGS = 200
"""More than enough for the smallest inconsistency to be known to the last digit."""


def weights_critic(problem: SolveProblem) -> Answer:
    """Weights of criteria that spread the levers and repeat each other little [1]_.

    A constant criterion weighs nothing.

    References
    ----------
    .. [1] Diakoulaki, D., Mavrotas, G. & Papayannakis, L. (1995). Determining objective weights in
       multiple criteria problems: the CRITIC method. Computers & Operations Research, 22(7).
    """
    table = read_table(problem)
    telling = ~table.constant
    values = by_range(table)[:, telling]
    centred = values - values.mean(axis=0)
    lengths = np.linalg.norm(centred, axis=0)
    correlations = centred.T @ centred / np.outer(lengths, lengths)
    information = lengths * (1 - correlations).sum(axis=0)  # / sqrt(m - 1): the same weights
    if information.sum() <= _NOISE:
        fault = t("the criteria all say the same: there is nothing to derive weights from")
        raise InvalidProblem(fault, MATRIX_ENTRY)
    weights = np.zeros(len(telling))
    weights[telling] = information / information.sum()
    return Answer({"weights": weights})


def weights_rancom(problem: SolveProblem) -> Answer:
    """Sums of 1 (more important), 0.5 (as much), 0 (less), divided by their total [1]_.

    References
    ----------
    .. [1] Wieckowski, J. et al. (2023). RANCOM: a novel approach to identifying criteria relevance
       based on inaccuracy expert judgments. Engineering Applications of AI, 122, 106114.
    """
    place = f"{PARAMS}.pairwise"
    given = problem.param("pairwise")
    size = len(list_items(given, place))
    about = partial(comparison_name, problem_names(problem.given, None, size).criterion)
    comparisons = grid(given, place, (size, size), about)
    allowed = np.isin(comparisons, (0.0, 0.5, 1.0))
    for cells, fault in (
        (~allowed, t("1, 0.5 or 0 is expected")),
        (comparisons + comparisons.T != 1, t("this comparison and its reverse must sum to 1")),
    ):
        for row, column in np.argwhere(cells).tolist():
            raise InvalidProblem(fault, f"{place}[{row}][{column}]{about(row, column)}")
    sums = comparisons.sum(axis=1)
    return Answer({"weights": sums / sums.sum()})


def weights_bwm(problem: SolveProblem) -> Answer:
    """Weights whose ratios miss the comparisons with the best and the worst by the least [1]_.

    References
    ----------
    .. [1] Rezaei, J. (2015). Best-worst multi-criteria decision-making method. Omega, 53, 49-57.
    """
    given = problem.param("best_to_others")
    length = len(list_items(given, f"{PARAMS}.best_to_others"))
    named = problem_names(problem.given, None, length)
    best_to, to_worst = (
        _comparisons(problem, key, length) for key in ("best_to_others", "others_to_worst")
    )
    # Of several that are compared by 1, the one furthest from the other end.
    best = int(np.lexsort((-to_worst, best_to))[0])
    worst = int(np.lexsort((-best_to, to_worst))[0])
    if best_to[worst] != to_worst[best]:
        place = f"{PARAMS}.best_to_others[{worst}]{named.of_criterion(worst)}"
        values = {"one": excerpt(best_to[worst]), "other": excerpt(to_worst[best])}
        fault = t("best against worst is {one} here and {other} in others_to_worst", **values)
        raise InvalidProblem(fault, place)
    # ``high`` fits at any time: what is answered can be had.
    low, high = 0.0, float(best_to.max())
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        fits = _ratio(best_to, to_worst, [best, worst], middle) is not None
        low, high = (low, middle) if fits else (middle, high)
    ratio = _ratio(best_to, to_worst, [best, worst], high) or 1.0
    lowest = np.maximum(to_worst - high, ratio / (best_to + high))
    highest = np.minimum(to_worst + high, ratio / np.maximum(best_to - high, _NOISE))
    for end, value in ((best, ratio), (worst, 1.0)):
        lowest[end] = highest[end] = value
    weights = (lowest + highest) / 2
    several = (highest - lowest > _LOOSE * highest).any()
    sentence = t("several weights fit as well: the middle of each interval is given")
    return Answer({"weights": weights / weights.sum(), "xi": high}, (sentence,) if several else ())


def _comparisons(problem: SolveProblem, key: str, length: int) -> Floats:
    place = f"{PARAMS}.{key}"
    named = problem_names(problem.given, None, length)
    comparisons = reals(problem.param(key), place, length, named.of_criterion)
    for column, value in enumerate(comparisons.tolist()):
        if value < 1:
            fault = t("« {found} »: a comparison of 1 or more is expected", found=excerpt(value))
            raise InvalidProblem(fault, f"{place}[{column}]{named.of_criterion(column)}")
    if comparisons.min() != 1:
        raise InvalidProblem(t("one criterion must be compared to itself by 1"), place)
    return comparisons


def _ratio(best_to: Floats, to_worst: Floats, ends: list[int], missed: float) -> float | None:
    """A ratio of the best to the worst that no comparison misses by more; None without any.

    ``weight of best / weight of j`` and ``weight of j / weight of worst`` are both within
    ``missed`` of what was said, so their product is between the products of the bounds; where j is
    the best or the worst (``ends``) itself, one of the two is exactly 1.
    """
    low = np.maximum(best_to - missed, 0) * np.maximum(to_worst - missed, 0)
    high = (best_to + missed) * (to_worst + missed)
    stated = float(best_to[ends[1]])
    low[ends], high[ends] = stated - missed, stated + missed
    return None if low.max() > high.min() else float((low.max() + high.min()) / 2)


_MOST_CRITERIA, _MOST_CARDS = 10_000, 1_000_000
"""More than anyone lays on a table."""


def weights_swing(problem: SolveProblem) -> Answer:
    """Points divided by their sum."""
    given = problem.param("points")
    place = f"{PARAMS}.points"
    named = problem_names(problem.given, None, len(list_items(given, place)))
    points = checked_points(given, place, None, named)
    return Answer({"weights": as_shares(points)})


def weights_roc(problem: SolveProblem) -> Answer:
    """Rank order centroid of an order of importance without ties."""
    place = f"{PARAMS}.ranking"
    ranking = list_items(problem.param("ranking"), place)
    named = problem_names(problem.given, None, len(ranking))
    ranks: dict[int, int] = {}
    for column, rank in enumerate(ranking):
        where = f"{place}[{column}]{named.of_criterion(column)}"
        value = whole(rank, where, 1, len(ranking))
        if value in ranks:
            fault = t("rank {rank} is given twice: ties are not read here", rank=value)
            raise InvalidProblem(fault, where)
        ranks[value] = column
    order = sorted(ranks, key=lambda value: ranks[value])
    return Answer({"weights": rank_order_centroid(order)})


def revised_simos(problem: SolveProblem) -> Answer:
    """Weights of a deck of cards, from the least to the most important criterion [1]_.

    White cards between two groups widen the gap; z is how many times the last weighs the first.

    References
    ----------
    .. [1] Figueira, J. & Roy, B. (2002). Determining the weights of criteria in the ELECTRE type
       methods with a revised Simos' procedure. European Journal of Operational Research, 139(2),
       317-326.
    """
    place = f"{PARAMS}.group_sizes"
    sizes = _wholes(list_items(problem.param("group_sizes"), place), place, 1, _MOST_CRITERIA)
    if len(sizes) < 2:  # noqa: PLR2004 (z compares two groups)
        raise InvalidProblem(t("at least two groups are needed"), place)
    if sum(sizes) > _MOST_CRITERIA:
        raise InvalidProblem(t("more than {most} criteria", most=_MOST_CRITERIA), place)
    place = f"{PARAMS}.white_cards"
    cards = _wholes(
        list_items(problem.param("white_cards"), place, len(sizes) - 1),
        place,
        0,
        _MOST_CARDS,
    )
    place = f"{PARAMS}.z"
    z = real(problem.param("z"), place)
    if not 1 < z < math.inf:
        fault = t("z must be above 1: how many times the last group weighs the first")
        raise InvalidProblem(fault, place)
    gaps = np.array(cards, dtype=float) + 1
    steps = np.concatenate([[0.0], np.cumsum(gaps / gaps.sum())])
    heights = np.repeat(1 / z + (1 - 1 / z) * steps, sizes)  # by z: it may be huge
    return Answer({"weights": as_shares(heights)})


def _wholes(values: Sequence[object], place: str, least: int, most: int) -> list[int]:
    return [whole(value, f"{place}[{k}]", least, most) for k, value in enumerate(values)]
